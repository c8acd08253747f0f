"""Passwords and random secrets. Neither is ever stored as it is."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pwdlib import PasswordHash

# Argon2id with the parameters of RFC 9106's second recommendation, pwdlib's own choice.
_passwords = PasswordHash.recommended()
# Verified when there is no such account, so that a name that exists takes no longer to refuse.
_NOBODY = _passwords.hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    """Takes some 50 ms on purpose: call it in a worker thread."""
    return _passwords.hash(password)


def password_matches(password: str, password_hash: str | None) -> bool:
    """Whether a password is the one that was hashed; as slow for an account that doesn't exist."""
    return _passwords.verify(password, password_hash or _NOBODY) and password_hash is not None


def new_secret() -> str:
    """256 random bits that can stand in a URL or a cookie."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """What is stored of a secret from `new_secret`: it cannot be guessed, so a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def setup_secret(file: Path) -> str:
    """The secret with which the first owner is made: kept in a file that only the operator can read."""
    return kept(file, new_secret)


def kept(file: Path, make: Callable[[], str]) -> str:
    """What a file of the operator's own holds; made where there is none, once also where several ask at a time."""
    if not file.exists():
        handle, made = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")  # for its owner only
        try:
            with os.fdopen(handle, "w") as out:
                out.write(make())
            with suppress(FileExistsError):
                os.link(made, file)
        finally:
            os.unlink(made)
    return file.read_text()
