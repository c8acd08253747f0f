"""Speed of a spoken turn: the end of speech, the final words, the first token, the first sound."""

from __future__ import annotations

import io
import itertools
import json
import random
import re
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import decode_audio
from websockets.sync.client import ClientConnection, connect

from tests.api.client import begin, read_events
from tests.bench.common import Row, Run, begin_written, percentile, tutor, wait_until_ready
from tests.conftest import REAL, Server, wav_bytes
from tests.fakes.ollama import fake_ollama
from tutor.core.downloads import load_catalogue
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.tts.voices import KokoroModel, KokoroVoice

VOICES = ("ef_dora", "em_alex", "em_santa")
FRAME_S = 0.1
# How long a learner at A2 is left before a turn ends.
SILENCE_S = 1.8
CHARS_PER_TOKEN = 3.2
# The parts of a spoken turn, and how many seconds they may take in the middle and at the 95th percentile: about twice what
# docs/measured.md has of them.
CHAIN_S = {
    "final words": (0.3, 0.6),
    "first sentence": (0.8, 2.0),
    "whole text": (1.8, 4.0),
    "first sound": (1.4, 3.6),
    "end of speech → first sound": (4.5, 8.0),
    "first sound → corrections": (1.5, 7.0),
    "silence inside the voice": (0.3, 2.0),
}
# A turn that sounds finished ends sooner, corrections may come before the voice, and a voice need not wait.
LEAST_S = {"final words": -SILENCE_S, "first sound → corrections": -20.0, "silence inside the voice": 0.0}
# What learners say, 2 s to 15 s long.
SENTENCES = (
    "Me llamo Ana y soy de Boston.",
    "Ayer fui al mercado con mi hermana.",
    "Me gusta mucho cocinar los domingos.",
    "¿Puedes repetirlo más despacio, por favor?",
    "Vivo en una casa pequeña con mi familia y dos perros.",
    "El fin de semana pasado visitamos un museo muy interesante.",
    "Trabajo en una oficina, pero prefiero estudiar por la noche en casa.",
    "Cuando era niña, mi abuela me contaba historias antes de dormir y yo nunca tenía miedo.",
    "Quiero viajar a México el próximo verano porque tengo muchos amigos allí y me encanta la comida.",
    "Por la mañana me levanto a las siete, me ducho, desayuno café con pan y después tomo el autobús para ir al trabajo.",
    "Creo que aprender una lengua es difícil al principio, pero con paciencia y un poco de práctica cada día se puede "
    "llegar muy lejos, y además se conoce a mucha gente nueva.",
)


@dataclass
class Clip:
    """A sentence as spoken, without silence around it: PCM16 of 16 kHz."""

    text: str
    sound: bytes

    @property
    def samples(self) -> np.ndarray[Any, np.dtype[np.float32]]:
        return np.frombuffer(self.sound, dtype="<i2").astype(np.float32) / 32768.0


def clips(count: int) -> Iterator[Clip]:
    """Sentences in turn, by three voices at several speeds, every other one with noise 20 dB below the voice."""
    catalogue, rng = load_catalogue(), random.Random(6)
    files = [catalogue.ensure_voice(next(v for v in catalogue.voices if v.id == id), REAL) for id in VOICES]
    model = KokoroModel(files[0]["model"])
    voices = [KokoroVoice(model, file["style"], "es") for file in files]
    for n, text in enumerate(itertools.islice(itertools.cycle(SENTENCES), count)):
        voice = voices[n % len(voices)]
        wav = io.BytesIO(wav_bytes(voice.say(text, rng.choice([0.8, 0.9, 1.0])), voice.sample_rate))
        sound = decode_audio(wav, SAMPLE_RATE)
        loud = np.flatnonzero(np.abs(sound) > 0.01)
        sound = sound[loud[0] : loud[-1]]
        if n % 2:
            noise = np.random.default_rng(n).standard_normal(len(sound))
            sound = sound + noise * np.sqrt(np.mean(sound**2)) / 10
        yield Clip(text, (sound.clip(-1, 1) * 32767).astype("<i2").tobytes())


