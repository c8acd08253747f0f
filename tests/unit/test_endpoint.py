"""Nobody is cut off: how much silence ends a spoken turn."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.levels import Level
from tutor.speech.live.endpoint import EARLY, LONGEST, SHORTEST, UNFINISHED, Endpoint, unfinished

levels = st.sampled_from(list(Level))
texts = st.text(max_size=60) | st.sampled_from(["Hola.", "porque…", "Voy a", "¿Y tú?", "Tengo un perro."])
pauses = st.lists(st.floats(0, 20), max_size=40)
patience = st.floats(0.7, 3)


@pytest.mark.parametrize(
    ("level", "silence"),
    [(Level.A1, 1.8), (Level.A2, 1.8), (Level.B1, 1.5), (Level.B2, 1.5), (Level.C1, 1.2), (Level.C2, 1.2)],
)
def test_silence_by_level(level: Level, silence: float) -> None:
    endpoint = Endpoint(level)
    assert endpoint.silence_s == endpoint.wait_s("Me llamo Ana.") == silence
    assert endpoint.wait_s("Me llamo") == silence
    assert endpoint.wait_s("Llego tarde porque") == pytest.approx(silence * UNFINISHED)
    assert Endpoint(level, patience=2).wait_s("Me llamo Ana.") == 2 * silence


@pytest.mark.parametrize(
    "text",
    ["No voy porque…", "Eh,", "Pues, este", "Vivo en", "Vivo en.", "Quiero el", "Ana y", "Es mi.", "Ayer he",
     "Me gusta, por ejemplo,", "Me gustan las cosas, o sea", "Compré pan,", "Ella me", "Ayer fui con los"],
)  # fmt: skip
def test_words_that_call_for_more(text: str) -> None:
    assert unfinished(text)


@pytest.mark.parametrize(
    "text",
    ["", "...?", "Sí.", "No sé.", "¿Y tú?", "¿Por qué?", "¡Qué va, este!", "Vivo en Madrid.", "Es de él.", "Lo digo yo",
     "Eso es para mí.", "No quiero más."],
)  # fmt: skip
def test_words_that_are_whole(text: str) -> None:
    assert not unfinished(text)


@given(levels, patience, pauses, texts)
def test_the_silence_has_bounds_whatever_was_heard(
    level: Level, patience: float, pauses: list[float], text: str
) -> None:
    endpoint = Endpoint(level, patience)
    least, most = SHORTEST * endpoint.silence_s, LONGEST * endpoint.silence_s
    for pause in pauses:
        endpoint.paused(pause, text)
    assert least <= endpoint.silence_s + 1e-9
    assert endpoint.silence_s <= most + 1e-9
    assert endpoint.wait_s(text) in (endpoint.silence_s, endpoint.silence_s * UNFINISHED)
    endpoint.holding = True
    assert endpoint.wait_s(text) == inf


@given(levels, pauses, st.floats(0, 5))
def test_who_pauses_longer_is_never_given_less_time(level: Level, pauses: list[float], more: float) -> None:
    slow, quick = Endpoint(level), Endpoint(level)
    for pause in pauses:
        quick.paused(max(pause, 0.3), "Hola.")
        slow.paused(max(pause, 0.3) + more, "Hola.")
    assert slow.silence_s >= quick.silence_s


def test_the_learners_own_pauses_count() -> None:
    endpoint = Endpoint(Level.C1)
    before = endpoint.silence_s
    for _ in range(3):
        endpoint.paused(1.1, "Ayer fui al mercado")
    assert endpoint.silence_s > before
    quick = Endpoint(Level.A1)
    silences = []
    for _ in range(12):
        quick.paused(0.4, "Hola.")
        silences.append(quick.silence_s)
    assert silences[0] == 1.8  # one short pause proves nothing
    assert silences[-1] < 1.8
    assert all(after <= before for before, after in pairwise(silences))


def test_a_pause_after_an_unfinished_sentence_counts_for_less() -> None:
    after_porque, after_all = Endpoint(Level.B1), Endpoint(Level.B1)
    after_porque.paused(1.5, "porque")
    after_all.paused(1.5, "Me fui.")
    assert after_porque.silence_s < after_all.silence_s


def test_a_turn_that_sounds_finished_ends_early_only_where_its_words_are_whole() -> None:
    endpoint = Endpoint(Level.A2)
    assert (
        endpoint.wait_s("Vivo aquí.", 0.99) < 1.2 < endpoint.wait_s("Vivo aquí.", 0.9) == endpoint.wait_s("Vivo aquí.")
    )
    assert endpoint.wait_s("Llego tarde porque", 0.99) == endpoint.wait_s("Llego tarde porque")
    assert endpoint.wait_s("Vivo aquí.", 0.01) > endpoint.wait_s("Vivo aquí.")
    endpoint.may_end_early = False
    assert endpoint.wait_s("Vivo aquí.", 0.99) == endpoint.wait_s("Vivo aquí.")


@given(levels, texts, pauses, patience, st.floats(0, 1))
def test_a_sound_never_ends_a_turn_within_a_learners_usual_pauses(
    level: Level, text: str, before: list[float], patient: float, finished: float
) -> None:
    endpoint = Endpoint(level, patient)
    for seconds in before:
        endpoint.paused(seconds, "Hola.")
    assert endpoint.wait_s(text, finished) >= EARLY * endpoint.silence_s
    endpoint.holding = True
    assert endpoint.wait_s(text, finished) == inf
