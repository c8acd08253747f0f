"""Sentences that come with the tutor are made once for all; what is a learner's own is theirs alone."""

from __future__ import annotations

import os
from pathlib import Path

from tests.fakes.voice import PlainVoice
from tutor.conversation.scenes.library import own_sentences, scenes
from tutor.core.queue import FairQueue
from tutor.language.es.sentences import sentences
from tutor.language.es.spoken import speakable
from tutor.speech.audio.wav import wav_header
from tutor.speech.tts.kept import kept_times
from tutor.speech.tts.shared import SharedSentences
from tutor.speech.tts.synthesize import Saying, Speaker, Speech

LINE, OWN = "Buenos días a todos.", "Me llamo Rosa y vivo sola."
BOTH = f"{LINE} {OWN}"


async def sound(speech: Speech, saying: Saying, by: Speaker) -> Path:
    made = speech.prepare(saying, by)
    return made if isinstance(made, Path) else await made.finished()


async def test_a_known_sentence_is_said_once_for_all_and_sounds_the_same(tmp_path: Path) -> None:
    voice, speech = PlainVoice(), Speech(tmp_path, FairQueue(1))
    by = Speaker("dora", voice)
    first = await sound(speech, Saying("m1", BOTH, 1.0, "ana", {LINE}), by)
    second = await sound(speech, Saying("m2", BOTH, 1.0, "berta", {LINE}), by)
    assert voice.said == [LINE, OWN, OWN]
    assert first.read_bytes() == second.read_bytes()
    assert kept_times(first) == kept_times(second)
    assert kept_times(second)[1][0].start == round(len(LINE) / voice.sample_rate, 3)


async def test_another_voice_or_speed_is_another_sound(tmp_path: Path) -> None:
    voice, speech = PlainVoice(), Speech(tmp_path, FairQueue(1))
    for name, who, speed in (("m1", "dora", 1.0), ("m2", "dora", 0.8), ("m3", "alex", 1.0), ("m4", "alex", 1.0)):
        await sound(speech, Saying(name, LINE, speed, "ana", {LINE}), Speaker(who, voice))
    assert voice.said == [LINE] * 3


async def test_what_is_not_known_is_made_for_each_and_goes_with_its_learner(tmp_path: Path) -> None:
    voice, speech = PlainVoice(), Speech(tmp_path, FairQueue(1))
    by = Speaker("dora", voice)
    # Ana's own words happen to be a line; nobody may find out by how soon it is heard that she said it.
    await sound(speech, Saying("m1", LINE, 1.0, "ana"), by)
    await sound(speech, Saying("m2", LINE, 1.0, "berta", {LINE}), by)
    assert voice.said == [LINE, LINE]
    await sound(speech, Saying("m3", BOTH, 1.0, "ana", {LINE}), by)
    speech.forget(["m1", "m3"])
    assert sorted(os.listdir(tmp_path)) == ["m2-dora-100.json", "m2-dora-100.wav", "shared"]
    kept = [os.stat(tmp_path / "shared" / name).st_size for name in os.listdir(tmp_path / "shared") if ".wav" in name]
    assert kept == [len(wav_header(1, 0)) + 2 * len(LINE)]


def test_there_is_so_much_room_and_no_more(tmp_path: Path) -> None:
    voice, shared = PlainVoice(), SharedSentences(tmp_path, 1_000)
    for n in range(30):
        shared.say("dora", voice, 1.0, f"Esta es la frase número {n}.")
    assert sum(file.stat().st_size for file in tmp_path.glob("*.wav")) <= 1_000
    assert len(list(tmp_path.iterdir())) == 2 * len(list(tmp_path.glob("*.wav")))
    assert shared.has("dora", 1.0, "Esta es la frase número 29.")
    assert not shared.has("dora", 1.0, "Esta es la frase número 0.")


def test_a_damaged_sentence_is_made_again(tmp_path: Path) -> None:
    voice, shared = PlainVoice(), SharedSentences(tmp_path, 1_000_000)
    made = shared.say("dora", voice, 1.0, LINE)
    next(tmp_path.glob("*.json")).write_text("[")
    assert shared.find("dora", 1.0, LINE) is None
    assert shared.say("dora", voice, 1.0, LINE) == made == shared.find("dora", 1.0, LINE)


def test_a_scene_says_its_lines_but_not_what_is_filled_into_them() -> None:
    for scene in scenes():
        for line in (line for lines in scene.opening.values() for line in lines if "{" not in line):
            assert own_sentences(scene.id, line) >= set(sentences(speakable(line)))
            assert own_sentences(scene.id, f"Soy Ana, de Boston. {line}") >= set(sentences(speakable(line)))
            assert not any("Ana" in own for own in own_sentences(scene.id, f"Soy Ana, de Boston. {line}"))
    assert own_sentences("there is no such scene", "Hola.") == frozenset()
