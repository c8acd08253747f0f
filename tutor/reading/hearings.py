"""Sound files that become texts: heard by the tutor's own recogniser while nobody waits for it, piece by piece."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

import anyio.to_thread
import numpy as np
from numpy.typing import NDArray

from tutor.core.errors import DocumentEmpty, NotFound, NothingHeard, TooManyHearings, TutorError
from tutor.reading import library
from tutor.reading.heard import paragraphs_of, pieces, words_at
from tutor.reading.parse_one import measured
from tutor.reading.reader import ReadDocument, as_read
from tutor.reading.recorded import keep_sound, sound_name
from tutor.runtime import Services
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.stt.transcribe import Transcript
from tutor.store.columns import new_id

log = logging.getLogger(__name__)

# Of one learner, coming in, heard or waiting: each holds its samples in memory.
MOST_EACH = 2
# Of all learners together, in seconds; a gigabyte holds twice that.
MOST_S = 7200.0
# Of one learner, that could not become texts: they are told of until somebody takes note.
MOST_FAILED = 10


@dataclass(slots=True, eq=False)
class HearingPlace:
    """Room for a sound of at most so many seconds that is still coming in; `held` until its learner is forgotten."""

    learner_id: str
    longest_s: float
    held: bool = True


@dataclass(slots=True)
class Hearing:
    """A sound that is being heard; `heard_s` of `total_s` seconds so far. What failed stays until it is taken note of."""

    learner_id: str
    title: str
    total_s: float
    heard_s: float = 0.0
    state: Literal["hearing", "failed"] = "hearing"
    error: TutorError | None = None
    id: str = field(default_factory=new_id)
    job: asyncio.Task[None] | None = None


class Hearings:
    """One sound is heard at a time. They live as long as the tutor runs: a sound is kept when it has become a text.

    `calm` waits until nobody waits for a reply; `added` is told when a text has been made.
    """

    def __init__(self, services: Services, calm: Callable[[], Awaitable[None]], added: Callable[[], None]) -> None:
        self._services = services
        self._calm = calm
        self._added = added
        self._known: dict[str, Hearing] = {}
        self._coming: set[HearingPlace] = set()
        self._one = asyncio.Lock()
        if services.bus:
            services.bus.on("unheard", lambda told: self._drop_all(told["learner"]))

    def of(self, learner_id: str) -> list[Hearing]:
        """A learner's, the first begun first."""
        return [hearing for hearing in self._known.values() if hearing.learner_id == learner_id]

    @contextmanager
    def room(self, learner_id: str, longest_s: float) -> Iterator[HearingPlace]:
        """Keep room for a sound of at most so many seconds while it comes in. Raises TooManyHearings."""
        heard = [hearing for hearing in self._known.values() if hearing.state == "hearing"]
        theirs = [one.learner_id for one in heard] + [place.learner_id for place in self._coming]
        if theirs.count(learner_id) >= MOST_EACH:
            raise TooManyHearings()
        taken_s = sum(hearing.total_s for hearing in heard) + sum(place.longest_s for place in self._coming)
        if taken_s and taken_s + longest_s > MOST_S:
            raise TooManyHearings(
                "The tutor is listening to recordings of others.", action="Add this one again in a while."
            )
        place = HearingPlace(learner_id, longest_s)
        self._coming.add(place)
        try:
            yield place
        finally:
            self._coming.discard(place)

    def begin(self, place: HearingPlace, title: str, samples: NDArray[np.float32]) -> Hearing:
        """Hear samples (float32, 16 kHz mono) in the background, in the room kept for them. Raises NotFound where all of the
        learner's was deleted meanwhile."""
        if not place.held:
            raise NotFound()
        self._coming.discard(place)
        failed = [hearing for hearing in self.of(place.learner_id) if hearing.state == "failed"]
        for old in failed[: max(0, len(failed) - MOST_FAILED + 1)]:
            del self._known[old.id]
        hearing = Hearing(place.learner_id, title, round(len(samples) / SAMPLE_RATE, 1))
        self._known[hearing.id] = hearing
        hearing.job = asyncio.create_task(self._hear(hearing, samples))
        return hearing

    def drop(self, learner_id: str, hearing_id: str) -> None:
        """Stop hearing, or forget what failed. Raises NotFound."""
        hearing = self._known.get(hearing_id)
        if hearing is None or hearing.learner_id != learner_id:
            raise NotFound("That does not exist, or no longer does.", action="Look at your texts again.")
        del self._known[hearing_id]
        if hearing.job:
            hearing.job.cancel()

    async def forget(self, learner_id: str) -> None:
        """Hear nothing more of a learner; returns when nothing of theirs is being written."""
        jobs = self._drop_all(learner_id)
        if self._services.bus:
            self._services.bus.shout("unheard", learner=learner_id)
        await asyncio.gather(*jobs, return_exceptions=True)

    def _drop_all(self, learner_id: str) -> list[asyncio.Task[None]]:
        for place in self._coming:
            place.held = place.held and place.learner_id != learner_id
        jobs = [hearing.job for hearing in self.of(learner_id) if hearing.job]
        for hearing in self.of(learner_id):
            self.drop(learner_id, hearing.id)
        return jobs

    async def close(self) -> None:
        jobs = [hearing.job for hearing in self._known.values() if hearing.job and not hearing.job.done()]
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)

    async def _hear(self, hearing: Hearing, samples: NDArray[np.float32]) -> None:
        try:
            async with self._one:
                await self._make_text(hearing, samples)
        except TutorError as error:
            hearing.state, hearing.error = "failed", error
        except Exception:
            log.exception("a sound could not be heard")
            hearing.state, hearing.error = "failed", TutorError()
        else:
            self._known.pop(hearing.id, None)

    async def _make_text(self, hearing: Hearing, samples: NDArray[np.float32]) -> None:
        heard: list[tuple[float, Transcript]] = []
        for start, end in pieces(samples):
            await self._calm()
            try:
                transcript = await self._services.engines.ears.hear(samples[start:end], hearing.learner_id)
                heard.append((start / SAMPLE_RATE, transcript))
            except NothingHeard:
                pass  # music, or nobody speaks
            hearing.heard_s = round(end / SAMPLE_RATE, 1)
        paragraphs = paragraphs_of(heard)
        if not paragraphs:
            raise DocumentEmpty(
                "Nobody could be understood in that recording.",
                action="Add one in which Spanish is spoken clearly, without music over it.",
            )
        told = await anyio.to_thread.run_sync(measured, "sound", hearing.title, paragraphs)
        read = as_read(told)
        timed = words_at([passage.text for passage in read.passages], heard)
        passages = tuple(replace(passage, heard=words) for passage, words in zip(read.passages, timed, strict=True))
        await self._keep(hearing, samples, replace(read, passages=passages))
        self._added()

    async def _keep(self, hearing: Hearing, samples: NDArray[np.float32], read: ReadDocument) -> None:
        """The sound, then the text that refers to it; both or neither."""
        files, name = self._services.files, sound_name()
        try:
            await anyio.to_thread.run_sync(keep_sound, samples, files, name)
            await library.add(self._services.store, hearing.learner_id, hearing.title, read, recording=name)
        except BaseException:
            await asyncio.shield(anyio.to_thread.run_sync(files.discard, [name]))
            raise
