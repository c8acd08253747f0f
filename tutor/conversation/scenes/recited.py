"""Lines that are not the learner's own: what the partner just said, and texts that have nothing to do with the scene."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.conversation.likeness import alike
from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.order import wants
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import LineSentence
from tutor.conversation.scenes.state import State
from tutor.conversation.scenes.wording import sentences_of, words_of

SAID_BACK, RECITED_BACK = 4, 6  # words of a line that is nearly the partner's, and that is wholly
RECITED = 50  # words; more of them, and none of the scene, are a text
TOPIC_TERMS = 3  # a topic this plainly spoken of comes before the answer to an open question


def says_it_back(state: State, line: str, acts: Sequence[Act]) -> bool:
    """Does the learner say what the partner just said? Word for word it is no question, whatever answers it."""
    words, last = words_of(line), sentences_of(state.last_line)
    if len(words) >= RECITED_BACK and set(sentences_of(line)) <= set(last):
        return True
    if len(words) < SAID_BACK or any(act.kind == "answer" for act in acts):
        return False
    return any(alike(words, said, 0.8) for said in (*last, words_of(state.last_line)))


def is_recited(script: Script, state: State, line: str, sentences: Sequence[LineSentence], acts: Sequence[Act]) -> bool:
    """Does a beginner say more than a beginner does, of which nothing is of the scene but a word or two that a poem has as
    well?"""
    if state.band != "A" or len(words_of(line)) <= RECITED:
        return False
    wanting = any(wants(sentence) and script.menu.named(sentence) for sentence in sentences)
    return not any(_belongs(script, state, act, wanting) for act in acts)


def _belongs(script: Script, state: State, act: Act, wanting: bool) -> bool:
    if act.kind in {"topic", "step"}:
        return act.terms >= TOPIC_TERMS or (act.id == state.asked.id and act.terms > 1) or script.topic_led
    return act.asks or (act.kind == "order" and wanting) or act.kind in {"twist", "bad_news", "not_understood"}
