"""What is said about a rule's edits; the texts are in rules.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tutor.corrections.edits import Edit, Severity, Source
from tutor.corrections.policy import rank_of


@dataclass(frozen=True, slots=True)
class About:
    """A rule's kind, weight, name, reason and another example. {old} and {new} stand for the words."""

    category: str
    severity: Severity
    name_en: str
    name_es: str
    en: str
    es: str
    example: str
    simple_en: str = ""
    simple_es: str = ""


@cache
def rules() -> dict[str, About]:
    """All rules by id."""
    text = (files("tutor.corrections") / "rules.toml").read_text(encoding="utf-8")
    return {rule: About(**about) for rule, about in tomllib.loads(text).items()}


def about(rule_id: str) -> About:
    """A rule; one that is not in the table counts as a matter of wording."""
    return rules().get(rule_id) or rules()["other"]


def explanation(rule_id: str, old: str, new: str, level: str, first_language: str) -> str:
    """One sentence, in Spanish for speakers of Spanish and in English for others, simple at A1 and A2."""
    it = about(rule_id)
    plain, simple = (it.es, it.simple_es) if first_language == "es" else (it.en, it.simple_en)
    template = simple if simple and level in ("A1", "A2") else plain
    return template.format(old=old.strip(), new=new.strip())


def explained(
    start: int,
    original: str,
    replacement: str,
    rule_id: str,
    confidence: float,
    source: Source,
    level: str,
    first_language: str,
) -> Edit:
    """An edit of `original` at `start` with all that is told about it."""
    it = about(rule_id)
    return Edit(
        start,
        start + len(original),
        original,
        replacement,
        it.category,
        it.severity,
        explanation(rule_id, original, replacement, level, first_language),
        it.name_es if first_language == "es" else it.name_en,
        rule_id,
        it.example,
        rank_of(it.category, it.severity),
        confidence,
        source,
    )
