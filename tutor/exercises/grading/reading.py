"""A sentence read for comparison: contractions and pronouns apart, phrases as one of them, compound tenses as one word.

Only what never changes the meaning is done here; what is a matter of the exercise is left to `matching`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from tutor.exercises.grading.numerals import number_at
from tutor.exercises.grading.synonyms import phrases
from tutor.language.es.lexicon import Analysis, analyses
from tutor.language.es.verbs import COMPOUND, reading_of

SUBJECTS: dict[str, frozenset[str]] = {
    "yo": frozenset(["1s"]), "tú": frozenset(["2s"]), "vos": frozenset(["vos", "2s"]), "él": frozenset(["3s"]),
    "ella": frozenset(["3s"]), "usted": frozenset(["3s"]), "nosotros": frozenset(["1p"]), "nosotras": frozenset(["1p"]),
    "vosotros": frozenset(["2p"]), "vosotras": frozenset(["2p"]), "ellos": frozenset(["3p"]), "ellas": frozenset(["3p"]),
    "ustedes": frozenset(["3p"]),
}  # fmt: skip
CLITICS = frozenset("me te se lo la los las le les nos os".split())  # noqa: SIM905
PREPOSITIONS = frozenset(
    [
        "a",
        "ante",
        "bajo",
        "con",
        "contra",
        "de",
        "desde",
        "durante",
        "en",
        "entre",
        "hacia",
        "hasta",
        "para",
        "por",
        "según",
        "sin",
        "sobre",
        "tras",
    ]
)
LINKS = frozenset(
    [
        "que",
        "si",
        "cuando",
        "aunque",
        "porque",
        "como",
        "mientras",
        "donde",
        "adonde",
        "quien",
        "quienes",
        "cuyo",
        "cuya",
        "cuyos",
        "cuyas",
        "y",
        "e",
        "o",
        "u",
        "pero",
        "sino",
        "ni",
        "cuanto",
    ]
)
COORDINATORS = frozenset("y e o u pero sino ni".split())  # noqa: SIM905
NEGATIVE = frozenset("nunca jamás nadie nada tampoco ningún ninguno ninguna".split())  # noqa: SIM905
# Verbs before an infinitive or gerund whose pronouns may stand before them.
_CHAIN = frozenset(
    "querer poder deber ir venir volver empezar comenzar acabar dejar tener haber estar seguir continuar llevar andar soler saber "  # noqa: SIM905
    "necesitar intentar pensar preferir desear lograr conseguir tratar".split()
)
_BETWEEN = frozenset(["a", "que", "de", "por"])
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:.?!—…]")
_MARKS = frozenset(",;:.?!—…")
# ¿no?, ¿verdad?: asks for a yes at the end, whichever it is.
_TAGS = frozenset(["no", "verdad", "cierto", "eh"])
_CONTRACTED = {"del": ("de", "el"), "al": ("a", "el"), "conmigo": ("con", "mí"), "contigo": ("con", "ti")}
Verb = tuple[str, str, str]  # lemma, tense, person


@dataclass(frozen=True, slots=True)
class Word:
    """A word. `verbs` are what it can be as a verb form, `forms` as anything else: (lemma, part, gender, number)."""

    text: str
    verbs: frozenset[Verb] = frozenset()
    forms: frozenset[tuple[str, str, str, str]] = frozenset()
    gap: bool = False
    breaks: bool = False  # a comma or the like stands before it
    said: str = ""  # of numbers, as they were written
    attached: bool = False  # a pronoun that was written at the end of its verb


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence read. `subjects` are the pronouns that were left out, with the verb they stood at."""

    words: tuple[Word, ...]
    subjects: tuple[str, ...] = field(default=())
    faults: tuple[str, ...] = ()


@lru_cache(4000)
def read(before: str, gap: str, after: str) -> Sentence:
    """A sentence in three parts; those of the gap are marked. For a learner's sentence only `before` is given."""
    words: list[Word] = []
    stop = False
    for text, in_gap in ((before, False), (gap, True), (after, False)):
        more, stop = _words(text, in_gap, stop, bool(words))
        words += more
    if words and words[-1].breaks and words[-1].text in _TAGS:
        words[-1] = replace(words[-1], text="verdad")
    faults: list[str] = []
    for one, two in pairwise(words):
        if (one.text, two.text) in (("a", "el"), ("de", "el")) and not one.breaks | two.breaks:
            faults.append(f"{one.text} {two.text}")
    words = _contractions(words)
    words = _pronouns_apart(words)
    words = _phrases(words)
    words = _numbers(words)
    words = [_analysed(word) for word in words]
    words = _compounds(words)
    words = _climbing(words)
    words = _durations(words)
    words, subjects, bad = _without_subjects(words)
    words, doubled = _negation(words)
    return Sentence(tuple(words), tuple(subjects), tuple(faults + bad + doubled))