class Microphone:
    """Sends sound as it would be spoken; notes when each message came."""

    def __init__(self, server: Server, conversation: str) -> None:
        url = f"{server.url.replace('http', 'ws')}/api/listen?conversation_id={conversation}"
        self.socket: ClientConnection = connect(url, proxy=None)
        self.came: list[tuple[float, dict[str, Any]]] = []
        self._final = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for text in self.socket:
            self.came.append((time.perf_counter(), json.loads(text)))
            if self.came[-1][1]["type"] in ("final", "nothing"):
                self._final.set()

    def speak(self, sound: bytes) -> float:
        """Send sound in real time; returns when it ended."""
        began = time.perf_counter()
        step = int(FRAME_S * SAMPLE_RATE) * 2
        for n, at in enumerate(range(0, len(sound), step)):
            due = began + min((n + 1) * FRAME_S, len(sound) / 2 / SAMPLE_RATE)
            time.sleep(max(0.0, due - time.perf_counter()))  # a frame is there when its last sample is
            self.socket.send(sound[at : at + step])
        return time.perf_counter()

    def final(self, *, hands_free: bool) -> tuple[float, dict[str, Any]]:
        """Wait for the words, in silence or after saying that this was all."""
        if hands_free:
            while not self._final.wait(FRAME_S):  # a frame of silence each time
                self.socket.send(bytes(int(FRAME_S * SAMPLE_RATE) * 2))
        else:
            self.socket.send('{"type": "end"}')
            self._final.wait(60)
        self._final.clear()
        return self.came[-1]

    def close(self) -> None:
        self.socket.close()
        self._reader.join(5)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def errors(said: str, heard: str) -> int:
    """Words substituted, left out or put in, by Levenshtein's distance."""
    left, right = words(said), words(heard)
    row = list(range(len(right) + 1))
    for i, word in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


@dataclass
class Measured:
    ended: list[float] = field(default_factory=list)
    free: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    partials: list[float] = field(default_factory=list)  # from one to the next while somebody speaks
    streamed_errors: int = 0
    whole_errors: int = 0
    words: int = 0


def hearing(count: int) -> list[Row]:
    """End of speech to the final words, against faster-whisper as it comes; words wrong against one go.

    As it comes: the same model with its 30 s window and its own defaults, but told the language, which is to its good.
    """
    spoken = list(clips(count))
    folder = load_catalogue().ensure("whisper-base", REAL)
    plain = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    measured = Measured()
    with tutor(llm="ollama", ollama_url="http://127.0.0.1:9", prewarm=False, corrections_llm=False) as server:
        conversation = begin(server.client)
        microphone = Microphone(server, conversation)
        for clip in spoken[:1]:  # warms both
            microphone.speak(clip.sound)
            microphone.final(hands_free=False)
            list(plain.transcribe(clip.samples, language="es")[0])
        for clip in spoken:
            began = time.perf_counter()
            list(plain.transcribe(clip.samples, language="es")[0])
            measured.plain.append(time.perf_counter() - began)
            ended = microphone.speak(clip.sound)
            came, _ = microphone.final(hands_free=False)
            measured.ended.append(came - ended)
            microphone.socket.send('{"type": "discard"}')
            began = time.perf_counter()
            ended = microphone.speak(clip.sound)
            came, final = microphone.final(hands_free=True)
            told = [at for at, message in microphone.came if message["type"] == "partial" and began < at < ended]
            # Where not even two came, whoever spoke has waited the whole time.
            measured.partials += [b - a for a, b in itertools.pairwise(told)] or [ended - began]
            measured.free.append(came - ended)
            # Or the next clip, so soon after this one, would count as a learner who was cut off.
            microphone.socket.send('{"type": "discard"}')
            files = {"file": ("a.wav", wav_bytes(np.frombuffer(clip.sound, dtype="<i2"), SAMPLE_RATE))}
            whole = server.client.post("/v1/audio/transcriptions", files=files, data={"model": "whisper"}).json()
            measured.words += len(words(clip.text))
            measured.streamed_errors += errors(clip.text, final.get("transcript", {}).get("text", ""))
            measured.whole_errors += errors(clip.text, whole.get("text", ""))
        microphone.close()
    ratio = statistics.median(e / p for e, p in zip(measured.ended, measured.plain, strict=True))
    floor = statistics.median(measured.plain)
    points = 100 * (measured.streamed_errors - measured.whole_errors) / measured.words
    whole_wer = 100 * measured.whole_errors / measured.words
    free, partial = statistics.median(measured.free), statistics.median(measured.partials)
    return [
        Row("end pressed → final, of faster-whisper", ratio, "x", floor, 0.35, 0.01),
        Row("end pressed → final, p95", percentile(measured.ended, 0.95), "s", floor, 1.0, 0.001),
        Row("hands-free: end of speech → final, median", free, "s", SILENCE_S, 1.15 * SILENCE_S, 0.5 * SILENCE_S),
        Row("from one partial transcript to the next, median", partial, "s", None, 0.75, 0.1),
        Row("word errors streamed, above one go", points, "pt", whole_wer, 1, -20),
    ]


