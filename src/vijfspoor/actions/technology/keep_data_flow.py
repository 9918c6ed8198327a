"""Verbs: describe a data flow of an application, change it, and end it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _checklist
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.data_flows.loader import flow_book_in_force
from vijfspoor.domain.technology.data_flow import FlowBook, FlowFacts, FlowFault, faults, is_personal
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import DataFlow, DataSystem, Dossier

MOST = {"system": 100, "what": 500, "law": 300, "retention_note": 300}
MOST_MONTHS = 1800
_GROUNDS = ("legal_basis", "exception", "criminal_ground", "transfer_ground")


@dataclass(frozen=True, slots=True)
class DataFlowInput:
    """Gegevensstroom, as typed. `retention_months` is None when nothing was typed, -1 when it was no number."""

    system: str
    direction: str
    what: str
    kind: str
    frequency: str
    categories: frozenset[str] = frozenset()
    legal_basis: str = ""
    law: str = ""
    exception: str = ""
    criminal_ground: str = ""
    leaves_eea: bool = False
    transfer_ground: str = ""
    retention_months: int | None = None
    retention_note: str = ""

    def facts(self) -> FlowFacts:
        """Return what the rules look at."""
        return FlowFacts(
            categories=self.categories,
            legal_basis=self.legal_basis,
            law=self.law.strip(),
            exception=self.exception,
            criminal_ground=self.criminal_ground,
            leaves_eea=self.leaves_eea,
            transfer_ground=self.transfer_ground,
            retention_months=self.retention_months,
        )


@transaction.atomic
def keep_data_flow(actor: Actor, dossier: Dossier, given: DataFlowInput, flow: DataFlow | None = None) -> DataFlow:
    """Add a flow, or change `flow`. Data about people is refused without a legal basis (GDPR Art. 6(1)).

    Raises InvalidInput at the field, Conflict on a draft or when `flow` has ended.
    """
    _permission.require(actor, "keep_data_flow", dossier)
    dossier = _open(dossier)
    if flow is not None:
        flow = DataFlow.objects.select_for_update().get(pk=flow.pk, dossier=dossier)
        if flow.ended_at is not None:
            raise Conflict(_("This flow has ended. Describe a new one."))
    required = {"system": _("Write where the data comes from or goes to."), "what": _("Write which data it is.")}
    texts = checked({name: getattr(given, name) for name in MOST}, MOST, required)
    book = flow_book_in_force(actor.today)
    errors = _wrong_choices(book, given) | _missing(book, given)
    if errors:
        raise InvalidInput(errors)
    row = flow or DataFlow(dossier=dossier)
    before = _content(row) if flow else {}
    row.system = _system(actor, texts.pop("system"), given.kind)
    for name, value in (texts | _chosen(book, given)).items():
        setattr(row, name, value)
    row.changed_by, row.changed_at = actor.person, actor.now
    row.save()
    after = _content(row)
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    if changed:
        _audit.record(actor, "data_flow_kept", dossier, flow=row.pk, changed=changed)
        _touch(actor, dossier)
    return row


@transaction.atomic
def end_data_flow(actor: Actor, flow: DataFlow) -> DataFlow:
    """Say that the flow is there no more; it stays readable. Raises Conflict when it had ended already."""
    _permission.require(actor, "keep_data_flow", flow.dossier)
    dossier = _open(flow.dossier)
    row = DataFlow.objects.select_for_update().get(pk=flow.pk)
    if row.ended_at is not None:
        raise Conflict(_("This flow has ended already."))
    row.ended_at = actor.now
    row.save()
    _audit.record(actor, "data_flow_ended", dossier, flow=row.pk)
    _touch(actor, dossier)
    return row


def _open(dossier: Dossier) -> Dossier:
    locked = _checklist.locked(dossier)
    if locked.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    return locked


def _touch(actor: Actor, dossier: Dossier) -> None:
    dossier.changed_at = actor.now
    dossier.save()


def _wrong_choices(book: FlowBook, given: DataFlowInput) -> dict[str, list[str]]:
    """What cannot come from the form as it is shown, and a number that is none."""
    offered = {
        "direction": DataFlow.Direction.values,
        "kind": book.kinds,
        "frequency": book.frequencies,
    }
    errors = {
        name: [_("Choose an answer from the list.")]
        for name, choices in offered.items()
        if getattr(given, name) not in choices
    }
    if given.categories - book.categories.keys():
        errors["categories"] = [_("Choose an answer from the list.")]
    if given.retention_months is not None and not 0 <= given.retention_months <= MOST_MONTHS:
        errors["retention_months"] = [_("Write a number of months, at most %(most)s.") % {"most": MOST_MONTHS}]
    return errors


def _missing(book: FlowBook, given: DataFlowInput) -> dict[str, list[str]]:
    return {field: [_sentence(fault)] for field, fault in faults(book, given.facts()).items()}


def _sentence(fault: FlowFault) -> str:
    return {
        FlowFault.NO_CATEGORY: _("Choose which kinds of data it is."),
        FlowFault.NOTHING_AND_SOMETHING: _("It is data about people or it is not. Choose one of both."),
        FlowFault.NO_LEGAL_BASIS: _("Data about people needs a legal basis (GDPR Art. 6(1)). Choose one."),
        FlowFault.NO_LAW: _("Name the law and article that allow this (GDPR Arts. 6(3) and 87; UAVG Art. 46)."),
        FlowFault.NO_EXCEPTION: _("This sensitive data may be used only with an exception (GDPR Art. 9(2))."),
        FlowFault.NO_CRIMINAL_GROUND: _("Data on offences needs a ground of its own (GDPR Art. 10)."),
        FlowFault.NO_TRANSFER_GROUND: _("Data may leave Europe (EEA) only on a ground (GDPR Arts. 44 to 49)."),
        FlowFault.NO_RETENTION: _("Write how many months data about people is kept (GDPR Art. 5(1)(e))."),
    }[fault]


def _chosen(book: FlowBook, given: DataFlowInput) -> dict[str, object]:
    """The choices as they are kept: without data about people no ground is kept, whatever the form sent."""
    personal = is_personal(book, given.categories)
    grounds = {name: getattr(given, name) if personal else "" for name in _GROUNDS}
    if not given.leaves_eea:
        grounds["transfer_ground"] = ""
    return {
        "direction": given.direction,
        "frequency": given.frequency,
        "categories": sorted(given.categories),
        "is_personal": personal,
        "leaves_eea": given.leaves_eea,
        "retention_months": given.retention_months,
        **grounds,
    }


def _content(row: DataFlow) -> dict[str, object]:
    names = ("direction", "frequency", "categories", "leaves_eea", "retention_months", *_GROUNDS)
    return {"system": row.system_id, **{name: getattr(row, name) for name in names}}


def _system(actor: Actor, name: str, kind: str) -> DataSystem:
    """The source or destination with this name; the kind last given counts."""
    found = DataSystem.objects.filter(organisation=actor.organisation, name__iexact=name).first()
    if found is None:
        return DataSystem.objects.create(organisation=actor.organisation, name=name, kind=kind)
    if found.kind != kind:
        found.kind = kind
        found.save()
    return found
