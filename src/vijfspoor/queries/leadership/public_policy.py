"""What everyone may read of policy frameworks: each version that was adopted, with the amendments of the council.

The name and the body that adopted it are those of the moment of adoption: a next version that is being written may
already have others.
"""

from dataclasses import dataclass

from vijfspoor.queries import _visible
from vijfspoor.store.models import Organisation, PolicyAmendment, PolicyVersion


@dataclass(frozen=True, slots=True)
class PublicPolicy:
    """Vastgesteld kader: one version, its amendments, and every version that was adopted, newest first."""

    version: PolicyVersion
    amendments: tuple[PolicyAmendment, ...]
    versions: tuple[PolicyVersion, ...]

    @property
    def newest(self) -> PolicyVersion:
        """The version that was adopted last; in force unless it was withdrawn."""
        return self.versions[0]

    @property
    def before(self) -> PolicyVersion | None:
        """The version that was adopted before this one."""
        return next((row for row in self.versions if row.number < self.version.number), None)


def adopted_policies(organisation: Organisation) -> list[PolicyVersion]:
    """Return the newest adopted version of every framework, those in force first; one SQL statement."""
    rows = _visible.public_policy_versions(organisation).select_related("policy").order_by("policy__number", "-number")
    newest = list({row.policy_id: row for row in reversed(rows)}.values())
    return sorted(newest, key=lambda row: (row.state == PolicyVersion.State.WITHDRAWN, row.policy.number))


def public_policy(organisation: Organisation, number: int, version: int | None = None) -> PublicPolicy | None:
    """Return a framework by its number, in its newest adopted version or the one asked; None when nobody adopted it."""
    rows = _visible.public_policy_versions(organisation).filter(policy__number=number).select_related("policy")
    versions = tuple(rows.order_by("-number"))
    found = next((row for row in versions if version in (None, row.number)), None)
    return PublicPolicy(found, tuple(found.amendments.order_by("pk")), versions) if found else None
