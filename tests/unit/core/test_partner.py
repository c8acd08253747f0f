"""Which chat model a machine gets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tutor.core.downloads import commands, load_catalogue
from tutor.core.downloads.partner import (
    Known,
    Machine,
    Size,
    choose_partner,
    decline,
    declined_partners,
    remember_size,
    remembered_size,
)
from tutor.core.settings import Settings
from tutor.llm.families import chats

README = Path(__file__).parents[3] / "README.md"
SMALL, MIDDLE, LARGE = "qwen2.5-1.5b-instruct", "qwen3-4b-instruct-2507", "qwen2.5-7b-instruct"


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, _env_file=None)


@pytest.mark.parametrize(
    ("memory_gb", "cores", "size", "name"),
    [
        (2.0, 2, None, SMALL),
        (4.1, 2, None, SMALL),
        (8.2, 2, None, SMALL),
        (8.2, 4, None, MIDDLE),
        (7.6, 8, None, MIDDLE),  # a machine of 8 GB that gives some of it to its graphics
        (16.4, 4, None, MIDDLE),
        (32.0, 16, None, LARGE),
        (32.0, 16, "small", SMALL),
        (16.4, 2, "best", LARGE),
        (8.2, 2, "best", MIDDLE),
        (2.0, 1, "best", SMALL),
    ],
)
def test_the_table(home: Settings, memory_gb: float, cores: int, size: Size | None, name: str) -> None:
    taken, why = choose_partner(load_catalogue(), home, Machine(memory_gb, cores), size)
    assert taken == name
    assert name in why
    assert "GB" in why


@pytest.mark.parametrize(
    ("machine", "known", "name"),
    [
        (Machine(8.2, 2), Known(bytes_per_s=20e9), MIDDLE),  # two fast cores: 8 tokens a second
        (Machine(8.2, 8), Known(bytes_per_s=10e9), SMALL),  # eight slow ones: 4
        (Machine(32, 16), Known(bytes_per_s=20e9), MIDDLE),
        (Machine(32, 4), Known(bytes_per_s=90e9), LARGE),
        (Machine(8.2, 2, gpu_gb=4.3), None, MIDDLE),
        (Machine(8.2, 2, gpu_gb=8.6), None, LARGE),
        (Machine(4.1, 2, gpu_gb=1.0), None, SMALL),
        (Machine(32, 16), Known(answers="gemma3:4b"), SMALL),
    ],
)
def test_what_was_measured_and_what_answers_count_more_than_cores(
    home: Settings, machine: Machine, known: Known | None, name: str
) -> None:
    taken, why = choose_partner(load_catalogue(), home, machine, None, known)
    assert taken == name
    assert known is None or known.answers in why


def test_the_table_of_the_readme_is_what_is_done(home: Settings) -> None:
    """Each row, at its bounds and without a measurement: a machine of so much memory, so many cores, such a card."""
    told = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([\d.]+) GB \|$", README.read_text("utf-8"), re.M
    )
    catalogue, tried = load_catalogue(), 0
    for memory, card, cores, partner, size in told:
        if "no hub" in memory:
            assert re.sub(r"\W", "", partner.split(",")[0].lower()) in re.sub(r"\W", "", catalogue.registry_chat_model)
            continue
        most = float(_number(memory) or 16) - (0.1 if memory.startswith("less") else 0)
        machine = Machine(most, int(_number(cores, last=True) or 2), float(_number(card) or 0))
        name, _ = choose_partner(catalogue, home, machine, None)
        told_of = re.sub(r"\W", "", partner.lower())
        assert re.sub(r"\W", "", name).startswith(told_of), (memory, card, cores)
        assert round(catalogue.entry(name).size_bytes / 1e9, 1) == float(size)
        tried += 1
    assert tried == 5


def _number(told: str, *, last: bool = False) -> str | None:
    found = re.findall(r"\d+", told)
    return found[-1 if last else 0] if found else None


def test_what_was_asked_for_is_remembered(home: Settings) -> None:
    assert remembered_size(home) is None
    remember_size(home, "best")
    assert remembered_size(home) == "best"
    (home.models_folder / ".size").write_bytes(b"\xff")
    assert remembered_size(home) is None


def test_who_was_declined_is_remembered_until_somebody_wants_it(home: Settings) -> None:
    assert declined_partners(home) == set()
    decline(home, LARGE)
    decline(home, MIDDLE)
    decline(home, LARGE, declined=False)
    assert declined_partners(home) == {MIDDLE}


def test_one_begins_with_the_smallest(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[list[str]] = []
    monkeypatch.setattr(commands, "this_machine", lambda: Machine(32, 16))
    monkeypatch.setattr(commands, "_fetch", lambda catalogue, wanted, settings: fetched.append(list(wanted)) or 0)
    commands.models_get(home, [], to_begin=True)
    commands.models_get(home, [], to_begin=True, size="best")
    commands.models_get(home, [])
    commands.models_get(home.model_copy(update={"better_partner": False}), [], to_begin=True)
    # What helps beside them is fetched on its own.
    assert [wanted[-1] for wanted in fetched if wanted[0] == "whisper-base"] == [SMALL, SMALL, LARGE, LARGE]
    assert remembered_size(home) == "best"


def test_what_is_named_or_here_stays(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue, strong = load_catalogue(), Machine(64, 32)
    named = home.model_copy(update={"embedded_model": MIDDLE})
    assert choose_partner(catalogue, named, strong, None)[0] == MIDDLE
    monkeypatch.setattr(catalogue, "installed", lambda entry, settings: SMALL in str(entry))
    taken, why = choose_partner(catalogue, home, strong, None)
    assert taken == SMALL
    assert f"tutor models get {LARGE}" in why
    assert choose_partner(catalogue, home, strong, "best")[0] == LARGE


def test_the_best_that_is_here_answers(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = load_catalogue()
    assert catalogue.chat_model(home) == catalogue.registry_chat_model == "qwen2.5-coder-1.5b-instruct"
    monkeypatch.setattr(catalogue, "installed", lambda entry, settings: entry.name in (SMALL, MIDDLE))
    assert catalogue.chat_model(home) == MIDDLE


def test_every_chat_model_is_free_to_use_and_known_to_chat() -> None:
    for model in load_catalogue().chat_models:
        assert model.licence in ("Apache-2.0", "MIT")
        assert chats(model.name)
        assert all(file.url for file in model.file)
