"""The terms of the confirmation of the picture are dated, and refused when they are wrong."""

from datetime import date

import pytest

from vijfspoor.content.confirmation.loader import build, confirmation_terms, terms_in_force
from vijfspoor.content.confirmation.schema import ConfirmationFile
from vijfspoor.content.errors import ContentError


def test_the_terms_in_force_are_those_of_the_day():
    assert terms_in_force(date(2026, 11, 30)) == confirmation_terms()[-1]
    assert terms_in_force(date(2020, 1, 1)) == confirmation_terms()[0]
    assert terms_in_force(date(2026, 11, 30)).months == (5, 11)


def test_a_month_named_twice_is_refused():
    file = ConfirmationFile(valid_from=date(2026, 11, 1), months=[5, 5], answer_within=20, fresh_months=6)

    with pytest.raises(ContentError):
        build(file)
