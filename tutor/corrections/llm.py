"""Corrections proposed by a language model, of which only the small and likely ones are kept."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from tutor.corrections.edits import Change, Edit, Token, changes, plain, tokenize, without_overlap
from tutor.corrections.explain import about, explanation

log = logging.getLogger(__name__)

Ask = Callable[[str, str, dict[str, Any]], Awaitable[str]]

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"corrected": {"type": "string"}},
    "required": ["corrected"],
    "additionalProperties": False,
}
PROMPT = """\
You correct Spanish written by learners. Change as few words as possible: only clear mistakes of spelling, accents, \
agreement, verb forms, articles and prepositions. Keep the style, every name and the regional Spanish. A sentence that \
is right stays exactly as it is. Answer in JSON.
Text: Ayer yo va a la playa con mi amigos.
{"corrected": "Ayer yo fui a la playa con mis amigos."}
Text: Me gusta mucho la música y bailar.
{"corrected": "Me gusta mucho la música y bailar."}
Text: La casa es muy bonito y esta cerca del mar.
{"corrected": "La casa es muy bonita y está cerca del mar."}
Text: ¿Vos tenés tiempo mañana?
{"corrected": "¿Vos tenés tiempo mañana?"}
Text: Necesito comprar un regalo por mi mamá.
{"corrected": "Necesito comprar un regalo para mi mamá."}"""

LONGEST = 400
# A model that rewrites a third of a sentence has stopped correcting.
MOST_CHANGED = 0.34
CONFIDENCE = 0.75

_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "preposition": frozenset(["a", "de", "en", "por", "para", "con", "sin", "sobre", "desde", "hasta", "al", "del"]),
    "article": frozenset(["el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "al", "del"]),
    "ser/estar": frozenset(
        [
            "es",
            "está",
            "son",
            "están",
            "soy",
            "estoy",
            "eres",
            "estás",
            "somos",
            "estamos",
            "era",
            "estaba",
            "eran",
            "estaban",
            "fue",
            "estuvo",
            "hay",
            "tiene",
            "tienen",
            "tengo",
        ]
    ),
    "pronoun": frozenset(["me", "te", "se", "le", "les", "lo", "la", "los", "las", "nos"]),
}


async def propose(ask: Ask, text: str, level: str, first_language: str, *, spoken: bool = False) -> list[Edit]:
    """The model's edits that are small and of a known kind; none for long texts or a useless answer."""
    if not text.strip() or len(text) > LONGEST:
        return []
    answer = await ask(PROMPT, f"Text: {text}", SCHEMA)
    try:
        corrected = json.loads(answer)["corrected"]
    except (ValueError, TypeError, KeyError):
        log.debug("no corrections in the model's answer: %r", answer)
        return []
    if not isinstance(corrected, str):
        return []
    before, after = tokenize(text), tokenize(corrected)
    found = list(changes([t.text for t in before], [t.text for t in after]))
    if sum(max(c.end - c.start, len(c.words)) for c in found) > max(2, MOST_CHANGED * len(before)):
        return []
    edits = []
    for change in found:
        kind = _kind(before, change)
        if kind and not (spoken and kind in ("diacritic", "spelling")):
            edits.append(_edit(text, before, change, kind, level, first_language))
    return edits


def merge(fast: list[Edit], proposed: list[Edit]) -> list[Edit]:
    """Both lists as one: non-overlapping, in reading order, the surer edit where they meet."""
    return without_overlap([*fast, *proposed])


def _kind(tokens: list[Token], change: Change) -> str:
    """The category of a one-word replacement that may be trusted, else ''."""
    if change.end - change.start != 1 or len(change.words) != 1:
        return ""
    token, new = tokens[change.start], change.words[0]
    if not (token.is_word and new[0].isalpha()) or (token.text.isupper() and len(token.text) > 1):
        return ""
    old = token.text.lower()
    if (change.start > 0 and token.text[0].isupper()) or _quoted(tokens, change.start):
        return ""
    new = new.lower()
    if old == new:
        return ""
    if plain(old) == plain(new):
        return "diacritic"
    for kind, words in _FUNCTION_WORDS.items():
        if old in words and new in words and old.rstrip("s") != new.rstrip("s"):
            return kind
    same = next(
        (n for n, (a, b) in enumerate(zip(plain(old), plain(new), strict=False)) if a != b), min(len(old), len(new))
    )
    if old.rstrip("s") == new.rstrip("s") or plain(old).removesuffix("es") == plain(new):
        return ""  # number depends on more than a small model sees
    if same >= 4 and same >= max(len(old), len(new)) - 4:
        return "agreement" if plain(old).rstrip("aeos") == plain(new).rstrip("aeos") else "verb form"
    return ""


def _quoted(tokens: list[Token], at: int) -> bool:
    """Whether a token stands in quotation marks."""
    before = [t.text for t in tokens[:at]]
    return before.count('"') % 2 == 1 or before.count("«") > before.count("»") or before.count("“") > before.count("”")


def _edit(text: str, tokens: list[Token], change: Change, kind: str, level: str, first_language: str) -> Edit:
    token, new, rule = tokens[change.start], change.words[0], f"usage:{kind}"
    return Edit(
        token.start,
        token.end,
        token.text,
        new,
        kind,
        about(rule).severity,
        explanation(rule, token.text, new, level, first_language),
        rule,
        CONFIDENCE,
        "llm",
    )
