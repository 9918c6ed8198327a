"""Oversight: what became of advice is counted, samples are drawn by lot, and only by who oversees."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.actions.test_road import to_decision
from vijfspoor.actions.dossier.decide import ConditionInput
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.ethics.draw_sample import draw_sample, look_at_sample
from vijfspoor.actions.ethics.oversee_assessment import send_back_assessment
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.domain.dossier.gate import Advice, Outcome, Position, ProposedDecision
from vijfspoor.domain.ethics.oversight import Fate, draw, fate
from vijfspoor.queries.ethics.oversight import advice_lines, fates, sample
from vijfspoor.store.models import AuditEvent

FG = "data_protection_officer"


def _decision(outcome, *, reasons="", conditions=0):
    return ProposedDecision(Outcome(outcome), "Redenen.", reasons, conditions)


@pytest.mark.parametrize(
    ("position", "decision", "weighed", "expected"),
    [
        ("negative", None, False, Fate.PENDING),
        ("abstain", _decision("approve"), True, Fate.NO_POSITION),
        ("positive", _decision("approve"), True, Fate.FOLLOWED),
        ("negative", _decision("reject"), True, Fate.FOLLOWED),
        ("negative", _decision("approve", reasons="Toch.", conditions=1), True, Fate.DEVIATED),
        ("negative", _decision("approve", conditions=1), True, Fate.IGNORED),
        ("positive", _decision("approve"), False, Fate.IGNORED),
    ],
)
def test_what_became_of_an_advice(position, decision, weighed, expected):
    assert fate(Advice(FG, Position(position), 0), decision, is_weighed=weighed) is expected


@given(st.sets(st.integers(1, 10_000), min_size=1, max_size=60), st.integers(1, 30), st.text(max_size=20))
def test_a_draw_follows_from_its_seed_and_stays_within_what_there_is(population, size, seed):
    drawn = draw(seed, population, size)

    assert drawn == draw(seed, sorted(population, reverse=True), size)
    assert set(drawn) <= population
    assert len(drawn) == min(size, len(population))


@pytest.mark.django_db
def test_a_deviation_from_the_fg_is_counted_and_the_advice_cannot_be_removed(town):
    dossier = to_decision(town)
    condition = ConditionInput("Zet opslag uit", town.holders["ciso"], builders.NOW.date())
    builders.decided(
        town, dossier, "approve_with_conditions", deviation_reasons="Het kan niet anders.", conditions=[condition]
    )

    lines = advice_lines(town.actor(FG), FG)

    counted = fates(lines)
    assert counted[Fate.DEVIATED] == 1
    assert counted[Fate.IGNORED] == 0


@pytest.mark.django_db
def test_a_sample_is_drawn_and_looked_at_by_the_overseer_only(town):
    for _ in range(3):
        builders.reported(town, builders.CONVERSATION_REPORT)
    with pytest.raises(NotAllowed):
        draw_sample(town.actor("privacy_officer"), FG, 2)
    with pytest.raises(InvalidInput):
        draw_sample(town.actor(FG), FG, 0)

    drawn = draw_sample(town.actor(FG), FG, 2)

    items = list(sample(town.actor(FG), drawn.pk).items.all())
    assert drawn.population == 3
    assert len(items) == 2
    event = AuditEvent.objects.get(action="sample_drawn")
    assert draw(event.content["data"]["seed"], range(1, 4), 2) == tuple(event.content["data"]["drawn"])
    with pytest.raises(InvalidInput) as raised:
        look_at_sample(town.actor(FG), items[0], is_in_order=False, finding=" ")
    assert set(raised.value.errors) == {"finding"}
    with pytest.raises(NotAllowed):
        look_at_sample(town.actor("ciso"), items[0], is_in_order=True, finding="")
    look_at_sample(town.actor(FG), items[0], is_in_order=False, finding="Geen termijn.")
    assert items[0].finding == "Geen termijn."


@pytest.mark.django_db
def test_the_desk_the_sample_and_the_report_on_screen(town):
    builders.reported(town, builders.CONVERSATION_REPORT)
    client = Client()
    client.force_login(town.holders[FG], backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(reverse("oversight")).status_code == 200
    assert client.post(reverse("sample_draw"), {"size": "veel"}).status_code == 422
    address = client.post(reverse("sample_draw"), {"size": "5"}).headers["Location"]
    page = client.get(address).content.decode()
    item = page.split('name="item" value="')[1].split('"')[0]
    assert client.post(address, {"item": item, "is_in_order": "no"}).status_code == 422
    client.post(address, {"item": item, "is_in_order": "no", "finding": "Geen termijn."})
    assert "Geen termijn." in client.get(address).content.decode()
    for form in ("pdf", "odt"):
        first = client.get(reverse(f"oversight_{form}", args=[2026]))
        assert first.status_code == 200
        assert first.content == client.get(reverse(f"oversight_{form}", args=[2026])).content
    assert client.get(reverse("oversight_pdf", args=[1999])).status_code == 404

    stranger = Client()
    stranger.force_login(town.holders["department_head"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert stranger.get(reverse("oversight")).status_code == 403
    assert stranger.get(address).status_code == 403


@pytest.mark.django_db
def test_an_assessment_leaves_the_house_the_same_every_time(town):
    dossier = builders.at_the_assessments(town)
    dpia = start_assessment(town.actor("privacy_officer"), dossier, "dpia")
    send_back_assessment(town.actor(FG), builders.handed_in(town, dpia), demands=["Noem #import en <b>."])
    client = Client()
    client.force_login(town.holders[FG], backend="allauth.account.auth_backends.AuthenticationBackend")

    for form in ("pdf", "odt"):
        for language in ("nl", "en"):
            address = reverse(f"assessment_{form}", args=[dossier.number, dpia.pk]) + f"?taal={language}"
            first = client.get(address)
            assert first.status_code == 200
            assert first.content == client.get(address).content