def listen(server: Server, url: str) -> tuple[float, float]:
    """Plays a reply to its end: when its first sound was there, and for how long the voice then had to wait."""
    began = late = 0.0
    length, rate = 0, 24_000
    with server.client.stream("GET", url) as answer:
        for block in answer.iter_raw():
            now = time.perf_counter()
            if len(block) <= 44:
                continue
            began = began or now
            late = max(late, now - began - length / 2 / rate)
            length += len(block)
    time.sleep(max(0.0, began + late + length / 2 / rate - time.perf_counter()))
    return began, late


def chain(turns: int, run: Run) -> list[Row]:
    """Whole spoken turns with the embedded model, and with a server that speaks Ollama's protocol and answers at once."""
    with run.embedded_tutor() as server:
        rows = spoken_turns("embedded", turns, server)
    with fake_ollama() as fake, tutor(llm="ollama", ollama_url=fake.url, prewarm=not run.quick) as server:
        if not run.quick:
            wait_until_ready(server)
        # All of its text comes with the first sentence: that row could not fail.
        told = spoken_turns("Ollama's protocol", turns, server)
        return [*rows, *(row for row in told if "whole text" not in row.name)]


@dataclass
class Pace:
    """How a model wrote a reply: seconds from being asked to its first token, with what it waited in the queue, and for
    each further one. What a reader sees comes by sentences, of which a reply may have but one."""

    first_token: float
    token: float
    evaluated: int | None

    @classmethod
    def of(cls, done: dict[str, Any], took: float) -> Pace:
        """By the turn's `done`; where the model was stopped before it told its pace, by how long it `took`."""
        usage = done["usage"]
        if not usage or not usage["tokens_per_s"]:
            return cls(took, took / max(1.0, len(done["text"]) / CHARS_PER_TOKEN), None)
        cached = usage["cached_tokens"]
        evaluated = None if cached is None else usage["prompt_tokens"] - cached
        return cls(usage["first_token_ms"] / 1000, 1 / usage["tokens_per_s"], evaluated)


@dataclass
class SpokenTurn:
    """When somebody's speech ended, and in order when each thing was there that is waited for, by name. `late` is how long
    the voice then had to wait."""

    ended: float
    at: dict[str, float]
    corrected: float
    late: float
    pace: Pace


def spoken_turn(server: Server, conversation: str, microphone: Microphone, sound: bytes) -> SpokenTurn | None:
    """Say something and be silent, wait for the words, the reply, its voice and the corrections; None if nothing was heard."""
    ended = microphone.speak(sound)
    came, final = microphone.final(hands_free=True)
    if final["type"] == "nothing":
        return None
    microphone.socket.send('{"type": "discard"}')  # as the page does when the floor is the tutor's
    at = {"final words": came}
    path = f"/api/conversations/{conversation}/turns"
    asked = {"listen_id": final["listen_id"]}
    with ThreadPoolExecutor(1) as ears, server.client.stream("POST", path, json=asked) as answer:
        for event in read_events(answer):
            if event.name == "token":
                at.setdefault("first sentence", time.perf_counter())
                at["whole text"] = time.perf_counter()
            if event.name == "speech":
                listener = ears.submit(listen, server, event.data["speech_url"])
        corrected = time.perf_counter()
        assert event.name == "done", event.data
        pace = Pace.of(event.data, at["whole text"] - came)
        at["first sound"], late = listener.result()
    return SpokenTurn(ended, at, corrected, late, pace)


def spoken_turns(engine: str, turns: int, server: Server) -> list[Row]:
    """Hands-free turns: from the end of speech, by what is waited for."""
    parts: dict[str, list[float]] = {}
    evaluated = []
    conversation = begin_written(server.client)
    microphone = Microphone(server, conversation)
    for clip in clips(turns):
        turn = spoken_turn(server, conversation, microphone, clip.sound)
        if turn is None:
            continue
        ended, at = turn.ended, turn.at
        if turn.pace.evaluated is not None:
            evaluated.append(turn.pace.evaluated)
        for (_, before), (name, after) in itertools.pairwise([("", ended + SILENCE_S), *at.items()]):
            parts.setdefault(name, []).append(after - before)
        parts.setdefault("end of speech → first sound", []).append(at["first sound"] - ended)
        parts.setdefault("first sound → corrections", []).append(turn.corrected - at["first sound"])
        parts.setdefault("silence inside the voice", []).append(turn.late)
    microphone.close()
    rows = []
    for name, seconds in parts.items():
        half, most = CHAIN_S[name]
        least = LEAST_S.get(name, 0.001)
        rows.append(Row(f"{engine}: {name}, p50", statistics.median(seconds), "s", None, half, least))
        rows.append(Row(f"{engine}: {name}, p95", percentile(seconds, 0.95), "s", None, most, least))
    if evaluated:
        rows.append(Row(f"{engine}: prompt tokens evaluated in a turn", statistics.median(evaluated), "", None, 60, 1))
    return rows
