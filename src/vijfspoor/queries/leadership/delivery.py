"""What the national register has of an application, as far as it was delivered from here."""

from dataclasses import dataclass

from vijfspoor.store.models import Dossier, RegisterDelivery

_KIND = RegisterDelivery.Kind


@dataclass(frozen=True, slots=True)
class Delivered:
    """Everything that was delivered, the last first; `lars` is the register's code, empty before the first concept."""

    rows: tuple[RegisterDelivery, ...]

    @property
    def lars(self) -> str:
        """The register's own code of the entry."""
        return self.rows[0].lars if self.rows else ""

    @property
    def concept(self) -> RegisterDelivery | None:
        """The last concept."""
        return next((row for row in self.rows if row.kind == _KIND.CONCEPT), None)

    @property
    def may_release(self) -> bool:
        """Whether a concept waits that was not offered for publication yet, or was taken out since."""
        last = next((row for row in self.rows if row.kind != _KIND.ARCHIVE), None)
        return last is not None and last.kind in (_KIND.CONCEPT, _KIND.RETRACT)

    @property
    def is_released(self) -> bool:
        """Whether it was offered for publication and not taken out since."""
        last = next((row for row in self.rows if row.kind in (_KIND.RELEASE, _KIND.RETRACT)), None)
        return last is not None and last.kind == _KIND.RELEASE


def delivered(dossier: Dossier) -> Delivered:
    """Return what was delivered of an application, in one SQL statement."""
    return Delivered(tuple(dossier.deliveries.select_related("by").order_by("-pk")))
