"""What signing in from elsewhere needs for as long as a tutor runs."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.core.settings import Settings
from tutor.learners.lti.toolkeys import ToolKeys
from tutor.learners.signin.oidc import OidcProvider
from tutor.learners.signin.outside import Outside
from tutor.learners.signin.sealed import BrowserSeal


@dataclass(frozen=True)
class WaysIn:
    """`oidc` is None where nobody signs in so; `keys` are those of this tutor as an LTI tool."""

    outside: Outside
    seal: BrowserSeal
    oidc: OidcProvider | None
    keys: ToolKeys

    @classmethod
    def of(cls, settings: Settings) -> WaysIn:
        outside = Outside()
        oidc = OidcProvider(settings, outside) if settings.accounts and settings.oidc_issuer else None
        return cls(outside, BrowserSeal(settings.sign_in_key_file), oidc, ToolKeys(settings.tool_keys_file))

    async def close(self) -> None:
        await self.outside.close()
