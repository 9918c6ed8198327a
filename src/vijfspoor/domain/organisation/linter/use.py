"""Rules about who answers for an application, how it is used, and what was decided on it."""

from datetime import date, datetime

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.legal_term import NETHERLANDS, add_months
from vijfspoor.domain.organisation.finding import FindingRules, Hits, SubjectKind, Watch
from vijfspoor.domain.organisation.linter._hits import KEEPER, OWNER, for_owner, for_person, for_role, of_dossier
from vijfspoor.domain.organisation.picture import DecisionPicture, DossierPicture

ANSWERING_ROLES = frozenset({"department_head", "team_manager", "executive_board", "ai_owner"})


def no_accountable(picture: DossierPicture, _watch: Watch) -> Hits:
    """Nobody answers for a live application (mission rule 1)."""
    if picture.is_live and picture.accountable is None:
        yield for_role(KEEPER, SubjectKind.DOSSIER, picture.pk)


def accountable_left(picture: DossierPicture, _watch: Watch) -> Hits:
    """Who answers for it no longer works here."""
    person = picture.accountable
    if picture.is_live and person is not None and not person.is_active:
        yield for_role(KEEPER, SubjectKind.DOSSIER, picture.pk)


def accountable_away(picture: DossierPicture, _watch: Watch) -> Hits:
    """Who answers for a used application is away and nobody present stands in."""
    person = picture.accountable
    if picture.is_live and person is not None and person.is_active and not person.is_covered:
        yield for_person(OWNER, person, SubjectKind.DOSSIER, picture.pk)


def accountable_without_role(picture: DossierPicture, _watch: Watch) -> Hits:
    """Who answers for it holds no role that answers for applications."""
    person = picture.accountable
    if picture.is_live and person is not None and person.is_active and not person.roles & ANSWERING_ROLES:
        yield for_role(KEEPER, SubjectKind.DOSSIER, picture.pk)


def used_before_decision(picture: DossierPicture, _watch: Watch) -> Hits:
    """It is used while the road to the decision is not done."""
    if picture.is_used and picture.status == "underway" and picture.route != Route.ZWART:
        yield of_dossier(picture)


def used_while_prohibited(picture: DossierPicture, _watch: Watch) -> Hits:
    """A prohibited practice is used (AI Act Art. 5)."""
    if picture.is_used and picture.route == Route.ZWART:
        yield of_dossier(picture)


def used_after_rejection(picture: DossierPicture, _watch: Watch) -> Hits:
    """It is used though the decision was no."""
    if picture.is_used and picture.status == "rejected" and picture.route != Route.ZWART:
        yield of_dossier(picture)


def used_after_retirement(picture: DossierPicture, _watch: Watch) -> Hits:
    """It is retired on paper and used in practice."""
    if picture.is_used and picture.status == "retired":
        yield of_dossier(picture)


def stopped_too_long(picture: DossierPicture, watch: Watch) -> Hits:
    """It was stopped for the moment, and nobody decided whether that is for good."""
    if picture.is_live and watch.after(picture.stopped_on, "stopped"):
        yield of_dossier(picture, date=picture.stopped_on)


def approved_not_used(picture: DossierPicture, watch: Watch) -> Hits:
    """It was approved long ago and never used."""
    decision = picture.last_decision
    if picture.status == "approved" and picture.use == "idea" and decision and watch.after(decision.on, "unused"):
        yield of_dossier(picture, date=decision.on)


def used_since_unknown(picture: DossierPicture, _watch: Watch) -> Hits:
    """It is used and nobody wrote down since when; transitional law depends on that day."""
    if picture.is_used and picture.in_use_since is None:
        yield of_dossier(picture)


def pilot_too_long(picture: DossierPicture, watch: Watch) -> Hits:
    """A pilot without an end is use without a decision."""
    if picture.is_used and picture.use == "pilot" and watch.after(picture.in_use_since, "pilot"):
        yield of_dossier(picture, date=picture.in_use_since)


def reassessment_due(picture: DossierPicture, watch: Watch) -> Hits:
    """The decision on a used application is older than the term of its route."""
    decision, months = picture.last_decision, picture.reassess_months
    if not (picture.is_used and picture.status == "approved" and decision and decision.passes and months):
        return
    due = add_months(decision.on, months)
    if watch.after(due):
        yield of_dossier(picture, date=due)


