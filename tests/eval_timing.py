"""How well the times of spoken words are known: `python -m tests.eval_timing`.

Right sentences are spoken by Kokoro's voices. The start of each word by the voice's durations, and as it is guessed from the
sound where a voice tells none, less the start that Whisper hears, for the words that it hears alike.
"""

from __future__ import annotations

import random
import sys
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from tests.clips import VOICES
from tests.conftest import REAL, wav_bytes
from tutor.core.downloads import load_catalogue
from tutor.speech.analysis.timing import by_sound
from tutor.speech.audio.formats import decode
from tutor.speech.stt.transcribe import WhisperTranscriber
from tutor.speech.tts.voices import KokoroModel, KokoroVoice

LINES = (Path(__file__).parent / "data/right_sentences.txt").read_text(encoding="utf-8").splitlines()
SENTENCES = random.Random(1).sample([s for s in LINES if not s.startswith("#") and 5 <= len(s.split()) <= 14], 20)


def main() -> int:
    whisper = WhisperTranscriber(REAL.models_folder / "whisper-base", "es")
    catalogue = load_catalogue()
    files = [catalogue.ensure_voice(next(v for v in catalogue.voices if v.id == name), REAL) for name in VOICES]
    model = KokoroModel(files[0]["model"])
    voices = [KokoroVoice(model, file["style"], "es") for file in files]
    clip = Path("out/timing.wav")
    clip.parent.mkdir(exist_ok=True)
    planned, guessed = [], []
    for n, sentence in enumerate(SENTENCES):
        samples, words = voices[n % 3].say_timed(sentence, 0.9)
        clip.write_bytes(wav_bytes(samples, 24_000))
        heard = whisper.transcribe(decode(clip, 60)).words
        guess = by_sound(sentence, samples, 24_000)
        alike = SequenceMatcher(None, [bare(w.text) for w in words], [bare(w.text) for w in heard], False)
        for block in alike.get_matching_blocks():
            for k in range(block.size):
                start = heard[block.b + k].start
                planned.append(words[block.a + k].start - start)
                guessed.append(guess[block.a + k].start - start)
    print("| | words | median | half within | nine of ten within | worst |\n|---|---|---|---|---|---|")
    for name, errors in (("the voice's durations", planned), ("guessed from the sound", guessed)):
        half, most = np.quantile(np.abs(errors), [0.5, 0.9])
        print(
            f"| {name} | {len(errors)} | {np.median(errors):+.2f} s | {half:.2f} s | {most:.2f} s "
            f"| {max(map(abs, errors)):.2f} s |"
        )
    return 0


def bare(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum())


if __name__ == "__main__":
    sys.exit(main())
