"""Small words: the file is whole, and a tapped word means what it means in its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tutor.language.es.dictionary import look_up, meanings_of, spanish_for
from tutor.language.es.function_words import FILE, is_small
from tutor.language.es.lexicon import lexicon
from tutor.language.es.tokens import words

HEADER = ("word", "use", "en", "es", "de", "fr", "pt", "it")
LANGUAGES = HEADER[2:]
# What a line of an explanation holds at most, in characters.
LONGEST = 100
TAPPED = Path(__file__).parents[2] / "data"
# Of a half, all but: «que entre» is "to go in" in our list, where the data says "to enter".
MISSED = {"tapped_a.tsv": 0, "tapped_b.tsv": 1}
MISSED_LEMMAS = {"tapped_c.tsv": 0, "tapped_d.tsv": 1}


def rows() -> list[list[str]]:
    header, *rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    assert tuple(header) == HEADER
    return rows


def means(sentence: str, language: str = "en") -> tuple[str, str]:
    """The lemma and meaning of the word that is marked in a sentence."""
    marked = re.search(r"\*(\w+)", sentence)
    assert marked, sentence
    entry = look_up(marked[1], language, sentence[: marked.start()], sentence[marked.end() :])
    return entry.lemma, entry.meaning


def test_every_row_is_whole_and_short() -> None:
    assert len({form for row in rows() for form in row[0].split()}) >= 120
    for row in rows():
        assert len(row) == len(HEADER), row
        for cell in (row[0], *row[2:]):
            assert cell
            assert cell == cell.strip(), row
            assert "  " not in cell, row
        assert all(len(told) <= LONGEST for told in row[2:]), row


def test_no_form_is_explained_twice_and_every_use_has_a_first_row() -> None:
    told = [(form, row[1]) for row in rows() for form in row[0].split()]
    assert len(set(told)) == len(told)
    assert {form for form, _ in told} == {form for form, use in told if not use}
    assert [form for form, _ in told if not lexicon().knows(form)] == []


def test_the_spanish_of_examples_and_definitions_is_spanish() -> None:
    unknown = {word for row in rows() for word in words(row[3]) if not lexicon().knows(word) and not word.isdigit()}
    assert unknown <= {"hi", "ho", "españa", "américa"}, unknown


@pytest.mark.parametrize("name", sorted(MISSED))
def test_a_tapped_word_is_what_its_sentence_makes_it(name: str) -> None:
    missed = []
    for line in (TAPPED / name).read_text(encoding="utf-8").splitlines():
        sentence, wanted, other = line.split("\t")
        first = means(sentence)[1].split("; also")[0]
        if not re.search(rf"\b{wanted}\b", first) or re.search(rf"\b{other}\b", first):
            missed.append((sentence, first))
    assert len(missed) <= MISSED[name], missed


@pytest.mark.parametrize("name", ["tapped_c.tsv", "tapped_d.tsv"])
def test_a_tapped_word_is_the_word_that_its_neighbours_make_it(name: str) -> None:
    missed = []
    for line in (TAPPED / name).read_text(encoding="utf-8").splitlines():
        sentence, wanted, other = line.split("\t")
        assert wanted != other
        if (lemma := means(sentence)[0]) != wanted:
            missed.append((sentence, lemma))
    assert len(missed) <= MISSED_LEMMAS[name], missed


@pytest.mark.parametrize(
    ("sentence", "meaning"),
    [
        ("¡*Vaya frío hace!", "what (a)"), ("¡*Vaya!", "what (a)"), ("¡*Vaya usted a casa!", "to go"), ("Que *vaya él", "to go"),
        ("¡*Anda, qué alto!", "wow"), ("*Anda muy despacio", "to walk"), ("¡*Anda!", "wow"), ("¡*Anda despacio!", "to walk"),
    ],
)  # fmt: skip
def test_an_exclamation_is_no_verb(sentence: str, meaning: str) -> None:
    assert means(sentence)[1].startswith(meaning), means(sentence)


@pytest.mark.parametrize(
    ("sentence", "lemma", "meaning"),
    [
        ("Vive en *China.", "China", "China"), ("una amiga *china", "chino", "Chinese"), ("Volé a *Roma.", "Roma", "Rome"),
        ("Hola, *Rosa.", "Rosa", ""), ("*Rosa es mi color", "rosa", "pink"), ("Voy a *Lima.", "Lima", "Lima"),
        ("el Ministerio de *Salud", "salud", "health"), ("*Julio es un mes", "julio", "July"), ("*París", "París", "Paris"),
        ("La *Luna", "luna", "moon"), ("la calle *Real", "real", "real; royal"), ("Mi tía *Rosa.", "Rosa", ""),
        ("Vive en *Suiza.", "Suiza", "Switzerland"),
    ],
)  # fmt: skip
def test_a_name_is_no_common_noun(sentence: str, lemma: str, meaning: str) -> None:
    assert means(sentence) == (lemma, means(sentence)[1])
    assert means(sentence)[1].startswith(meaning)
    assert bool(means(sentence)[1]) == bool(meaning)


@pytest.mark.parametrize(
    ("sentence", "lemma", "meaning"),
    [
        ("*Los libros", "el", "the"), ("Cruzó *los Andes", "el", "the"), ("Hoy pago yo *la cena", "la", "the"),
        ("A *lo mejor viene", "lo", "it"), ("No es más *que un niño", "que", "that"), ("Es *la una.", "la", "the"),
        ("No *encuentro las llaves", "encontrar", "to find"), ("Me *mandó una carta", "mandar", "to"),
        ("un *encuentro con mi tía", "encuentro", "meeting"), ("*Vino tinto", "vino", "wine"),
        ("Hoy comemos *fuera", "fuera", "outside"), ("¿Tienes *sed?", "sed", "thirst"), ("una falda *corta", "corto", "short"),
        ("Por lo *visto viene", "ver", "to see"), ("*fuimos al cine", "ir", "to go"), ("y *como llueve, leo", "como", "as"),
        ("*Sé inglés", "saber", "to know"), ("no hay *nada", "nada", "nothing"), ("*zzz", "zzz", ""),
    ],
)  # fmt: skip
def test_what_is_not_sure_stays_as_it_was(sentence: str, lemma: str, meaning: str) -> None:
    found = means(sentence)
    assert (found[0], found[1].startswith(meaning)) == (lemma, True), found


def test_without_a_sentence_the_form_is_explained_and_all_else_is_as_before() -> None:
    entry = look_up("Los", "en")
    assert (entry.word, entry.lemma, entry.source, entry.forms) == ("los", "el", "list", ())
    assert entry.meaning.startswith("the (masculine plural)")
    assert look_up("había", "en").forms == ("imperfect, yo", "imperfect, él, ella, usted")
    assert look_up("sino", "de").meaning.startswith("sondern")
    assert look_up("sino", "pl").meaning == look_up("sino", "en").meaning
    assert look_up("mesa", "en").meaning == "table"


def test_what_grades_answers_knows_nothing_of_it() -> None:
    assert is_small("los")
    assert "them" not in meanings_of("el")
    assert "los" not in spanish_for("them")
