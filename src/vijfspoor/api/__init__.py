"""The REST API, by the NL API Design Rules: the same actions and queries as the pages, so rules cannot differ."""

from ninja import NinjaAPI

from vijfspoor.api import (
    _problem,
    assessments,
    attachments,
    classifications,
    data,
    dossiers,
    findings,
    incidents,
    indicators,
    life,
    literacy,
    obligations,
    operations,
    publications,
    suppliers,
    tasks,
    wheel,
)
from vijfspoor.api._auth import TokenAuth
from vijfspoor.api._version import VERSION

api = NinjaAPI(
    title="Vijfspoor",
    version=VERSION,
    description="AI governance of a municipality: applications, classification, tasks, contributions and decisions.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="openapi.json",
    auth=TokenAuth(),
    servers=[{"url": "/api/v1", "description": "This installation"}],
    openapi_extra={
        "info": {
            "contact": {
                "name": "Vijfspoor contributors",
                "url": "https://vijfspoor.example/contact",
                "email": "api@vijfspoor.example",
            },
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        }
    },
)
_problem.register(api)
PARTS = (
    dossiers,
    classifications,
    data,
    obligations,
    assessments,
    attachments,
    operations,
    incidents,
    indicators,
    life,
    literacy,
    findings,
    suppliers,
    tasks,
    publications,
    wheel,
)
for module in PARTS:
    api.add_router("", module.router)
