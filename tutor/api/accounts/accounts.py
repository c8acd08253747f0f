"""Who may sign in: the first owner, invitations, accounts."""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session, col, select

from tutor.api.accounts.cookies import public_url
from tutor.api.accounts.schemas import (
    AccountPatch,
    InvitationOut,
    NewAccount,
    NewInvitation,
    NewOwner,
    PersonOut,
    ResetOut,
    SessionOut,
)
from tutor.api.accounts.sessions import account_out, caller, end_streams, signed_in
from tutor.api.deps import PASSWORD_GIVEN, HearingsDep, ListenersDep, PersonDep, ServicesDep, TurnsDep, require_accounts
from tutor.api.learners.learner import erase
from tutor.api.schemas import Id
from tutor.core.errors import Forbidden, InvalidInput, NotFound
from tutor.core.secrets import hash_secret, setup_secret
from tutor.learners.accounts import forgotten, people
from tutor.learners.accounts.names import check_name
from tutor.learners.accounts.people import Person
from tutor.learners.classes import rooms
from tutor.store.account_tables import Account, Invitation
from tutor.store.class_tables import Classroom
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["accounts"])


def _owner(person: PersonDep) -> Person:
    if person.account.role != "owner":
        raise Forbidden()
    return person


OwnerDep = Annotated[Person, Depends(_owner)]


@router.post("/owner", status_code=201)
async def create_owner(body: NewOwner, request: Request, response: Response, services: ServicesDep) -> SessionOut:
    """The first account, made with the secret that the server showed its operator."""
    require_accounts(services)
    file = services.settings.setup_file
    expected = await anyio.to_thread.run_sync(lambda: setup_secret(file) if file.exists() else "")
    if not expected or hash_secret(body.token) != hash_secret(expected):
        raise InvalidInput("That is not the link the tutor showed when it started.", action="Copy it again.")
    password_hash = await services.passwords.hashed(body.password)
    account = await services.store.run(lambda s: people.create_owner(s, body.name, password_hash))
    file.unlink(missing_ok=True)
    return await signed_in(request, response, services, account)


@router.post("/accounts", status_code=201)
async def join(body: NewAccount, request: Request, response: Response, services: ServicesDep) -> SessionOut:
    """Make an account with an invitation or the code of a class, and sign in. The class is joined after that, by a yes."""
    require_accounts(services)

    def check(session: Session) -> None:
        check_name(body.name)
        people.check_name_free(session, body.name)

    knock = services.guesses.knock(caller(request))
    door = await services.store.read(lambda s: people.check_door(s, body.invitation))
    services.guesses.take_back(knock)
    await services.store.read(check)  # before the work of hashing, which strangers could ask for
    if isinstance(door, Classroom):
        services.guesses.arrive(door.id)
    password_hash = await services.passwords.hashed(body.password)
    account = await services.store.run(lambda s: people.join(s, body.name, password_hash, body.invitation))
    return await signed_in(request, response, services, account)


@router.get("/accounts")
async def list_accounts(services: ServicesDep, owner: OwnerDep) -> list[PersonOut]:
    """Everyone who may sign in."""

    def read(session: Session) -> list[PersonOut]:
        return [
            PersonOut(**account_out(session, account).model_dump(), wrong_guesses=services.guesses.wrong(account.name))
            for account in session.exec(select(Account).order_by(col(Account.created_at)))
        ]

    return await services.store.read(read)


@router.patch("/accounts/{account_id}", status_code=204, dependencies=[PASSWORD_GIVEN])
async def change_account(
    account_id: Id, body: AccountPatch, services: ServicesDep, turns: TurnsDep, listeners: ListenersDep, owner: OwnerDep
) -> None:
    """Make somebody a teacher, or a learner again: then nobody sees into their classes until they are one anew. Or close
    their account, which ends all that is open in their name, or open it again."""

    def write(session: Session) -> str:
        if body.role is not None:
            people.set_role(session, account_id, body.role)
        if body.active is not None:
            people.set_active(session, account_id, body.active)
        return people.account(session, account_id).learner_id

    learner_id = await services.store.run(write)
    if body.active is False:
        await end_streams(turns, listeners, learner_id)


@router.post("/accounts/{account_id}/reset", status_code=201, dependencies=[PASSWORD_GIVEN])
async def offer_reset(account_id: Id, request: Request, services: ServicesDep, owner: OwnerDep) -> ResetOut:
    """A link with which somebody who has forgotten their password sets a new one, once; the one made before ends."""
    offered, secret = await services.store.run(lambda s: forgotten.offer(s, account_id))
    url = f"{public_url(request, services.settings)}/#/reset?token={secret}"
    return ResetOut.model_validate(offered.model_dump() | {"token": secret, "url": url})


@router.delete("/accounts/{account_id}", status_code=204, dependencies=[PASSWORD_GIVEN])
async def delete_account(
    account_id: Id,
    services: ServicesDep,
    turns: TurnsDep,
    listeners: ListenersDep,
    hearings: HearingsDep,
    owner: OwnerDep,
) -> None:
    """Remove a person with everything they said. Their open streams end."""

    def learner_of(session: Session) -> str:
        account = people.account(session, account_id)
        if account.role == "owner" and people.owners(session) == 1:
            raise InvalidInput("The only owner cannot be removed.", action="Make another owner first.")
        return account.learner_id

    learner_id = await services.store.read(learner_of)
    await erase(services, turns, listeners, hearings, learner_id)

    def remove(session: Session) -> None:
        session.delete(session.get_one(Learner, learner_id))

    await services.store.run(remove)
    await services.scrub()


@router.post("/invitations", status_code=201, dependencies=[PASSWORD_GIVEN])
async def invite(request: Request, services: ServicesDep, owner: OwnerDep) -> NewInvitation:
    """A link for one person, shown once."""
    invitation, secret = await services.store.run(people.invite)
    url = f"{public_url(request, services.settings)}/#/join?token={secret}"
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


@router.delete("/joining", status_code=204)
async def close_doors(services: ServicesDep, owner: OwnerDep) -> None:
    """Close all classes: their codes let nobody in any more, and make no accounts, until a teacher makes a new one."""
    await services.store.run(rooms.close_doors)
