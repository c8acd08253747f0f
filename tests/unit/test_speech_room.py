"""Speech that is kept takes so much room and no more; what was heard longest ago goes."""

from __future__ import annotations

import os
from pathlib import Path

from tutor.speech.tts.kept import make_room


def test_what_was_heard_longest_ago_goes_with_its_times(tmp_path: Path) -> None:
    for n in range(6):
        file = tmp_path / f"m{n}-dora-100.wav"
        file.write_bytes(bytes(1000))
        file.with_suffix(".json").write_text("[]")
        os.utime(file, (1_000 + n, 1_000 + n))
    os.utime(tmp_path / "m0-dora-100.wav", (2_000, 2_000))  # heard again
    make_room(tmp_path, 3_500)
    assert {file.stem[:2] for file in tmp_path.iterdir()} == {"m0", "m4", "m5"}
    assert len(list(tmp_path.iterdir())) == 6
    make_room(tmp_path, 3_000)
    assert len(list(tmp_path.iterdir())) == 6


def test_no_folder_yet(tmp_path: Path) -> None:
    make_room(tmp_path / "speech", 1)
