"""Signing in and out, passwords, and tokens for programs."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from tutor.api.accounts.cookies import COOKIE, DEVICE_COOKIE, forget, is_encrypted, set_cookie, set_framed
from tutor.api.accounts.schemas import (
    AccountOut,
    Login,
    NewPassword,
    NewToken,
    NewTokenOut,
    PasswordChange,
    PasswordOnce,
    SessionOut,
    TokenOut,
)
from tutor.api.deps import (
    PASSWORD_GIVEN,
    SIGNED_IN,
    ListenersDep,
    MaybePerson,
    PersonDep,
    ServicesDep,
    TurnsDep,
    require_accounts,
)
from tutor.api.schemas import Id
from tutor.conversation.manager import Turns
from tutor.conversation.microphones import Listeners
from tutor.core.errors import AccountClosed, Forbidden, InvalidInput, TooManyRequests, WrongLogin
from tutor.core.settings import Settings
from tutor.learners.accounts import forgotten, people
from tutor.learners.accounts.names import canonical
from tutor.learners.accounts.people import FRAMED, Person
from tutor.learners.signin.identities import way_of
from tutor.learners.signin.oidc import provider_name
from tutor.runtime import Services
from tutor.store.account_tables import Account, Credential
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["accounts"])


@router.get("/session")
async def session_state(request: Request, response: Response, services: ServicesDep, person: MaybePerson) -> SessionOut:
    """Whether people sign in here, and who asks. A session that is a day old gets a new secret."""
    if person is not None and COOKIE in request.cookies and people.due(person.credential):
        credential_id = person.credential.id
        if secret := await services.store.run(lambda s: people.rotate(s, credential_id)):
            framed = person.credential.name == FRAMED
            _set_session(request, response, services, secret, framed=framed)
    return await _state(services, person.account if person else None)


@router.post("/session")
async def sign_in(body: Login, request: Request, response: Response, services: ServicesDep) -> SessionOut:
    """Sign in from a browser. After some wrong passwords further ones must be apart; on a browser that has signed in
    as that person before, only its own count."""
    require_accounts(services)

    def read(session: Session) -> tuple[Account | None, str]:
        device = people.recognise(session, request.cookies.get(DEVICE_COOKIE, ""), "device")
        account = people.account_named(session, body.name)
        known = device is not None and account is not None and device.account.id == account.id
        return account, device.credential.id if known and device else ""

    account, device = await services.store.read(read)
    await _guess(services, account, canonical(body.name), body.password, caller(request), device)
    assert account is not None
    if not account.active:
        raise AccountClosed()
    return await signed_in(request, response, services, account, new_device=not device)


@router.get("/session/password", status_code=204, dependencies=[SIGNED_IN, PASSWORD_GIVEN])
async def password_given() -> None:
    """Whether the password was given a few minutes ago: what asks for it would be done now. 403 where it was not."""


@router.post("/session/password", status_code=204)
async def give_password(body: PasswordOnce, services: ServicesDep, person: PersonDep) -> None:
    """Give the password once more, for what asks for it."""
    if person.credential.kind != "session":
        raise Forbidden("A program gives no password.", action="Do that on the tutor's page.")
    await _guess(services, person.account, person.account.name, body.password, "", person.credential.id)
    services.recent.note(person.credential.id)


@router.delete("/session", status_code=204)
async def sign_out(response: Response, services: ServicesDep, person: PersonDep) -> None:
    """Sign out here."""
    await services.store.run(
        lambda s: people.revoke(s, person.account.id, kind="session", credential_id=person.credential.id)
    )
    _leave(response, person)


@router.delete("/sessions", status_code=204)
async def sign_out_everywhere(
    response: Response, services: ServicesDep, turns: TurnsDep, listeners: ListenersDep, person: PersonDep
) -> None:
    """Sign out on every device; what is open there ends."""

    def revoke(session: Session) -> None:
        for kind in ("session", "device"):
            people.revoke(session, person.account.id, kind=kind)

    await services.store.run(revoke)
    await end_streams(turns, listeners, person.account.learner_id)
    _leave(response, person)


@router.patch("/account", status_code=204)
async def change_password(
    body: PasswordChange,
    request: Request,
    response: Response,
    services: ServicesDep,
    turns: TurnsDep,
    listeners: ListenersDep,
    person: PersonDep,
) -> None:
    """A new password; every other device is signed out, tokens end unless they are to be kept, and so does all that is
    open."""
    account = person.account
    if not account.password_hash:
        raise InvalidInput("You sign in elsewhere, so there is no password here.", action="Change it there.")
    await _guess(services, account, account.name, body.password, "", person.credential.id)
    password_hash = await services.passwords.hashed(body.new_password, account.name, known=True)
    await services.store.run(lambda s: people.change_password(s, account.id, password_hash, body.keep_tokens))
    await end_streams(turns, listeners, person.account.learner_id)
    await signed_in(request, response, services, account)


@router.post("/password")
async def set_forgotten_password(
    body: NewPassword,
    request: Request,
    response: Response,
    services: ServicesDep,
    turns: TurnsDep,
    listeners: ListenersDep,
) -> SessionOut:
    """A new password by the link for one, and sign in; all that the old one opened ends, tokens too."""
    require_accounts(services)
    knock = services.guesses.knock(caller(request))
    await services.store.read(lambda s: forgotten.check(s, body.token))
    services.guesses.take_back(knock)
    password_hash = await services.passwords.hashed(body.password)
    account = await services.store.run(lambda s: forgotten.use(s, body.token, password_hash))
    await end_streams(turns, listeners, account.learner_id)
    return await signed_in(request, response, services, account)


@router.get("/tokens")
async def list_tokens(services: ServicesDep, person: PersonDep) -> list[TokenOut]:
    """Tokens for programs that use the tutor in this person's name."""
    return [_token(t) for t in await services.store.read(lambda s: people.tokens(s, person.account.id))]