def _words(text: str, gap: bool, stop: bool, begun: bool) -> tuple[list[Word], bool]:
    """The words of a part, and whether it ends with a mark; `stop`: the part before did; `begun`: there was one."""
    found: list[Word] = []
    for piece in _TOKEN.findall(text):
        if piece in _MARKS:
            stop = begun or bool(found)
        else:
            found.append(Word(piece.lower(), gap=gap, breaks=stop))
            stop = False
    return found, stop


def _contractions(words: list[Word]) -> list[Word]:
    return [
        replace(word, text=part, breaks=word.breaks and n == 0)
        for word in words
        for n, part in enumerate(_CONTRACTED.get(word.text, (word.text,)))
    ]


@lru_cache(8000)
def _with_pronouns(text: str) -> Analysis | None:
    found = analyses(text)
    return found[0] if found and found[0].pronouns else None


def _pronouns_apart(words: list[Word]) -> list[Word]:
    """verlas → ver las; the verb keeps its place, as a reading of its own."""
    out: list[Word] = []
    for word in words:
        found = _with_pronouns(word.text)
        if found is None:
            out.append(word)
            continue
        told = found.features
        verb = reading_of(found._replace(pronouns=()))
        mark = {"infinitive": found.lemma, "gerund": f"{found.lemma}+ndo"}.get(
            told.mood, f"{found.lemma}!{told.who}{told.number}"
        )
        readings = frozenset([(verb.verb, verb.tense, verb.person)]) if verb else frozenset()
        out.append(replace(word, text=mark, verbs=readings))
        out += [Word(pronoun, gap=word.gap, attached=True) for pronoun in found.pronouns]
    return out


def _phrases(words: list[Word]) -> list[Word]:
    out: list[Word] = []
    at = 0
    texts = tuple(word.text for word in words)
    while at < len(words):
        for phrase, read_as in phrases().get(texts[at], ()):
            if texts[at : at + len(phrase)] == phrase and not any(w.breaks for w in words[at + 1 : at + len(phrase)]):
                gap = any(w.gap for w in words[at : at + len(phrase)])
                out += [Word(t, gap=gap, breaks=words[at].breaks and n == 0) for n, t in enumerate(read_as)]
                at += len(phrase)
                break
        else:
            out.append(words[at])
            at += 1
    return out


def _numbers(words: list[Word]) -> list[Word]:
    out: list[Word] = []
    at = 0
    texts = [word.text for word in words]
    while at < len(words):
        number, length = number_at(texts, at)
        if length:
            gap = any(w.gap for w in words[at : at + length])
            said = " ".join(texts[at : at + length])
            out.append(Word(f"#{number}", gap=gap, breaks=words[at].breaks, said=said))
            at += length
        else:
            out.append(words[at])
            at += 1
    return out


@lru_cache(20_000)
def _readings(text: str) -> tuple[frozenset[Verb], frozenset[tuple[str, str, str, str]]]:
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


def _analysed(word: Word) -> Word:
    if word.verbs or word.text.startswith("#"):
        return word
    if word.text.endswith("+ndo"):
        return replace(word, verbs=frozenset([(word.text[:-4], "gerund", "")]))
    verbs, forms = _readings(word.text)
    return replace(word, verbs=verbs, forms=forms)


def _compounds(words: list[Word]) -> list[Word]:
    """he comido, estoy comiendo, voy a comer, suelo comer, tengo que comer: as one verb with a tense of its own."""
    out: list[Word] = []
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


_SIMPLE = {auxiliary: tense for tense, auxiliary in COMPOUND.items()}


def _compound(words: list[Word], at: int) -> tuple[Word, int] | None:
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
        elif lemma == "estar" and person:
            tenses |= {(v, f"progressive {tense}", person) for v, t, _ in second.verbs if t == "gerund"}
        elif lemma == "soler" and person:
            tenses |= {(v, f"usual {tense}", person) for v, t, _ in second.verbs if t == "infinitive"}
        elif lemma == "ir" and second.text == "a" and len(nexts) > 1 and tense in ("present", "imperfect"):
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
    return Word(text, frozenset(tenses), gap=gap, breaks=first.breaks), length


_UNITS = frozenset(
    [
        "año",
        "años",
        "mes",
        "meses",
        "semana",
        "semanas",
        "día",
        "días",
        "hora",
        "horas",
        "minuto",
        "minutos",
        "rato",
        "tiempo",
        "siglo",
        "siglos",
    ]
)


