"""However many ask at once, one password is hashed at a time, and the threads of others stay free."""

from __future__ import annotations

import asyncio

import pytest

from tutor.core import passwords as module
from tutor.core.errors import TooManyRequests
from tutor.core.passwords import FOR_KNOWN, MOST_EACH, MOST_WAITING, Passwords
from tutor.core.secrets import hash_password


async def test_a_crowd_is_hashed_one_by_one_and_the_rest_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, most = 0, 0

    def slow(password: str) -> str:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        try:
            return hash_password(password)
        finally:
            at_once -= 1

    monkeypatch.setattr(module, "hash_password", slow)
    passwords = Passwords()
    results = await asyncio.gather(*(passwords.hashed("una larga") for _ in range(100)), return_exceptions=True)
    hashed = [result for result in results if isinstance(result, str)]
    assert most == 1
    assert len(hashed) == MOST_WAITING - FOR_KNOWN
    assert all(isinstance(result, TooManyRequests) for result in results if not isinstance(result, str))
    assert await passwords.match("una larga", hashed[0])


async def test_places_are_kept_for_who_has_been_here_before() -> None:
    passwords = Passwords()
    strangers = [asyncio.create_task(passwords.match("x", None)) for _ in range(100)]
    await asyncio.sleep(0)
    assert not await passwords.match("x", hash_password("y"), known=True)
    with pytest.raises(TooManyRequests):
        await asyncio.gather(*strangers)
    await asyncio.gather(*strangers, return_exceptions=True)


async def test_who_knows_their_password_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A right one is no guess, so that nothing else bounds how often it is given."""
    monkeypatch.setattr(module, "password_matches", lambda password, known: password == known)
    passwords, right = Passwords(), "y"
    given = [asyncio.create_task(passwords.match("y", right, "ana", known=n % 2 == 0)) for n in range(200)]
    await asyncio.sleep(0)
    assert await passwords.match("y", right, "ben")
    results = await asyncio.gather(*given, return_exceptions=True)
    assert sum(result is True for result in results) == 2 * MOST_EACH
    assert all(result is True or isinstance(result, TooManyRequests) for result in results)
    assert await passwords.match("y", right, "ana")  # when they are through
