"""A conversation as a file to keep: Markdown, with what was corrected."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.store.tables import Conversation, Message

# What Markdown takes for its own, wherever in a line, and at its beginning.
_MARKS = re.compile(r"([\\`*_\[\]<>~|])")
_BEGINNINGS = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)", re.MULTILINE)


def as_markdown(conversation: Conversation, messages: Sequence[Message]) -> str:
    """What was said, in order, the learner's sentences with their corrections below."""
    began = conversation.created_at.strftime("%Y-%m-%d")
    parts = [f"# {escaped(conversation.title)}", f"{began} · {conversation.level}"]
    for message in messages:
        if not message.text:
            continue
        who = "Tutor" if message.role == "tutor" else "Yo"
        parts.append(f"**{who}:** {escaped(message.text)}")
        if message.translation:
            parts.append(f"> {escaped(message.translation)}".replace("\n", "\n> "))
        made = [one for one in message.corrections if not one.get("dismissed")]
        if made:
            parts.append("\n".join(_correction(one) for one in made))
    return "\n\n".join(parts) + "\n"


def _correction(one: dict[str, object]) -> str:
    original, replacement = escaped(str(one.get("original", ""))), escaped(str(one.get("replacement", "")))
    change = " → ".join(
        part for part in (f"~~{original}~~" if original else "", f"**{replacement}**" if replacement else "") if part
    )
    why = escaped(str(one.get("explanation", "")))
    return f"- {change}" + (f" — {why}" if why else "")


def escaped(text: str) -> str:
    """A text as it reads, whatever signs are in it."""
    return _BEGINNINGS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))
