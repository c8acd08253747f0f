"""What is told of an edit: facts of its reason are in rules.toml, its texts in texts/<language>.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tutor.corrections.edits import Edit, Severity, Source
from tutor.corrections.policy import CorrectionPreferences, certainty_of, rank_of
from tutor.corrections.reasons import Why
from tutor.language.es.forms import LANGUAGES, persons, tense_name

_TENSE_FACTS, _WHO_FACTS, _TERM_FACTS = ("old_tense", "new_tense"), ("old_who", "new_who"), ("tag",)


@dataclass(frozen=True, slots=True)
class About:
    """Kind and weight of the mistake, the level from which it is told at once, and another right sentence, "" for none."""

    category: str
    severity: Severity
    level: str
    example: str


@dataclass(frozen=True, slots=True)
class ReasonText:
    """What a reason is called and what is told of it in one language.

    `with_trigger` is told where the learner's own words ask for the change; "" where there is no such sentence. In both
    {old} and {new} stand for the words, {trigger} for those that ask; other placeholders are facts of the reason.
    """

    name: str
    text: str = ""
    with_trigger: str = ""


@cache
def rules() -> dict[str, About]:
    """All reasons by id."""
    text = (files("tutor.corrections") / "rules.toml").read_text(encoding="utf-8")
    return {rule: About(**about) for rule, about in tomllib.loads(text).items()}


@cache
def _texts(language: str) -> tuple[dict[str, ReasonText], dict[str, str]]:
    source = (files("tutor.corrections") / "texts" / f"{language}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(source)
    told = {
        rule: ReasonText(one["name"], one.get("text", ""), one.get("with", "")) for rule, one in table["rules"].items()
    }
    return told, table["terms"]


def texts(language: str) -> dict[str, ReasonText]:
    """All reasons' texts in a language, in English where we do not have it."""
    return _texts(language if language in LANGUAGES else "en")[0]


def about(rule_id: str) -> About:
    """A reason; one that is not in the table counts as a matter of wording."""
    return rules().get(rule_id) or rules()["other"]


def name_of(rule_id: str, language: str) -> str:
    """What a reason is called."""
    told = texts(language)
    return (told.get(rule_id) or told["other"]).name


def explanation(why: Why, old: str, new: str, language: str) -> str:
    """One true sentence in the learner's first language, in English where we do not have it; "" where none is known."""
    told = texts(language).get(why.rule)
    if told is None or not why.known:
        return ""
    template = (told.with_trigger if why.trigger else "") or told.text
    terms = _texts(language if language in LANGUAGES else "en")[1]
    facts = {name: _said(name, value, terms, language) for name, value in why.facts if value}
    try:
        return template.format_map({"old": old.strip(), "new": new.strip(), "trigger": why.trigger} | facts)
    except KeyError:  # a fact that this case does not have
        return ""


def _said(name: str, value: str, terms: dict[str, str], language: str) -> str:
    if name in _TENSE_FACTS:
        return tense_name(value, language)
    if name in _WHO_FACTS:
        return persons(value)
    return terms[value] if name in _TERM_FACTS else value


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What rule an edit is shown as, why it is made, and the words of it that the sentence is about."""

    rule_id: str
    why: Why
    old: str
    new: str


def explained(
    start: int,
    original: str,
    replacement: str,
    reasoned: Reasoned,
    confidence: float,
    source: Source,
    preferences: CorrectionPreferences,
) -> Edit:
    """An edit of `original` at `start` with all that is told about it to this learner."""
    why = reasoned.why
    it = about(why.rule)
    told = explanation(why, reasoned.old, reasoned.new, preferences.first_language)
    return Edit(
        start,
        start + len(original),
        original,
        replacement,
        it.category,
        it.severity,
        told,
        name_of(why.rule, preferences.first_language),
        reasoned.rule_id,
        it.example if told else "",
        rank_of(it.category, it.severity),
        confidence,
        source,
        reason=why.rule,
        certainty=certainty_of(reasoned.rule_id, confidence, explained=bool(told)),
        secondary=it.level > preferences.level,
    )
