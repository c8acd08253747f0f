"""Settings of signing in with accounts that people have elsewhere."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings


class SignInSettings(BaseSettings):
    """Who else may say who somebody is, and under which address browsers come back. Fields as in `Settings`."""

    public_url: str = Field(
        "",
        description="Address under which browsers reach this tutor, https://tutor.example.org, without a path; empty "
        "takes what each request says. OIDC and LTI need it behind a proxy.",
    )
    oidc_issuer: str = Field(
        "",
        description="Issuer of the OpenID Connect provider that people may sign in with, as its own configuration "
        "spells it; empty for none.",
    )
    oidc_client_id: str = Field("", description="This tutor's client id there.")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="Its client secret; empty for a public client.")
    oidc_name: str = Field("", description="What the button on the sign-in page calls it; empty takes the host's name.")
    oidc_makes_accounts: bool = Field(
        False,
        description="Whether everybody whom the provider knows gets an account at their first sign-in. Else an "
        "invitation or the code of a class is needed for that.",
    )
