"""Files of strangers are read in processes of their own, which may crash, hang or swell without harm to the server."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import IO


async def start(module: str, file: IO[bytes] | None = None) -> asyncio.subprocess.Process:
    """A Python process of a module. Its standard input is the file, else a pipe for its job."""
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        stdin=pipe if file is None else file,
        stdout=pipe,
        stderr=asyncio.subprocess.DEVNULL,
    )


async def end(process: asyncio.subprocess.Process) -> None:
    """Kill a process, if it still runs, and wait until it is gone."""
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()


def limit(memory_bytes: int, cpu_s: int) -> None:
    """Bound this process for good; it may write no file either. Windows has no such bounds, only the time-out."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
