"""The catalogue of findings refuses what cannot be shown."""

import shutil

import pytest

from vijfspoor.content.errors import ContentError
from vijfspoor.content.findings.loader import FOLDER, finding_books, load


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER / "2026-11-01", tmp_path / "2026-11-01")


def _change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_text_is_there_in_both_languages():
    for book in finding_books():
        for entry in book.entries.values():
            for text in (entry.title, entry.sentence, entry.explanation, entry.solution, entry.fix_label):
                assert text.nl.strip()
                assert text.en.strip()


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("accountable.yaml", "code: V-EV-04", "code: V-EV-03", "twice"),
        ("accountable.yaml", "code: V-EV-04", "code: V-EV-44", "a rule or words"),
        ("accountable.yaml", "code: V-EV-04", "code: EV4", "pattern"),
        ("use.yaml", "op {date} en er is", "op {datum} en er is", "unknown value: datum"),
        ("use.yaml", "track: 3", "track: 6", "less than or equal to 5"),
        ("catalogue.yaml", "  sample: {nl", "  oversee: {nl", "Input should be"),
    ],
)
def test_a_wrong_catalogue_is_refused(folder, file, old, new, problem):
    _change(folder / file, old, new)

    with pytest.raises(ContentError, match=problem):
        load(folder)


def test_a_fix_without_words_is_refused(folder):
    path = folder / "catalogue.yaml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  sample: {nl")]
    path.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(ContentError, match="a fix without words"):
        load(folder)
