"""Tells platforms the grades that are kept for them, as soon as they can be told."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx2

from tutor.core.errors import SignInAway, TutorError
from tutor.learners.lti import grades
from tutor.learners.lti.grades import DueScore
from tutor.learners.lti.messages import SCORE_SCOPE
from tutor.learners.lti.toolkeys import ToolKeys
from tutor.learners.signin.outside import WHOLE_S, Outside, ask
from tutor.store.session import Store
from tutor.store.sign_in_tables import LtiPlatform

log = logging.getLogger(__name__)

# How often it is looked what is to be told, in seconds.
EVERY_S = 3.0
# So long before its end a token is no longer used, and so long it lasts where the platform does not say, in seconds.
SPARE_S, TOKEN_S = 60.0, 300.0
# There is a later score already, which is as good.
LATER_IS_THERE = 409


class GradesBack:
    """One for a running tutor: several tell each grade once, since who takes one has it alone."""

    def __init__(self, store: Store, outside: Outside, keys: ToolKeys) -> None:
        self._store = store
        self._outside = outside
        self._keys = keys
        self._tokens: dict[str, tuple[str, float]] = {}

    async def keep_telling(self) -> None:
        """For as long as the tutor runs."""
        while True:
            try:
                await self.tell()
            except TutorError as error:
                log.warning("grades were not told", extra={"why": str(error)})
            await asyncio.sleep(EVERY_S)

    async def tell(self) -> None:
        """Everything that is due now."""
        if not await self._store.read(grades.is_due):
            return
        await self._store.run(grades.note)
        due = await self._store.run(grades.take)
        await asyncio.gather(*(self._tell(one) for one in due))

    async def _tell(self, told: DueScore) -> None:
        try:
            await self._post(told)
        except (SignInAway, httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, ValueError) as error:
            why = str(error) or type(error).__name__
            log.warning("a platform did not take a grade", extra={"platform": told.platform.name, "why": why})
            await self._store.run(lambda session: grades.was_not_told(session, told, why))
        else:
            await self._store.run(lambda session: grades.was_told(session, told))

    async def _post(self, told: DueScore) -> None:
        headers = {
            "Authorization": f"Bearer {await self._token(told.platform)}",
            "Content-Type": "application/vnd.ims.lis.v1.score+json",
        }
        async with asyncio.timeout(WHOLE_S), self._outside.client() as client:
            response = await client.post(scores_of(told.lineitem), json=score(told), headers=headers)
        if response.status_code == 401:
            self._tokens.pop(told.platform.id, None)
        if response.status_code != LATER_IS_THERE:
            response.raise_for_status()

    async def _token(self, platform: LtiPlatform) -> str:
        """The platform's leave to send scores: LTI security framework, 4.1. Raises SignInAway."""
        known, until = self._tokens.get(platform.id, ("", 0.0))
        if time.monotonic() < until:
            return known
        me = platform.client_id
        assertion = await self._keys.sign({"iss": me, "sub": me, "aud": platform.audience or platform.token_url})
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": assertion,
            "scope": SCORE_SCOPE,
        }
        async with self._outside.client() as client:
            found = await ask(client, "POST", platform.token_url, data=form)
        token, lasts = found.get("access_token"), found.get("expires_in", TOKEN_S)
        if not isinstance(token, str) or not token.isascii() or not isinstance(lasts, int | float):
            raise SignInAway(detail="no token")
        self._tokens[platform.id] = token, time.monotonic() + max(lasts - SPARE_S, 0.0)
        return token


def scores_of(lineitem: str) -> str:
    """Where scores of a line item go: AGS 2.0, 3.4.1; what follows a `?` stays behind it."""
    parts = urlsplit(lineitem)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/scores"))


def score(told: DueScore) -> dict[str, Any]:
    """A score as it goes over the wire: AGS 2.0, 3.4."""
    said: dict[str, Any] = {
        "timestamp": told.changed_at.isoformat(timespec="milliseconds"),
        "userId": told.subject,
        "activityProgress": "Completed" if told.done else "InProgress",
        "gradingProgress": "FullyGraded" if told.part is not None else "PendingManual",
    }
    if told.part is not None:
        said |= {"scoreGiven": told.part, "scoreMaximum": told.whole}
    return said
