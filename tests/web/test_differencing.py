"""An attack on the figures: filters, totals, exports, the API and dates, all at once, to learn one person's result.

The attacker knows the method, how many answered in each group, and sees everything any role may see. The worlds that
look alike from outside are put together; nobody's result may be the same in all of them.
"""

import json
import re
from dataclasses import asdict
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from tests.api.test_api import Program
from tests.pdf_text import pdf_text
from vijfspoor.actions.people.run_campaign import close_campaign, join_campaign
from vijfspoor.domain.people.campaign import reach_basis
from vijfspoor.domain.people.literacy_figures import GroupBasis, published
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import (
    Campaign,
    CampaignReach,
    FigureRelease,
    RoleAssignment,
    ScanInvitation,
    ScanResult,
    Unit,
)

pytestmark = pytest.mark.django_db

SIZES = (3, 9, 20)
ROLES = ("hr_adviser", "executive_board", "ai_coordinator", "team_manager")
PAGES = (
    "literacy", "literacy_export", "scan_rounds", "literacy_plan", "literacy_measured", "literacy_framework",
    "campaigns",
)  # fmt: skip
FILTERS = (
    "?team=1", "?afdeling=1", "?competentie=use", "?van=2026-01-01&tot=2026-12-31", "?kwartaal=4",
    "?peildatum=1-1-2026", "?persoon=1", "?niveau=2", "?q=Klein", "?unit__in=1", "?page=2", "?minimum=1",
)  # fmt: skip


@pytest.fixture
def teams(town):
    made = [
        Unit.objects.create(organisation=town.organisation, name=name, kind="team", parent=town.department)
        for name in ("Klein", "Midden", "Groot")
    ]
    coordinator = builders.person(town.organisation, town.team, "", name="Test ai_coordinator")
    town.holders["ai_coordinator"] = coordinator
    RoleAssignment.objects.create(
        organisation=town.organisation, person=coordinator, role="ai_coordinator", valid_from=builders.NOW.date()
    )
    RoleAssignment.objects.filter(person=town.holders["team_manager"]).update(unit=made[0])
    return made


