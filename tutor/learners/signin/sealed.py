"""What the tutor gives a browser to bring back: nobody else can have made it, and it holds for a while."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio.to_thread
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from tutor.core.errors import SignInExpired
from tutor.core.secrets import kept, new_secret

LONGEST = 20_000
# How long somebody may take at the other end.
MINUTES = 10


class BrowserSeal:
    """Signs with a secret that is kept in a file of the data folder, so that all processes of a tutor have the same."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._key: OctKey | None = None

    async def _secret(self) -> OctKey:
        if self._key is None:
            secret = await anyio.to_thread.run_sync(lambda: kept(self._file, new_secret))
            self._key = OctKey.import_key(secret)
        return self._key

    async def seal(self, purpose: str, what: Mapping[str, Any], minutes: int = MINUTES) -> str:
        """`what` as text that `opened` takes for the same purpose."""
        claims = {**what, "for": purpose, "exp": int(time.time()) + minutes * 60}
        return jwt.encode({"alg": "HS256"}, claims, await self._secret())

    async def opened(self, purpose: str, text: str) -> dict[str, Any]:
        """What was sealed. Raises SignInExpired for anything else, and for what is too old."""
        try:
            if len(text) > LONGEST:
                raise ValueError("too long")
            claims = jwt.decode(text, await self._secret(), algorithms=["HS256"]).claims
        except (JoseError, ValueError, TypeError) as error:
            raise SignInExpired() from error
        if claims.get("for") != purpose or claims.get("exp", 0) < time.time():
            raise SignInExpired()
        return claims
