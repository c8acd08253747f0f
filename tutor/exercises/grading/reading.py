"""A sentence read for comparison: contractions and pronouns apart, phrases as one of them, compound tenses as one word.

Only what never changes the meaning is done here; what is a matter of the exercise is left to `matching`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from tutor.exercises.grading.faults import faults_in
from tutor.exercises.grading.rewriting import climbing, durations, negation, spans, vocatives, without_subjects
from tutor.exercises.grading.synonyms import ADVERB, phrases, verb_phrases
from tutor.exercises.grading.words import CLITICS, ParsedSentence, ParsedWord, Verb
from tutor.language.es.analysis import Analysis
from tutor.language.es.lexicon import analyses, lexicon
from tutor.language.es.numbers import number_at
from tutor.language.es.verbs import COMPOUND, analyse, reading_of

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:.?!—…]")
_MARKS = frozenset(",;:.?!—…")
# ¿no?, ¿verdad?: asks for a yes at the end, whichever it is.
_TAGS = frozenset(["no", "verdad", "cierto", "eh"])
_UNCONTRACTED = frozenset([("a", "el"), ("de", "el"), ("con", "mí"), ("con", "ti")])
_CONTRACTED = {"del": ("de", "el"), "al": ("a", "el"), "conmigo": ("con", "mí"), "contigo": ("con", "ti")}


@lru_cache(4000)
def read(before: str, gap: str, after: str) -> ParsedSentence:
    """A sentence in three parts; those of the gap are marked. For a learner's sentence only `before` is given."""
    words: list[ParsedWord] = []
    stop = False
    for text, in_gap in ((before, False), (gap, True), (after, False)):
        more, stop = _words(text, in_gap, stop, bool(words))
        words += more
    if words and words[-1].breaks and words[-1].text in _TAGS:
        words[-1] = words[-1]._replace(text="verdad")
    faults: list[str] = []
    for one, two in pairwise(words):
        if (one.text, two.text) in _UNCONTRACTED and not one.breaks | two.breaks:
            faults.append(f"{one.text} {two.text}")
    words = _contractions(_begun(words))
    words = _pronouns_apart(words)
    words = _quantities(words)
    words = _phrases(words)
    words = _years(_numbers(words))
    words = [_analysed(word) for word in words]
    words = vocatives(words)
    faults += faults_in(words)
    words = _compounds(words)
    words = climbing(words)
    words = _verb_phrases(words)
    words = durations(spans(words))
    words, subjects, bad = without_subjects(words)
    words, doubled = negation(words)
    return ParsedSentence(tuple(words), tuple(subjects), tuple(faults + bad + doubled))


def _words(text: str, gap: bool, stop: bool, begun: bool) -> tuple[list[ParsedWord], bool]:
    """The words of a part, and whether it ends with a mark; `stop`: the part before did; `begun`: there was one."""
    found: list[ParsedWord] = []
    for piece in _TOKEN.findall(text):
        if piece in _MARKS:
            stop = begun or bool(found)
        else:
            found.append(
                ParsedWord(piece.lower(), gap=gap, breaks=stop, capital=piece[0].isupper() and (begun or bool(found)))
            )
            stop = False
    return found, stop


# Said to begin with, they say nothing of what follows.
_OPENERS = frozenset(["che", "oye", "oiga", "oigan", "oíd", "mira", "mire", "miren", "bueno", "pues", "ay", "eh"])


def _begun(words: list[ParsedWord]) -> list[ParsedWord]:
    """Che, ¿vos conocés algún hotel?: ¿vos conocés algún hotel?"""
    length = 2 if [w.text for w in words[:2]] == ["a", "ver"] else 1
    rest, begin = words[length:], words[:length]
    known = length == 2 or (bool(begin) and begin[0].text in _OPENERS)
    if not known or len(rest) < 2 or not rest[0].breaks or any(w.gap for w in begin):
        return words
    return [rest[0]._replace(breaks=False), *rest[1:]]


