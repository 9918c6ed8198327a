"""Verb: accept a finding until a date, with the reason. It stays readable, apart, and comes back after the date."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.findings.loader import finding_book_in_force
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Finding, FindingAcceptance

MOST = {"reason": 2500}
LONGEST = timedelta(days=366)


@transaction.atomic
def accept_finding(actor: Actor, finding: Finding, *, reason: str, until: date | None) -> FindingAcceptance:
    """Accept an open finding up to and including `until`, at most a year ahead (our own rule).

    Accepting again replaces the date; every acceptance is kept. Raises InvalidInput at the field, Conflict when it was
    solved meanwhile or is one that nobody may accept.
    """
    _permission.require(actor, "accept_finding", finding)
    row = Finding.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=finding.pk)
    entry = finding_book_in_force(actor.today).entries.get(row.code)
    if row.solved_at is not None or entry is None:
        raise Conflict(_("This finding was solved meanwhile."))
    if not entry.can_be_accepted:
        raise Conflict(_("Nobody may accept this finding: the law leaves no room for it. Solve it."))
    errors: dict[str, list[str]] = {}
    said = ""
    try:
        said = checked({"reason": reason}, MOST, {"reason": _("Write why it is acceptable. Others must follow it.")})[
            "reason"
        ]
    except InvalidInput as error:
        errors |= error.errors
    if until is None:
        errors["until"] = [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]
    elif until <= actor.today:
        errors["until"] = [_("Choose a date in the future.")]
    elif until > actor.today + LONGEST:
        errors["until"] = [_("At most a year ahead. After that somebody looks at it again.")]
    if errors or until is None:
        raise InvalidInput(errors)
    made = FindingAcceptance.objects.create(
        finding=row, reason=said, until=until, by=actor.person, by_name=actor.person.name, at=actor.now
    )
    row.accepted_until = until
    row.save(update_fields=["accepted_until"])
    _audit.record(actor, "finding_accepted", row.dossier, finding=row.pk, code=row.code, until=until.isoformat())
    return made
