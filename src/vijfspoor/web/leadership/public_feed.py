"""The feeds of a municipality: every new version of a public page, and all that changed on the council's page."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from vijfspoor.queries.leadership.council import Change, changes_between
from vijfspoor.queries.leadership.publication import public_changes
from vijfspoor.queries.organisations import by_slug
from vijfspoor.store.models import Organisation, Publication
from vijfspoor.web._page import public

_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


class _OfMunicipality(Feed):
    """What every feed of one municipality shares."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Organisation:
        organisation = by_slug(kwargs["slug"])
        if organisation is None:
            raise Http404
        return organisation

    def author_name(self, organisation: Organisation) -> str:
        return organisation.name


class _Changes(_OfMunicipality):
    """The newest versions of one municipality's public pages."""

    def title(self, organisation: Organisation) -> str:
        return _("AI and algorithms of %(name)s") % {"name": organisation.name}

    def link(self, organisation: Organisation) -> str:
        return reverse("public_register", args=[organisation.slug])

    def items(self, organisation: Organisation) -> list[Publication]:
        return public_changes(organisation)

    def item_title(self, item: Publication) -> str:
        name = item.content["name"]
        return (
            name if item.version == 1 else _("%(name)s (version %(version)s)") % {"name": name, "version": item.version}
        )

    def item_description(self, item: Publication) -> str:
        # An Atom summary is HTML to a reader, and this is text.
        return escape(item.content["summary"])

    def item_link(self, item: Publication) -> str:
        return reverse("public_application", args=[item.organisation.slug, item.dossier.number])

    def item_guid(self, item: Publication) -> str:
        return f"urn:vijfspoor:{item.organisation.slug}:{item.dossier.number}:{item.version}"

    def item_updateddate(self, item: Publication) -> datetime:
        return item.published_at


class _CouncilChanges(_OfMunicipality):
    """What is new for the council: decisions, letters, motions, promises, answers and frameworks."""

    def title(self, organisation: Organisation) -> str:
        return _("AI and the council of %(name)s") % {"name": organisation.name}

    def link(self, organisation: Organisation) -> str:
        return reverse("council", args=[organisation.slug])

    def items(self, organisation: Organisation) -> list[Change]:
        return changes_between(organisation, _BEGINNING, timezone.now())

    def item_title(self, item: Change) -> str:
        return item.words()

    def item_description(self, item: Change) -> str:
        return escape(item.name)

    def item_link(self, item: Change) -> str:
        return item.path

    def item_guid(self, item: Change) -> str:
        return f"urn:vijfspoor:{item.kind}:{quote(item.path, safe='')}:{item.at:%Y%m%d%H%M%S%f}"

    def item_updateddate(self, item: Change) -> datetime:
        return item.at


changes = public(_Changes())
council_changes = public(_CouncilChanges())
