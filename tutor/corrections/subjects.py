"""The subjects of a sentence with their verbs. What it is not sure of, it does not give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tutor.corrections.sentence import Sentence, kept
from tutor.corrections.syntax import (
    CLITICS,
    DEGREES,
    OPENING,
    PRONOUNS,
    STOPS,
    WHEN,
    Phrase,
    is_adjective,
    is_finite,
    noun,
    phrase,
)
from tutor.language.es.lexicon import analyses
from tutor.language.es.tokens import plain
from tutor.language.es.wordlist import words

# One word for many, whose verb may be either; and nouns that are no subjects where they stand.
_QUANTITIES = words(
    "mayoría resto mitad parte par cantidad número montón serie tercio docena verdad gracias minoría millón pareja "
    "multitud puñado total conjunto porcentaje"
)
_SORTS = words("tipo clase especie equipo serie grupo")
_ADVERBS = words(
    "no sí ya también tampoco siempre nunca casi solo sólo todavía aún ahora hoy ayer mañana aquí allí normalmente a_veces "
    "generalmente realmente después luego entonces además nunca jamás probablemente seguramente quizás actualmente bien mal"
)
_PREPOSITIONS = words("de del en con para sin sobre por entre desde hasta contra a al")
_STARTS = words(
    "y e o u pero porque aunque cuando mientras si sino pues entonces que donde como ni además también hoy ayer ahora anoche "
    "siempre después luego normalmente a_veces"
)
_WHICH_TIME = words("pasado pasada próximo próxima siguiente")
_OF_ME = words("yo me mi mis conmigo mí nos nuestro nuestra")
_FARTHEST = 14  # words between a subject and its verb


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject and the place of its verb. `person` as in verb forms; `gender` "" where it is not known."""

    phrase: Phrase
    person: str
    gender: str
    verb: int


@kept
def clause_starts(s: Sentence) -> tuple[int, ...]:
    """Where a clause may begin: at the beginning, after signs and conjunctions."""
    return tuple(_clause_starts(s))


def _clause_starts(s: Sentence) -> Iterator[int]:
    led = behind_place(s)
    for i in range(len(s)):
        before = s.at(i - 1)
        when = before in WHEN and (phrase(s, 0) is not None or i == 1)
        when = when or (s.at(i - 2) in WHEN and before in _WHICH_TIME) or s.text(i - 2, i) == "que viene"
        opens = before in STOPS or before in OPENING or before in _STARTS
        if s.at(i)[:1].isalpha() and (i in (0, led) or when or opens):
            yield i


def behind_place(s: Sentence) -> int:
    """Where the words end that tell at the beginning where or when: «en España los niños …»; 0 where there are none."""
    if s.at(0) not in ("en", "durante"):
        return 0
    if s.is_name(1):
        end = 2
        while s.is_name(end):
            end += 1
        return end
    if found := phrase(s, 1):
        end = found.end
        if s.at(end) in ("de", "del"):
            end = _behind_preposition(s, end)
        return end
    return 2 if noun(s, 1) else 0


@kept
def subjects(s: Sentence) -> tuple[Subject, ...]:
    """The subjects that stand before their verbs."""
    return tuple(_subjects(s))


def _subjects(s: Sentence) -> Iterator[Subject]:
    if named := _unknown_name(s):
        yield named
    for start in clause_starts(s):
        first = phrase(s, start)
        if first is None or s.at(first.head) in WHEN or _object(s, start) or s.text(start - 2, start) == "yo que":
            continue
        if s.at(first.head) in _QUANTITIES or (s.at(first.head) in _SORTS and _of_many(s, first.end)):
            continue
        person, gender, end = _person(s, first), first.gender, first.end
        joined = False
        while s.at(end) in ("y", "e") and (other := phrase(s, end + 1)):
            if s.at(other.head) in WHEN:
                break
            who = _person(s, other)
            person = "1p" if "1" in (person[0], who[0]) else "3p" if "2" not in (person[0], who[0]) else "2p"
            gender = gender if gender == other.gender == "f" else "m"
            end, joined = other.end, True
        if s.at(end) in ("o", "ni", "u", "y", "e"):
            continue
        if (at := _verb(s, end)) is None:
            continue
        if joined and _between_verbs(s, first, at):
            continue
        yield Subject(first, person, gender, at)


def _unknown_name(s: Sentence) -> Subject | None:
    """«Selena vivo en Texas»: a capital at the beginning, a word that no lexicon has, and a verb behind it."""
    word = s.tokens[0].text
    if not word[0].isupper() or not word[1:].islower() or len(word) < 3 or analyses(word) or analyses(word.lower()):
        return None
    lower = word.lower()
    if s.lexicon.known(lower) or plain(lower) in s.lexicon.by_plain or lower in s.lexicon.foreign:
        return None
    if not is_finite(s, 1) or _OF_ME & set(s.words):
        return None
    return Subject(Phrase(0, 1, 0, "", "s"), "3s", "", 1)


