"""Spoken answers, as a small recogniser writes them."""

import pytest

from tutor.exercises.aloud import grade_aloud
from tutor.exercises.items import item_of


@pytest.mark.parametrize(
    ("item_id", "heard", "verdict"),
    [
        ("cloze.verb-prepositions.1", "Anoche soñé con mi infancia.", "right"),
        ("cloze.verb-prepositions.1", "A noche sonye con mi infancia.", "right"),  # the gap was heard
        ("cloze.verb-prepositions.1", "con", "right"),
        ("cloze.verb-prepositions.1", "Anoche soñé de mi infancia.", "wrong"),
        ("cloze.verb-prepositions.1", "de", "wrong"),
        ("cloze.verb-prepositions.1", "A noche sonye de mi infancia.", "unusable"),
        ("cloze.future.0", "Manllana juverá en el norte.", "unusable"),  # no such words: misheard
        ("cloze.future.0", "Mañana llovió en el norte.", "wrong"),
        ("cloze.future.0", "Mañana llueve en el norte.", "right"),  # so one says it too; written, the point is named
        ("say.future.2", "Ellos no podrán venir.", "right"),
        ("say.future.2", "Eyos no potrán benir.", "unusable"),
    ],
)
def test_what_was_misheard_is_not_the_learners_mistake(item_id: str, heard: str, verdict: str) -> None:
    graded = grade_aloud(item_of(item_id), heard)
    assert graded.verdict == verdict, graded
    if verdict == "unusable":
        assert heard in graded.feedback


def test_a_word_that_was_doubted_can_be_right_and_not_wrong() -> None:
    item = item_of("cloze.verb-prepositions.1")
    assert grade_aloud(item, "con", unsure=True).verdict == "right"
    assert grade_aloud(item, "de", unsure=True).verdict == "unusable"
