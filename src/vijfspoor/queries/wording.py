"""Names of roles, gates, tasks, positions and answers, and dates, in the reader's language."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vijfspoor.content.assessments.loader import questionnaires_in_force
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.leadership.means import Means
from vijfspoor.domain.organisation.wheel import Wheel
from vijfspoor.domain.text import Text
from vijfspoor.store.models import Concern, Task


def wheel_now() -> Wheel:
    """Return the newest wheel, for names only; rules ask for the wheel in force on their own date."""
    return wheel_in_force(date.max)


def say(text: Text) -> str:
    """Return `text` in the reader's language."""
    return text.in_language(get_language() or "nl")


def role_name(code: str) -> str:
    """Return the name of a role; the administrator of the platform is no part of the wheel."""
    role = wheel_now().roles.get(code)
    return say(role.name) if role else code


def role_within(code: str) -> str:
    """Return the name of a role as it stands inside a sentence."""
    return _within(role_name(code))


def gate_name(code: str) -> str:
    """Return the name of a gate."""
    return say(wheel_now().life_cycle.gate_by_code[code].name)


def activity_name(code: str) -> str:
    """Return the name of a matrix activity."""
    activity = wheel_now().matrix.get(code)
    return say(activity.name) if activity else code


def assessment_name(code: str) -> str:
    """Return the name of an assessment, as the newest version has it."""
    found = questionnaires_in_force(date.max).get(code)
    return say(found.title) if found else code


def route_name(code: str) -> str:
    """Return the name of a route, or what to say when there is none yet."""
    return say(wheel_now().life_cycle.routes[Route(code)].name) if code else _("Not yet known")


def day(value: date | datetime | str | None) -> str:
    """Return a date in words, such as 2 december 2027."""
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return date_format(value, "j F Y")


def position_name(code: str) -> str:
    """Return the position of an adviser in words."""
    return {
        "positive": _("positive"),
        "positive_with_conditions": _("positive with conditions"),
        "negative": _("negative"),
        "abstain": _("abstains"),
    }.get(code, code)


def outcome_name(code: str) -> str:
    """Return a decision in words."""
    return {
        "approve": _("Approved"),
        "approve_with_conditions": _("Approved with conditions"),
        "reject": _("Not approved"),
    }.get(code, code)


def fate_name(code: str) -> str:
    """Return what became of an advice, in words."""
    return {
        "pending": _("not decided yet"),
        "no_position": _("no position taken"),
        "followed": _("followed"),
        "deviated": _("deviated from, with reasons"),
        "ignored": _("ignored"),
    }[code]


def ai_functions_name(code: str) -> str:
    """Return whether a product has AI functions, in words."""
    return {
        "unknown": _("Not known yet"),
        "no": _("No AI"),
        "yes": _("AI, off until switched on"),
        "on_by_default": _("AI on by default"),
    }[code]


def origin_name(code: str) -> str:
    """Return where an answer comes from, in words."""
    return {
        "reporter": _("the reporter"),
        "role_holder": _("a role holder"),
        "supplier": _("the supplier"),
        "look_alike": _("a look-alike"),
    }.get(code, code)


def level_name(code: str) -> str:
    """Return how strongly an instrument is asked, in words."""
    return {
        "verplicht": _("required"),
        "verplicht_beleid": _("required by policy"),
        "aanbevolen": _("recommended"),
        "pre_scan": _("do the pre-scan first"),
        "vrijwillig": _("voluntary"),
    }.get(code, "")


def answer(value: Any, question: Any = None) -> str:
    """Return an answer in words: yes, no, unknown, or the labels of the chosen options."""
    if value is True or value == "ja":
        return _("Yes")
    if value is False or value == "nee":
        return _("No")
    if value is None or value in ("onbekend", ""):
        return _("Not known")
    options = question.options if question is not None else {}
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(say(options[v]) if v in options else str(v) for v in sorted(value)) or _("None")
    if isinstance(value, date):
        return day(value)
    return say(options[value]) if value in options else str(value)


def truth(value: bool | None) -> str:
    """Return a three-valued truth in words."""
    return {True: _("Yes"), False: _("No"), None: _("Not known yet")}[value]


