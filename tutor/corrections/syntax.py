"""The shape of a sentence as far as rules need it: noun phrases, subjects with their verbs, where clauses begin.

No parser: what it is not sure of, it does not give.
"""

from __future__ import annotations

from dataclasses import dataclass

from tutor.corrections.sentence import Sentence, kept
from tutor.language.es.inflect import gender_number, singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse, conjugate
from tutor.language.es.wordlist import words

PRONOUNS = {
    "yo": "1s", "tú": "2s", "vos": "2s", "él": "3s", "ella": "3s", "usted": "3s", "nosotros": "1p", "nosotras": "1p",
    "vosotros": "2p", "vosotras": "2p", "ellos": "3p", "ellas": "3p", "ustedes": "3p",
}  # fmt: skip
_PRONOUN_GENDER = {"él": "m", "ella": "f", "ellos": "m", "ellas": "f"}
# For what has this gender and number.
IT = {("m", "s"): "lo", ("f", "s"): "la", ("m", "p"): "los", ("f", "p"): "las"}
CLITICS = words("me te se nos os lo la los las le les")
_DETERMINERS: dict[str, str] = {
    **dict.fromkeys(("el", "un", "este", "ese", "aquel", "nuestro", "otro", "mucho", "algún", "ningún", "todo", "vuestro"), "ms"),
    **dict.fromkeys(("la", "una", "esta", "esa", "aquella", "nuestra", "otra", "mucha", "alguna", "ninguna", "toda", "vuestra"), "fs"),
    **dict.fromkeys(("los", "unos", "estos", "esos", "aquellos", "nuestros", "otros", "muchos", "algunos", "todos", "pocos", "varios", "ambos"), "mp"),
    **dict.fromkeys(("las", "unas", "estas", "esas", "aquellas", "nuestras", "otras", "muchas", "algunas", "todas", "pocas", "varias", "ambas"), "fp"),
    "cuyo": "ms", "cuya": "fs", "cuyos": "mp", "cuyas": "fp",
    **dict.fromkeys(("mi", "tu", "su", "cada", "cualquier"), "?s"),
    **dict.fromkeys(("mis", "tus", "sus", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "veinte", "cien"), "?p"),
}  # fmt: skip
DEGREES = words("muy tan más menos bastante demasiado poco algo")
# Nouns that tell when or how much, not who.
WHEN = words(
    "lunes martes miércoles jueves viernes sábado sábados domingo domingos día días semana semanas mes meses año años mañana "
    "mañanas tarde tardes noche noches fin fines verano veranos invierno inviernos primavera otoño vez veces momento "
    "momentos hora horas minuto minutos rato siglo época temporada tiempo enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre noviembre diciembre navidad navidades vacaciones segundo década"
)
_OF_ACTIONS = ("ada", "ida", "adas", "idas")
OPENING = frozenset(("¿", "¡", '"', "«", "“", "(", "-", "—", "…", "..."))
STOPS = frozenset((".", "!", "?", ";", ":", ",", "…", "...", ")", '"', "»", "”", "¿", "¡"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase `start:end` with its head; gender is "" where it is not known."""

    start: int
    end: int
    head: int
    gender: str
    number: str


def conjugated(verb: str, tense: str, person: str) -> str:
    """A form of a verb, its cell as readings name it; "" where the verb lacks it."""
    return conjugate(verb, tense, person)  # type: ignore[arg-type]


def share(word: str, *parts: str) -> float:
    """How much of a word's use is in these parts of speech."""
    return sum(a.share for a in analyses(word) if a.part in parts)


def adjectival(word: str) -> float:
    """How much of a word's use is as an adjective or participle. Of «larga» and «contenta» the lexicon has a rare noun, too, so
    that the masculine singular is asked as well."""
    return max(
        (
            max(a.share, share(a.lemma, "adjective")) if a.part == "adjective" else a.share
            for a in analyses(word)
            if a.part == "adjective" or a.features.mood == "participle"
        ),
        default=0.0,
    )


@kept
def is_finite(s: Sentence, i: int) -> bool:
    """Whether the word is a finite verb here, by its neighbours."""
    reading = s.reading(i)
    if reading is None or s.is_name(i):
        return False
    if reading.part == "verb":
        return reading.features.mood in ("indicative", "subjunctive") and s.at(i) not in ("una", "unas", "des")
    return reading.part in ("noun", "conjunction", "adverb", "adjective") and _must_be_finite(s, i)


def _must_be_finite(s: Sentence, i: int) -> bool:
    """Whether what is more often a noun can only be a verb here: «me acuerdo», «era tarde», «Pienso que», «ayer como en»."""
    word, before, after = s.at(i), s.at(i - 1), s.at(i + 1)
    told = [r for r in analyse(word) if r.person and r.tense != "imperative"]
    if not told or word in _NEVER_VERBS:
        return False
    if before in CLITICS - {"lo", "la", "los", "las"} and word not in ("como", "para"):
        return True
    if before == "que" and any(r.person for r in analyse(s.at(i - 2))) and any(r.person == "2s" for r in told):
        return True  # «te recomiendo que pruebas»
    if word == "haces":
        return before not in _DETERMINERS
    if word == "pienso":
        return before not in _DETERMINERS and before not in ("de", "con", "del")
    if word in ("era", "eran", "eras"):
        return before not in _DETERMINERS and before not in ("del", "al", "de", "en")
    if word == "como":
        by_day = before in ("tarde", "mañana", "noche") and s.at(i - 3) in ("ayer", "hoy")
        eaten = (
            (before in ("yo", "ayer", "anoche") or by_day)
            and (s.at(i + 1) == "con" or noun(s, i + 1) is not None)
            and not _another_verb(s, i)
        )
        return eaten or (
            before in ("yo", "ayer", "anoche", "siempre", "nunca")
            and after
            in (
                "en",
                "un",
                "una",
                "el",
                "la",
                "mucho",
                "con",
                "carne",
                "pan",
            )
        )
    if not any(r.person == "1s" and r.tense == "present" for r in told) or not word.endswith("o"):
        return False
    if before in ("yo", "dónde") or (before == "no" and after != "que"):
        return True
    if i and is_person_name(s, i - 1) and (i == 1 or s.at(i - 2) in ("y", "pero")) and after in ("en", "con", "a"):
        return True  # «Selena vivo en Texas»
    opens = i == 0 or before in STOPS or before in ("y", "pero", "porque", "cuando", "si")
    opens = opens or (before in ("pasado", "pasada", "pasados", "pasadas") and i < 5) or (before.isdigit() and i == 2)
    return opens and (
        after in ("que", "a", "al", "en", "con", "mucho", "muy", "aquí", "allí")
        or (i == 0 and share(after, "noun") > 0.6 and not _another_verb(s, i))
        or s.is_name(i + 1)
        or after in _DETERMINERS
        or bool(infinitive(s, i + 1))
        or (after == "de" and bool(infinitive(s, i + 2)) and share(s.at(i + 2), "noun") < 0.2)
    )


def _another_verb(s: Sentence, i: int) -> bool:
    """Whether any other word of the sentence is a verb form more than anything else."""
    return any(n != i and sum(a.share for a in analyses(w) if a.part == "verb") > 0.5 for n, w in enumerate(s.words))


_NEVER_VERBS = words(
    "modo caso solo sólo medio uno todo otro mismo primero segundo nada fuera entre sobre bajo hasta junto gusto"
)


@kept
def finite(s: Sentence, i: int) -> list[VerbReading]:
    """The readings of a finite form of a verb that is not rare; none where the word is rather something else."""
    if not is_finite(s, i) or s.is_name(i):
        return []
    told = analyse(s.at(i))
    return [r for r in told if r.person and r.person != "vos" and r.tense != "imperative" and r.verb in s.lexicon.verbs]


def finite_verbs(s: Sentence, start: int = 0, end: int | None = None) -> list[int]:
    """Where finite verbs stand, from `start` to before `end`."""
    return [n for n in range(start, len(s) if end is None else end) if finite(s, n)]


def infinitive(s: Sentence, i: int) -> str:
    """The verb whose infinitive stands here, pronouns behind it allowed; "" for others."""
    for a in analyses(s.at(i))[:3]:
        if a.features.mood == "infinitive" and not s.is_name(i):
            return a.lemma
    return ""


def is_person_name(s: Sentence, i: int) -> bool:
    """Whether somebody's given name stands here."""
    if not 0 <= i < len(s) or not s.tokens[i].text[0].isupper():
        return False
    found = analyses(s.tokens[i].text)
    if not s.is_name(i) and any(a.part == "noun" and a.features.number == "p" for a in analyses(s.at(i))):
        return False  # «Fuentes cercanas a la actriz»
    if not s.is_name(i) and any(a.part not in ("name", "noun") for a in found):
        return False  # at the beginning Pero is a conjunction
    return any(a.part == "name" and a.features.tag[4:6] == "SP" for a in found)


@kept
def is_adjective(s: Sentence, i: int) -> bool:
    """Whether an adjective or a participle used as one stands here, and no noun."""
    reading = s.reading(i)
    if reading is None or s.is_name(i):
        return False
    if reading.part == "noun" and s.lexicon.is_adjective(s.at(i)) and adjectival(s.at(i)) > 0.3:
        return True
    return reading.part == "adjective" or reading.features.mood == "participle"


@kept
def noun(s: Sentence, i: int) -> tuple[str, str] | None:
    """Gender and number of a common noun that stands here; None for anything else."""
    word = s.at(i)
    if not word[:1].isalpha() or s.is_name(i):
        return None
    found = gender_number(word, 0.1)
    if (
        found is None
        and word.endswith(_OF_ACTIONS)
        and s.at(i - 1) in _DETERMINERS
        and share(s.at(i + 1), "noun") < 0.3
    ):
        return gender_number(word)  # «la llegada de los turistas»
    if found is None and share(word, "adjective"):
        return s.lexicon.noun(word)  # vecina, médica: adjectives only, by the lexicon
    if found is None or share(word, "noun") < 0.3 * share(
        word, "verb", "preposition", "conjunction", "adverb", "determiner"
    ):
        return None
    return found


@kept
def phrase(s: Sentence, i: int) -> Phrase | None:
    """The noun phrase that begins here: determiner, adjectives, noun, adjectives; or a pronoun or a given name."""
    word = s.at(i)
    if word in PRONOUNS:
        return Phrase(i, i + 1, i, _PRONOUN_GENDER.get(word, ""), PRONOUNS[word][1])
    if is_person_name(s, i):
        end = i + 1
        while s.is_name(end):
            end += 1
        genders = {a.features.gender for a in analyses(s.tokens[i].text) if a.part == "name"} - {"c", ""}
        return Phrase(i, end, i, genders.pop() if len(genders) == 1 else "", "s")
    if word == "cada" and s.at(i + 1) in ("uno", "una"):
        return Phrase(i, i + 2, i + 1, "m" if s.at(i + 1) == "uno" else "f", "s")
    if word in ("nadie", "alguien"):
        return Phrase(i, i + 1, i, "", "s")
    at = i
    if word in ("todos", "todas", "todo", "toda") and s.at(i + 1) in _DETERMINERS:
        at += 1
    told = _DETERMINERS.get(s.at(at))
    if told is None:
        return None
    head = at + 1
    while s.at(head) in _DETERMINERS and s.at(head) not in ("la", "las", "los", "el"):
        head += 1
    tag = noun(s, head)
    coming = noun(s, head + 1)
    fits = coming is not None and coming[1] in (told[1], "n", "?")  # «los niños cena»: not of them
    if tag is None or (fits and is_adjective(s, head) and share(s.at(head), "adjective") > 0.3):
        if not is_adjective(s, head) and share(s.at(head), "adjective") < 0.1:
            return None
        head += 1
        tag = noun(s, head)
        if tag is None:
            return None
    gender, number = tag
    gender = gender if gender in "mf" else told[0] if told[0] != "?" else ""
    number = number if number in "sp" else told[1]
    if number != told[1]:
        return None  # which of the two is wrong is not known
    end = head + 1
    while True:
        after = end + 1 if s.at(end) in DEGREES else end
        if not is_adjective(s, after) or (noun(s, after) and not is_adjective(s, after)):
            break
        end = after + 1
    return Phrase(i, end, head, gender, number)


def phrase_before(s: Sentence, end: int, most: int = 4) -> Phrase | None:
    """The longest noun phrase of at most so many words that ends before a place."""
    return next((p for n in range(max(0, end - most), end) if (p := phrase(s, n)) and p.end == end), None)


def head_before(s: Sentence, end: int) -> str:
    """The head of the phrase that ends before a place and follows no preposition, singular; "" where none does."""
    for start in range(max(0, end - 4), end):
        found = phrase(s, start)
        if found and found.end == end and s.at(start - 1) not in ("a", "en", "con", "para", "por", "de", "del", "sin"):
            return singular(s.at(found.head))
    return ""
