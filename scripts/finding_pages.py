"""Writes a short page per code of the governance linter into docs/findings/, from the catalogue.

Usage: python scripts/finding_pages.py
"""

import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "findings"


def pages() -> dict[str, str]:
    """Return file name -> content of every page, and of the list of them."""
    sys.path.insert(0, str(ROOT / "src"))
    from vijfspoor.content.findings.loader import finding_book_in_force

    book = finding_book_in_force(date.max)
    found = {f"{code}.md": _page(entry) for code, entry in book.entries.items()}
    rows = [
        f"| [{code}]({code}.md) | {entry.severity.value} | {entry.track} | {entry.title.nl} |"
        for code, entry in sorted(book.entries.items())
    ]
    terms = "\n".join(f"| {name} | {days} |" for name, days in sorted(book.terms.items()))
    head = "# Bevindingen\n\nGemaakt uit `content/findings` met `scripts/finding_pages.py`.\n\n"
    table = "| code | ernst | spoor | wat |\n|---|---|--:|---|\n" + "\n".join(rows)
    found["README.md"] = f"{head}{table}\n\n## Termijnen in dagen\n\n| term | dagen |\n|---|--:|\n{terms}\n"
    return found


def _page(entry) -> str:
    accepted = (
        "Kan tijdelijk worden aanvaard, met een reden en een einddatum."
        if entry.can_be_accepted
        else "Kan niet worden aanvaard."
    )
    return (
        f"# {entry.code}: {entry.title.nl}\n\n"
        f"| ernst | spoor | bron |\n|---|--:|---|\n| {entry.severity.value} | {entry.track} | {entry.source} |\n\n"
        f"> {entry.sentence.nl}\n\n"
        f"**Waarom.** {entry.explanation.nl}\n\n**Wat te doen.** {entry.solution.nl}\n\n{accepted}\n\n"
        f"_{entry.title.en}. {entry.explanation.en} {entry.solution.en}_\n"
    )


def main() -> None:
    """Write the pages, and remove those of codes that are gone."""
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
