"""The suppliers of the demo, through the real actions: files, products, contracts, questionnaires and reminders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.technology.answer_request import SupplierAnswers, hand_in_answers
from vijfspoor.actions.technology.ask_supplier import ask_supplier
from vijfspoor.actions.technology.keep_contract import ContractInput, check_clause, keep_contract
from vijfspoor.actions.technology.keep_product import ProductInput, keep_product, link_product, offer_product
from vijfspoor.actions.technology.keep_supplier import SupplierInput, add_contact, keep_certificate, keep_supplier
from vijfspoor.actions.technology.keep_supplier_dates import keep_supplier_dates
from vijfspoor.actions.technology.settle_proposal import Verdict, settle_proposals
from vijfspoor.cli._demo.operations import Happening
from vijfspoor.cli._demo.story import office_hours, reported_at
from vijfspoor.content.demo.suppliers import StoryContract, StoryQuestionnaire, StorySupplier
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import ClauseCheck, Dossier, Organisation, Product, Supplier

BUYERS = ("procurement_officer", "information_manager")
LAWYERS = ("legal_adviser", *BUYERS)
REMINDED_DAYS_AGO = 1


def supplier_stories(organisation: Organisation, told: Sequence[StorySupplier], now: datetime) -> list[Happening]:
    """Return the story of each supplier, of each questionnaire, and of the jobs that remind of dates."""
    if not told:
        return []
    asked = [_Questionnaire(organisation, now, item.name, form) for item in told for form in item.questionnaires]
    return [*(_Supplier(organisation, now, item) for item in told), *asked, _Reminders(now)]


def _actor(organisation: Organisation, roles: Sequence[str], at: datetime) -> Actor:
    holders = Holders(organisation, timezone.localdate(at))
    holder = next(person for role in roles for person in holders.of(role))
    person = organisation.people.select_related("organisation", "unit").get(pk=holder.pk)
    return actor_for(person, at, via="demo")


@dataclass(frozen=True, slots=True)
class _Supplier:
    organisation: Organisation
    now: datetime
    told: StorySupplier

    def steps(self) -> Iterator[datetime]:
        """Put the supplier on file with its contracts; later say which applications use its products."""
        told = self.told
        at = reported_at(self.now, told.days_ago)
        yield at
        buyer = _actor(self.organisation, BUYERS, at)
        supplier = self._file(buyer)
        for contract in told.contracts:
            self._contract(buyer, supplier, contract)
        at = reported_at(self.now, told.linked_days_ago)
        yield at
        buyer = _actor(self.organisation, BUYERS, at)
        for product in told.products:
            found = supplier.products.select_related("supplier").get(name=product.name)
            for name in product.applications:
                dossier = self.organisation.dossiers.get(name=name)
                if dossier.status in (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED):
                    link_product(buyer, dossier, found)

    def _file(self, buyer: Actor) -> Supplier:
        told = self.told
        given = SupplierInput(told.name, told.website, told.note, "\n".join(told.subprocessors))
        supplier = keep_supplier(buyer, given)
        for contact in told.contacts:
            add_contact(buyer, supplier, **contact.model_dump())
        for paper in told.certificates:
            keep_certificate(
                buyer, supplier, name=paper.name, issued_by=paper.issued_by, valid_until=self._day(paper.in_days)
            )
        for item in told.products:
            product = ProductInput(item.name, item.version, item.ai, item.models, item.facts)
            kept = keep_product(buyer, supplier, product).product
            if item.offered:
                offer_product(buyer, kept, offered=True)
        return supplier

    def _contract(self, buyer: Actor, supplier: Supplier, told: StoryContract) -> None:
        given = ContractInput(
            told.name,
            self._day(-told.started_days_ago),
            None if told.ends_in_days is None else self._day(told.ends_in_days),
            told.notice_months,
            told.terms,
            list(Product.objects.filter(supplier=supplier, name__in=told.products)),
            yearly_cost=told.yearly_cost,
        )
        contract = keep_contract(buyer, supplier, given)
        for finding, codes in ((ClauseCheck.Finding.PRESENT, told.present), (ClauseCheck.Finding.ABSENT, told.absent)):
            for code in codes:
                check_clause(buyer, contract, code, finding=finding)
        lawyer = _actor(self.organisation, LAWYERS, buyer.now)
        for code, reasons in told.otherwise.items():
            check_clause(lawyer, contract, code, finding=ClauseCheck.Finding.ACCEPTED_OTHERWISE, reasons=reasons)

    def _day(self, days: int) -> date:
        return timezone.localdate(self.now) + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class _Questionnaire:
    organisation: Organisation
    now: datetime
    supplier: str
    told: StoryQuestionnaire

    def steps(self) -> Iterator[datetime]:
        """Ask, let the supplier answer through the link, and settle what was looked at."""
        told = self.told
        at = reported_at(self.now, told.days_ago)
        yield at
        buyer = _actor(self.organisation, BUYERS, at)
        found = Product.objects.filter(organisation=self.organisation, supplier__name=self.supplier)
        product = found.select_related("supplier").get(name=told.product)
        asked = ask_supplier(buyer, product, days=told.days, message=told.message)
        if not told.answered_by:
            return
        at = office_hours(at + timedelta(days=told.answered_after))
        yield at
        hand_in_answers(asked.token, SupplierAnswers(told.answered_by, told.answers, told.notes), at)
        if told.accept:
            at = office_hours(at + timedelta(days=1))
            yield at
            verdicts = {code: Verdict(accepted=True) for code in told.accept}
            settle_proposals(_actor(self.organisation, BUYERS, at), asked.request, verdicts)


@dataclass(frozen=True, slots=True)
class _Reminders:
    now: datetime

    def steps(self) -> Iterator[datetime]:
        """Let the jobs turn dates that come near into tasks."""
        at = reported_at(self.now, REMINDED_DAYS_AGO)
        yield at
        keep_supplier_dates(at)
