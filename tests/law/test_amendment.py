"""The law before the Omnibus as an amendment: what differs and nothing else; a wrong amendment is refused by name."""

from datetime import date

import pytest
import yaml

from vijfspoor.content.errors import ContentError
from vijfspoor.content.law import loader, schema
from vijfspoor.content.law.amendment import amended

TEXT = {"nl": "Iets", "en": "Something"}
BASE = loader._files(loader.FOLDER / "2026-07-27")
BEFORE, AFTER = loader.rule_book("2024-08-01"), loader.rule_book("2026-07-27")


def apply(differences, **head):
    file = schema.AmendmentFile.model_validate({"amends": "2026-07-27", "head": head, "differences": differences})
    return amended(BASE, file, "2025-01-01")


def difference(**what):
    return {"what": "Iets", "ref": "art. 1", **what}


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2024-08-01", "2024-08-01"), ("2025-02-02", "2024-08-01"), ("2026-07-26", "2024-08-01"),
        ("2026-07-27", "2026-07-27"), ("2030-01-01", "2026-07-27"),
    ],
)  # fmt: skip
def test_the_rule_book_of_a_day(day, version):
    assert loader.rule_book_in_force(date.fromisoformat(day)).version == version


def test_before_the_act_there_is_no_rule_book():
    with pytest.raises(LookupError, match="2024-08-01"):
        loader.rule_book_in_force(date(2024, 7, 31))


def test_it_ends_the_day_before_the_omnibus():
    assert BEFORE.in_force_until == date(2026, 7, 26)
    assert AFTER.in_force_until is None


def test_what_the_omnibus_brought_is_not_in_it():
    gone = {"P5BA1", "P5BA2", "P5BB1", "I3"}

    assert set(AFTER.questions) - set(BEFORE.questions) == gone
    assert set(AFTER.outcomes) - set(BEFORE.outcomes) == {"PROH_BA", "PROH_BB"}
    assert set(BEFORE.questions) < set(AFTER.questions)
    references = [q.reference for q in BEFORE.questions.values()] + [o.reference for o in BEFORE.obligations]
    references += [o.reference for o in BEFORE.outcomes.values()]
    assert not [ref for ref in references if any(new in ref for new in ("4a", "(ba)", "(bb)", "6(1a)", "111(4)"))]
    assert date(2027, 12, 2) not in {item.on for item in BEFORE.dates}


def test_no_date_of_the_omnibus_is_left():
    days = {o.applies_from for o in (*BEFORE.outcomes.values(), *BEFORE.obligations)}
    days |= {o.applies_from_annex_i for o in BEFORE.obligations} | {o.literal_date for o in BEFORE.obligations}
    days |= {r.applies_from for trigger in BEFORE.triggers for r in trigger.rules}

    assert days.isdisjoint({date(2026, 7, 27), date(2026, 12, 2), date(2027, 12, 2), date(2028, 8, 2)})


def test_machinery_stood_in_section_a():
    section_a, section_b = BEFORE.questions["I1"].help.nl.split("Sectie B:")

    assert "machines" in section_a
    assert "machines" not in section_b


def test_literacy_was_a_sufficient_level_to_the_best_extent():
    duty = next(o.duty.en for o in BEFORE.obligations if o.code == "OB-LIT-1")

    assert "to your best extent" in duty
    assert "sufficient level" in duty


def test_applying_an_amendment_leaves_the_base_as_it_is():
    made = apply([difference(remove=["PROH_A"], replace=[{"items": ["S1"], "fields": {"ref": "art. 9"}}])])

    assert "PROH_A" not in {item.code for item in made.outcomes.outcomes}
    assert "PROH_A" in {item.code for item in BASE.outcomes.outcomes}
    assert made.questions[0].questions[0].ref == "art. 9"
    assert BASE.questions[0].questions[0].ref != "art. 9"


