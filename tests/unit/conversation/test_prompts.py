"""Prompts stay short and stable, alternate as strict chat templates want, and never outgrow the window."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.conversation.prompt.builder import (
    build_messages,
    count_tokens,
    examples_at,
    fit,
    goal_of,
    summary_messages,
    system_prompt,
    translation_messages,
)
from tutor.conversation.scenes.library import scenes
from tutor.core.levels import Level
from tutor.language.es.levels import profile
from tutor.language.es.prompts import prompts
from tutor.language.es.readability import level_of
from tutor.language.es.sentences import whole_sentences
from tutor.llm.base import ChatMessage

SYSTEM = "Eres el tutor."
TURNS = st.lists(
    st.builds(lambda role, content: ChatMessage(role=role, content=content),
              st.sampled_from(["user", "assistant"]), st.text(min_size=1, max_size=80)),
    max_size=30,
)  # fmt: skip


def user(text: str) -> ChatMessage:
    return {"role": "user", "content": text}


def tutor(text: str) -> ChatMessage:
    return {"role": "assistant", "content": text}


def talk(turns: int, words: int = 12) -> list[ChatMessage]:
    """An opening line and so many turns."""
    history = [tutor("¿Qué tal?")]
    for i in range(turns):
        history += [user(f"Turno {i} " + "palabra " * words), tutor(f"Respuesta {i} " + "palabra " * words)]
    return history


@pytest.mark.parametrize("level", list(Level))
def test_examples_are_as_the_level_wants_them_and_suit_every_scenario(level: Level) -> None:
    turns = examples_at(level)
    assert [m["role"] for m in turns] == ["user", "assistant"] * (len(turns) // 2)
    for reply in (m["content"] for m in turns[1::2]):
        assert level_of(reply).score <= level.number + 0.5
        pieces = whole_sentences(reply)
        assert len(pieces) <= profile(level).reply_sentences
        assert all(len(piece.split()) <= profile(level).sentence_words for piece in pieces)
        assert reply.endswith("?")
        assert reply.count("?") == 1
        assert not set(re.findall(r"\w+", reply.lower())) & {"tú", "ti", "tu", "te", "usted", "le", "su", "vos"}


@given(TURNS.filter(bool), st.integers(300, 1500))
def test_what_is_fitted_keeps_the_examples(history: list[ChatMessage], budget: int) -> None:
    shown = examples_at(Level.A1)
    fitted = fit(build_messages(SYSTEM, "", history, examples=shown), budget, head=1 + len(shown))
    assert fitted[1 : 1 + len(shown)] == shown
    assert fitted[1 + len(shown)]["role"] == "user"


@pytest.mark.parametrize("level", list(Level))
def test_a_system_prompt_is_short_and_says_what_the_level_allows(level: Level) -> None:
    for s in scenes():
        prompt = system_prompt(level, s, "en")
        assert len(prompt) <= 2400
        for part in (profile(level).grammar, profile(level).vocabulary, s.partner.role, goal_of(s), f"de {s.address}"):
            assert part in prompt
        assert "{" not in prompt


def test_changing_the_scenario_keeps_most_of_the_cached_prompt() -> None:
    first, second = (system_prompt(Level.A2, s, "de") for s in scenes()[:2])
    shared = next(i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b)
    assert shared > 400  # rules, level and what is allowed come before the scene


def test_help_names_the_learners_language() -> None:
    assert "alemán" in system_prompt(Level.A1, scenes()[0], "de")
    assert "al inglés" not in system_prompt(Level.A1, scenes()[0], "de")


@given(
    TURNS,
    st.sampled_from(["", "Ana vive en Berlín."]),
    st.none() | st.just("Usa «llave»."),
    st.sampled_from([[], examples_at(Level.A1)]),
)
def test_roles_alternate_and_nothing_is_lost(
    history: list[ChatMessage], summary: str, note: str | None, examples: list[ChatMessage]
) -> None:
    messages = build_messages(SYSTEM, summary, history, note, examples)
    assert messages[1 : 1 + len(examples)] == examples
    roles = [m["role"] for m in messages]
    assert roles[:2] == ["system", "user"]
    assert all(a != b for a, b in pairwise(roles))
    position = 0
    whole = "\n".join(m["content"] for m in messages[1:])
    for message in history:
        position = whole.index(message["content"], position) + len(message["content"])
    if note:
        assert messages[-1]["role"] == "user"
        assert messages[-1]["content"].endswith("[Nota para el tutor: Usa «llave».]")


def test_a_further_turn_only_appends() -> None:
    before = build_messages(SYSTEM, "Resumen.", talk(3))
    after = build_messages(SYSTEM, "Resumen.", [*talk(3), user("¿Y tú?")])
    assert after[: len(before)] == before


def test_the_summary_follows_what_all_learners_share() -> None:
    assert build_messages(SYSTEM, "Ana vive en Berlín.", [])[0]["content"].startswith(SYSTEM)
    assert build_messages(SYSTEM, "", talk(1))[1]["content"] == prompts().greeting
    assert build_messages(SYSTEM, "Ana vive en Berlín.", talk(1))[1]["content"] == prompts().goes_on


def test_what_fits_is_left_alone() -> None:
    messages = build_messages(SYSTEM, "", talk(4))
    assert fit(messages, count_tokens(messages)) == messages


@given(TURNS.filter(bool), st.integers(60, 1500))
def test_what_is_fitted_keeps_the_system_part_and_the_last_message(history: list[ChatMessage], budget: int) -> None:
    messages = build_messages(SYSTEM, "Resumen.", history)
    fitted = fit(messages, budget)
    assert fitted[0] == messages[0]
    assert messages[-1]["content"].endswith(fitted[-1]["content"])
    assert fitted[-1]["content"]
    if len(fitted) > 1 and messages[-1]["role"] == "user":
        assert fitted[1]["role"] == "user"
    if count_tokens(fitted) > budget:  # only when not even the last word fits
        assert len(fitted[-1]["content"]) == 1


def test_the_place_of_the_cut_stays_for_many_turns() -> None:
    starts = []
    for turns in range(20, 60):
        fitted = fit(build_messages(SYSTEM, "", [*talk(turns), user("¿Y tú?")]), 800)
        assert count_tokens(fitted) <= 800
        starts.append(fitted[1]["content"])
    changes = sum(a != b for a, b in pairwise(starts))
    assert 0 < changes <= 8  # every turn would be 39


def test_a_message_longer_than_the_window_keeps_its_end() -> None:
    fitted = fit(build_messages(SYSTEM, "", [user("palabra " * 5000 + "fin")]), 500)
    assert count_tokens(fitted) <= 500
    assert fitted[-1]["content"].endswith("fin")
    assert len(fitted[-1]["content"]) > 500


def test_the_engine_may_count_for_itself() -> None:
    def letters(messages: Sequence[ChatMessage]) -> int:
        return sum(len(m["content"]) for m in messages)

    fitted = fit(build_messages(SYSTEM, "", [*talk(9), user("¿Y tú?")]), 300, letters)
    assert letters(fitted) <= 300
    assert fitted[-1] == user("¿Y tú?")


@pytest.mark.parametrize("text", ["12345678", "😀😀😀😀", "你好吗你好吗", "¡¿...!?"])
def test_what_tokenizers_cut_small_is_not_counted_as_prose(text: str) -> None:
    assert count_tokens([user(text)]) - count_tokens([user("")]) >= len(text)


def test_a_summary_is_asked_for_with_the_old_one_and_who_said_what() -> None:
    system, said = summary_messages("Ana vive en Berlín.", [user("Tengo un perro."), tutor("¡Qué bien!")], Level.A2)
    assert "80 palabras" in system["content"]
    assert said["content"] == "Resumen anterior: Ana vive en Berlín.\nAlumno: Tengo un perro.\nTutor: ¡Qué bien!"


def test_a_translation_is_asked_for_by_the_languages_name() -> None:
    system, said = translation_messages("Hola.", "fr")
    assert "al francés" in system["content"]
    assert said == user("Traduce al francés: Hola.")
