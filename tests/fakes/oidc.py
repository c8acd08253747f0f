"""An OpenID Connect provider that speaks the documented wire: discovery, keys, authorization code with PKCE, user info."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import html
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from tests.fakes.keys import SigningKeys
from tests.fakes.serve import serving

CLIENT, SECRET = "tutor-es", "geheim"


@dataclass
class FakeProvider:
    """Who is signed in there (`user`: claims with a `sub`), and what it does wrong."""

    user: dict[str, Any] = field(default_factory=lambda: {"sub": "u-1", "given_name": "Nuria", "email": "n@x.example"})
    keys: SigningKeys = field(default_factory=SigningKeys)
    wrong: dict[str, Any] = field(default_factory=dict)  # claims in place of the right ones; None leaves one out
    clock_s: float = 0.0  # its clock is ahead by so much
    lasts_s: float = 300.0
    hangs: bool = False
    huge: bool = False
    reuses_codes: bool = False
    page: bool = False  # a page with a button, as for people
    told: dict[str, Any] = field(default_factory=dict)  # in place of what discovery says
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}/realms/school"

    def app(self) -> FastAPI:
        app = FastAPI()
        realm = "/realms/school"

        @app.middleware("http")
        async def note(request: Request, go_on: Any) -> Any:
            self.asked.append(request.url.path.removeprefix(realm))
            if self.hangs and not request.url.path.endswith("/auth"):
                await asyncio.sleep(60)
            return await go_on(request)

        @app.get(realm + "/.well-known/openid-configuration")
        async def discovery() -> Response:
            here = self.issuer
            told = {
                "issuer": here,
                "authorization_endpoint": f"{here}/auth",
                "token_endpoint": f"{here}/token",
                "jwks_uri": f"{here}/certs",
                "userinfo_endpoint": f"{here}/userinfo",
                "response_types_supported": ["code"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            }
            return JSONResponse(told | self.told | ({"padding": "x" * 3_000_000} if self.huge else {}))

        @app.get(realm + "/certs")
        async def certs() -> dict[str, Any]:
            return self.keys.public()

        @app.get(realm + "/auth")
        async def auth(request: Request) -> Response:
            asked = dict(request.query_params)
            assert asked["response_type"] == "code"
            assert asked["client_id"] == CLIENT
            assert asked["code_challenge_method"] == "S256"
            assert "email" not in asked["scope"]
            code = secrets.token_urlsafe(16)
            self.codes[code] = asked | {"user": dict(self.user)}
            back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"
            if self.page:
                link = html.escape(back)
                return HTMLResponse(
                    f"<!doctype html><title>School</title><a href='{link}'>I am {self.user['given_name']}</a>"
                )
            return RedirectResponse(back, 302)

        @app.post(realm + "/token")
        async def token(
            request: Request, code: Annotated[str, Form()], code_verifier: Annotated[str, Form()]
        ) -> Response:
            form = {name: str(value) for name, value in (await request.form()).items()}
            self.forms.append(form)
            basic = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
            if basic != f"{CLIENT}:{SECRET}":
                return JSONResponse({"error": "invalid_client"}, 401)
            asked = self.codes.get(code) if self.reuses_codes else self.codes.pop(code, None)
            challenge = base64.urlsafe_b64encode(hashlib.sha256(code_verifier.encode()).digest()).rstrip(b"=").decode()
            if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"]:
                return JSONResponse({"error": "invalid_grant"}, 400)
            return JSONResponse(
                {
                    "access_token": "access-" + code,
                    "token_type": "Bearer",
                    "expires_in": 300,
                    "id_token": self.keys.sign(self._claims(asked)),
                }
            )

        @app.get(realm + "/userinfo")
        async def userinfo() -> dict[str, Any]:
            return self.user | {"preferred_username": "de-userinfo"}

        return app

    def _claims(self, asked: dict[str, Any]) -> dict[str, Any]:
        now = time.time() + self.clock_s
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "nonce": asked["nonce"],
            "iat": int(now),
            "exp": int(now + self.lasts_s),
            **asked["user"],
        }
        if "max_age" in asked:
            claims["auth_time"] = int(now)
        return {name: value for name, value in (claims | self.wrong).items() if value is not None}


@contextmanager
def fake_provider(**as_it_is: Any) -> Iterator[FakeProvider]:
    """Runs it on a free loopback port."""
    fake = FakeProvider(**as_it_is)
    with serving(fake.app()) as fake.port:
        yield fake