def test_items_of_every_kind_can_be_added():
    added = {
        "questions": [{"block": "new", "questions": [{"code": "X1", "name": "x", "text": TEXT, "ref": "art. 1"}]}],
        "outcomes": [{"code": "X2", "label": TEXT, "when": "X1=ja", "ref": "art. 1"}],
        "roles": [{"code": "X3", "label": TEXT, "when": "X1=ja"}],
        "triggers": [{"code": "X4", "key": "x", "instrument": TEXT, "rules": []}],
    }
    made = apply([difference(add=added)])

    assert made.questions[-1].questions[0].code == "X1"
    assert made.outcomes.outcomes[-1].code == "X2"
    assert made.roles.roles[-1].code == "X3"
    assert made.triggers.triggers[-1].code == "X4"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"remove": ["PROH_X"]}, "2025-01-01: PROH_X: does not exist in the base; did you mean PROH_"),
        ({"replace": [{"items": ["P5Q"], "fields": {"ref": "x"}}]}, "P5Q: does not exist in the base"),
        ({"replace": [{"items": ["S1"], "fields": {"reff": "x"}}]}, "S1: has no field reff to replace; did you mean"),
        ({"replace": [{"items": ["S1"], "fields": {"code": "S9"}}]}, "S1: has no field code"),
        ({"replace": [{"items": ["S1"], "fields": {"text": "alleen Nederlands"}}]}, "S1.text: "),
        ({"replace": [{"items": ["S1"], "fields": {"ref": "art. 3(1); GL_DEF"}}]}, "S1: ref reads the same"),
        ({"replace": [{"items": ["S1", "S1"], "fields": {"ref": "x"}}]}, "S1: ref is replaced twice"),
        ({"add": {"roles": [{"code": "S1", "label": TEXT, "when": "altijd"}]}}, "S1: cannot be added"),
    ],
)  # fmt: skip
def test_a_wrong_amendment_names_the_item(wrong, said):
    with pytest.raises(ContentError) as caught:
        apply([difference(**wrong)])

    assert said in str(caught.value)


def test_a_wrong_head_is_refused():
    with pytest.raises(ContentError, match="head: has no field versie to replace; did you mean version"):
        apply([], versie="2025-01-01")


def _folders(tmp_path, **amendment):
    folder = tmp_path / "2025-01-01"
    folder.mkdir()
    whole = {"amends": "2026-07-27", "head": {"version": "2025-01-01"}, "differences": [], **amendment}
    (folder / "amends.yaml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    (tmp_path / "2026-07-27").symlink_to(loader.FOLDER / "2026-07-27")
    return folder


def test_a_folder_with_an_amendment_is_read(tmp_path):
    assert loader.load(_folders(tmp_path)).version == "2025-01-01"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amends": "1999-01-01"}, "there is no whole rule book 1999-01-01"),
        ({"amends": "2025-01-01"}, "there is no whole rule book 2025-01-01"),
        ({"head": {}}, "version: is 2026-07-27; it must be the name of the folder"),
        ({"verschillen": []}, "amends.yaml: verschillen"),
        ({"differences": [difference(remove=["PROH_A"])]}, "PROHIBITED: refers to PROH_A, which does not exist"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, wrong, said):
    with pytest.raises(ContentError) as caught:
        loader.load(_folders(tmp_path, **wrong))

    assert said in str(caught.value)


def test_rule_books_must_follow_each_other_without_a_gap():
    with pytest.raises(ContentError, match="must be 2026-07-26, the day before the next one"):
        loader._check_succession((AFTER, AFTER))


def test_an_answer_only_another_rule_book_asks_is_left_out_and_a_slip_is_kept():
    raw = {"P5BA1": "ja", "p5ba2": "ja", "can_make_child_abuse_material": "ja", "S1": "ja", "S99": "ja"}

    assert loader.asked_by(BEFORE, raw) == {"S1": "ja", "S99": "ja"}
    assert loader.asked_by(AFTER, raw) == raw
