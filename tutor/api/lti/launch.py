"""The way in from a course: a sign-in that the platform begins, and the launch that comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from tutor.api.accounts.cookies import public_url, set_framed
from tutor.api.accounts.oidc import to, to_problem
from tutor.api.accounts.sessions import signed_in
from tutor.api.deps import ServicesDep, WaysInDep, require_accounts
from tutor.api.lti.schemas import SEALED
from tutor.core.errors import LaunchRefused, SignInExpired, SignInRefused, TutorError
from tutor.core.secrets import hash_secret, new_secret
from tutor.learners.lti import platforms
from tutor.learners.lti.courses import Entered, enter
from tutor.learners.lti.messages import Launch, launch_of
from tutor.learners.signin.identities import account_of, once_more, use_up
from tutor.learners.signin.sealed import MINUTES
from tutor.learners.signin.tokens import Expected, verified
from tutor.learners.signin.ways import WaysIn
from tutor.runtime import Services
from tutor.store.account_tables import Account
from tutor.store.sign_in_tables import LtiPlatform

router = APIRouter(prefix="/api/lti", tags=["courses"])

# Binds a launch to the browser that began it. One for all that a page shows at a time.
BROWSER_COOKIE = "tutor_course"
# What a platform sends us to begin with; of each, so much.
_FIELDS = ("iss", "client_id", "login_hint", "lti_message_hint", "lti_deployment_id")
LONGEST = 4000


@router.get("/login", status_code=303, response_class=RedirectResponse)
async def begin_launch(request: Request, services: ServicesDep, ways: WaysInDep) -> RedirectResponse:
    """A platform begins a sign-in (OpenID Connect Core, 4); it goes on there."""
    return await _begin(request, services, ways, dict(request.query_params))


@router.post("/login", status_code=303, response_class=RedirectResponse)
async def begin_launch_by_form(request: Request, services: ServicesDep, ways: WaysInDep) -> RedirectResponse:
    """The same, as most platforms do it."""
    return await _begin(request, services, ways, await _form(request))


@router.get("/again", status_code=303, response_class=RedirectResponse)
async def begin_launch_again(
    request: Request,
    services: ServicesDep,
    ways: WaysInDep,
    state: Annotated[str, Query(max_length=20_000, pattern=SEALED)] = "",
) -> RedirectResponse:
    """Once more, in a window of its own: a browser that keeps no cookies of a page within another cannot be known there."""
    require_accounts(services)
    try:
        begun = await ways.seal.opened("lti", state)
    except TutorError as error:
        return to_problem(error)
    return await _begin(request, services, ways, begun["form"])


@router.post("/launch", status_code=303, response_class=RedirectResponse)
async def launch(request: Request, services: ServicesDep, ways: WaysInDep) -> RedirectResponse:
    """Somebody comes from a course: signed in, and where the link leads; or on the page with what went wrong."""
    require_accounts(services)
    form = await _form(request)
    framed = request.headers.get("sec-fetch-dest") in ("iframe", "frame")
    try:
        begun = await ways.seal.opened("lti", form.get("state", ""))
        browser = request.cookies.get(BROWSER_COOKIE)
        if browser is None:
            return to(f"/#/course/window?token={quote(form['state'])}")
        if hash_secret(browser) != begun["browser"]:
            raise SignInExpired()
        platform = await services.store.read(lambda session: platforms.platform_of(session, begun["platform"]))
        told = await _told(ways, platform, begun["nonce"], form)

        def come_in(session: Session) -> tuple[Account, Entered]:
            use_up(session, begun["nonce"], datetime.now(UTC) + timedelta(minutes=2 * MINUTES))
            account = account_of(session, told.who, makes=True)
            session.add(account)
            return account, enter(session, platform, told, account)

        account, entered = await once_more(services.store, come_in)
        response = to(await _where(ways, platform, told, account, entered))
        await signed_in(request, response, services, account, framed=framed)
    except TutorError as error:
        return to_problem(error)
    return response


async def _begin(request: Request, services: Services, ways: WaysIn, said: dict[str, str]) -> RedirectResponse:
    require_accounts(services)
    form = {name: said.get(name, "")[:LONGEST] for name in _FIELDS}
    try:
        platform = await services.store.read(lambda s: platforms.meant(s, form["iss"], form["client_id"]))
        browser, nonce = request.cookies.get(BROWSER_COOKIE) or new_secret(), new_secret()
        begun = {"form": form, "platform": platform.id, "nonce": nonce, "browser": hash_secret(browser)}
        asked = {
            "scope": "openid",
            "response_type": "id_token",
            "response_mode": "form_post",
            "prompt": "none",
            "client_id": platform.client_id,
            "redirect_uri": public_url(request, services.settings) + "/api/lti/launch",
            "login_hint": form["login_hint"],
            "state": await ways.seal.seal("lti", begun),
            "nonce": nonce,
        }
    except TutorError as error:
        return to_problem(error)
    if form["lti_message_hint"]:
        asked["lti_message_hint"] = form["lti_message_hint"]
    joint = "&" if "?" in platform.auth_url else "?"
    response = to(f"{platform.auth_url}{joint}{urlencode(asked)}")
    set_framed(response, BROWSER_COOKIE, browser, timedelta(minutes=MINUTES))
    return response


async def _told(ways: WaysIn, platform: LtiPlatform, nonce: str, form: dict[str, str]) -> Launch:
    """What the platform says, once it is known to be what it must be. Raises what `verified` and `launch_of` raise."""
    if "id_token" not in form:
        raise LaunchRefused(detail=form.get("error", "no token")[:100])
    try:
        expected = Expected(platform.issuer, platform.client_id, nonce, platform.keys_url)
        return launch_of(platform, await verified(ways.outside, form["id_token"], expected))
    except SignInRefused as error:
        raise LaunchRefused(detail=error.detail) from error


async def _where(ways: WaysIn, platform: LtiPlatform, told: Launch, account: Account, entered: Entered) -> str:
    """The place on the page where somebody arrives."""
    if told.picking is not None:
        if not entered.teaches or entered.classroom_id is None:
            raise LaunchRefused(detail="who chooses is no teacher of a course")
        picking = {
            "platform": platform.id,
            "deployment": told.deployment_id,
            "class": entered.classroom_id,
            "teacher": account.learner_id,
            "url": told.picking.return_url,
            "data": told.picking.data,
            "lineitem": told.picking.takes_lineitem,
        }
        return f"/#/course/pick?token={await ways.seal.seal('picking', picking, minutes=120)}"
    if entered.classroom_id is None:
        return "/#/"
    if entered.teaches:
        return f"/#/classes/{entered.classroom_id}"
    if entered.at_the_door:
        door = {"class": entered.classroom_id, "learner": account.learner_id, "assignment": entered.assignment_id}
        return f"/#/course/door?token={await ways.seal.seal('door', door, minutes=120)}"
    return f"/#/assignment/{entered.assignment_id}" if entered.assignment_id else "/#/"


async def _form(request: Request) -> dict[str, str]:
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