def _contractions(words: list[ParsedWord]) -> list[ParsedWord]:
    out: list[ParsedWord] = []
    for word in words:
        if parts := _CONTRACTED.get(word.text):
            out += [word._replace(text=part, breaks=word.breaks and n == 0) for n, part in enumerate(parts)]
        else:
            out.append(word)
    return out


@lru_cache(8000)
def _with_pronouns(text: str) -> Analysis | None:
    found = analyses(text)
    return found[0] if found and found[0].pronouns else None


def _pronouns_apart(words: list[ParsedWord]) -> list[ParsedWord]:
    """verlas → ver las; the verb keeps its place, as a reading of its own."""
    out: list[ParsedWord] = []
    for word in words:
        found = _with_pronouns(word.text)
        if found is None:
            if apart := _old_fashioned(word.text):
                pronoun, form = apart
                out += [ParsedWord(pronoun, gap=word.gap, breaks=word.breaks), word._replace(text=form, breaks=False)]
            else:
                out.append(word)
            continue
        told = found.features
        verb = reading_of(found._replace(pronouns=()))
        mark = {"infinitive": found.lemma, "gerund": f"{found.lemma}+ndo"}.get(
            told.mood, f"{found.lemma}!{told.who}{told.number}"
        )
        readings = frozenset([(verb.verb, verb.tense, verb.person)]) if verb else frozenset()
        out.append(word._replace(text=mark, verbs=readings))
        out += [ParsedWord(pronoun, gap=word.gap, attached=True) for pronoun in found.pronouns]
    return out


@lru_cache(8000)
def _old_fashioned(text: str) -> tuple[str, str] | None:
    """levantose → se levantó, cuéntase → se cuenta: pronouns after a finite verb, as in tales and laws."""
    if lexicon().knows(text) or _lacks_accent(text):
        return None
    for pronoun in CLITICS:
        stem = text.removesuffix(pronoun)
        if stem == text or len(stem) < 2:
            continue
        for form in (stem, stem.translate(_UNACCENTED), stem[:-1] + _ACCENTED.get(stem[-1], stem[-1])):
            if any(r.person for r in analyse(form)):
                return pronoun, form
    return None


def _lacks_accent(text: str) -> bool:
    """Digame, for dígame."""
    return any(
        letter in _ACCENTED and _with_pronouns(text[:n] + _ACCENTED[letter] + text[n + 1 :])
        for n, letter in enumerate(text)
    )


