"""Ser and estar where the words around leave one of them: hours, eyes, gifts, actions judged, passives, questions."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.grammar.states import EVENTS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    DEGREES,
    PRONOUNS,
    STOPS,
    conjugated,
    head_before,
    infinitive,
    is_finite,
    is_person_name,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_HOURS = words("una dos tres cuatro cinco seis siete ocho nueve diez once doce")
_EYES = words("verdes azules marrones castaños cafés")
_GIVEN = words("regalo carta flor paquete libro café bocadillo sorpresa mensaje pastel ramo")
_JUDGED = words(
    "útil importante necesario fácil difícil interesante divertido caro barato bueno malo peligroso aburrido sano saludable imposible posible "
    "emocionante mejor fundamental"
)
_CLEAR = words("evidente obvio lógico imposible necesario obligatorio probable verdad")
_MADE = words(
    "construir escribir pintar inventar descubrir diseñar fundar hacer crear componer dirigir traducir publicar robar atacar"
)
_PAST_TO = {"estuve": "fui", "estuvo": "fue", "estuvieron": "fueron", "estuvimos": "fuimos"}
_LIFE = words("joven niño niña niños niñas jóvenes adolescente pequeño pequeña")


def copula_frames(s: Sentence) -> Iterator[Finding]:
    """Están las cinco → son; mis ojos están verdes → son; está para mi madre → es; estuvo construido por → fue."""
    for i in range(len(s)):
        if not is_finite(s, i) or s.is_name(i):
            continue
        told = next(
            (r for r in analyse(s.at(i)) if r.person and r.person != "vos" and r.verb in ("ser", "estar")), None
        )
        if told and told.tense != "imperative":
            yield from _stay(s, i, told) if told.verb == "estar" else _be(s, i, told)


def _starts(s: Sentence, i: int) -> bool:
    return i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in ("ya", "y", "pero", "no", "porque", "que")


def _stay(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    new = conjugated("ser", r.tense, r.person)
    at = i + 1
    while s.at(at) in DEGREES:
        at += 1
    word, after = s.at(at), s.at(i + 1)
    lemma = next((a.lemma for a in analyses(word) if a.part == "adjective"), word)
    head = head_before(s, i)
    if after in ("las", "la") and s.at(i + 2) in _HOURS and r.person[0] == "3" and _starts(s, i):
        if s.at(i + 3) in STOPS | {"", "y", "menos", "en", "de"} and (s.at(i + 3) != "de" or s.at(i + 4) == "la"):
            yield Finding(i, i + 1, new, "ser-hour", 0.88, s.text(i + 1, i + 3))
    elif (
        s.at(i - 1) in ("hoy", "mañana")
        and s.at(i) == "está"
        and (after in _DAYS or s.text(i + 1, i + 3) in _OCCASIONS)
    ):
        yield Finding(i, i + 1, "es", "ser", 0.88, after)
    elif after in _OWNED and s.at(i + 2) in STOPS | {""} and r.person[0] == "3":
        yield Finding(i, i + 1, new, "ser", 0.88, after)
    elif after in ("el", "la", "los", "las", "mi") and r.tense in ("present", "imperfect") and _named(s, i):
        yield Finding(i, i + 1, new, "ser", 0.87, s.text(i + 1, i + 3))
    elif head == "ojo" and word in _EYES and r.tense in ("present", "imperfect"):
        yield Finding(i, i + 1, new, "ser-trait", 0.88, word)
    elif after == "para" and head in _GIVEN and _person(s, i + 2) and r.tense == "present":
        yield Finding(i, i + 1, new, "ser-for", 0.87, s.text(i + 1, i + 4))
    elif s.at(i) in _PAST_TO and _passive(s, i):
        yield Finding(i, i + 1, _PAST_TO[s.at(i)], "ser-passive", 0.87, s.text(i + 1, i + 3))
    elif lemma in _CLEAR and r.person == "3s" and at == i + 1 and _starts(s, i) and s.at(at + 1) in STOPS | {"que", ""}:
        yield Finding(i, i + 1, new, "ser", 0.88, word)
    elif lemma in _JUDGED and r.person == "3s" and r.tense == "present" and infinitive(s, 0) and _action(s, i):
        yield Finding(i, i + 1, new, "ser", 0.86, word)
    elif (
        s.text(i - 3, i) == "¿ de dónde"
        and r.tense == "present"
        and (s.at(i + 1) in ("?", "tú", "usted") or phrase(s, i + 1))
    ):
        yield Finding(i, i + 1, new, "ser-origin", 0.88, "de dónde")
    elif word in _LIFE and at == i + 1 and r.tense == "preterite" and "cuando" in s.words[max(0, i - 3) : i]:
        yield Finding(i, i + 1, conjugated("ser", "imperfect", r.person), "ser-trait", 0.87, word)
    elif (
        lemma in ("bueno", "malo")
        and s.at(at + 1) == "en"
        and r.tense == "present"
        and (r.person in ("1s", "2s") or is_person_name(s, i - 1) or s.at(i - 1) in PRONOUNS)
        and (
            s.at(at + 2) in ("matemáticas", "deportes", "idiomas", "español", "inglés")
            or s.at(at + 2) in ("el", "la", "los", "las")
        )
    ):
        yield Finding(i, i + 1, new, "ser-trait", 0.86, s.text(at, at + 2))
    elif s.text(i + 1, i + 3) in ("mejores amigos", "mejores amigas", "buenos amigos", "buenas amigas"):
        yield Finding(i, i + 1, new, "ser", 0.87, s.text(i + 1, i + 3))


_DAYS = words("lunes martes miércoles jueves viernes sábado domingo")
_OCCASIONS = frozenset(
    ("mi cumpleaños", "tu cumpleaños", "su cumpleaños", "el cumpleaños", "la fiesta", "la boda", "el examen", "mi boda")
)
_OWNED = words("mío mía míos mías tuyo tuya tuyos tuyas suyo suya suyos suyas nuestro nuestra nuestros nuestras")
_WHO = words("capital mejor peor presidente presidenta jefe jefa dueño dueña director directora")


def _named(s: Sentence, i: int) -> bool:
    """«Lima está la capital», «mi color favorito está el azul»: what it is stands behind."""
    favourite = s.at(i - 1) in ("favorito", "favorita", "favoritos", "favoritas") and phrase(s, i + 1) is not None
    named = s.is_name(i - 1) or (i == 1 and s.tokens[0].text[0].isupper()) or s.at(i - 1) in PRONOUNS
    return favourite or (named and s.at(i + 2) in _WHO and "?" not in s.words)


def _person(s: Sentence, i: int) -> bool:
    """Whether somebody is named here: «para ti», «para mi madre», «para Ana»."""
    if s.at(i) in ("mí", "ti", "usted", "ustedes", "él", "ella", "ellos", "ellas", "vosotros"):
        return True
    found = phrase(s, i)
    return is_person_name(s, i) or bool(found and singular(s.at(found.head)) in PERSONS)


def _passive(s: Sentence, i: int) -> bool:
    """A participle of what is made or done, and who did it: «construido por los romanos»."""
    made = {r.verb for r in analyse(s.at(i + 1)) if r.tense == "participle"}
    doer = phrase(s, i + 3)
    return (
        bool(made & _MADE)
        and s.at(i + 2) == "por"
        and bool(doer)
        and not any(w in s.words[i + 3 : i + 6] for w in ("años", "horas", "días", "meses", "semanas", "minutos"))
    )


def _action(s: Sentence, i: int) -> bool:
    """Whether nothing but an action and what it is done to stands before: «aprender idiomas está útil»."""
    return 0 < i <= 5 and not any(is_finite(s, n) or s.at(n) in STOPS for n in range(1, i))


def _beside(s: Sentence, i: int) -> bool:
    """«Al lado de», «a la derecha», «enfrente de»: where something is."""
    after = s.at(i + 1)
    if after in ("al", "a") and {"lado", "fondo", "derecha", "izquierda"} & {s.at(i + 2), s.at(i + 3)}:
        return True
    return after in ("enfrente", "detrás", "delante", "encima", "debajo") and s.at(i + 2) in ("de", "del")


def _be(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    new = conjugated("estar", r.tense, r.person)
    after = s.at(i + 1)
    if s.at(i - 1) == "cómo" and after == "hoy" and r.tense == "present" and s.at(i + 2) in STOPS | {"", "tú", "usted"}:
        yield Finding(i, i + 1, new, "estar-state", 0.88, "hoy")
    elif _beside(s, i) and (head := head_before(s, i)) and head not in EVENTS and r.tense in ("present", "imperfect"):
        yield Finding(i, i + 1, new, "estar-place", 0.87, s.text(i + 1, i + 3))
    elif s.text(i + 1, i + 3) in ("a dieta", "a régimen", "en forma", "en huelga", "a gusto", "al día") and r.tense in (
        "present",
        "imperfect",
    ):
        yield Finding(i, i + 1, new, "estar-phrase", 0.88, s.text(i + 1, i + 3))
    elif (
        after in ("muy", "bastante")
        and s.text(i + 2, i + 4) in ("en forma", "a gusto", "al día")
        and r.tense == "present"
    ):
        yield Finding(i, i + 1, new, "estar-phrase", 0.88, s.text(i + 2, i + 4))
    elif (
        r.person in ("3s", "3p")
        and r.tense == "imperfect"
        and s.at(i - 1) in ("cuando", "yo")
        and "cuando" in s.words[max(0, i - 2) : i]
        and s.at(i + 2) == "años"
        and any(a.features.tag.startswith(("DN", "Z")) for a in analyses(after))
    ):
        yield Finding(i, i + 1, conjugated("tener", "imperfect", r.person), "age", 0.9, s.text(i + 1, i + 3))
