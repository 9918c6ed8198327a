"""The level someone's work asks for: the highest demand counts, more work never asks less."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.content.literacy.loader import framework_in_force
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.people.literacy import required_level, shortfall

FRAMEWORK = framework_in_force(date(2026, 11, 23))
ROLES = st.sets(st.sampled_from(sorted(FRAMEWORK.targets)), max_size=4)
ROUTES = st.sets(st.sampled_from(list(Route)))
OUTCOMES = st.sets(st.sampled_from(["HR_ANNEX_III", "TR_50_2", "TR_50_4_TXT", "PERSONAL"]))


def test_a_user_of_an_office_tool_needs_little() -> None:
    needed = required_level(["user"], [Route.GROEN], FRAMEWORK)
    assert needed == {"understand": 1, "use": 2, "people": 1, "rules": 1}


def test_an_impactful_application_raises_everyone_who_works_with_it() -> None:
    needed = required_level(["user"], [Route.GROEN, Route.ORANJE], FRAMEWORK)
    assert needed == {"understand": 2, "use": 2, "people": 2, "rules": 2}


def test_who_oversees_a_high_risk_system_must_be_able_to_assess_it() -> None:
    assert required_level(["decision_officer"], [Route.ROOD], FRAMEWORK)["people"] == 3
    assert required_level(["user"], [Route.ROOD], FRAMEWORK)["people"] == 2


def test_an_outcome_raises_as_well() -> None:
    assert required_level(["user"], [Route.BLAUW], FRAMEWORK)["rules"] == 1
    assert required_level(["user"], [Route.BLAUW], FRAMEWORK, ["TR_50_4_TXT"])["rules"] == 2


def test_the_reasons_are_shown() -> None:
    reasons = [item.code for item in FRAMEWORK.raises_for(["team_manager"], [Route.ZWART])]
    assert reasons == ["stop"]


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        required_level(["emperor"], [], FRAMEWORK)


def test_what_is_missing_is_named() -> None:
    assert shortfall({"use": 3, "people": 1}, {"use": 1, "people": 2}) == {"use": 2}


@given(ROLES, ROLES, ROUTES, ROUTES, OUTCOMES)
def test_more_roles_or_applications_never_ask_less(
    roles: set[str], more_roles: set[str], routes: set[Route], more_routes: set[Route], outcomes: set[str]
) -> None:
    few = required_level(roles, routes, FRAMEWORK)
    many = required_level(roles | more_roles, routes | more_routes, FRAMEWORK, outcomes)
    assert set(few) == set(FRAMEWORK.competences)
    assert all(many[code] >= level for code, level in few.items())


@given(ROLES, ROUTES)
def test_every_demand_is_a_level(roles: set[str], routes: set[Route]) -> None:
    allowed = {0, *FRAMEWORK.levels}
    assert set(required_level(roles, routes, FRAMEWORK).values()) <= allowed
