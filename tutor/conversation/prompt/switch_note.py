"""What the tutor is told when a learner leaves Spanish: to help, shortly, and to lead back."""

from __future__ import annotations

from tutor.core.levels import Level
from tutor.corrections.switching import Switch
from tutor.language.es.dictionary import spanish_for
from tutor.language.es.prompts import prompts
from tutor.language.names import language_name
from tutor.llm.prompt_guard import gives_orders

# Longer parts are sentences of their own, and of many the first are enough.
LONGEST, MOST = 40, 3
# Of the translations that the dictionary has.
WORDS = 2


def switch_note(switch: Switch, level: Level, first_language: str) -> str:
    """A note for the tutor in this turn only."""
    notes = prompts().switch
    if switch.asks and (quoted := _quoted(switch)):
        return notes.asks.format(quoted=quoted)
    if switch.whole:
        return notes.whole.format(language=notes.own_language if level.band == "C" else language_name(first_language))
    return notes.words.format(quoted=_quoted(switch) or notes.some_words)


def _quoted(switch: Switch) -> str:
    """The foreign parts, each with its translation where the dictionary has one."""
    parts = [part for part in dict.fromkeys(switch.parts) if len(part) <= LONGEST and not gives_orders(part)]
    return " y ".join(_translated(part) for part in parts[:MOST])


def _translated(part: str) -> str:
    found = " o ".join(f"«{word}»" for word in spanish_for(part)[:WORDS])
    return f"«{part}» ({found})" if found else f"«{part}»"
