"""Which voice speaks to a learner: theirs, the operator's, or one of a speech server."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence

import anyio.to_thread

from tutor.core.downloads import Catalogue, VoiceEntry
from tutor.core.engine_states import EngineStates
from tutor.core.errors import EngineUnavailable, TutorError
from tutor.core.settings import Settings
from tutor.language.es.variety import Variety
from tutor.speech.networks import AnyNetworks
from tutor.speech.tts.voices import REMOTE_NAME, TimedVoice, Voice, VoiceChoice

log = logging.getLogger(__name__)

# Before the name of a voice elsewhere, so that it is no other voice's id.
REMOTE = "openai-"
# What espeak calls the Spanish of America: «gracias» with an s.
AMERICAN = "es-419"
AMERICAN_SUFFIX = "_america"


class Voices:
    """The voices of a tutor, each loaded when it first speaks. `factor` hears how many seconds it took to make a second of
    sound."""

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        networks: AnyNetworks,
        states: EngineStates,
        factor: Callable[[float], object],
    ) -> None:
        self._settings = settings
        self._catalogue = catalogue
        self._networks = networks
        self._states = states
        self._factor = factor
        self._loaded: dict[str, Voice] = {}
        self._loading: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)  # nobody waits for another voice
        self._bringing: dict[str, asyncio.Task[None]] = {}

    def name(self, wanted: str = "auto", accent: str = "spain") -> str:
        """What the voice is called that a choice means; nothing is loaded. Raises EngineUnavailable."""
        if self._settings.tts == "openai":
            return REMOTE + self._remote_name(wanted)
        entry = self._entry(wanted)
        return entry.id + AMERICAN_SUFFIX if _sounds_american(entry, accent) else entry.id

    async def voice(self, wanted: str = "auto", accent: str = "spain") -> tuple[str, Voice]:
        """A loaded voice and its name. Raises EngineUnavailable, DownloadFailed."""
        if self._settings.tts == "openai":
            return await self._remote(wanted)
        entry, name = self._entry(wanted), self.name(wanted, accent)
        american = _sounds_american(entry, accent)
        async with self._loading[name]:
            if name not in self._loaded:
                with self._states.loading("tts", entry.engine, entry.name):
                    await self._load(name, await self._open(entry, AMERICAN if american else self._settings.language))
            return name, self._loaded[name]

    def at_hand(self, wanted: str, accent: str = "spain") -> bool:
        """Whether a voice can speak at once. If not, it is loaded from now on, and can soon."""
        name = self.name(wanted, accent)
        if name in self._loaded:
            return True
        if name not in self._bringing:
            self._bringing[name] = asyncio.create_task(self._bring(name, wanted, accent))
        return False

    async def _bring(self, name: str, wanted: str, accent: str) -> None:
        try:
            await self.voice(wanted, accent)
        except TutorError as error:
            log.warning("a voice could not be loaded: %s", error)
        finally:
            del self._bringing[name]

    def lighter(self, wanted: str = "auto", accent: str = "spain") -> str | None:
        """An installed voice of the same variety that takes an eighth of the work; None where there is none, or the voice is
        light itself. Raises EngineUnavailable."""
        if self._settings.tts == "openai" or not self._settings.lighter_voice_s:
            return None
        entry = self._entry(wanted)
        if entry.engine != "kokoro":
            return None
        variety = self.variety(self.name(wanted, accent))
        fitting = (
            other.id
            for other in self._catalogue.voices
            if other.engine == "piper" and other.language == entry.language and self.variety(other.id) == variety
            if self._catalogue.installed(other, self._settings)
        )
        return next(fitting, None)

    @property
    def usual(self) -> str:
        """The voice of who has chosen none. Raises EngineUnavailable."""
        return self._entry(self._settings.voice).id

    def variety(self, voice_id: str) -> Variety:
        """Whose words a voice of this name says."""
        return variety_of(self._catalogue.voices, voice_id)

    async def choices(self) -> list[VoiceChoice]:
        """The voices there are to choose from: the catalogue's, or the speech server's."""
        s = self._settings
        if s.tts == "openai":
            names = dict.fromkeys([s.tts_voice, *await anyio.to_thread.run_sync(self._remote_names)])
            return [VoiceChoice(REMOTE + name, name, "openai", s.language, "", "", True, 0) for name in names]
        return [
            VoiceChoice(
                v.id,
                v.name,
                v.engine,
                v.language,
                v.region,
                v.gender,
                self._catalogue.installed(v, s),
                v.size_bytes,
            )
            for v in self._catalogue.voices
        ]

    def _entry(self, wanted: str) -> VoiceEntry:
        """The voice meant by a learner's choice: theirs, else the operator's, else the first at hand."""
        spanish = [v for v in self._catalogue.voices if v.language.startswith(self._settings.language)]
        for name in (wanted, self._settings.voice):
            for entry in self._catalogue.voices:
                if entry.id == name:
                    return entry
        for entry in spanish:
            if self._catalogue.installed(entry, self._settings):
                return entry
        if not spanish:
            raise EngineUnavailable("There is no voice for this language.")
        return spanish[0]

    async def _open(self, entry: VoiceEntry, language: str) -> Voice:
        files = await anyio.to_thread.run_sync(self._catalogue.ensure_voice, entry, self._settings)
        if entry.engine == "kokoro":
            return self._networks.kokoro(files["model"], files["style"], language)
        return self._networks.piper(files["model"], entry.sample_rate)

    async def _remote(self, wanted: str) -> tuple[str, Voice]:
        name = self._remote_name(wanted)
        id = REMOTE + name
        async with self._loading[id]:
            if id not in self._loaded:
                with self._states.loading("tts", "openai", name):
                    await self._load(id, await anyio.to_thread.run_sync(self._open_remote, name))
            return id, self._loaded[id]

    # The client takes half a second to import: not on the loop.

    def _remote_names(self) -> list[str]:
        from tutor.speech.remote import voices_of

        return voices_of(self._settings.tts_url, self._settings.tts_key.get_secret_value())

    def _open_remote(self, name: str) -> Voice:
        from tutor.speech.remote import RemoteVoice

        s = self._settings
        return RemoteVoice(s.tts_url, s.tts_model, s.tts_key.get_secret_value(), name)

    def _remote_name(self, wanted: str) -> str:
        name = wanted.removeprefix(REMOTE)
        return name if name != wanted and REMOTE_NAME.fullmatch(name) else self._settings.tts_voice

    async def _load(self, name: str, voice: Voice) -> None:
        await anyio.to_thread.run_sync(voice.load)
        self._loaded[name] = TimedVoice(voice, self._factor)


def _sounds_american(entry: VoiceEntry, accent: str) -> bool:
    """Kokoro's voices speak as they are told to; Piper's have the accent of whoever spoke for them."""
    return accent == "america" and entry.engine == "kokoro" and entry.language == "es"


def variety_of(voices: Sequence[VoiceEntry], voice_id: str) -> Variety:
    """Whose words a voice of this name says: those of where it comes from, or is told to sound from."""
    entry = next((v for v in voices if v.id == voice_id), None)
    from_america = entry and entry.engine != "kokoro" and entry.region != "Spain"
    return "america" if from_america or voice_id.endswith(AMERICAN_SUFFIX) else "spain"
