"""What differs between two rule books, and what that does to a case: with the rule that makes the difference."""

import subprocess
import sys
from dataclasses import fields, replace
from datetime import date

import pytest

from vijfspoor.content.law.conditions import parse_condition
from vijfspoor.content.law.loader import asked_by, rule_book
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.classification import classify, parse_answers
from vijfspoor.domain.ethics.condition import Equals
from vijfspoor.domain.ethics.condition_words import in_words
from vijfspoor.domain.ethics.law_difference import Change, Impact, compare, impact
from vijfspoor.domain.ethics.law_grounds import Ground
from vijfspoor.domain.ethics.law_impact import Standing
from vijfspoor.domain.ethics.rule_book import Consequence, LegalDate, Obligation, Outcome, Question, RuleBook, Trigger
from vijfspoor.domain.ethics.rule_book import LegalRole as Role
from vijfspoor.domain.ethics.rule_book import TriggerRule as Rule
from vijfspoor.domain.text import Text

BEFORE, AFTER = rule_book("2024-08-01"), rule_book("2026-07-27")
TODAY = date(2026, 11, 23)
CV_RANKER = {"S1": "ja", "S3": "ja", "R2": "ja", "H4A": "ja", "D1": "ja"}


def text(words):
    return Text(words, words)


def small(**changes):
    """A rule book with one of everything."""
    yes = Equals("Q1", True)
    book = RuleBook(
        id="ai-act",
        version="old",
        in_force_from=date(2024, 8, 1),
        in_force_until=None,
        law_state=text("wet"),
        questions={"Q1": Question("Q1", "one", "scope", text("Vraag?"), "art. 1", options={"a": text("A")})},
        consequences=(Consequence(yes, "Q1", True, "art. 1"),),
        outcomes={"O1": Outcome("O1", text("Uitkomst"), yes, "art. 2", date(2026, 1, 1), Route.ROOD, True)},
        roles={"R": Role("R", text("Rol"), yes, "art. 3")},
        obligations=(
            Obligation("B1", ("R",), ("O1",), text("Doe iets"), "art. 4", text("nu"), (text("bewijs"),), "wet"),
        ),
        triggers=(Trigger("T1", "dpia", text("DPIA"), (Rule("verplicht", yes, "art. 5"),)),),
        reliefs=(),
        dates=(LegalDate(date(2026, 1, 1), text("Het begint"), "art. 6"),),
        annex_iii_points={"Q1": "1(a)"},
        by_name={"one": "Q1"},
    )
    return replace(book, **changes)


def shifts(old, new):
    return {
        (item.kind, item.code, str(item.change)): {
            f.field: (f.old and f.old.nl, f.new and f.new.nl) for f in item.fields
        }
        for item in compare(old, new).items
    }


def impact_of(answers, old=BEFORE, new=AFTER, days=(TODAY, TODAY), default="nee"):
    one, other = (
        classify(book, parse_answers(book, asked_by(book, answers), default), day)
        for book, day in zip((old, new), days, strict=True)
    )
    return impact(one, other)


def test_a_rule_book_does_not_differ_from_itself():
    assert compare(AFTER, AFTER).items == ()
    assert compare(small(), small()).items == ()


def test_each_field_says_how_it_read_and_reads():
    outcome = replace(
        small().outcomes["O1"],
        applies_from=date(2027, 1, 1),
        route=None,
        when=parse_condition("Q1=nee"),
        raises_review=False,
    )

    assert shifts(small(), small(outcomes={"O1": outcome})) == {
        ("outcome", "O1", "changed"): {
            "when": ("Q1=ja", "Q1=nee"),
            "applies_from": ("2026-01-01", "2027-01-01"),
            "route": ("rood", None),
            "raises_review": ("ja", "nee"),
        }
    }


def test_parts_of_lists_and_options_are_fields_of_their_own():
    question = replace(small().questions["Q1"], options={"a": text("A"), "b": text("B")})
    duty = replace(small().obligations[0], evidence=(text("bewijs"), text("verslag")), roles=("R", "S"))
    trigger = replace(small().triggers[0], rules=(Rule("aanbevolen", Equals("Q1", True), "art. 5", date(2027, 1, 1)),))
    new = small(questions={"Q1": question}, obligations=(duty,), triggers=(trigger,))

    assert shifts(small(), new) == {
        ("question", "Q1", "changed"): {"options.b": (None, "B")},
        ("obligation", "B1", "changed"): {"roles": ("R", "R, S"), "evidence.2": (None, "verslag")},
        ("instrument", "T1", "changed"): {
            "rules.1.level": ("verplicht", "aanbevolen"),
            "rules.1.applies_from": (None, "2027-01-01"),
        },
    }


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("roles", "role"), ("obligations", "obligation"), ("triggers", "instrument"), ("dates", "date"),
        ("consequences", "consequence"), ("annex_iii_points", "annex_iii_point"),
    ],
)  # fmt: skip
def test_what_is_gone_is_removed_and_what_is_new_is_added(field, kind):
    without = small(**{field: type(getattr(small(), field))()})

    [removed] = compare(small(), without).items
    [added] = compare(without, small()).items
    assert (removed.kind, removed.change, removed.fields) == (kind, Change.REMOVED, ())
    assert (added.kind, added.change, added.reference) == (kind, Change.ADDED, removed.reference)


