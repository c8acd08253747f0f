"""Signing in and out, and who may: sessions, the first owner, invitations, accounts, tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import anyio.to_thread
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from tutor.accounts import people
from tutor.accounts.people import Person
from tutor.accounts.secrets import hash_password, hash_secret, password_matches, setup_secret
from tutor.api.deps import COOKIE, MaybePerson, PersonDep, ServicesDep, TurnsDep
from tutor.api.learner import erase
from tutor.api.schemas import Id, Strict
from tutor.errors import Forbidden, InvalidInput, NotFound, WrongLogin
from tutor.services import Services
from tutor.store.tables import Account, Credential, Invitation, Learner

router = APIRouter(prefix="/api", tags=["accounts"])

Name = Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S")]
# Long enough that guessing is hopeless, short enough that hashing it cannot be used to keep the server busy.
Password = Annotated[str, Field(min_length=10, max_length=200)]
Secret = Annotated[str, Field(min_length=1, max_length=100)]


class Login(Strict):
    name: Annotated[str, Field(max_length=60)]
    password: Annotated[str, Field(max_length=200)]


class NewOwner(Strict):
    name: Name
    password: Password
    token: Secret


class NewAccount(Strict):
    name: Name
    password: Password
    invitation: Secret


class PasswordChange(Strict):
    password: Annotated[str, Field(max_length=200)]
    new_password: Password


class NewToken(Strict):
    name: Name


class AccountOut(BaseModel):
    id: str
    name: str
    role: Literal["owner", "learner"]
    created_at: datetime


class SessionOut(BaseModel):
    accounts: bool
    signed_in: bool
    needs_owner: bool
    account: AccountOut | None


class InvitationOut(BaseModel):
    id: str
    created_at: datetime
    expires_at: datetime
    used_by: str | None


class NewInvitation(InvitationOut):
    token: str
    url: str


class TokenOut(BaseModel):
    id: str
    name: str
    created_at: datetime
    last_used_at: datetime


class NewTokenOut(TokenOut):
    token: str


def _owner(person: PersonDep) -> Person:
    if person.account.role != "owner":
        raise Forbidden()
    return person


OwnerDep = Annotated[Person, Depends(_owner)]


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
    _require_accounts(services)
    caller = request.client.host if request.client else ""
    services.limits.check_login(people.canonical(body.name), caller)
    account = await services.store.run(lambda s: people.account_named(s, body.name))
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


@router.post("/owner", status_code=201)
async def create_owner(body: NewOwner, request: Request, response: Response, services: ServicesDep) -> SessionOut:
    """The first account, made with the secret that the server showed its operator."""
    _require_accounts(services)
    file = services.settings.setup_file
    expected = await anyio.to_thread.run_sync(lambda: setup_secret(file) if file.exists() else "")
    if not expected or hash_secret(body.token) != hash_secret(expected):
        raise InvalidInput("That is not the link the tutor showed when it started.", action="Copy it again.")
    password_hash = await anyio.to_thread.run_sync(hash_password, body.password)
    account = await services.store.run(lambda s: people.create_owner(s, body.name, password_hash))
    file.unlink(missing_ok=True)
    return await _signed_in(request, response, services, account)


@router.post("/accounts", status_code=201)
async def join(body: NewAccount, request: Request, response: Response, services: ServicesDep) -> SessionOut:
    """Make an account with an invitation, and sign in."""
    _require_accounts(services)
    password_hash = await anyio.to_thread.run_sync(hash_password, body.password)
    account = await services.store.run(lambda s: people.join(s, body.name, password_hash, body.invitation))
    return await _signed_in(request, response, services, account)


@router.get("/accounts")
async def list_accounts(services: ServicesDep, owner: OwnerDep) -> list[AccountOut]:
    """Everyone who may sign in."""

    def read(session: Session) -> list[AccountOut]:
        people_ = session.exec(select(Account, Learner).join(Learner).order_by(col(Account.created_at)))
        return [_account(account, learner) for account, learner in people_]

    return await services.store.read(read)


@router.delete("/accounts/{account_id}", status_code=204)
async def delete_account(account_id: Id, services: ServicesDep, turns: TurnsDep, owner: OwnerDep) -> None:
    """Remove a person with everything they said. Their open streams end."""

    def learner_of(session: Session) -> str:
        account = session.get(Account, account_id)
        if account is None:
            raise NotFound("That account does not exist, or no longer does.")
        if account.role == "owner" and people.owners(session) == 1:
            raise InvalidInput("The only owner cannot be removed.", action="Make another owner first.")
        return account.learner_id

    learner_id = await services.store.run(learner_of)
    await erase(services, turns, learner_id)

    def remove(session: Session) -> None:
        session.delete(session.get_one(Learner, learner_id))

    await services.store.run(remove)
    await services.store.scrub()


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


@router.post("/invitations", status_code=201)
async def invite(request: Request, services: ServicesDep, owner: OwnerDep) -> NewInvitation:
    """A link for one person, shown once."""
    invitation, secret = await services.store.run(people.invite)
    url = f"{request.url.scheme}://{request.headers.get('host', '')}/#/join?token={secret}"
    return NewInvitation.model_validate(invitation.model_dump() | {"token": secret, "url": url})


@router.get("/invitations")
async def list_invitations(services: ServicesDep, owner: OwnerDep) -> list[InvitationOut]:
    """Invitations, the newest first."""
    found = await services.store.read(
        lambda s: list(s.exec(select(Invitation).order_by(col(Invitation.created_at).desc())))
    )
    return [InvitationOut.model_validate(invitation.model_dump()) for invitation in found]


@router.delete("/invitations/{invitation_id}", status_code=204)
async def withdraw_invitation(invitation_id: Id, services: ServicesDep, owner: OwnerDep) -> None:
    """Make an invitation useless."""

    def remove(session: Session) -> None:
        invitation = session.get(Invitation, invitation_id)
        if invitation is None:
            raise NotFound("That invitation does not exist, or no longer does.")
        session.delete(invitation)

    await services.store.run(remove)


@router.get("/tokens")
async def list_tokens(services: ServicesDep, person: PersonDep) -> list[TokenOut]:
    """Tokens for programs that use the tutor in this person's name."""
    return [_token(t) for t in await services.store.run(lambda s: people.tokens(s, person.account.id))]


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


def _require_accounts(services: Services) -> None:
    if not services.settings.accounts:
        raise NotFound("Nobody has to sign in to this tutor.")


async def _signed_in(request: Request, response: Response, services: Services, account: Account) -> SessionOut:
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
            account=_account(account, session.get_one(Learner, account.learner_id)) if account else None,
        )

    return await services.store.read(read)


def _account(account: Account, learner: Learner) -> AccountOut:
    # The name to sign in with is folded; people are shown theirs as they write it.
    return AccountOut.model_validate(account.model_dump() | {"name": learner.name or account.name})
