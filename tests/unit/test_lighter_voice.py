"""A lighter voice speaks while many do, and nobody's own voice is changed while nobody waits."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.fakes.voice import PlainVoice
from tests.tutors import PATIENCE_S
from tutor.api.spoken import sound
from tutor.core.downloads import Catalogue, VoiceEntry, load_catalogue
from tutor.core.engine_states import EngineStates
from tutor.core.errors import EngineUnavailable
from tutor.core.queue import FairQueue, Urgency
from tutor.core.settings import Settings
from tutor.speech.networks import Networks
from tutor.speech.tts.choose import Voices
from tutor.speech.tts.speaker import speaker_for
from tutor.speech.tts.synthesize import SIMPLER_KEPT_S, Saying, Speaker, Speech, Utterance, simpler_voice
from tutor.speech.tts.voices import Timed

MAN, MEXICAN = "es_ES-davefx-medium", "es_MX-claude-high"
SAYING = Saying("m", "Hola, ¿qué tal?", 1.0, "ana")


class _Voices(Voices):
    """With voices that need no files."""

    async def voice(self, wanted: str = "auto", accent: str = "spain") -> tuple[str, PlainVoice]:
        return self.name(wanted, accent), PlainVoice()

    def at_hand(self, wanted: str, accent: str = "spain") -> bool:
        return True


def voices(
    monkeypatch: pytest.MonkeyPatch, *installed: str, kind: type[Voices] = _Voices, **settings: object
) -> Voices:
    here = {"ef_dora", "em_alex", *installed}
    monkeypatch.setattr(Catalogue, "installed", lambda self, entry, settings: getattr(entry, "id", entry) in here)
    chosen = Settings(**settings)  # type: ignore[arg-type]
    return kind(chosen, load_catalogue(), Networks(), EngineStates(), lambda factor: None)


def test_it_has_the_variety_of_the_own_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    known = voices(monkeypatch, MEXICAN, MAN)
    assert known.lighter("ef_dora", "spain") == MAN
    assert known.lighter("ef_dora", "america") == MEXICAN
    assert known.lighter(MEXICAN, "america") is None  # light itself
    assert voices(monkeypatch, MEXICAN).lighter("ef_dora", "spain") is None
    assert voices(monkeypatch, MAN, lighter_voice_s=0).lighter("ef_dora", "spain") is None


class SlowVoice(PlainVoice):
    def say_timed(self, sentence: str, speed: float) -> Timed:
        time.sleep(0.1)
        return super().say_timed(sentence, speed)


async def crowd(queue: FairQueue, gate: asyncio.Event, seconds: float) -> list[asyncio.Task[None]]:
    """Two learners at one slot, each with a job that takes so many seconds as far as the queue knows."""

    async def hold(learner: str) -> None:
        async with queue.slot(learner):
            await gate.wait()

    queue._job_s = seconds
    tasks = [asyncio.create_task(hold(learner)) for learner in ("berta", "carla")]
    await asyncio.sleep(0.01)
    return tasks


async def test_the_own_voice_speaks_until_the_wait_is_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    known, queue, gate = voices(monkeypatch, MAN), FairQueue(1), asyncio.Event()
    speech = Speech(tmp_path, queue, lighter_voice_s=3.0)

    async def who(saying: Saying = SAYING) -> tuple[str, bool]:
        by = await speaker_for(saying, known, speech, "ef_dora", "spain")
        return by.id, by.simpler

    assert await who() == ("ef_dora", False)
    holding = await crowd(queue, gate, 1.4)  # two before it
    assert await who() == ("ef_dora", False)
    queue._job_s = 2.0
    assert await who() == (MAN, True)
    gate.set()
    await asyncio.gather(*holding)
    assert await who() == ("ef_dora", False)


async def test_the_time_that_the_own_voice_takes_is_part_of_the_wait(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known, queue, gate = voices(monkeypatch, MAN), FairQueue(1), asyncio.Event()
    speech = Speech(tmp_path, queue, lighter_voice_s=0.05)
    first = speech.prepare(Saying("x", "Hola.", 1.0, "ana"), Speaker("ef_dora", SlowVoice()))
    assert not isinstance(first, Path)
    await first.finished()
    assert not (await speaker_for(SAYING, known, speech, "ef_dora", "spain")).simpler  # slow, but nobody waits
    holding = await crowd(queue, gate, 0.001)
    assert (await speaker_for(SAYING, known, speech, "ef_dora", "spain")).simpler
    assert not (await speaker_for(SAYING, known, speech, "em_alex", "spain")).simpler  # has not yet taken any time
    gate.set()
    await asyncio.gather(*holding)


async def test_what_began_in_one_voice_goes_on_in_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    known, queue, gate = voices(monkeypatch, MAN), FairQueue(1), asyncio.Event()
    speech = Speech(tmp_path, queue, lighter_voice_s=3.0)
    holding = await crowd(queue, gate, 9.0)
    made = speech.prepare(SAYING, await speaker_for(SAYING, known, speech, "ef_dora", "spain"))
    assert simpler_voice(made)
    gate.set()
    await asyncio.gather(*holding)
    assert not isinstance(made, Path)
    file = await made.finished()
    # Nobody waits any more, and the words that are asked for after the sound are those of the sound.
    again = await speaker_for(SAYING, known, speech, "ef_dora", "spain")
    assert again.simpler
    assert speech.prepare(SAYING, again) == file
    past = time.time() - SIMPLER_KEPT_S - 1
    os.utime(file, (past, past))
    assert not (await speaker_for(SAYING, known, speech, "ef_dora", "spain")).simpler
    speech.forget(["m"])
    assert not os.listdir(tmp_path)


async def test_what_was_made_ahead_gives_way_until_the_voice_has_come_to_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known, queue, gate = voices(monkeypatch, MAN), FairQueue(1), asyncio.Event()
    speech = Speech(tmp_path, queue, lighter_voice_s=3.0)
    holding = await crowd(queue, gate, 0.1)
    ahead = speech.prepare_ahead(SAYING, await speaker_for(SAYING, known, speech, "ef_dora", "spain"))
    assert isinstance(ahead, Utterance)
    assert not simpler_voice(ahead)
    queue._job_s = 9.0  # more have come since
    made = speech.prepare(SAYING, await speaker_for(SAYING, known, speech, "ef_dora", "spain"))
    assert simpler_voice(made)
    gate.set()
    await asyncio.gather(*holding)
    assert isinstance(made, Utterance)
    assert await made.first()
    await asyncio.wait([ahead._task])
    assert not ahead.begun  # nobody speaks twice
    speech.prepare_ahead(Saying("n", "Adiós.", 1.0, "ana"), Speaker("ef_dora", PlainVoice()))
    assert not speech._unheard  # it was asked for, in the other voice


async def test_nobody_waits_long_between_two_sentences(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    known, queue, gate = voices(monkeypatch, MAN), FairQueue(1), asyncio.Event()
    speech = Speech(tmp_path, queue, lighter_voice_s=3.0)

    async def later(learner: str) -> None:
        await queue.work_by(lambda: Urgency.LATER, learner, lambda: None)

    holding = await crowd(queue, gate, 0.9)  # with one's own 1.8 s, as nobody else waits for a first sentence
    holding += [asyncio.create_task(later(learner)) for learner in ("dana", "elisa")]
    await asyncio.sleep(0.01)
    short, long = SAYING, Saying("n", "Hola. ¿Qué tal? Pasa, por favor.", 1.0, "ana")
    assert not (await speaker_for(short, known, speech, "ef_dora", "spain")).simpler
    assert (await speaker_for(long, known, speech, "ef_dora", "spain")).simpler
    gate.set()
    await asyncio.gather(*holding)


async def test_who_hears_nothing_in_the_middle_sends_the_next_to_the_lighter_voice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The queue tells no long wait, since nobody is before them; but first sentences of others came again and again."""
    now = [100.0]
    # Not of the module `time`, by which the loop lives.
    monkeypatch.setattr("tutor.speech.tts.synthesize.time", SimpleNamespace(monotonic=lambda: now[0], time=time.time))
    known, queue = voices(monkeypatch, MAN), FairQueue(1)
    speech = Speech(tmp_path, queue, lighter_voice_s=3.0)
    long = Saying("n", "Hola. ¿Qué tal? Pasa, por favor.", 1.0, "dana")
    made = speech.prepare_ahead(long, Speaker("ef_dora", PlainVoice()))
    assert isinstance(made, Utterance)
    assert await made.first()
    while not queue.idle:  # noqa: ASYNC110
        await asyncio.sleep(0)
    gate = asyncio.Event()
    holding = await crowd(queue, gate, 0.5)
    speech.prepare(long, Speaker("ef_dora", PlainVoice()))
    await asyncio.sleep(0.01)

    async def who(learner: str) -> bool:
        saying = Saying("m", "Hola.", 1.0, learner)
        return (await speaker_for(saying, known, speech, "ef_dora", "spain")).simpler

    assert not await who("ana")  # dana hears the beginning
    assert made._urgency() is Urgency.LATER
    now[0] += made._made_s + 2.9
    assert not await who("ana")
    assert made._urgency() is Urgency.FIRST  # and waits no longer for others' first sentences
    now[0] += 0.2
    assert await who("ana")
    gate.set()
    await asyncio.gather(*holding)
    await made.finished()
    assert not await who("ana")  # all is said


