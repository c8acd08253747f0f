"""What the learned model looks at: a candidate change and the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

from tutor.corrections.candidates import SUBJECTS, Candidate
from tutor.corrections.lexicon import Lexicon
from tutor.corrections.ngrams import Ngrams
from tutor.corrections.sentence import Sentence
from tutor.corrections.tags import Tagger
from tutor.corrections.words import words

BITS = 21
# How many features of each sort a candidate has, in the order of `sparse`: of the place and of the change, each joined to
# the exact op and to its kind.
SORTS = (24, 11, 3, 15)
_MASK = (1 << BITS) - 1
_PAST = words("ayer anoche pasado pasada pasados hace entonces cuando niño niña antes vez día año verano")
_HABIT = words("siempre todos cada mientras normalmente usualmente generalmente veces antes")


def nominal(tag: str) -> str:
    """Gender and number of a noun, adjective or participle class, "" for others."""
    tag = tag.split("/", 1)[0]
    if (len(tag) == 3 and tag[0] in "NA") or (len(tag) == 7 and tag.startswith("Vpart")):
        return tag[-2:]
    return ""


def _lemma(lexicon: Lexicon, word: str) -> str:
    """The verb a form most likely belongs to, "" for what is no verb or rather a noun."""
    readings = lexicon.verb(word)
    return readings[0].verb if readings and not lexicon.noun(word) else ""


class View:
    """A sentence's classes and what all its candidates share."""

    def __init__(self, sentence: Sentence, tag: Tagger, ngrams: Ngrams, minus: Mapping[int, int] | None = None) -> None:
        self.words = ["<<", "<", *sentence.words, ">", ">>"]
        self.tags = [tag(w) if w[0] not in "<>" else w for w in self.words]
        self.tag, self.ngrams, self.minus = tag, ngrams, minus
        self.frequency = sentence.lexicon.frequency
        self.places: dict[tuple[int, int], tuple[list[bytes], list[bytes]]] = {}
        self._usual: dict[tuple[int, int, str | None], float] = {}  # by place and, if changed, by what it becomes
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

    def change(self, candidate: Candidate) -> tuple[float, float]:
        """How usual the words are before and after the change, as sums of log10."""
        i, j, w, new = candidate.start + 2, candidate.end + 2, self.words, candidate.replacement.lower()
        behind = w[j : j + 2]
        if (i, j, None) not in self._usual:
            self._usual[i, j, None] = self.ngrams.total(w[i - 2 : j] + behind, self.minus)
        if (i, j, new) not in self._usual:
            self._usual[i, j, new] = self.ngrams.total([*w[i - 2 : i], *new.split(), *behind], self.minus)
        return self._usual[i, j, None], self._usual[i, j, new]


def sparse(view: View, candidate: Candidate) -> list[int]:
    """Hashed features, sort by sort. What depends on the place alone is made once a place."""
    w, t = view.words, view.tags
    i, j = candidate.start + 2, candidate.end + 2
    new = candidate.replacement
    old = w[i] if j > i else ""
    before = w[2:i]
    new_tag = view.tag(new.lower()) if new and " " not in new else new
    agree = nominal(new_tag)
    left, right = view.nouns[i], view.coming[j - 1]
    usual, then = view.change(candidate)
    step = int(max(-8.0, min(8.0, 2 * (then - usual))))
    rule = candidate.rule or "-"
    if (i, j) not in view.places:
        view.places[i, j] = _place(view, i, j)
    for_exact, for_coarse = view.places[i, j]
    exact = (f"g{old in before if old else new in before}", f"l{step}", f"m{rule}")
    coarse = (
        f"o{old}>{new}", f"4{w[i - 1]} {old}>{new}", f"5{old}>{new} {w[j]}", f"6{t[i - 1]} {t[i]}>{new_tag}",
        f"7{t[i]}>{new_tag} {t[j]}", f"c{agree}{left}{right}", f"d{agree}{left} {t[i - 1]}", f"e{agree}{right} {t[j]}",
        f"f{view.subjects[i]} {new_tag}", f"g{view.tenses} {view.when} {new_tag}", f"l{step}", f"m{rule}", f"p{new}",
        f"q{old[-3:]}>{new[-3:]}", f"t{view.verbs[i]} {old}>{new}",
    )  # fmt: skip
    op, kind = crc32(f"{candidate.op}|".encode()), crc32(f"{candidate.kind}|".encode())
    found = [crc32(name, op) & _MASK for name in for_exact]
    found += [crc32(name, kind) & _MASK for name in for_coarse]
    found += [crc32(name.encode(), op) & _MASK for name in exact]
    found += [crc32(name.encode(), kind) & _MASK for name in coarse]
    return found


def _place(view: View, i: int, j: int) -> tuple[list[bytes], list[bytes]]:
    """Features that all candidates between two places share: those joined to the exact op, those to its kind."""
    w, t = view.words, view.tags
    old = w[i] if j > i else ""
    follow = w[j + 1] if j + 1 < len(w) else ""
    follow_tag = t[j + 1] if j + 1 < len(t) else ""
    exact = (
        "b", f"1{w[i - 1]}", f"2{w[j]}", f"3{w[i - 2]} {w[i - 1]}", f"4{w[i - 1]} {w[j]}", f"5{w[j]} {follow}",
        f"6{t[i - 1]}", f"7{t[j]}", f"8{t[i - 1]} {t[j]}", f"9{t[i - 2]} {t[i - 1]}", f"a{t[j]} {follow_tag}",
        f"c{t[i - 2]} {t[i - 1]} {t[j]}", f"d{view.subjects[i]}", f"e{view.subjects[i]} {t[i - 1]}", f"f{view.tenses}",
        f"h{w[j]} {follow_tag} {t[i - 1]}", f"i{min(3, i - 2)} {t[j]}", f"n{view.when} {view.tenses}", f"o{len(w) // 6}",
        f"p{t[j]} {follow}", f"q{view.lemmas[i - 1]} {t[j]}", f"r{view.verbs[i]}", f"s{view.pronouns} {t[j]}",
        f"t{view.lemmas[j] or w[j]} {view.subjects[i]}",
    )  # fmt: skip
    coarse = (
        "b", f"1{w[i - 1]}", f"2{w[j]}", f"3{w[i - 1]} {w[j]}", f"8{t[i - 1]} {t[j]}", f"9{t[i - 2]} {t[i - 1]} {t[j]}",
        f"a{t[j]} {follow_tag}", f"n{old}", f"r{view.capital[i - 1]}{view.capital[i]}{view.capital[j]}",
        f"s{min(3, view.unknown)}", f"u{view.lemmas[i]} {view.lemmas[i - 1]}",
    )  # fmt: skip
    return [name.encode() for name in exact], [name.encode() for name in coarse]
