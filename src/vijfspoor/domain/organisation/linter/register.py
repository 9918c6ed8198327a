"""Rules about the law on an application, what residents read, its particulars, and what went wrong with it."""

from vijfspoor.domain.organisation.finding import FindingRules, Hits, SubjectKind, Watch
from vijfspoor.domain.organisation.linter._hits import OWNER, for_owner, for_person, for_role, of_dossier
from vijfspoor.domain.organisation.picture import DossierPicture

PUBLIC_REGISTERS = ("A", "B")


def older_rule_book(picture: DossierPicture, _watch: Watch) -> Hits:
    """It was classified with a rule book that another has followed."""
    if picture.is_live and picture.law and picture.law.is_old:
        yield for_role("legal_adviser", SubjectKind.DOSSIER, picture.pk, date=picture.law.classified_on)


def needs_lawyer(picture: DossierPicture, watch: Watch) -> Hits:
    """The outcome is in doubt, and no legal adviser looked at it for long."""
    law = picture.law
    if not picture.is_live or law is None or not law.needs_review or law.is_reviewed:
        return
    if watch.after(law.classified_on, "lawyer"):
        yield for_role("legal_adviser", SubjectKind.DOSSIER, picture.pk, date=law.classified_on)


def never_classified(picture: DossierPicture, _watch: Watch) -> Hits:
    """It is live and was never held against the law."""
    if picture.is_live and picture.law is None:
        yield for_role("information_adviser", SubjectKind.DOSSIER, picture.pk)


def obligation_late(picture: DossierPicture, watch: Watch) -> Hits:
    """An obligation is past the date its owner had, without evidence."""
    for row in picture.obligations:
        if picture.is_live and row.is_open and watch.after(row.due_on):
            yield for_person(OWNER, row.owner, SubjectKind.OBLIGATION, row.pk, code=row.code, date=row.due_on)


def obligation_of_nobody(picture: DossierPicture, watch: Watch) -> Hits:
    """Obligations apply to a used application and nobody takes care of them."""
    if not picture.is_used or not picture.is_live or picture.law is None:
        return
    kept = {row.code for row in picture.obligations}
    days = [day for code, day in picture.law.binding.items() if code not in kept and watch.after(day)]
    if days:
        yield of_dossier(picture, number=len(days))


def obligation_owner_left(picture: DossierPicture, _watch: Watch) -> Hits:
    """Who takes care of an obligation left."""
    for row in picture.obligations:
        if picture.is_live and row.is_open and not row.owner.is_active:
            yield for_owner(picture, SubjectKind.OBLIGATION, row.pk, code=row.code)


def not_published(picture: DossierPicture, _watch: Watch) -> Hits:
    """A high-risk or impactful application is used and residents cannot read about it."""
    law = picture.law
    is_asked = picture.is_used and picture.status == "approved" and law and law.register in PUBLIC_REGISTERS
    if is_asked and not picture.is_published:
        yield of_dossier(picture)


def publication_differs(picture: DossierPicture, _watch: Watch) -> Hits:
    """What residents read is not what the file says (mission rule 6)."""
    if picture.is_published and picture.differs_from_publication:
        yield of_dossier(picture)


def public_text_missing(picture: DossierPicture, _watch: Watch) -> Hits:
    """The public page of a high-risk or impactful application leaves out what residents ask."""
    law = picture.law
    if picture.is_published and picture.missing_texts and law and law.register in PUBLIC_REGISTERS:
        yield of_dossier(picture, number=picture.missing_texts)


def purpose_missing(picture: DossierPicture, _watch: Watch) -> Hits:
    """It is used and nobody wrote down what for."""
    if picture.is_used and picture.is_live and not picture.purpose.strip():
        yield of_dossier(picture)


def department_missing(picture: DossierPicture, _watch: Watch) -> Hits:
    """It belongs to no department."""
    if picture.is_live and not picture.has_department:
        yield for_role("information_manager", SubjectKind.DOSSIER, picture.pk)


