"""What a form of corrections carries is read back as it was written."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.request_errors import BadRequest
from web.http import correction_forms as forms
from web.http.correction_forms import MentionButton, Outcome

WORD = st.text(st.characters(exclude_characters=" "), min_size=1)
BUTTONS = st.builds(MentionButton, WORD, WORD, st.integers(0, 10**11 - 1), st.text(), st.text())
OUTCOMES = st.builds(Outcome, st.sampled_from(forms.OUTCOMES), st.text(), st.booleans())


@given(BUTTONS)
def test_a_button_beside_a_mention_is_read_back(button: MentionButton) -> None:
    value = forms.mention_value(button)
    assert forms.mention_button(value) == button
    assert forms.undone_id(value) is None


@given(st.text())
def test_a_button_that_takes_back_is_read_back(correction_id: str) -> None:
    assert forms.undone_id(forms.undo_value(correction_id)) == correction_id


@given(st.text() | st.text("mention undoxé0¹١- ", max_size=20))
def test_any_other_value_is_refused_or_read_as_what_it_says(value: str) -> None:
    with suppress(BadRequest):
        button = forms.mention_button(value)
        assert forms.mention_button(forms.mention_value(button)) == button


@pytest.mark.parametrize(
    "value", ["", "mention", "mention other", "mention other body 1 huu-nghi", "mention a b ² c d"]
)
def test_half_a_value_is_refused(value: str) -> None:
    with pytest.raises(BadRequest):
        forms.mention_button(value)


@given(OUTCOMES, st.lists(st.tuples(st.sampled_from(["q", "sort", "keptx"]), st.text())))
def test_an_outcome_is_read_back_and_taken_away(
    outcome: Outcome, others: list[tuple[str, str]]
) -> None:
    pairs = [*others, *forms.outcome_pairs(outcome)]
    assert forms.outcomes_of(pairs) == [outcome]
    assert forms.without_outcomes(pairs) == others
