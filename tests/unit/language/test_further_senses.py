"""Further senses: the file is whole, and a tapped word tells the sense met that its list does not teach."""

from __future__ import annotations

import re

import pytest

from tutor.language.es.dictionary import look_up, meaning_of
from tutor.language.es.function_words import is_small
from tutor.language.es.further_senses import ALSO, FILE
from tutor.language.es.lexicon import lexicon
from tutor.language.es.tokens import words
from tutor.language.es.vocabulary import by_text

HEADER = ("word", "en", "es", "de", "fr", "pt", "it")
LANGUAGES = HEADER[1:]
# What a cell holds at most, in characters.
LONGEST = 90
# The lexicon has no names of places.
NAMES = {"alemania", "américa", "españa", "francia", "inglaterra", "méxico"}


def rows() -> dict[str, dict[str, str]]:
    header, *rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    assert tuple(header) == HEADER
    return {word: dict(zip(LANGUAGES, told, strict=True)) for word, *told in rows}


def senses(told: str) -> set[str]:
    """The senses of a cell, without what is said of them in brackets."""
    return {sense.strip() for sense in re.split(r"[,;]", re.sub(r"\(.*?\)", "", told)) if sense.strip()}


def test_every_row_is_whole_and_short() -> None:
    assert len(rows()) >= 250
    assert len(FILE.read_text(encoding="utf-8").splitlines()) == len(rows()) + 1  # none twice
    for word, row in rows().items():
        for told in (word, *row.values()):
            assert told, word
            assert told == told.strip(), word
            assert "  " not in told, word
        assert all(len(told) <= LONGEST for told in row.values()), word


def test_every_word_is_one_of_ours_and_looked_up_as_itself() -> None:
    assert [word for word in rows() if not meaning_of(word)[0] or look_up(word, "en").lemma != word] == []


def test_the_spanish_is_spanish() -> None:
    unknown = {word for row in rows().values() for word in words(row["es"]) if not lexicon().knows(word)}
    assert {word for word in unknown if not word.isdigit()} <= NAMES, unknown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_further_sense_is_shown_and_not_taught(language: str) -> None:
    for word, row in rows().items():
        if is_small(word):  # «solo» is explained as a small word, «sola» is not
            continue
        taught, shown = meaning_of(word, language)[0], look_up(word, language).meaning
        if taught and (word in by_text() or language in ("en", "es")):
            assert shown == taught + ALSO[language] + row[language], word
            assert not senses(taught) & senses(row[language]), word
        else:
            assert shown == row[language], word


def test_where_a_language_has_no_meaning_of_a_word_all_its_senses_are_told() -> None:
    assert look_up("valor", "it").meaning.startswith("valore; coraggio")
    assert look_up("valor", "en").meaning.startswith("value, courage; also ")
    assert look_up("sueño", "pl").meaning == look_up("sueño", "en").meaning


@pytest.mark.parametrize(
    ("sentence", "sense"),
    [
        ("Son las once y el bebé tiene *sueño.", "sleepiness"),
        ("La piscina mide veinte *metros de largo.", "metre"),
        ("No entiendo qué *pasa con mi ordenador.", "happen"),
        ("Mi tía *dejó de fumar en enero.", "stop"),
        ("El estanco *queda detrás de la catedral.", "located"),
        ("*Llevan dos horas en la cola.", "to have been"),
        ("El martes por la *mañana tengo dentista.", "morning"),
        ("No me alcanza la *plata para el pasaje.", "money"),
        ("La ropa de niños está en la tercera *planta.", "floor"),
        ("El juez no encontró *pruebas contra ella.", "proof"),
        ("La *novia llegó tarde a la iglesia.", "bride"),
        ("El periódico no dijo cuáles eran sus *fuentes.", "source"),
        ("El vecino presentó una *demanda contra la empresa.", "lawsuit"),
        ("Mi hermana vive *sola en Bilbao.", "alone"),
        ("Leí todas las *obras de esa poeta.", "work (of art)"),
    ],
)
def test_the_sense_met_is_among_those_shown(sentence: str, sense: str) -> None:
    before, _, rest = sentence.partition("*")
    tapped = re.match(r"\w+", rest)
    assert tapped
    entry = look_up(tapped[0], "en", before, rest[tapped.end() :])
    assert sense in entry.meaning, entry
    assert sense not in meaning_of(entry.lemma)[0]
