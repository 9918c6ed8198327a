"""Rules about the organisation itself: its roles, its people, and work that belongs to no application."""

from collections.abc import Iterable

from vijfspoor.domain.organisation.finding import FindingRules, Hits, SubjectKind, Watch
from vijfspoor.domain.organisation.linter._hits import KEEPER, for_person, for_role
from vijfspoor.domain.organisation.picture import (
    PersonPicture,
)
from vijfspoor.domain.organisation.picture_organisation import (
    OrganisationPicture,
    RolePicture,
)

FG = "data_protection_officer"
ADMINISTRATOR = "administrator"


def no_officer(picture: OrganisationPicture, _watch: Watch) -> Hits:
    """A public authority designates a data protection officer (GDPR Art. 37(1)(a))."""
    if any(role.code == FG and not role.holders for role in picture.roles):
        yield for_role("executive_board", SubjectKind.ORGANISATION, picture.pk)


def vacancy(picture: OrganisationPicture, _watch: Watch) -> Hits:
    """A role the organisation uses is held by nobody in service."""
    for role in picture.roles:
        if not role.holders and role.code != FG:
            yield for_role(KEEPER, SubjectKind.ROLE, role.code, role=role.code)


def no_administrator(picture: OrganisationPicture, _watch: Watch) -> Hits:
    """Nobody in service can assign roles, so the jobs do nothing either."""
    if picture.administrators == 0:
        yield for_role("executive_board", SubjectKind.ORGANISATION, picture.pk)


def role_of_who_left(picture: OrganisationPicture, _watch: Watch) -> Hits:
    """A role still stands on the name of somebody who left."""
    for person, role in picture.out_of_service_with_role:
        yield for_role(ADMINISTRATOR, SubjectKind.PERSON, f"{person}:{role}", role=role)


def away_without_stand_in(picture: OrganisationPicture, _watch: Watch) -> Hits:
    """Every holder of a role is away and nobody present stands in."""
    for role in picture.roles:
        if role.holders and not any(person.is_covered for person in role.holders):
            yield for_role(KEEPER, SubjectKind.ROLE, role.code, role=role.code)


def department_without_head(picture: OrganisationPicture, _watch: Watch) -> Hits:
    """A department with applications has nobody who answers for them."""
    for unit in picture.units:
        if unit.live and not unit.has_head:
            yield for_role("executive_board", SubjectKind.UNIT, unit.pk, text=unit.name, number=unit.live)


def token_of_who_left(picture: OrganisationPicture, _watch: Watch) -> Hits:
    """An access key of somebody who left still exists."""
    for token in picture.tokens:
        if not token.is_holder_active:
            yield for_role(ADMINISTRATOR, SubjectKind.ACCESS_KEY, token.pk, text=token.name)


def token_unused(picture: OrganisationPicture, watch: Watch) -> Hits:
    """An access key works and is not used."""
    for token in picture.tokens:
        if token.is_holder_active and watch.after(token.last_used_on, "token"):
            yield for_role(ADMINISTRATOR, SubjectKind.ACCESS_KEY, token.pk, text=token.name, date=token.last_used_on)


def law_behind(picture: OrganisationPicture, _watch: Watch) -> Hits:
    """A newer rule book is in force than the organisation adopted."""
    if picture.is_law_behind:
        yield for_role("legal_adviser", SubjectKind.ORGANISATION, picture.pk)


def _with(people: Iterable[PersonPicture], role: str) -> list[PersonPicture]:
    return [person for person in people if role in person.roles]


def combined_with_never_performs(picture: OrganisationPicture, _watch: Watch) -> Hits:
    """Who never performs also holds a role that decides or performs (GDPR Art. 38(6): no conflict of interests)."""
    others = [role for role in picture.roles if role.decides or role.performs]
    for role in picture.roles:
        for person in _with(picture.people, role.code) if role.never_performs else ():
            clash = _first(others, person, role)
            if clash:
                yield for_role("executive_board", SubjectKind.PERSON, person.pk, role=role.code, other=clash)


def _first(others: Iterable[RolePicture], person: PersonPicture, role: RolePicture) -> str:
    return next((other.code for other in others if other.code in person.roles and other.code != role.code), "")


def combined_forbidden(picture: OrganisationPicture, _watch: Watch) -> Hits:
    """One person holds both roles of a pair that may not meet on one file (mission rule 3)."""
    never = {role.code for role in picture.roles if role.never_performs}
    for performer, overseer in sorted(set(picture.forbidden)):
        for person in _with(picture.people, overseer) if overseer not in never else ():
            if performer in person.roles:
                subject = f"{person.pk}:{performer}"
                yield for_role("executive_board", SubjectKind.PERSON, subject, role=overseer, other=performer)


def sample_left(picture: OrganisationPicture, watch: Watch) -> Hits:
    """A sample was drawn and not looked at."""
    for row in picture.samples:
        if row.not_looked_at and watch.after(row.drawn_on, "sample"):
            yield for_person(row.role, row.by, SubjectKind.SAMPLE, row.pk, number=row.not_looked_at, date=row.drawn_on)


def no_sample(picture: OrganisationPicture, watch: Watch) -> Hits:
    """An overseer drew no sample for a year while applications are used."""
    for role, day in picture.last_sample_on.items():
        if picture.used and watch.after(day, "no_sample"):
            yield for_role(role, SubjectKind.ROLE, role, role=role)


def loose_concern(picture: OrganisationPicture, watch: Watch) -> Hits:
    """Somebody reported something about an unknown application, and nobody found out which."""
    for row in picture.loose_concerns:
        if watch.after(row.reported_on, "concern_reply"):
            yield for_person("application_manager", row.assignee, SubjectKind.CONCERN, row.pk, date=row.reported_on)


def vacancy_late(picture: OrganisationPicture, watch: Watch) -> Hits:
    """The search for someone for a vacant role is past its date."""
    for task in picture.loose_tasks:
        if task.kind == "vacancy" and watch.after(task.due_on):
            yield for_person(KEEPER, task.assignee, SubjectKind.TASK, task.pk, role=task.role, date=task.due_on)


RULES: FindingRules = {
    "V-ORG-01": no_officer,
    "V-ORG-02": vacancy,
    "V-ORG-03": no_administrator,
    "V-ORG-04": role_of_who_left,
    "V-ORG-05": away_without_stand_in,
    "V-ORG-06": department_without_head,
    "V-ORG-07": token_of_who_left,
    "V-ORG-08": token_unused,
    "V-ORG-09": vacancy_late,
    "V-FUN-04": combined_with_never_performs,
    "V-FUN-05": combined_forbidden,
    "V-WET-07": law_behind,
    "V-STP-02": sample_left,
    "V-STP-03": no_sample,
    "V-SIG-03": loose_concern,
}
