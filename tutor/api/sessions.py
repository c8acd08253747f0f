"""Signing in and out, passwords, and tokens for programs."""

from __future__ import annotations

import anyio.to_thread
from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from tutor.api.account_schemas import (
    AccountOut,
    Login,
    NewToken,
    NewTokenOut,
    PasswordChange,
    SessionOut,
    TokenOut,
)
from tutor.api.deps import COOKIE, MaybePerson, PersonDep, ServicesDep, require_accounts
from tutor.api.schemas import Id
from tutor.core.errors import WrongLogin
from tutor.core.secrets import hash_password, password_matches
from tutor.learners.accounts import people
from tutor.runtime import Services
from tutor.store.tables import Account, Credential, Learner

router = APIRouter(prefix="/api", tags=["accounts"])


@router.get("/session")
async def session_state(request: Request, response: Response, services: ServicesDep, person: MaybePerson) -> SessionOut:
    """Whether people sign in here, and who asks. A session that is a day old gets a new secret."""
    if person is not None and COOKIE in request.cookies:
        credential_id = person.credential.id
        if secret := await services.store.run(lambda s: people.rotate(s, credential_id)):
            _set_cookie(request, response, secret)
    return await _state(services, person.account if person else None)


@router.post("/session")
async def sign_in(body: Login, request: Request, response: Response, services: ServicesDep) -> SessionOut:
    """Sign in from a browser. After some wrong passwords one has to wait."""
    require_accounts(services)
    caller = request.client.host if request.client else ""
    services.limits.check_login(people.canonical(body.name), caller)
    account = await services.store.read(lambda s: people.account_named(s, body.name))
    known_hash = account.password_hash if account else None
    right = await anyio.to_thread.run_sync(password_matches, body.password, known_hash)
    if account is None or not right:
        services.limits.count_wrong_login(people.canonical(body.name), caller)
        raise WrongLogin()
    account_id = account.id
    _, secret = await services.store.run(lambda s: people.issue(s, account_id, "session"))
    _set_cookie(request, response, secret)
    return await _state(services, account)


@router.delete("/session", status_code=204)
async def sign_out(response: Response, services: ServicesDep, person: PersonDep) -> None:
    """Sign out here."""
    await services.store.run(
        lambda s: people.revoke(s, person.account.id, kind="session", credential_id=person.credential.id)
    )
    response.delete_cookie(COOKIE)


@router.delete("/sessions", status_code=204)
async def sign_out_everywhere(response: Response, services: ServicesDep, person: PersonDep) -> None:
    """Sign out on every device."""
    await services.store.run(lambda s: people.revoke(s, person.account.id, kind="session"))
    response.delete_cookie(COOKIE)


@router.patch("/account", status_code=204)
async def change_password(
    body: PasswordChange, request: Request, response: Response, services: ServicesDep, person: PersonDep
) -> None:
    """A new password; every other device is signed out."""
    services.limits.check_login(person.account.name, "")
    if not await anyio.to_thread.run_sync(password_matches, body.password, person.account.password_hash):
        services.limits.count_wrong_login(person.account.name, "")
        raise WrongLogin("That is not your present password.")
    password_hash = await anyio.to_thread.run_sync(hash_password, body.new_password)
    secret = await services.store.run(lambda s: people.change_password(s, person.account.id, password_hash))
    _set_cookie(request, response, secret)


@router.get("/tokens")
async def list_tokens(services: ServicesDep, person: PersonDep) -> list[TokenOut]:
    """Tokens for programs that use the tutor in this person's name."""
    return [_token(t) for t in await services.store.read(lambda s: people.tokens(s, person.account.id))]


@router.post("/tokens", status_code=201)
async def create_token(body: NewToken, services: ServicesDep, person: PersonDep) -> NewTokenOut:
    """A new token, shown once. To rotate one, make a new one and delete the old."""
    name = body.name.strip()
    credential, secret = await services.store.run(lambda s: people.issue(s, person.account.id, "token", name))
    return NewTokenOut.model_validate(_token(credential).model_dump() | {"token": secret})


@router.delete("/tokens/{token_id}", status_code=204)
async def delete_token(token_id: Id, services: ServicesDep, person: PersonDep) -> None:
    """Make a token useless."""
    await services.store.run(lambda s: people.revoke(s, person.account.id, kind="token", credential_id=token_id))


def _token(credential: Credential) -> TokenOut:
    return TokenOut.model_validate(credential.model_dump())


async def signed_in(request: Request, response: Response, services: Services, account: Account) -> SessionOut:
    _, secret = await services.store.run(lambda s: people.issue(s, account.id, "session"))
    _set_cookie(request, response, secret)
    return await _state(services, account)


def _set_cookie(request: Request, response: Response, secret: str) -> None:
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(people.SESSION_AGE.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


async def _state(services: Services, account: Account | None) -> SessionOut:
    accounts = services.settings.accounts

    def read(session: Session) -> SessionOut:
        return SessionOut(
            accounts=accounts,
            signed_in=account is not None,
            needs_owner=accounts and not people.has_owner(session),
            account=account_out(account, session.get_one(Learner, account.learner_id)) if account else None,
        )

    return await services.store.read(read)


def account_out(account: Account, learner: Learner) -> AccountOut:
    # The name to sign in with is folded; people are shown theirs as they write it.
    return AccountOut.model_validate(account.model_dump() | {"name": learner.name or account.name})
