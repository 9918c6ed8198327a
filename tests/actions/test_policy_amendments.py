"""A framework the council adopts with amendments, and what everyone may read of frameworks."""

from datetime import date

import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse

from tests.builders import NOW
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.organisation import advance_policy as verbs
from vijfspoor.actions.organisation.advance_policy import AmendmentInput
from vijfspoor.actions.organisation.write_policy import (
    PolicyInput,
    RuleInput,
    begin_policy,
    begin_version,
    write_rule,
    write_text,
)
from vijfspoor.queries.leadership.council import changes_between
from vijfspoor.store.models import PolicyAmendment, PolicyVersion

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
LATER = date(2028, 11, 1)
A2 = AmendmentInput("A2", "Voeg toe: een mens legt het uit.")


def proposed(town, level="council", title="Waarden"):
    writer = town.actor("policy_adviser")
    version = begin_policy(writer, PolicyInput(title, level, "Een mens beslist.", LATER))
    write_rule(writer, version, RuleInput("Er is een eigenaar.", test="owner=ja"))
    verbs.ask_comments(writer, version, TODAY)
    verbs.comment_on_policy(town.actor("ciso"), version, text="GEHEIM advies.", as_advice=True)
    return verbs.propose_policy(writer, version)


def adopt(town, version, *amendments, role="council"):
    return verbs.adopt_policy(
        town.actor(role), version, reasons="GEHEIM.", decided_on=TODAY, reference="R-12", amendments=amendments
    )


def _page(name, town, *arguments):
    return Client().get(reverse(name, args=[town.organisation.slug, *arguments]))


def test_amendments_are_part_of_the_text_and_cannot_be_changed(town):
    version = adopt(town, proposed(town), A2, AmendmentInput("A5", "Schrap de laatste zin."))

    assert [row.number for row in version.amendments.order_by("pk")] == ["A2", "A5"]
    for change in (lambda rows: rows.update(text="Anders."), lambda rows: rows.delete()):
        with pytest.raises(Error), transaction.atomic():
            change(PolicyAmendment.objects.filter(number="A2"))


@pytest.mark.parametrize(
    "amendments",
    [(AmendmentInput("", "Tekst."),), (AmendmentInput("A1", " "),), (A2, A2), (A2,) * 41],
    ids=["no number", "no text", "twice", "too many"],
)
def test_an_amendment_that_is_not_complete_is_refused_and_nothing_is_adopted(town, amendments):
    version = proposed(town)

    with pytest.raises(InvalidInput) as error:
        adopt(town, version, *amendments)
    assert set(error.value.errors) == {"amendments"}
    version.refresh_from_db()
    assert version.state == PolicyVersion.State.PROPOSED
    assert not PolicyAmendment.objects.exists()


def test_only_the_council_amends(town, other_town):
    with pytest.raises(InvalidInput):
        adopt(town, proposed(town, level="board"), A2, role="executive_board")
    with pytest.raises(NotAllowed):
        adopt(town, proposed(town), A2, role="executive_board")
    with pytest.raises(NotAllowed):
        adopt(other_town, proposed(town), A2)


def test_the_next_version_is_proposed_once_the_amendments_are_worked_in(town):
    writer = town.actor("policy_adviser")
    second = begin_version(writer, adopt(town, proposed(town), A2).policy)
    verbs.ask_comments(writer, second, TODAY)

    with pytest.raises(InvalidInput) as error:
        verbs.propose_policy(writer, second)
    assert set(error.value.errors) == {"worked_in"}
    verbs.propose_policy(writer, second, amendments_worked_in=True)
    third = begin_version(writer, adopt(town, second).policy)
    verbs.ask_comments(writer, third, TODAY)
    verbs.propose_policy(writer, third)


def test_the_writer_sees_what_to_work_in_and_the_clerk_loses_nothing_that_was_typed(town):
    version = proposed(town)
    clerk = Client()
    clerk.force_login(town.holders["council"], backend="allauth.account.auth_backends.AuthenticationBackend")
    typed = {"step": "adopt", "decided_on": "23-11-2026", "reasons": "Zo.", "amendment_number": ["", "A2"]}
    answer = clerk.post(
        reverse("policy_advance", args=[version.pk]), typed | {"amendment_text": ["Zonder nummer.", "Met."]}
    )
    assert answer.status_code == 422
    assert "Zonder nummer." in answer.content.decode()

    second = begin_version(town.actor("policy_adviser"), adopt(town, version, A2).policy)
    writer = Client()
    writer.force_login(town.holders["policy_adviser"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert A2.text in writer.get(reverse("policy", args=[second.pk])).content.decode()


def test_everyone_reads_what_was_adopted_and_nothing_of_what_is_written(town, other_town):
    version = proposed(town)
    for name in ("public_policies", "council"):
        assert "Waarden" not in _page(name, town).content.decode()
    assert _page("public_policy", town, 1).status_code == 404

    policy = adopt(town, version, A2).policy
    writer = town.actor("policy_adviser")
    second = begin_version(writer, policy)
    write_text(writer, second, PolicyInput("GEHEIM nieuwe naam", "board", "GEHEIM concept.", LATER))

    pages = [_page("public_policies", town), _page("council", town), _page("public_policy", town, 1)]
    assert all("Waarden" in page.content.decode() for page in pages)
    one = pages[-1].content.decode()
    assert A2.text in one
    assert "R-12" in one
    assert "vastgesteld door de raad" in one
    assert not any("GEHEIM" in page.content.decode() for page in pages)
    assert _page("public_policy_version", town, 1, 2).status_code == 404
    assert _page("public_policy_compare", town, 1, 2).status_code == 404
    assert _page("public_policy_compare", town, 1, 1).status_code == 404
    assert _page("public_policy", town, 2**40).status_code == 404
    assert _page("public_policy", other_town, 1).status_code == 404


def test_versions_are_compared_in_words_and_followers_hear_of_an_adoption(town):
    writer = town.actor("policy_adviser")
    first = adopt(town, proposed(town), A2)
    second = begin_version(writer, first.policy)
    write_text(writer, second, PolicyInput("Waarden", "council", "Een mens beslist en legt uit.", LATER))
    write_rule(writer, second, RuleInput("De eigenaar legt uit.", test="owner=ja"), code="K1-1")
    verbs.ask_comments(writer, second, TODAY)
    verbs.propose_policy(writer, second, amendments_worked_in=True)
    adopt(town, second)

    page = _page("public_policy_compare", town, 1, 2).content.decode()
    for text in ("Een mens beslist en legt uit.", "De eigenaar legt uit.", A2.text):
        assert text in page
    assert "owner=ja" not in page
    assert "Dit is een eerdere versie" in _page("public_policy_version", town, 1, 1).content.decode()
    told = changes_between(town.organisation, NOW.replace(year=2025), NOW)
    assert {change.detail for change in told if change.kind == "framework"} == {"1", "2"}

    verbs.withdraw_policy(town.actor("council"), second, reasons="GEHEIM.")
    ended = _page("public_policy", town, 1).content.decode()
    assert "Dit kader is beëindigd" in ended
    assert "GEHEIM" not in ended
