"""A learning platform that speaks LTI 1.3: login initiation, signed launches, deep linking, and scores that come back."""

from __future__ import annotations

import html
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import urlencode

import httpx
from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.fakes.keys import SigningKeys
from tests.fakes.serve import serving
from tests.tutors import PATIENCE_S

CLIENT, DEPLOYMENT = "10000000000042", "1:d8"
LTI = "https://purl.imsglobal.org/spec/lti/claim/"
DL = "https://purl.imsglobal.org/spec/lti-dl/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
MEMBER = "http://purl.imsglobal.org/vocab/lis/v2/membership#"


@dataclass
class FakePlatform:
    """Who is there (`people` by login hint), what stands in its course, and what it does wrong."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: SigningKeys = field(default_factory=SigningKeys)
    wrong: dict[str, Any] = field(default_factory=dict)  # claims in place of the right ones; None leaves one out
    clock_s: float = 0.0
    lasts_s: float = 300.0
    context: dict[str, str] = field(default_factory=lambda: {"id": "course-1", "title": "Español A2", "label": "ES2"})
    links: list[dict[str, Any]] = field(default_factory=list)  # as deep linking has made them
    away: bool = False  # the services for scores do not answer
    scores: list[dict[str, Any]] = field(default_factory=list)
    tried: int = 0
    tokens: int = 0
    tool: str = ""  # the tutor's address
    port: int = 0

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    def entry(self) -> dict[str, Any]:
        """The platform as an owner enters it."""
        return {
            "name": "Moodle",
            "issuer": self.issuer,
            "client_id": CLIENT,
            "deployments": [DEPLOYMENT],
            "auth_url": f"{self.issuer}/auth",
            "token_url": f"{self.issuer}/token",
            "keys_url": f"{self.issuer}/certs",
        }

    def begun(self, who: str, link: str = "none") -> dict[str, str]:
        """What begins a sign-in of somebody, at a link of the course: its number, `pick` or none."""
        return {
            "iss": self.issuer,
            "client_id": CLIENT,
            "login_hint": who,
            "lti_message_hint": link,
            "lti_deployment_id": DEPLOYMENT,
            "target_link_uri": f"{self.tool}/api/lti/launch",
        }

    def claims(self, who: str, link: str, nonce: str) -> dict[str, Any]:
        now = time.time() + self.clock_s
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": [CLIENT],
            "azp": CLIENT,
            "nonce": nonce,
            "iat": int(now),
            "exp": int(now + self.lasts_s),
            **self.people[who],
            f"{LTI}deployment_id": DEPLOYMENT,
            f"{LTI}version": "1.3.0",
            f"{LTI}message_type": "LtiResourceLinkRequest",
            f"{LTI}target_link_uri": f"{self.tool}/api/lti/launch",
            f"{LTI}context": self.context,
            f"{LTI}resource_link": {"id": f"link-{link}"},
        }
        if link == "pick":
            claims[f"{LTI}message_type"] = "LtiDeepLinkingRequest"
            claims[f"{DL}deep_linking_settings"] = {
                "deep_link_return_url": f"{self.issuer}/picked",
                "accept_types": ["link", "ltiResourceLink"],
                "accept_presentation_document_targets": ["iframe", "window"],
                "data": "csrf:7f",
            }
        elif link != "none":
            made = self.links[int(link)]
            claims[f"{LTI}custom"] = made.get("custom", {})
            claims[AGS] = {
                "scope": ["https://purl.imsglobal.org/spec/lti-ags/scope/score"],
                "lineitems": f"{self.issuer}/lineitems",
                "lineitem": f"{self.issuer}/lineitems/{link}?type=lti",
            }
        return {name: value for name, value in (claims | self.wrong).items() if value is not None}

    def answer(self, asked: dict[str, str]) -> dict[str, str]:
        """What the browser brings the tool from the platform's authorization endpoint."""
        assert asked["scope"] == "openid"
        assert (asked["response_type"], asked["response_mode"], asked["prompt"]) == ("id_token", "form_post", "none")
        assert asked["client_id"] == CLIENT
        assert asked["redirect_uri"] == f"{self.tool}/api/lti/launch"
        claims = self.claims(asked["login_hint"], asked["lti_message_hint"], asked["nonce"])
        return {"id_token": self.keys.sign(claims), "state": asked["state"]}

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/certs")
        async def certs() -> dict[str, Any]:
            return self.keys.public()

        @app.get("/auth")
        async def auth(request: Request) -> HTMLResponse:
            asked = dict(request.query_params)
            return HTMLResponse(_posting(asked["redirect_uri"], self.answer(asked)))

        @app.get("/course/{who}")
        async def course(who: str, link: str = "none", frame: bool = True) -> HTMLResponse:
            """A page of the course with the tool in a frame, or a link that opens it alone."""
            login = f"{self.tool}/api/lti/login?{urlencode(self.begun(who, link))}"
            if not frame:
                return HTMLResponse(f"<!doctype html><title>Course</title><a href='{html.escape(login)}'>Open it</a>")
            inner = (
                f"<iframe src='{html.escape(login)}' title='tool' width='900' height='640' allow='microphone'></iframe>"
            )
            return HTMLResponse(f"<!doctype html><title>Course</title><h1>Course</h1>{inner}")

        @app.post("/picked")
        async def picked(JWT: Annotated[str, Form()]) -> HTMLResponse:
            claims = self.checked(JWT)
            assert claims["aud"] == [self.issuer]
            assert claims["nonce"]
            assert claims[f"{LTI}message_type"] == "LtiDeepLinkingResponse"
            assert claims[f"{LTI}version"] == "1.3.0"
            assert claims[f"{LTI}deployment_id"] == DEPLOYMENT
            assert claims[f"{DL}data"] == "csrf:7f"
            self.links += claims[f"{DL}content_items"]
            return HTMLResponse("<!doctype html><title>Course</title><p>Link added</p>")

        @app.post("/token")
        async def token(request: Request) -> Response:
            if self.away:
                return JSONResponse({"error": "down"}, 503)
            form = dict(await request.form())
            assert form["grant_type"] == "client_credentials"
            assert form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            claims = self.checked(str(form["client_assertion"]))
            assert claims["sub"] == CLIENT
            assert claims["aud"] == f"{self.issuer}/token"
            assert claims["jti"]
            self.tokens += 1
            granted = {"access_token": f"t{self.tokens}", "token_type": "Bearer", "expires_in": 3600}
            return JSONResponse(granted | {"scope": form["scope"]})

        @app.post("/lineitems/{number}/scores")
        async def scores(number: str, request: Request) -> Response:
            self.tried += 1
            if self.away:
                return JSONResponse({"error": "down"}, 503)
            if request.headers.get("authorization") != f"Bearer t{self.tokens}" or not self.tokens:
                return JSONResponse({"error": "unauthorised"}, 401)
            assert request.headers["content-type"] == "application/vnd.ims.lis.v1.score+json"
            assert request.query_params["type"] == "lti"
            self.scores.append(json.loads(await request.body()) | {"lineitem": number})
            return Response(status_code=200)

        return app

    def checked(self, token: str) -> dict[str, Any]:
        """The claims of a token that the tool has signed with a key that it publishes."""
        published = httpx.get(f"{self.tool}/api/lti/keys", timeout=PATIENCE_S, trust_env=False)
        keys = KeySet.import_key_set(published.json())
        read = jwt.decode(token, keys, algorithms=["RS256"])
        assert read.header["kid"]
        assert read.claims["iss"] == CLIENT
        assert abs(read.claims["iat"] - time.time()) < 60 < read.claims["exp"] - time.time()
        return dict(read.claims)


def _posting(url: str, fields: dict[str, str]) -> str:
    inputs = "".join(
        f"<input type='hidden' name='{name}' value='{html.escape(value)}'>" for name, value in fields.items()
    )
    form = f"<form method='post' action='{html.escape(url)}'>{inputs}</form>"
    return f"<!doctype html><title>…</title>{form}<script>document.forms[0].submit()</script>"


def person(sub: str, name: str, role: str = "Learner") -> dict[str, Any]:
    """Somebody of the platform, with what such platforms tell of people."""
    return {
        "sub": sub,
        "given_name": name,
        "family_name": "Gil",
        "name": f"{name} Gil",
        "email": f"{name.lower()}@school.example",
        f"{LTI}roles": [f"{MEMBER}{role}"],
    }


@contextmanager
def fake_platform(**as_it_is: Any) -> Iterator[FakePlatform]:
    """Runs it on a free loopback port."""
    fake = FakePlatform(**as_it_is)
    with serving(fake.app()) as fake.port:
        yield fake