def _of_many(s: Sentence, i: int) -> bool:
    """Whether «de» and a plural stand here: «un grupo de turistas», whose verb may be either."""
    if s.at(i) not in ("de", "del"):
        return False
    found = phrase(s, i + 1)
    tag = noun(s, i + 1)
    return found.number == "p" if found else tag is None or tag[1] == "p"


def _person(s: Sentence, p: Phrase) -> str:
    return PRONOUNS.get(s.at(p.head), "3" + p.number)


def _object(s: Sentence, start: int) -> bool:
    """Whether the phrase after «y» or a comma is one of a row: «mi madre y mi tía», «compro pan, la leche»."""
    before = s.at(start - 1)
    if before == ",":
        return start > 4 and not any(is_finite(s, n) for n in range(start - 1))
    if before in ("y", "e") and _new_clause(s, start - 1):
        return False
    if before in ("y", "e", "o", "ni"):
        opened = next((n + 1 for n in range(start - 2, -1, -1) if s.at(n) in STOPS), 0)
        if not any(is_finite(s, n) for n in range(opened, start - 1)):
            return True
        rows = (
            found for n in range(max(0, start - 6), start - 1) if (found := phrase(s, n)) and found.end == start - 1
        )
        return any(found.start == 0 or _opens(s, found.start) for found in rows)
    return before == "como"


def _new_clause(s: Sentence, joint: int) -> bool:
    """Whether «y» begins the sentence, or stands behind a comma and a clause with its verb: «vino, y la gente…»."""
    if joint == 0:
        return True
    if s.at(joint - 1) != ",":
        return False
    opened = next((n + 1 for n in range(joint - 2, -1, -1) if s.at(n) in STOPS), 0)
    return any(is_finite(s, n) for n in range(opened, joint - 1))


def _opens(s: Sentence, i: int) -> bool:
    """Whether a clause begins here: at the beginning, after a sign, a conjunction, or what tells when."""
    before = s.at(i - 1)
    return i == 0 or before in STOPS or before in OPENING or before in _STARTS or before in WHEN


def _between_verbs(s: Sentence, first: Phrase, at: int) -> bool:
    """«Como pan y mi madre bebe»: the first phrase is what the verb before it has."""
    return any(is_finite(s, n) for n in range(first.start)) and s.at(first.start - 1) not in STOPS | words(
        "que porque cuando si pero"
    )


def _verb(s: Sentence, i: int) -> int | None:
    """The verb of the subject that ends at i, behind what tells more of it."""
    last = i + _FARTHEST
    while (s.is_name(i) and noun(s, i - 1)) or (s.is_name(i) and s.is_name(i - 1)):
        i += 1  # «mi hermana Ana», «la doctora Ríos»
    while i < min(last, len(s)):
        word = s.at(i)
        if is_finite(s, i) and not s.is_name(i):
            return i
        if word in _PREPOSITIONS and (behind := _relative(s, i + 1)):
            i, word = behind, "que"
        elif word in ("donde", "quien", "quienes"):
            word = "que"
        if word in _PREPOSITIONS:
            i = _behind_preposition(s, i)
            continue
        if word == "," and s.at(i + 1) in ("que", "quien", "quienes"):
            behind = next((n for n in range(i + 2, min(last, len(s))) if s.at(n) == ","), None)
            if behind is None:
                return None
            i = behind + 1
            continue
        if word == "que":
            own = next((n for n in range(i + 1, min(i + 7, len(s))) if is_finite(s, n)), None)
            if own is None or any(s.at(n) in STOPS for n in range(i, own)):
                return None
            return _main(s, own + 1)
        if word in _ADVERBS or word in CLITICS or word in DEGREES or word.endswith("mente"):
            i += 1
            continue
        if is_adjective(s, i):
            i += 1
            continue
        return None
    return None


def _relative(s: Sentence, i: int) -> int | None:
    """Where the relative ends that begins here, behind a preposition: «en que», «con quien», «a los que»; None for none."""
    if s.at(i) in ("que", "quien", "quienes", "donde"):
        return i
    if s.at(i) in ("el", "la", "los", "las") and s.at(i + 1) in ("que", "cual", "cuales"):
        return i + 1
    return None


def _behind_preposition(s: Sentence, i: int) -> int:
    at = i + 1
    if found := phrase(s, at):
        return found.end
    if s.at(i) in ("del", "al"):
        while is_adjective(s, at):
            at += 1
        at += 1
        while is_adjective(s, at):
            at += 1
        return at
    at += 1
    while is_adjective(s, at) or s.is_name(at):
        at += 1
    return at


def _main(s: Sentence, i: int) -> int | None:
    """The next finite verb, unless a new clause begins before it."""
    for n in range(i, min(i + 9, len(s))):
        if s.at(n) in STOPS or s.at(n) in (
            "y",
            "o",
            "pero",
            "que",
            "porque",
            "cuando",
            "si",
            "como",
            "aunque",
            "ni",
            "e",
        ):
            return None
        if is_finite(s, n) and s.at(n) not in ("hace", "hacía"):
            return n
    return None
