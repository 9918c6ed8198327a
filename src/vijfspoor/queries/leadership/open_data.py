"""Open data: what is public, of every municipality in this installation, for programs. Never more than the pages."""

from typing import Any

from django.core.validators import slug_re
from django.db.models import QuerySet

from vijfspoor.content.publication.loader import standards
from vijfspoor.queries.leadership.register_entry import entry_of
from vijfspoor.store.models import Organisation, Publication

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_ACCESS_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
_LANGUAGE_DUTCH = "http://publications.europa.eu/resource/authority/language/NLD"
_THEME_GOVERNMENT = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_DCT = "http://purl.org/dc/terms/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": _DCT,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}


def public_algorithms(organisation: str = "") -> QuerySet[Publication]:
    """Return the current publications, of one municipality by its slug or of all, in a stable order."""
    found = Publication.objects.filter(is_current=True).select_related("dossier", "organisation")
    if organisation and not slug_re.match(organisation):
        return found.none()
    if organisation:
        found = found.filter(organisation__slug=organisation)
    return found.order_by("organisation__slug", "dossier__number")


def public_algorithm(identifier: str) -> Publication | None:
    """Return the publication with an identifier such as `lindewaard-16`."""
    slug, _, number = identifier.rpartition("-")
    if not slug or not number.isascii() or not number.isdigit() or len(number) > 9:
        return None
    return public_algorithms(slug).filter(dossier__number=int(number)).first()


def identifier(publication: Publication) -> str:
    """Return the identifier that never changes: the municipality and the number of its file."""
    return f"{publication.organisation.slug}-{publication.dossier.number}"


def algorithm(publication: Publication, base: str) -> dict[str, Any]:
    """Return one application by the names of the Algoritmeregister; `base` is the address of this installation."""
    slug, number = publication.organisation.slug, publication.dossier.number
    return {
        "@context": f"{base}/openbaar/api/v1/context",
        "@id": f"{base}/openbaar/api/v1/algorithms/{identifier(publication)}",
        "id": identifier(publication),
        "version": publication.version,
        "published_at": publication.published_at,
        "stopped_on": publication.content.get("stopped_on") or None,
        "entry": entry_of(publication.content, number, f"{base}/openbaar/{slug}/{number}"),
    }


def context(base: str) -> dict[str, Any]:
    """Return what the names of an algorithm mean as JSON-LD; a field of the standard is a name of this installation."""
    return {
        "@context": {
            "@version": 1.1,
            "@vocab": f"{base}/openbaar/api/v1/context#",
            "id": f"{_DCT}identifier",
            "publishedAt": {"@id": f"{_DCT}issued", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
            "entry": "@nest",
            "name": f"{_DCT}title",
            "description_short": f"{_DCT}description",
            "website": {"@id": "http://www.w3.org/ns/dcat#landingPage", "@type": "@id"},
        }
    }


def columns() -> tuple[str, ...]:
    """Return the columns of the table, in the order of the publication standard."""
    return ("id", "version", "published_at", *(field.code for field in standards()[-1].fields))


def catalogue(organisations: QuerySet[Organisation], base: str) -> dict[str, Any]:
    """Return the description of the data as a DCAT catalogue in JSON-LD, a dataset per municipality.

    It has the properties DCAT-AP-NL 3.0 asks of a provider. The municipalities that publish are who to contact.
    """
    rows = list(organisations)
    return {
        "@context": _CONTEXT,
        "@id": f"{base}/openbaar/api/v1/catalog",
        "@type": "dcat:Catalog",
        "dct:title": {"@language": "nl", "@value": "AI en algoritmes van gemeenten"},
        "dct:description": {"@language": "nl", "@value": "Wat gemeenten zelf publiceren over hun AI en algoritmes."},
        "dct:publisher": _agent(rows[0], base) if len(rows) == 1 else {"@type": "foaf:Agent", "foaf:name": "Vijfspoor"},
        "dcat:contactPoint": [_contact(organisation) for organisation in rows],
        "dct:license": {"@id": LICENCE},
        "dct:language": {"@id": _LANGUAGE_DUTCH},
        "foaf:homepage": {"@id": f"{base}/openbaar"},
        "dcat:dataset": [_dataset(organisation, base) for organisation in rows],
    }


def _dataset(organisation: Organisation, base: str) -> dict[str, Any]:
    here = f"{base}/openbaar/{organisation.slug}"
    return {
        "@id": f"{here}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{organisation.slug}-algoritmes",
        "dct:title": {"@language": "nl", "@value": f"AI en algoritmes van {organisation.name}"},
        "dct:description": {
            "@language": "nl",
            "@value": f"Welke AI en algoritmes {organisation.name} gebruikt, waarvoor, en wie erover besloot.",
        },
        "dct:publisher": _agent(organisation, base),
        "dct:creator": _agent(organisation, base),
        "dcat:contactPoint": _contact(organisation),
        "dct:accessRights": {"@id": _ACCESS_PUBLIC},
        "dct:language": {"@id": _LANGUAGE_DUTCH},
        "dcat:theme": {"@id": _THEME_GOVERNMENT},
        "dcat:landingPage": {"@id": here},
        "dcat:distribution": [
            _distribution(f"{base}/openbaar/api/v1/algorithms?organisation={organisation.slug}", "application/json"),
            _distribution(f"{base}/openbaar/api/v1/algorithms.csv?organisation={organisation.slug}", "text/csv"),
        ],
    }


def _agent(organisation: Organisation, base: str) -> dict[str, Any]:
    here = f"{base}/openbaar/{organisation.slug}#organisation"
    return {"@id": here, "@type": "foaf:Agent", "foaf:name": organisation.name}


def _contact(organisation: Organisation) -> dict[str, Any]:
    return {
        "@type": "vcard:Organization",
        "vcard:fn": organisation.name,
        "vcard:hasEmail": {"@id": f"mailto:{organisation.contact_email}"},
    }


def _distribution(address: str, media: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{_MEDIA}{media}"},
        "dct:license": {"@id": LICENCE},
    }
