"""Verb: stop an application that is in use, at once; and resume it by a decision of the accountable person."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict
from vijfspoor.actions.leadership.publish import publish_stop
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.dossier import is_stoppable
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Dossier, Person, Suspension

MOST = {"reason": 2500}
TOLD = ("application_manager", "executive_board", "data_protection_officer")


@transaction.atomic
def stop_application(actor: Actor, dossier: Dossier, *, reason: str) -> Suspension:
    """Stop the use from now on. Residents read it on the public page, everyone involved gets a message at once.

    Raises InvalidInput without a reason, Conflict when it is not in use or was stopped already.
    """
    _permission.require(actor, "stop", dossier)
    dossier = _locked(dossier)
    said = checked({"reason": reason}, MOST, {"reason": _("Write why it must stop. Colleagues read this.")})["reason"]
    if dossier.stopped_at is not None:
        raise Conflict(_("This application was stopped already."))
    if not is_stoppable(dossier):
        raise Conflict(_("This application is not in use, so there is nothing to stop."))
    return stop_now(actor, dossier, said)


def stop_now(actor: Actor, dossier: Dossier, reason: str) -> Suspension:
    """Stop the use as `stop_application` does, as part of another change; the caller holds the dossier's lock."""
    suspension = Suspension.objects.create(
        dossier=dossier, reason=reason, stopped_by=actor.person, stopped_at=actor.now
    )
    _mark(actor, dossier, stopped=True)
    _audit.record(actor, "application_stopped", dossier, suspension=suspension.pk)
    for person in involved(actor, dossier):
        _notify.application_stopped(actor, dossier, person, reason)
    return suspension


@transaction.atomic
def resume_application(actor: Actor, dossier: Dossier, *, reason: str) -> Suspension:
    """Allow the use again, decided by the accountable person of the application and nobody else.

    Raises InvalidInput without a reason, Conflict when it was not stopped.
    """
    _permission.require(actor, "resume", dossier)
    dossier = _locked(dossier)
    said = checked({"reason": reason}, MOST, {"reason": _("Write why it may be used again.")})["reason"]
    if dossier.use == Dossier.Use.ENDED:
        raise Conflict(_("The use has ended. Only a new decision can let it be used again."))
    suspension = resume_now(actor, dossier, said)
    if suspension is None:
        raise Conflict(_("This application is not stopped."))
    return suspension


def resume_now(actor: Actor, dossier: Dossier, reason: str) -> Suspension | None:
    """Allow the use again as part of another decision; None when it was not stopped."""
    suspension = dossier.suspensions.filter(resumed_at__isnull=True).first()
    if suspension is None:
        return None
    suspension.resume_reason, suspension.resumed_by, suspension.resumed_at = reason[:2500], actor.person, actor.now
    suspension.save(update_fields=["resume_reason", "resumed_by", "resumed_at"])
    _mark(actor, dossier, stopped=False)
    _audit.record(actor, "application_resumed", dossier, suspension=suspension.pk)
    for person in involved(actor, dossier):
        _notify.application_resumed(actor, dossier, person, reason)
    return suspension


def _locked(dossier: Dossier) -> Dossier:
    related = ("accountable", "reporter", "organisation")
    return Dossier.objects.select_for_update(of=("self",)).select_related(*related).get(pk=dossier.pk)


def _mark(actor: Actor, dossier: Dossier, *, stopped: bool) -> None:
    dossier.stopped_at, dossier.changed_at = actor.now if stopped else None, actor.now
    dossier.save(update_fields=["stopped_at", "changed_at"])
    publish_stop(actor, dossier)


def involved(actor: Actor, dossier: Dossier) -> list[Person]:
    """Everyone involved: who uses it, who works or worked on its file, who reported, and who holds a role at it."""
    on_file = (
        Q(pk__in=[dossier.reporter_id, dossier.accountable_id])
        | Q(pk__in=dossier.tasks.values("assignee"))
        | Q(pk__in=dossier.contributions.values("person"))
        | Q(pk__in=dossier.concerns.filter(reporter__isnull=False).values("reporter"))
    )
    holders = Holders(actor.organisation, actor.today)
    by_office = [person.pk for role in TOLD for person in holders.nearest(role, dossier)]
    people = Person.objects.filter(_users(dossier) | on_file | Q(pk__in=by_office), organisation=actor.organisation)
    return list(people.filter(is_active=True).exclude(pk=actor.person.pk).order_by("pk"))


def _users(dossier: Dossier) -> Q:
    """Who works with it: its team, else its department, and the units of its groups of users; each with its teams."""
    units = {dossier.team_id or dossier.department_id, *dossier.user_groups.values_list("unit", flat=True)} - {None}
    return Q(unit__in=units) | Q(unit__parent__in=units)
