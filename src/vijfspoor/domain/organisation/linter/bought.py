"""Rules about what was agreed with suppliers and colleagues before an application is used."""

from vijfspoor.domain.organisation.finding import FindingRules, Hits, SubjectKind, Watch
from vijfspoor.domain.organisation.linter._hits import for_role, of_dossier
from vijfspoor.domain.organisation.picture import ContractPicture, DossierPicture

BUYER = "procurement_officer"


def used_without_contract(picture: DossierPicture, watch: Watch) -> Hits:
    """It was bought and is used, and no contract that runs covers it."""
    if picture.is_bought and picture.is_used and not _running(picture, watch):
        yield for_role(BUYER, SubjectKind.DOSSIER, picture.pk)


def clause_absent(picture: DossierPicture, watch: Watch) -> Hits:
    """A clause was looked for in its contracts and found in none of them."""
    running = _running(picture, watch)
    missing = frozenset.intersection(*(row.absent for row in running)) if running else frozenset()
    if picture.is_used and missing:
        yield for_role(BUYER, SubjectKind.DOSSIER, picture.pk, number=len(missing))


def ai_unknown(picture: DossierPicture, _watch: Watch) -> Hits:
    """Nobody knows whether the product behind it holds AI."""
    if picture.is_live and picture.product_ai == "unknown":
        yield for_role(BUYER, SubjectKind.DOSSIER, picture.pk)


def exception_ended(picture: DossierPicture, watch: Watch) -> Hits:
    """An exception to an architecture guideline has ended, and it was not judged to meet the guideline since."""
    for row in picture.exceptions:
        if picture.is_live and watch.after(row.until):
            yield of_dossier(picture, date=row.until)
            return


def untrained(picture: DossierPicture, _watch: Watch) -> Hits:
    """People may use it who were not trained for it. It says no number: a small one would point at somebody."""
    if picture.is_used and picture.untrained:
        yield of_dossier(picture)


def _running(picture: DossierPicture, watch: Watch) -> list[ContractPicture]:
    return [row for row in picture.contracts if not watch.after(row.ends_on)]


RULES: FindingRules = {
    "V-LEV-01": used_without_contract,
    "V-LEV-02": clause_absent,
    "V-LEV-03": ai_unknown,
    "V-ARC-01": exception_ended,
    "V-OPL-01": untrained,
}