def team_missing(picture: DossierPicture, _watch: Watch) -> Hits:
    """It is used and nobody wrote down by which team."""
    if picture.is_used and picture.is_live and not picture.has_team:
        yield of_dossier(picture)


def supplier_missing(picture: DossierPicture, _watch: Watch) -> Hits:
    """It was not built here and nobody wrote down who supplies it."""
    if picture.is_live and not picture.is_built_here and not picture.supplier.strip():
        yield for_role("procurement_officer", SubjectKind.DOSSIER, picture.pk)


def summary_missing(picture: DossierPicture, _watch: Watch) -> Hits:
    """Nobody wrote down what it does."""
    if picture.is_live and not picture.summary.strip():
        yield for_person("user", picture.reporter, SubjectKind.DOSSIER, picture.pk)


def estimate_missing(picture: DossierPicture, _watch: Watch) -> Hits:
    """The reporter estimated no risk."""
    if picture.is_live and not picture.has_estimate:
        yield for_person("user", picture.reporter, SubjectKind.DOSSIER, picture.pk)


def concern_unanswered(picture: DossierPicture, watch: Watch) -> Hits:
    """Who reported that something is wrong heard nothing."""
    for row in picture.concerns:
        if not row.has_reply and watch.after(row.reported_on, "concern_reply"):
            yield for_person("application_manager", row.assignee, SubjectKind.CONCERN, row.pk, date=row.reported_on)


def concern_open_long(picture: DossierPicture, watch: Watch) -> Hits:
    """A concern got an answer and was not settled for long."""
    for row in picture.concerns:
        if row.has_reply and watch.after(row.reported_on, "concern_open"):
            yield for_person("application_manager", row.assignee, SubjectKind.CONCERN, row.pk, date=row.reported_on)


def clock_passed(picture: DossierPicture, watch: Watch) -> Hits:
    """A legal deadline of an incident passed and nothing was notified or decided."""
    for incident in picture.incidents:
        for clock in incident.clocks:
            if clock.is_binding and watch.past(clock.deadline, clock.deadline_on):
                yield for_person(
                    OWNER,
                    picture.accountable,
                    SubjectKind.CLOCK,
                    clock.pk,
                    clock=clock.code,
                    date=clock.deadline_on,
                    on=incident.pk,
                )


def incident_open_long(picture: DossierPicture, watch: Watch) -> Hits:
    """An incident is open for long: nothing was learnt from it yet."""
    for row in picture.incidents:
        if watch.after(row.opened_on, "incident"):
            yield for_person(OWNER, row.assignee, SubjectKind.INCIDENT, row.pk, date=row.opened_on)


def sample_not_in_order(picture: DossierPicture, _watch: Watch) -> Hits:
    """An overseer found it not in order, and has not found it in order since."""
    for role in picture.rejected_samples:
        if picture.is_live:
            yield for_owner(picture, SubjectKind.DOSSIER, f"{picture.pk}:{role}", role=role)


RULES: FindingRules = {
    "V-WET-01": older_rule_book,
    "V-WET-02": needs_lawyer,
    "V-WET-04": obligation_late,
    "V-WET-05": obligation_of_nobody,
    "V-WET-06": obligation_owner_left,
    "V-WET-08": never_classified,
    "V-PUB-01": not_published,
    "V-PUB-02": publication_differs,
    "V-PUB-03": public_text_missing,
    "V-PUB-04": purpose_missing,
    "V-REG-01": department_missing,
    "V-REG-02": team_missing,
    "V-REG-03": supplier_missing,
    "V-REG-06": summary_missing,
    "V-REG-07": estimate_missing,
    "V-SIG-01": concern_unanswered,
    "V-SIG-02": concern_open_long,
    "V-INC-01": clock_passed,
    "V-INC-02": incident_open_long,
    "V-STP-01": sample_not_in_order,
}
