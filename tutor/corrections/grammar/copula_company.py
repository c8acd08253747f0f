"""Ser and estar by what stands behind: «¡qué guapa estás con ese vestido!», «soy vegetariano», «está de camarero», «estamos a lunes»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.states import PROFESSIONS, SURE_EVENTS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, conjugated, is_finite, noun, phrase
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_GARMENT = words("vestido camisa falda traje abrigo peinado sombrero corbata chaqueta")
_FOOD = words("sopa comida paella tortilla carne pescado tarta pastel ensalada café arroz pizza salsa plato guiso")
_TASTY = words("rico bueno salado delicioso soso picante dulce malo")
_MONTHS = words(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo"
)


def copula_company(s: Sentence) -> Iterator[Finding]:
    """Lima está una ciudad → es; estoy vegetariano → soy; es de camarero → está; mañana está fiesta → es; somos a lunes → estamos."""
    for i, word in enumerate(s.words):
        after = s.at(i + 1)
        if (
            word in ("está", "estaba")
            and s.at(i - 1) in ("hoy", "mañana", "ayer")
            and after in ("fiesta", "festivo", "domingo", "lunes")
        ):
            yield Finding(i, i + 1, "es" if word == "está" else "era", "ser", 0.88)
        elif (
            word in ("soy", "eres", "es", "somos", "son")
            and after == "a"
            and s.tokens[i + 1].text == "a"
            and (s.at(i + 2) in _MONTHS or s.at(i + 2).isdigit())
        ):
            yield Finding(i, i + 1, conjugated("estar", "present", analyse(word)[0].person), "estar-date", 0.88)
        yield from _stays(s, i, word)
        yield from _is_always(s, i, word)


def _stays(s: Sentence, i: int, word: str) -> Iterator[Finding]:
    """«¡Qué guapa eres con ese vestido!», «esta sopa es muy rica hoy», «¿dónde está el concierto?», «es en paro»."""
    if not is_finite(s, i):
        return
    told = [r for r in analyse(word) if r.person and r.verb in ("ser", "estar") and r.tense in ("present", "imperfect")]
    if not told:
        return
    reading = told[0]
    other = conjugated("estar" if reading.verb == "ser" else "ser", reading.tense, reading.person)
    if reading.verb == "ser":
        at = i + 1 + (s.at(i + 1) in ("muy", "un", "demasiado"))
        base = s.at(at).removesuffix("s")
        base = base[:-1] + "o" if base.endswith("a") else base
        head = next((singular(s.at(p.head)) for n in range(max(0, i - 4), i) if (p := phrase(s, n)) and p.end == i), "")
        worn = (
            s.at(i + 1) == "con" and s.at(i + 2) in ("ese", "este", "esa", "esta") and singular(s.at(i + 3)) in _GARMENT
        )
        if worn and "qué" in s.words[:i]:
            yield Finding(i, i + 1, other, "estar-state", 0.88, s.at(i - 1))
        elif head in _FOOD and base in _TASTY and {"hoy", "ahora"} & set(s.words):
            yield Finding(i, i + 1, other, "estar-state", 0.87, s.at(at))
        elif (
            s.at(i + 1) == "en"
            and s.at(i + 2) in ("paro", "forma", "huelga", "obras", "peligro")
            and s.at(i + 3) in STOPS | {"", "y"}
        ):
            yield Finding(i, i + 1, other, "estar-phrase", 0.88, s.text(i + 1, i + 3))
    elif s.at(i - 1) == "dónde" and s.at(i + 1) in ("el", "la") and s.at(i + 2) in SURE_EVENTS and s.at(i + 3) == "?":
        yield Finding(i, i + 1, other, "ser-event", 0.88, s.at(i + 2))
    elif (
        s.text(i - 2, i) == "de quién"
        and s.at(i - 3) in ("¿", "")
        and s.at(i + 1) in ("este", "esta", "ese", "esa", "el", "la", "estos", "estas")
    ):
        yield Finding(i, i + 1, other, "ser-origin", 0.9)
    elif s.at(i + 1) in ("un", "una") and noun(s, i + 2) and _told_of(s, i):
        yield Finding(i, i + 1, other, "ser", 0.87)


_ALWAYS = words("vegetariano vegano católico musulmán budista protestante judío zurdo celíaco diabético alérgico")


def _is_always(s: Sentence, i: int, word: str) -> Iterator[Finding]:
    """«Estoy vegetariano» → soy; «es de camarero este verano» → está; «estoy correcto» → tengo razón; «estoy caliente» → tengo calor."""
    told = [r for r in analyse(word) if r.person and r.verb in ("ser", "estar") and r.tense in ("present", "imperfect")]
    if not told or not is_finite(s, i):
        return
    reading, base = told[0], s.at(i + 1).removesuffix("s")
    base = base[:-1] + "o" if base.endswith("a") and base not in ("budista",) else base
    ends = s.at(i + 2) in STOPS | {"", "y", "porque", "desde", "a", "pero"}
    if reading.verb == "estar" and base in _ALWAYS and ends:
        yield Finding(i, i + 1, conjugated("ser", reading.tense, reading.person), "ser-trait", 0.87, s.at(i + 1))
    elif (
        reading.verb == "ser"
        and s.at(i + 1) == "de"
        and s.at(i + 2) in PROFESSIONS
        and s.at(i + 3) in STOPS | {"", "en", "este", "ahora"}
    ):
        yield Finding(
            i, i + 1, conjugated("estar", reading.tense, reading.person), "estar-phrase", 0.88, s.text(i + 1, i + 3)
        )
    elif (
        reading.person in ("1s", "2s", "1p")
        and base in ("correcto", "caliente")
        and ends
        and s.at(i - 1) not in ("lo", "que")
    ):
        have = conjugated("tener", reading.tense, reading.person)
        yield Finding(i, i + 2, f"{have} {'razón' if base == 'correcto' else 'calor'}", "tener", 0.9)


_IS_A = words(
    "ciudad persona país mujer hombre chica chico pueblo idea libro lugar sitio deporte animal fruta bebida plato profesora profesor amigo amiga problema"
)


def _told_of(s: Sentence, i: int) -> bool:
    """Whether it is said what something is: «Lima está una ciudad enorme»."""
    subject = (s.is_name(i - 1) or i == 1) or any((p := phrase(s, n)) and p.end == i for n in range(max(0, i - 4), i))
    place = s.at(0) in ("en", "aquí", "allí", "sobre", "cerca", "detrás", "delante")
    return subject and not place and s.at(i + 2) in _IS_A and s.at(i - 1) not in CLITICS
