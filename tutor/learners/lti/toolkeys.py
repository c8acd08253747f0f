"""The keys with which this tutor signs as a tool: in a file of the data folder that only its owner can read."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio.to_thread
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from tutor.core.secrets import kept, new_secret

# Beside the one that signs, so many of before are still published: what they have signed may be under way.
FORMER = 1
LASTS_S = 300


class ToolKeys:
    """Read anew each time, so that all processes of a tutor sign with the key that the owner has last made."""

    def __init__(self, file: Path) -> None:
        self._file = file

    async def public(self) -> dict[str, Any]:
        """What platforms may know: RFC 7517."""
        return await anyio.to_thread.run_sync(lambda: dict(self._keys().as_dict(private=False)))

    async def sign(self, claims: Mapping[str, Any]) -> str:
        """A token of ours, good for some minutes."""

        def work() -> str:
            key, now = self._keys().keys[0], int(time.time())
            header = {"alg": "RS256", "kid": key.kid}
            return jwt.encode(header, {"iat": now, "exp": now + LASTS_S, "jti": new_secret(), **claims}, key)

        return await anyio.to_thread.run_sync(work)

    async def rotate(self) -> None:
        """Sign with a new key from now on."""

        def work() -> None:
            former = self._keys().keys[:FORMER]
            handle, made = tempfile.mkstemp(dir=self._file.parent, prefix=f".{self._file.name}-")
            with os.fdopen(handle, "w") as out:
                out.write(_text([_fresh(), *former]))
            os.replace(made, self._file)

        await anyio.to_thread.run_sync(work)

    def _keys(self) -> KeySet:
        return KeySet.import_key_set(json.loads(kept(self._file, lambda: _text([_fresh()]))))


def _fresh() -> RSAKey:
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)


def _text(keys: list[Any]) -> str:
    return json.dumps(KeySet(keys).as_dict(private=True))
