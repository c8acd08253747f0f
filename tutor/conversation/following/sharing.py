"""A learner's consent to be followed in one conversation. Each function is one unit of work for `Store.run`."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, delete, select

from tutor.core.errors import NotFound
from tutor.core.secrets import hash_secret, new_secret
from tutor.store.columns import now
from tutor.store.tables import Share


def share(session: Session, conversation_id: str, hours: int) -> tuple[Share, str]:
    """Let those who hold a new secret, told only now, follow a conversation. Secrets of before no longer serve."""
    unshare(session, conversation_id)
    secret = new_secret()
    made = Share(
        conversation_id=conversation_id, secret_hash=hash_secret(secret), expires_at=now() + timedelta(hours=hours)
    )
    session.add(made)
    return made, secret


def unshare(session: Session, conversation_id: str) -> None:
    """Take the consent back, and clear away what has expired elsewhere."""
    session.exec(delete(Share).where((col(Share.conversation_id) == conversation_id) | (col(Share.expires_at) < now())))


def share_of(session: Session, conversation_id: str) -> Share | None:
    """The consent that holds for a conversation now."""
    found = session.get(Share, conversation_id)
    return found if found and found.expires_at > now() else None


def share_with(session: Session, secret: str) -> Share:
    """What a secret opens. Raises NotFound."""
    found = session.exec(select(Share).where(Share.secret_hash == hash_secret(secret))).first()
    if found is None or found.expires_at <= now():
        raise NotFound(
            "That link no longer leads anywhere: its time is over, or the learner has ended it.",
            action="Ask the learner for a new link.",
        )
    return found
