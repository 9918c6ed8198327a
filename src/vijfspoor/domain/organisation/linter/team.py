"""Rules about teams and owners: what they were asked to confirm."""

from vijfspoor.domain.organisation.finding import FindingRules, Hits, SubjectKind, Watch
from vijfspoor.domain.organisation.linter._hits import for_person
from vijfspoor.domain.organisation.picture_organisation import OrganisationPicture


def confirmation_late(picture: OrganisationPicture, watch: Watch) -> Hits:
    """A team or an owner did not say in time what is still used."""
    for row in picture.confirmations:
        if watch.after(row.due_on):
            yield for_person(row.role, row.assignee, SubjectKind.TASK, row.pk, text=row.subject, date=row.due_on)


ORGANISATION_RULES: FindingRules = {"V-TM-01": confirmation_late}