def _client(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _text(response):
    body = response.content.decode().partition("<main")[2] or response.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|<input[^>]*csrf[^>]*>', "", body)


def _everything(town, round_):
    """Return all that every role can get hold of, as one text."""
    seen = []
    for role in ROLES:
        client = _client(town.holders[role])
        addresses = [reverse(page) for page in PAGES] + [reverse("scan_round", args=[round_.pk])]
        addresses += [reverse("campaign", args=[row.pk]) for row in Campaign.objects.all()]
        seen += [_text(client.get(address)) for address in addresses]
        for name, arguments in (("literacy_year_pdf", [2026]), ("literacy_quarter_pdf", [2026, 4])):
            report = client.get(reverse(name, args=arguments))
            seen.append(pdf_text(report.content) if report.status_code == 200 else str(report.status_code))
        for path in ("/literacy/figures", "/literacy/campaigns"):
            seen.append(json.dumps(Program(town.holders[role]).send("GET", path).json()))
    return "\n".join(seen)


def _answers(town, teams, parts):
    return builders.measured(town, list(zip(teams, SIZES, parts, strict=True)))


def test_two_worlds_that_differ_by_one_person_look_alike_everywhere(town, teams):
    """The table of a world that looks alike is the very same on every page, in every file and in the API."""
    round_, release = _answers(town, teams, (2, 4, 12))
    alike = FigureRelease(basis=release.basis, shown=release.shown)
    before = _everything(town, round_)

    # One person of the small team falls short after all; the figures were published from a world that looks the same.
    result = ScanResult.objects.filter(round=round_, meets__use=True).first()
    result.meets = dict.fromkeys(result.meets, False)
    result.save()

    assert _everything(town, round_) == before, "a page counts results by itself"
    assert alike.shown == FigureRelease.objects.get().shown


def test_what_is_shown_fits_a_world_in_which_any_person_did_otherwise(town, teams):
    """From the real pages back to every world that gives them: nobody's result is certain."""
    _round, release = _answers(town, teams, (3, 9, 20))
    keys = list(release.basis)
    shown = repr(published({key: GroupBasis(**release.basis[key]) for key in keys}))
    sizes = [release.basis[key]["people"] for key in keys]
    possible: list[set[int]] = [set() for _ in keys]
    for world in _worlds(sizes):
        basis = {
            key: GroupBasis(release.basis[key]["invited"], size, dict.fromkeys(builders.COMPETENCES, part))
            for key, size, part in zip(keys, sizes, world, strict=True)
        }
        if repr(published(basis)) == shown:
            for place, part in enumerate(world):
                possible[place].add(part)

    for size, parts in zip(sizes, possible, strict=True):
        assert size == 0 or len(parts) >= min(size, 4) + 1, (size, parts)


def _worlds(sizes):
    if not sizes:
        yield ()
        return
    for part in range(sizes[0] + 1):
        for rest in _worlds(sizes[1:]):
            yield (part, *rest)


@pytest.mark.parametrize("role", ROLES)
def test_no_filter_or_date_cuts_the_table_smaller(town, teams, role):
    _answers(town, teams, (2, 4, 12))
    client = _client(town.holders[role])
    program = Program(town.holders[role])
    for page in ("literacy", "literacy_export", "campaigns"):
        plain = _text(client.get(reverse(page)))
        for asked in FILTERS:
            assert _text(client.get(reverse(page) + asked)) == plain, asked
    plain = program.send("GET", "/literacy/figures").json()
    for asked in FILTERS:
        assert program.send("GET", f"/literacy/figures{asked}").json() == plain


def test_a_small_team_is_nowhere_not_even_for_its_manager(town, teams):
    _answers(town, teams, (2, 4, 12))

    for role in ROLES:
        page = _text(_client(town.holders[role]).get(reverse("literacy")))
        assert not re.search(r"Klein(<[^>]*>|\s)*<td class=\"vs-heat", page), role
    manager = Program(town.holders["team_manager"]).send("GET", "/literacy/figures").json()
    assert [(group["name"], group["shares"], group["people"]) for group in manager[0]["groups"]] == [
        ("Klein", {}, None)
    ]
    assert manager[0]["total"] is None
    assert "Groot" not in json.dumps(manager)


def test_who_has_no_part_in_it_sees_no_figures(town, teams):
    round_, _release = _answers(town, teams, (2, 4, 12))
    for role in ("user", "ciso", "department_head", "council", "data_protection_officer"):
        client = _client(town.holders[role])
        for page in ("literacy", "literacy_export", "scan_rounds", "literacy_plan", "campaigns"):
            assert client.get(reverse(page)).status_code == 403, (role, page)
        assert client.get(reverse("scan_round", args=[round_.pk])).status_code in (403, 404)
        assert client.get(reverse("literacy_year_pdf", args=[2026])).status_code == 403
        for path in ("/literacy/figures", "/literacy/campaigns"):
            assert Program(town.holders[role]).send("GET", path).status_code == 403
        assert client.get(reverse("literacy_measured")).status_code == 200


def test_the_figures_do_not_move_with_each_answer(town, teams):
    """Over time: while people answer, and after one more import, everyone sees the same as before."""
    round_, _release = _answers(town, teams, (2, 4, 12))
    running = builders.scan_round(town)
    client = _client(town.holders["hr_adviser"])
    before = [_text(client.get(reverse(page))) for page in PAGES]
    program = Program(town.holders["hr_adviser"])
    figures = program.send("GET", "/literacy/figures").json()

    for person in (town.holders["user"], town.holders["ciso"], town.holders["council"]):
        builders.take_scan(actor_for(person, builders.NOW), running)

    assert [_text(client.get(reverse(page))) for page in PAGES] == before
    assert program.send("GET", "/literacy/figures").json() == figures
    assert client.post(reverse("scan_round_release", args=[running.pk])).status_code == 302
    assert client.post(reverse("scan_round_release", args=[round_.pk])).status_code == 302
    assert FigureRelease.objects.count() == 1


@pytest.fixture
def campaign(town, teams):
    """A campaign for a department with three teams, of which nobody at the screens is a member."""
    department = Unit.objects.create(organisation=town.organisation, name="Ruimte", kind="department")
    for team, size in zip(teams, SIZES, strict=True):
        team.parent = department
        team.save()
        builders.colleagues(town, size, team)
    return builders.campaign(town, unit=department.pk)


def _join(campaign, parts):
    """Let so many people of each team take part."""
    for team, part in parts.items():
        own = campaign.invitations.filter(person__unit=team, took_part=False).select_related("person__organisation")
        for invitation in own.order_by("pk")[:part]:
            join_campaign(actor_for(invitation.person, builders.NOW), invitation)


def test_nobody_sees_who_takes_part_or_when_somebody_did(town, teams, campaign):
    """Before and after each join, and when a count is forced twice: every page, file and answer is the same."""
    round_, _release = _answers(town, teams, (2, 4, 12))
    before = _everything(town, round_)
    for parts in ({teams[0]: 1}, {teams[1]: 6, teams[2]: 8}):
        _join(campaign, parts)
        assert _everything(town, round_) == before, "a page counts who took part by itself"

    hr = _client(town.holders["hr_adviser"])
    step = reverse("campaign_step", args=[campaign.pk])
    assert hr.post(step, {"step": "close"}).status_code == 302
    counted = _everything(town, round_)
    assert counted != before
    campaign.invitations.filter(person__unit__in=teams).update(took_part=True)
    assert hr.post(step, {"step": "close"}).status_code == 302

    assert CampaignReach.objects.count() == 1
    assert _everything(town, round_) == counted


def test_the_reach_of_a_campaign_fits_worlds_in_which_any_person_did_otherwise(town, teams, campaign):
    _join(campaign, dict(zip(teams, SIZES, strict=True)))
    reach = close_campaign(actor_for(town.holders["hr_adviser"], builders.NOW), campaign)
    sizes = {}
    for unit in campaign.invitations.values_list("unit", flat=True):
        sizes[str(unit or 0)] = sizes.get(str(unit or 0), 0) + 1
    possible = {key: set() for key in sizes}
    for world in _worlds(list(sizes.values())):
        joined = dict(zip(sizes, world, strict=True))
        if asdict(published(reach_basis(sizes, joined))) == reach.shown:
            for key, part in joined.items():
                possible[key].add(part)

    assert str(teams[0].pk) not in sizes, "three people are no group of their own"
    for key, size in sizes.items():
        assert len(possible[key]) >= min(size, 4) + 1, (key, size, possible[key])


def test_a_campaign_for_a_handful_tells_nothing(town, teams, campaign):
    few = builders.campaign(town, unit=teams[0].pk)
    one = builders.campaign(town, role="ciso", unit=0)
    for row in (few, one):
        row.invitations.update(took_part=True)
        close_campaign(actor_for(town.holders["hr_adviser"], builders.NOW), row)

    client = _client(town.holders["hr_adviser"])
    for row in (few, one):
        page = _text(client.get(reverse("campaign", args=[row.pk])))
        assert "%" not in page
    lines = Program(town.holders["hr_adviser"]).send("GET", "/literacy/campaigns").json()
    assert [line["tookPart"] for line in lines] == [None, None, None]


def test_the_one_who_took_part_cannot_be_laid_beside_a_result(town):
    """Not even with the tables in hand: no person, no moment, no order that goes up with time."""
    round_ = builders.scan_round(town)
    people = [town.holders[role] for role in ("user", "ciso", "council", "hr_adviser", "architect", "legal_adviser")]
    for place, person in enumerate(people):
        builders.take_scan(actor_for(person, builders.NOW + timedelta(minutes=place)), round_, knows=place % 2 == 0)

    done = ScanInvitation.objects.filter(round=round_, is_done=True)
    assert done.count() == len(people)
    assert list(done.order_by("pk").values_list("person", flat=True)) == sorted(person.pk for person in people)
    assert {(row.person_id, repr(row.levels)) for row in ScanResult.objects.all()} == {(None, "{}")}
    assert all(row.pk.version == 4 for row in ScanResult.objects.all())