def category_name(code: str) -> str:
    """Return the category of the Algoritmeregister in the reader's language; the Dutch name is the standard's own."""
    return {
        "Hoog-risico AI-systeem": _("High-risk AI system"),
        "Impactvolle algoritmes": _("Impactful algorithm"),
        "Overige algoritmes": _("Other algorithm"),
    }.get(code, code)


def task_title(task: Task) -> str:
    """Return what a task asks, as a sentence that begins with a verb."""
    name = task.dossier.name if task.dossier else task.subject or _("an unknown application")
    values = {
        "name": name,
        "activity": _within(activity_name(task.activity)) if task.activity else "",
        "gate": _within(gate_name(task.gate)) if task.gate else "",
        "subject": task.subject,
        "role": role_name(task.subject) if task.kind == Task.Kind.VACANCY else "",
        "unit": task.unit.name if task.unit else "",
        "count": len(task.questions),
    }
    return _titles()[task.kind] % values


def concern_subject(concern: Concern) -> str:
    """Return what a concern is about: the application, or the reporter's words for it."""
    return concern.dossier.name if concern.dossier else concern.about or _("an unknown application")


def council_kinds() -> dict[str, str]:
    """Return what the council can ask of the board, code -> words."""
    return {"motion": _("Motion"), "promise": _("Promise"), "letter": _("Letter of the council")}


def euros(amount: int) -> str:
    """Return whole euros with points: 25.000 euro."""
    return _("%(amount)s euro") % {"amount": _pointed(amount)}


def hours(number: int) -> str:
    """Return whole hours with points: 1.200 hours."""
    return ngettext("%(n)s hour", "%(n)s hours", number) % {"n": _pointed(number)}


def means(found: Means) -> str:
    """Return hours and euros in words, what is nothing left out: 40 hours and 5.000 euro."""
    if found.hours and found.euros:
        return _("%(hours)s and %(euros)s") % {"hours": hours(found.hours), "euros": euros(found.euros)}
    return euros(found.euros) if found.euros else hours(found.hours)


def _pointed(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _within(name: str) -> str:
    """Return `name` as it stands inside a sentence; an abbreviation keeps its capitals."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _titles() -> dict[str, str]:
    return {
        Task.Kind.ANSWER: _("Answer %(count)s questions about %(name)s"),
        Task.Kind.INFORM: _("Give information about %(name)s: %(activity)s"),
        Task.Kind.ADVISE: _("Advise on %(name)s: %(activity)s"),
        Task.Kind.PERFORM: _("Carry out for %(name)s: %(activity)s"),
        Task.Kind.DECIDE: _("Decide on %(name)s: %(gate)s"),
        Task.Kind.CONDITION: _("Meet a condition for %(name)s: %(subject)s"),
        Task.Kind.OBLIGATION: _("Meet an obligation for %(name)s: %(subject)s"),
        Task.Kind.CONCERN: _("Look at a concern about %(name)s"),
        Task.Kind.COUNCIL: _("Answer the council: %(subject)s"),
        Task.Kind.CONFIRM: _("Confirm which AI is still used: %(subject)s"),
        Task.Kind.PASSED_ON: _("Ask %(subject)s for an answer about %(name)s"),
        Task.Kind.WOO: _("Answer the Woo request on %(name)s: %(subject)s"),
        Task.Kind.SETUP: _("Decide on the set-up of governance: version %(subject)s"),
        Task.Kind.LETTER: _("Tell the council about the decision on %(name)s"),
        Task.Kind.CHECKLIST: _("Complete the checklist of %(name)s: %(gate)s"),
        Task.Kind.INCIDENT: _("Handle the incident with %(name)s"),
        Task.Kind.GUIDELINE: _("Bring %(name)s in line with a guideline: %(subject)s"),
        Task.Kind.REPORT: _("Finish the report on %(name)s: its AI is on by default"),
        Task.Kind.CONTRACT: _("End or renew the contract: %(subject)s"),
        Task.Kind.CERTIFICATE: _("Ask for a new certificate: %(subject)s"),
        Task.Kind.SUPPLIER: _("Follow up the questionnaire to a supplier: %(subject)s"),
        Task.Kind.VACANCY: _("Find someone for the role %(role)s at %(unit)s"),
    }
