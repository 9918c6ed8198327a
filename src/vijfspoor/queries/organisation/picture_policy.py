"""The policy frameworks in force, in the pictures of applications and of the organisation."""

from collections.abc import Collection
from typing import Any

from vijfspoor.domain.organisation.picture import RulePicture
from vijfspoor.domain.organisation.picture_organisation import PolicyPicture
from vijfspoor.queries.organisation.picture_known import Known
from vijfspoor.queries.organisation.policy import standings_by_dossier


def policy_rules(
    known: Known, of_dossier: dict[str, Any], dossiers: Collection[int] | None
) -> dict[int, tuple[RulePicture, ...]]:
    """Return dossier -> every rule that applies to it, as it stands today."""
    named = None if dossiers is None else list(dossiers)
    found = standings_by_dossier(known.organisation.pk, known.today, known.policy_rules, of_dossier, named)
    return {
        pk: tuple(RulePicture(row.code, row.statement, stands.is_settled, until) for row, stands, until in lines)
        for pk, lines in found.items()
    }


def policies(known: Known) -> tuple[PolicyPicture, ...]:
    """Return the frameworks in force."""
    versions = {row.version_id: row.version for row in known.policy_rules}
    return tuple(PolicyPicture(pk, row.policy.title, row.review_on) for pk, row in sorted(versions.items()))
