"""What a sentence looks like to the learned judge: classes of words, and what stands near each place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor.corrections.candidates import SUBJECTS, Candidate
from tutor.corrections.ngrams import NOTHING, Counts, Ngrams
from tutor.corrections.sentence import Sentence
from tutor.language.es.tags import Tagger
from tutor.language.es.word_lists import WordLists
from tutor.language.es.wordlist import words

_PAST = words("ayer anoche pasado pasada pasados hace entonces cuando niño niña antes vez día año verano")
_HABIT = words("siempre todos cada mientras normalmente usualmente generalmente veces antes")


def nominal(tag: str) -> str:
    """Gender and number of a noun, adjective or participle class, "" for others."""
    tag = tag.split("/", 1)[0]
    if (len(tag) == 3 and tag[0] in "NA") or (len(tag) == 7 and tag.startswith("Vpart")):
        return tag[-2:]
    return ""


def _lemma(lexicon: WordLists, word: str) -> str:
    """The verb a form most likely belongs to, "" for what is no verb or rather a noun."""
    readings = lexicon.verb(word)
    return readings[0].verb if readings and not lexicon.noun(word) else ""


class TaggedSentence:
    """A sentence's classes and what all its candidates share. Two places before it and two behind are its ends."""

    def __init__(self, sentence: Sentence, tag: Tagger) -> None:
        self.words = ["<<", "<", *sentence.words, ">", ">>"]
        self.tags = [tag(w) if w[0] not in "<>" else w for w in self.words]
        self.tag, self.frequency = tag, sentence.lexicon.frequency
        self.capital = ["", "", *("U" if t.text[0].isupper() else "" for t in sentence.tokens), "", ""]
        self.lemmas = [_lemma(sentence.lexicon, w) for w in self.words]
        self.verbs: list[str] = []  # the nearest verb before each place
        verb = "?"
        for lemma in self.lemmas:
            self.verbs.append(verb)
            verb = lemma or verb
        self.pronouns = min(3, sum(w in SUBJECTS for w in sentence.words))
        finite = [t for t in self.tags if t[0] == "V" and len(t) > 4 and t[-1] in "sp" and t[-2] in "123"]
        self.tenses = "".join(sorted({t[1:5] for t in finite}))
        self.when = ("p" if _PAST & set(sentence.words) else "") + ("h" if _HABIT & set(sentence.words) else "")
        self.unknown = sum(1 for t in self.tags if t[0] == "X")
        self.subjects: list[str] = []  # the nearest subject before each place
        self.nouns: list[str] = []  # gender and number of the nearest noun before each place
        self.coming: list[str] = []  # of the nearest noun behind
        near, noun = "?", "?"
        for word, t in zip(self.words, self.tags, strict=True):
            self.subjects.append(near)
            self.nouns.append(noun)
            if word in SUBJECTS:
                near = SUBJECTS[word]
            elif t[0] == "N":
                noun = nominal(t)
                near = "N" + noun[1:]
            elif t == "que":
                near += "q"
            near = near[:4]
        noun = "?"
        for t in reversed(self.tags):
            self.coming.append(noun)
            if t[0] == "N":
                noun = nominal(t)
        self.coming.reverse()


def usual(
    view: TaggedSentence, found: Sequence[Candidate], ngrams: Ngrams, minus: Counts = NOTHING
) -> NDArray[np.float64]:
    """How usual the words are before and after each change, as sums of log10: a row for each candidate."""
    w, strings = view.words, []
    for c in found:
        before, behind = w[c.start : c.start + 2], w[c.end + 2 : c.end + 4]
        strings.append((*before, *w[c.start + 2 : c.end + 2], *behind))
        strings.append((*before, *c.replacement.lower().split(), *behind))
    distinct = {string: n for n, string in enumerate(dict.fromkeys(strings))}
    totals = ngrams.totals(list(distinct), minus)
    return totals[[distinct[string] for string in strings]].reshape(-1, 2)
