"""Accounts in the database. Each function is one unit of work for `Store.run`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlmodel import Session, col, delete, func, select

from tutor.core.errors import InvalidInput, NotFound, TooManyTokens
from tutor.core.secrets import hash_secret, new_secret
from tutor.learners.accounts.names import canonical, check_name, former
from tutor.learners.classes.rooms import MOST_MEMBERS, behind
from tutor.store.account_tables import Account, Credential, Invitation
from tutor.store.class_tables import Classroom
from tutor.store.columns import now
from tutor.store.oldest import forget_oldest
from tutor.store.tables import Learner

SESSION_AGE = timedelta(days=30)
# A session's secret is changed this often; the old one serves a little longer, for requests under way.
ROTATE_AFTER = timedelta(days=1)
GRACE = timedelta(minutes=1)
# How long a device is known as one that somebody has signed in on, and how many are of each.
DEVICE_AGE = timedelta(days=365)
MOST_DEVICES = 20
# Tokens for programs that one person may have.
MOST_TOKENS = 50
INVITATION_AGE = timedelta(days=7)
# The name of the session of a page that stands in one of another site: its cookie is of another kind.
FRAMED = "framed"
# How exact `last_used_at` is: not every request needs a write.
USED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks."""

    account: Account
    credential: Credential


def has_owner(session: Session) -> bool:
    return session.exec(select(Account.id).where(Account.role == "owner")).first() is not None


def create_owner(session: Session, name: str, password_hash: str) -> Account:
    """The first account. What was said before there were accounts is the owner's. Raises InvalidInput."""
    if has_owner(session):
        raise InvalidInput("This tutor has an owner already.", action="Sign in, or ask the owner for an invitation.")
    return _create(session, name, password_hash, first_learner(session), "owner")


def first_learner(session: Session) -> Learner:
    """The learner of a tutor without accounts; made if there is none."""
    if session.get_bind().dialect.name == "postgresql":  # several tutors may start at once
        session.execute(text("LOCK TABLE learner IN SHARE ROW EXCLUSIVE MODE"))
    learner = session.exec(select(Learner).order_by(col(Learner.created_at))).first()
    if learner is None:
        learner = Learner()
        session.add(learner)
        session.flush()
    return learner


def invite(session: Session) -> tuple[Invitation, str]:
    """A new invitation and its secret, which is told only now."""
    secret = new_secret()
    invitation = Invitation(secret_hash=hash_secret(secret), expires_at=now() + INVITATION_AGE)
    session.add(invitation)
    return invitation, secret


def check_door(session: Session, secret: str) -> Invitation | Classroom:
    """The invitation that a secret opens, or the class whose code it is, which lets in whoever has it.

    Raises InvalidInput.
    """
    if (found := behind(session, secret)) is None:
        return check_invitation(session, secret)
    if found[0].accounts_made >= MOST_MEMBERS:
        raise InvalidInput(
            "With that code as many have come as fit into a class.", action="Ask the teacher for a new one."
        )
    return found[0]


def check_invitation(session: Session, secret: str) -> Invitation:
    """The invitation that a secret opens. Raises InvalidInput."""
    invitation = session.exec(
        select(Invitation).where(Invitation.secret_hash == hash_secret(secret)).with_for_update()
    ).first()
    if invitation is None or invitation.used_by is not None or invitation.expires_at < now():
        raise InvalidInput("That invitation is used up, or no longer holds.", action="Ask the owner for a new one.")
    return invitation


def check_name_free(session: Session, name: str) -> None:
    """Raises InvalidInput."""
    if account_named(session, name) is not None:
        raise InvalidInput("Somebody here has that name already.", action="Choose another name.")


def check_shown_name(session: Session, learner: Learner, name: str) -> None:
    """Whether a learner may be shown to others by this name: it is as clear as one to sign in with, and nobody else's.

    Raises InvalidInput.
    """
    check_name(name)
    found = account_named(session, name)
    if found is not None and found.learner_id != learner.id:
        check_name_free(session, name)


def join(session: Session, name: str, password_hash: str, secret: str) -> Account:
    """An account for who holds an invitation or the code of a class. Raises InvalidInput."""
    door = check_door(session, secret)
    learner = Learner(name=" ".join(name.split()))
    session.add(learner)
    session.flush()
    account = _create(session, name, password_hash, learner, "learner")
    if isinstance(door, Invitation):
        door.used_by = account.name
    else:
        door.accounts_made += 1
    return account


def _create(session: Session, name: str, password_hash: str, learner: Learner, role: str) -> Account:
    check_name(name)
    check_name_free(session, name)
    learner.name = learner.name or " ".join(name.split())
    account = Account(learner_id=learner.id, name=canonical(name), password_hash=password_hash, role=role)
    session.add(account)
    session.flush()
    return account


