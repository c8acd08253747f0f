"""When a reply's text is told: what came whole bit by bit, or what comes bit by bit as a whole."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import aclosing

from tutor.core.errors import EngineFailed
from tutor.llm.base import Instead, Usage

# Characters that a fast reader of Spanish takes in within a second: text never comes slower than that.
READING_CHARS_PER_S = 30.0
# Speech waits for the whole text, so telling it may not take longer than this, in seconds.
LONGEST_S = 1.5


async def paced(text: str, size: int = 0, delay_s: float = 0.0) -> AsyncGenerator[str, None]:
    """`text` in bits of `size` characters, `delay_s` seconds apart; 0 adapts: word by word, as fast as it has to be."""
    bits = [text[n : n + size] for n in range(0, len(text), size)] if size else re.findall(r"\s*\S+\s*", text)
    for n, bit in enumerate(bits):
        if n:
            await asyncio.sleep(_delay(len(bits), len(bits[n - 1]), delay_s))
        yield bit


def _delay(bits: int, chars: int, wanted_s: float) -> float:
    fastest_needed = min(chars / READING_CHARS_PER_S, LONGEST_S / bits)
    return min(wanted_s, fastest_needed) if wanted_s else fastest_needed


async def whole(parts: AsyncGenerator[str | Usage, None]) -> AsyncGenerator[str | Usage, None]:
    """The same reply with its text as one part; if the engine fails, what had arrived. Raises what `parts` raises."""
    held: list[str] = []
    usage: Usage | None = None
    try:
        async with aclosing(parts):
            async for part in parts:
                if isinstance(part, Instead):
                    held.clear()
                if isinstance(part, str):
                    held.append(part)
                else:
                    usage = part
    except EngineFailed:
        yield "".join(held)
        raise
    yield "".join(held)
    if usage:
        yield usage
