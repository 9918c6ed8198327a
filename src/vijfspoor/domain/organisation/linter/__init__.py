"""Governance-linter: every rule that can find something, and how they are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vijfspoor.domain.organisation.finding import Finding, FindingRules, Watch
from vijfspoor.domain.organisation.linter import (
    assessments,
    bought,
    data,
    organisation,
    policy,
    register,
    team,
    use,
    work,
)
from vijfspoor.domain.organisation.picture import (
    DossierPicture,
)
from vijfspoor.domain.organisation.picture_organisation import (
    OrganisationPicture,
)

DOSSIER_RULES: FindingRules = {
    **use.RULES,
    **work.RULES,
    **assessments.RULES,
    **register.RULES,
    **bought.RULES,
    **data.RULES,
    **policy.DOSSIER_RULES,
}
ORGANISATION_RULES: FindingRules = {
    **organisation.RULES,
    **policy.ORGANISATION_RULES,
    **team.ORGANISATION_RULES,
}
CODES = frozenset(DOSSIER_RULES) | frozenset(ORGANISATION_RULES)


@dataclass(frozen=True, slots=True)
class Look:
    """Blik: what was found in one picture, and the first later day on which that may differ by itself."""

    findings: tuple[Finding, ...]
    again_on: date | None


def look_at_dossier(picture: DossierPicture, watch: Watch) -> Look:
    """Return what is wrong with one application. `watch` must be fresh."""
    return _look(DOSSIER_RULES, picture, watch)


def look_at_organisation(picture: OrganisationPicture, watch: Watch) -> Look:
    """Return what is wrong in the organisation itself. `watch` must be fresh."""
    return _look(ORGANISATION_RULES, picture, watch)


def _look(rules: FindingRules, picture: object, watch: Watch) -> Look:
    found: Mapping[tuple[str, str, str], Finding] = {
        finding.key: finding
        for code, rule in rules.items()
        for finding in (Finding(code, hit) for hit in rule(picture, watch))
    }
    return Look(tuple(found.values()), watch.again_on)
