"""A new password for who has forgotten theirs: by a link that the owner makes, or the operator, and that serves once."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, select

from tutor.core.errors import InvalidInput, NotFound
from tutor.learners.accounts import people
from tutor.store.account_tables import Account, Credential
from tutor.store.columns import now

RESET_AGE = timedelta(days=1)


def account_of(session: Session, name: str) -> Account:
    """The account of that name; without one, the owner's. Raises NotFound, which tells an operator what names there are."""
    owner = select(Account).where(Account.role == "owner").order_by(col(Account.created_at))
    found = people.account_named(session, name) if name else session.exec(owner).first()
    if found is None:
        names = sorted(session.exec(select(Account.name)))
        action = f"Take one of these: {', '.join(names)}." if names else "Start the tutor with TUTOR_ACCOUNTS=1 first."
        raise NotFound("There is no account of that name here.", action=action)
    return found


def offer(session: Session, account_id: str) -> tuple[Credential, str]:
    """A secret with which somebody sets a new password, told only now; the one before it ends.

    Raises NotFound, InvalidInput.
    """
    account = people.account(session, account_id)
    if not account.password_hash:
        raise InvalidInput("Who has that account signs in elsewhere.", action="The password is changed there.")
    if not account.active:
        raise InvalidInput("That account is closed.", action="Open it first.")
    people.revoke(session, account_id, kind="reset")
    offered, secret = people.issue(session, account_id, "reset")
    offered.expires_at = now() + RESET_AGE
    return offered, secret


def check(session: Session, secret: str) -> people.Person:
    """Whose password the secret sets. Raises InvalidInput."""
    if (person := people.recognise(session, secret, "reset")) is None:
        raise InvalidInput("That link is used up, or no longer holds.", action="Ask the owner for a new one.")
    return person


def use(session: Session, secret: str, password_hash: str) -> Account:
    """Set the new password; it ends all that the old one opened, tokens too, and the link. Raises InvalidInput, NotFound."""
    person = check(session, secret)
    # Of two who come at once, one finds it gone.
    people.revoke(session, person.account.id, kind="reset", credential_id=person.credential.id)
    people.change_password(session, person.account.id, password_hash)
    return person.account
