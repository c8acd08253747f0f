"""Sessions age, change their secret, and end; the first owner inherits what was said before there were accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from tutor.core.errors import InvalidInput
from tutor.core.secrets import hash_password, password_matches, setup_secret
from tutor.learners.accounts import people
from tutor.store.account_tables import Account, Credential
from tutor.store.columns import now
from tutor.store.session import Store
from tutor.store.tables import Conversation


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    with store.session() as session:
        yield session
    store.close()


@pytest.fixture
def account(session: Session) -> Account:
    return people.create_owner(session, "Doña Clara", "hash")


def test_the_first_owner_inherits_the_conversations(session: Session) -> None:
    learner = people.first_learner(session)
    session.add(Conversation(learner_id=learner.id, title="t", level="A1", scenario_id="charla"))
    owner = people.create_owner(session, "Clara", "hash")
    assert owner.learner_id == learner.id
    with pytest.raises(InvalidInput):
        people.create_owner(session, "Otra", "hash")


def test_a_session_changes_its_secret_daily_and_the_old_one_serves_a_moment(session: Session, account: Account) -> None:
    credential, secret = people.issue(session, account.id, "session")
    assert people.rotate(session, credential.id) is None
    credential.created_at = now() - timedelta(days=2)
    fresh = people.rotate(session, credential.id)
    assert fresh
    assert fresh != secret
    assert people.rotate(session, credential.id) is None  # two tabs at once get one new secret, not two
    for valid in (secret, fresh):
        person = people.recognise(session, valid, "session")
        assert person
        assert person.account.id == account.id
    credential.expires_at = now() - timedelta(seconds=1)
    assert people.recognise(session, secret, "session") is None
    assert people.recognise(session, fresh, "session")


def test_an_old_session_ends_and_is_cleared_away(session: Session, account: Account) -> None:
    credential, secret = people.issue(session, account.id, "session")
    used, _ = people.issue(session, account.id, "session")
    credential.expires_at = now() - timedelta(days=1)
    used.last_used_at = now() - timedelta(hours=1)
    assert people.recognise(session, secret, "session") is None
    assert people.seems_unused(used)
    people.note_use(session, used.id)
    assert not people.seems_unused(used)
    assert [c.id for c in session.exec(select(Credential))] == [used.id]


def test_a_token_is_no_session_and_a_session_no_token(session: Session, account: Account) -> None:
    _, token = people.issue(session, account.id, "token", "reloj")
    _, cookie = people.issue(session, account.id, "session")
    assert people.recognise(session, token, "session") is None
    assert people.recognise(session, cookie, "token") is None
    assert people.recognise(session, token, "token")


def test_an_invitation_grows_old(session: Session) -> None:
    invitation, secret = people.invite(session)
    invitation.expires_at = now() - timedelta(seconds=1)
    with pytest.raises(InvalidInput):
        people.join(session, "Ana", "hash", secret)


def test_secrets_are_kept_as_hashes(session: Session, account: Account) -> None:
    _, secret = people.issue(session, account.id, "session")
    assert secret not in str(session.exec(select(Credential)).one().model_dump())
    hashed = hash_password("una contraseña larga")
    assert "$argon2id$" in hashed
    assert password_matches("una contraseña larga", hashed)
    assert not password_matches("una contraseña corta", hashed)
    assert not password_matches("una contraseña larga", None)


def test_the_setup_secret_is_for_the_operator_alone(tmp_path: Path) -> None:
    file = tmp_path / "owner-setup"
    secret = setup_secret(file)
    assert setup_secret(file) == secret
    assert file.stat().st_mode & 0o777 == 0o600
