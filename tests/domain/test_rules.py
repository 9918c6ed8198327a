"""The rules of the domain: matrix, gates, separation of duties, working days, audit chain."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.content.calendar import is_holiday
from vijfspoor.content.errors import ContentError
from vijfspoor.content.wheel import loader
from vijfspoor.content.wheel.loader import FOLDER, load, wheel_in_force
from vijfspoor.domain.dossier.gate import Advice, Outcome, Position, ProposedDecision, objections, waiting_for
from vijfspoor.domain.dossier.life_cycle import assignments
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.dossier.separation import ForbiddenCombination, Involvement, may_take_up
from vijfspoor.domain.organisation import audit
from vijfspoor.domain.organisation.responsibility import Contribution, contributors, problems
from vijfspoor.domain.working_days import add_working_days

WHEEL = wheel_in_force(date(2026, 11, 23))


def test_the_wheel_has_five_tracks_seventeen_roles_and_thirty_two_activities():
    seed = [role for role in WHEEL.roles.values() if not role.addition]

    assert [len([r for r in track.roles if not r.addition]) for track in WHEEL.tracks] == [2, 3, 4, 4, 4]
    assert len(seed) == 17
    assert len(WHEEL.matrix) == 32
    assert WHEEL.roles["ciso"].duty.nl == "Toezicht assessment security"


def test_two_accountable_roles_for_one_activity_are_refused_with_a_clear_message(tmp_path):
    folder = tmp_path / "2026-11-01"
    folder.mkdir()
    for name in ("wheel", "routes", "matrix"):
        text = (FOLDER / "2026-11-01" / f"{name}.yaml").read_text(encoding="utf-8")
        changed = text.replace("marks: {user: [I, U], ", "marks: {user: [EV, U], ")
        (folder / f"{name}.yaml").write_text(changed, encoding="utf-8")

    with pytest.raises(ContentError, match="M06 Report an AI idea or existing use has 2 accountable roles"):
        load(folder)


def test_an_unknown_key_in_content_is_refused(tmp_path):
    folder = tmp_path / "2026-11-01"
    folder.mkdir()
    for name in ("wheel", "routes", "matrix"):
        text = (FOLDER / "2026-11-01" / f"{name}.yaml").read_text(encoding="utf-8")
        (folder / f"{name}.yaml").write_text(text.replace("weighs_advice", "weighs_advise"), encoding="utf-8")

    with pytest.raises(ContentError, match=r"routes\.yaml"):
        load(folder)


@given(st.sampled_from(sorted(WHEEL.matrix)), st.sampled_from(sorted(WHEEL.roles)))
def test_the_matrix_notices_any_second_or_missing_accountable_role(code, role):
    activity = WHEEL.matrix[code]
    marks = dict(activity.marks)
    was = Contribution.ACCOUNTABLE in marks.get(role, frozenset())
    marks[role] = marks.get(role, frozenset()) ^ {Contribution.ACCOUNTABLE}

    found = problems([replace(activity, marks=marks)], WHEEL.roles)

    assert any(("no accountable" if was else "2 accountable") in problem.message.en for problem in found)


def test_additions_count_only_when_switched_on():
    security = WHEEL.matrix["M12"]

    assert "information_security_officer" not in contributors(security)
    assert contributors(security, ["information_security_officer"])["information_security_officer"] == {
        Contribution.PERFORMS
    }


def test_the_green_route_asks_nobody_but_the_accountable_person():
    for stop in WHEEL.life_cycle.routes[Route.GROEN].path:
        assert assignments(stop, WHEEL.matrix, {"dpia": "niet"}) == ()
        assert stop.decides == ("department_head",)


def test_the_wheel_of_an_earlier_day_is_the_first_one():
    assert wheel_in_force(date(2020, 1, 1)) is loader.wheels()[0]


def _decision(outcome=Outcome.APPROVE, **fields):
    return ProposedDecision(
        **{"reasons": "Ja.", "deviation_reasons": "", "conditions": 0, "outcome": outcome, **fields}
    )


_NEGATIVE = [Advice("data_protection_officer", Position.NEGATIVE)]


@pytest.mark.parametrize(
    ("advice", "decision", "codes"),
    [
        ([], _decision(), []),
        ([], _decision(reasons=" "), ["reasons:missing"]),
        (_NEGATIVE, _decision(), ["deviation_reasons:deviates", "conditions:required_against_negative"]),
        (_NEGATIVE, _decision(Outcome.REJECT), []),
        (
            _NEGATIVE,
            _decision(Outcome.APPROVE_WITH_CONDITIONS, deviation_reasons="Toch.", conditions=2),
            [],
        ),
        ([Advice("ciso", Position.POSITIVE_WITH_CONDITIONS, 1)], _decision(), ["deviation_reasons:deviates"]),
        ([Advice("ciso", Position.POSITIVE)], _decision(Outcome.REJECT), ["deviation_reasons:deviates"]),
        ([Advice("ciso", Position.ABSTAIN)], _decision(Outcome.REJECT), []),
        ([], _decision(Outcome.APPROVE_WITH_CONDITIONS), ["conditions:missing"]),
        ([], _decision(conditions=1), ["conditions:not_with_plain_approval"]),
        (
            [],
            _decision(Outcome.APPROVE_WITH_CONDITIONS, conditions=1, incomplete_conditions=1),
            ["conditions:incomplete"],
        ),
    ],
)
def test_what_a_decision_must_contain(advice, decision, codes):
    assert [f"{o.field}:{o.code}" for o in objections(advice, decision)] == codes


def test_a_prohibited_practice_cannot_be_approved():
    assert [o.code for o in objections([], _decision(), may_approve=False)] == ["prohibited"]
    assert objections([], _decision(Outcome.REJECT), may_approve=False) == ()


def test_a_gate_with_nothing_asked_is_open():
    assert waiting_for([]) == ()


_FORBIDDEN = [ForbiddenCombination("privacy_officer", "data_protection_officer", "M10")]


@pytest.mark.parametrize(
    ("role", "activity", "allowed"),
    [("data_protection_officer", "M10", False), ("data_protection_officer", "M11", True), ("ciso", "M10", True)],
)
def test_nobody_oversees_their_own_work_on_one_file(role, activity, allowed):
    performed = Involvement(1, "privacy_officer", "M10", Contribution.INFORMS)
    asked = Involvement(1, role, activity, Contribution.ADVISES)

    assert may_take_up(asked, [performed], _FORBIDDEN) is allowed
    assert may_take_up(replace(asked, person=2), [performed], _FORBIDDEN)


def test_terms_skip_weekends_and_dutch_holidays():
    # 24 December 2026 is a Thursday; Christmas is on Friday and Saturday.
    assert add_working_days(date(2026, 12, 24), 1, is_holiday) == date(2026, 12, 28)
    assert add_working_days(date(2026, 12, 28), -1, is_holiday) == date(2026, 12, 24)
    assert add_working_days(date(2026, 4, 24), 1, is_holiday) == date(2026, 4, 28)


def _chain(contents):
    events, previous = [], audit.GENESIS
    for number, content in enumerate(contents, start=1):
        sealed = {"sequence": number, **content}
        events.append(audit.SealedEvent(number, sealed, previous, audit.seal(previous, sealed)))
        previous = events[-1].seal
    return events


_CONTENTS = st.lists(st.fixed_dictionaries({"data": st.text(max_size=20)}), min_size=3, max_size=12)


@given(_CONTENTS)
def test_an_untouched_chain_holds(contents):
    events = _chain(contents)

    assert not list(audit.verify(events, last_sequence=len(events), last_seal=events[-1].seal))


@given(_CONTENTS, st.data())
def test_any_change_removal_or_swap_is_found_and_named(contents, data):
    events = _chain(contents)
    last = {"last_sequence": len(events), "last_seal": events[-1].seal}
    index = data.draw(st.integers(0, len(events) - 2))

    changed = list(events)
    changed[index] = replace(events[index], content={**events[index].content, "data": "vervalst!"})
    if changed[index].content != events[index].content:
        assert next(audit.verify(changed, **last)).sequence == index + 1

    removed = events[:index] + events[index + 1 :]
    assert next(audit.verify(removed, **last)).sequence == index + 1

    swapped = list(events)
    swapped[index], swapped[index + 1] = events[index + 1], events[index]
    assert list(audit.verify(swapped, **last))

    assert list(audit.verify(events[:-1], **last))
