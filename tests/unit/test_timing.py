"""The times of spoken words: from a voice's own durations, from the sound, and laid over the text as it is written."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.conftest import REAL
from tutor.core.downloads import load_catalogue
from tutor.speech.analysis.timing import Phone, WordTime, by_phones, by_sound, places, sounding
from tutor.speech.tts.durations import with_output
from tutor.speech.tts.synthesize import spoken_words
from tutor.speech.tts.voices import KokoroVoice, PiperVoice


def phones(signs: str) -> list[Phone]:
    return [Phone(sign, n / 10, (n + 1) / 10) for n, sign in enumerate(signs)]


def test_words_end_with_their_last_sound_and_not_with_the_comma() -> None:
    assert by_phones("Sí, voy.", phones("sˈi, bˈoj.")) == [WordTime("Sí,", 0.0, 0.3), WordTime("voy.", 0.5, 0.9)]


def test_a_word_that_a_voice_spells_leaves_the_others_in_order() -> None:
    times = by_phones("La UE es así.", phones("la u e es asi"))  # five groups of sounds for four words
    assert [t.text for t in times] == ["La", "UE", "es", "así."]
    assert [t.start for t in times] == sorted(t.start for t in times)
    assert times[-1].end == 1.3


def test_words_are_guessed_only_where_there_is_sound() -> None:
    rate = 16_000
    tone = (8000 * np.sin(np.arange(rate) / 10)).astype(np.int16)
    samples = np.concatenate([np.zeros(rate // 2, np.int16), tone, np.zeros(rate, np.int16)])
    times = by_sound("uno dos", samples, rate)
    assert [(t.text, t.start, t.end) for t in times] == [("uno", 0.5, 1.0), ("dos", 1.0, 1.5)]
    assert by_sound("uno", np.zeros(rate, np.int16), rate) == [WordTime("uno", 0.0, 0.0)]


@pytest.mark.parametrize(
    "text",
    [
        "Hola, ¿qué tal?",
        "**Hola** 😀, ¿qué _tal_?",
        "Hay 21.000 casas, 200 personas y un 50 % de árboles.",
        "El Sr. Pérez vive en EE. UU. desde 1999.",
        "Nos vemos a las 14:30 (o a las 15).",
    ],
)
def test_every_spoken_word_stands_somewhere_in_the_text(text: str) -> None:
    spoken = spoken_words(text)
    found = places(text, spoken)
    assert None not in found
    assert [place for place in found if place] == sorted(place for place in found if place)
    for word, place in zip(spoken, found, strict=True):
        assert place
        bare = "".join(c for c in word if c.isalpha()).lower()
        written = "".join(c for c in text[slice(*place)] if c.isalpha()).lower()
        assert bare == written or bare not in text.lower().split(), (word, text[slice(*place)])


def test_what_is_no_network_of_theirs_stays_as_it_is() -> None:
    assert with_output(b"other network", "/Ceil_output_0", "duration") == b"other network"


@pytest.mark.models
def test_after_a_silence_a_word_begins_where_the_sound_does(dora: KokoroVoice) -> None:
    samples, words = dora.say_timed("Hola, me llamo Ana, y vivo aquí.", 0.8)
    assert [word.text for word in words] == ["Hola,", "me", "llamo", "Ana,", "y", "vivo", "aquí."]
    loud = sounding(samples.astype(np.float32), dora.sample_rate)
    onsets = [n / 100 for n in range(6, len(loud)) if loud[n] and not loud[n - 6 : n].any()]
    assert onsets
    assert all(min(abs(word.start - onset) for word in words) < 0.06 for onset in onsets[:2])
    assert abs(words[-1].end - np.flatnonzero(loud)[-1] / 100) < 0.1


@pytest.mark.models
def test_piper_tells_its_durations_too() -> None:
    catalogue = load_catalogue()
    joe = next(v for v in catalogue.voices if v.id == "en_US-joe-medium")
    voice = PiperVoice(catalogue.ensure_voice(joe, REAL)["model"], joe.sample_rate)
    samples, words = voice.say_timed("Good morning, my very old friend.", 1.0)
    assert [word.text for word in words] == ["Good", "morning,", "my", "very", "old", "friend."]
    assert all(a.start < a.end <= b.start + 0.001 for a, b in pairwise(words))
    loud = np.flatnonzero(sounding(samples.astype(np.float32), voice.sample_rate)) / 100
    assert abs(words[0].start - loud[0]) < 0.15
    assert abs(words[-1].end - loud[-1]) < 0.2