def account_named(session: Session, name: str) -> Account | None:
    """The account of a name, also of one from before such names were refused."""
    found = session.exec(select(Account).where(Account.name == canonical(name))).first()
    return found or session.exec(select(Account).where(Account.name == former(name))).first()


def check_tokens(session: Session, account_id: str) -> None:
    """Raises TooManyTokens."""
    mine = select(func.count()).where(Credential.account_id == account_id, Credential.kind == "token")
    if session.exec(mine).one() >= MOST_TOKENS:
        raise TooManyTokens()


def issue(session: Session, account_id: str, kind: str, name: str = "") -> tuple[Credential, str]:
    """A new session or token and its secret, which is told only now."""
    secret = new_secret()
    expires = now() + SESSION_AGE if kind == "session" else None
    credential = Credential(
        account_id=account_id, kind=kind, name=name, secret_hash=hash_secret(secret), expires_at=expires
    )
    session.add(credential)
    return credential, secret


def remember_device(session: Session, account_id: str) -> str:
    """The secret by which a browser that has signed in as somebody is known again. Only the latest are kept."""
    mine = select(Credential).where(Credential.account_id == account_id, Credential.kind == "device")
    forget_oldest(session, mine, Credential.created_at, MOST_DEVICES)
    device, secret = issue(session, account_id, "device")
    device.expires_at = now() + DEVICE_AGE
    return secret


def recognise(session: Session, secret: str, kind: str) -> Person | None:
    """Whose secret this is."""
    found = session.exec(
        select(Credential, Account)
        .join(Account, col(Account.id) == col(Credential.account_id))
        .where(Credential.secret_hash == hash_secret(secret), Credential.kind == kind)
    ).first()
    if found is None:
        return None
    credential, account = found
    if not account.active:
        return None
    if credential.expires_at is not None and credential.expires_at < now():
        return None
    return Person(account, credential)


def seems_unused(credential: Credential) -> bool:
    """Whether it is time to note that a credential was used."""
    return now() - credential.last_used_at > USED_EVERY


def note_use(session: Session, credential_id: str) -> None:
    """Note that a credential was used, and clear away those that have expired."""
    if credential := session.get(Credential, credential_id):
        credential.last_used_at = now()
    session.exec(delete(Credential).where(col(Credential.expires_at) < now()))


def due(credential: Credential) -> bool:
    """Whether a session is old enough for a new secret, and has not just been given one."""
    expires = credential.expires_at
    return now() - credential.created_at >= ROTATE_AFTER and expires is not None and expires > now() + GRACE


def rotate(session: Session, credential_id: str) -> str | None:
    """The new secret of a session that is due for one, else None."""
    old = session.get_one(Credential, credential_id)
    if not due(old):
        return None
    old.expires_at = now() + GRACE
    return issue(session, old.account_id, "session", old.name)[1]


def revoke(session: Session, account_id: str, *, kind: str, credential_id: str | None = None) -> None:
    """End one session or token, or all of a kind. Raises NotFound."""
    statement = delete(Credential).where(col(Credential.account_id) == account_id, col(Credential.kind) == kind)
    if credential_id is not None:
        statement = statement.where(col(Credential.id) == credential_id)
    if session.exec(statement).rowcount == 0 and credential_id is not None:
        raise NotFound("That token does not exist, or no longer does.")


def change_password(session: Session, account_id: str, password_hash: str, keep_tokens: bool = False) -> None:
    """Sets a new password and signs out everywhere; no device is known any more, and tokens only where they are kept."""
    session.get_one(Account, account_id).password_hash = password_hash
    for kind in ("session", "device", "reset") if keep_tokens else ("session", "device", "reset", "token"):
        revoke(session, account_id, kind=kind)


def tokens(session: Session, account_id: str) -> list[Credential]:
    return list(
        session.exec(
            select(Credential)
            .where(Credential.account_id == account_id, Credential.kind == "token")
            .order_by(col(Credential.created_at))
        )
    )


def account(session: Session, account_id: str) -> Account:
    """Raises NotFound."""
    if (found := session.get(Account, account_id)) is None:
        raise NotFound("That account does not exist, or no longer does.")
    return found


def set_role(session: Session, account_id: str, role: str) -> None:
    """Make somebody a teacher or a learner. Raises NotFound, InvalidInput."""
    found = account(session, account_id)
    if found.role == "owner":
        raise InvalidInput("The owner may teach as it is.", action="Choose somebody else.")
    found.role = role


def set_active(session: Session, account_id: str, active: bool) -> None:
    """Close somebody's account, whatever they sign in with, or open it again; what is theirs stays. Raises NotFound,
    InvalidInput."""
    found = account(session, account_id)
    if found.role == "owner":
        raise InvalidInput("The account of the owner cannot be closed.", action="Choose somebody else.")
    found.active = active
    if not active:
        for kind in ("session", "device", "reset", "token"):
            revoke(session, account_id, kind=kind)


def owners(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Account).where(Account.role == "owner")).one()
