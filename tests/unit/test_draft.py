"""Which words of an unfinished utterance no longer change."""

from __future__ import annotations

import pytest

from tutor.speech.live.draft import CONTEXT_S, LONG_S, MARGIN_S, Draft, View, agreed
from tutor.speech.stt.transcribe import Transcript, Word


def words(text: str, start: float = 0.0, each: float = 0.5) -> list[Word]:
    """Words of equal length, one after the other."""
    return [
        Word(word, round(start + n * each, 2), round(start + (n + 1) * each, 2), 0.9)
        for n, word in enumerate(text.split())
    ]


def transcript(heard: list[Word], seconds: float) -> Transcript:
    return Transcript(" ".join(word.text for word in heard), heard, "es", seconds)


def look(draft: Draft, text: str, upto: float) -> View:
    """A look that begins with the known words and goes on with these."""
    view = draft.view()
    known = [Word(w.text, w.start - view.begin, w.end - view.begin, w.probability) for w in view.known]
    begin = known[-1].end if known else 0.0
    assert draft.look(view, [*known, *words(text, begin)], upto)
    return view


@pytest.mark.parametrize(
    ("before", "now", "alike"),
    [("Me llamo Ana.", "me llamo Ana y", 3), ("Yo viví", "Jo viví", 0), ("", "Hola", 0), ("más", "mas", 0)],
)
def test_agreement_is_about_words(before: str, now: str, alike: int) -> None:
    assert agreed(words(before), words(now)) == alike


def test_two_looks_fix_what_they_agree_on() -> None:
    draft = Draft()
    look(draft, "ayer fui al medicamento", 3.1)
    assert draft.view() == View(0.0)
    look(draft, "Ayer fui al mercado con", 3.2)
    assert [word.text for word in draft.view().known] == ["Ayer", "fui", "al"]
    assert draft.text == "Ayer fui al mercado con"


def test_a_short_recording_is_heard_anew_each_time() -> None:
    draft = Draft()
    for _ in range(3):
        look(draft, "poco", 1.2)
    assert draft.view() == View(0.0)


def test_a_word_at_the_end_of_the_sound_may_be_half_of_one() -> None:
    draft = Draft()
    look(draft, "ayer en la calle vi el perro", 3.6)
    look(draft, "ayer en la calle vi el perro", 3.7)
    assert [word.text for word in draft.view().known] == ["la", "calle", "vi", "el"]


def test_later_looks_begin_a_little_before_the_end_and_keep_the_first_times() -> None:
    draft = Draft()
    for upto in (6.0, 6.1):
        look(draft, "uno dos tres cuatro cinco seis siete ocho nueve diez", upto)
    view = draft.view()
    assert [word.text for word in view.known] == ["siete", "ocho", "nueve", "diez"]
    assert draft.text.startswith("Uno dos")
    assert view.begin == view.known[0].start - MARGIN_S == 5.0 - CONTEXT_S - MARGIN_S
    look(draft, "once doce", 6.5)
    assert [(w.start, w.end) for w in draft.words] == [(n / 2, (n + 1) / 2) for n in range(12)]


def test_the_sign_after_the_last_fixed_word_is_open() -> None:
    draft = Draft()
    draft.fix(transcript(words("No fui."), 1.3), 1.3)
    view = draft.view()
    assert draft.look(view, [*words("No fui,"), *words("porque llovía.", 1.0)], 2.5)
    assert draft.text == "No fui, porque llovía."


def test_a_look_that_was_overtaken_is_forgotten() -> None:
    draft = Draft()
    view = draft.view()
    draft.fix(transcript(words("Ayer fui al mercado."), 2.2), 2.2)
    assert not draft.look(view, words("ayer fue"), 1.0)
    assert draft.text == "Ayer fui al mercado."


def test_nobody_looks_at_a_long_silence() -> None:
    draft = Draft()
    draft.fix(transcript(words("No fui."), 1.3), 1.3)
    draft.silence(1.3, 9.0)
    assert draft.view() == View(9.0)


def test_words_before_a_silence_that_are_not_fixed_are_looked_at() -> None:
    draft = Draft()
    draft.silence(1.3, 9.0)
    assert draft.view() == View(0.0)


def test_what_never_agrees_is_fixed_when_it_grows_long() -> None:
    draft = Draft()
    look(draft, "la " * 20, LONG_S - 1)
    look(draft, "lo " * 25, LONG_S + 1)
    assert len(draft.view().known) > 0
    assert draft.view().begin > 5


def test_a_dash_is_no_word() -> None:
    draft = Draft()
    draft.fix(transcript(words("No - fui."), 1.6), 1.6)
    assert [word.text for word in draft.view().known] == ["No", "fui."]


def test_an_engine_without_times_fixes_nothing() -> None:
    draft = Draft()
    draft.fix(Transcript("No fui.", [], "es", 1.3), 1.3)
    assert draft.text == "No fui."
    assert draft.view() == View(0.0)
