"""Combined roles: allowed, and the pairs that never meet on one application are named."""

from vijfspoor.domain.dossier.separation import ForbiddenCombination
from vijfspoor.domain.organisation.staffing import Combination, combinations

PAIRS = (
    ForbiddenCombination("privacy_officer", "data_protection_officer", "M10"),
    ForbiddenCombination("privacy_officer", "data_protection_officer", "M11"),
)


def test_who_combines_roles_is_named_with_the_pairs_that_stay_apart():
    held = {
        1: {"privacy_officer", "data_protection_officer"},
        2: {"privacy_officer"},
        3: {"team_manager", "hr_adviser"},
    }
    assert combinations(held, PAIRS) == (
        Combination(
            1, ("data_protection_officer", "privacy_officer"), (("privacy_officer", "data_protection_officer"),)
        ),
        Combination(3, ("hr_adviser", "team_manager"), ()),
    )
