"""Writes mail to the outbox, in the same transaction as the change it tells of. The jobs send it."""

from django.utils import translation
from django.utils.translation import gettext as _

from vijfspoor.actions._mail import write as _write
from vijfspoor.domain.leadership.means import MeansRuled
from vijfspoor.domain.technology.legal_clock import Clock
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import stand_ins
from vijfspoor.queries.wording import concern_subject, council_kinds, means, role_name, say, task_title
from vijfspoor.store.models import (
    Concern,
    CouncilItem,
    CouncilLetter,
    Dossier,
    Incident,
    MeansRuling,
    Person,
    Pilot,
    RegisterImport,
    Retirement,
    SetupVersion,
    SupplierRequest,
    Task,
)


def task_given(actor: Actor, task: Task) -> None:
    """Tell the assignee (and who stands in) that a task waits. Nobody is mailed about their own action."""
    if task.assignee is None or task.assignee_id == actor.person.pk:
        return
    _about_task(actor, task, "task_given", _given)


def gate_open(actor: Actor, task: Task) -> None:
    """Tell the decider that everything asked is in."""
    if task.assignee is not None and task.assignee_id != actor.person.pk:
        _about_task(actor, task, "gate_open", _open)


def task_reminder(actor: Actor, task: Task) -> None:
    """Remind the assignee (and who stands in) that a task is nearly due."""
    _about_task(actor, task, "task_reminder", _reminder)


def task_overdue(actor: Actor, task: Task, to: Person) -> None:
    """Tell `to`, who is accountable, that somebody's task passed its term."""
    with translation.override(to.language):
        subject = _("Overdue: %(title)s") % {"title": task_title(task)}
        who = task.assignee.name if task.assignee else _("nobody: the role is vacant")
        lines = [
            _("This task passed its term on %(date)s.") % {"date": task.due_on.strftime("%d-%m-%Y")},
            _("It waits for: %(role)s (%(who)s).") % {"role": role_name(task.role), "who": who},
            _("You can give the task to someone else on the page of the application."),
        ]
        _write(actor, to, "task_overdue", subject, lines, task.dossier)


def setup_sent_back(actor: Actor, version: SetupVersion) -> None:
    """Tell who last wrote in a set-up that the board wants another one, and why."""
    to = version.written_by
    with translation.override(to.language):
        subject = _("The executive board sends the set-up back: version %(n)s") % {"n": version.number}
        lines = [version.reasons, _("You can change it and propose it again.")]
        _write(actor, to, "setup_sent_back", subject, lines, None, f"/inrichting/{version.pk}")


def decided(actor: Actor, dossier: Dossier, to: Person, outcome: str) -> None:
    """Tell someone concerned what was decided."""
    with translation.override(to.language):
        subject = _("Decision on %(name)s") % {"name": dossier.name}
        _write(actor, to, "decided", subject, [outcome], dossier)


def means_ruled(actor: Actor, ruling: MeansRuling) -> None:
    """Tell the owner of a measure what the board said about its means. Nobody is mailed about their own action."""
    to = ruling.task.assignee
    if to is None or to.pk == actor.person.pk:
        return
    with translation.override(to.language):
        title = task_title(ruling.task)
        if ruling.outcome == MeansRuled.ASSIGNED and ruling.source is not None:
            subject = _("Means assigned: %(title)s") % {"title": title}
            lines = [_("You get %(means)s.") % {"means": means(ruling.means)}, ruling.source.name]
        else:
            is_refused = ruling.outcome == MeansRuled.REFUSED
            subject = (_("No means: %(title)s") if is_refused else _("Means taken back: %(title)s")) % {"title": title}
            lines = [_("The board says why:"), ruling.reasons]
        _write(actor, to, f"means_{ruling.outcome}", subject, lines, ruling.task.dossier)


def concern_answered(actor: Actor, concern: Concern, text: str) -> None:
    """Tell the reporter what was said about their concern. Nobody is mailed about their own answer."""
    to = concern.reporter
    if to is None or to.pk == actor.person.pk:
        return
    with translation.override(to.language):
        subject = _("Answer to your concern about %(name)s") % {"name": concern_subject(concern)}
        lines = [_("%(name)s answers:") % {"name": actor.person.name}, text]
        _write(actor, to, "concern_answered", subject, lines, None, f"/signalen/{concern.pk}")


def incident_opened(actor: Actor, incident: Incident, to: Person) -> None:
    """Tell someone with a part in it that an incident was opened."""
    with translation.override(to.language):
        subject = _("Incident with %(name)s") % {"name": incident.dossier.name}
        lines = [incident.title, _("Fill in the facts soon: they decide who must be told, and before when.")]
        _write(actor, to, "incident_opened", subject, lines, None, f"/incidenten/{incident.pk}")


