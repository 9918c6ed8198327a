"""Rules about the data of an application: where it comes from, how good it is, and what comes out."""

from vijfspoor.domain.organisation.finding import FindingRules, Hits, SubjectKind, Watch
from vijfspoor.domain.organisation.linter._hits import for_role, of_dossier
from vijfspoor.domain.organisation.picture import DossierPicture

ANALYST = "data_analyst"


def data_not_described(picture: DossierPicture, _watch: Watch) -> Hits:
    """It is used and nobody wrote down where its data comes from and goes to."""
    if picture.is_used and not picture.data.is_described:
        yield for_role(ANALYST, SubjectKind.DOSSIER, picture.pk)


def quality_check_late(picture: DossierPicture, watch: Watch) -> Hits:
    """The next look at the quality of its data was promised for a day that has passed."""
    if picture.is_used and watch.after(picture.data.next_check_on):
        yield for_role(ANALYST, SubjectKind.DOSSIER, picture.pk, date=picture.data.next_check_on)


def quality_poor(picture: DossierPicture, _watch: Watch) -> Hits:
    """Data it uses was found not good enough at the last look."""
    if picture.is_used and picture.data.poor_flows:
        yield of_dossier(picture, number=picture.data.poor_flows)


def ground_in_doubt(picture: DossierPicture, _watch: Watch) -> Hits:
    """Data about people rests on a ground that only a legal adviser can weigh, and the flow goes on."""
    if picture.is_live and picture.data.flows_in_doubt:
        yield for_role("legal_adviser", SubjectKind.DOSSIER, picture.pk, number=picture.data.flows_in_doubt)


def not_measured_again(picture: DossierPicture, watch: Watch) -> Hits:
    """Its outcomes were measured once, and not since."""
    if picture.is_used and watch.after(picture.data.measured_until, "measured"):
        yield for_role(ANALYST, SubjectKind.DOSSIER, picture.pk, date=picture.data.measured_until)


RULES: FindingRules = {
    "V-DAT-01": data_not_described,
    "V-DAT-02": quality_check_late,
    "V-DAT-03": quality_poor,
    "V-DAT-04": ground_in_doubt,
    "V-DAT-05": not_measured_again,
}
