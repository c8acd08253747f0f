"""How well missed sounds are told from right ones: `python -m tests.eval_pronunciation`.

Words are spoken by Kokoro's voices from phonemes, right and with one sound missed, in «Digo …». Per sound: the chance
that a right clip scores above a wrong one (AUC), what share of the misses is found at the margin of sounds.toml, and the
false alarms on the right clips of each voice, and then on right sentences, where every word could be an alarm. For
choosing a margin, the least one without a false alarm is given.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

from tests.clips import VOICES, Clip, Studio
from tests.conftest import REAL
from tests.eval_heard import auc, pairs
from tutor.speech.pronunciation import judged, misses, sounds
from tutor.speech.transcribe import WhisperTranscriber

LINES = (Path(__file__).parent / "data/mispronounced.tsv").read_text(encoding="utf-8").splitlines()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=60, help="right sentences for false alarms")
    args = parser.parse_args()
    studio, whisper = Studio(), WhisperTranscriber(REAL.models_folder / "whisper-base", "es")
    margins: dict[tuple[str, bool, str], list[float]] = defaultdict(list)
    for kind, word, *said in (line.split("\t") for line in LINES):
        text = f"Digo {word}."
        for right, phonemes in zip((True, False), said, strict=True):
            for voice in VOICES:
                clip = Clip(f"dˈiɣo {phonemes}.", voice, 0.9, None, phonemes=True)
                possible = [m for m in misses(text, list(sounds().values())) if m.word == 1]
                likelihoods = whisper.weigh(studio.samples(clip), [text, *(m.text for m in possible)])
                assert likelihoods
                least: dict[str, float] = {}
                for other, miss in zip(likelihoods[1:], possible, strict=True):
                    least[miss.sound] = min(least.get(miss.sound, 99.0), likelihoods[0] - other)
                for sound, margin in least.items():
                    if right or sound == kind:
                        margins[sound, right, voice].append(margin)
                print(right, voice, word, kind, {s: round(m, 1) for s, m in least.items()}, flush=True)
    print("| sound | right / wrong clips | AUC | misses found | false alarms, by voice | least margin without |")
    print("|---|---|---|---|---|---|")
    for sound in sounds().values():
        right = [m for v in VOICES for m in margins[sound.id, True, v]]
        wrong = [m for v in VOICES for m in margins[sound.id, False, v]]
        if not right or not wrong:
            continue
        found, alarms = "not told", "not told"
        if sound.margin is not None:
            found = f"{sum(m < -sound.margin for m in wrong) / len(wrong):.0%}"
            alarms = ", ".join(
                f"{sum(m < -sound.margin for m in margins[sound.id, True, v])}/{len(margins[sound.id, True, v])}"
                for v in VOICES
            )
        print(
            f"| {sound.id} | {len(right)} / {len(wrong)} | {auc(right, wrong):.2f} | {found} | {alarms} "
            f"| {-min(right):.1f} |"
        )
    sentences = [(s, s.clip(s.right)) for s in pairs(args.sentences)]
    print(
        "\nRight sentences:\n\n| voice | sentences | words | words told as missed | by sound |\n|---|---|---|---|---|"
    )
    for voice in VOICES:
        alarms, words = Counter[str](), 0
        spoken = [s.right for s, clip in sentences if clip.voice == voice]
        for s, clip in sentences:
            if clip.voice != voice:
                continue
            possible = misses(s.right, list(sounds().values()))
            likelihoods = whisper.weigh(studio.samples(clip), [s.right, *(m.text for m in possible)])
            assert likelihoods
            for word in judged(s.right, possible, likelihoods, "en"):
                words += 1
                if word.sound:
                    alarms[word.sound] += 1
                    print("  false alarm:", s.right, word.text, word.heard_as, flush=True)
        print(f"| {voice} | {len(spoken)} | {words} | {alarms.total() / words:.1%} | {dict(alarms)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
