"""What goes over the wire when people sign in, invite and are invited."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from tutor.api.schemas import Strict

Name = Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S")]
# Long enough that guessing is hopeless, short enough that hashing it cannot be used to keep the server busy.
Password = Annotated[str, Field(min_length=10, max_length=200)]
Secret = Annotated[str, Field(min_length=1, max_length=100)]


Role = Literal["owner", "teacher", "learner"]
# What somebody signs in with: a password of this tutor's, an account from elsewhere, or a course that leads here.
Way = Literal["password", "elsewhere", "course"]


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


class PasswordOnce(Strict):
    password: Annotated[str, Field(max_length=200)]


class PasswordChange(PasswordOnce):
    """Tokens end with the old password, unless they are kept: whoever had it may have made one."""

    new_password: Password
    keep_tokens: bool = False


class NewPassword(Strict):
    """A password for who holds the link for a new one."""

    token: Secret
    password: Password


class AccountPatch(Strict):
    """What is left out stays. An account that is not `active` opens to nobody; what is theirs stays."""

    role: Literal["teacher", "learner"] | None = None
    active: bool | None = None


class NewToken(Strict):
    name: Name


class AccountOut(BaseModel):
    id: str
    name: str
    role: Role
    active: bool
    by: Way
    created_at: datetime


class PersonOut(AccountOut):
    """`wrong_guesses` at the password lately, from where nobody has signed in as that person before."""

    wrong_guesses: int


class SessionOut(BaseModel):
    """`elsewhere`: what the service is called with whose accounts one may sign in here; null for none."""

    accounts: bool
    signed_in: bool
    needs_owner: bool
    elsewhere: str | None
    account: AccountOut | None


class InvitationOut(BaseModel):
    id: str
    created_at: datetime
    expires_at: datetime
    used_by: str | None


class NewInvitation(InvitationOut):
    token: str
    url: str


class ResetOut(BaseModel):
    """A link for a new password, shown once."""

    expires_at: datetime
    token: str
    url: str


class TokenOut(BaseModel):
    id: str
    name: str
    created_at: datetime
    last_used_at: datetime


class NewTokenOut(TokenOut):
    token: str
