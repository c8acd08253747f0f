"""Pronouns that an answer owes to its question: «¿Compraste el pan? Sí, lo compré», «¿Conoces a Marta? Sí, la conozco», «¿El libro? Lo he leído»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tutor.corrections.grammar.people import PERSONS, is_somebody
from tutor.corrections.grammar.recalled import HANDED_OVER, HANDLED, asked_back
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, IT, STOPS, WHEN, Phrase, finite, is_finite, is_person_name, phrase
from tutor.language.es.inflect import gender_number, singular
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_NO_OBJECT = words("ser estar haber ir venir salir volver llegar vivir trabajar gustar hablar entrar quedar llamar")
_YES = words("sí no claro , todavía ya yo aún también tampoco nunca siempre pues bueno")
_DEFINITE = words(
    "el la los las mi mis tu tus su sus este esta estos estas ese esa esos esas nuestro nuestra nuestros nuestras aquel aquella"
)
_BEHIND = (
    STOPS
    | {""}
    | words(
        "ayer hoy anoche esta en hace por todavía ya mañana bien con el los cada muchas una dos tres desde para antes"
    )
)
_ASKING = words("dónde cuándo cómo quién quiénes")
_FORBIDDEN = words("fumar aparcar entrar comer nadar pasar beber hacer correr hablar")
_DONE_BY_ALL = words("cenar comer hablar desayunar vivir beber almorzar")
_HOW = words("muy bien mal tarde temprano pronto")
_LANGUAGES = words("español inglés francés alemán italiano portugués catalán chino ruso árabe quechua gallego")
_SEEN = words("ver conocer visitar querer buscar encontrar llevar invitar abrazar saludar acompañar recoger")


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """What a question asks of: its verb, and its object with the pronoun for it."""

    verb: str
    thing: Phrase
    pronoun: str
    somebody: bool
    asks: str


def answered(before: Sentence | None, s: Sentence) -> Iterator[Finding]:
    """Sí, compré → sí, lo compré; sí, lo conozco → la conozco; le he leído → lo he leído; sí, sé → sí, lo sé."""
    yield from asked_back(before, s)
    if before is None:
        yield from _one(s)
    if before is None or before.at(len(before) - 1) != "?" or "¿" not in before.words:
        return
    yield from _known(before, s)
    if asked := _question(before):
        yield from _left_out(s, asked)
        yield from _of_her(before, s, asked)
    if thing := _thing(before):
        yield from _not_to_it(before, s, thing)


def _one(s: Sentence) -> Iterator[Finding]:
    """«Aquí habla español», «en España cena tarde», «no puede fumar aquí»: of anybody, where a text begins and nobody was named."""
    if s.text(0, 2) == "no puede" and s.at(2) in _FORBIDDEN and s.at(3) in ("aquí", "en", "fotos"):
        yield Finding(1, 1, "se", "se-one", 0.87, "puede")
        return
    at = 1 if s.at(0) in ("aquí", "allí") else 0
    if s.at(0) == "en" and (s.is_name(1) or s.at(1) in ("este", "mi", "ese")):
        where = phrase(s, 1)
        at = 2 if s.is_name(1) and not is_person_name(s, 1) else where.end if where else 0
    told = finite(s, at) if at else []
    if {r.verb for r in told} <= _DONE_BY_ALL and any((r.tense, r.person) == ("present", "3s") for r in told):
        much = s.at(at + 1) in ("mucho", "poco") and s.at(at + 2) in STOPS
        if (s.at(at + 1) in _HOW or s.at(at + 1) in _LANGUAGES or much) and not any(
            singular(w) in PERSONS for w in s.words
        ):
            yield Finding(at, at, "se", "se-one", 0.86, s.at(at))


def _known(before: Sentence, s: Sentence) -> Iterator[Finding]:
    """«¿Sabes que Pedro se casa? Sí, sé.»"""
    asks = before.at(before.words.index("¿") + 1) in ("sabes", "sabías", "sabe", "saben", "sabéis")
    short = [w for w in s.words if w[0].isalpha()]
    if asks and short in (["sí", "sé"], ["claro", "sé"], ["sí", "sabía"], ["sí", "ya", "sé"], ["sí", "sabemos"]):
        at = s.words.index(short[-1])
        yield Finding(at, at, "lo", "pronoun-object", 0.9, s.at(at))


def _done(s: Sentence, at: int) -> tuple[str, int]:
    """The verb that stands here, its participle for a compound tense, and where it ends; ("", at) where none does."""
    told = finite(s, at)
    if any(r.verb == "haber" for r in analyse(s.at(at))):
        done = [r.verb for r in analyse(s.at(at + 1)) if r.tense == "participle"]
        return (done[0], at + 2) if done else ("", at)
    return (told[0].verb, at + 1) if told else ("", at)


def _question(s: Sentence) -> _Inquiry | None:
    """What is asked of, where its object is one definite thing or person."""
    start = s.words.index("¿") + 1
    at = start
    while s.at(at) in _ASKING or s.at(at) in ("no", "ya", "con", "por", "qué", "tú", "y"):
        at += 1
    if s.at(at) in CLITICS:
        return None
    asks = s.text(start, at)
    done, end = _done(s, at)
    who = {r.person for r in analyse(s.at(at))} - {"vos"}
    if not done or done in _NO_OBJECT or (not who <= {"2s", "2p", "1s", "1p"} and "quién" not in asks):
        return None
    to = s.at(end) == "a"
    thing = phrase(s, end + to)
    if not thing or s.at(thing.head) in WHEN:
        return None
    name = is_person_name(s, thing.start)
    somebody = is_somebody(s, thing)
    tag = (thing.gender, thing.number)
    sure = somebody or gender_number(s.at(thing.head)) == tag
    if tag not in IT or not sure or to != somebody or not (name or s.at(thing.start) in _DEFINITE):
        return None
    return _Inquiry(done, thing, IT[tag], somebody, asks) if s.at(thing.end) != "y" else None


def _left_out(s: Sentence, asked: _Inquiry) -> Iterator[Finding]:
    """The same verb again without what was asked of: «sí, compré», «compré en Milán», «hizo mi madre»."""
    i = 0
    while s.at(i) in _YES:
        i += 1
    named = None
    if i == 0 and "quién" in asked.asks:
        named = phrase(s, 0)
        i = named.end if named else 0
    if i == 0 and not asked.asks:
        return
    verb, end = _done(s, i)
    if verb != asked.verb or s.at(i - 1) in CLITICS:
        return
    by = phrase(s, end) if "quién" in asked.asks and not named else None
    person = by and (is_somebody(s, by) or s.at(by.start) in ("un", "una"))
    if s.at(end) in _BEHIND or person:
        yield Finding(i, i, asked.pronoun, "pronoun-object", 0.88, s.at(i))


def _of_her(before: Sentence, s: Sentence, asked: _Inquiry) -> Iterator[Finding]:
    """«¿Conoces a Marta? Sí, lo conozco.»"""
    if not asked.somebody:
        return
    for i, word in enumerate(s.words):
        if s.at(i - 1) in CLITICS or (is_finite(s, i) and word not in CLITICS):
            return
        verb, _ = _done(s, i + 1)
        wrong = word in IT.values() or (word == "le" and asked.pronoun == "la" and verb in _SEEN)
        if wrong and word != asked.pronoun and (verb == asked.verb or verb in _SEEN - {"llevar"}) and i < 5:
            number = word.endswith("s") == asked.pronoun.endswith("s")
            if number:
                yield Finding(
                    i,
                    i + 1,
                    asked.pronoun,
                    "pronoun-recalls",
                    0.88,
                    before.as_written(asked.thing.start, asked.thing.end),
                )
            return


def _thing(s: Sentence) -> Phrase | None:
    """The thing that a question names and nothing else: «¿El libro?», «¿Y la leche?», «¿Dónde está la leche?»."""
    at = s.words.index("¿") + 1
    while s.at(at) in ("y", "dónde", "está", "están", "qué", "hiciste", "pasó", "con"):
        at += 1
    thing = phrase(s, at)
    if not thing or thing.end != len(s) - 1 or is_somebody(s, thing):
        return None
    tag = (thing.gender, thing.number)
    return thing if tag in IT and gender_number(s.at(thing.head)) == tag else None


def _not_to_it(before: Sentence, s: Sentence, thing: Phrase) -> Iterator[Finding]:
    """«¿Las maletas? Les dejé en el coche.»"""
    i = 0
    while s.at(i) in _YES:
        i += 1
    verb, end = _done(s, i + 1)
    one = s.at(i) == ("les" if thing.number == "p" else "le")
    if one and verb in (HANDLED - HANDED_OVER) | {"poner", "ver"} and s.at(end) in _BEHIND:
        yield Finding(
            i, i + 1, IT[thing.gender, thing.number], "pronoun-recalls", 0.88, before.text(thing.start, thing.end)
        )
