"""Who may do what. The only place that says so; every action asks here before anything else."""

from collections.abc import Callable
from typing import Any

from vijfspoor.actions.errors import NotAllowed
from vijfspoor.domain.assessment import Questionnaire
from vijfspoor.queries import _visible, questionnaires
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.oversight import OVERSEERS
from vijfspoor.store.models import (
    Assessment,
    Attachment,
    Concern,
    Contribution,
    Decision,
    Dossier,
    Incident,
    Person,
    SampleItem,
    Task,
)

_OUTSIDE = {"council", "council_clerk"}


def _employee(actor: Actor, _subject: Any) -> bool:
    return not actor.roles <= _OUTSIDE


def _own_draft(actor: Actor, dossier: Dossier) -> bool:
    return dossier.status == Dossier.Status.DRAFT and dossier.reporter_id == actor.person.pk


def _own_task(actor: Actor, task: Task) -> bool:
    return _visible.own_tasks(actor).filter(pk=task.pk).exists()


def _fact_keeper(actor: Actor, dossier: Dossier) -> bool:
    """Who keeps the facts of a dossier right: its reporter, its accountable person and every specialist."""
    if actor.person.pk in (dossier.reporter_id, dossier.accountable_id):
        return True
    specialists = {
        "information_adviser", "information_manager", "application_manager", "data_analyst",
        "architect", "procurement_officer", "privacy_officer", "legal_adviser", "policy_adviser",
        "hr_adviser", "ai_coordinator",
    }  # fmt: skip
    return actor.holds(*specialists)


def _author(actor: Actor, given: Contribution | Decision) -> bool:
    return actor.person.pk in (given.person_id, given.on_behalf_of_id)


def _steward(actor: Actor, dossier: Dossier) -> bool:
    return actor.person.pk == dossier.accountable_id or actor.holds("information_manager", "ai_coordinator")


def _publisher(actor: Actor, dossier: Dossier) -> bool:
    return _steward(actor, dossier) or actor.holds("communications_adviser")


def _describer(actor: Actor, dossier: Dossier) -> bool:
    return _fact_keeper(actor, dossier) or actor.holds("communications_adviser")


def _performer(actor: Actor, form: Questionnaire) -> bool:
    """Who carries an assessment out. Never its overseer by office: the FG advises and oversees (GDPR Art. 38(6))."""
    return actor.holds(form.performer) and not actor.holds(form.overseer)


def _performs(actor: Actor, assessment: Assessment) -> bool:
    form = questionnaires.one(actor.organisation, assessment.code, assessment.version)
    stands_in = assessment.performer_id in actor.stands_in_for and not actor.holds(form.overseer)
    return stands_in or _performer(actor, form)


def _fills_in(actor: Actor, assessment: Assessment) -> bool:
    """Who knows a section, and who keeps the facts of the dossier, but never who oversees the assessment."""
    form = questionnaires.one(actor.organisation, assessment.code, assessment.version)
    if actor.holds(form.overseer):
        return False
    owners = {form.performer, *(section.owner for section in form.sections)}
    return actor.holds(*owners) or _fact_keeper(actor, assessment.dossier)


def _oversees(actor: Actor, assessment: Assessment) -> bool:
    """The overseer by office, or who stands in for them on this task."""
    form = questionnaires.one(actor.organisation, assessment.code, assessment.version)
    asked = {"dossier": assessment.dossier_id, "activity": form.activity, "role": form.overseer, "status": "open"}
    return bool(form.overseer) and (actor.holds(form.overseer) or _visible.own_tasks(actor).filter(**asked).exists())


def _legal_adviser(actor: Actor, _subject: Any) -> bool:
    return actor.holds("legal_adviser")


def _questionnaire_keeper(actor: Actor, _subject: Any) -> bool:
    return actor.person.is_administrator or actor.holds("privacy_officer", "ciso", "policy_adviser")


def _obligation_keeper(actor: Actor, dossier: Dossier) -> bool:
    """Who sees to it that duties are met. Never the FG, who oversees it (GDPR Art. 39)."""
    if actor.holds("data_protection_officer"):
        return False
    return actor.holds("legal_adviser", "privacy_officer") or _fact_keeper(actor, dossier)


def _obligation_settler(actor: Actor, subject: tuple[Dossier, str]) -> bool:
    dossier, code = subject
    mine = {actor.person.pk, *actor.stands_in_for}
    given = dossier.kept_obligations.filter(code=code, owner__in=mine).exists()
    return given or _obligation_keeper(actor, dossier)


def _overseer(actor: Actor, role: str) -> bool:
    return role in OVERSEERS and actor.holds(role)


def _drew_it(actor: Actor, item: SampleItem) -> bool:
    return item.sample.by_id == actor.person.pk and actor.holds(item.sample.role)


