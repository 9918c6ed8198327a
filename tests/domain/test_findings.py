"""Every code of the governance linter: a picture in which it fires, and one close to it in which it does not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.content.findings.loader import finding_book_in_force
from vijfspoor.domain.dossier.separation import ForbiddenCombination
from vijfspoor.domain.leadership.means import MeansState
from vijfspoor.domain.organisation.finding import Watch
from vijfspoor.domain.organisation.linter import CODES, DOSSIER_RULES, look_at_dossier, look_at_organisation
from vijfspoor.domain.organisation.picture import (
    AssessmentPicture,
    ClockPicture,
    ConcernPicture,
    ContractPicture,
    DataPicture,
    DecisionPicture,
    DemandPicture,
    DossierPicture,
    ExceptionPicture,
    IncidentPicture,
    LawPicture,
    ObligationPicture,
    PersonPicture,
    RulePicture,
    TaskPicture,
)
from vijfspoor.domain.organisation.picture_organisation import (
    ConfirmationPicture,
    OrganisationPicture,
    PolicyPicture,
    RolePicture,
    SamplePicture,
    TokenPicture,
    UnitPicture,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
BOOK = finding_book_in_force(TODAY)
PAST, FUTURE = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LONG_AGO = TODAY - timedelta(days=500)
LONG_AGO_MOMENT = NOW - timedelta(days=500)
HEAD = PersonPicture(1, roles=frozenset({"department_head"}))
LEFT = PersonPicture(2, is_active=False)
AWAY = PersonPicture(3, is_covered=False, roles=frozenset({"department_head"}))
PRIVACY = PersonPicture(4, roles=frozenset({"privacy_officer"}))
FG = PersonPicture(5, roles=frozenset({"data_protection_officer"}))

YES = DecisionPicture(1, "G4", True, "oranje", NOW - timedelta(days=40), TODAY - timedelta(days=40), 9, False)
DPIA = AssessmentPicture(
    1, "dpia", "accepted", PRIVACY, "privacy_officer", "data_protection_officer", TODAY - timedelta(days=90),
    accepted_by=5, valid_until=TODAY + timedelta(days=700), is_last=True,
)  # fmt: skip
RUNNING = replace(DPIA, pk=2, status="running", is_last=False, accepted_by=None, valid_until=None, started_on=PAST)
LAW = LawPicture(TODAY - timedelta(days=50), False, False, False, "B")
GOOD = DossierPicture(
    1, "approved", "in_use", "oranje", TODAY - timedelta(days=100), PAST, HEAD, HEAD,
    in_use_since=TODAY - timedelta(days=30), summary="Wat", purpose="Waarvoor", supplier="Voorbeeld BV",
    reassess_months=12, is_published=True, required=("dpia",), law=LAW, decisions=(YES,), assessments=(DPIA,),
    data=DataPicture(is_described=True),
)  # fmt: skip


def _task(kind="advise", due=FUTURE, **fields):
    made = TaskPicture(7, kind, "G3", "M10", "ciso", True, due, NOW - timedelta(days=10), assignee=HEAD)
    return replace(made, **fields)


def one(change):
    return {"assessments": (replace(DPIA, **change),)}


def also(row):
    return {"assessments": (DPIA, row)}


def tasks(*rows):
    return {"tasks": rows}


def condition(**fields):
    return tasks(_task("condition", is_condition=True, **fields))


def decided(**fields):
    return {"decisions": (replace(YES, **fields),)}


def demand(**fields):
    return one({"demands": (replace(DemandPicture(1, 1, PAST), **fields),)})


def obligation(**fields):
    return {"obligations": (replace(ObligationPicture(1, "OB-LIT-1", True, FUTURE, HEAD), **fields),)}


def concern(days, has_reply=False):
    return {"concerns": (ConcernPicture(1, TODAY - timedelta(days=days), has_reply),)}


def clock(hours, *, is_binding=True):
    moment = NOW + timedelta(hours=hours)
    return {
        "incidents": (IncidentPicture(1, PAST, None, (ClockPicture(1, "AVG_33", moment, moment.date(), is_binding),)),)
    }


def data(**fields):
    return {"data": DataPicture(is_described=True, **fields)}


def law(**fields):
    return {"law": replace(LAW, **fields)}


PAIR = (ForbiddenCombination("privacy_officer", "data_protection_officer", "M10"),)
DOES = _task("perform", role="privacy_officer", pk=1, assignee=PRIVACY)
OVERSEES = _task("advise", role="data_protection_officer", pk=2, assignee=PRIVACY)
UNDERWAY = {"status": "underway", "use": "idea", "decisions": (), "is_published": False}
DRAFT = {"status": "draft", "use": "in_use", "decisions": (), "is_published": False}

CONTRACT = ContractPicture(TODAY)
MISSING = ContractPicture(None, frozenset({"EXIT"}))

DOSSIER_CASES = {
    "V-EV-01": ({"accountable": None}, {"accountable": None, "status": "rejected", "use": "idea"}),
    "V-EV-02": ({"accountable": LEFT}, {"accountable": None}),
    "V-EV-03": ({"accountable": AWAY}, {"accountable": HEAD}),
    "V-EV-04": ({"accountable": PRIVACY}, {"accountable": LEFT}),
    "V-GEB-01": ({"status": "underway"}, {"status": "underway", "stopped_on": PAST}),
    "V-GEB-02": ({"route": "zwart"}, {"route": "zwart", "use": "idea"}),
    "V-GEB-03": ({"status": "rejected"}, {"status": "rejected", "use": "ended"}),
    "V-GEB-04": ({"status": "retired"}, {"status": "retired", "use": "ended"}),
    "V-GEB-05": ({"stopped_on": TODAY - timedelta(days=31)}, {"stopped_on": TODAY - timedelta(days=30)}),
    "V-GEB-06": ({"use": "idea", **decided(on=TODAY - timedelta(days=181))}, {"use": "idea"}),
    "V-GEB-07": ({"in_use_since": None}, {"in_use_since": None, "use": "idea"}),
    "V-GEB-08": ({"use": "pilot", "in_use_since": LONG_AGO}, {"use": "pilot"}),
    "V-GEB-09": (decided(on=date(2025, 11, 22)), decided(on=date(2025, 11, 23))),
    "V-BES-01": (tasks(_task("decide", PAST)), tasks(_task("decide", PAST), _task(pk=8))),
    "V-BES-09": (tasks(_task("letter", PAST)), tasks(_task("letter", TODAY))),
    "V-BES-02": (decided(positions=("negative",)), decided(positions=("negative",), has_deviation_reasons=True)),
    "V-BES-03": (tasks(_task(created_at=LONG_AGO_MOMENT)), tasks(_task(created_at=NOW))),
    "V-BES-04": ({"route": "zwart"}, {"route": "zwart", "status": "rejected"}),
    "V-BES-05": ({"decisions": ()}, UNDERWAY),
    "V-BES-06": ({"route": "rood"}, {"route": "blauw"}),
    "V-BES-07": (decided(person=PRIVACY.pk), decided(person=HEAD.pk)),
    "V-VW-04": (
        {"route": "rood", **tasks(_task("condition", created_on=LONG_AGO, means=MeansState.UNKNOWN))},
        {"route": "rood", **tasks(_task("condition", created_on=LONG_AGO, means=MeansState.NOT_NEEDED))},
    ),
    "V-BES-08": (
        {"has_business_case": False, **tasks(_task("decide", gate="G4", role="executive_board"))},
        {"has_business_case": False, **tasks(_task("decide", gate="G4", role="department_head"))},
    ),
    "V-REG-04": ({**DRAFT, "changed_on": TODAY - timedelta(days=31)}, DRAFT),
    "V-REG-05": (
        {**UNDERWAY, "changed_on": LONG_AGO},
        {**UNDERWAY, "changed_on": LONG_AGO, **tasks(_task(is_open=False, closed_at=NOW))},
    ),
    "V-ADV-01": (tasks(_task("advise", PAST)), tasks(_task("advise", TODAY))),
    "V-ADV-02": (tasks(_task("inform", PAST)), tasks(_task("inform", PAST, is_open=False))),
    "V-ADV-03": (tasks(_task("perform", PAST)), tasks(_task("perform", FUTURE))),
    "V-VW-01": (condition(due=PAST), condition(due=TODAY)),
    "V-VW-02": (tasks(_task("condition", PAST, is_measure=True)), tasks(_task("condition", TODAY, is_measure=True))),
    "V-VW-03": (condition(assignee=LEFT), condition(assignee=AWAY)),
    "V-TA-01": (tasks(_task(assignee=None)), tasks(_task(assignee=None, is_open=False))),
    "V-TA-02": (tasks(_task(assignee=LEFT)), tasks(_task(assignee=AWAY))),
    "V-TA-03": (tasks(_task(assignee=AWAY)), tasks(_task(due=TODAY + timedelta(days=6), assignee=AWAY))),
    "V-FUN-01": (
        {"forbidden": PAIR, **tasks(DOES, OVERSEES)},
        {"forbidden": PAIR, **tasks(DOES, replace(OVERSEES, assignee=FG))},
    ),
    "V-FUN-02": (also(replace(RUNNING, performer=FG)), also(RUNNING)),
    "V-FUN-03": (one({"accepted_by": PRIVACY.pk}), one({"accepted_by": FG.pk})),
    "V-AST-01": (one({"valid_until": PAST}), one({"valid_until": TODAY})),
    "V-AST-02": (
        one({"valid_until": TODAY + timedelta(days=60)}),
        {"assessments": (replace(DPIA, valid_until=TODAY + timedelta(days=60)), RUNNING)},
    ),
    "V-AST-03": ({"assessments": (RUNNING,)}, {"assessments": (RUNNING,), "use": "idea"}),
    "V-AST-04": (
        also(replace(RUNNING, status="submitted", submitted_on=TODAY - timedelta(days=29))),
        also(replace(RUNNING, status="submitted", submitted_on=TODAY - timedelta(days=28))),
    ),
    "V-AST-05": (demand(asked_on=LONG_AGO), demand(asked_on=LONG_AGO, answered_on=PAST)),
    "V-AST-06": (also(replace(RUNNING, started_on=LONG_AGO)), also(RUNNING)),
    "V-AST-07": (one({"has_high_risk_left": True}), {**one({"has_high_risk_left": True}), "use": "idea"}),
    "V-AST-08": (also(replace(RUNNING, is_version_old=True)), one({"is_version_old": True})),
    "V-AST-09": (also(replace(RUNNING, performer=LEFT)), one({"performer": LEFT})),
    "V-AST-10": ({"conflict_since": TODAY - timedelta(days=15)}, {"conflict_since": TODAY - timedelta(days=14)}),
    "V-AST-11": (demand(is_met=True, is_evidence_gone=True), demand(is_evidence_gone=True)),
    "V-WET-01": (law(is_old=True), {**law(is_old=True), "use": "ended"}),
    "V-WET-02": (law(needs_review=True), law(needs_review=True, is_reviewed=True)),
    "V-WET-03": (tasks(_task("answer", PAST)), tasks(_task("answer", TODAY))),
    "V-WET-04": (obligation(due_on=PAST), obligation(due_on=PAST, is_open=False)),
    "V-WET-05": (law(binding={"OB-LIT-1": PAST}), {**law(binding={"OB-LIT-1": PAST}), **obligation()}),
    "V-WET-06": (obligation(owner=LEFT), obligation(owner=LEFT, is_open=False)),
    "V-WET-08": ({"law": None}, {"law": None, **DRAFT}),
    "V-PUB-01": ({"is_published": False}, {"is_published": False, **law(register="C")}),
    "V-PUB-02": ({"differs_from_publication": True}, {"differs_from_publication": True, "is_published": False}),
    "V-PUB-03": ({"missing_texts": 2}, {"missing_texts": 2, **law(register="C")}),
    "V-PUB-04": ({"purpose": " "}, {"purpose": "", "use": "idea"}),
    "V-REG-01": ({"has_department": False}, {"has_department": False, **DRAFT}),
    "V-REG-02": ({"has_team": False}, {"has_team": False, "use": "idea"}),
    "V-REG-03": ({"supplier": ""}, {"supplier": "", "is_built_here": True}),
    "V-REG-06": ({"summary": ""}, {"summary": "", **DRAFT}),
    "V-REG-07": ({"has_estimate": False}, {"has_estimate": False, **DRAFT}),
    "V-SIG-01": (concern(15), concern(14)),
    "V-SIG-02": (concern(61, has_reply=True), concern(61)),
    "V-INC-01": (clock(-1), clock(-1, is_binding=False)),
    "V-INC-02": ({"incidents": (IncidentPicture(1, LONG_AGO),)}, {"incidents": (IncidentPicture(1, PAST),)}),
    "V-LEV-01": ({"is_bought": True}, {"is_bought": True, "contracts": (CONTRACT,)}),
    "V-LEV-02": ({"contracts": (MISSING,)}, {"contracts": (MISSING, CONTRACT)}),
    "V-LEV-03": ({"product_ai": "unknown"}, {"product_ai": "no"}),
    "V-ARC-01": (
        {"exceptions": (ExceptionPicture("REUSE_FIRST", PAST),)},
        {"exceptions": (ExceptionPicture("REUSE_FIRST", TODAY),)},
    ),
    "V-OPL-01": ({"untrained": 4}, {"untrained": 4, "use": "idea"}),
    "V-DAT-01": ({"data": DataPicture()}, {"data": DataPicture(), "use": "idea"}),
    "V-DAT-02": (data(next_check_on=PAST), data(next_check_on=TODAY)),
    "V-DAT-03": (data(poor_flows=1), {**data(poor_flows=1), "use": "ended"}),
    "V-DAT-04": (data(flows_in_doubt=1), {**data(flows_in_doubt=1), "use": "ended"}),
    "V-DAT-05": (data(measured_until=LONG_AGO), data(measured_until=TODAY - timedelta(days=200))),
    "V-KAD-01": (
        {"policy_rules": (RulePicture("K1-1", "Open", is_settled=True, until=PAST),)},
        {"policy_rules": (RulePicture("K1-1", "Open", is_settled=True, until=TODAY),)},
    ),
    "V-STP-01": ({"rejected_samples": ("ciso",)}, {"rejected_samples": ("ciso",), "use": "ended"}),
}


def role(code, *holders, **fields):
    return RolePicture(code, holders, **fields)


TOWN = OrganisationPicture(
    1, 1, False, 5,
    roles=(role("data_protection_officer", FG, never_performs=True), role("privacy_officer", PRIVACY, performs=True)),
    people=(HEAD, PRIVACY, FG),
    forbidden=(("information_security_officer", "ciso"), ("privacy_officer", "data_protection_officer")),
    units=(UnitPicture(1, "Afdeling Sociaal", 3, True),),
    last_sample_on={"ciso": PAST},
)  # fmt: skip
BOTH = PersonPicture(6, roles=frozenset({"ciso", "information_security_officer"}))
TOKEN = TokenPicture(1, "koppeling", True, PAST)
VACANCY = _task("vacancy", PAST)
SAMPLE = SamplePicture(1, "ciso", LONG_AGO, HEAD, 2)

ORGANISATION_CASES = {
    "V-ORG-01": ({"roles": (role("data_protection_officer"),)}, {"roles": (role("ciso"),)}),
    "V-ORG-02": ({"roles": (role("ciso"),)}, {"roles": (role("data_protection_officer"),)}),
    "V-ORG-03": ({"administrators": 0}, {"administrators": 1}),
    "V-ORG-04": ({"out_of_service_with_role": ((2, "ciso"),)}, {"out_of_service_with_role": ()}),
    "V-ORG-05": ({"roles": (role("ciso", AWAY),)}, {"roles": (role("ciso", AWAY, HEAD),)}),
    "V-ORG-06": ({"units": (UnitPicture(1, "A", 3, False),)}, {"units": (UnitPicture(1, "A", 0, False),)}),
    "V-ORG-07": ({"tokens": (replace(TOKEN, is_holder_active=False),)}, {"tokens": (TOKEN,)}),
    "V-ORG-08": ({"tokens": (replace(TOKEN, last_used_on=LONG_AGO),)}, {"tokens": (TOKEN,)}),
    "V-ORG-09": ({"loose_tasks": (VACANCY,)}, {"loose_tasks": (replace(VACANCY, due_on=TODAY),)}),
    "V-FUN-04": (
        {"people": (PersonPicture(5, roles=frozenset({"data_protection_officer", "privacy_officer"})),)},
        {"people": (PersonPicture(5, roles=frozenset({"data_protection_officer", "user"})),)},
    ),
    "V-FUN-05": ({"people": (BOTH,)}, {"people": (PersonPicture(6, roles=frozenset({"ciso"})),)}),
    "V-WET-07": ({"is_law_behind": True}, {"is_law_behind": False}),
    "V-STP-02": ({"samples": (SAMPLE,)}, {"samples": (replace(SAMPLE, not_looked_at=0),)}),
    "V-STP-03": ({"last_sample_on": {"ciso": LONG_AGO}}, {"last_sample_on": {"ciso": LONG_AGO}, "used": 0}),
    "V-KAD-02": (
        {"policies": (PolicyPicture(1, "AI-beleid", PAST),)},
        {"policies": (PolicyPicture(1, "AI-beleid", TODAY),)},
    ),
    "V-TM-01": (
        {"confirmations": (ConfirmationPicture(1, "team_manager", "Wmo", PAST, PRIVACY),)},
        {"confirmations": (ConfirmationPicture(1, "team_manager", "Wmo", TODAY, PRIVACY),)},
    ),
    "V-SIG-03": (
        {"loose_concerns": (ConcernPicture(1, LONG_AGO, False),)},
        {"loose_concerns": (ConcernPicture(1, PAST, False),)},
    ),
}
CASES = DOSSIER_CASES | ORGANISATION_CASES


def watch(day=TODAY):
    now = NOW + (day - TODAY)
    return Watch(now, day, BOOK.terms)


def found(code, change):
    if code in DOSSIER_RULES:
        look = look_at_dossier(replace(GOOD, **change), watch())
    else:
        look = look_at_organisation(replace(TOWN, **change), watch())
    return {finding.code for finding in look.findings}


def test_every_rule_has_a_case_and_words():
    assert set(CASES) == CODES == set(BOOK.entries)
    assert len(CODES) >= 45


def test_what_is_in_order_has_no_findings():
    assert look_at_dossier(GOOD, watch()).findings == ()
    assert look_at_organisation(TOWN, watch()).findings == ()


@pytest.mark.parametrize("code", sorted(CASES))
def test_it_fires_and_it_clears(code):
    fires, clears = CASES[code]

    assert code in found(code, fires)
    assert code not in found(code, clears)


@pytest.mark.parametrize("code", sorted(CASES))
def test_its_sentence_has_the_values_it_names(code):
    fires, _ = CASES[code]
    look = look_at_dossier(replace(GOOD, **fires), watch()) if code in DOSSIER_RULES else None
    look = look or look_at_organisation(replace(TOWN, **fires), watch())
    entry = BOOK.entries[code]

    for finding in look.findings:
        if finding.code == code:
            for text in (entry.sentence.nl, entry.sentence.en):
                assert text.format(**finding.hit.values)


@given(st.sampled_from(sorted(DOSSIER_CASES)), st.integers(0, 1), st.integers(0, 500))
def test_nothing_is_found_or_solved_before_the_day_it_is_looked_at_again(code, which, days):
    """What makes a partial round as good as a whole one: time alone changes nothing before `again_on`."""
    picture = replace(GOOD, **DOSSIER_CASES[code][which])
    first = look_at_dossier(picture, watch())
    day = TODAY + timedelta(days=days)

    if first.again_on is None or day < first.again_on:
        assert look_at_dossier(picture, watch(day)).findings == first.findings


def test_who_left_is_never_asked_to_act():
    look = look_at_dossier(replace(GOOD, accountable=LEFT, tasks=(_task("advise", PAST, assignee=LEFT),)), watch())

    assert look.findings
    assert LEFT.pk not in {finding.hit.person for finding in look.findings}


def test_a_finding_on_one_subject_is_one_finding():
    twice = replace(GOOD, tasks=(_task("advise", PAST), _task("advise", PAST)))

    keys = [finding.key for finding in look_at_dossier(twice, watch()).findings]
    assert len(keys) == len(set(keys))
