"""Rules about assessments: required, in time, in date, and overseen by somebody else."""

from collections.abc import Iterator

from vijfspoor.domain.organisation.finding import FindingRules, Hits, SubjectKind, Watch
from vijfspoor.domain.organisation.linter._hits import for_owner, for_person, for_role
from vijfspoor.domain.organisation.picture import AssessmentPicture, DemandPicture, DossierPicture

OPEN = ("running", "sent_back")


def _last(picture: DossierPicture) -> Iterator[AssessmentPicture]:
    """The newest accepted one of each kind, while the application is live."""
    return (row for row in picture.assessments if row.is_last and picture.is_live)


def _name(row: AssessmentPicture) -> dict[str, str]:
    return {"assessment": row.code}


def expired(picture: DossierPicture, watch: Watch) -> Hits:
    """An assessment ran out under a live application."""
    for row in _last(picture):
        if watch.after(row.valid_until):
            yield for_owner(picture, SubjectKind.ASSESSMENT, row.pk, **_name(row), date=row.valid_until)


def expires_soon(picture: DossierPicture, watch: Watch) -> Hits:
    """An assessment runs out soon and no newer one has been begun."""
    begun = {row.code for row in picture.assessments if row.status != "accepted"}
    for row in _last(picture):
        if row.code not in begun and watch.within(row.valid_until, "expires"):
            yield for_role(row.performer_role, SubjectKind.ASSESSMENT, row.pk, **_name(row), date=row.valid_until)


def missing(picture: DossierPicture, _watch: Watch) -> Hits:
    """A required assessment was never accepted, and the application is used."""
    accepted = {row.code for row in picture.assessments if row.status == "accepted"}
    for code in picture.required:
        if picture.is_used and code not in accepted:
            yield for_owner(picture, SubjectKind.DOSSIER, f"{picture.pk}:{code}", assessment=code)


def waits_for_overseer(picture: DossierPicture, watch: Watch) -> Hits:
    """It was handed in and nobody looked at it."""
    for row in picture.assessments:
        if row.status == "submitted" and watch.after(row.submitted_on, "oversight"):
            yield for_role(row.overseer_role, SubjectKind.ASSESSMENT, row.pk, **_name(row), date=row.submitted_on)


def left_unfinished(picture: DossierPicture, watch: Watch) -> Hits:
    """It was begun long ago and not handed in."""
    for row in picture.assessments:
        if picture.is_live and row.status == "running" and watch.after(row.started_on, "unfinished"):
            yield for_person(
                row.performer_role, row.performer, SubjectKind.ASSESSMENT, row.pk, **_name(row), date=row.started_on
            )


def older_version(picture: DossierPicture, _watch: Watch) -> Hits:
    """It is being filled in on a version of the questionnaire that was replaced."""
    for row in picture.assessments:
        if picture.is_live and row.status in OPEN and row.is_version_old:
            yield for_person(row.performer_role, row.performer, SubjectKind.ASSESSMENT, row.pk, **_name(row))


def accepted_by_performer(picture: DossierPicture, _watch: Watch) -> Hits:
    """Who carried it out also accepted it (mission rule 3)."""
    for row in _last(picture):
        if row.accepted_by == row.performer.pk and row.overseer_role:
            yield for_role(row.overseer_role, SubjectKind.ASSESSMENT, row.pk, **_name(row))


def high_risk_left(picture: DossierPicture, _watch: Watch) -> Hits:
    """The DPIA leaves a high risk: the supervisory authority is consulted before processing (GDPR Art. 36(1))."""
    for row in _last(picture):
        if picture.is_used and row.has_high_risk_left:
            yield for_owner(picture, SubjectKind.ASSESSMENT, row.pk, **_name(row))


def performer_left(picture: DossierPicture, _watch: Watch) -> Hits:
    """Who carries it out left before it was done."""
    for row in picture.assessments:
        if picture.is_live and row.status in OPEN and not row.performer.is_active:
            yield for_role(row.performer_role, SubjectKind.ASSESSMENT, row.pk, **_name(row))


def conflicting_statements(picture: DossierPicture, watch: Watch) -> Hits:
    """Two people wrote different things at the same time, and nobody chose."""
    if picture.is_live and watch.after(picture.conflict_since, "conflict"):
        yield for_role("privacy_officer", SubjectKind.DOSSIER, picture.pk, date=picture.conflict_since)


def _demands(picture: DossierPicture) -> Iterator[tuple[AssessmentPicture, DemandPicture]]:
    return ((row, demand) for row in picture.assessments for demand in row.demands if picture.is_live)


def demand_unanswered(picture: DossierPicture, watch: Watch) -> Hits:
    """A demand of the overseer has no answer for long."""
    for row, demand in _demands(picture):
        if demand.answered_on is None and not demand.is_met and watch.after(demand.asked_on, "demand"):
            yield for_person(
                row.performer_role,
                row.performer,
                SubjectKind.DEMAND,
                demand.pk,
                **_name(row),
                number=demand.number,
                date=demand.asked_on,
                on=row.pk,
            )


def evidence_gone(picture: DossierPicture, _watch: Watch) -> Hits:
    """A demand counts as met and the files that showed it were taken away."""
    for row, demand in _demands(picture):
        if demand.is_met and demand.is_evidence_gone:
            yield for_person(
                row.performer_role,
                row.performer,
                SubjectKind.DEMAND,
                demand.pk,
                **_name(row),
                number=demand.number,
                on=row.pk,
            )


RULES: FindingRules = {
    "V-AST-01": expired,
    "V-AST-02": expires_soon,
    "V-AST-03": missing,
    "V-AST-04": waits_for_overseer,
    "V-AST-05": demand_unanswered,
    "V-AST-06": left_unfinished,
    "V-AST-07": high_risk_left,
    "V-AST-08": older_version,
    "V-AST-09": performer_left,
    "V-AST-10": conflicting_statements,
    "V-AST-11": evidence_gone,
    "V-FUN-03": accepted_by_performer,
}
