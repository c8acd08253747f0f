"""Which rule an edit is weighed and shown as: by what changed between the words, never by how the change was found."""

from __future__ import annotations

import unicodedata

from tutor.corrections.candidates import Candidate, swap_kind
from tutor.corrections.scorer import rule_of
from tutor.corrections.sentence import Sentence
from tutor.corrections.syntax import CLITICS, is_finite
from tutor.language.es.lexicon import analyses
from tutor.language.es.tokens import plain
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.word_lists import WordLists

# Rules about letters, which are told by the letters that changed.
_OF_LETTERS = frozenset(("accent-missing", "accent-meaning", "misspelt", "name-capital", "verb-accent", "n-tilde"))
_OF_SWAPS = {
    "article": "article-choice", "preposition": "preposition-choice", "pronoun": "pronoun-choice", "ser/estar": "ser-estar"
}  # fmt: skip
_NOMINAL = ("noun", "adjective", "determiner", "pronoun")
_PAST = frozenset(("preterite", "imperfect"))


def shown_as(candidate: Candidate, old: str, new: str, sentence: Sentence) -> str:
    """The id in rules.toml of the kind of an edit from `old` to `new`."""
    rule, lexicon = rule_of(candidate), sentence.lexicon
    if rule == "article-extra" and _is_subject(candidate, sentence):
        return "subject-pronoun"
    before, after = old.strip(), new.strip()
    if candidate.rule in ("y-e", "o-u"):
        return {"y": "e-y", "o": "u-o"}.get(after, rule)
    if candidate.rule and candidate.rule not in _OF_LETTERS:
        return rule
    if not before or not after or " " in before + after or not (before[0].isalpha() and after[0].isalpha()):
        return rule
    if plain(before) == plain(after):
        return _of_letters(before, after, lexicon, rule)
    if candidate.rule:
        return rule
    return _of_words(before.lower(), after.lower(), lexicon)


def _is_subject(candidate: Candidate, s: Sentence) -> bool:
    """«El vive en Lima»: él without its accent before a verb is no article."""
    at = candidate.end
    while s.at(at) in CLITICS or s.at(at) == "no":
        at += 1
    return s.text(candidate.start, candidate.end) == "el" and is_finite(s, at)


def _of_letters(old: str, new: str, lexicon: WordLists, rule: str) -> str:
    """Only capitals, accents and ñ differ."""
    if old.lower() == new.lower():
        return rule
    low, lower = old.lower(), new.lower()
    if low.count("ñ") != lower.count("ñ"):
        return "n-tilde"
    if _accents(lower) < _accents(low) and not lexicon.known(old):
        return "accent-extra"
    if rule in ("question-accent", "verb-accent"):
        return rule
    if not lexicon.known(old):
        return "accent-missing"
    shared = {r.verb for r in analyse(low)} & {r.verb for r in analyse(lower)}
    return "verb-accent" if shared else "accent-meaning"


def _accents(word: str) -> int:
    return sum(c == "\u0301" for c in unicodedata.normalize("NFD", word))


def _of_words(old: str, new: str, lexicon: WordLists) -> str:
    kind = swap_kind(old, new)
    if kind in _OF_SWAPS:
        return _OF_SWAPS[kind]
    if not lexicon.known(old):
        return (
            "place-name"
            if any(a.part == "name" for a in analyses(new.capitalize())) and old in lexicon.foreign
            else "misspelt"
        )
    before, after = analyse(old), analyse(new)
    shared = {r.verb for r in before} & {r.verb for r in after}
    nominal = {a.lemma for a in analyses(old) if a.part in _NOMINAL} & {
        a.lemma for a in analyses(new) if a.part in _NOMINAL
    }
    if nominal:
        nouns = any(a.part == "noun" for a in analyses(old)) and not any(a.part == "adjective" for a in analyses(old))
        return "noun-number" if nouns else "agreement"
    if shared:
        return _of_verb([r for r in before if r.verb in shared], [r for r in after if r.verb in shared])
    return "word-choice"


def _of_verb(before: list[VerbReading], after: list[VerbReading]) -> str:
    """Another form of the same verb."""
    old, new = {r.tense for r in before}, {r.tense for r in after}
    if "infinitive" in new:
        return "infinitive"
    if old & new:
        return "subject-verb"
    if any(t.startswith("subj") for t in new) and not any(t.startswith("subj") for t in old):
        return "verb-mood"
    return "past-tense" if new & _PAST and old & _PAST else "verb-form"
