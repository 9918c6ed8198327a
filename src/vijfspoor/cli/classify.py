"""`vijfspoor classify`: what the law makes of one or more cases, without a database."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
import yaml

from vijfspoor.cli._refuse import in_one_line
from vijfspoor.content.law.loader import asked_by, rule_book_in_force
from vijfspoor.domain.ethics.classification import Classification, parse_answers
from vijfspoor.domain.ethics.classification import classify as classify_answers


class _WrongInput(click.ClickException):
    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as-of", "as_of", metavar="YYYY-MM-DD", help="The law on this day. Default: today.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", help="Language of the answer.")
def classify(file: Path, as_of: str | None, as_json: bool, lang: str) -> None:
    """Classify the cases in FILE (YAML or JSON): outcomes, obligations, proof, open questions, receipt."""
    day = _day(as_of)
    results = [(case_id, _classify(case_id, answers, default, day)) for case_id, answers, default in _cases(file)]
    if as_json:
        found = [{"id": case_id, **result.as_dict(lang)} for case_id, result in results]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for case_id, result in results:
        click.echo(_in_words(case_id, result, lang))


def _day(raw: str | None) -> date:
    if raw is None:
        return date.today()
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise _WrongInput(f"--as-of {raw!r} is not a date; write it as 2026-11-23") from None


def _cases(file: Path) -> list[tuple[str, dict[str, Any], Any]]:
    """Return (id, answers, default) of each case in the file: one case, or a list under `cases`, or a bare list."""
    raw = _read(file)
    whole = raw if isinstance(raw, dict) else {"cases": raw}
    default = _default(whole.get("default"), file)
    listed = whole.get("cases", [whole])
    if not isinstance(listed, list):
        raise _WrongInput(f"{file}: cases must be a list")
    return [_case(item, number, default, file) for number, item in enumerate(listed, start=1)]


def _read(file: Path) -> Any:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise _WrongInput(f"{file}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _WrongInput(f"{file}: is not valid YAML or JSON: {in_one_line(error)}") from error


def _default(raw: Any, file: Path) -> Any:
    if raw is None:
        return None
    if raw is False or str(raw).lower() in ("nee", "no", "false"):
        return "nee"
    if str(raw).lower() in ("onbekend", "unknown"):
        return None
    raise _WrongInput(f"{file}: default: {raw!r} is not understood; use nee, or leave it out")


def _case(item: Any, number: int, default: Any, file: Path) -> tuple[str, dict[str, Any], Any]:
    if not isinstance(item, dict):
        raise _WrongInput(f"{file}: case {number} must have `id` and `answers`")
    answers = item.get("answers", item.get("facts"))
    if not isinstance(answers, dict):
        raise _WrongInput(f"{file}: case {item.get('id', number)!r} has no `answers`")
    own = _default(item["default"], file) if "default" in item else default
    return str(item.get("id", number)), answers, own


def _classify(case_id: str, answers: dict[str, Any], default: Any, day: date) -> Classification:
    try:
        book = rule_book_in_force(day)
        asked = asked_by(book, answers)
        result = classify_answers(book, parse_answers(book, asked, default), day)
    except LookupError as error:
        raise _WrongInput(str(error.args[0])) from error
    except ValueError as error:
        raise _WrongInput(f"case {case_id}: {error}") from error
    if left_out := sorted(set(answers) - set(asked)):
        said = f"case {case_id}: rule book {book.version} does not ask {', '.join(left_out)}; left out"
        click.echo(said, err=True)
    return result


def _in_words(case_id: str, result: Classification, lang: str) -> str:
    words = _WORDS[lang]
    labels = result.book.outcomes

    def name(code: str) -> str:
        return labels[code].label.in_language(lang)

    lines = [f"{case_id}", f"  {words['route']}: {result.route}"]
    lines += [f"  {words['outcome']}: {code} ({name(code)})" for code in result.outcomes]
    lines += [f"  {words['possible']}: {code} ({name(code)})" for code in result.possible]
    if result.annex_iii:
        lines.append(f"  {words['annex']}: {', '.join(result.annex_iii)}")
    if result.applies_from:
        lines.append(f"  {words['from']}: {result.applies_from.isoformat()}")
    if result.review:
        lines.append(f"  {words['review']}")
    lines += [
        f"  {item.rule.code} {item.rule.duty.in_language(lang)} [{item.rule.reference}]" for item in result.obligations
    ]
    if result.open_questions:
        lines.append(f"  {words['open']}: {', '.join(result.open_questions)}")
    receipt = result.receipt
    lines.append(f"  {receipt.rule_book} {receipt.version}, {receipt.as_of.isoformat()}, {receipt.digest[:12]}")
    return "\n".join(lines)


_WORDS = {
    "nl": {
        "route": "route", "outcome": "uitkomst", "possible": "mogelijk", "annex": "bijlage III punt",
        "from": "geldt vanaf", "review": "een jurist moet kijken", "open": "nog open",
    },
    "en": {
        "route": "route", "outcome": "outcome", "possible": "possible", "annex": "Annex III point",
        "from": "applies from", "review": "a lawyer must look", "open": "still open",
    },
}  # fmt: skip