def incident_intervened(actor: Actor, incident: Incident, to: Person) -> None:
    """Tell someone with a part in it that the board decided something; what, stands on the page of the incident."""
    with translation.override(to.language):
        subject = _("The executive board intervenes: incident with %(name)s") % {"name": incident.dossier.name}
        lines = [incident.title, _("Read what was decided and what is asked of you.")]
        _write(actor, to, "incident_intervened", subject, lines, None, f"/incidenten/{incident.pk}")


def not_notified(actor: Actor, incident: Incident, to: Person, clock: Clock, *, deviates: bool) -> None:
    """Tell the data protection officer that was decided not to notify, and whether that follows the advice."""
    with translation.override(to.language):
        subject = _("Decided not to notify: incident with %(name)s") % {"name": incident.dossier.name}
        lines = [say(clock.title)]
        if deviates:
            lines.append(_("This deviates from your advice. The reasons are on the page of the incident."))
        _write(actor, to, "not_notified", subject, lines, None, f"/incidenten/{incident.pk}")


def deadline_missed(actor: Actor, incident: Incident, to: Person, clock: Clock) -> None:
    """Tell someone who answers for it that the deadline of a clock has passed."""
    with translation.override(to.language):
        subject = _("Too late: incident with %(name)s") % {"name": incident.dossier.name}
        lines = [say(clock.title), _("The deadline has passed. Notify now all the same, and explain the delay.")]
        _write(actor, to, "deadline_missed", subject, lines, None, f"/incidenten/{incident.pk}")


def supplier_answered(actor: Actor, request: SupplierRequest, to: Person) -> None:
    """Tell who asked a supplier that the answers are in."""
    with translation.override(to.language):
        subject = _("%(name)s answered your questions") % {"name": request.supplier.name}
        lines = [
            _("The answers about %(name)s are in. Look at each and accept or refuse it.")
            % {"name": request.product.name}
        ]
        _write(actor, to, "supplier_answered", subject, lines, None, f"/leveranciers/vragenlijsten/{request.pk}")


def application_stopped(actor: Actor, dossier: Dossier, to: Person, reason: str) -> None:
    """Tell someone involved that the application may not be used for the moment."""
    with translation.override(to.language):
        subject = _("Stop: do not use %(name)s any more") % {"name": dossier.name}
        lines = [_("%(name)s stopped it:") % {"name": actor.person.name}, reason]
        _write(actor, to, "application_stopped", subject, lines, dossier)


def merged(actor: Actor, duplicate: Dossier, to: Person, into: Dossier) -> None:
    """Tell someone concerned that a file was a duplicate, and where it goes on."""
    with translation.override(to.language):
        subject = _("%(name)s goes on in another file") % {"name": duplicate.name}
        lines = [
            _("It was reported twice. It goes on as number %(number)s, %(name)s.")
            % {"number": into.number, "name": into.name}
        ]
        _write(actor, to, "merged", subject, lines, into)


def application_resumed(actor: Actor, dossier: Dossier, to: Person, reason: str) -> None:
    """Tell someone involved that the application may be used again."""
    with translation.override(to.language):
        subject = _("You may use %(name)s again") % {"name": dossier.name}
        lines = [_("%(name)s decided this:") % {"name": actor.person.name}, reason]
        _write(actor, to, "application_resumed", subject, lines, dossier)


def end_announced(actor: Actor, dossier: Dossier, to: Person, retirement: Retirement) -> None:
    """Tell someone involved until when the application may be used, and why it ends."""
    with translation.override(to.language):
        subject = _("%(name)s ends") % {"name": dossier.name}
        until = _("You may use it until %(date)s.") % {"date": retirement.ends_on.strftime("%d-%m-%Y")}
        _write(actor, to, "end_announced", subject, [until, retirement.reason], dossier)


def use_changed(actor: Actor, dossier: Dossier, to: Person, who: str, note: str) -> None:
    """Tell someone who answers for or runs an application that its use changed."""
    with translation.override(to.language):
        subject = _("The use of %(name)s changed") % {"name": dossier.name}
        lines = [_("%(name)s says:") % {"name": who}, note, _("See whether the file is still right.")]
        _write(actor, to, "use_changed", subject, lines, dossier)


def use_ended(actor: Actor, dossier: Dossier, to: Person, said: str, *, proposed: bool) -> None:
    """Tell the accountable person that nobody uses the application any more, and whether its end was proposed."""
    with translation.override(to.language):
        subject = _("%(name)s is no longer used") % {"name": dossier.name}
        closing = _("Its end was proposed. Who decided on its use decides whether it is retired.")
        lines = [said, closing if proposed else _("See what must happen with the file.")]
        _write(actor, to, "use_ended", subject, lines, dossier)


