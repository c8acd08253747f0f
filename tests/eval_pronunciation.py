"""How well missed sounds are told from right ones: `python -m tests.eval_pronunciation`.

Kokoro's voices speak from phonemes, right and with one sound missed: words in «Digo …», and words inside sentences. ll is
right as y and as sh as well. Per sound: the chance that a right clip scores above a wrong one (AUC), without a prior and with
it, what share of the misses is found at the margin of sounds.toml, and the false alarms on the right clips of each voice. For
choosing, the least margin without a false alarm is given, and then how several shares of the prior fare when the margin is
chosen on the other words, or the other voices, than those it is judged on.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kokoro_onnx.tokenizer import Tokenizer

from tests.clips import VOICES, Clip, Studio
from tests.conftest import REAL
from tests.eval_heard import auc, pairs
from tutor.speech.pronunciation import PRIOR, UNHEARD, judged, margins, misses, sounds, told
from tutor.speech.transcribe import WhisperTranscriber

DATA = Path(__file__).parent / "data"
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
# Taken beyond the least margin without a false alarm on the clips that a margin is chosen on.
SLACK = 0.5


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
    """How much better a clip's sound bears out its text than each miss of a sound in a word, and how much better that is
    unheard."""

    spoken: Spoken
    word: int
    sound: str
    heard_unheard: list[tuple[float, float]]

    def margin(self, share: float) -> float:
        """Of the likeliest miss."""
        return min(heard - share * unheard for heard, unheard in self.heard_unheard)


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


class Scales:
    """Weighs clips, and each text once without a sound."""

    def __init__(self) -> None:
        self._studio = Studio()
        self._whisper = WhisperTranscriber(REAL.models_folder / "whisper-base", "es")
        self._unheard = cache(lambda wordings: self._whisper.weigh(UNHEARD, wordings))

    def weighed(self, spoken: Spoken) -> list[Weighed]:
        """By word and sound, those that are not told as well."""
        possible = misses(spoken.text, list(sounds().values()))
        likelihoods, prior = self.both(spoken.clip, (spoken.text, *(m.text for m in possible)))
        found: dict[tuple[int, str], list[tuple[float, float]]] = defaultdict(list)
        for miss, other, before in zip(possible, likelihoods[1:], prior[1:], strict=True):
            found[miss.word, miss.sound].append((likelihoods[0] - other, prior[0] - before))
        return [Weighed(spoken, word, sound, each) for (word, sound), each in found.items()]

    def both(self, clip: Clip, wordings: tuple[str, ...]) -> tuple[list[float], list[float]]:
        """The likelihoods of the wordings, given the clip and given none."""
        likelihoods, prior = self._whisper.weigh(self._studio.samples(clip), wordings), self._unheard(wordings)
        assert likelihoods
        assert prior
        return likelihoods, prior


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=60, help="right sentences for false alarms")
    args = parser.parse_args()
    scales = Scales()
    for title, clips in (("Words", words()), ("Words in sentences", sentences())):
        weighed = [one for spoken in clips for one in scales.weighed(spoken)]
        print(f"\n{title}:\n")
        print("\n".join(by_sound(weighed)), end="\n\n")
        print("\n".join(by_share(weighed)))
    print("\nRight sentences:\n\n| voice | words | words told as missed | by sound |\n|---|---|---|---|")
    print("\n".join(false_alarms(args.sentences, scales)))
    return 0


def of(sound: str, weighed: Sequence[Weighed]) -> tuple[list[Weighed], list[Weighed]]:
    """What is about this sound: where nothing was missed, and where it was."""
    mine = [one for one in weighed if one.sound == sound]
    right = [one for one in mine if not one.spoken.missed]
    return right, [one for one in mine if one.spoken.missed == sound and one.word == one.spoken.word]


def by_sound(weighed: Sequence[Weighed]) -> Iterator[str]:
    yield "| sound | right / wrong | AUC, no prior | AUC | misses found | false alarms, by voice | least margin without |"
    yield "|---|---|---|---|---|---|---|"
    for sound in sounds().values():
        right, wrong = of(sound.id, weighed)
        if not right or not wrong:
            continue
        alarms = [
            f"{sum(one.margin(PRIOR) < -sound.margin for one in mine)}/{len(mine)}"
            for voice in VOICES
            for mine in [[one for one in right if one.spoken.clip.voice == voice]]
        ]
        yield (
            f"| {sound.id} | {len(right)} / {len(wrong)} "
            f"| {auc([r.margin(0) for r in right], [w.margin(0) for w in wrong]):.2f} "
            f"| {auc([r.margin(PRIOR) for r in right], [w.margin(PRIOR) for w in wrong]):.2f} "
            f"| {sum(w.margin(PRIOR) < -sound.margin for w in wrong)}/{len(wrong)} at {sound.margin:g} "
            f"| {', '.join(alarms)} | {-min(r.margin(PRIOR) for r in right):.1f} |"
        )


def by_share(weighed: Sequence[Weighed]) -> Iterator[str]:
    yield "| share of the prior | found, alarms: margin from other words | found, alarms: margin from other voices |"
    yield "|---|---|---|"
    for share in SHARES:
        outcomes: dict[bool, Counter[str]] = defaultdict(Counter)
        for sound in told():
            right, wrong = of(sound.id, weighed)
            for one in right + wrong:
                for by_voice in (False, True):
                    others = [r.margin(share) for r in right if _group(r, by_voice) != _group(one, by_voice)]
                    if others and one.margin(share) < min(min(others) - SLACK, 0.0):
                        outcomes[by_voice]["found" if one.spoken.missed else "alarms"] += 1
        yield (
            f"| {share:g} | "
            + " | ".join(f"{outcomes[v]['found']}, {outcomes[v]['alarms']}" for v in (False, True))
            + " |"
        )


def _group(one: Weighed, by_voice: bool) -> str:
    return one.spoken.clip.voice if by_voice else one.spoken.text.split()[one.word]


def false_alarms(count: int, scales: Scales) -> Iterator[str]:
    spoken: Counter[str] = Counter()
    alarms: dict[str, Counter[str]] = defaultdict(Counter)
    for s in pairs(count):
        possible = misses(s.right, told())
        likelihoods, prior = scales.both(s.clip(s.right), (s.right, *(m.text for m in possible)))
        for word in judged(s.right, possible, margins(likelihoods, prior), "en"):
            spoken[s.voice] += 1
            alarms[s.voice].update([word.sound] if word.sound else [])
    for voice in VOICES:
        found = alarms[voice]
        yield f"| {voice} | {spoken[voice]} | {found.total() / max(1, spoken[voice]):.1%} | {dict(found)} |"


if __name__ == "__main__":
    sys.exit(main())
