"""OpenID Connect: the authorization code flow with PKCE, state and nonce, for one provider of the operator's choice."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client

from tutor.core.errors import SignInAway, SignInExpired
from tutor.core.secrets import new_secret
from tutor.core.settings import Settings
from tutor.learners.signin.identities import Claimed
from tutor.learners.signin.outside import STEP_S, WHOLE_S, Outside, ask, away
from tutor.learners.signin.tokens import Expected, refused, verified

# Nothing but who somebody is and what they are called: no address of e-mail.
SCOPE = "openid profile"
# How long ago somebody may have given their password there for it to count as just given.
RECENT_S = 600
# Answers of the provider that are waited for at a time.
AT_ONCE = 20


def provider_name(settings: Settings) -> str:
    """What the page calls the provider."""
    return settings.oidc_name or urlsplit(settings.oidc_issuer).hostname or ""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A sign-in under way; the browser keeps it. `door`: an invitation or the code of a class; `again`: whose account it has
    to be, where somebody shows once more who they are."""

    state: str
    nonce: str
    verifier: str
    door: str = ""
    again: str = ""

    @classmethod
    def new(cls, door: str, again: str) -> Crossing:
        return cls(new_secret(), new_secret(), new_secret(), door, again)


@dataclass(frozen=True, slots=True)
class Arrived:
    """Who has come back, and whether they gave their password there just now, as far as the provider says."""

    who: Claimed
    fresh: bool


class OidcProvider:
    """The provider of the settings, as this tutor sees it."""

    def __init__(self, settings: Settings, outside: Outside) -> None:
        self.issuer = settings.oidc_issuer
        self._client_id = settings.oidc_client_id
        self._secret = settings.oidc_client_secret.get_secret_value() or None
        self._outside = outside
        self._asking = asyncio.Semaphore(AT_ONCE)

    async def door(self, back: str, crossing: Crossing) -> str:
        """Where somebody signs in; `back` is where the provider sends them then. Raises SignInAway, SignInRefused."""
        told = await self._told()
        more: dict[str, Any] = {"nonce": crossing.nonce}
        if crossing.again:
            more |= {"prompt": "login", "max_age": 0}
        async with self._client(told, back) as client:
            url, _ = client.create_authorization_url(
                told["authorization_endpoint"], state=crossing.state, code_verifier=crossing.verifier, **more
            )
        return str(url)

    async def arrived(self, back: str, crossing: Crossing, code: str, issuer: str | None) -> Arrived:
        """Who has come back with this code. Raises SignInAway, SignInRefused, SignInExpired, ClocksApart."""
        if issuer is not None and issuer != self.issuer:  # RFC 9207
            raise refused(f"answered by {issuer}")
        told = await self._told()
        async with self._asking:
            token = await self._exchanged(told, back, crossing, code)
            expected = Expected(self.issuer, self._client_id, crossing.nonce, told["jwks_uri"])
            claims = await verified(self._outside, str(token.get("id_token") or ""), expected)
            if not any(claims.get(name) for name in ("given_name", "preferred_username", "name")):
                claims = await self._more(told, token, claims)
        at = claims.get("auth_time")
        fresh = at is None or (isinstance(at, int | float) and time.time() - at < RECENT_S)
        return Arrived(Claimed.of(self.issuer, claims), fresh)

    async def _told(self) -> dict[str, Any]:
        """What the provider tells of itself: OpenID Connect Discovery 1.0."""
        told = await self._outside.document(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if told.get("issuer") != self.issuer:
            raise refused(f"TUTOR_OIDC_ISSUER is {self.issuer}, and there one says {told.get('issuer')}")
        for needed in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not isinstance(told.get(needed), str):
                raise refused(f"no {needed}")
        return told

    async def _exchanged(self, told: dict[str, Any], back: str, crossing: Crossing, code: str) -> dict[str, Any]:
        url = told["token_endpoint"]
        try:
            async with asyncio.timeout(WHOLE_S), self._client(told, back) as client:
                token = await client.fetch_token(
                    url, grant_type="authorization_code", code=code, code_verifier=crossing.verifier, redirect_uri=back
                )
        except OAuthError as error:
            # A code that is old or was used; anything else is about how this tutor is known there.
            raise SignInExpired() if error.error == "invalid_grant" else refused(error) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, ValueError) as error:
            raise away(url, error) from error
        return dict(token)

    async def _more(self, told: dict[str, Any], token: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
        """The claims with the names that some providers tell only where one asks for them."""
        url, access = told.get("userinfo_endpoint"), token.get("access_token")
        if not url or not access:
            return claims
        async with self._outside.client() as client:
            try:
                info = await ask(client, "GET", url, headers={"Authorization": f"Bearer {access}"})
            except SignInAway:
                return claims  # then they are called nothing yet
        return {**info, **claims} if info.get("sub") == claims["sub"] else claims

    def _client(self, told: dict[str, Any], back: str) -> AsyncOAuth2Client:
        known = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        by = (
            "none"
            if not self._secret
            else "client_secret_basic"
            if "client_secret_basic" in known
            else "client_secret_post"
        )
        return AsyncOAuth2Client(
            self._client_id,
            self._secret,
            token_endpoint_auth_method=by,
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            transport=self._outside.transport,
            timeout=STEP_S,
        )