async def test_what_can_be_heard_at_once_needs_no_lighter_voice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known, queue, gate = voices(monkeypatch, MAN), FairQueue(1), asyncio.Event()
    speech = Speech(tmp_path, queue, lighter_voice_s=3.0)
    line = Saying("x", "Buenos días.", 1.0, "ana", {"Buenos días."})
    first = speech.prepare(line, Speaker("ef_dora", PlainVoice()))
    assert not isinstance(first, Path)
    await first.finished()
    holding = await crowd(queue, gate, 9.0)
    assert not (await speaker_for(line, known, speech, "ef_dora", "spain")).simpler  # the file is there
    same = Saying("y", "Buenos días.", 1.0, "dana", {"Buenos días."})
    assert not (await speaker_for(same, known, speech, "ef_dora", "spain")).simpler  # its sentence is everybody's
    longer = Saying("z", "Buenos días. ¿Qué tal?", 1.0, "dana", {"Buenos días."})
    assert (await speaker_for(longer, known, speech, "ef_dora", "spain")).simpler
    gate.set()
    await asyncio.gather(*holding)


async def test_nobody_waits_for_the_lighter_voice_to_be_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    let = threading.Event()

    class Slow(PlainVoice):
        def load(self) -> None:
            assert let.wait(PATIENCE_S)

    class Loading(Voices):
        async def _open(self, entry: VoiceEntry, language: str) -> PlainVoice:
            return Slow() if entry.id == MAN else PlainVoice()

    known, queue, gate = voices(monkeypatch, MAN, kind=Loading), FairQueue(1), asyncio.Event()
    speech = Speech(tmp_path, queue, lighter_voice_s=3.0)

    async def who(learner: str) -> str:
        return (await speaker_for(Saying("m", "Hola.", 1.0, learner), known, speech, "ef_dora", "spain")).id

    holding = await crowd(queue, gate, 9.0)
    assert [await who("ana"), await who("dana")] == ["ef_dora", "ef_dora"]
    let.set()
    while not known.at_hand(MAN):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert await who("ana") == MAN
    gate.set()
    await asyncio.gather(*holding)


