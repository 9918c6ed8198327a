"""Who finished a module, from a file: looked at before anything is stored, and never shown by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vijfspoor.integrations.results import ResultRow
from vijfspoor.integrations.results.completions import is_done
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.literacy_import import RowFault
from vijfspoor.store.models import LearningModule, LessonPass


@dataclass(frozen=True, slots=True)
class Completions:
    """What would happen: who is new, how many were known, how many rows say it is not done, and what stays out."""

    people: tuple[int, ...]
    known: int
    not_done: int
    faults: tuple[RowFault, ...]


def check(actor: Actor, module: LearningModule, rows: Sequence[ResultRow]) -> Completions:
    """Look at every row, in two SQL statements however many there are. Stores nothing."""
    staff = dict(_visible.people(actor).filter(is_active=True).values_list("email", "pk"))
    by_email = {email.casefold(): pk for email, pk in staff.items()}
    before = set(LessonPass.objects.filter(lesson=module.code, version=module.version).values_list("person", flat=True))
    people: dict[int, None] = {}
    known: set[int] = set()
    not_done, faults = 0, []
    for row in rows:
        fault = _fault(module, row, by_email)
        if fault:
            faults.append(RowFault(row.number, fault))
        elif not _says_done(row):
            not_done += 1
        elif by_email[row.email] in before:
            known.add(by_email[row.email])
        else:
            people[by_email[row.email]] = None
    return Completions(tuple(people), len(known), not_done, tuple(faults))


def _says_done(row: ResultRow) -> bool:
    """Whether a row says it was finished; in a list of who took part everyone did, unless a status says otherwise."""
    return "status" not in row.levels or is_done(row.levels["status"])


def _fault(module: LearningModule, row: ResultRow, by_email: dict[str, int]) -> str:
    """Return what keeps a row out, empty when nothing does."""
    other = row.levels.get("identifier", module.identifier)
    if module.identifier and other != module.identifier:
        return _("This is a result of another package: %(name)s.") % {"name": other[:80] or "–"}
    version = row.levels.get("version", "")
    if module.version and version and version != module.version:
        return _("This is a result of version %(version)s.") % {"version": version[:40]}
    if row.email not in by_email:
        return _("Nobody works here with the e-mail address %(email)s.") % {"email": row.email[:80] or "–"}
    return ""
