"""No word somebody may write anywhere in the store reaches a stranger, unless its column says here why it is public.

The columns come from the models themselves, so a new one is covered from its first day.
"""

import re
from dataclasses import replace

import pytest
from django.db.models import Q
from django.test import Client

from tests import columns
from tests.web import test_access as addresses
from tests.web.test_confidential import crawl, fixed, words
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.actions.leadership.publish import publish

pytestmark = pytest.mark.django_db

scene = addresses.scene
ALL = columns.EVERY_ROW
ADOPTED = Q(adopted_at__isnull=False)
OF_ADOPTED = Q(version__adopted_at__isnull=False)
EARLIER = {"Publication.content": Q(is_current=True), "Publication.search_text": Q(is_current=True)}
# Column -> the rows of it that everyone may read.
PUBLIC = {
    # What a municipality is called and where it is reached.
    "Organisation.name": ALL,
    "Organisation.slug": ALL,
    "Organisation.contact_email": ALL,
    # The page as it is published now; never an earlier one.
    **EARLIER,
    # A framework as it was adopted, with its amendments.
    "PolicyVersion.text": ADOPTED,
    "PolicyVersion.decision_reference": ADOPTED,
    "PolicyVersion.adopted_title": ADOPTED,
    "PolicyRule.statement": OF_ADOPTED,
    "PolicyAmendment.number": OF_ADOPTED,
    "PolicyAmendment.text": OF_ADOPTED,
    # What the council asked and the board answered, until it is taken back.
    "CouncilItem.title": ~Q(status="withdrawn"),
    "CouncilItem.text": ~Q(status="withdrawn"),
    "CouncilItem.by": ~Q(status="withdrawn"),
    "CouncilReply.text": ~Q(item__status="withdrawn"),
    # A letter to the council and the office it is from, from the moment it was sent.
    "CouncilLetter.subject": ALL,
    "CouncilLetter.sections": ALL,
    "CouncilLetter.role": ALL,
    # The yearly account the executive board made final.
    "YearAccount.figures": Q(adoption__isnull=False),
    "YearAccount.sections": Q(adoption__isnull=False),
    # The key with which others check a certificate.
    "SigningKey.public": ALL,
}
# Behind a secret link, for who holds it.
LINKS = re.compile(r"^/(leverancier/|openbaar/[^/]+/bericht/)")


@pytest.fixture
def full(scene):
    """The scene, with a page in its second version and a row in every table."""
    keeper, dossier = scene["town"].actor("information_manager"), scene["decided"]
    describe_application(keeper, dossier, replace(particulars_of(dossier), purpose="Sneller."))
    publish(keeper, dossier)
    assert dossier.publications.count() == 2
    columns.fill_empty_tables()
    # An earlier version is no draft: what changed since is told. Its words are not.
    columns.mark_every_column({**dict.fromkeys(columns.every_column(), ALL), **EARLIER})
    return scene


def test_every_public_column_named_here_exists():
    assert set(PUBLIC) <= columns.every_column()


def test_no_word_that_was_not_published_reaches_a_stranger_nor_changes_a_byte(full):
    before = {address: _seen(address, answer) for address, answer in crawl(full).items()}
    columns.mark_every_column(PUBLIC)
    after = {address: answer for address, answer in crawl(full).items() if not LINKS.match(address)}

    assert [address for address, answer in after.items() if columns.MARK.lower() in words(answer).lower()] == []
    changed = [address for address, answer in after.items() if before.get(address) != _seen(address, answer)]
    assert changed == []
    assert {address for address in before if not LINKS.match(address)} == set(after)


def test_who_holds_a_secret_link_reads_their_own_and_nothing_else(full):
    asked = full["request"]
    own = {
        **PUBLIC,
        # A resident reads back what they wrote, and what they were answered.
        "Concern.what": Q(pk=full["resident"].concern_id),
        "ResidentAnswer.text": Q(contact=full["resident"]),
        # A supplier sees what was asked and about which product, and what they filled in themselves.
        "SupplierRequest.digest": Q(pk=asked.pk),
        "SupplierRequest.message": Q(pk=asked.pk),
        "SupplierRequest.answers": Q(pk=asked.pk),
        "SupplierRequest.notes": Q(pk=asked.pk),
        "SupplierRequest.answered_by": Q(pk=asked.pk),
        "SupplierFile.name": Q(request=asked),
        "Product.name": Q(pk=asked.product_id),
        "Supplier.name": Q(pk=asked.product.supplier_id),
    }
    all_addresses = (addresses._address(pattern, full) for pattern in addresses.OWN)
    links = [address for address in all_addresses if LINKS.match(address)]
    columns.mark_every_column(own)

    assert len(links) == 2
    for address in links:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert columns.MARK not in words(answer), address


def _seen(address, answer):
    """The answer without what differs for every visitor, and what the headers alone tell."""
    head = Client().head(address, follow=True)
    told = {name: value for name, value in head.headers.items() if name in ("ETag", "Last-Modified", "Content-Length")}
    return fixed(answer), head.status_code, told
