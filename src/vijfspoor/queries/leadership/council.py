"""What the council reads without signing in: impactful applications, what it asked of the board, and what changed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Exists, OuterRef, Prefetch, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vijfspoor.queries import _visible
from vijfspoor.queries.leadership.council_letters import MOST_LETTERS, sent_letters
from vijfspoor.queries.leadership.public_policy import adopted_policies
from vijfspoor.queries.leadership.publication import CATEGORIES, in_words_of_today
from vijfspoor.store.models import (
    CouncilItem,
    CouncilLetter,
    CouncilMeeting,
    CouncilReply,
    Organisation,
    PolicyVersion,
    Publication,
)

IMPACTFUL = CATEGORIES[:2]
MOST_ITEMS = 100
MOST_CHANGES = 100


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed for everyone to see; `kind` says what, as in `words`."""

    kind: str
    at: datetime
    name: str
    path: str
    detail: str = ""

    def words(self) -> str:
        """Return what changed as one sentence, in the reader's language."""
        sentences = {
            "new": _("%(name)s: new in the register"),
            "stopped": _("%(name)s: stopped"),
            "changed": _("%(name)s: changed, now version %(detail)s"),
            "asked": _("New for the board: %(name)s"),
            "framework": _("Framework adopted: %(name)s, version %(detail)s"),
            "answered": _("The board answered: %(name)s"),
            "letter": _("Letter %(detail)s to the council: %(name)s"),
        }
        return sentences[self.kind] % {"name": self.name, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """The impactful applications, highest risk first; what the council asked; and what changed since a date.

    `meetings` are the newest held first; `next_meeting` is the first to come.
    """

    impactful: tuple[Publication, ...]
    others: int
    since: date
    changed: tuple[Publication, ...]
    items: tuple[CouncilItem, ...]
    answered: tuple[CouncilReply, ...]
    frameworks: tuple[PolicyVersion, ...]
    letters: tuple[CouncilLetter, ...]
    new_letters: tuple[CouncilLetter, ...]
    meetings: tuple[date, ...]
    next_meeting: date | None


def council_page(organisation: Organisation, since: date | None, today: date, otherwise: date) -> CouncilPage:
    """Return the page of a municipality, in eight SQL statements. Advice is not in a publication, so never here.

    Without `since` it is what changed since the last meeting, and without a meeting since `otherwise`.
    """
    days = meeting_days(organisation)
    held = [day for day in days if day < today]
    since = since or (held[0] if held else otherwise)
    current = list(_visible.publications(organisation).select_related("dossier").order_by("dossier__name"))
    impactful = [row for row in current if row.content["publication_category"] in IMPACTFUL]
    changed = (
        Publication.objects.filter(dossier__in=[row.dossier_id for row in current], published_at__date__gte=since)
        .select_related("dossier")
        .order_by("-published_at", "-pk")[:100]
    )
    letters = tuple(sent_letters(organisation)[:MOST_LETTERS])
    answered = CouncilReply.objects.filter(item__in=public_items(organisation).values("pk"), at__date__gte=since)
    return CouncilPage(
        impactful=tuple(sorted(impactful, key=lambda row: IMPACTFUL.index(row.content["publication_category"]))),
        others=len(current) - len(impactful),
        since=since,
        changed=tuple(in_words_of_today(changed, current)),
        items=tuple(public_items(organisation)[:MOST_ITEMS]),
        answered=tuple(answered.select_related("item").order_by("-at", "-pk")[:100]),
        frameworks=tuple(adopted_policies(organisation)),
        letters=letters,
        new_letters=tuple(letter for letter in letters if timezone.localdate(letter.sent_at) >= since),
        meetings=tuple(held[:12]),
        next_meeting=next((day for day in reversed(days) if day >= today), None),
    )


def meeting_days(organisation: Organisation) -> list[date]:
    """Return the days on which the council meets, the last first."""
    found = CouncilMeeting.objects.filter(organisation=organisation).order_by("-on")
    return list(found.values_list("on", flat=True)[:200])


def items(organisation: Organisation) -> QuerySet[CouncilItem]:
    """Return everything that was registered for the council, open ones first by term, with its answers."""
    order = Case(When(status=CouncilItem.Status.OPEN, then=Value(0)), default=Value(1))
    published = Publication.objects.filter(dossier=OuterRef("dossier"), is_current=True)
    replies = CouncilReply.objects.select_related("by").order_by("pk")
    return (
        CouncilItem.objects.filter(organisation=organisation)
        .select_related("dossier", "letter", "task__assignee")
        .prefetch_related(Prefetch("replies", replies))
        .annotate(status_order=order, has_page=Exists(published))
        .order_by("status_order", "due_on", "-pk")
    )


def public_items(organisation: Organisation) -> QuerySet[CouncilItem]:
    """Return what everyone may read of it: all but what was taken back."""
    return items(organisation).exclude(status=CouncilItem.Status.WITHDRAWN)


def changes_between(organisation: Organisation, after: datetime, until: datetime) -> list[Change]:
    """Return the newest hundred things that changed after one moment up to another, newest first."""
    found = [
        *_published(organisation, after, until),
        *_adopted(organisation, after, until),
        *_asked_and_answered(organisation, after, until),
        *_told(organisation, after, until),
    ]
    return sorted(found, key=lambda change: change.at, reverse=True)[:MOST_CHANGES]


def _published(organisation: Organisation, after: datetime, until: datetime) -> list[Change]:
    current = _visible.publications(organisation)
    versions = (
        Publication.objects.filter(
            dossier__in=current.values("dossier"), published_at__gt=after, published_at__lte=until
        )
        .select_related("dossier")
        .order_by("-published_at", "-pk")[:MOST_CHANGES]
    )
    return [
        Change(
            "stopped" if row.content.get("stopped_on") else "new" if row.version == 1 else "changed",
            row.published_at,
            row.content["name"],
            reverse("public_application", args=[organisation.slug, row.dossier.number]),
            str(row.version),
        )
        for row in in_words_of_today(versions, current)
    ]


def _adopted(organisation: Organisation, after: datetime, until: datetime) -> list[Change]:
    adopted = _visible.public_policy_versions(organisation).filter(adopted_at__gt=after, adopted_at__lte=until)
    return [
        Change(
            "framework",
            row.adopted_at,
            row.adopted_title,
            reverse("public_policy_version", args=[organisation.slug, row.policy.number, row.number]),
            str(row.number),
        )
        for row in adopted.select_related("policy").order_by("-adopted_at")[:MOST_CHANGES]
        if row.adopted_at
    ]


def _asked_and_answered(organisation: Organisation, after: datetime, until: datetime) -> list[Change]:
    home = reverse("council", args=[organisation.slug])
    public = public_items(organisation)
    asked = public.filter(registered_at__gt=after, registered_at__lte=until).order_by("-registered_at", "-pk")
    replies = CouncilReply.objects.filter(item__in=public.values("pk"), at__gt=after, at__lte=until)
    answered = replies.select_related("item").order_by("-at", "-pk")
    return [
        *(Change("asked", item.registered_at, item.title, f"{home}#item-{item.pk}") for item in asked[:MOST_CHANGES]),
        *(
            Change("answered", reply.at, reply.item.title, f"{home}#item-{reply.item_id}")
            for reply in answered[:MOST_CHANGES]
        ),
    ]


def _told(organisation: Organisation, after: datetime, until: datetime) -> list[Change]:
    return [
        Change(
            "letter",
            letter.sent_at,
            letter.subject,
            reverse("council_letter", args=[organisation.slug, letter.year, letter.number]),
            letter.label,
        )
        for letter in sent_letters(organisation).filter(sent_at__gt=after, sent_at__lte=until)[:MOST_CHANGES]
    ]
