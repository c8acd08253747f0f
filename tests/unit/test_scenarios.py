"""Every scenario is complete and opens with one question, in text that can be said."""

import re

import pytest

from tutor.conversation.prompt.builder import Scenario, opening, scenario, scenarios
from tutor.core.errors import InvalidInput
from tutor.core.levels import Level
from tutor.language.es.spoken import speakable

OPENINGS = [(s, level) for s in scenarios() for level in (Level.A1, Level.B1, Level.C1)]
# "bienvenido", "satisfecho": the tutor does not know whether the learner is a man or a woman.
GENDERED = re.compile(r"\b(bienvenid|satisfech|encantad|cansad|preparad|segur|list)[oa]\b|\bde pequeñ[oa]\b")


def named(case: tuple[Scenario, Level]) -> str:
    return f"{case[0].id}-{case[1]}"


def test_free_talk_comes_first_and_ids_are_unique() -> None:
    ids = [s.id for s in scenarios()]
    assert ids[0] == "charla"
    assert len(set(ids)) == len(ids) >= 14


def test_an_unknown_scenario_is_the_askers_mistake() -> None:
    with pytest.raises(InvalidInput):
        scenario("luna")


@pytest.mark.parametrize("s", scenarios(), ids=lambda s: s.id)
def test_every_scenario_is_complete(s: Scenario) -> None:
    assert Level(s.level_min)
    assert s.address in ("tú", "usted")
    assert all((s.title, s.title_es, s.role, s.goal))
    assert not s.role.endswith(".")
    assert not s.goal.endswith(".")
    assert s.description.endswith(".")
    assert "\n" not in s.description
    assert not any(c.isalnum() for c in s.icon)


@pytest.mark.parametrize("case", OPENINGS, ids=named)
def test_an_opening_ends_with_its_only_question_and_is_said_as_written(case: tuple[Scenario, Level]) -> None:
    line = opening(*case)
    assert line.endswith("?")
    assert line.count("?") == line.count("¿") == 1
    assert line.count("!") == line.count("¡")
    assert speakable(line) == line
    assert not GENDERED.search(line.lower())


@pytest.mark.parametrize("s", scenarios(), ids=lambda s: s.id)
def test_openings_for_beginners_are_short(s: Scenario) -> None:
    sentences = [part for part in re.split(r"[.?!¿¡]", opening(s, Level.A1)) if part.strip()]
    assert all(len(sentence.split()) <= 9 for sentence in sentences)


@pytest.mark.parametrize("case", OPENINGS, ids=named)
def test_an_opening_addresses_the_learner_as_the_prompt_says(case: tuple[Scenario, Level]) -> None:
    s, line = case[0], f" {opening(*case).lower()} "
    informal = re.search(r"\b(te|ti|tú|tu|tus|contigo|quieres|opinas|cuéntame|tengas|estás)\b", line)
    formal = re.search(r"\b(usted|le|dígame|créame|pase|disculpe|quiere|tiene)\b", line)
    assert not (informal if s.address == "usted" else formal)
