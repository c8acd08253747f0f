"""Looking words up: the right lemma, a meaning where a list has one, and whose it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tutor.api.exercises.schemas import ItemOut
from tutor.exercises.items import item_of
from tutor.language.es.dictionary import MOST_FORMS, headword, look_up, meaning_of
from tutor.language.es.vocabulary import DATA, by_text, frequency


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("cosas", "cosa"), ("una", "uno"), ("sobre", "sobre"), ("partes", "parte"), ("formas", "forma"),
        ("tema", "tema"), ("privados", "privado"), ("sentido", "sentido"),  # other words than coser, unir, sobrar …
        ("teme", "temer"), ("sobran", "sobrar"), ("unimos", "unir"), ("hablaron", "hablar"), ("dámelo", "dar"),
    ],
)  # fmt: skip
def test_a_form_is_of_the_commoner_word(word: str, lemma: str) -> None:
    assert headword(word) == lemma


def test_our_meaning_comes_before_freedicts() -> None:
    assert all(meaning_of(word.text)[1] == "list" for word in by_text().values())
    assert meaning_of("vistazo") == ("glance", "list")
    assert meaning_of("anexión") == ("annexation", "dictionary")
    assert meaning_of("hacinamiento") == ("", "")


@pytest.mark.parametrize("name", ["meanings.tsv", "more_meanings.tsv"])
def test_the_lists_are_whole(name: str) -> None:
    rows = [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    assert len({row[0] for row in rows}) == len(rows)
    for word, *meanings in rows:
        assert word == word.strip()
        assert 1 <= len(meanings) <= 2, word  # English, and in our list a Spanish definition
        for meaning in meanings:
            assert 0 < len(meaning) == len(meaning.strip()) <= 120, word


def test_forms_are_named_and_few() -> None:
    assert look_up("hable", "en").forms == (
        "present subjunctive, yo",
        "present subjunctive, él, ella, usted",
        "command, él, ella, usted",
    )
    assert all(len(look_up(word, "es").forms) <= MOST_FORMS for word in ("hable", "cante", "ponga", "sea", "fuera"))
    assert look_up("mesa", "en").gender == "f"


def test_the_address_of_an_items_speech_is_one_plain_path() -> None:
    item = replace(item_of("dictation.future.2"), id="dictation.señal?/é.2")
    assert ItemOut.of(item, "en").speech_url == "/api/drills/items/dictation.se%C3%B1al%3F%2F%C3%A9.2/speech"


def test_the_commonest_words_have_a_meaning() -> None:
    """Of the 1,500 commonest forms, names and letters among them."""
    commonest = [word for word in sorted(frequency(), key=lambda w: -frequency()[w]) if word.isalpha()][:1500]
    assert len([word for word in commonest if not meaning_of(headword(word))[0]]) <= 15


def test_the_commonest_lemmas_are_defined_in_spanish() -> None:
    """Of the 3,000 commonest, names and letters among them. No definition begins with the word itself."""
    uses: dict[str, float] = {}
    for word, zipf in frequency().items():
        if word.isalpha():
            base = headword(word)
            uses[base] = uses.get(base, 0.0) + 10**zipf
    commonest = sorted(uses, key=lambda base: -uses[base])[:3000]
    undefined = [base for base in commonest if not meaning_of(base, "es")[0]]
    assert len(undefined) <= 90, undefined
    assert [base for base in commonest if meaning_of(base, "es")[0].startswith(f"{base} ")] == []


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("para", "for"), ("había", "to have"), ("sé", "to know"), ("cara", "face"), ("hambre", "hunger"), ("se", "oneself"),
        ("este", "this"), ("lugar", "place"), ("cuarto", "room"), ("tomar", "to take"), ("colegio", "school"),
        ("ella", "she"), ("ellos", "they"), ("ustedes", "you (plural)"), ("llevar", "to wear"), ("sostén", "bra"),
    ],
)  # fmt: skip
def test_a_common_word_means_what_it_mostly_means(word: str, meaning: str) -> None:
    assert meaning in meaning_of(headword(word))[0]
