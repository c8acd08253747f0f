"""Which words a learner is told of, from sounds that are heard as a script says."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.language.es.ipa import in_ipa, letters, sounds_of
from tutor.language.es.tokens import tokenize
from tutor.speech.analysis.phones import SILENCE, Heard, aligned
from tutor.speech.analysis.pronunciation import SpokenWord, judged, misses, sounds, spelled, told

SIGNS = [SILENCE, *"aeioujwptkbdɡβðɣfθsxmnɲlʎʝɾrhɹəAO", "ŋ", "ʃ", "tʃ", "pʰ", "tʰ", "kʰ", *("ˈ" + v for v in "aeiou")]
EACH = 5


def heard(ipa: str, sure: float = 10.0) -> Heard:
    """A recording in which each sound of some words lasts a tenth of a second, and is so much likelier than others."""
    known = [sound for word in ipa.split() for sound in sounds_of(word) if sound in SIGNS]
    said = [SILENCE, *known, SILENCE]
    table = np.full((len(said) * EACH, len(SIGNS)), -sure, dtype=np.float32)
    for n, sound in enumerate(said):
        table[n * EACH : (n + 1) * EACH, SIGNS.index(sound)] = -0.01
    return Heard(table, SIGNS)


def spoken(text: str, ipa: str, sure: float = 10.0) -> SpokenWord:
    """The last word of a text."""
    return judged(heard(ipa, sure), text, "en")[-1]


def test_what_is_said_right_is_called_right() -> None:
    words = judged(heard("el pˈero komjˈo"), "El perro comió.", "en")
    assert [w.text for w in words] == ["El", "perro", "comió"]
    assert all(w.sound == "" for w in words)
    assert all(sound.score > 0.9 for w in words for sound in w.sounds)


@pytest.mark.parametrize(
    ("text", "ipa", "sound", "heard_as", "where"),
    [
        ("¡Perro!", "pˈeɾo", "rr", "Pero", "rr"),
        ("Pero", "pˈero", "r", "Perro", "r"),
        ("caro", "kˈaɹo", "english_r", "", "r"),
        ("mesa", "mˈisa", "vowel", "misa", "e"),
        ("año", "ˈano", "ñ", "ano", "ñ"),
        ("hotel", "hotˈel", "h", "jotel", "h"),
        ("ahora", "ahˈoɾa", "h", "ajora", "h"),
        ("pollo", "pˈolo", "ll", "polo", "ll"),
        ("solo", "sˈolO", "gliding_vowel", "solou", "o"),
        ("Digo canto", "dˈiɣo kantˈo", "stress", "cantó", "a"),
        ("Digo está", "dˈiɣo ˈesta", "stress", "ésta", "e"),
    ],
)
def test_each_miss_is_named_and_its_letters_found(text: str, ipa: str, sound: str, heard_as: str, where: str) -> None:
    word = spoken(text, ipa)
    assert (word.sound, word.heard_as) == (sound, heard_as)
    assert word.advice == sounds()[sound].advice["en"]
    assert word.score is not None
    assert word.score < 0.5
    worst = min(word.sounds, key=lambda s: s.score)
    assert worst.score == word.score
    assert text[worst.start : worst.end] == where


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("zapato", ("θapˈato", "sapˈato")),  # distinction, seseo
        ("casa", ("kˈasa", "kˈaθa")),  # ceceo
        ("calle", ("kˈaʎe", "kˈaʝe", "kˈaʃe")),  # an old ll, yeísmo, Buenos Aires
        ("un beso", ("un bˈeso", "uŋ bˈeso")),
        ("que", ("ke", "kˈe")),
        ("para", ("paɾa", "pˈaɾa")),
    ],
)
def test_no_native_variant_is_a_fault(text: str, variants: tuple[str, ...]) -> None:
    for ipa in variants:
        assert [w.sound for w in judged(heard(ipa), text, "en") if w.sound] == []


def test_a_sound_is_told_from_its_own_margin_on() -> None:
    rr = sounds()["rr"]
    sure = rr.margin / EACH  # each moment adds as much
    assert spoken("perro", "pˈeɾo", sure - 0.3).sound == ""
    assert spoken("perro", "pˈeɾo", sure + 0.3).sound == "rr"


def test_the_stress_of_a_word_alone_is_not_told() -> None:
    assert spoken("canto", "kantˈo").sound == ""
    assert spoken("Digo canto", "dˈiɣo kantˈo").sound == "stress"


def test_a_sound_that_is_not_told_apart_is_never_told() -> None:
    assert all(sound.margin < math.inf for sound in told())
    for sound, text, ipa in (
        ("weak_vowel", "casa", "kˈasə"),
        ("softened", "nada", "nˈada"),
        ("puff", "papá", "pʰapˈa"),
    ):
        assert sounds()[sound].margin == math.inf
        assert spoken(text, ipa).sound == ""


def test_other_words_than_expected_are_not_judged() -> None:
    word = spoken("perro", "mˈultʃisimas")
    assert (word.score, word.sound, word.sounds) == (None, "", [])


def test_a_recording_too_short_for_the_words_is_not_judged() -> None:
    words = judged(heard("a"), "Muchísimas gracias por todo", "en")
    assert [w.score for w in words] == [None] * 4


def test_sounds_that_are_not_spanish_are_not_judged() -> None:
    silence = Heard(np.full((50, 2), -1.0, dtype=np.float32), [SILENCE, "e"])
    assert judged(silence, "Hola", "en")[0].score is None


def test_words_are_laid_over_the_sound_with_the_pauses_between_them() -> None:
    line = [SILENCE, "n", "ˈo", SILENCE, "s", "ˈe", SILENCE]
    places = aligned(heard("nˈo sˈe"), line)
    assert places is not None
    assert places[3] == (0, 0)  # no pause between them
    assert [places[n] for n in (1, 2, 4, 5)] == [(5, 10), (10, 15), (15, 20), (20, 25)]


def test_an_h_is_missed_only_where_one_is_written() -> None:
    h = [sounds()["h"]]
    assert [m.said for m in misses("hola", "ˈola", h)] == [["h", "ˈo", "l", "a"]]
    assert [m.said for m in misses("ahora", "aˈoɾa", h)] == [["a", "h", "ˈo", "ɾ", "a"]]
    assert list(misses("ola", "ˈola", h)) == []


def test_stress_moves_to_the_syllable_beside_it() -> None:
    moved = list(misses("música", "mˈusika", [sounds()["stress"]]))
    assert ["".join(m.said) for m in moved] == ["musˈika"]
    places = letters("música", sounds_of("mˈusika"))
    assert spelled("música", moved[0], places) == "musíca"
    assert list(misses("que", "kˌe", [sounds()["stress"]])) == []


def _words() -> Iterator[tuple[str, str, list[str]]]:
    yield "guitarra", "ɡitˈara", ["g", "i", "t", "a", "rr", "a"]
    yield "pingüino", "piŋɡwˈino", ["p", "i", "n", "g", "ü", "i", "n", "o"]
    yield "huevo", "wˈeβo", ["u", "e", "v", "o"]
    yield "chaqueta", "tʃakˈeta", ["ch", "a", "qu", "e", "t", "a"]
    yield "Texto", "tˈeksto", ["T", "e", "x", "", "t", "o"]


@pytest.mark.parametrize(("word", "ipa", "expected"), list(_words()))
def test_letters_stand_for_sounds(word: str, ipa: str, expected: list[str]) -> None:
    assert [word[a:b] for a, b in letters(word, sounds_of(ipa))] == expected


def test_what_has_no_letters_for_a_sound_is_not_respelled() -> None:
    ipa = "beintiˈuno"
    for miss in misses("21", ipa, list(sounds().values())):
        assert spelled("21", miss, letters("21", sounds_of(ipa))) == ""


@given(st.text(max_size=30), st.text(alphabet="aeiouptkrɾnɲlʎʝsˈˌʰ ", max_size=30))
def test_any_text_and_any_sound_are_laid_together(text: str, ipa: str) -> None:
    words = judged(heard(ipa), text, "en")
    assert [w.text for w in words] == [text[w.start : w.end] for w in words]
    assert all(w.start <= s.start <= s.end <= w.end for w in words for s in w.sounds)


@pytest.mark.parametrize("text", ["Tengo 21 años.", "¿El menú del día?", "Mi weekend, OK", "a", "—¡Ay!—"])
def test_every_word_has_its_own_ipa(text: str) -> None:
    words = [token.text for token in tokenize(text) if token.is_word]
    assert len(in_ipa(text, words)) == len(words)


@pytest.mark.parametrize(("language", "advice"), [("en", "en"), ("es", "es"), ("de", "de"), ("hi", "en")])
def test_advice_comes_in_the_learners_language_or_english(language: str, advice: str) -> None:
    (word,) = judged(heard("pˈeɾo"), "Perro.", language)
    assert word.advice == sounds()["rr"].advice[advice]
