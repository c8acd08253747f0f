"""A small TCP proxy that breaks connections: bad networks, closed lids, restarted routers."""

from __future__ import annotations

import asyncio
import random
import re
import threading
from collections.abc import Callable
from types import TracebackType

from tests.tutors import PATIENCE_S


class CuttingProxy:
    """Passes bytes on to `target_port` and closes connections in the middle of a response.

    Nothing is cut until `cut` says so; then at most `cuts` connections are, each after a number of response bytes
    that is counted from the request that matched `only`. Use it as a context manager; `url` is where to connect.
    """

    def __init__(self, target_port: int, host: str = "127.0.0.1") -> None:
        self.cuts_made = 0
        self._target = (host, target_port)
        self._left = 0
        self._only = re.compile(b"")
        self._next_length: Callable[[], int] = lambda: 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._server: asyncio.Server | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def lead_to(self, port: int) -> None:
        """From the next connection on, the server is at another port."""
        self._target = (self._target[0], port)

    def cut(
        self,
        cuts: int,
        *,
        after: int | Callable[[], int] | None = None,
        only: str = "",
        at_most: int = 2000,
        seed: int | None = None,
    ) -> None:
        """Cut the next `cuts` responses to requests that match the pattern `only`.

        Each after `after` bytes (a number, or a function asked once a cut), or after a random number up to `at_most`.
        """
        chance = random.Random(seed)
        if callable(after):
            self._next_length = after
        elif after is not None:
            self._next_length = lambda: after
        else:
            self._next_length = lambda: chance.randint(0, at_most)
        self._only = re.compile(only.encode())
        self._left = cuts

    def __enter__(self) -> CuttingProxy:
        self._thread.start()
        assert self._ready.wait(PATIENCE_S)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        self._ready.set()
        try:
            self._loop.run_forever()
        finally:
            self._server.close()
            tasks = asyncio.all_tasks(self._loop)
            for task in tasks:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
            self._loop.close()

    async def _serve(self, client_in: asyncio.StreamReader, client_out: asyncio.StreamWriter) -> None:
        try:
            server_in, server_out = await asyncio.open_connection(*self._target)
        except OSError:
            client_out.transport.abort()
            return
        allowed: list[int | None] = [None]  # response bytes until the cut

        async def requests() -> None:
            while block := await client_in.read(65536):
                if allowed[0] is None and self._left > 0 and self._only.search(block):
                    self._left -= 1
                    allowed[0] = self._next_length()
                server_out.write(block)
                await server_out.drain()
            server_out.write_eof()

        async def responses() -> None:
            while block := await server_in.read(65536):
                if allowed[0] is not None:
                    block = block[: allowed[0]]
                    allowed[0] -= len(block)
                client_out.write(block)
                await client_out.drain()
                if allowed[0] == 0:
                    self.cuts_made += 1
                    return
            client_out.write_eof()

        pumps = {asyncio.ensure_future(requests()), asyncio.ensure_future(responses())}
        try:
            done, _ = await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
            # A browser that closes its half first still gets the rest of the response.
            if allowed[0] != 0 and not any(task.exception() for task in done):
                await asyncio.wait(pumps)
        except asyncio.CancelledError:
            pass  # the proxy is closing
        finally:
            for task in pumps:
                task.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            for writer in (client_out, server_out):
                writer.close()
