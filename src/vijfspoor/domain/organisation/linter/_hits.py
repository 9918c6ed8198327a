"""How rules say what they found and who should act."""

from vijfspoor.domain.organisation.finding import Hit, SubjectKind
from vijfspoor.domain.organisation.picture import DossierPicture, PersonPicture

OWNER = "department_head"
KEEPER = "information_manager"


def of_dossier(picture: DossierPicture, /, **values: object) -> Hit:
    """A finding about the application, for its accountable person; without one for who keeps the register."""
    return for_owner(picture, SubjectKind.DOSSIER, picture.pk, **values)


def for_owner(picture: DossierPicture, kind: SubjectKind, subject: object, /, **values: object) -> Hit:
    """A finding about a part of the application, for its accountable person."""
    person = picture.accountable
    if person is None or not person.is_active:
        return for_role(KEEPER, kind, subject, **values)
    return for_person(OWNER, person, kind, subject, **values)


def for_person(role: str, person: PersonPicture | None, kind: SubjectKind, subject: object, /, **values: object) -> Hit:
    """A finding for one person in a role; out of service counts as nobody."""
    known = person.pk if person is not None and person.is_active else None
    return Hit(kind, str(subject), role, known, {name: str(value) for name, value in values.items()})


def for_role(role: str, kind: SubjectKind, subject: object, /, **values: object) -> Hit:
    """A finding for whoever holds a role."""
    return for_person(role, None, kind, subject, **values)
