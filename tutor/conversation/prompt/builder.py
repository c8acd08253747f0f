"""What the model is told: difficulty-aware prompts, scenarios, and how a conversation is laid out.

The order keeps the engine's prefix cache useful (a turn costs half a second with it and eighteen without): the
stable part comes first and depends only on template, level, scenario and language, then the summary, which is primed
in idle time when it changes, then the messages, which are only appended to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from tutor.conversation.prompt.templates.text import MOST_CHARS, fill
from tutor.conversation.scenes.library import band, scenes
from tutor.conversation.scenes.schema import Scene
from tutor.core.errors import TextTooLong
from tutor.core.levels import Level
from tutor.language.es.levels import profile
from tutor.language.es.prompts import prompts
from tutor.language.names import LANGUAGES, language_name
from tutor.llm.base import ChatMessage
from tutor.llm.prompt_guard import plain

# Spanish takes 3.2 to 3.8 bytes a token in the tokenizers seen; a low figure errs to the safe side.
BYTES_PER_TOKEN = 3.0
MESSAGE_TOKENS = 6  # what a chat template adds to each message
_NO_LETTER = re.compile(r"[^\w ]|[\d_]")  # nor a space between words
BUILT_IN = prompts().built_in  # the template of those who have chosen no other


def goal_of(scene: Scene) -> str:
    """What the model is told to bring about in a scene."""
    if scene.goal:
        return scene.goal
    if scene.step:
        aims = "; ".join(f"{step.goal_es[:1].lower()}{step.goal_es[1:].rstrip('.')}" for step in scene.step)
        return prompts().goal_of_steps.format(aims=aims)
    return prompts().goal_of_talk


def variables(level: Level, chosen: Scene, first_language: str) -> dict[str, str]:
    """What a template's variables stand for in a conversation; all in Spanish, since the prompt is."""
    p = profile(level)
    language = language_name(first_language)
    return {
        "level": level.value,
        "scenario": chosen.title_es,
        "first_language": language,
        "register": chosen.address,
        "role": chosen.partner.role,
        "goal": goal_of(chosen),
        "facts": chosen.partner.facts or prompts().no_facts,
        "grammar": p.grammar,
        "vocabulary": p.vocabulary,
        "reply_sentences": str(p.reply_sentences),
        "sentence_words": str(p.sentence_words),
        "help": p.help.format(language=language),
    }


@cache
def longest_values() -> dict[str, str]:
    """The longest value of each variable at any level, in any scenario and any language we can name."""
    language = max(LANGUAGES, key=lambda code: len(language_name(code)))
    every = [variables(level, chosen, language) for level in Level for chosen in scenes()]
    return {name: max((values[name] for values in every), key=len) for name in every[0]}


def _most_tokens(template: str) -> int:
    return count_tokens([{"role": "system", "content": fill(template, longest_values())}])


def check_template(text: str, context_tokens: int) -> None:
    """Raises TemplateInvalid, TextTooLong when it could fill more than half of the context window."""
    if len(text) > MOST_CHARS or _most_tokens(text) > context_tokens // 2:
        raise TextTooLong(
            "That template would leave the conversation too little room.",
            action="Make it shorter, or use each variable only once.",
        )


def system_prompt(level: Level, chosen: Scene, first_language: str, template: str = BUILT_IN) -> str:
    """The stable part of the prompt: equal for all learners of a level, scenario, first language and template.

    What holds whatever the learner says comes first, where no template can take it away. Raises TemplateInvalid.
    """
    return f"{prompts().rules_hold}\n{plain(fill(template, variables(level, chosen, first_language)))}"


def examples_at(level: Level, chosen: Scene | None = None) -> list[ChatMessage]:
    """Turns as they should be: of this very scene, else of the level. A small model follows them far better than rules
    (docs/decisions/exercises.md)."""
    own = [(e.learner, e.partner) for e in chosen.example if e.band == band(level)] if chosen else []
    return [
        message
        for said, reply in own or profile(level).examples
        for message in (ChatMessage(role="user", content=said), ChatMessage(role="assistant", content=reply))
    ]


