"""Awareness campaigns: planned, begun with mail, joined, counted once, and what stays hidden."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, transaction

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.people.add_material import add_material, take_away_material
from vijfspoor.actions.people.keep_campaigns import keep_campaigns
from vijfspoor.actions.people.plan_campaign import CampaignInput, change_campaign, plan_campaign, withdraw_campaign
from vijfspoor.actions.people.run_campaign import close_campaign, count_elsewhere, join_campaign
from vijfspoor.domain.people.small_groups import ShownShare
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.dossier.desk import desk
from vijfspoor.queries.people import campaign as query
from vijfspoor.queries.people import literacy
from vijfspoor.store.models import AuditEvent, CampaignCount, CampaignInvitation, CampaignReach, Message, Unit

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
GIVEN = CampaignInput(
    "Eerst denken, dan plakken", "Praat deze week over een dilemma.", ("use",), TODAY, TODAY + timedelta(days=14)
)
PDF = b"%PDF-1.7 poster"


@pytest.fixture
def hr(town):
    return town.actor("hr_adviser")


@pytest.fixture
def team(town):
    made = Unit.objects.create(organisation=town.organisation, name="Balie", kind="team", parent=town.department)
    builders.colleagues(town, 20, made)
    return made


def joined(row, number):
    """Let the first `number` people of the target group take part."""
    for own in row.invitations.order_by("pk").select_related("person__organisation", "campaign")[:number]:
        join_campaign(actor_for(own.person, NOW), own)


def test_only_hr_plans_runs_and_withdraws(town, hr, team):
    row = plan_campaign(hr, GIVEN)
    for role in ("user", "team_manager", "executive_board", "ciso"):
        actor = town.actor(role)
        for verb in (
            lambda actor: plan_campaign(actor, GIVEN),
            lambda actor: change_campaign(actor, row, GIVEN),
            lambda actor: withdraw_campaign(actor, row),
            lambda actor: close_campaign(actor, row),
            lambda actor: count_elsewhere(actor, row, what="Lunch", people=9),
            lambda actor: add_material(actor, row, title="Folder", url="https://folder.example"),
        ):
            with pytest.raises(NotAllowed):
                verb(actor)


def test_another_organisation_reaches_nothing(other_town, hr):
    row, stranger = plan_campaign(hr, GIVEN), other_town.actor("hr_adviser")

    assert query.find(stranger, row.pk) is None
    assert query.campaigns(stranger) == []
    for verb in (withdraw_campaign, close_campaign):
        with pytest.raises(NotAllowed):
            verb(stranger, row)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"message": ""}, "message"),
        ({"competences": ("magic",)}, "competences"),
        ({"starts_on": None}, "starts_on"),
        ({"starts_on": TODAY - timedelta(days=1)}, "starts_on"),
        ({"ends_on": TODAY - timedelta(days=1)}, "ends_on"),
        ({"ends_on": TODAY + timedelta(days=181)}, "ends_on"),
        ({"unit": 987654}, "unit"),
        ({"role": "emperor"}, "role"),
    ],
)
def test_what_is_wrong_stands_at_its_field(hr, wrong, field):
    with pytest.raises(InvalidInput) as caught:
        plan_campaign(hr, replace(GIVEN, **wrong))
    assert list(caught.value.errors) == [field]


def test_a_group_without_people_cannot_be_asked(town, hr):
    empty = Unit.objects.create(organisation=town.organisation, name="Leeg", kind="team", parent=town.department)
    with pytest.raises(InvalidInput, match="unit"):
        plan_campaign(hr, replace(GIVEN, unit=empty.pk))


def test_it_begins_on_its_day_with_mail_and_on_the_desk_of_the_target_group_only(town, hr, team):
    row = plan_campaign(hr, replace(GIVEN, unit=team.pk, starts_on=TODAY + timedelta(days=3)))
    member = actor_for(team.people.first(), NOW + timedelta(days=3))
    assert not desk(member).campaigns
    assert query.find(member, row.pk) is None

    change_campaign(hr, row, replace(GIVEN, name="Anders", unit=team.pk, starts_on=TODAY + timedelta(days=3)))
    assert keep_campaigns(NOW)["campaign invitations"] == 0
    assert keep_campaigns(NOW + timedelta(days=3))["campaign invitations"] == 20
    assert keep_campaigns(NOW + timedelta(days=3))["campaign invitations"] == 0

    mails = Message.objects.filter(kind="campaign_invitation")
    assert set(mails.values_list("recipient__unit", flat=True)) == {team.pk}
    assert mails.count() == 20
    assert f"/geletterdheid/campagnes/{row.pk}" in mails[0].body
    assert "dilemma" in mails[0].body
    assert [item.campaign.name for item in desk(member).campaigns] == ["Anders"]
    assert not desk(town.actor("ciso", NOW + timedelta(days=3))).campaigns
    row.refresh_from_db()
    with pytest.raises(Conflict):
        change_campaign(hr, row, GIVEN)


def test_taking_part_is_ones_own_leaves_no_trace_and_leaves_the_desk(town, hr, team):
    row = plan_campaign(hr, replace(GIVEN, unit=team.pk))
    mine, other = row.invitations.select_related("person__organisation", "campaign")[:2]
    actor = actor_for(mine.person, NOW)
    with pytest.raises(NotAllowed):
        join_campaign(actor, other)
    before = AuditEvent.objects.count()

    join_campaign(actor, mine)
    join_campaign(actor, mine)

    assert row.invitations.filter(took_part=True).count() == 1
    assert AuditEvent.objects.count() == before
    assert not desk(actor).campaigns
    late = actor_for(other.person, NOW + timedelta(days=15))
    with pytest.raises(Conflict):
        join_campaign(late, other)


def test_reach_is_counted_once_and_says_nothing_of_small_groups(town, hr, team):
    small = Unit.objects.create(organisation=town.organisation, name="Klein", kind="team")
    builders.colleagues(town, 3, small)
    row = plan_campaign(hr, GIVEN)
    joined(row, 99)
    with pytest.raises(NotAllowed):
        close_campaign(town.actor("executive_board"), row)

    reach = close_campaign(hr, row)

    groups = reach.shown["groups"]
    assert str(small.pk) not in groups, "who is with three belongs to the rest"
    assert groups[str(team.pk)]["shares"]["took_part"] == {"at_least": 80, "at_most": 100}
    row.refresh_from_db()
    assert row.ends_on == TODAY
    with pytest.raises(Conflict):
        close_campaign(hr, row)
    with pytest.raises(Conflict):
        withdraw_campaign(hr, row)
    own = row.invitations.select_related("person__organisation", "campaign").first()
    with pytest.raises(Conflict):
        join_campaign(actor_for(own.person, NOW), own)
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        CampaignReach.objects.update(shown={})


def test_the_jobs_count_after_the_last_day_remind_once_and_forget_after_two_years(hr, team):
    row = plan_campaign(hr, replace(GIVEN, unit=team.pk))
    joined(row, 12)
    assert keep_campaigns(NOW + timedelta(days=5))["campaign reminders"] == 0
    assert keep_campaigns(NOW + timedelta(days=10))["campaign reminders"] == 8
    assert keep_campaigns(NOW + timedelta(days=11))["campaign reminders"] == 0
    keep_campaigns(NOW + timedelta(days=14))
    assert not CampaignReach.objects.exists()

    keep_campaigns(NOW + timedelta(days=15))
    keep_campaigns(NOW + timedelta(days=16))

    reach = CampaignReach.objects.get()
    assert reach.by is None
    assert reach.shown["total"]["shares"]["took_part"] == {"at_least": 60, "at_most": 60}
    keep_campaigns(NOW + timedelta(days=800))
    assert not CampaignInvitation.objects.exists()


def test_a_withdrawn_campaign_asks_nobody_and_counts_nothing(hr, team):
    row = plan_campaign(hr, replace(GIVEN, unit=team.pk))
    withdraw_campaign(hr, row)
    member = actor_for(team.people.first(), NOW)

    assert not desk(member).campaigns
    assert query.find(member, row.pk) is None
    keep_campaigns(NOW + timedelta(days=15))
    assert not CampaignReach.objects.exists()
    row.refresh_from_db()
    for verb in (close_campaign, lambda actor, row: count_elsewhere(actor, row, what="Lunch", people=9)):
        with pytest.raises(Conflict):
            verb(hr, row)


def test_a_count_from_elsewhere_is_never_of_a_small_group(hr, team):
    row = plan_campaign(hr, replace(GIVEN, unit=team.pk))
    for people in (0, 4, 21, -1):
        with pytest.raises(InvalidInput, match="people"):
            count_elsewhere(hr, row, what="Lunch", people=people)
    with pytest.raises(InvalidInput, match="what"):
        count_elsewhere(hr, row, what=" ", people=9)

    count_elsewhere(hr, row, what="Lunchbijeenkomst", people=9)

    assert [(item.what, item.people) for item in query.counts(row)] == [("Lunchbijeenkomst", 9)]
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        CampaignCount.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignCount.objects.create(campaign=row, what="Gang", people=4, by=hr.person, at=NOW)


def test_materials_are_links_and_checked_files_and_go_away_for_good(hr, django_capture_on_commit_callbacks):
    row = plan_campaign(hr, GIVEN)
    for wrong, field in (
        ({"title": "", "url": "https://a.example"}, "title"),
        ({"title": "Niets"}, "url"),
        ({"title": "Beide", "url": "https://a.example", "upload": ContentFile(PDF, name="a.pdf")}, "url"),
        ({"title": "Script", "url": "javascript:alert(1)"}, "url"),
        ({"title": "Onveilig", "url": "http://a.example"}, "url"),
        ({"title": "Programma", "upload": ContentFile(b"MZ", name="a.exe")}, "file"),
    ):
        with pytest.raises(InvalidInput) as caught:
            add_material(hr, row, **wrong)
        assert list(caught.value.errors) == [field]

    link = add_material(hr, row, title="Uitleg", url="https://uitleg.example/ai")
    poster = add_material(hr, row, title="Poster", upload=ContentFile(PDF, name="oud.pdf"))

    assert [item.title for item in query.materials(row)] == ["Uitleg", "Poster.pdf"]
    assert query.content_of(link) is None
    assert query.content_of(poster).read() == PDF
    with django_capture_on_commit_callbacks(execute=True):
        take_away_material(hr, poster)
    assert [item.title for item in query.materials(row)] == ["Uitleg"]
    assert not default_storage.exists(poster.stored_name)
    assert query.material(hr, row.pk, poster.pk) is None


def test_effect_is_the_measured_figure_before_and_after_and_says_how_sure_it_is(town, hr, team):
    builders.measured(town, [(team, 20, 6)], NOW - timedelta(days=30))
    row = plan_campaign(hr, replace(GIVEN, unit=team.pk, ends_on=TODAY + timedelta(days=7)))
    assert query.effect(row, literacy.releases(hr)).after is None

    builders.measured(town, [(team, 20, 14)], NOW + timedelta(days=3))
    assert query.effect(row, literacy.releases(hr)).after is None, "measured while it ran"
    builders.measured(town, [(team, 20, 15)], NOW + timedelta(days=10))

    found = query.effect(row, literacy.releases(hr))
    assert found.is_own
    [line] = found.lines
    assert (line.competence.code, line.before, line.after) == ("use", ShownShare(30, 30), ShownShare(75, 75))
    assert line.points == 45
    assert not line.is_sure, "twenty people are few"
