"""Whether an ID token is what it must be: OpenID Connect Core 1.0, 3.1.3.7, and the LTI security framework, 5.1.3."""

from __future__ import annotations

import logging
import math
import time
from dataclasses import dataclass
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, ExpiredTokenError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from tutor.core.errors import ClocksApart, SignInExpired, SignInRefused
from tutor.core.text import taken_in
from tutor.learners.signin.outside import Outside

log = logging.getLogger(__name__)

# Signed with a key pair: what is public must not be taken for a shared secret, and no signature for one.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
LONGEST = 60_000
# How far clocks may differ, and how long ago a token may have been made that has just come, in seconds.
LEEWAY_S, FRESH_S = 60, 300


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token has to say, and where its keys are."""

    issuer: str
    client_id: str
    nonce: str
    keys_url: str


async def verified(outside: Outside, token: str, expected: Expected) -> dict[str, Any]:
    """The claims of a token that was made just now, for us, for this very sign-in.

    Raises SignInRefused, SignInExpired, ClocksApart, SignInAway.
    """
    if len(token) > LONGEST:
        raise refused("too long")
    try:
        found = _signed(token, await outside.document(expected.keys_url))
    except (InvalidKeyIdError, BadSignatureError):  # its key may be newer than those that are known
        try:
            found = _signed(token, await outside.document(expected.keys_url, anew=True))
        except _UNREADABLE as error:
            raise refused(error) from error
    except _UNREADABLE as error:
        raise refused(error) from error
    return _checked(found, expected)


# Keys that are none are told in many ways.
_UNREADABLE = (JoseError, ValueError, TypeError, KeyError)


def _signed(token: str, keys: dict[str, Any]) -> jwt.Token:
    return jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)  # type: ignore[arg-type]


def _checked(token: jwt.Token, expected: Expected) -> dict[str, Any]:
    options = {
        "iss": {"essential": True, "value": expected.issuer},
        "aud": {"essential": True, "value": expected.client_id},
        "sub": {"essential": True},
        "nonce": {"essential": True, "value": expected.nonce},
    }
    claims = CodeIDToken(token.claims, token.header, options, {"client_id": expected.client_id})
    now = time.time()
    made_at, ends_at, who = _time(token.claims.get("iat")), _time(token.claims.get("exp")), token.claims.get("sub")
    if not (isinstance(who, str) and 0 < len(who) <= 255):
        raise refused("sub")
    try:
        told: dict[str, Any] = taken_in(token.claims, composed=False)
    except ValueError as error:  # what is no text can't be kept
        raise refused(error) from error
    try:
        # As of when it was made: what is wrong with the clocks is told below.
        claims.validate(now=int(made_at), leeway=LEEWAY_S)
    except ExpiredTokenError as error:
        raise SignInExpired() from error
    except _UNREADABLE as error:
        raise refused(error) from error
    if not -FRESH_S <= made_at - now <= LEEWAY_S:
        raise ClocksApart(detail=f"{made_at - now:+.0f} s")
    if ends_at < now - LEEWAY_S:
        raise SignInExpired()
    return told


def _time(value: object) -> float:
    """Raises SignInRefused."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    raise refused("iat or exp")


def refused(why: object) -> SignInRefused:
    """The error, with the reason in the log: a learner can do nothing about it."""
    log.warning("an answer of who signs people in is not as it must be", extra={"why": repr(why)[:200]})
    return SignInRefused(detail=repr(why)[:200])
