"""Verbs of the board: plan a meeting, put decisions on its agenda, and write and adopt its minutes."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.board import decisions_on, may_be_on_agenda
from vijfspoor.store.models import BoardMeeting, Minutes, MinutesAdoption, Task

MOST = {"title": 200, "text": 20_000}


@transaction.atomic
def plan_board_meeting(actor: Actor, on: date | None, title: str = "") -> BoardMeeting:
    """Plan a meeting of the board. Raises InvalidInput at `on` or `title`, also for a day that has a meeting."""
    _permission.require(actor, "keep_board_agenda")
    name = checked({"title": title}, {"title": MOST["title"]}, {})["title"]
    if on is None:
        raise InvalidInput({"on": [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]})
    meeting, is_new = BoardMeeting.objects.get_or_create(
        organisation=actor.organisation, on=on, defaults={"title": name, "made_by": actor.person}
    )
    if not is_new:
        raise InvalidInput({"on": [_("There is a meeting on this day already.")]})
    _audit.record(actor, "board_meeting_planned", None, meeting=meeting.pk, on=on.isoformat())
    return meeting


@transaction.atomic
def set_agenda(actor: Actor, meeting: BoardMeeting, tasks: Iterable[Task]) -> BoardMeeting:
    """Put exactly these decisions on the agenda. Raises InvalidInput for what the board does not decide.

    Raises Conflict once minutes were adopted: what was discussed is then fixed.
    """
    _permission.require(actor, "keep_board_agenda", meeting)
    meeting = _locked(meeting)
    if MinutesAdoption.objects.filter(minutes__meeting=meeting).exists():
        raise Conflict(_("The minutes were adopted, so the agenda stays as it is."))
    chosen = {task.pk for task in tasks}
    if chosen - set(may_be_on_agenda(meeting).values_list("pk", flat=True)):
        raise InvalidInput({"tasks": [_("Choose decisions from the list.")]})
    meeting.agenda.set(chosen)
    _audit.record(actor, "board_agenda_set", None, meeting=meeting.pk, tasks=sorted(chosen))
    return meeting


@transaction.atomic
def write_minutes(actor: Actor, meeting: BoardMeeting, *, text: str) -> Minutes:
    """Write a version of the minutes, with the decisions taken so far on what was on the agenda.

    Adopted minutes are corrected in this way only. Raises InvalidInput without a text, or before the day itself.
    """
    _permission.require(actor, "keep_board_agenda", meeting)
    meeting = _locked(meeting)
    said = checked({"text": text}, {"text": MOST["text"]}, {"text": _("Write what was discussed.")})["text"]
    if meeting.on > actor.today:
        raise InvalidInput({"text": [_("The meeting has not been held yet.")]})
    newest = meeting.minutes.order_by("-version").first()
    minutes = Minutes.objects.create(
        meeting=meeting,
        version=newest.version + 1 if newest else 1,
        text=said,
        decisions=[decision.pk for decision in decisions_on(meeting)],
        by=actor.person,
        at=actor.now,
    )
    _audit.record(actor, "minutes_written", None, meeting=meeting.pk, version=minutes.version)
    return minutes


@transaction.atomic
def adopt_minutes(actor: Actor, minutes: Minutes) -> MinutesAdoption:
    """Adopt a version as the board. Raises Conflict when there is a newer one, or when it was adopted already."""
    meeting = _locked(minutes.meeting)
    _permission.require(actor, "adopt_minutes", meeting)
    if meeting.minutes.filter(version__gt=minutes.version).exists():
        raise Conflict(_("There is a newer version of these minutes. Read that one first."))
    if MinutesAdoption.objects.filter(minutes=minutes).exists():
        raise Conflict(_("This version was adopted already."))
    adopted = MinutesAdoption.objects.create(
        minutes=minutes, person=actor.person, person_name=actor.person.name, at=actor.now
    )
    _audit.record(actor, "minutes_adopted", None, meeting=meeting.pk, version=minutes.version)
    return adopted


def _locked(meeting: BoardMeeting) -> BoardMeeting:
    return BoardMeeting.objects.select_for_update().get(pk=meeting.pk)
