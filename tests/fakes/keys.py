"""Keys of a server that signs, which it may change, and tokens that are signed in all the wrong ways too."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from joserfc import jws, jwt
from joserfc.jwk import RSAKey

# How far a signer's clock stands from ours, how long its tokens last, both in seconds, and what one is told of it.
CLOCKS = (
    (600, 300, "clocks_apart"),
    (-600, 300, "clocks_apart"),
    (600, 3600, "clocks_apart"),
    (-600, 3600, "clocks_apart"),
    (-200, 100, "sign_in_expired"),
)


def _fresh() -> RSAKey:
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)


@dataclass
class SigningKeys:
    """`how` a token is signed: right, with a key of somebody else's, with none, or with the public key as a secret."""

    key: RSAKey = field(default_factory=_fresh)
    how: str = "right"
    published: list[RSAKey] = field(default_factory=list)

    def rotate(self) -> None:
        """Another key, and the one of before is no longer published."""
        self.key = _fresh()

    def public(self) -> dict[str, Any]:
        return {"keys": [key.as_dict(private=False) for key in [self.key, *self.published]]}

    def sign(self, claims: dict[str, Any]) -> str:
        header = {"alg": "RS256", "kid": self.key.kid, "typ": "JWT"}
        if self.how == "wrong key":
            return jwt.encode(header, claims, RSAKey.generate_key(2048))
        if self.how == "none":
            return f"{_part({'alg': 'none', 'kid': self.key.kid})}.{_part(claims)}."
        if self.how == "secret":
            signed = f"{_part(header | {'alg': 'HS256'})}.{_part(claims)}"
            made = hmac.new(self.key.as_pem(private=False), signed.encode(), hashlib.sha256).digest()
            return f"{signed}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"
        signed = jws.serialize_compact(header, json.dumps(claims).encode(), self.key)
        if self.how == "changed":
            head, _, signature = signed.split(".")
            return f"{head}.{_part(claims | {'sub': 'somebody-else'})}.{signature}"
        return signed


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