async def test_a_lighter_voice_that_will_not_load_leaves_the_own_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Broken(_Voices):
        async def voice(self, wanted: str = "auto", accent: str = "spain") -> tuple[str, PlainVoice]:
            if wanted == MAN:
                raise EngineUnavailable("The voice could not be loaded.")
            return await super().voice(wanted, accent)

    known, queue, gate = voices(monkeypatch, MAN, kind=Broken), FairQueue(1), asyncio.Event()
    holding = await crowd(queue, gate, 9.0)
    by = await speaker_for(SAYING, known, Speech(tmp_path, queue, lighter_voice_s=3.0), "ef_dora", "spain")
    assert (by.id, by.simpler) == ("ef_dora", False)
    gate.set()
    await asyncio.gather(*holding)


async def test_the_answer_says_whose_voice_it_is(tmp_path: Path) -> None:
    speech = Speech(tmp_path, FairQueue(1))
    for simpler in (True, False):
        by = Speaker(MAN, PlainVoice(), simpler=simpler)
        made = speech.prepare(SAYING, by)
        assert not isinstance(made, Path)
        streamed, kept = await sound(made), await sound(await made.finished())
        assert {answer.headers.get("X-Simpler-Voice") for answer in (streamed, kept)} == {"true" if simpler else None}
        assert ("no-store" in kept.headers["Cache-Control"]) is simpler
