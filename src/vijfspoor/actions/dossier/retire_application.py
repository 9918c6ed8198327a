"""Verbs of the end: propose to retire, describe the archive package, and at last archive and close the file (G9)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions._files import transaction_with_files
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _checklist, _life
from vijfspoor.actions.errors import Conflict, GateBlocked, InvalidInput
from vijfspoor.content.checklists.loader import checklist_book_in_force
from vijfspoor.domain.dossier.checklist import missing_metadata
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.archive import archive_package
from vijfspoor.queries.dossier.go_live import checklist_view
from vijfspoor.queries.dossier.life_facts import metadata_of
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Dossier, Retirement, Task

MOST = {"reason": 2500}
MOST_METADATA = 1000
GATE = "G9"


@transaction.atomic
def propose_retirement(actor: Actor, dossier: Dossier, *, reason: str, ends_on: date | None) -> Retirement:
    """Ask who decided on the use to decide on its end, on a last day of use.

    Raises InvalidInput at `reason` or `ends_on`, Conflict when it is not approved or its end was proposed already.
    """
    _permission.require(actor, "propose_retirement", dossier)
    dossier = _checklist.locked(dossier)
    said = checked({"reason": reason}, MOST, {"reason": _("Write why it ends, and what takes its place.")})["reason"]
    if ends_on is None or ends_on < actor.today:
        raise InvalidInput({"ends_on": [_("Give the last day of use, today or later.")]})
    if dossier.status != Dossier.Status.APPROVED:
        raise Conflict(_("Only an approved application can be retired."))
    if dossier.reassessing_since is not None:
        raise Conflict(_("A reassessment runs. Decide there whether it stops."))
    if dossier.retirements.filter(withdrawn_at__isnull=True).exists():
        raise Conflict(_("Its end was proposed already."))
    return propose_now(actor, dossier, said, ends_on)


def can_be_proposed(dossier: Dossier) -> bool:
    """Whether its end can be put before who decides: approved, not reassessed now, and not proposed already."""
    approved = dossier.status == Dossier.Status.APPROVED and dossier.reassessing_since is None
    return approved and not dossier.retirements.filter(withdrawn_at__isnull=True).exists()


def propose_now(actor: Actor, dossier: Dossier, said: str, ends_on: date) -> Retirement:
    """Propose the end as `propose_retirement` does, as part of another change; the caller holds the dossier's lock."""
    retirement = Retirement.objects.create(
        dossier=dossier, reason=said, ends_on=ends_on, proposed_by=actor.person, proposed_at=actor.now
    )
    _life.withdraw_open(actor, dossier)
    newest = dossier.classifications.order_by("-pk").first()
    _tasks.plan_gate(actor, dossier, GATE, newest.requires if newest else {}, since=actor.now)
    dossier.changed_at = actor.now
    dossier.save()
    _audit.record(actor, "retirement_proposed", dossier, retirement=retirement.pk, ends_on=ends_on.isoformat())
    return retirement


@transaction.atomic
def describe_archive(actor: Actor, dossier: Dossier, metadata: Mapping[str, str]) -> Retirement:
    """Fill in the metadata of the archive package that a person must judge; unknown elements are left out.

    Raises InvalidInput at an element that is too long, Conflict when the application is not being retired.
    """
    _permission.require(actor, "archive", dossier)
    dossier = _checklist.locked(dossier)
    retirement = _decided(dossier)
    by_hand = {
        item.element for item in checklist_book_in_force(actor.today).archive_fields if is_by_hand(item.filled_from)
    }
    given = {element: text for element, text in metadata.items() if element in by_hand}
    retirement.metadata = checked(given, dict.fromkeys(given, MOST_METADATA), {})
    retirement.save(update_fields=["metadata"])
    _audit.record(actor, "archive_described", dossier, retirement=retirement.pk, elements=sorted(given))
    _checklist.follow(actor, dossier)
    return retirement


def is_by_hand(filled_from: str) -> bool:
    """Whether a person fills in a metadata element."""
    return filled_from == "by_hand"


def archive(actor: Actor, dossier: Dossier) -> Retirement:
    """Make the archive package, keep it, and close the file for good.

    Raises GateBlocked with the points that block, InvalidInput at a required metadata element, Conflict when no end
    was decided or it was archived already.
    """
    with transaction_with_files() as writer:
        _permission.require(actor, "archive", dossier)
        dossier = _checklist.locked(dossier)
        retirement = _decided(dossier)
        missing = checklist_view(dossier, GATE, actor.today).blocking
        if missing:
            raise GateBlocked((), [say(line.item.text) for line in missing])
        _require_metadata(actor, dossier, retirement)
        dossier.status, dossier.use, dossier.changed_at = Dossier.Status.RETIRED, Dossier.Use.ENDED, actor.now
        dossier.reassess_on = None
        dossier.save()
        _tasks.withdraw(actor, dossier.tasks.filter(status=Task.Status.OPEN).exclude(kind__in=_life.STAYS))
        package = archive_package(actor, dossier, retirement)
        retirement.stored_name, retirement.sha256 = writer.write(package.content), package.sha256
        retirement.size, retirement.archived_at = len(package.content), actor.now
        retirement.archived_by = actor.person
        retirement.save()
        _audit.record(
            actor,
            "application_archived",
            dossier,
            retirement=retirement.pk,
            sha256=package.sha256,
            files=package.files,
        )
        return retirement


def _require_metadata(actor: Actor, dossier: Dossier, retirement: Retirement) -> None:
    fields = checklist_book_in_force(actor.today).archive_fields
    missing = missing_metadata(fields, metadata_of(dossier, retirement))
    if missing:
        raise InvalidInput({field.element: [_("Fill this in: the archive needs it.")] for field in missing})


def _decided(dossier: Dossier) -> Retirement:
    going = dossier.retirements.filter(withdrawn_at__isnull=True, decision__isnull=False, archived_at__isnull=True)
    retirement = going.first()
    if retirement is None:
        raise Conflict(_("No end was decided for this application, or it was archived already."))
    return retirement