def test_two_dates_on_one_ground_are_both_kept():
    first = small().dates[0]
    second = replace(first, what=text("Nog iets"))

    [added] = compare(small(), small(dates=(first, second))).of_kind("date")
    assert (added.change, added.label.nl) == (Change.ADDED, "Nog iets")


def test_every_field_of_the_rules_is_compared_or_is_a_name():
    """A field that the comparison would pass over in silence is a mistake."""
    for kind in (Question, Outcome, Role, Obligation, Trigger, Rule):
        assert {field.name for field in fields(kind)} & {"on", "outcomes"} == set()


def test_conditions_are_read_back_in_both_languages():
    condition = parse_condition(
        {"all": ["S1=ja", {"not": {"any": ["H0~werk", "N7#>=2", "N6#=1", "role:R"]}}, "LD1<2026-08-02"]}
    )

    assert in_words(condition).nl == "(S1=ja en niet (H0~werk of N7#>=2 of N6#=1 of role:R) en LD1<2026-08-02)"
    assert in_words(condition).en == "(S1=ja and not (H0~werk or N7#>=2 or N6#=1 or role:R) and LD1<2026-08-02)"
    assert (
        in_words(parse_condition({"any": ["altijd", "outcome:GREEN", "I1=geen"]})).nl
        == "(altijd of outcome:GREEN of I1=geen)"
    )


def test_what_the_omnibus_changed():
    found = compare(BEFORE, AFTER)

    assert (found.old, found.new) == ("2024-08-01", "2026-07-27")
    assert {i.code for i in found.of_kind("question") if i.change is Change.ADDED} == {"P5BA1", "P5BA2", "P5BB1", "I3"}
    assert {i.code for i in found.of_kind("outcome") if i.change is Change.ADDED} == {"PROH_BA", "PROH_BB"}
    assert {(i.code, i.change) for i in found.of_kind("transition")} == {
        ("HR_ANNEX_III", Change.CHANGED), ("HR_ANNEX_I_A", Change.CHANGED), ("HR_ANNEX_I_B", Change.CHANGED),
        ("TR_50_2", Change.ADDED),
    }  # fmt: skip
    assert {i.code for i in found.of_kind("obligation") if i.change is Change.REMOVED} == {"OB-BIAS-2"}


def test_nothing_differs_for_a_case_the_change_does_not_touch():
    found = impact_of({"S2": "ja"})

    assert not found
    assert found == Impact((), None, (), ())


def test_a_later_date_is_cited_with_its_own_rule():
    found = impact_of(CV_RANKER)

    [outcome] = found.outcomes
    assert (outcome.code, outcome.before, outcome.after) == ("HR_ANNEX_III", Standing.IN_FORCE, Standing.COMING)
    assert (outcome.from_before, outcome.from_after) == (date(2026, 8, 2), date(2027, 12, 2))
    assert outcome.because == (Ground("HR_ANNEX_III", "art. 6(2)"),)
    fria = next(item for item in found.obligations if item.code == "OB-FRIA-1")
    assert (fria.from_before, fria.from_after) == (date(2026, 8, 2), date(2027, 12, 2))
    assert fria.because == (Ground("OB-FRIA-1", "art. 27(1)(a)-(f), 27(2)"),)
    assert found.route is None
    assert found.instruments == ()


def test_a_new_prohibition_is_the_ground_of_all_that_follows_from_it():
    found = impact_of({"S1": "ja", "S3": "ja", "R2": "ja", "P5BB1": "ja"})
    ground = (Ground("PROH_BB", "art. 5(1)(bb), 5(1a)"),)

    assert {(o.code, o.before, o.after, o.because) for o in found.outcomes} == {
        ("MINIMAL", Standing.IN_FORCE, Standing.ABSENT, ground),
        ("PROH_BB", Standing.ABSENT, Standing.COMING, ground),
    }
    assert (found.route.before, found.route.after, found.route.because) == (Route.GROEN, Route.ZWART, ground)
    assert {(o.code, o.before, o.after, o.because) for o in found.obligations} == {
        ("OB-VOL-1", Standing.IN_FORCE, Standing.ABSENT, ground),
        ("OB-PRO-1", Standing.ABSENT, Standing.COMING, ground),
    }


def test_a_new_exception_is_cited_with_its_question():
    answers = {"S1": "ja", "S3": "ja", "R3": "ja", "I1": "sectie_A", "I2": "ja", "I3": "ja", "N15": "nee"}
    found = impact_of(answers)
    ground = (Ground("HR_ANNEX_I_A", "art. 6(1)"), Ground("I3", "art. 6(1a), 6(1b); 3(14)"))

    assert (found.route.before, found.route.after, found.route.because) == (Route.ROOD, Route.GROEN, ground)
    levels = {item.key: (item.before, item.after, item.because) for item in found.instruments}
    assert levels["security"] == ("verplicht", "niet", ground)
    assert levels["iama"] == ("aanbevolen", "niet", ground)
    gone = {item.code: item.because for item in found.obligations if item.after is Standing.ABSENT}
    assert gone["OB-PRV-01"] == ground


