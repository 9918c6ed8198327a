"""Rules of assessments and their oversight."""

from typing import Any

from vijfspoor.actions._permission.common import Rules, keeps_facts
from vijfspoor.domain.ethics.assessment import Questionnaire
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.queries.ethics.oversight import OVERSEERS
from vijfspoor.store.models import Assessment, SampleItem


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
    return actor.holds(*owners) or keeps_facts(actor, assessment.dossier)


def _oversees(actor: Actor, assessment: Assessment) -> bool:
    """The overseer by office, or who stands in for them on this task."""
    form = questionnaires.one(actor.organisation, assessment.code, assessment.version)
    asked = {"dossier": assessment.dossier_id, "activity": form.activity, "role": form.overseer, "status": "open"}
    return bool(form.overseer) and (actor.holds(form.overseer) or _visible.own_tasks(actor).filter(**asked).exists())


def _questionnaire_keeper(actor: Actor, _subject: Any) -> bool:
    return actor.person.is_administrator or actor.holds("privacy_officer", "ciso", "policy_adviser")


def _overseer(actor: Actor, role: str) -> bool:
    return role in OVERSEERS and actor.holds(role)


def _drew_it(actor: Actor, item: SampleItem) -> bool:
    return item.sample.by_id == actor.person.pk and actor.holds(item.sample.role)


def _brings_to_assessment(actor: Actor, assessment: Assessment) -> bool:
    return _fills_in(actor, assessment) or _performs(actor, assessment) or _oversees(actor, assessment)


RULES: Rules = {
    "start_assessment": _performer,
    "perform_assessment": _performs,
    "fill_in_assessment": _fills_in,
    "oversee_assessment": _oversees,
    "add_questionnaire": _questionnaire_keeper,
    "draw_sample": _overseer,
    "look_at_sample": _drew_it,
    "attach_to_assessment": _brings_to_assessment,
}
