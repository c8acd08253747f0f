"""A first talk with a model: what it measures, whom it lets go first, and what is kept."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from tutor.core.errors import ThoughtTooLong
from tutor.llm.base import ChatRequest, Instead, Thought, Usage
from tutor.llm.probe import LINES, Probe, Probes, is_spanish, leaking, probe

GOOD = "¡Qué bien! ¿Y de dónde vienes?"


def model(
    *parts: str | Usage, fails: Exception | None = None
) -> Callable[[ChatRequest], AsyncGenerator[str | Usage, None]]:
    async def ask(request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        if fails:
            raise fails
        for part in parts:
            yield part

    return ask


async def test_twelve_lines_are_asked_each_as_a_learner_says_it() -> None:
    asked: list[str] = []

    async def ask(request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        asked.append(request.messages[-1]["content"])
        yield GOOD
        yield Usage(50, 12, None, 9.5)

    found = await probe(ask)
    assert asked == list(LINES)
    assert len(asked) == 12
    assert (found.tokens_per_s, found.spanish, found.leaks, found.lines, found.verdict) == (9.5, 1.0, 0, 12, "well")


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ((GOOD, Usage(50, 12, None, 4.0)), "slow"),
        (("How nice! Where do you come from?", Usage(50, 12, None, 40.0)), "foreign"),
        (("Que bom! De onde você vem? Gosta da cidade?", Usage(50, 12, None, 40.0)), "foreign"),
        (("The user greets me. ", GOOD, Usage(50, 12, None, 40.0)), "leaks"),
        (("<think>hm", GOOD, Usage(50, 12, None, 40.0)), "leaks"),
        ((Thought("hm"), GOOD, Usage(50, 12, None, 40.0)), "well"),
        (("The user greets me.", Instead(GOOD), Usage(50, 12, None, 40.0)), "well"),
        ((), "foreign"),
    ],
)
async def test_what_comes_of_it(parts: tuple[str | Usage, ...], verdict: str) -> None:
    assert (await probe(model(*parts))).verdict == verdict


async def test_one_that_only_thinks_leaks() -> None:
    assert (await probe(model(fails=ThoughtTooLong()))).verdict == "leaks"


async def test_a_line_that_was_disturbed_is_tried_again() -> None:
    somebody = iter([False, True, *[False] * 200])
    waited: list[bool] = []

    async def quiet() -> None:
        waited.append(True)

    found = await probe(model(GOOD, Usage(50, 12, None, 9.0)), LINES[:3], quiet, lambda: next(somebody))
    assert (found.lines, len(waited)) == (3, 4)


@pytest.mark.parametrize("text", [GOOD, "Sí.", "Sí, claro.", "Hola, Nora. Bienvenida a Madrid."])
def test_spanish(text: str) -> None:
    assert is_spanish(text)
    assert not leaking(text)


@pytest.mark.parametrize(
    "text", ["", "…", "Hello!", "Sure, here you go.", "Ciao, da dove vieni? Benvenuta in città!", "你好"]
)
def test_not_spanish(text: str) -> None:
    assert not is_spanish(text)


def test_what_was_measured_is_kept(tmp_path: Path) -> None:
    file, found = tmp_path / "data" / "probes.json", Probe(9.0, 0.4, 1.0, 0, 12, "2026-11-29T12:00:00+00:00")
    Probes(file).keep("ollama", "gemma3:4b", found)
    assert Probes(file).of("ollama", "gemma3:4b") == found
    assert Probes(file).of("embedded", "gemma3:4b") is None
    Probes(file).forget("ollama", "gemma3:4b")
    assert Probes(file).of("ollama", "gemma3:4b") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1}', '{"a": {"b": 2}}'])
def test_a_file_that_makes_no_sense_is_no_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "probes.json").write_text(text)
    probes = Probes(tmp_path / "probes.json")
    assert probes.of("a", "b") is None
    probes.keep("a", "b", Probe(1, 1, 1, 0, 12, ""))
    assert Probes(tmp_path / "probes.json").of("a", "b")
