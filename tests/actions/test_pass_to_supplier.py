"""A concern at the supplier: who puts it there, the term, what the reporters hear, and the answer that comes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests import builders
from tests.builders import NOW
from tests.suppliers import shop
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation.keep_terms import keep_terms
from vijfspoor.actions.technology.handle_concern import handle_concern, merge_concerns
from vijfspoor.actions.technology.keep_product import link_product
from vijfspoor.actions.technology.keep_supplier import add_contact
from vijfspoor.actions.technology.pass_to_supplier import NoticeInput, keep_supplier_answer, pass_to_supplier
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.domain.technology.supplier_notice import NoticeState
from vijfspoor.queries.technology import supplier_notices as query
from vijfspoor.queries.wording import task_title
from vijfspoor.store.models import Message, OutsideMail, SupplierNotice, Task

pytestmark = pytest.mark.django_db
WHAT = "De brieven noemen een verkeerde datum voor de afspraak."
BY = date(2026, 12, 7)


@pytest.fixture
def made(town):
    """A supplier with a contact that can be mailed, whose product the concern is about."""
    bought = shop(town)
    add_contact(bought.buyer, bought.supplier, name="Kim Planbord", email="kim@spraakwerk.example")
    return bought


@pytest.fixture
def concern(town, made):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    link_product(town.actor("application_manager"), dossier, made.product)
    dossier.refresh_from_db()
    return report_concern(town.actor("user"), ConcernInput(WHAT), dossier)


@pytest.fixture
def given(made):
    return NoticeInput(f"c{made.supplier.contacts.get().pk}", "Herstelt u de datum?", BY)


def test_it_goes_by_mail_with_a_term_and_every_reporter_hears(town, made, concern, given):
    manager = town.actor("application_manager")
    other = report_concern(town.actor("hr_adviser"), ConcernInput(WHAT), concern.dossier)
    merge_concerns(manager, concern, [other])

    notice = pass_to_supplier(manager, concern, given)

    mail = OutsideMail.objects.get()
    assert mail.address == "kim@spraakwerk.example"
    assert "Herstelt u de datum?" in mail.body
    assert "07-12-2026" in mail.body
    assert WHAT not in mail.body
    assert town.holders["user"].name not in mail.body
    told = Message.objects.filter(kind="concern_answered")
    assert set(told.values_list("recipient", flat=True)) == {concern.reporter_id, other.reporter_id}
    assert all("Spraakwerk BV" in row.body for row in told)
    assert (notice.task.kind, notice.task.due_on, notice.task.assignee) == ("passed_on", BY, manager.person)
    assert "Spraakwerk BV" in task_title(notice.task)
    event = concern.dossier.audit_events.get(action="concern_passed_on")
    assert event.content["data"]["answer_by"] == "2026-12-07"


def test_who_tells_the_supplier_themselves_sends_no_mail(town, made, concern, given):
    notice = pass_to_supplier(town.actor("application_manager"), concern, replace(given, to=f"s{made.supplier.pk}"))

    assert not notice.is_mailed
    assert not OutsideMail.objects.exists()


def test_the_answer_ends_the_follow_up_and_a_late_one_is_reminded_and_shown(town, concern, given):
    manager = town.actor("application_manager")
    notice = pass_to_supplier(manager, concern, given)
    Message.objects.all().delete()

    keep_terms(NOW + timedelta(days=13))
    keep_terms(NOW + timedelta(days=16))

    about = Message.objects.filter(subject__contains="Spraakwerk BV")
    assert {row.kind for row in about} == {"task_reminder", "task_overdue"}
    after = town.actor("application_manager", NOW + timedelta(days=16))
    assert query.of_case(after, concern)[0].state is NoticeState.LATE
    kept = keep_supplier_answer(after, notice, answer="Opgelost in versie 5.")
    assert kept.task.status == Task.Status.DONE
    assert query.of_case(after, concern)[0].state is NoticeState.ANSWERED
    assert query.of_supplier(town.actor("procurement_officer"), notice.supplier)[0].row == notice
    with pytest.raises(Conflict):
        keep_supplier_answer(after, notice, answer="Nog een keer.")


def test_a_settled_case_awaits_no_answer_any_more(town, concern, given):
    manager = town.actor("application_manager")
    notice = pass_to_supplier(manager, concern, given)

    handle_concern(manager, concern, text="De datum klopt weer.", settles=True)

    notice.task.refresh_from_db()
    assert notice.task.status == Task.Status.WITHDRAWN
    assert query.of_case(manager, concern)[0].state is NoticeState.DROPPED
    with pytest.raises(Conflict):
        keep_supplier_answer(manager, notice, answer="Te laat.")


def test_what_was_put_to_a_supplier_goes_along_into_the_case(town, concern, given):
    manager = town.actor("application_manager")
    first = report_concern(town.actor("hr_adviser"), ConcernInput(WHAT), concern.dossier)
    pass_to_supplier(manager, concern, given)

    merge_concerns(manager, first, [concern])

    assert [view.row.text for view in query.of_case(manager, first)] == ["Herstelt u de datum?"]


def test_wrong_input_is_said_at_its_field_all_at_once(town, other_town, concern, given):
    manager = town.actor("application_manager")
    stranger = shop(other_town, "Elders BV").supplier
    for to in ("", "c0", f"s{stranger.pk}", "x" * 50):
        with pytest.raises(InvalidInput) as wrong:
            pass_to_supplier(manager, concern, NoticeInput(to, " ", NOW.date()))
        assert set(wrong.value.errors) == {"to", "text", "answer_by"}
    with pytest.raises(InvalidInput):
        pass_to_supplier(manager, concern, replace(given, answer_by=date(2027, 12, 1)))
    notice = pass_to_supplier(manager, concern, given)
    with pytest.raises(InvalidInput):
        keep_supplier_answer(manager, notice, answer=" ")
    with pytest.raises(InvalidInput) as twice:
        pass_to_supplier(manager, concern, given)
    assert set(twice.value.errors) == {"to"}
    assert SupplierNotice.objects.count() == 1


def test_a_concern_about_an_unknown_application_goes_nowhere_yet(town, given):
    unknown = report_concern(town.actor("user"), ConcernInput(WHAT, about="Iets"))
    with pytest.raises(Conflict):
        pass_to_supplier(town.actor("application_manager"), unknown, given)


def test_who_may_not(town, other_town, concern, given):
    for actor in (
        town.actor("user"), town.actor("ciso"), town.actor("council"), other_town.actor("application_manager"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            pass_to_supplier(actor, concern, given)
    notice = pass_to_supplier(town.actor("application_manager"), concern, given)
    for actor in (town.actor("user"), other_town.actor("application_manager")):
        with pytest.raises(NotAllowed):
            keep_supplier_answer(actor, notice, answer="Opgelost.")
        assert not query.of_case(actor, concern)