@router.post("/tokens", status_code=201, dependencies=[PASSWORD_GIVEN])
async def create_token(body: NewToken, services: ServicesDep, person: PersonDep) -> NewTokenOut:
    """A new token, shown once. To rotate one, make a new one and delete the old. Asks for a password just given."""
    name = body.name.strip()
    account_id = person.account.id
    await services.limits.count("tokens", person.account.learner_id)

    def make(session: Session) -> tuple[Credential, str]:
        people.check_tokens(session, account_id)
        return people.issue(session, account_id, "token", name)

    credential, secret = await services.store.run(make)
    return NewTokenOut.model_validate(_token(credential).model_dump() | {"token": secret})


@router.delete("/tokens/{token_id}", status_code=204)
async def delete_token(
    token_id: Id, services: ServicesDep, turns: TurnsDep, listeners: ListenersDep, person: PersonDep
) -> None:
    """Make a token useless. What is open ends, and pages come back by themselves."""
    await services.store.run(lambda s: people.revoke(s, person.account.id, kind="token", credential_id=token_id))
    await end_streams(turns, listeners, person.account.learner_id)


def _token(credential: Credential) -> TokenOut:
    return TokenOut.model_validate(credential.model_dump())


async def signed_in(
    request: Request,
    response: Response,
    services: Services,
    account: Account,
    *,
    new_device: bool = True,
    fresh: bool = True,
    framed: bool = False,
) -> SessionOut:
    """A new session of an account. `new_device`: this browser is known from now on; `fresh`: who they are was shown just
    now; `framed`: the page stands in one of another site."""

    def write(session: Session) -> tuple[str, str, str]:
        credential, secret = people.issue(session, account.id, "session", FRAMED if framed else "")
        known = new_device and not framed
        return credential.id, secret, people.remember_device(session, account.id) if known else ""

    credential_id, secret, device = await services.store.run(write)
    if fresh:
        services.recent.note(credential_id)
    _set_session(request, response, services, secret, framed=framed)
    if device:
        secure = is_encrypted(request, services.settings)
        set_cookie(response, DEVICE_COOKIE, device, people.DEVICE_AGE, secure=secure)
    return await _state(services, account)


async def end_streams(turns: Turns, listeners: Listeners, learner_id: str) -> None:
    """End everything that is open in a person's name: it may be somebody else who looks and listens."""
    listeners.forget(learner_id=learner_id)
    turns.subscribers.send_away(learner_id)
    await turns.stop_all(learner_id)


async def _guess(
    services: Services, account: Account | None, name: str, password: str, address: str, device: str
) -> None:
    """Compare a password with that of an account, slower after wrong ones. Raises WrongLogin, TooManyRequests."""
    guess = services.guesses.begin(name, address, device)
    known_hash = (account.password_hash or None) if account else None  # "" of who signs in elsewhere
    try:
        right = await services.passwords.match(password, known_hash, name, known=bool(device))
    except TooManyRequests:
        services.guesses.take_back(guess)  # nobody has looked at it
        raise
    if not right:
        raise WrongLogin()
    services.guesses.take_back(guess)


def caller(request: Request) -> str:
    """Whose network a request comes from: of IPv6, where everybody has many addresses, the first half."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else host


def _leave(response: Response, person: Person) -> None:
    """Leave nothing for the next one at this computer: what the browser kept of answers, recordings too, goes."""
    forget(response, COOKIE, framed=person.credential.name == FRAMED)
    response.headers["Clear-Site-Data"] = '"cache"'


def _set_session(request: Request, response: Response, services: Services, secret: str, *, framed: bool) -> None:
    if framed:
        set_framed(response, COOKIE, secret, people.SESSION_AGE)
    else:
        set_cookie(response, COOKIE, secret, people.SESSION_AGE, secure=is_encrypted(request, services.settings))


async def _state(services: Services, account: Account | None) -> SessionOut:
    accounts = services.settings.accounts

    def read(session: Session) -> SessionOut:
        return SessionOut(
            accounts=accounts,
            signed_in=account is not None,
            needs_owner=accounts and not people.has_owner(session),
            elsewhere=_elsewhere(services.settings),
            account=account_out(session, account) if account else None,
        )

    return await services.store.read(read)


def account_out(session: Session, account: Account) -> AccountOut:
    # The name to sign in with is folded; people are shown theirs as they write it.
    name = session.get_one(Learner, account.learner_id).name or account.name
    told = {"name": name, "by": "password" if account.password_hash else way_of(session, account)}
    return AccountOut.model_validate(account.model_dump() | told)


def _elsewhere(settings: Settings) -> str | None:
    return provider_name(settings) if settings.accounts and settings.oidc_issuer else None
