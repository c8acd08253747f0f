"""What is said about a rule's edits; the texts are in rules.toml and rules_grammar.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tutor.corrections.edits import Edit, Severity, Source
from tutor.corrections.policy import Wants, rank_of


class Why(NamedTuple):
    """The rule an edit is told as, and the learner's own words that ask for it, "" where none do."""

    rule: str
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """A rule's kind, weight, name, reason and another example.

    {old} and {new} stand for the words, {trigger} for those that ask for the change; with_* are told where there are such.
    """

    category: str
    severity: Severity
    name_en: str
    name_es: str
    en: str
    es: str
    example: str
    simple_en: str = ""
    simple_es: str = ""
    with_en: str = ""
    with_es: str = ""


@cache
def rules() -> dict[str, About]:
    """All rules by id."""
    found: dict[str, About] = {}
    for name in ("rules.toml", "rules_grammar.toml"):
        text = (files("tutor.corrections") / name).read_text(encoding="utf-8")
        found |= {rule: About(**about) for rule, about in tomllib.loads(text).items()}
    return found


def about(rule_id: str) -> About:
    """A rule; one that is not in the table counts as a matter of wording."""
    return rules().get(rule_id) or rules()["other"]


def explanation(why: Why, old: str, new: str, level: str, first_language: str) -> str:
    """One sentence, in Spanish for speakers of Spanish and in English for others, simple at A1 and A2."""
    it = about(why.rule)
    spanish = first_language == "es"
    plain, simple, with_trigger = (it.es, it.simple_es, it.with_es) if spanish else (it.en, it.simple_en, it.with_en)
    template = simple if simple and level in ("A1", "A2") else plain
    if why.trigger and with_trigger:
        template = with_trigger
    return template.format(old=old.strip(), new=new.strip(), trigger=why.trigger)


def explained(
    start: int, original: str, replacement: str, why: Why, confidence: float, source: Source, wants: Wants
) -> Edit:
    """An edit of `original` at `start` with all that is told about it to this learner."""
    it = about(why.rule)
    return Edit(
        start,
        start + len(original),
        original,
        replacement,
        it.category,
        it.severity,
        explanation(why, original, replacement, wants.level, wants.first_language),
        it.name_es if wants.first_language == "es" else it.name_en,
        why.rule,
        it.example,
        rank_of(it.category, it.severity),
        confidence,
        source,
    )
