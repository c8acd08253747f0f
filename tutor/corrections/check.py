"""Corrections at once, without a model."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tutor.corrections import grammar
from tutor.corrections.address import address, finished
from tutor.corrections.candidates import Candidate
from tutor.corrections.citation import citations
from tutor.corrections.edits import Edit, Source, apply, without_overlap
from tutor.corrections.explain import Reasoned, explained
from tutor.corrections.grammar.answered import answered
from tutor.corrections.grammar.bland_verbs import bland_verbs
from tutor.corrections.grammar.capitals import capitals
from tutor.corrections.grammar.register import ADVANCED, ADVANCED_FROM
from tutor.corrections.impossible import impossible
from tutor.corrections.policy import DEFAULT, LEAST, RULE_SURE, CorrectionPreferences, choose, ranked, rule_confidence
from tutor.corrections.reasons import reason_of
from tutor.corrections.reasons.rule import shown_as
from tutor.corrections.regional import standing
from tutor.corrections.reread import as_written, mended, surest
from tutor.corrections.said_subject import as_its_subject
from tutor.corrections.scorer import Scorer
from tutor.corrections.sentence import Finding, Rule, Sentence, sentences
from tutor.corrections.spelling import misspelt
from tutor.corrections.switching import switched
from tutor.language.es.lexicon import analyses
from tutor.language.es.tokens import Token
from tutor.language.es.word_lists import WordLists

RULES: tuple[Rule, ...] = (misspelt, *grammar.RULES, address, finished)
# How often a sentence is read again with what is surely wrong mended.
REREAD = 2
# What they change may be a capital only.
_OF_LETTERS: tuple[Rule, ...] = (misspelt, capitals)
# A change that only the judge asks for, next to one that is certain, is part of the same mistake unless it is this sure.
BESIDE = 0.6
# What these are about is written with a capital wherever it stands.
NAMED = frozenset(("place-name", "name-capital"))
REMEMBERED = 2000  # sentences


@dataclass
class Checked:
    """A text's corrections in reading order, and the text with them made."""

    edits: list[Edit]
    corrected_text: str


class Corrector:
    """Spelling, grammar rules and the learned judge of both. Loads its data on creation; checking is thread-safe."""

    def __init__(self, lexicon: WordLists | None = None, scorer: Scorer | None = None) -> None:
        self.lexicon = lexicon or WordLists()
        self.scorer = scorer or Scorer(self.lexicon)
        # While somebody types, most sentences are those of a moment ago.
        self._judged = lru_cache(REMEMBERED)(self.judge)

    def check(self, text: str, preferences: CorrectionPreferences = DEFAULT) -> Checked:
        """The text's corrections for this learner."""
        return self.chosen(text, self.candidates(text, preferences), preferences)

    def chosen(
        self, text: str, groups: Iterable[tuple[int, list[Edit]]], preferences: CorrectionPreferences
    ) -> Checked:
        """What the learner is told of among the edits of each sentence; words of another language are let be."""
        switch = switched(text, self.lexicon)
        foreign = switch.spans if switch else ()
        told = choose((edits for _, edits in groups), preferences)
        if preferences.level >= ADVANCED_FROM and not preferences.spoken:
            # Apart from the mistakes: no judge, no model and no mistake speaks for or against them.
            told = ranked(without_overlap([*told, *choose(self._in_careful_style(text, preferences), preferences)]))
        edits = [
            edit
            for edit in told
            if not any(start <= edit.start < end or edit.start < end <= edit.end for start, end in foreign)
        ]
        return Checked(edits, apply(text, edits))

    def _in_careful_style(self, text: str, preferences: CorrectionPreferences) -> Iterator[list[Edit]]:
        """Of each sentence what is right, and could be said with a more precise verb."""
        for sentence in sentences(text, self.lexicon):
            cited = citations(sentence)
            asked = [f for f in bland_verbs(sentence) if not any(start <= f.start < end for start, end in cited)]
            edits = (as_edit(text, sentence, _asked_for(f), f.confidence, preferences) for f in asked)
            yield [edit for edit in edits if edit]

    def candidates(self, text: str, preferences: CorrectionPreferences = DEFAULT) -> Iterator[tuple[int, list[Edit]]]:
        """Each sentence's start, and all edits of it worth a thought: sure or not, overlapping or not."""
        before: Sentence | None = None
        for sentence in sentences(text, self.lexicon):
            judged = list(self._judged(tuple(t.text for t in sentence.tokens)))
            judged += [
                (_asked_for(f, "pronoun"), rule_confidence(f.rule, f.confidence, 0.0))
                for f in answered(before, sentence)
            ]
            edits = (as_edit(text, sentence, candidate, sure, preferences) for candidate, sure in judged)
            before = sentence
            yield sentence.tokens[0].start, [edit for edit in edits if edit]

    def judge(self, words: tuple[str, ...]) -> list[tuple[Candidate, float]]:
        """The candidates of a sentence that are worth a thought, with how sure they are."""
        sentence = Sentence([Token(word, 0, 0) for word in words], self.lexicon)
        findings = found(sentence)
        cited = citations(sentence)
        ruled = [f for f in findings if f.confidence >= RULE_SURE]
        return [
            (candidate, sure)
            for candidate, probability in self.scorer(sentence, findings)
            if (sure := rule_confidence(candidate.rule, candidate.confidence, probability)) >= LEAST
            and not any(start <= candidate.start < end for start, end in cited)
            and not impossible(candidate, sentence, findings)
            and (candidate.rule or sure >= BESIDE or not _beside(candidate, ruled))
        ]


