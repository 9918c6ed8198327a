"""The documentation speaks of the code as it is."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = ROOT / "src" / "vijfspoor" / "domain"
SOURCE = ROOT / "src" / "vijfspoor"
WHEEL = {"dossier", "people", "leadership", "organisation", "technology", "ethics"}
OTHER_FOLDERS = {"_permission", "_visible", "templatetags"}
# What is written for people outside the organisation.
OUTSIDE = (
    "web/leadership/public*.py",
    "web/leadership/_public_form.py",
    "web/leadership/resident.py",
    "actions/leadership/ask_as_resident.py",
    "actions/leadership/_resident_mail.py",
    "actions/leadership/follow_council.py",
    "web/leadership/council_mail.py",
    "web/templates/public/**/*.html",
    "web/technology/supplier_link.py",
    "web/templates/supplier_link/*.html",
)
CATALOGUE = ROOT / "src" / "vijfspoor" / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def _public_classes():
    for path in sorted(DOMAIN.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, ast.get_docstring(node) or ""


def test_every_path_in_the_feature_index_exists():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    index = text[text.index("## Feature index") :]
    paths = set(re.findall(r"`([a-z_]+/[a-z_/]+\.py)`", index))

    assert len(paths) > 30
    assert [path for path in sorted(paths) if not (ROOT / "src" / "vijfspoor" / path).exists()] == []


def test_every_verb_is_in_the_feature_index():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = (SOURCE / "actions").rglob("[a-z]*.py")
    verbs = {path.relative_to(SOURCE).as_posix() for path in modules if "_permission" not in path.parts}

    assert [verb for verb in sorted(verbs - {"actions/errors.py"}) if f"`{verb}`" not in text] == []


def test_the_glossary_has_every_public_name_of_the_domain():
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(\w+)`", text, flags=re.MULTILINE))

    assert listed == {name for name, _ in _public_classes()}


def test_every_public_class_of_the_domain_says_what_it_is():
    assert [name for name, docstring in _public_classes() if len(docstring) < 15] == []


def test_every_text_has_its_dutch_and_the_compiled_catalogue_is_newer():
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    missing = [m.id for m in catalogue if m.id and (not all(m.string) if m.pluralizable else not m.string)]

    assert missing == []
    assert not [m.id for m in catalogue if m.fuzzy and m.id]


def test_every_text_in_code_and_templates_is_in_the_catalogue():
    with CATALOGUE.open("rb") as file:
        known = {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file) if m.id}
    used = set()
    for path in (ROOT / "src" / "vijfspoor").rglob("*.html"):
        used |= set(re.findall(r'{% translate "([^"]+)"', path.read_text(encoding="utf-8")))
    for path in (ROOT / "src" / "vijfspoor").rglob("*.py"):
        used |= _gettext_calls(path)

    assert used - known == set()


def _gettext_calls(path):
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
        if named and node.args and isinstance(node.args[0], ast.Constant):
            found.add(node.args[0].value)
    return found


def test_no_file_is_longer_than_three_hundred_lines():
    long = [
        (str(path.relative_to(ROOT)), count)
        for path in (ROOT / "src").rglob("*.py")
        if "migrations" not in path.parts and (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    ]

    assert long == []


@pytest.mark.parametrize("ring", ["domain", "store/models", "queries", "actions", "web"])
def test_a_ring_is_grouped_by_the_wheel(ring):
    folders = {path.parent.name for path in (SOURCE / ring).glob("*/__init__.py")} - OTHER_FOLDERS
    at_the_root = [path.name for path in (SOURCE / ring).glob("*.py")]

    assert folders == WHEEL
    assert len(at_the_root) <= 20, sorted(at_the_root)


def test_colleagues_are_addressed_informally_and_residents_formally():
    """Who works here is "je", as on the desk; pages and letters for residents and suppliers say "u"."""
    outside = "".join(path.read_text(encoding="utf-8") for part in OUTSIDE for path in sorted(SOURCE.glob(part)))
    outside = re.sub(r"{{ (\w+) }}", r"%(\1)s", outside)
    with CATALOGUE.open("rb") as file:
        texts = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in read_po(file) if m.id}
    formal = [text for text, dutch in texts.items() if re.search(r"\b(u|uw|Uw)\b", str(dutch)) and text not in outside]

    assert formal == []
