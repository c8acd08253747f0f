"""Signing in with an account from elsewhere: out to the provider, and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from tutor.api.accounts.cookies import forget, is_encrypted, public_url, set_brought_back
from tutor.api.accounts.sessions import caller, signed_in
from tutor.api.deps import MaybePerson, ServicesDep, WaysInDep, require_accounts
from tutor.core.errors import NotFound, SignInExpired, SignInRefused, TutorError
from tutor.learners.accounts import people
from tutor.learners.classes.rooms import behind
from tutor.learners.signin.identities import account_of, known_as, once_more, use_up
from tutor.learners.signin.oidc import Crossing, OidcProvider
from tutor.learners.signin.sealed import MINUTES
from tutor.learners.signin.ways import WaysIn
from tutor.runtime import Services
from tutor.store.account_tables import Account

router = APIRouter(prefix="/api/oidc", tags=["accounts"])

CROSSING_COOKIE = "tutor_crossing"
_BACK = "/api/oidc/callback"
Given = Annotated[str, Query(max_length=4000)]


@router.get("/start", status_code=303, response_class=RedirectResponse)
async def start_oidc(
    request: Request,
    services: ServicesDep,
    ways: WaysInDep,
    person: MaybePerson,
    door: Annotated[str, Query(max_length=100)] = "",
    again: bool = False,
) -> RedirectResponse:
    """To the provider. `door` is an invitation or the code of a class for who is new; `again` has them give their
    password there once more, for what asks for it. What goes wrong is told on the page."""
    provider = _provider(services, ways)
    try:
        if door:
            knock = services.guesses.knock(caller(request))
            await services.store.read(lambda session: people.check_door(session, door))
            services.guesses.take_back(knock)
        crossing = Crossing.new(door, person.account.id if again and person else "")
        response = to(await provider.door(public_url(request, services.settings) + _BACK, crossing))
        sealed = await ways.seal.seal("oidc", asdict(crossing))
    except TutorError as error:
        return to_problem(error)
    age, secure = timedelta(minutes=MINUTES), is_encrypted(request, services.settings)
    set_brought_back(response, CROSSING_COOKIE, sealed, age, secure=secure)
    return response


@router.get("/callback", status_code=303, response_class=RedirectResponse)
async def finish_oidc(
    request: Request,
    services: ServicesDep,
    ways: WaysInDep,
    state: Given = "",
    code: Given = "",
    error: Given = "",
    iss: Annotated[str | None, Query(max_length=1000)] = None,
) -> RedirectResponse:
    """Back from the provider: signed in, or on the page with what went wrong."""
    provider = _provider(services, ways)
    try:
        crossing = Crossing(**_crossing(await ways.seal.opened("oidc", request.cookies.get(CROSSING_COOKIE, ""))))
        if state != crossing.state:
            raise SignInExpired()
        if error or not code:
            raise _denied(error)
        back = public_url(request, services.settings) + _BACK
        arrived = await provider.arrived(back, crossing, code, iss)
        classroom = await services.store.read(lambda session: _class_of(session, crossing.door))
        if classroom and not await services.store.read(lambda session: known_as(session, arrived.who)):
            services.guesses.arrive(classroom)

        def come_in(session: Session) -> Account:
            use_up(session, crossing.nonce, datetime.now(UTC) + timedelta(minutes=2 * MINUTES))
            makes = services.settings.oidc_makes_accounts or bool(crossing.again)
            account = account_of(session, arrived.who, door=crossing.door, makes=makes)
            if crossing.again not in ("", account.id):
                raise SignInRefused(detail="somebody else")  # and one that was made for them is not kept
            return account

        account = await once_more(services.store, come_in)
        response = to(f"/#/class?code={quote(crossing.door)}" if classroom else "/#/")
        await signed_in(request, response, services, account, fresh=arrived.fresh)
    except TutorError as problem:
        response = to_problem(problem)
    forget(response, CROSSING_COOKIE, path="/api")
    return response


def _class_of(session: Session, door: str) -> str | None:
    """The class whose code a door is, if it is one's."""
    found = behind(session, door)
    return found[0].id if found else None


def to(url: str) -> RedirectResponse:
    """Elsewhere, by a GET."""
    return RedirectResponse(url, 303, headers={"Cache-Control": "no-store"})


def to_problem(error: TutorError) -> RedirectResponse:
    """To the page, which says what went wrong and what to do."""
    return to(f"/#/problem?code={error.code}")


def _provider(services: Services, ways: WaysIn) -> OidcProvider:
    require_accounts(services)
    if ways.oidc is None:
        raise NotFound(
            "Nobody signs in to this tutor with an account from elsewhere.", action="Sign in with a password."
        )
    return ways.oidc


def _crossing(sealed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in sealed.items() if name in Crossing.__slots__}


def _denied(error: str) -> TutorError:
    refusals = ("access_denied", "login_required", "interaction_required", "consent_required")
    return SignInExpired() if error in refusals else SignInRefused(detail=error[:100])
