"""LanguageTool as a further engine, for those who run one: its `/v2/check`, read as candidate edits."""

from __future__ import annotations

import logging

import httpx
from pydantic import BaseModel, Field, ValidationError

from tutor.corrections.edits import Edit
from tutor.corrections.explain import Reasoned, explained
from tutor.corrections.policy import CorrectionPreferences
from tutor.corrections.reasons import Why

log = logging.getLogger(__name__)

TIMEOUT_S = 3.0
# LanguageTool's public servers take no more.
LONGEST = 20_000
# By LanguageTool's category: our rule, and how often such an edit is right. Its style advice is not asked for.
_KINDS = {
    "TYPOS": ("misspelt", 0.75), "DIACRITICS": ("accent-meaning", 0.8), "CASING": ("name-capital", 0.72),
    "PUNCTUATION": ("punctuation", 0.6), "TYPOGRAPHY": ("punctuation", 0.3), "AGREEMENT_NOUNS": ("agreement", 0.78),
    "AGREEMENT_VERBS": ("subject-verb", 0.78), "GRAMMAR": ("verb-form", 0.74), "CONFUSIONS": ("homophone", 0.72),
    "PREPOSITIONS": ("preposition-choice", 0.74), "MISC": ("other", 0.5),
}  # fmt: skip
_UNKNOWN = ("other", 0.5)


class _Replacement(BaseModel):
    value: str


class _Category(BaseModel):
    id: str = ""


class _Rule(BaseModel):
    category: _Category = _Category()


class _Match(BaseModel):
    offset: int = Field(ge=0)
    length: int = Field(ge=0)
    replacements: list[_Replacement] = []
    rule: _Rule = _Rule()


class _Answer(BaseModel):
    matches: list[_Match]


class LanguageTool:
    """A server at `url`. A failure of it is logged and costs only its opinion."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/") + "/v2/check"

    async def candidates(self, text: str, level: str, first_language: str) -> list[Edit]:
        """Its first suggestion at each place; none when it does not answer in time."""
        if not text.strip() or len(text) > LONGEST:
            return []
        asked = {"text": text, "language": "es", "disabledCategories": "STYLE,REDUNDANCY"}
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False) as client:
                response = await client.post(self._url, data=asked)
                response.raise_for_status()
                answer = _Answer.model_validate_json(response.content)
        except (httpx.HTTPError, httpx.InvalidURL, ValidationError) as error:
            log.warning("LanguageTool did not help: %s", type(error).__name__)
            return []
        return _edits(text, answer, level, first_language)


def _edits(text: str, answer: _Answer, level: str, first_language: str) -> list[Edit]:
    place = _code_points(text)
    edits = []
    for match in answer.matches:
        end = match.offset + match.length
        if not match.replacements or match.offset not in place or end not in place:
            continue
        original, new = text[place[match.offset] : place[end]], match.replacements[0].value
        if original != new:
            rule, sure = _KINDS.get(match.rule.category.id, _UNKNOWN)
            if rule == "misspelt" and not original.islower():
                continue  # it takes names for misspelt words
            preferences = CorrectionPreferences(level, first_language)
            # It tells what it takes for wrong, not why in words that we can vouch for.
            reasoned = Reasoned(rule, Why(rule, known=rule == "misspelt"), original, new)
            edits.append(explained(place[match.offset], original, new, reasoned, sure, "languagetool", preferences))
    return edits


def _code_points(text: str) -> dict[int, int]:
    """From offsets in UTF-16 units, which Java counts, to offsets in code points."""
    places: dict[int, int] = {}
    units = 0
    for n, character in enumerate(text):
        places[units] = n
        units += 2 if ord(character) > 0xFFFF else 1
    places[units] = len(text)
    return places
