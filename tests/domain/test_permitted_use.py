"""May I use this: the answer follows from the register, and is never yes without an approval."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.domain.dossier.permitted_use import PermittedUse, UseFacts, permitted_use

FREE = UseFacts("approved", "in_use", "groen", is_stopped=False, has_rules=False)


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({}, PermittedUse.YES),
        ({"has_rules": True}, PermittedUse.UNDER_RULES),
        ({"use": "pilot"}, PermittedUse.UNDER_RULES),
        ({"use": "idea"}, PermittedUse.NOT_YET),
        ({"status": "underway"}, PermittedUse.NOT_YET),
        ({"use": "ended"}, PermittedUse.NO),
        ({"is_stopped": True}, PermittedUse.NO),
        ({"status": "rejected"}, PermittedUse.NO),
        ({"status": "retired"}, PermittedUse.NO),
        ({"route": "zwart"}, PermittedUse.NO),
    ],
)
def test_each_state_has_its_answer(change, answer):
    assert permitted_use(replace(FREE, **change)) is answer


@given(
    st.builds(
        UseFacts,
        status=st.sampled_from(["draft", "underway", "approved", "rejected", "retired"]),
        use=st.sampled_from(["idea", "pilot", "in_use", "ended"]),
        route=st.sampled_from(["", "groen", "blauw", "oranje", "rood", "zwart"]),
        is_stopped=st.booleans(),
        has_rules=st.booleans(),
    )
)
def test_it_is_never_yes_without_an_approval_in_force(facts):
    if permitted_use(facts) in (PermittedUse.YES, PermittedUse.UNDER_RULES):
        assert facts.status == "approved"
        assert not facts.is_stopped
        assert facts.route != "zwart"