_UNACCENTED = str.maketrans("áéíóú", "aeiou")
_ACCENTED = {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú"}


def _phrases(words: list[ParsedWord]) -> list[ParsedWord]:
    out: list[ParsedWord] = []
    at = 0
    texts = tuple(word.text for word in words)
    while at < len(words):
        for phrase, read_as in phrases().get(texts[at], ()):
            if texts[at : at + len(phrase)] == phrase and not any(w.breaks for w in words[at + 1 : at + len(phrase)]):
                gap = any(w.gap for w in words[at : at + len(phrase)])
                out += [ParsedWord(t, gap=gap, breaks=words[at].breaks and n == 0) for n, t in enumerate(read_as)]
                at += len(phrase)
                break
        else:
            out.append(words[at])
            at += 1
    return out


_YEARS = range(1000, 2101)


def _years(words: list[ParsedWord]) -> list[ParsedWord]:
    """en el 2050, en el año 2050: en 2050."""
    out: list[ParsedWord] = []
    for word in words:
        if word.text.startswith("#") and word.text[1:].isdecimal() and int(word.text[1:]) in _YEARS:
            for before in ("año", "el"):
                if len(out) > 1 and out[-1].text == before and not (out[-1].gap or out[-1].breaks):
                    out.pop()
        out.append(word)
    return out


_MANY = {("m", "s"): "mucho", ("f", "s"): "mucha", ("m", "p"): "muchos", ("f", "p"): "muchas"}
_HEAPS = (("un", "montón", "de"), ("una", "gran", "cantidad", "de"), ("gran", "cantidad", "de"), ("montones", "de"))


def _quantities(words: list[ParsedWord]) -> list[ParsedWord]:
    """un montón de gente → mucha gente."""
    texts = tuple(word.text for word in words)
    for heap in _HEAPS:
        for at in range(len(words) - len(heap)):
            if texts[at : at + len(heap)] == heap:
                noun = next(
                    ((g, n) for _, p, g, n in sorted(word_readings(texts[at + len(heap)])[1]) if p == "noun"), None
                )
                if noun in _MANY:
                    gap = any(w.gap for w in words[at : at + len(heap)])
                    many = ParsedWord(_MANY[noun], gap=gap, breaks=words[at].breaks)
                    return [*words[:at], many, *words[at + len(heap) :]]
    return words


def _numbers(words: list[ParsedWord]) -> list[ParsedWord]:
    out: list[ParsedWord] = []
    at = 0
    texts = [word.text for word in words]
    while at < len(words):
        number, length = number_at(texts, at)
        if length:
            gap = any(w.gap for w in words[at : at + length])
            said = " ".join(texts[at : at + length])
            out.append(ParsedWord(f"#{number}", gap=gap, breaks=words[at].breaks, said=said))
            at += length
        else:
            out.append(words[at])
            at += 1
    return out


def as_read(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a phrase as they are read in a sentence: contractions apart, phrases as one of them, numbers as such."""
    words = _numbers(_phrases(_contractions([ParsedWord(text) for text in texts])))
    return tuple(word.text for word in words)


@lru_cache(20_000)
def word_readings(text: str) -> tuple[frozenset[Verb], frozenset[tuple[str, str, str, str]]]:
    """What a word can be: as a verb form, and as anything else."""
    verbs, forms = set(), set()
    for a in analyses(text):
        if a.pronouns:
            continue
        reading = reading_of(a)
        if reading:
            verbs.add((reading.verb, reading.tense, reading.person))
        if a.features.part != "verb":
            forms.add((a.lemma.lower(), a.part, a.features.gender, a.features.number))
        elif a.features.mood == "participle":
            forms.add((a.lemma, "adjective", a.features.gender, a.features.number))
    return frozenset(verbs), frozenset(forms)


def _analysed(word: ParsedWord) -> ParsedWord:
    if word.verbs or word.text.startswith("#"):
        return word
    if word.text.startswith(ADVERB):
        return word._replace(forms=frozenset([(word.text, "adverb", "", "")]))
    if word.text.endswith("+ndo"):
        return word._replace(verbs=frozenset([(word.text[:-4], "gerund", "")]))
    verbs, forms = word_readings(word.text)
    return word._replace(verbs=verbs, forms=forms)


def _compounds(words: list[ParsedWord]) -> list[ParsedWord]:
    """he comido, estoy comiendo, voy a comer, suelo comer, tengo que comer: as one verb with a tense of its own."""
    out: list[ParsedWord] = []
    at = 0
    while at < len(words):
        made = _compound(words, at)
        if made:
            word, length = made
            out.append(word)
            at += length
        else:
            out.append(words[at])
            at += 1
    return out


def _verb_phrases(words: list[ParsedWord]) -> list[ParsedWord]:
    """doy un paseo → paseo; volvemos a vernos → nos vemos nuevamente; suele estar → está normalmente."""
    out: list[ParsedWord] = []
    at = 0
    while at < len(words):
        made, length = _as_one_verb(words, at)
        out += made
        at += length
    return out


def _as_one_verb(words: list[ParsedWord], at: int) -> tuple[list[ParsedWord], int]:
    """What stands for the verb at a place, and how many words that is."""
    word = words[at]
    texts = tuple(w.text for w in words[at + 1 : at + 6])
    for lemma, tense, person in sorted(word.verbs):
        readings = [v for v in word.verbs if v[0] == lemma]
        for tail, verb, rest in verb_phrases().get(lemma, ()):
            phrase = words[at : at + 1 + len(tail)]
            if texts[: len(tail)] == tail and not any(w.breaks for w in phrase[1:]):
                text = verb if tense == "infinitive" else f"{word.text}={verb}"
                one = _verb_for(phrase, text, ((verb, t, p) for _, t, p in readings))
                return [one, *(_analysed(ParsedWord(more)) for more in rest)], 1 + len(tail)
        if lemma == "volver" and person and texts[:1] == ("a",) and at + 2 < len(words):
            done = words[at + 2]
            again = [v for v, t, _ in done.verbs if t == "infinitive" and v == done.text]
            if again:
                one = _verb_for(
                    words[at : at + 3], f"{word.text} a {done.text}", ((again[0], t, p) for _, t, p in readings)
                )
                return [one, _analysed(ParsedWord("nuevamente", gap=word.gap))], 3
        if tense == "usual present":
            one = _verb_for([word], word.text, ((v, "present", p) for v, t, p in word.verbs if t == "usual present"))
            return [one, _analysed(ParsedWord("normalmente", gap=word.gap))], 1
    return [word], 1


def _verb_for(words: list[ParsedWord], text: str, readings: Iterable[Verb]) -> ParsedWord:
    gap = any(w.gap for w in words)
    return words[0]._replace(text=text, verbs=frozenset(readings), forms=frozenset(), gap=gap)


_BEFORE_SUBJUNCTIVE = 6
"""So many words before a verb at most stands the que of its clause."""


def _of_future(words: list[ParsedWord], at: int, tense: str) -> bool:
    """Whether a form of ir tells no movement: voy a dejar; no creo que vaya a dejar, but not vaya a ver al médico."""
    behind_que = any(w.text == "que" for w in words[max(0, at - _BEFORE_SUBJUNCTIVE) : at])
    return tense in ("present", "imperfect") or (tense == "subjunctive-present" and behind_que)


_SIMPLE = {auxiliary: tense for tense, auxiliary in COMPOUND.items()}


def _compound(words: list[ParsedWord], at: int) -> tuple[ParsedWord, int] | None:
    first = words[at]
    nexts = words[at + 1 : at + 4]
    if not nexts or not first.verbs:
        return None
    second = nexts[0]
    tenses: set[Verb] = set()
    length = 2
    for lemma, tense, person in first.verbs:
        if lemma == "haber" and tense in _SIMPLE and first.text != "hay":
            tenses |= {(v, _SIMPLE[tense], person) for v, t, _ in second.verbs if t == "participle"}
            doing = (
                {v for v, t, _ in nexts[1].verbs if t == "gerund"} if second.text == "estado" and nexts[1:] else set()
            )
            if doing:  # había estado lloviendo
                tenses = {(v, f"progressive {_SIMPLE[tense]}", person) for v in doing}
                length = 3
        elif lemma == "estar" and person:
            tenses |= {(v, f"progressive {tense}", person) for v, t, _ in second.verbs if t == "gerund"}
        elif lemma == "soler" and person:
            tenses |= {(v, f"usual {tense}", person) for v, t, _ in second.verbs if t == "infinitive"}
        elif lemma == "ir" and second.text == "a" and len(nexts) > 1 and _of_future(words, at, tense):
            found = {(v, f"going {tense}", person) for v, t, _ in nexts[1].verbs if t == "infinitive"}
            if found:
                tenses |= found
                length = 3
        elif lemma == "tener" and second.text == "que" and len(nexts) > 1 and person:
            if any(t == "infinitive" for _, t, _ in nexts[1].verbs):
                tenses.add(("deber", tense, person))
                length = 2
        elif lemma == "deber" and second.text == "de" and len(nexts) > 1 and person:
            tenses.add(("deber", tense, person))
    if not tenses:
        return None
    gap = any(w.gap for w in words[at : at + length])
    text = " ".join(w.text for w in words[at : at + length])
    auxiliary = gap and not words[at + length - 1].gap
    return ParsedWord(text, frozenset(tenses), gap=gap, breaks=first.breaks, auxiliary=auxiliary), length
