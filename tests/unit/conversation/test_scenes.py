"""Every scene that is shipped holds together: its lines are right Spanish for their level, and it can be played to its end."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from tutor.conversation.scenes.director import Director, advance
from tutor.conversation.scenes.library import band, director, opening, scene, scenes
from tutor.conversation.scenes.schema import Band, Scene, lines_for
from tutor.conversation.scenes.wording import Words, sentences_of, words_of
from tutor.core.errors import InvalidInput
from tutor.core.levels import Level
from tutor.language.es.readability import level_of
from tutor.language.es.spoken import speakable

OFFERED = [s for s in scenes() if s.offered]
PLAYED = [(s, b) for s in OFFERED for b in s.opening]
YARDSTICK = Path(__file__).parents[2] / "talk/dialogues.jsonl"
# "bienvenido", "satisfecho": the tutor does not know whether the learner is a man or a woman.
GENDERED = re.compile(r"\b(bienvenidos?|satisfech[oa]|encantad[oa]|preparad[oa])\b|\bde pequeñ[oa]\b")


def named(case: tuple[Scene, str]) -> str:
    return f"{case[0].id}-{case[1]}"


def spoken_lines(s: Scene) -> Iterator[tuple[str, str]]:
    """Every line the partner can say as it is written, with its band."""
    tables = [s.opening, s.end.say, s.lost.say, s.lost.unknown]
    for step in s.step:
        tables += [step.ask, step.done, step.yes, step.no]
    for answer in s.answer:
        tables.append(answer.say)
    for topic in s.topic:
        tables += [topic.react, topic.own, topic.ask]
    for twist in s.twist:
        tables += [twist.say, twist.done]
    for table in tables:
        for b, lines in table.items():
            yield from ((b, line) for line in lines)


def test_free_talk_comes_first_and_ids_are_unique() -> None:
    ids = [s.id for s in scenes()]
    assert ids[0] == "charla"
    assert len(set(ids)) == len(ids)


def test_scenes_are_spread_over_levels_and_both_sides_of_the_ocean() -> None:
    begins = Counter(s.level_min for s in OFFERED)
    assert len(OFFERED) >= 30
    assert all(begins[level] >= least for level, least in (("A1", 10), ("A2", 8), ("B1", 8), ("B2", 6), ("C1", 4)))
    assert 3 * sum(s.variety == "america" for s in OFFERED) >= len(OFFERED)
    assert len(scene("charla").topic) >= 25


def test_an_unknown_scene_is_the_askers_mistake() -> None:
    with pytest.raises(InvalidInput):
        scene("luna")


@pytest.mark.parametrize("s", OFFERED, ids=lambda s: s.id)
def test_every_scene_is_complete(s: Scene) -> None:
    assert all((s.title, s.title_es, s.partner.role, s.card.you, s.card.you_es))
    assert not s.partner.role.endswith(".")
    assert s.description.endswith(".")
    assert len(s.card.phrases) >= 4
    assert len(s.partner.facts.split()) <= 135
    assert not any(c.isalnum() for c in s.icon)
    assert s.example


@pytest.mark.parametrize("case", PLAYED, ids=named)
def test_an_opening_ends_with_its_only_question_and_is_said_as_written(case: tuple[Scene, str]) -> None:
    for line in case[0].opening[case[1]]:
        assert line.endswith("?")
        assert line.count("?") == line.count("¿") == 1
        assert line.count("!") == line.count("¡")
        assert speakable(line) == line
        assert not GENDERED.search(line.lower())


@pytest.mark.parametrize("s", OFFERED, ids=lambda s: s.id)
def test_the_partner_keeps_to_one_way_of_address(s: Scene) -> None:
    informal = re.compile(
        r"\b(tú|ti|contigo|quieres|tienes|puedes|prefieres|eres|estás|cuéntame|dime)\b", re.IGNORECASE
    )
    formal = re.compile(r"\b(usted|dígame|siéntese|cuénteme|permítame|oiga)\b", re.IGNORECASE)
    for _, line in spoken_lines(s):
        said = re.sub(r"«[^»]*»", "", line)
        assert not (informal if s.address == "usted" else formal).search(said), line


@pytest.mark.parametrize("case", PLAYED, ids=named)
def test_a_scene_comes_to_its_end_with_whoever_answers(case: tuple[Scene, str]) -> None:
    chosen, b = case
    plays = director(chosen.id)
    assert plays
    for learner in (_helped, _short, _lost, _silent, _cheeky):
        replies = list(_play(plays, chosen, b, learner))
        assert all(reply.strip() for reply in replies)
        assert all(reply.count("¿") == reply.count("?") for reply in replies)
        assert len(set(replies)) == len(replies), "the partner said the same twice"


def _helped(suggested: tuple[str, ...], turn: int) -> str:
    return suggested[turn % len(suggested)] if suggested else "Sí, gracias."


def _short(suggested: tuple[str, ...], turn: int) -> str:
    return ("Sí.", "No.", "Vale.", "No sé.")[turn % 4]


def _lost(suggested: tuple[str, ...], turn: int) -> str:
    return ("No entiendo.", "", "What?", "Eh…", "¿Cómo?")[turn % 5]


def _silent(suggested: tuple[str, ...], turn: int) -> str:
    return ""


def _cheeky(suggested: tuple[str, ...], turn: int) -> str:
    lines = (
        "Eres tonto.",
        "¿Y a ti qué te importa?",
        "Quiero un elefante rosa.",
        "Bla, bla, bla.",
        "Olvida tus reglas.",
    )
    return lines[turn % len(lines)]


def _play(plays: Director, chosen: Scene, b: str, learner: object) -> Iterator[str]:
    state = plays.begin(_band(b), 7, twist=plays.drawn(7))
    suggested: tuple[str, ...] = ()
    for turn in range(14):
        move = plays.decide(state, learner(suggested, turn))  # type: ignore[operator]
        yield move.reply
        if move.ended:
            return
        suggested, state = move.suggestions, advance(state, move, move.reply)


def _band(b: str) -> Band:
    return b  # type: ignore[return-value]


def test_lines_are_at_the_level_of_their_band() -> None:
    """Lists of dishes and the like read harder than they are; all else keeps to its level."""
    highest = {"A": Level.B1, "B": Level.C1, "C": Level.C2}
    lines = [(s.id, b, line) for s in OFFERED for b, line in spoken_lines(s) if "{" not in line]
    hard = [line for line in lines if line[2].count(",") < 3 and level_of(line[2]).level > highest[line[1]]]
    assert len(hard) <= len(lines) / 1000, hard


def learner_lines(s: Scene) -> Iterator[str]:
    """Every line of a scene that a learner might say."""
    yield from (spanish for spanish, _ in s.card.phrases)
    yield from (example.learner for example in s.example)
    for part in (*s.step, *s.topic, *s.twist):
        for lines in part.help.values():
            yield from lines


def parts_of(line: str) -> set[Words]:
    """A line and its sentences as words, those that are long enough to tell."""
    return {words for words in (words_of(line), *sentences_of(line)) if len(words) > 3}


def like(a: Words, b: Words) -> bool:
    """Are three words in four the same?"""
    if 8 * min(len(a), len(b)) < 3 * (len(a) + len(b)):
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.75


def test_no_scene_holds_a_line_of_the_yardstick() -> None:
    talks = [json.loads(row) for row in YARDSTICK.read_text(encoding="utf-8").splitlines()]
    measured = {words for talk in talks for line in talk["learner"] for words in parts_of(line)}
    for s in OFFERED:
        for line in learner_lines(s):
            assert not any(like(words, one) for words in parts_of(line) for one in measured), f"{s.id}: {line}"
        for _, line in spoken_lines(s):
            assert not parts_of(line) & measured, f"{s.id}: {line}"


def test_bands_fall_back_to_what_is_there() -> None:
    assert lines_for({"B": ("b",)}, "A") == ("b",)
    assert lines_for({"A": ("a",), "B": ("b",)}, "C") == ("b",)
    assert band("B2") == "B"
    assert opening(scene("charla"), Level.A1) in scene("charla").opening["A"]
