"""Verb: start from a look-alike. Its answers are proposed to the reporter, who confirms each page."""

from django.db import transaction

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import NotAllowed
from vijfspoor.actions.ethics._answers import write
from vijfspoor.content.intake.loader import intake_pages
from vijfspoor.domain.dossier.intake import facts_from
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Answer, Dossier, IntakeAnswer

# A reporter's own description, use and risk estimate are never taken from someone else.
_OWN = {"what", "use", "risk"}


@transaction.atomic
def adopt_look_alike(actor: Actor, dossier: Dossier, like: Dossier) -> None:
    """Propose the answers of `like`, a dossier the actor may see, for the actor's own draft."""
    _permission.require(actor, "edit_draft", dossier)
    if not _visible.dossiers(actor).filter(pk=like.pk).exists():
        raise NotAllowed("adopt_look_alike")
    given = set(dossier.intake_answers.filter(is_proposed=False).values_list("page", flat=True))
    choices = {}
    for row in like.intake_answers.exclude(page__in=_OWN | given):
        choices[row.page] = row.value.get("choice")
        IntakeAnswer.objects.update_or_create(
            dossier=dossier,
            page=row.page,
            defaults={"value": row.value, "is_proposed": True, "at": actor.now},
        )
    for question, value in facts_from(intake_pages(), choices).items():
        if not dossier.answers.filter(question=question, is_current=True).exists():
            write(actor, dossier, question, value, Answer.Origin.LOOK_ALIKE, proposed=True)
    dossier.like, dossier.changed_at = like, actor.now
    dossier.save(update_fields=["like", "changed_at"])
    _audit.record(actor, "look_alike_adopted", dossier, like=like.number)
