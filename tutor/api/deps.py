"""What the routers ask for: the parts of the running tutor, and whose request this is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from tutor.api.accounts.cookies import COOKIE
from tutor.conversation.idle.background import Background
from tutor.conversation.manager import Turns
from tutor.conversation.microphones import Listeners
from tutor.core.errors import NotFound, PasswordNeeded, SignInNeeded
from tutor.core.limits import Kind
from tutor.learners.accounts.people import Person, note_use, recognise, seems_unused
from tutor.learners.signin.ways import WaysIn
from tutor.reading.hearings import Hearings
from tutor.reading.reader import Reader
from tutor.runtime import Services

# All of these are coroutines, also where they wait for nothing: FastAPI takes a worker thread for each that is not. They take
# the services themselves: what several depend on is looked at anew for each of them.


def _services_of(request: HTTPConnection) -> Services:
    """The parts of the running tutor."""
    return cast(Services, request.app.state.services)


async def _services(request: HTTPConnection) -> Services:
    return _services_of(request)


async def _turns(request: HTTPConnection) -> Turns:
    return cast(Turns, request.app.state.turns)


async def _background(request: HTTPConnection) -> Background:
    return cast(Background, request.app.state.background)


async def _listeners(request: HTTPConnection) -> Listeners:
    return cast(Listeners, request.app.state.listeners)


async def _reader(request: HTTPConnection) -> Reader:
    return cast(Reader, request.app.state.reader)


async def _hearings(request: HTTPConnection) -> Hearings:
    return cast(Hearings, request.app.state.hearings)


async def _ways_in(request: HTTPConnection) -> WaysIn:
    return cast(WaysIn, request.app.state.ways_in)


ServicesDep = Annotated[Services, Depends(_services)]
TurnsDep = Annotated[Turns, Depends(_turns)]
BackgroundDep = Annotated[Background, Depends(_background)]
ListenersDep = Annotated[Listeners, Depends(_listeners)]
HearingsDep = Annotated[Hearings, Depends(_hearings)]
ReaderDep = Annotated[Reader, Depends(_reader)]
WaysInDep = Annotated[WaysIn, Depends(_ways_in)]


async def maybe_person(request: HTTPConnection) -> Person | None:
    """Who asks, by the session of their browser or by a bearer token; None without accounts."""
    services = _services_of(request)
    if not services.settings.accounts:
        return None
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        secret, kind = token.strip(), "token"
    else:
        secret, kind = request.cookies.get(COOKIE, ""), "session"
    if not secret:
        return None
    person = await services.store.read(lambda s: recognise(s, secret, kind))
    if person is not None and seems_unused(person.credential):
        credential_id = person.credential.id
        services.store.soon(f"use of {credential_id}", lambda s: note_use(s, credential_id))
    return person


MaybePerson = Annotated[Person | None, Depends(maybe_person)]


def require_accounts(services: Services) -> None:
    """Raises NotFound where nobody signs in."""
    if not services.settings.accounts:
        raise NotFound("Nobody has to sign in to this tutor.")


async def _person(person: MaybePerson, services: ServicesDep) -> Person:
    require_accounts(services)
    if person is None:
        raise SignInNeeded()
    return person


PersonDep = Annotated[Person, Depends(_person)]


async def password_given(person: MaybePerson, services: ServicesDep) -> None:
    """Raises PasswordNeeded where who is signed in has not given their password lately."""
    if person is not None and not services.recent.holds(person.credential.id):
        raise PasswordNeeded()


async def _recent_or_token(person: MaybePerson, services: ServicesDep) -> None:
    if person is None or person.credential.kind != "token":
        await password_given(person, services)


# For what a stolen session must not do. A token never gave a password; it is made with one, and reads all there is.
PASSWORD_GIVEN: Any = Depends(password_given)
PASSWORD_GIVEN_OR_TOKEN: Any = Depends(_recent_or_token)


def learner_of(request: HTTPConnection, person: Person | None, services: Services) -> str:
    """The learner whose request this is; the only one of a tutor without accounts. Raises SignInNeeded."""
    if not services.settings.accounts:
        return cast(str, request.app.state.learner_id)
    if person is None:
        raise SignInNeeded()
    return person.account.learner_id


async def _learner_id(request: HTTPConnection, person: MaybePerson) -> str:
    return learner_of(request, person, _services_of(request))


LearnerId = Annotated[str, Depends(_learner_id)]
# For routers whose answers are the same for everyone, but only for those who may come in.
SIGNED_IN: Any = Depends(_learner_id)


def rated(kind: Kind) -> Any:
    """Counts a request against the learner's rate. Raises TooManyRequests."""
    return Depends(_rate(kind))


def _rate(kind: Kind) -> Callable[..., Awaitable[None]]:
    async def count(request: HTTPConnection, learner_id: LearnerId) -> None:
        await _services_of(request).limits.count(kind, learner_id)

    return count
