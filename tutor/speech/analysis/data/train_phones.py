"""Teaches the network of phones.py with synthetic speech: `pip install -e '.[train]'`, then

    python train_phones.py speak VOICES SENTENCES FOLDER [--seconds N] [--part N]     # once per core, with another part each
    python train_phones.py teach FOLDER                                               # writes phones.npz

Kokoro speaks our own right sentences from phonemes, about every fourth sound missed as learners of Spanish miss it, in the
voices of the npm package kokoro-js (`npm pack kokoro-js`, its folder voices; Apache-2.0), and tells how long each sound lasts.
English voices aspirate whatever they are told, so nothing about p, t and k is learned from them. Each clip is heard twice, a
little faster or slower, with noise, in a room, through a telephone. `teach --without VOICE --to FOLDER/VOICE.npz` leaves a
voice out, for `tests.eval_pronunciation --unheard FOLDER` to judge it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import pickle
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # a process for each core

import numpy as np
from kokoro_onnx.tokenizer import Tokenizer
from numpy.typing import NDArray

from tutor.core.downloads import load_catalogue
from tutor.core.settings import Settings
from tutor.language.es.ipa import SHADES, sounds_of
from tutor.speech.analysis.phones import EAR, FLOOR, SILENCE, Floats, Heard, aligned
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.stt.literal import STATES_PER_S
from tutor.speech.stt.transcribe import WhisperTranscriber
from tutor.speech.tts.voices import KokoroModel

VOWELS = "aeiou"
PAUSES = set(' .,;:!?¡¿…—"“”()')
# What Kokoro plans to say is heard so much later, in seconds.
EARLY_S = -0.06
HEARINGS, ROUNDS, INNER, SELDOM = 2, 3, 256, 15
ASPIRATED = {sign + puff for sign in "ptk" for puff in ("", "ʰ")}


@dataclass(frozen=True)
class Clip:
    """What a voice said, at 16 kHz, and its sounds with their times in seconds."""

    voice: str
    samples: NDArray[np.int16]
    sounds: list[tuple[str, float, float]]


def missed(ipa: str, rate: float, rng: random.Random) -> str:
    """A sentence in IPA with a part of its sounds said as learners say them."""
    return "".join(_missed_word(word, rate, rng) for word in _words(ipa))


def _words(ipa: str) -> Iterator[list[list[str]]]:
    """Words and what is between them, as lists of a stress mark and a sound."""
    word: list[list[str]] = []
    stress = ""
    for sign in ipa.replace("ː", ""):
        if sign in "ˈˌ":
            stress = sign
            continue
        if sign in PAUSES:
            yield word
            yield [["", sign]]
            word = []
        else:
            word.append([stress, sign])
        stress = ""
    yield word


def _missed_word(word: list[list[str]], rate: float, rng: random.Random) -> str:
    vowels = [sound for sound in word if sound[1].translate(SHADES) in VOWELS]
    stressed = [sound for sound in vowels if sound[0] == "ˈ"]
    for sound in word:
        sound[0] = sound[0].strip("ˌ")
    if len(vowels) > 1 and len(stressed) == 1 and rng.random() < 0.8 * rate:
        other = rng.choice([sound for sound in vowels if sound is not stressed[0]])
        stressed[0][0], other[0] = "", "ˈ"
    said = ""
    for n, (stress, sign) in enumerate(word):
        before = word[n - 1][1] if n else ""
        after = word[n + 1][1] if n + 1 < len(word) else ""
        if n == 0 and sign in VOWELS and rng.random() < 0.6 * rate:
            said += "h"
        said += stress + _instead(sign, before, after, bool(stress), rng.random() / rate if rate else 9.0)
    return said


def _instead(sign: str, before: str, after: str, stressed: bool, chance: float) -> str:
    """What is said for a sound, by a number from 0 that is the less likely the smaller it is."""
    plain = sign.translate(SHADES)
    if plain in "ptk" and after != "ʃ" and before != "s":
        ways = [(1.0, plain + "ʰ")]
    elif plain == "ʎ":
        ways = [(1.0, "l"), (1.3, "ʃ"), (2.3, "ʝ")]
    else:
        ways = {
            "β": [(1.0, "b"), (1.2, "v")], "ð": [(1.0, "d")], "ɣ": [(1.0, "ɡ")], "ɲ": [(1.0, "n")],
            "r": [(1.0, "ɾ"), (1.6, "ɹ")], "ɾ": [(0.5, "r"), (1.0, "ɹ")], "ʝ": [(1.0, "l"), (1.3, "ʃ")],
            "e": [(0.45, "A"), (0.6, "i"), (0.95, sign if stressed else "ə")],
            "o": [(0.5, "O"), (0.65, "u"), (0.95, sign if stressed else "ə")],
            "a": [(0.15, "o"), (0.3, "e"), (0.6, sign if stressed else "ə")],
            "i": [(0.25, "e")], "u": [(0.25, "o")],
        }.get(plain, [])  # fmt: skip
    return next((way for limit, way in ways if chance < limit), sign)


def speak(voices: Path, sentences: Path, folder: Path, seconds: float, part: int) -> None:
    """Record about so many seconds."""
    rng, tokenizer = random.Random(100 + part), Tokenizer()
    lines = [line for line in sentences.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    lines = [line for line in lines if 3 <= len(line.split()) <= 9]
    trilled = [line for line in lines if re.search(r"rr|\br", line.lower())]
    styles = {f.stem: np.fromfile(f, dtype=np.float32).reshape(-1, 1, 256) for f in sorted(voices.glob("*.bin"))}
    english = [name for name in styles if name[0] in "ab"]
    spanish = [name for name in styles if name[0] == "e"]
    others = [name for name in styles if name not in english + spanish]
    model = KokoroModel(load_catalogue().ensure("kokoro-82m-int8", Settings()) / "model.onnx")
    clips, total = [], 0.0
    while total < seconds:
        voice = rng.choice(rng.choices([others, english, spanish], [64, 16, 20])[0])
        ipa = tokenizer.phonemize(rng.choice(trilled if rng.random() < 0.1 else lines), "es")
        if rng.random() < 0.5:
            ipa = ipa.replace("θ", "s")
        ipa = tokenizer.known(missed(ipa, rng.choice([0, 0.3, 0.3, 0.45]), rng))
        said, phones = model.say_timed(ipa, styles[voice], rng.uniform(0.7, 1.15), "es", phonemes=True)
        clips.append(Clip(voice, _at_16k(said), list(_timed([(p.sign, p.start, p.end) for p in phones]))))
        total += len(clips[-1].samples) / SAMPLE_RATE
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"clips{part}.pickle").write_bytes(pickle.dumps(clips))


def _timed(phones: list[tuple[str, float, float]]) -> Iterator[tuple[str, float, float]]:
    """The sounds of speech: a mark of stress belongs to the vowel after it, one of breath to the consonant before it."""
    line = "".join(sign for sign, _, _ in phones).translate(SHADES)
    at = 0
    for sound in sounds_of(line):
        start = line.index(sound, at)
        if any(sign in PAUSES for sign in line[at:start]):
            yield SILENCE, phones[at][1], phones[start][1]
        at = start + len(sound)
        yield sound, phones[start][1], phones[at - 1][2]


def _at_16k(samples: Floats) -> NDArray[np.int16]:
    length = len(samples) * 2 // 3
    spectrum = np.fft.rfft(samples)[: length // 2 + 1]
    return np.asarray(np.fft.irfft(spectrum, length) * (length / len(samples)) * 32767).astype(np.int16)


def as_heard(samples: Floats, rng: np.random.Generator) -> tuple[Floats, float, float]:
    """A clip through some microphone; how much faster it is, and how much silence is before it, in seconds."""
    faster = rng.uniform(0.9, 1.1)
    sound = np.interp(np.arange(int(len(samples) / faster)) * faster, np.arange(len(samples)), samples)
    lead = round(rng.uniform(0.05, 0.4) * STATES_PER_S) / STATES_PER_S
    sound = np.pad(sound, (round(lead * SAMPLE_RATE), round(rng.uniform(0.2, 0.5) * SAMPLE_RATE)))
    hertz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    if rng.random() < 0.6:
        hiss = np.fft.rfft(rng.standard_normal(len(sound)))
        hiss[1:] /= np.arange(1, len(hiss)) ** rng.uniform(0, 0.5)
        noise = np.fft.irfft(hiss, len(sound))
        loudness = np.sqrt(np.mean(sound**2) / np.mean(noise**2))
        sound = sound + noise * loudness / 10 ** (rng.uniform(12, 35) / 20)
    if rng.random() < 0.4:  # a room
        length = int(rng.uniform(0.02, 0.12) * SAMPLE_RATE)
        echo = rng.standard_normal(length) * np.exp(-5 * np.arange(length) / length) * rng.uniform(0.02, 0.12)
        echo[0] = 1
        sound = np.convolve(sound, echo)[: len(sound)]
    if rng.random() < 0.3:  # a dull microphone
        spectrum = np.fft.rfft(sound) / (1 + (hertz / rng.uniform(3500, 7500)) ** 8)
        sound = np.fft.irfft(spectrum, len(sound))
    if rng.random() < 0.25:  # a telephone
        spectrum = np.fft.rfft(sound)
        spectrum[(hertz > rng.uniform(3300, 3900)) | (hertz < rng.uniform(50, 250))] = 0
        sound = np.fft.irfft(spectrum, len(sound))
        most, steps = np.abs(sound).max() + 1e-6, rng.choice([32, 64, 127])
        small = np.round(np.log1p(255 * np.abs(sound) / most) / np.log(256) * steps) / steps
        sound = np.sign(sound) * (256**small - 1) / 255 * most
    sound = sound * rng.uniform(0.3, 1) / max(1e-3, np.abs(sound).max())
    return sound.astype(np.float32), faster, lead


@dataclass
class TrainingClip:
    """A hearing of a clip: the encoder's states, the sounds in order, and at first by plan the sound of each moment."""

    voice: str
    states: Floats
    line: list[str]
    labels: list[str]


