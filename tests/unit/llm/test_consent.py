"""Words go from an engine here to one elsewhere only where the learner has said yes, to that very place."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import SecretStr

from tests.fakes.shelf import FakeShelf
from tutor.core.errors import ConsentNeeded, EngineFailed
from tutor.core.settings import Settings
from tutor.llm.choose import ChatModels

CLOSED = "http://127.0.0.1:9"
# What is neither this machine nor a private network, however it is written.
ELSEWHERE = {
    "https://models.example.org/v1": "models.example.org",
    "http://8.8.8.8:8080/v1": "8.8.8.8",
    "http://[2606:4700::1111]/v1": "2606:4700::1111",
    "https://Models.Example.ORG/v1": "models.example.org",
}
HERE = (
    "http://127.0.0.1:8080/v1",
    "http://192.168.1.5/v1",
    "http://ollama:8080/v1",
    "http://[::1]:1/v1",
    "http://box.lan/v1",
)


def models(url: str, **changes: Any) -> ChatModels:
    fixed = {"llm": "ollama", "llm_fallback": ["openai"], "ollama_url": CLOSED, "openai_url": url}
    named = {"openai_model": "m", "openai_key": SecretStr("k"), "_env_file": None}
    return ChatModels(Settings(**(fixed | named | changes)), FakeShelf())


@pytest.mark.parametrize("url", ELSEWHERE)
async def test_who_has_not_said_yes_is_asked(url: str) -> None:
    there = models(url)
    with pytest.raises(ConsentNeeded) as asked:
        await there.choose()
    assert ELSEWHERE[url] in asked.value.message
    assert there.elsewhere() == [("OpenAI-compatible server", ELSEWHERE[url])]
    with pytest.raises(ConsentNeeded):
        await there.choose(allowed=["another.example.org"])
    taken = await there.choose(allowed=[ELSEWHERE[url]])
    assert taken.model.engine == "openai"
    await there.close()


@pytest.mark.parametrize("url", HERE)
async def test_what_stays_in_the_house_needs_no_yes(url: str) -> None:
    there = models(url)
    assert (await there.choose()).model.engine == "openai"
    assert there.elsewhere() == []
    await there.close()


async def test_every_task_is_asked_alike() -> None:
    there = models("https://models.example.org/v1")
    for task in ("reply", "correction", "summary", "level", "why"):
        with pytest.raises(ConsentNeeded):
            await there.choose(task)  # type: ignore[arg-type]
    await there.close()


async def test_one_here_further_down_the_list_is_taken_instead() -> None:
    there = models("https://models.example.org/v1", llm_fallback=["openai", "none"])
    assert (await there.choose()).model.engine == "none"
    await there.close()


async def test_one_that_rests_is_asked_again_rather_than_the_learner_sent_elsewhere() -> None:
    there = models("https://models.example.org/v1", llm="none")
    there.failed("none", "", EngineFailed())
    assert (await there.choose()).model.engine == "none"
    assert (await there.choose(allowed=["models.example.org"])).model.engine == "openai"
    await there.close()


async def test_whom_the_operator_put_first_takes_nobodys_place() -> None:
    there = models("https://models.example.org/v1", llm="openai", llm_fallback=[])
    assert (await there.choose()).model.engine == "openai"
    assert there.elsewhere() == []
    await there.close()
