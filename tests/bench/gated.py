"""What the gates cost: a sentence's way through them, when the first one is shown, and how often they touch good ones."""

from __future__ import annotations

import itertools
import json
import re
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.api.client import begin, read_events, say
from tests.bench.common import Row, Run, begin_written, tutor
from tests.conftest import Server
from tests.fakes.ollama import FakeOllama, fake_ollama
from tutor.conversation.gates import Gate, SentenceStream
from tutor.conversation.scenes.library import scenes
from tutor.conversation.scenes.schema import Scene
from tutor.conversation.stages.mend import mender
from tutor.corrections.check import Corrector
from tutor.language.es.sentences import whole_sentences

# Too weak to lead a conversation, so that all gates are at work.
WEAK = "tinyllama:1b"
TOKEN_S = 0.04
# A reply's first sentence has so many tokens, its end with it; after it comes the question.
FIRST_TOKENS = 16
QUESTION = [" ¿", "Y", " cómo", " lo", " ves", " tú", "?"]
# Nothing of the scene fits them, so that the model writes.
ASKED = "¿Qué sabes de las máquinas de vapor del siglo {n}?"
# What no gate lets through: were it let through, none touched would be no good sign.
FOREIGN = "As an AI language model, I would like to know what you have done with your friends."
MEASURED = 12
SENTENCES = 600  # of the scenes' good lines


def gates(run: Run) -> list[Row]:
    """All three figures."""
    return [*_cost_and_touch(run), _first_sentence(run)]


def _good() -> Iterator[tuple[Scene, str]]:
    """What a good partner says, in every scene."""
    for scene in scenes():
        lines = [example.partner for example in scene.example]
        lines += [line for answer in scene.answer for band in answer.say.values() for line in band[:1]]
        for line in lines:
            yield from ((scene, sentence) for sentence in whole_sentences(line))


def _cost_and_touch(run: Run) -> list[Row]:
    mend = mender(Corrector())
    good = list(_good())
    step = max(1, len(good) // run.times(SENTENCES, 60))
    bare, gated, touched = [], [], 0
    for scene, sentence in itertools.islice(good, 0, None, step):
        began = time.perf_counter()
        SentenceStream().add(f"{sentence} Y")
        split = time.perf_counter()
        gate = Gate("Perdone, ¿me lo explica mejor?", ["Buenos días."], scene.address, scene.partner.facts, mend=mend)
        touched += gate(sentence) != sentence
        bare.append((split - began) * 1000)
        gated.append((time.perf_counter() - split) * 1000)
    assert gate(FOREIGN) != FOREIGN, "the gates let everything through"
    share = 100 * touched / len(gated)
    added = statistics.median(gated)
    return [
        Row("gates on a first sentence, median", added, "ms", statistics.median(bare), 30, 0.01),
        Row("good sentences touched by the gates", share, "%", None, 1, 0),
    ]


def _first_sentence(run: Run) -> Row:
    """When the first sentence is shown, of when it is whole in the stream of an engine at 25 tokens a second."""
    whole, shown = [], []
    with fake_ollama() as fake, _weak_tutor(fake) as server:
        fake.delay_s = TOKEN_S
        for n, first in enumerate(itertools.islice(_first_sentences(), run.times(MEASURED, 3))):
            fake.tokens = [*first, *QUESTION]
            conversation = begin_written(server.client)
            whole.append(_until_whole(fake))
            began = time.perf_counter()
            body = {"text": ASKED.format(n=n)}
            with server.client.stream("POST", f"/api/conversations/{conversation}/turns", json=body) as reply:
                told = [(time.perf_counter() - began, event) for event in read_events(reply) if event.name == "token"]
            if told[0][1].data["text"].strip() == "".join(first).strip():  # else the gate has mended it
                shown.append(told[0][0])
            else:
                whole.pop()
    assert shown, "no sentence passed the gates as it was"
    ratio = statistics.median(shown) / statistics.median(whole)
    return Row("first sentence shown, of when it is whole", ratio, "x", statistics.median(whole), 1.2, 0.9)


def _first_sentences() -> Iterator[list[str]]:
    """Good sentences of one length, as tokens."""
    fit = [
        re.findall(r"\s?[^\s.]+|\.", sentence)
        for scene, sentence in _good()
        if scene.address == "tú" and sentence.endswith(".") and "," not in sentence
    ]
    yield from itertools.islice((tokens for tokens in fit if len(tokens) == FIRST_TOKENS), MEASURED)


@contextmanager
def _weak_tutor(fake: FakeOllama) -> Iterator[Server]:
    fake.models = {WEAK: 5}
    with tutor(llm="ollama", ollama_url=fake.url, prewarm=False, corrections_llm=False) as server:
        say(server.client, begin(server.client))  # loads what is loaded on first use
        yield server


def _until_whole(fake: FakeOllama) -> float:
    body = {"model": WEAK, "messages": [{"role": "user", "content": "Hola"}], "stream": True}
    began = time.perf_counter()
    with (
        httpx.Client(base_url=fake.url, trust_env=False) as client,
        client.stream("POST", "/api/chat", json=body) as answer,
    ):
        for line in answer.iter_lines():
            if json.loads(line)["message"]["content"] == ".":
                return time.perf_counter() - began
    raise AssertionError("the engine never ended its sentence")
