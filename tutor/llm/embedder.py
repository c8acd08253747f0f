"""What a text means, as a vector from a server with OpenAI's embeddings API. Optional."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.core.errors import TutorError
from tutor.core.settings import Settings
from tutor.llm.engines.remote import Service

EMBEDDINGS = Service("The embeddings server", "TUTOR_EMBEDDINGS")
# It may be loading its model at first.
PATIENCE_S = 60.0
# A learner waits for their question to be understood no longer than this, then its words must do.
QUESTION_S = 2.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text means to a model: a vector of length 1."""

    model: str
    vector: NDArray[np.float32]


class Embedder:
    """One embedding model of a server."""

    def __init__(self, url: str, model: str, key: str) -> None:
        from tutor.llm.engines.openai import openai_client  # the library takes half a second to import

        self.model = model
        self._client = openai_client(url, key, PATIENCE_S)

    async def embed(self, texts: Sequence[str]) -> list[Meaning]:
        """The meaning of each text. Raises EngineUnavailable, EngineFailed."""
        from tutor.llm.engines.openai import openai_errors

        with openai_errors(EMBEDDINGS):
            answer = await self._client.embeddings.create(model=self.model, input=list(texts), encoding_format="float")
            told = [np.asarray(one.embedding, np.float32) for one in sorted(answer.data, key=lambda one: one.index)]
            lengths = [float(np.linalg.norm(vector)) for vector in told]
            if len(told) != len(texts) or not all(np.isfinite(length) and length > 0 for length in lengths):
                raise ValueError("not one vector for each text")
        return [Meaning(self.model, vector / length) for vector, length in zip(told, lengths, strict=True)]

    async def of_question(self, text: str) -> Meaning | None:
        """What a learner's words mean; None, and a line in the log, when the server fails or takes too long."""
        try:
            async with asyncio.timeout(QUESTION_S):
                return (await self.embed([text]))[0]
        except (TimeoutError, TutorError) as error:
            log.warning("passages are found by their words alone: %s", error or "the embeddings server is slow")
            return None

    async def close(self) -> None:
        await self._client.close()


def open_embedder(settings: Settings) -> Embedder | None:
    """The embedding model of the settings; None where they name no server."""
    if not settings.embeddings_url:
        return None
    return Embedder(settings.embeddings_url, settings.embeddings_model, settings.embeddings_key.get_secret_value())
