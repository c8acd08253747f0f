"""Changes that are never right where they are, and their neighbours that may be."""

from __future__ import annotations

import pytest

from tutor.corrections.candidates import Candidate
from tutor.corrections.impossible import impossible
from tutor.corrections.sentence import Sentence
from tutor.language.es.tokens import tokenize
from tutor.language.es.word_lists import WordLists

LEXICON = WordLists()


def change(text: str, old: str, new: str, op: str, kind: str) -> tuple[Candidate, Sentence]:
    """A candidate in the place of a word of a text."""
    sentence = Sentence(tokenize(text), LEXICON)
    at = [t.text for t in sentence.tokens].index(old)
    return Candidate(at, at + 1, new, op, kind), sentence


@pytest.mark.parametrize(
    ("text", "subject", "stays"),
    [
        ("Ella canta mejor que nadie.", "Ella", True),
        ("Ella es de un pueblo pequeño.", "Ella", False),
        ("Ella fue al cine ayer.", "Ella", True),
        ("Ella canta muy bien en el coro de la iglesia.", "Ella", False),
        ("Yo creo que mañana va a llover en toda la costa.", "Yo", True),
        ("Yo vivo en Madrid con mis padres y mi perro.", "Yo", True),
        ("Yo vivo en Madrid con mis padres desde hace años.", "Yo", False),
        ("Yo también vivo en Madrid con mis padres.", "Yo", True),
        ("Yo cocino todos los días y él lava los platos.", "él", True),
        ("Yo cocino todos los días mientras que él lava los platos.", "Yo", True),
        ("Él es el que siempre llega tarde a las clases.", "Él", True),
        ("Yo estoy contenta.", "Yo", True),
    ],
)
def test_a_subject_stays_where_it_is_needed(text: str, subject: str, stays: bool) -> None:
    assert impossible(*change(text, subject, "", f"-{subject.lower()}", "-subject"), ()) is stays


@pytest.mark.parametrize(
    ("text", "old", "new", "blocked"),
    [
        ("La fiesta es en casa de Luis.", "es", "está", True),
        ("Las fiestas son en casa de Luis.", "son", "están", True),
        ("Después de la clase mi hermano es en la biblioteca.", "es", "está", False),
        ("La fiesta es muy animada.", "es", "está", False),
        ("El agua está muy fría.", "está", "es", True),
        ("Los platos están limpios.", "están", "son", True),
        ("Mi hermana está muy alta.", "está", "es", False),
    ],
)
def test_what_passes_is_estar_and_what_takes_place_is_ser(text: str, old: str, new: str, blocked: bool) -> None:
    assert impossible(*change(text, old, new, f"{old}>{new}", "ser/estar"), ()) is blocked


@pytest.mark.parametrize(
    ("text", "blocked"), [("Hace un frío que pela.", True), ("Soy un estudiante de medicina.", False)]
)
def test_something_of_which_more_is_said_has_its_article(text: str, blocked: bool) -> None:
    assert impossible(*change(text, "un", "", "-un", "-article"), ()) is blocked


@pytest.mark.parametrize(
    ("text", "old", "new", "kind", "blocked"),
    [
        ("Me llamo Ana y vivo en Madrid.", "vivo", "vive", "ending", True),
        ("Me llamo Ana y vivo en Madrid.", "vivo", "vive", "Vperson", True),
        ("Mi nombre es Tom y vivo en Leeds.", "vivo", "vive", "ending", True),
        ("Vamos al parque y jugamos allí.", "jugamos", "juegan", "ending", True),
        ("Mi amiga se llama Ana y vivo en Madrid.", "vivo", "vive", "ending", False),
    ],
)
def test_who_tells_of_himself_goes_on_to(text: str, old: str, new: str, kind: str, blocked: bool) -> None:
    candidate, sentence = change(text, old, new, f"{old}>{new}", kind)
    assert impossible(candidate, sentence, ()) == blocked
