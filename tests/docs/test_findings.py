"""A page per finding, made from the catalogue."""

import re
from pathlib import Path

from scripts.finding_pages import FOLDER, pages

ROOT = Path(__file__).resolve().parents[2]


def test_the_pages_say_what_the_catalogue_says():
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}

    assert written == pages(), "run python scripts/finding_pages.py"


def test_every_code_has_the_form_of_the_interfaces():
    names = [name.removesuffix(".md") for name in pages() if name != "README.md"]

    assert len(names) >= 45
    assert all(re.fullmatch(r"V-[A-Z]{2,4}-\d{2}", name) for name in names)
