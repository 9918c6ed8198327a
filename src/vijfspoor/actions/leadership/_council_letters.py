"""A letter to the council: proposed with a term after a decision with a large impact, and closed when that changes."""

from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _tasks
from vijfspoor.actions.errors import Conflict
from vijfspoor.domain.dossier.gate import Outcome
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE
from vijfspoor.domain.dossier.route import LARGE_IMPACT
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.council_letter_text import begun
from vijfspoor.queries.leadership.council_letters import sender
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import CouncilLetter, Decision, Dossier, LetterDraft, Person, Task

IN_USE = (Dossier.Use.PILOT, Dossier.Use.IN_USE)


def follow_decision(actor: Actor, decision: Decision) -> None:
    """Propose a letter about a final decision on use, in place of one that was still being written.

    Whoever was told of a decision is told of its correction, whatever that says.
    """
    if decision.gate != DECISION_ON_USE:
        return
    for draft in LetterDraft.objects.filter(dossier=decision.dossier, status=LetterDraft.Status.OPEN):
        close(actor, draft, LetterDraft.Status.WITHDRAWN)
        _tasks.withdraw(actor, [draft.task])
        _audit.record(actor, "council_letter_withdrawn", draft.dossier, draft=draft.pk)
    earlier = _told_before(decision)
    if earlier is not None or _concerns_council(decision):
        subject, texts = begun(decision, earlier, actor.today)
        propose(actor, decision, subject, texts, earlier)


def propose(
    actor: Actor, decision: Decision, subject: str, texts: dict[str, str], follows: CouncilLetter | None
) -> LetterDraft:
    """Keep a draft and ask for the letter within the term of the organisation."""
    office, dossier = sender(actor.organisation, actor.today), decision.dossier
    task = Task.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        kind=Task.Kind.LETTER,
        role=office,
        assignee=_asked(actor, decision, office),
        due_on=_tasks.due(actor, wheel_for(actor.organisation, actor.today).life_cycle.terms.council_letter),
        created_at=actor.now,
    )
    draft = LetterDraft.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        decision=decision,
        follows=follows,
        task=task,
        subject=subject,
        texts=texts,
        created_at=actor.now,
    )
    _notify.task_given(actor, task)
    _audit.record(actor, "council_letter_proposed", dossier, draft=draft.pk, decision=decision.pk)
    return draft


def locked(draft: LetterDraft) -> LetterDraft:
    """Return a letter that was not sent yet, for change. Raises Conflict when it is no longer open."""
    related = LetterDraft.objects.select_for_update(of=("self",)).select_related(
        "task", "dossier", "decision", "follows"
    )
    found = related.get(pk=draft.pk)
    if found.status != LetterDraft.Status.OPEN:
        raise Conflict(_("This letter was sent already, or is no longer asked."))
    return found


def close(actor: Actor, draft: LetterDraft, status: LetterDraft.Status) -> None:
    """Close a draft, with what else was filled in on it."""
    draft.status, draft.closed_by, draft.closed_at = status, actor.person, actor.now
    draft.save()


def _concerns_council(decision: Decision) -> bool:
    """Of what has a large impact the council hears a yes, and a no to what people use already."""
    if decision.route not in LARGE_IMPACT:
        return False
    return Outcome(decision.outcome).lets_pass or decision.dossier.use in IN_USE


def _told_before(decision: Decision) -> CouncilLetter | None:
    """The newest letter about a decision that this one corrects."""
    corrected, earlier = [], decision.corrects
    while earlier is not None:
        corrected.append(earlier.pk)
        earlier = earlier.corrects
    return CouncilLetter.objects.filter(decision__in=corrected).order_by("-pk").first()


def _asked(actor: Actor, decision: Decision, office: str) -> Person | None:
    """Who decided, when they hold the office that writes to the council; else the first who does."""
    holders = Holders(actor.organisation, actor.today).of(office)
    deciders = (decision.person, decision.on_behalf_of)
    return next((person for person in deciders if person in holders), holders[0] if holders else None)