def examples(clips: Path) -> list[TrainingClip]:
    """The hearings of a file of clips."""
    ear = WhisperTranscriber(load_catalogue().ensure(EAR, Settings()), "es")
    rng = np.random.default_rng(int(clips.stem.removeprefix("clips")))
    recorded = pickle.loads(clips.read_bytes())  # noqa: S301 - our own, a moment ago
    return [_example(clip, ear, rng) for clip in recorded for _ in range(HEARINGS)]


def _example(clip: Clip, ear: WhisperTranscriber, rng: np.random.Generator) -> TrainingClip:
    sound, faster, lead = as_heard((clip.samples / 32767).astype(np.float32), rng)
    states = ear.states(sound)
    assert states is not None
    labels, line = np.full(len(states), SILENCE, dtype="<U3"), [SILENCE]
    at = ((np.arange(len(states)) + 0.5) / STATES_PER_S - lead - EARLY_S) * faster
    for sign, start, end in clip.sounds:
        labels[(start <= at) & (at < end)] = sign
        if not sign == line[-1] == SILENCE:
            line.append(sign)
    return TrainingClip(clip.voice, states, line + [SILENCE] * (line[-1] != SILENCE), labels.tolist())


def teach(folder: Path, without: str, to: Path) -> None:
    """Learn which sound each moment is, lay the sounds over the clips anew by what was learned, and learn again."""
    from sklearn.neural_network import MLPClassifier

    with multiprocessing.get_context("spawn").Pool() as pool:
        heard = [example for each in pool.imap(examples, sorted(folder.glob("clips*.pickle"))) for example in each]
    heard = [example for example in heard if example.voice != without]
    often = Counter(sign for example in heard for sign in example.line)
    known = {sign for sign, times in often.items() if times >= SELDOM * HEARINGS}
    for example in heard:
        example.line = [sign for sign in example.line if sign in known]
        example.labels = [sign if sign in known else SILENCE for sign in example.labels]
    states = np.concatenate([example.states for example in heard])
    mean, spread = states.mean(axis=0), states.std(axis=0) + 1e-3
    states = (states - mean) / spread
    english = np.concatenate([np.full(len(e.states), e.voice[0] in "ab") for e in heard])
    for turn in range(ROUNDS):
        labels = np.array([sign for example in heard for sign in example.labels])
        use = ~(english & np.isin(labels, list(ASPIRATED)))
        last = turn == ROUNDS - 1
        network = MLPClassifier((INNER,), alpha=0.003, batch_size=512, max_iter=12 if last else 6, random_state=turn)
        network.fit(states[use], labels[use], sample_weight=np.where(labels[use] == SILENCE, 0.5, 1.0))
        print(f"round {turn + 1}: {network.score(states[use], labels[use]):.3f} right")  # noqa: T201
        if last:
            break
        at = 0
        for example in heard:
            rows = states[at : at + len(example.states)]
            at += len(rows)
            likelihoods = np.maximum(network.predict_log_proba(rows), FLOOR).astype(np.float32)
            places = aligned(Heard(likelihoods, list(network.classes_)), example.line)
            assert places is not None
            example.labels = [s for s, (a, b) in zip(example.line, places, strict=True) for _ in range(b - a)]
    store(network, mean, spread, to)


def store(network: Any, mean: Floats, spread: Floats, to: Path) -> None:
    """The weights, for states as the encoder gives them."""
    inner, outer = network.coefs_
    first, last = network.intercepts_
    inner = inner / spread[:, None]
    np.savez_compressed(
        to, signs=network.classes_, weights0=inner.astype(np.float16),
        bias0=(first - mean @ inner).astype(np.float32), weights1=outer.astype(np.float16), bias1=last.astype(np.float32),
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    speaking = commands.add_parser("speak")
    speaking.add_argument("voices", type=Path)
    speaking.add_argument("sentences", type=Path)
    speaking.add_argument("folder", type=Path)
    speaking.add_argument("--seconds", type=float, default=1500)
    speaking.add_argument("--part", type=int, default=0)
    teaching = commands.add_parser("teach")
    teaching.add_argument("folder", type=Path)
    teaching.add_argument("--without", default="", metavar="VOICE")
    teaching.add_argument("--to", type=Path, default=Path(__file__).with_name("phones.npz"))
    given = parser.parse_args()
    if given.command == "speak":
        speak(given.voices, given.sentences, given.folder, given.seconds, given.part)
    else:
        teach(given.folder, given.without, given.to)


if __name__ == "__main__":
    main()
