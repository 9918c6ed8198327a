"""`vijfspoor classify`, as people and pipelines use it."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from vijfspoor.cli.classify import classify


def run(tmp_path, text, *options):
    file = tmp_path / "zaken.yaml"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(classify, [str(file), *options])


def test_a_list_of_cases_gives_a_list_of_results(tmp_path):
    text = "default: nee\ncases:\n- {id: a, answers: {S1: ja, S3: ja, T1A: ja}}\n- {id: b, answers: {S2: ja}}\n"
    result = run(tmp_path, text, "--json", "--as-of", "2026-11-23")

    assert result.exit_code == 0
    found = json.loads(result.output)
    assert [(item["id"], item["outcomes"]) for item in found] == [("a", ["TR_50_1"]), ("b", ["NOT_AI"])]
    assert set(found[0]["requires"]) >= {"dpia", "iama", "fria", "security", "works_council"}


def test_codes_and_readable_names_and_english_values_mean_the_same(tmp_path):
    by_code = run(tmp_path, "{id: a, answers: {S1: ja, S3: nee}}", "--json", "--as-of", "2026-11-23").output
    by_name = run(
        tmp_path,
        "{id: a, answers: {learned_from_data: yes, produces_influential_output: false}}",
        "--json",
        "--as-of",
        "2026-11-23",
    ).output

    assert json.loads(by_code) == json.loads(by_name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{id: a, answers: {H4: ja}}", "did you mean 'H4A'"),
        ("{id: a, answers: {1: ja}}", "unknown question '1'"),
        ("{id: a, answers: {S1: misschien}}", "'misschien' is not an answer"),
        ("{id: a, answers: {H0: [werken]}}", "did you mean 'werk'"),
        ("{id: a, answers: {LD1: gisteren}}", "is not a date"),
        ("{id: a}", "has no `answers`"),
        ("cases: 3", "must be a list"),
        ("{id: a, answers: [", "not valid YAML"),
    ],
)
def test_wrong_input_is_one_clear_line_and_exit_code_2(tmp_path, text, said):
    result = run(tmp_path, text)

    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_law_of_an_earlier_day_asks_what_it_asked_then(tmp_path):
    text = "default: nee\ncases:\n- {id: a, answers: {S1: ja, S3: ja, H4A: ja, D1: ja, P5BA1: ja, P5BA2: ja}}\n"
    before = run(tmp_path, text, "--json", "--as-of", "2026-07-26")
    after = run(tmp_path, text, "--json", "--as-of", "2026-07-27")

    [then], [now] = json.loads(before.stdout), json.loads(after.stdout)
    assert (then["outcomes"], then["applies_from"]) == (["HR_ANNEX_III"], "2026-08-02")
    assert (now["outcomes"], now["applies_from"]) == (["PROH_BA", "HR_ANNEX_III"], "2026-12-02")
    assert (then["receipt"]["version"], now["receipt"]["version"]) == ("2024-08-01", "2026-07-27")
    assert before.stderr.strip() == "case a: rule book 2024-08-01 does not ask P5BA1, P5BA2; left out"
    assert after.stderr == ""
    assert run(tmp_path, text, "--as-of", "2024-07-31").exit_code == 2


def test_a_missing_file_and_a_wrong_date_are_exit_code_2(tmp_path):
    assert CliRunner().invoke(classify, [str(tmp_path / "niets.yaml")]).exit_code == 2
    assert run(tmp_path, "{id: a, answers: {}}", "--as-of", "23-11-2026").exit_code == 2


def test_it_needs_no_django(tmp_path):
    code = "import sys; import vijfspoor.cli.classify; sys.exit(any(m.split('.')[0] == 'django' for m in sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