def build_messages(
    system: str,
    summary: str,
    history: Sequence[ChatMessage],
    note: str | None = None,
    examples: Sequence[ChatMessage] = (),
) -> list[ChatMessage]:
    """A prompt: system part, summary, examples, history, and at the very end what is new in this turn only.

    The summary ends the system message, since strict templates take one only; what all learners share stays in
    front of it, and whoever changes the summary primes the prompt before it is used.

    Roles alternate and the learner comes first, as strict chat templates want it: neighbours of one role are joined,
    and an opening line of the tutor answers a stage direction, which also ends the examples.
    """
    if summary:
        system = f"{system}\n\n{prompts().summary_so_far.format(summary=summary)}"
    messages: list[ChatMessage] = [{"role": "system", "content": system}, *examples]
    if examples or not history or history[0]["role"] == "assistant":
        messages.append({"role": "user", "content": prompts().goes_on if summary and history else prompts().greeting})
    for message in history:
        if messages[-1]["role"] == message["role"]:
            joined = f"{messages[-1]['content']}\n{message['content']}"
            messages[-1] = {"role": message["role"], "content": joined}
        else:
            messages.append({"role": message["role"], "content": message["content"]})
    if note:
        note = prompts().note.format(note=note)
        if messages[-1]["role"] == "user":
            note = f"{messages.pop()['content']}\n\n{note}"
        messages.append({"role": "user", "content": note})
    return messages


def count_tokens(messages: Sequence[ChatMessage]) -> int:
    """A careful estimate of a prompt's length in tokens: digits and signs take one each, words one for three bytes."""
    return sum(MESSAGE_TOKENS + _tokens(message["content"]) for message in messages)


def _tokens(text: str) -> int:
    words = _NO_LETTER.sub("", text)
    return round(len(words.encode(errors="replace")) / BYTES_PER_TOKEN) + len(text) - len(words)


def fit(
    messages: list[ChatMessage],
    budget: int,
    count: Callable[[Sequence[ChatMessage]], int] = count_tokens,
    head: int = 1,
) -> list[ChatMessage]:
    """The prompt within `budget` tokens as `count` measures them: the oldest turns go first, in big steps.

    A step is half of the room that the history has. The places where it can be cut are thus the same turn after
    turn, and the start of the prompt stays in the engine's cache until the next step is due. The first `head` messages
    (the system part, with the summary, and examples) and the last always stay; a last message too long for the window
    loses its beginning.
    """
    excess = count(messages) - budget
    if excess <= 0:
        return messages
    stable, history, last = messages[:head], messages[head:-1], messages[-1]
    step = max(1, (budget - count(stable)) // 2)
    wanted = -(-excess // step) * step
    while history and wanted > 0:
        wanted -= count(history[:1])
        history = history[1:]
    if history and history[0]["role"] == "assistant":
        history = history[1:]
    while count([*stable, *history, last]) > budget and len(last["content"]) > 1:
        content = last["content"]
        last = {"role": last["role"], "content": content[-(len(content) * 9 // 10) :]}
    return [*stable, *history, last]


def summary_messages(old_summary: str, history: Sequence[ChatMessage], level: Level) -> list[ChatMessage]:
    """Asks for a summary of what was said, old summary included, in at most 80 words of Spanish."""
    asked = prompts().summary
    lines = [asked.before.format(summary=old_summary)] if old_summary else []
    lines += [(asked.learner if m["role"] == "user" else asked.partner).format(text=m["content"]) for m in history]
    return [
        {"role": "system", "content": asked.system.format(level=level)},
        {"role": "user", "content": "\n".join(lines)},
    ]


def translation_messages(text: str, language: str) -> list[ChatMessage]:
    """Asks for a translation from Spanish into a language, given by its code."""
    asked, name = prompts().translation, language_name(language)
    return [
        {"role": "system", "content": asked.system.format(language=name)},
        {"role": "user", "content": asked.user.format(language=name, text=plain(text))},
    ]
