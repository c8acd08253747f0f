"""Who says a text: the learner's own voice, or a lighter one while many speak."""

from __future__ import annotations

import logging

from tutor.core.errors import TutorError
from tutor.speech.tts.choose import Voices
from tutor.speech.tts.synthesize import Saying, Speaker, Speech

log = logging.getLogger(__name__)


async def speaker_for(saying: Saying, voices: Voices, speech: Speech, wanted: str, accent: str) -> Speaker:
    """The voice of a learner's choice, loaded, or one that takes its place; nobody waits for that one to be loaded.

    Raises EngineUnavailable, DownloadFailed.
    """
    usual, lighter = voices.name(wanted, accent), voices.lighter(wanted, accent)
    needed = lighter and speech.needs_lighter(saying, usual, voices.variety(usual), lighter)
    if lighter and needed and voices.at_hand(lighter, accent):
        try:
            name, voice = await voices.voice(lighter, accent)
            return Speaker(name, voice, voices.variety(name), simpler=True)
        except TutorError as error:
            log.warning("no lighter voice: %s", error)
    return await own_speaker(voices, wanted, accent)


async def own_speaker(voices: Voices, wanted: str, accent: str) -> Speaker:
    """The voice of a choice and no other. Raises EngineUnavailable, DownloadFailed."""
    name, voice = await voices.voice(wanted, accent)
    return Speaker(name, voice, voices.variety(name))