def _asked_for(f: Finding, kind: str = "word") -> Candidate:
    """What a rule finds that the judge is not asked about, as a candidate."""
    return Candidate(f.start, f.end, f.replacement, "", kind, f.rule, f.confidence, f.trigger)


def _beside(candidate: Candidate, ruled: Iterable[Finding]) -> bool:
    """Whether a rule that is sure changes the words next to a change, or the same ones."""
    if candidate.kind in ("case", "+mark", "-mark"):
        return False
    return any(candidate.start <= f.end + 1 and f.start <= candidate.end + 1 for f in ruled)


def found(sentence: Sentence, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """What the hand-written rules find in a sentence, also behind what is surely wrong: «ella queria que sus padres regresan»."""
    rules = tuple(rules)
    findings = _asked(sentence, rules)
    if len(rules) < len(RULES):
        return findings
    places = {(f.start, f.end, f.replacement.lower()) for f in findings}
    read, origins, latest = sentence, list[int | None](range(len(sentence))), findings
    for _ in range(REREAD):
        if not (sure := surest(latest, read)):
            break
        read, origins = mended(read, origins, sure)
        latest = _asked(read, grammar.RULES)
        for f in latest:
            place = as_written(f, origins)
            if place and (key := (*place, f.replacement.lower())) not in places:
                places.add(key)
                findings.append(replace(f, start=place[0], end=place[1]))
    return findings


def _asked(sentence: Sentence, rules: Iterable[Rule]) -> list[Finding]:
    return [
        finding
        for rule in rules
        for finding in (as_its_subject(sentence, one) for one in rule(sentence))
        if finding.replacement.lower() != sentence.text(finding.start, finding.end) or rule in _OF_LETTERS
    ]


def _with_space(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """The span of words that go, with the space that goes with them."""
    if tokens[start].is_word and end < len(tokens) and tokens[end].is_word:
        return tokens[start].start, tokens[end].start
    if start > 0:
        return tokens[start - 1].end, tokens[end - 1].end
    return tokens[start].start, tokens[end - 1].end


def _lowered(word: str) -> str:
    return word if word.isupper() else word[0].lower() + word[1:]


def _named(s: Sentence, i: int, new: str) -> bool:
    """Whether the word there keeps its capital wherever it is told of: México, also at the beginning."""
    return s.is_name(i) or any(a.part == "name" and a.share > 0.5 for a in analyses(new.strip().capitalize()))


def as_edit(
    text: str, sentence: Sentence, candidate: Candidate, probability: float, preferences: CorrectionPreferences
) -> Edit | None:
    """A candidate as an edit of the text, spaces and capitals as they belong; None where it changes nothing, or
    nothing that is wrong where this Spanish is spoken."""
    tokens, new = sentence.tokens, candidate.replacement
    first, last = candidate.start, candidate.end
    if first == last:
        start = end = tokens[first].start
        if new == ",":
            start = end = tokens[first - 1].end if first else start
        elif new not in ("¿", "¡"):
            if first == 0:
                new, end = f"{new.capitalize()} {_lowered(tokens[0].text)}", tokens[0].end
            else:
                new += " "
    elif not new:
        start, end = _with_space(tokens, first, last)
        if first == 0 and last < len(tokens):
            following = tokens[last]
            end, new = following.end, following.text[0].upper() + following.text[1:]
    else:
        start, end = tokens[first].start, tokens[last - 1].end
        old = tokens[first].text
        if old[0].isupper() and candidate.kind != "case":
            new = new.upper() if old.isupper() and len(old) > 1 else new[0].upper() + new[1:]
    original = text[start:end]
    if candidate.rule in ADVANCED and preferences.level < ADVANCED_FROM:
        return None
    there = "asked" if candidate.rule in ADVANCED else standing(candidate, sentence, preferences.variety)
    if there == "right" or original == new or not unicodedata.is_normalized("NFC", original):
        return None
    source: Source = "learned"
    if candidate.rule or candidate.kind.startswith("spell"):
        source = "spelling" if candidate.rule in ("", "accent-missing", "misspelt") else "grammar"
    rule = shown_as(candidate, original, new, sentence)
    said = " ".join(t.text for t in tokens[first:last])
    why = reason_of(candidate, sentence, rule)
    reasoned = Reasoned(
        rule, why, said, new if why.rule in NAMED or _named(sentence, first, new) else candidate.replacement
    )
    edit = explained(start, original, new, reasoned, probability, source, preferences)
    return replace(edit, certainty="likely") if there == "asked" else edit
