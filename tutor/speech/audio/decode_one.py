"""The decoder's process: one recording from standard input, its samples to standard output, and the end.

It may neither write files nor take more memory or time than a recording needs. NumPy, which takes longer to import than a recording to
decode, it does without.
"""

from __future__ import annotations

import json
import sys

from tutor.core import bounds
from tutor.core.errors import AudioUnreadable, TutorError
from tutor.speech.audio.formats import pcm

MEMORY_BYTES = 2 << 30
CPU_S = 20


def main() -> None:
    """Reads a line of JSON and the recording; answers a line of JSON: `{}` and then PCM16, or an error."""
    bounds.limit(MEMORY_BYTES, CPU_S)
    job = json.loads(sys.stdin.buffer.readline() or b"null")
    if job is None:  # the tutor ended without needing us
        return
    try:
        sound = pcm(sys.stdin.buffer.read(), job["max_seconds"])
    except TutorError as error:
        _tell(error)
    except (MemoryError, OSError, ValueError) as error:
        _tell(AudioUnreadable(detail=str(error)))
    else:
        sys.stdout.buffer.write(b"{}\n")
        sys.stdout.buffer.write(sound)
        sys.stdout.buffer.flush()


def _tell(error: TutorError) -> None:
    sys.stdout.write(json.dumps({"error": error.code, "message": error.message, "action": error.action}) + "\n")


if __name__ == "__main__":
    main()
