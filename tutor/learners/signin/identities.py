"""Whose account it is when somebody else says who has come: by issuer and subject, never by a name or an address."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

from sqlmodel import Session, col, delete, select

from tutor.core.errors import AccountClosed, Conflict, NoAccountHere, SignInExpired
from tutor.core.secrets import hash_secret
from tutor.learners.accounts import people
from tutor.store.account_tables import Account, Invitation
from tutor.store.columns import new_id, now
from tutor.store.session import Store
from tutor.store.sign_in_tables import Identity, UsedNonce
from tutor.store.tables import Learner

T = TypeVar("T")
LONGEST_NAME = 60
# How the authority of a platform's courses begins; that of a provider is its address.
FROM_COURSE = "lti "


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who somebody is by what an authority says. `name` is what they are called; nothing else is kept of them."""

    authority: str
    subject: str
    name: str

    @classmethod
    def of(cls, authority: str, claims: Mapping[str, Any]) -> Claimed:
        return cls(authority, str(claims["sub"]), called(claims))


def called(claims: Mapping[str, Any]) -> str:
    """The given name, else what they like to be called; never an address of e-mail, and nothing that nobody sees."""
    for claim in ("given_name", "preferred_username", "nickname", "name"):
        told = claims.get(claim)
        if isinstance(told, str) and "@" not in told:
            plain = unicodedata.normalize("NFC", told)
            seen = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in plain)
            if name := " ".join(seen.split())[:LONGEST_NAME].strip():
                return name
    return "…"


def known_as(session: Session, who: Claimed) -> Account | None:
    """The account of somebody who has been here before."""
    return session.exec(
        select(Account)
        .join(Identity, col(Identity.account_id) == col(Account.id))
        .where(Identity.authority == who.authority, Identity.subject == who.subject)
    ).first()


def account_of(session: Session, who: Claimed, *, door: str = "", makes: bool = False) -> Account:
    """The account of somebody; made where there is none, for who has an invitation or a class's code, or where everybody
    gets one (`makes`). Raises AccountClosed, NoAccountHere, InvalidInput.
    """
    if (found := known_as(session, who)) is not None:
        if not found.active:
            raise AccountClosed()
        return found
    if not door and not makes:
        raise NoAccountHere()
    opened_by = people.check_door(session, door) if door else None
    learner = Learner(name=who.name)
    session.add(learner)
    session.flush()
    # Nobody types its name, and no password opens it.
    account = Account(learner_id=learner.id, name=f"elsewhere {new_id()}", password_hash="")
    session.add(account)
    session.flush()
    session.add(Identity(account_id=account.id, authority=who.authority, subject=who.subject))
    session.flush()
    if isinstance(opened_by, Invitation):
        opened_by.used_by = who.name
    elif opened_by is not None:
        opened_by.accounts_made += 1
    return account


def way_of(session: Session, account: Account) -> Literal["elsewhere", "course"]:
    """What somebody without a password signs in with."""
    found = session.exec(select(Identity.authority).where(Identity.account_id == account.id)).first()
    return "course" if found and found.startswith(FROM_COURSE) else "elsewhere"


def use_up(session: Session, nonce: str, until: datetime) -> None:
    """Let a nonce serve this once. Raises SignInExpired."""
    session.exec(delete(UsedNonce).where(col(UsedNonce.until) < now()))
    if session.get(UsedNonce, hash_secret(nonce)) is not None:
        raise SignInExpired()
    session.add(UsedNonce(nonce_hash=hash_secret(nonce), until=until))
    session.flush()


async def once_more(store: Store, work: Callable[[Session], T]) -> T:
    """Do `work`, once more where somebody did the same at that moment, as when two windows sign in at a time."""
    try:
        return await store.run(work)
    except Conflict:
        return await store.run(work)
