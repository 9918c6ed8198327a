"""What must be on two pages: texts end at a sentence, and a dissent is a dissent."""

from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.domain.dossier.gate import Position
from vijfspoor.domain.dossier.memo import Stance, counted, is_cut, is_dissent, shortened


def test_a_text_that_fits_stays_as_it_is():
    assert shortened("Eerste zin.\n\nTweede zin.", 50) == "Eerste zin. Tweede zin."


def test_a_long_text_ends_at_the_end_of_a_sentence():
    assert shortened("Zie art. 5 van de wet. Dat geldt hier ook. Meer niet.", 30) == "Zie art. 5 van de wet. […]"


def test_an_abbreviation_ends_no_sentence():
    assert shortened("Dit volgt uit art. 5 en nog veel meer woorden.", 22) == "Dit volgt uit art. 5 […]"


@given(st.text(min_size=1), st.integers(min_value=10, max_value=60))
def test_some_of_every_text_stays_and_it_is_never_longer(text, most):
    found = shortened(text, most)

    assert len(found) <= most + 4
    assert is_cut(found) or found == " ".join(text.split())
    assert not text.split() or found.removesuffix("[…]").strip()


def test_negative_is_a_dissent_and_so_is_what_a_decision_went_against():
    assert is_dissent(Stance("ciso", Position.NEGATIVE))
    assert is_dissent(Stance("ciso", Position.POSITIVE, heeded=False))
    assert not is_dissent(Stance("ciso", Position.POSITIVE_WITH_CONDITIONS))


def test_positions_are_counted_the_most_critical_first():
    found = counted([Position.POSITIVE, Position.NEGATIVE, Position.POSITIVE])

    assert found == [(Position.NEGATIVE, 1), (Position.POSITIVE, 2)]
