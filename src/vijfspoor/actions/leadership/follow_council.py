"""Verbs of who follows the council's page by mail: ask for it, confirm, end it; and the job that mails what changed.

Nothing is kept of an address before it is confirmed: the link in the mail carries it, signed.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from vijfspoor.actions import _outside_mail
from vijfspoor.actions.errors import Conflict
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.council import Change, changes_between
from vijfspoor.queries.system import visitor
from vijfspoor.store.models import CouncilSubscription, Organisation

CONFIRM_WITHIN = timedelta(days=2)
NOT_SOONER_THAN = timedelta(days=1)
_CONFIRM, _END = "council-confirm", "council-unsubscribe"


@transaction.atomic
def ask_to_follow(actor: Actor, email: str, language: str) -> None:
    """Mail a link to confirm with. Raises InvalidInput at `email`. Says nothing about who follows already."""
    address = _outside_mail.checked_address(email, required=True)
    token = signing.dumps([actor.organisation.pk, address, language], salt=_CONFIRM)
    with translation.override(language):
        _outside_mail.write(
            actor,
            "council_confirm",
            address,
            _("Confirm: mail about AI and the council"),
            [
                _("Hello,"),
                _("Someone filled in this address to follow AI and the council of %(name)s.")
                % {"name": actor.organisation.name},
                _("Was it you? Then confirm it here, within two days:"),
                f"{_page(actor.organisation)}/volgen/{token}",
                _("Was it not you? Then do nothing. We keep nothing."),
            ],
        )


def may_confirm(organisation: Organisation, token: str) -> bool:
    """Whether a link to confirm is ours and still valid."""
    return _opened(organisation, token) is not None


@transaction.atomic
def confirm_following(actor: Actor, token: str) -> None:
    """Begin to mail the address in the link. Raises Conflict for a link that is not ours or too old."""
    found = _opened(actor.organisation, token)
    if found is None:
        raise Conflict(_("This link is no longer valid. Ask for a new one."))
    email, language = found
    CouncilSubscription.objects.get_or_create(
        organisation=actor.organisation, email=email, defaults={"language": language, "told_until": actor.now}
    )


@transaction.atomic
def stop_following(organisation: Organisation, token: str) -> None:
    """Remove the address behind an unsubscribe link; doing it twice is no error. Raises Conflict for a foreign link."""
    try:
        pk = signing.Signer(salt=_END).unsign(token)
    except signing.BadSignature as error:
        raise Conflict(_("This link is no longer valid.")) from error
    CouncilSubscription.objects.filter(organisation=organisation, pk=int(pk)).delete()


@transaction.atomic
def mail_followers(now: datetime) -> int:
    """Mail each follower what changed since the last time, at most once a day. Returns how many mails were written."""
    count = 0
    due = CouncilSubscription.objects.select_for_update(of=("self",)).filter(told_until__lte=now - NOT_SOONER_THAN)
    known: dict[tuple[int, datetime], list[Change]] = {}
    for row in due.select_related("organisation").order_by("pk"):
        key = (row.organisation_id, row.told_until)
        if key not in known:
            known[key] = changes_between(row.organisation, row.told_until, now)
        if known[key]:
            _tell(row, known[key], now)
            count += 1
        row.told_until = now
        row.save(update_fields=["told_until"])
    return count


def _tell(row: CouncilSubscription, changes: list[Change], now: datetime) -> None:
    page = _page(row.organisation)
    end = f"{page}/afmelden/{signing.Signer(salt=_END).sign(str(row.pk))}"
    with translation.override(row.language):
        lines = [f"{change.words()}\n{settings.SITE_URL}{change.path}" for change in changes]
        _outside_mail.write(
            visitor(row.organisation, now),
            "council_changes",
            row.email,
            _("AI and the council of %(name)s: what changed") % {"name": row.organisation.name},
            [_("Hello,"), *lines, _("No more of this mail? Unsubscribe here:"), end],
            unsubscribe=end,
        )


def _opened(organisation: Organisation, token: str) -> tuple[str, str] | None:
    try:
        pk, email, language = signing.loads(token, salt=_CONFIRM, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None
    return (email, language) if pk == organisation.pk else None


def _page(organisation: Organisation) -> str:
    return f"{settings.SITE_URL}/raad/{organisation.slug}"