def _accountable(actor: Actor, dossier: Dossier) -> bool:
    """The accountable person of the application, or who stands in for them."""
    return dossier.accountable_id is not None and dossier.accountable_id in (actor.person.pk, *actor.stands_in_for)


def _runs(actor: Actor, dossier: Dossier) -> bool:
    """Who manages the application, answers for it, or keeps the whole register."""
    manages = actor.holds_in("application_manager", (dossier.team_id, dossier.department_id))
    return manages or _accountable(actor, dossier) or _steward(actor, dossier)


def _handles_concern(actor: Actor, concern: Concern) -> bool:
    if _visible.own_tasks(actor).filter(pk=concern.task_id).exists():
        return True
    if concern.dossier is None:
        return actor.holds("application_manager", "information_manager", "ai_coordinator")
    return _runs(actor, concern.dossier)


def _stops(actor: Actor, dossier: Dossier) -> bool:
    """Who manages the application or answers for it, and the board. Stopping is easy; resuming is a decision."""
    manages = actor.holds_in("application_manager", (dossier.team_id, dossier.department_id))
    return manages or _accountable(actor, dossier) or actor.holds("executive_board")


def _opens_incident(actor: Actor, dossier: Dossier) -> bool:
    """Who has a part in an incident by the matrix (M24), except the data protection officer, who advises."""
    return _runs(actor, dossier) or actor.holds("executive_board", "privacy_officer", "ciso", "legal_adviser")


def _works_on_incident(actor: Actor, incident: Incident) -> bool:
    return _opens_incident(actor, incident.dossier) or _visible.own_tasks(actor).filter(pk=incident.task_id).exists()


def _answers_for_incident(actor: Actor, incident: Incident) -> bool:
    """Who is accountable: for the application, or by the matrix (M24). Never who advises on it by office."""
    answers = _accountable(actor, incident.dossier) or actor.holds("executive_board")
    return answers and not _advises_on_incident(actor, incident)


def _advises_on_incident(actor: Actor, _incident: Incident) -> bool:
    return actor.holds("data_protection_officer")


def _brings_to_dossier(actor: Actor, dossier: Dossier) -> bool:
    """Who keeps the facts, and who has work to do on it."""
    return _fact_keeper(actor, dossier) or _visible.own_tasks(actor).filter(dossier=dossier, status="open").exists()


def _brings_to_assessment(actor: Actor, assessment: Assessment) -> bool:
    return _fills_in(actor, assessment) or _performs(actor, assessment) or _oversees(actor, assessment)


def _takes_away(actor: Actor, attachment: Attachment) -> bool:
    return actor.person.pk == attachment.by_id or _steward(actor, attachment.dossier)


def _administrator(actor: Actor, _subject: Any) -> bool:
    return actor.person.is_administrator


def _self(actor: Actor, person: Person) -> bool:
    return actor.person.pk == person.pk or actor.person.is_administrator


RULES: dict[str, Callable[[Actor, Any], bool]] = {
    "report": _employee,
    "edit_draft": _own_draft,
    "answer": _fact_keeper,
    "describe": _describer,
    "start_assessment": _performer,
    "perform_assessment": _performs,
    "fill_in_assessment": _fills_in,
    "oversee_assessment": _oversees,
    "review_classification": _legal_adviser,
    "adopt_rule_book": _legal_adviser,
    "add_questionnaire": _questionnaire_keeper,
    "keep_obligations": _obligation_keeper,
    "settle_obligation": _obligation_settler,
    "draw_sample": _overseer,
    "look_at_sample": _drew_it,
    "attach_to_dossier": _brings_to_dossier,
    "attach_to_assessment": _brings_to_assessment,
    "take_away_file": _takes_away,
    "contribute": _own_task,
    "decide": _own_task,
    "settle_condition": _own_task,
    "correct": _author,
    "reassign": _steward,
    "publish": _publisher,
    "report_concern": _employee,
    "handle_concern": _handles_concern,
    "stop": _stops,
    "resume": _accountable,
    "open_incident": _opens_incident,
    "update_incident": _works_on_incident,
    "advise_on_notification": _advises_on_incident,
    "decide_not_to_notify": _answers_for_incident,
    "close_incident": _answers_for_incident,
    "edit_self": _self,
    "administer": _administrator,
}


def may(actor: Actor, verb: str, subject: Any = None) -> bool:
    """Whether `actor` may do `verb` to `subject`. What lies in another organisation is never allowed."""
    owner = getattr(subject, "organisation_id", actor.organisation.pk)
    return actor.person.is_active and owner == actor.organisation.pk and RULES[verb](actor, subject)


def require(actor: Actor, verb: str, subject: Any = None) -> None:
    """Raise NotAllowed unless `actor` may do `verb` to `subject`."""
    if not may(actor, verb, subject):
        raise NotAllowed(verb)
