"""What is measured of a tutor that runs: its memory, its voice, what of a prompt it evaluates anew."""

from __future__ import annotations

import statistics
import time

import httpx
import psutil

from tests.api.client import begin, say
from tests.bench.common import Row, Run, begin_written, tutor, wait_until_ready
from tests.bench.first_token import plain_tutor
from tests.conftest import REAL
from tests.fakes.ollama import fake_ollama
from tutor.core.downloads import load_catalogue
from tutor.core.levels import Level
from tutor.language.es.levels import profile
from tutor.language.es.sentences import sentences
from tutor.language.es.spoken import speakable
from tutor.speech.tts.voices import KokoroModel, KokoroVoice

WAV_HEADER = 44  # bytes


def memory(run: Run) -> list[Row]:
    """Idle, with Whisper base, a Kokoro voice and the corrections loaded, without the language model."""
    with fake_ollama() as fake, tutor(llm="ollama", ollama_url=fake.url) as server:
        wait_until_ready(server)
        time.sleep(run.times(3))
        used = psutil.Process(server.process.pid).memory_info().rss / 1e6
    return [Row("idle memory without the language model", used, "MB", at_most=700, at_least=50)]


def prefix_cache(run: Run) -> list[Row]:
    """Prompt tokens evaluated in the second turn of a conversation."""
    with run.embedded_tutor() as server:
        conversation = begin_written(server.client)
        say(server.client, conversation, "Hola, me llamo Ana y soy de Boston.")
        events = say(server.client, conversation, "Me gusta mucho cocinar con mi hermana.")
        usage = events[-1].data["usage"]
        evaluated = usage["prompt_tokens"] - usage["cached_tokens"]
        new = len("Me gusta mucho cocinar con mi hermana.") / 3.2
        return [Row("prompt tokens evaluated, second turn", evaluated, "", new, new + 32, 1)]


def first_audio(run: Run) -> list[Row]:
    """Whole text to first byte of sound, against synthesising the first sentence alone, as fast."""
    catalogue = load_catalogue()
    files = catalogue.ensure_voice(next(v for v in catalogue.voices if v.id == "ef_dora"), REAL)
    voice = KokoroVoice(KokoroModel(files["model"]), files["style"], "es")
    text = "Ayer fui al mercado con mi hermana. Compramos fruta y pan para toda la semana. ¿Y tú, qué hiciste?"
    first = sentences(speakable(text))[0]
    usual = profile(Level.A2).speech_speed
    voice.say(first, usual)
    alone, served = [], []
    with fake_ollama() as fake, plain_tutor(fake) as server:
        fake.tokens = [text]
        for n in range(run.times(7, 2)):
            # The sentence is made ahead at the learner's own speed: that of this one is another, and no two are alike.
            faster = 1.1 + n / 50
            events = say(server.client, begin(server.client), f"Hola {n}.")
            url = events[-1].data["speech_url"] + f"?speed={faster}&voice=ef_dora"
            time.sleep(3.0)  # until nothing is made ahead any more
            began = time.perf_counter()
            voice.say(first, usual * faster)
            alone.append(time.perf_counter() - began)
            served.append(_first_sound(server.client, url))
    ratio = statistics.median(s / a for s, a in zip(served, alone, strict=True))
    return [Row("text to first audio, of first sentence", ratio, "x", statistics.median(alone), 1.15, 0.7)]


def _first_sound(client: httpx.Client, url: str) -> float:
    """Seconds to the first sound of a WAV that is made meanwhile, beyond its header."""
    began = time.perf_counter()
    with client.stream("GET", url) as answer:
        for block in answer.iter_raw():
            if len(block) > WAV_HEADER:
                return time.perf_counter() - began
    raise AssertionError("nothing was said")
