"""How well missed sounds are told from right ones: `python -m tests.eval_pronunciation [--people FOLDER ...]`.

Kokoro's Spanish voices speak from phonemes, right and with one sound missed: words in «Digo …», and words inside sentences;
ll is right as y and as sh as well. With `--unheard FOLDER` each voice is judged by a network that never heard it
(train_phones.py). Per sound: the chance that a right clip scores above a
wrong one (AUC), what share of the misses is found at the margin of sounds.toml, and the false alarms among all right words of
each voice. Then right sentences, and with `--people` folders of recordings of people, whatever sounds they hold: the text
is what Whisper hears, where it is sure. For choosing margins, the least without a false alarm is given.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from kokoro_onnx.tokenizer import Tokenizer
from numpy.typing import NDArray

from tests.clips import VOICES, Clip, Studio
from tests.conftest import REAL
from tests.eval_heard import auc, pairs
from tutor.core.errors import TutorError
from tutor.language.es.ipa import in_ipa
from tutor.language.es.tokens import tokenize
from tutor.speech.analysis.phones import EAR, Heard, Phones
from tutor.speech.analysis.pronunciation import judged, margins, sounds
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.stt.transcribe import WhisperTranscriber

DATA = Path(__file__).parent / "data"
# Recordings of people whose words Whisper is so sure of are examined, and no longer ones.
SURE, LONGEST_S = 0.85, 10.0
FORMATS = {".g722": "g722", ".gsm": "gsm"}  # files of telephone systems say not what they hold


@dataclass(frozen=True)
class Spoken:
    """A clip and the sound that is missed in its word of this number, '' if none is."""

    text: str
    word: int
    kind: str
    missed: str
    clip: Clip


@dataclass(frozen=True)
class Weighed:
    """How much likelier a clip makes a word than the likeliest miss of a sound in it."""

    spoken: Spoken
    word: int
    sound: str
    margin: float


def words() -> Iterator[Spoken]:
    for kind, word, right, wrong in _lines("mispronounced.tsv"):
        yield from _spoken(kind, f"Digo {word}.", 1, f"dˈiɣo {right}.", f"dˈiɣo {wrong}.")


def sentences() -> Iterator[Spoken]:
    phonemes = Tokenizer()
    for kind, text, right, wrong in _lines("mispronounced_in_sentences.tsv"):
        said = phonemes.phonemize(text, "es")
        yield from _spoken(kind, text, said[: said.index(right)].count(" "), said, said.replace(right, wrong))


def _lines(name: str) -> Iterator[list[str]]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def _spoken(kind: str, text: str, word: int, right: str, wrong: str) -> Iterator[Spoken]:
    variants = [right.replace("ʎ", ll) for ll in "ʝʃ"] if "ʎ" in right else []
    for missed, said in [("", right), *(("", variant) for variant in variants), (kind, wrong)]:
        for voice in VOICES:
            yield Spoken(text, word, kind, missed, Clip(said, voice, 0.9, None, phonemes=True))


class Ear:
    """Weighs sound against texts."""

    def __init__(self, unheard: Path | None = None) -> None:
        self.whisper = WhisperTranscriber(REAL.models_folder / EAR, "es")
        self._phones = Phones()
        self._by_voice = {voice: Phones(unheard / f"{voice}.npz") for voice in VOICES} if unheard else {}
        self._studio = Studio()

    def heard(self, samples: NDArray[np.float32], voice: str = "") -> Heard:
        states = self.whisper.states(samples)
        assert states is not None
        return self._by_voice.get(voice, self._phones).hear(states)

    def clip(self, clip: Clip) -> Heard:
        return self.heard(self._studio.samples(clip), clip.voice)

    def weighed(self, spoken: Spoken) -> list[Weighed]:
        """By word and sound, those that are not told as well."""
        found = least(self.clip(spoken.clip), spoken.text)
        return [Weighed(spoken, word, sound, margin) for (word, sound), margin in found.items()]


def least(heard: Heard, text: str) -> dict[tuple[int, str], float]:
    """By word and sound, how much likelier the text is than the likeliest miss."""
    written = [token.text for token in tokenize(text) if token.is_word]
    words = list(zip(written, in_ipa(text, written), strict=True))
    found: dict[tuple[int, str], float] = {}
    for n, each in enumerate(margins(heard, words, list(sounds().values()))):
        for miss, margin in each:
            found[n, miss.sound] = min(margin, found.get((n, miss.sound), margin))
    return found


def told(heard: Heard, text: str) -> list[str]:
    """The sound that is told of each word, '' for none."""
    return [word.sound for word in judged(heard, text, "en")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=60, help="right sentences for false alarms")
    parser.add_argument("--people", type=Path, nargs="*", default=[], help="folders of recordings")
    parser.add_argument("--unheard", type=Path, help="networks that did not hear the voice they are named after")
    args = parser.parse_args()
    ear = Ear(args.unheard)
    for title, clips in (("Words", words()), ("Words in sentences", sentences())):
        weighed = [one for spoken in clips for one in ear.weighed(spoken)]
        print(f"\n{title}:\n")
        print("\n".join(by_sound(weighed)), end="\n\n")
        print("\n".join(by_voice(weighed)))
    print("\nRight sentences:\n\n| voice | words | words told as missed | by sound |\n|---|---|---|---|")
    print("\n".join(false_alarms(args.sentences, ear)))
    for folder in args.people:
        print(f"\n{folder.name}:\n")
        print("\n".join(people(folder, ear)))
    return 0


def by_sound(weighed: Sequence[Weighed]) -> Iterator[str]:
    yield "| sound | right / wrong | AUC | misses found | false alarms | least margin without |"
    yield "|---|---|---|---|---|---|"
    for sound in sounds().values():
        mine = [one for one in weighed if one.sound == sound.id]
        right = [one.margin for one in mine if not one.spoken.missed]
        wrong = [o.margin for o in mine if o.spoken.missed == sound.id and o.word == o.spoken.word]
        if right and wrong:
            yield (
                f"| {sound.id} | {len(right)} / {len(wrong)} | {auc(right, wrong):.3f} "
                f"| {sum(margin < -sound.margin for margin in wrong)}/{len(wrong)} at {sound.margin:g} "
                f"| {sum(margin < -sound.margin for margin in right)} | {-min(right):.1f} |"
            )


def by_voice(weighed: Sequence[Weighed]) -> Iterator[str]:
    """Of the clips in which nothing is missed."""
    yield "| voice | right clips | clips with a word told as missed |"
    yield "|---|---|---|"
    for voice in VOICES:
        mine = [one for one in weighed if one.spoken.clip.voice == voice and not one.spoken.missed]
        clips = {one.spoken for one in mine}
        alarmed = {one.spoken for one in mine if one.margin < -sounds()[one.sound].margin}
        yield f"| {voice} | {len(clips)} | {len(alarmed)} ({len(alarmed) / len(clips):.1%}) |"


def false_alarms(count: int, ear: Ear) -> Iterator[str]:
    spoken: Counter[str] = Counter()
    alarms: dict[str, Counter[str]] = defaultdict(Counter)
    for s in pairs(count):
        missed = told(ear.clip(s.clip(s.right)), s.right)
        spoken[s.voice] += len(missed)
        alarms[s.voice].update(sound for sound in missed if sound)
    for voice in VOICES:
        found = alarms[voice]
        yield f"| {voice} | {spoken[voice]} | {found.total() / max(1, spoken[voice]):.1%} | {dict(found)} |"


def people(folder: Path, ear: Ear) -> Iterator[str]:
    """By sound, how many words hold it, how many of them are told as missed, and what margin would tell of one in a hundred."""
    weighed: dict[str, list[float]] = defaultdict(list)
    words = missed = 0
    for file in sorted(folder.rglob("*")):
        samples = recording(file)
        if samples is None or len(samples) > LONGEST_S * SAMPLE_RATE:
            continue
        try:
            transcript = ear.whisper.transcribe(samples)
        except TutorError:  # nothing is said in some
            continue
        if np.mean([word.probability for word in transcript.words]) < SURE:
            continue
        heard = ear.heard(samples)
        for (_, sound), margin in least(heard, transcript.text).items():
            weighed[sound].append(margin)
        of_words = told(heard, transcript.text)
        words, missed = words + len(of_words), missed + sum(map(bool, of_words))
    yield f"{missed} of {words} words are told as missed.\n"
    yield "| sound | words | told | one in a hundred at |"
    yield "|---|---|---|---|"
    for sound in sounds().values():
        if found := weighed[sound.id]:
            alarms = sum(margin < -sound.margin for margin in found)
            yield f"| {sound.id} | {len(found)} | {alarms} | {-np.quantile(found, 0.01):.1f} |"


def recording(file: Path) -> NDArray[np.float32] | None:
    """The sound of a file at 16 kHz, None if it has none."""
    import av

    if not file.is_file():
        return None
    try:
        with av.open(str(file), format=FORMATS.get(file.suffix)) as container:
            resampler = av.AudioResampler("s16", "mono", SAMPLE_RATE)
            frames = [out for frame in container.decode(audio=0) for out in resampler.resample(frame)]
    except (av.FFmpegError, IndexError):
        return None
    if not frames:
        return None
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]).astype(np.float32) / 32768


if __name__ == "__main__":
    sys.exit(main())