def pilot_over(dossier: Dossier, pilot: Pilot) -> str:
    """Return why the use stopped, in the language of the municipality: everyone reads the same sentence."""
    with translation.override("nl"):
        date = pilot.ends_on.strftime("%d-%m-%Y")
        return _("The pilot ended on %(date)s and nobody decided to go on.") % {"date": date}


def pilot_nearly_over(actor: Actor, dossier: Dossier, to: Person, pilot: Pilot) -> None:
    """Remind someone that a pilot ends by itself when nobody decides."""
    with translation.override(to.language):
        subject = _("The pilot of %(name)s nearly ends") % {"name": dossier.name}
        date = pilot.ends_on.strftime("%d-%m-%Y")
        lines = [
            _("The last day is %(date)s. Without a decision the use stops by itself.") % {"date": date},
            _("This is measured: %(measures)s") % {"measures": pilot.measures},
        ]
        _write(actor, to, "pilot_nearly_over", subject, lines, dossier, f"/toepassingen/{dossier.number}/in-gebruik")


def letter_sent(actor: Actor, letter: CouncilLetter, to: Person) -> None:
    """Tell the council clerk that a letter to the council stands on the public page."""
    with translation.override(to.language):
        subject = _("Letter to the council: %(subject)s") % {"subject": letter.subject}
        lines = [
            _("A letter about a decision with a large impact was sent. Everyone can read it now."),
            _("Its number is %(number)s.") % {"number": letter.label},
        ]
        path = f"/raad/{actor.organisation.slug}/brieven/{letter.year}/{letter.number}"
        _write(actor, to, "letter_sent", subject, lines, None, path)


def council_term(actor: Actor, item: CouncilItem, to: Person, *, is_past: bool) -> None:
    """Tell the council clerk that the term of a motion, promise or letter comes near or has passed."""
    with translation.override(to.language):
        kind = council_kinds()[item.kind]
        subject = (_("Term passed: %(kind)s") if is_past else _("Term comes near: %(kind)s")) % {"kind": kind}
        lines = [item.title, _("The board answers before %(date)s.") % {"date": item.due_on.strftime("%d-%m-%Y")}]
        _write(actor, to, "council_term", subject, lines, None, f"/raad/moties/{item.pk}")


def reassessed(actor: Actor, dossier: Dossier, to: Person, cause: str) -> None:
    """Tell someone concerned that the application is looked at again, and why."""
    with translation.override(to.language):
        subject = _("%(name)s is reassessed") % {"name": dossier.name}
        lines = [cause, _("The decision that was taken keeps standing until there is a new one.")]
        _write(actor, to, "reassessed", subject, lines, dossier)


def _about_task(actor: Actor, task: Task, kind: str, wording: object) -> None:
    if task.assignee is None:
        return
    recipients = [task.assignee, *stand_ins([task.assignee.pk], actor.today).values()]
    for person in recipients:
        with translation.override(person.language):
            subject, lines = wording(task)  # type: ignore[operator]
            _write(actor, person, kind, subject, lines, task.dossier)


def _given(task: Task) -> tuple[str, list[str]]:
    return task_title(task), [
        _("There is a task for you as %(role)s.") % {"role": role_name(task.role)},
        _("Please do it before %(date)s.") % {"date": task.due_on.strftime("%d-%m-%Y")},
    ]


def _open(task: Task) -> tuple[str, list[str]]:
    return _("You can decide: %(title)s") % {"title": task_title(task)}, [
        _("Everyone who was asked has answered. The gate is open and you can decide."),
    ]


def _reminder(task: Task) -> tuple[str, list[str]]:
    return _("Reminder: %(title)s") % {"title": task_title(task)}, [
        _("This task is due on %(date)s.") % {"date": task.due_on.strftime("%d-%m-%Y")},
        _("Others are waiting for your answer. Silence does not count as consent."),
    ]


def import_gave_work(actor: Actor, row: RegisterImport, to: Person, tasks: int) -> None:
    """Tell someone once how much work came with an import."""
    with translation.override(to.language):
        subject = _("Imported: %(number)s applications") % {"number": row.made}
        lines = [
            _("%(name)s brought in a list of applications.") % {"name": actor.person.name},
            _("%(number)s tasks wait on your desk because of it. You have three months for them.") % {"number": tasks},
        ]
        _write(actor, to, "import_gave_work", subject, lines, None)
