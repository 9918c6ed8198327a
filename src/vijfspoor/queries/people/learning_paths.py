"""Leerpaden en het aanbod: what HR keeps, for which application, and which modules are out of date (indicator L8)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from vijfspoor.domain.people.learning_module import Module, outdated
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.learning import modules_of
from vijfspoor.store.models import Dossier, LearningModule, LearningPath, Organisation, Release


@dataclass(frozen=True, slots=True)
class PathLine:
    """A path with its modules in order, and which of them are out of date."""

    row: LearningPath
    modules: tuple[Module, ...]
    outdated: frozenset[str]

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(item.minutes for item in self.modules)


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A module on offer. `row` is None for an own lesson, which nobody changes here."""

    module: Module
    row: LearningModule | None
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """Aanbod: every module, and how many of those in use are out of date."""

    lines: tuple[OfferLine, ...]
    outdated: int

    @property
    def number(self) -> int:
        """How many modules there are."""
        return len(self.lines)


def offer(actor: Actor) -> Offer:
    """Return every module with whether it is older than the last release of an application it belongs to."""
    known = modules_of(actor.organisation, actor.today)
    old = old_modules(actor.organisation, known)
    rows = {row.code: row for row in _visible.learning_modules(actor)}
    lines = tuple(OfferLine(item, rows.get(code), code in old) for code, item in known.items())
    return Offer(lines, len(old))


def paths(actor: Actor) -> list[PathLine]:
    """Return the running paths with their modules, in a fixed number of SQL statements."""
    known = modules_of(actor.organisation, actor.today)
    old = old_modules(actor.organisation, known)
    rows = _visible.learning_paths(actor).select_related("dossier").order_by("name", "pk")
    return [_line(row, known, old) for row in rows]


def path(actor: Actor, pk: int) -> PathLine | None:
    """Return one running path."""
    row = _visible.learning_paths(actor).select_related("dossier").filter(pk=pk).first()
    if row is None:
        return None
    known = modules_of(actor.organisation, actor.today)
    return _line(row, known, old_modules(actor.organisation, known))


def path_of(dossier: Dossier, today: date) -> PathLine | None:
    """Return what the users of an application finish before they use it; None when nothing is asked."""
    row = dossier.learning_paths.filter(withdrawn_at__isnull=True).first()
    if row is None:
        return None
    known = modules_of(dossier.organisation, today)
    return _line(row, known, old_modules(dossier.organisation, known))


def old_modules(organisation: Organisation, known: dict[str, Module]) -> frozenset[str]:
    """Return the modules older than the last release of an application they belong to; two SQL statements."""
    belongs = LearningPath.objects.filter(organisation=organisation, withdrawn_at__isnull=True, dossier__isnull=False)
    rows = list(belongs.values_list("modules", "dossier_id", "dossier__name", "dossier__supplier"))
    releases = Release.objects.filter(organisation=organisation).values_list("dossier_id", "product", "supplier")
    newest = list(releases.annotate(last=Max("released_on")))
    released: dict[str, date] = {}
    for modules, dossier, name, supplier in rows:
        for where, product, maker, last in newest:
            same = supplier and (product.casefold(), maker.casefold()) == (name.casefold(), supplier.casefold())
            if where == dossier or same:
                for code in modules:
                    released[code] = max(last, released.get(code, last))
    return frozenset(outdated({code: item.made_on for code, item in known.items()}, released))


def _line(row: LearningPath, known: dict[str, Module], old: frozenset[str]) -> PathLine:
    modules = tuple(known[code] for code in row.modules if code in known)
    return PathLine(row, modules, old.intersection(item.code for item in modules))