def approved_without_decision(picture: DossierPicture, _watch: Watch) -> Hits:
    """It counts as approved and no decision on use says so."""
    decision = picture.last_decision
    if picture.status == "approved" and (decision is None or not decision.passes):
        yield of_dossier(picture)


def prohibited_approved(picture: DossierPicture, _watch: Watch) -> Hits:
    """A prohibited practice was approved (AI Act Art. 5)."""
    if picture.status == "approved" and picture.route == Route.ZWART:
        yield of_dossier(picture)


def deviates_without_reasons(picture: DossierPicture, _watch: Watch) -> Hits:
    """A decision passes a negative advice without saying why (mission rule 4)."""
    for decision in picture.decisions:
        if decision.passes and "negative" in decision.positions and not decision.has_deviation_reasons:
            yield for_owner(picture, SubjectKind.DECISION, decision.pk, date=decision.on)


def decided_without_advice(picture: DossierPicture, _watch: Watch) -> Hits:
    """A decision was taken while advice that had been asked for it was not in."""
    for decision in picture.decisions:
        missing = _not_in(picture, decision)
        if missing:
            yield for_owner(picture, SubjectKind.DECISION, decision.pk, date=decision.on, number=missing)


def _not_in(picture: DossierPicture, decision: DecisionPicture) -> int:
    return sum(
        task.kind == "advise"
        and task.gate <= decision.gate
        and task.created_at < decision.at
        and (task.closed_at is None or task.closed_at > decision.at)
        for task in picture.tasks
    )


def route_became_stricter(picture: DossierPicture, _watch: Watch) -> Hits:
    """New facts made the route stricter after the decision, and nobody decided again (mission rule 9)."""
    decision = picture.last_decision
    if picture.status != "approved" or decision is None or not picture.route or not decision.route:
        return
    if picture.route != Route.ZWART and Route(picture.route).is_stricter_than(Route(decision.route)):
        yield of_dossier(picture, date=decision.on)


def performer_decided(picture: DossierPicture, _watch: Watch) -> Hits:
    """Who decided on use also carried out an assessment for it."""
    for decision in picture.decisions:
        if decision.gate == "G4" and any(row.performer.pk == decision.person for row in picture.assessments):
            yield for_role(KEEPER, SubjectKind.DECISION, decision.pk, date=decision.on)


def draft_too_long(picture: DossierPicture, watch: Watch) -> Hits:
    """A report was begun and left."""
    if picture.status == "draft" and watch.after(picture.changed_on, "draft"):
        yield for_person("user", picture.reporter, SubjectKind.DOSSIER, picture.pk, date=picture.changed_on)


def stands_still(picture: DossierPicture, watch: Watch) -> Hits:
    """Nothing happened for long on an application that is on its way to a decision."""
    if picture.status == "underway" and picture.use != "ended" and watch.after(_last_move(picture), "still"):
        yield of_dossier(picture, date=_last_move(picture))


def _last_move(picture: DossierPicture) -> date:
    return max([picture.changed_on, *(_day(task.closed_at) for task in picture.tasks if task.closed_at)])


def _day(moment: datetime) -> date:
    return moment.astimezone(NETHERLANDS).date()


RULES: FindingRules = {
    "V-EV-01": no_accountable,
    "V-EV-02": accountable_left,
    "V-EV-03": accountable_away,
    "V-EV-04": accountable_without_role,
    "V-GEB-01": used_before_decision,
    "V-GEB-02": used_while_prohibited,
    "V-GEB-03": used_after_rejection,
    "V-GEB-04": used_after_retirement,
    "V-GEB-05": stopped_too_long,
    "V-GEB-06": approved_not_used,
    "V-GEB-07": used_since_unknown,
    "V-GEB-08": pilot_too_long,
    "V-GEB-09": reassessment_due,
    "V-BES-02": deviates_without_reasons,
    "V-BES-03": decided_without_advice,
    "V-BES-04": prohibited_approved,
    "V-BES-05": approved_without_decision,
    "V-BES-06": route_became_stricter,
    "V-BES-07": performer_decided,
    "V-REG-04": draft_too_long,
    "V-REG-05": stands_still,
}