def test_a_duty_of_one_rule_book_is_its_own_ground():
    found = impact_of({**CV_RANKER, "R1": "ja", "N1": "ja", "N8": "ja"})
    duties = {item.code: (item.before, item.after, item.because) for item in found.obligations}

    assert duties["OB-BIAS-1"][1:] == (Standing.IN_FORCE, (Ground("OB-BIAS-1", "art. 4a (vervangt 10(5)); AVG 9, 30"),))
    assert duties["OB-BIAS-2"][1:] == (Standing.ABSENT, (Ground("OB-BIAS-2", "art. 10(5); AVG 9, 30"),))


def test_a_transition_of_one_rule_book_is_the_ground():
    found = impact_of({"S1": "ja", "S3": "ja", "R1": "ja", "T2A": "ja", "LD1": "2025-01-01"})
    ground = (Ground("TR_50_2", "art. 111 lid 4"),)

    assert [(o.code, o.from_after, o.because) for o in found.outcomes] == [("TR_50_2", date(2026, 12, 2), ground)]
    assert ("OB-TR-2", ground) in {(o.code, o.because) for o in found.obligations}


def test_who_is_an_existing_system_follows_the_date_of_the_class():
    found = impact_of({**CV_RANKER, "LD1": "2026-10-01", "LD2": "nee"})
    duties = {item.code: item for item in found.obligations}

    assert found.outcomes[0].from_after == date(2030, 8, 2)
    assert found.outcomes[0].because == (Ground("HR_ANNEX_III", "art. 111 lid 2; OMN overweging 39"),)
    assert (duties["OB-LEG-1"].before, duties["OB-LEG-1"].after) == (Standing.ABSENT, Standing.COMING)


def test_a_possibility_that_is_new_counts():
    found = impact_of({}, default=None)

    assert {(o.code, o.before, o.after) for o in found.outcomes} == {
        ("PROH_BA", Standing.ABSENT, Standing.POSSIBLE),
        ("PROH_BB", Standing.ABSENT, Standing.POSSIBLE),
    }


def test_doubt_alone_can_make_the_route():
    answers = {"S1": "ja", "S3": "ja", "R2": "ja", "P5BB1": "onbekend"}
    found = impact_of(answers)

    assert (found.route.before, found.route.after) == (Route.GROEN, Route.ORANJE)
    assert Ground("PROH_BB", "art. 5(1)(bb), 5(1a)") in found.route.because


def test_time_alone_brings_a_prohibition_into_force():
    answers = {"S1": "ja", "S3": "ja", "R2": "ja", "P5BB1": "ja"}
    found = impact_of(answers, AFTER, AFTER, (date(2026, 12, 1), date(2026, 12, 2)))

    assert [(o.code, o.before, o.after) for o in found.outcomes] == [("PROH_BB", Standing.COMING, Standing.IN_FORCE)]
    assert [(o.code, o.before, o.after) for o in found.obligations] == [
        ("OB-PRO-1", Standing.COMING, Standing.IN_FORCE)
    ]
    assert not impact_of(answers, AFTER, AFTER, (date(2026, 12, 2), date(2027, 12, 1)))


def test_the_way_back_is_the_mirror():
    there, back = impact_of(CV_RANKER), impact_of(CV_RANKER, AFTER, BEFORE)

    assert [(o.code, o.before, o.after) for o in back.outcomes] == [(o.code, o.after, o.before) for o in there.outcomes]
    assert {o.code for o in back.obligations} == {o.code for o in there.obligations}


def test_roles_and_instruments_of_one_rule_book():
    duty = replace(small().obligations[0], when=())
    old, new = small(obligations=(duty,), roles={}), small(obligations=(duty,))
    found = impact(*(classify(book, {"Q1": True}, TODAY) for book in (old, new)))
    assert [(o.code, o.because) for o in found.obligations] == [("B1", (Ground("R", "art. 3"),))]

    found = impact(*(classify(book, {"Q1": True}, TODAY) for book in (small(), small(triggers=()))))
    assert [(i.key, i.before, i.after, i.because) for i in found.instruments] == [
        ("dpia", "verplicht", "", (Ground("T1", "art. 5"),))
    ]

    role = Role("R", text("Rol"), Equals("Q1", False), "art. 3 nieuw")
    found = impact(*(classify(book, {"Q1": True}, TODAY) for book in (small(), small(roles={"R": role}))))
    assert [(o.code, o.after, o.because) for o in found.obligations] == [
        ("B1", Standing.ABSENT, (Ground("R", "art. 3 nieuw"),))
    ]


def test_it_needs_no_django():
    code = (
        "import sys, vijfspoor.domain.ethics.law_difference; sys.exit(any(m.startswith('django') for m in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