def _durations(words: list[Word]) -> list[Word]:
    """hace un año que vivo aquí, llevo un año viviendo aquí, vivo aquí desde hace un año: as vivo aquí hace un año."""
    end = next((n for n, w in enumerate(words) if w.text in _UNITS), -1)
    if end < 1:
        return words
    start = end - 1
    texts = [w.text for w in words]
    time = words[start : end + 1]
    if start and texts[start - 1] == "hace":
        begin = start - 2 if start > 1 and texts[start - 2] == "desde" else start - 1
        since = replace(words[start - 1], gap=any(w.gap for w in words[begin:start]))
        rest = words[end + 1 :]
        if begin == 0 and rest and rest[0].text == "que":
            return [*rest[1:], since, *time]
        return [*words[:begin], since, *time, *rest]
    carrying = next(
        (n for n, w in enumerate(words[:start]) if any(v[:2] == ("llevar", "present") for v in w.verbs)), -1
    )
    doing = next((n for n, w in enumerate(words) if n > carrying and any(t == "gerund" for _, t, _ in w.verbs)), -1)
    if carrying < 0 or doing < 0:
        return words
    persons = {p for v, t, p in words[carrying].verbs if (v, t) == ("llevar", "present")}
    verb = Word(
        words[doing].text,
        frozenset((v, "present", p) for v, t, _ in words[doing].verbs if t == "gerund" for p in persons),
        gap=words[carrying].gap or words[doing].gap,
    )
    others = [w for n, w in enumerate(words) if n > carrying and n != doing and not start <= n <= end]
    return [*words[:carrying], verb, *others, Word("hace"), *time]


def _finite(word: Word) -> bool:
    return any(person for _, _, person in word.verbs) and not any(
        p in ("preposition", "determiner") for _, p, _, _ in word.forms
    )


def _climbing(words: list[Word]) -> list[Word]:
    """quiero ver las → las quiero ver; estoy (progressive) viendo las → las estoy viendo."""
    out = list(words)
    at = 0
    while at < len(out):
        if out[at].attached and at and _hosts(out[at - 1]):
            host = at - 1
            end = at
            while end < len(out) and out[end].attached:
                end += 1
            start = _chain_start(out, host)
            if start < host or (_finite(out[host]) and " " in out[host].text):
                moved = [replace(word, attached=False) for word in out[at:end]]
                del out[at:end]
                if out[start].breaks:
                    moved[0] = replace(moved[0], breaks=True)
                    out[start] = replace(out[start], breaks=False)
                out[start:start] = moved
                at = end
                continue
        at += 1
    return out


def _hosts(word: Word) -> bool:
    """Whether pronouns after this word were written at its end."""
    return word.text.endswith("+ndo") or any(
        t == "infinitive" or t.startswith(("progressive", "going", "usual")) for _, t, _ in word.verbs
    )


def _chain_start(words: list[Word], host: int) -> int:
    at = host
    while at > 0:
        before = words[at - 1]
        if any(v in _CHAIN for v, _, _ in before.verbs):
            at -= 1
        elif before.text in _BETWEEN and at > 1 and any(v in _CHAIN for v, _, _ in words[at - 2].verbs):
            at -= 2
        else:
            return at
    return at


def _without_subjects(words: list[Word]) -> tuple[list[Word], list[str], list[str]]:
    """Pronouns beside their verb are taken off; one that does not agree with it is a fault."""
    out: list[Word] = []
    subjects: list[str] = []
    faults: list[str] = []
    for n, word in enumerate(words):
        persons = SUBJECTS.get(word.text)
        before = words[n - 1].text if n and not word.breaks else ""
        if persons is None or before in PREPOSITIONS:
            out.append(word)
            continue
        verb = _verb_of(words, n)
        if verb is None:
            out.append(word)
            continue
        if not {person for _, _, person in verb.verbs} & persons:
            faults.append(f"{word.text} {verb.text}")
        subjects.append(word.text)
        if word.breaks and n + 1 < len(words):
            words[n + 1] = replace(words[n + 1], breaks=True)
    return out, subjects, faults


def _verb_of(words: list[Word], n: int) -> Word | None:
    """The finite verb a subject stands at: behind it with pronouns and short adverbs between, or right before it."""
    if n and _finite(words[n - 1]) and not words[n].breaks:
        return words[n - 1]
    if n > 1 and any(t == "infinitive" for _, t, _ in words[n - 1].verbs) and _finite(words[n - 2]):
        return words[n - 2]
    for word in words[n + 1 : n + 5]:
        if word.breaks or word.text in LINKS:
            return None
        if _finite(word) and word.text not in CLITICS:
            return word
        if word.text not in CLITICS and word.text != "no" and not any(p == "adverb" for _, p, _, _ in word.forms):
            return None
    return None


def _negation(words: list[Word]) -> tuple[list[Word], list[str]]:
    """nunca trabajamos → read as no trabajamos nunca; nunca no trabajamos is a fault."""
    faults: list[str] = []
    out = list(words)
    for n, word in enumerate(out):
        if word.text in NEGATIVE and n + 1 < len(out):
            if out[n + 1].text == "no":
                faults.append(f"{word.text} no")
            elif (_finite(out[n + 1]) or out[n + 1].text in CLITICS) and "no" not in {
                w.text for w in out[max(0, n - 4) : n]
            }:
                out[n + 1 : n + 1] = [Word("no", gap=word.gap)]
                break
    return out, faults
