"""Which preposition a verb takes: from `data/regimes.toml`, verb by verb."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    PRONOUNS,
    WHEN,
    finite,
    infinitive,
    is_finite,
    is_person_name,
    noun,
    phrase,
    share,
)
from tutor.language.es.analysis import Analysis
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

REFLEXIVE = words("me te se nos os")
_VEHICLES = words(
    "coche carro auto tren avión autobús bus metro bicicleta bici taxi barco moto camión vuelo ferry punto general vano total fin"
)
_INSTRUMENTS = words("piano guitarra violín batería flauta trompeta clarinete saxofón bajo tambor")
_GAMES = words(
    "fútbol tenis baloncesto béisbol golf voleibol ajedrez básquetbol pádel rugby hockey póquer billar cartas videojuegos dominó"
)
_THINGS = words(
    "música radio televisión tele película películas canción canciones podcast noticias foto fotos serie series discos disco"
)
_ADJECTIVES = {
    "harto": ("de", ("con", "a")), "cansado": ("de", ("con", "sobre")), "casado": ("con", ("a", "de")), "enamorado": ("de", ("con",)),
    "interesado": ("en", ("a", "de", "sobre")), "lleno": ("de", ("con",)), "orgulloso": ("de", ("con", "sobre")), "seguro": ("de", ("sobre",)),
    "acostumbrado": ("a", ("con", "de")), "preocupado": ("por", ("sobre", "de")), "parecido": ("a", ("con", "como")), "capaz": ("de", ("a", "para")),
    "basado": ("en", ("a", "de", "sobre")), "divorciado": ("de", ("con",)), "aficionado": ("a", ("de", "con")), "relacionado": ("con", ("a", "de")),
    "adicto": ("a", ("de", "con", "en")), "similar": ("a", ("de", "con", "como")), "famoso": ("por", ("para",)), "celoso": ("de", ("con",)),
    "responsable": ("de", ("para",)), "formado": ("por", ("de",)), "obsesionado": ("con", ("de", "sobre")), "emocionado": ("por", ("sobre",)), "enfadado": ("con", ("a",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Regime:
    """What one verb takes."""

    takes: str
    wrong: tuple[str, ...]
    before: str
    pronoun: bool | None
    times: bool


@cache
def regimes() -> dict[str, tuple[Regime, ...]]:
    """The table by verb."""
    text = (files("tutor.corrections") / "data" / "regimes.toml").read_text(encoding="utf-8")
    found: dict[str, tuple[Regime, ...]] = {}
    for row in tomllib.loads(text)["verb"]:
        one = Regime(row["takes"], tuple(row["wrong"]), row["before"], row.get("pronoun"), row.get("times", True))
        for verb in row["verbs"].split():
            found[verb] = (*found.get(verb, ()), one)
    return found


def regime(s: Sentence) -> Iterator[Finding]:
    """Sueño de → con; me acuerdo tu nombre → de tu nombre; llegué en → a; busco por → busco."""
    for i in range(len(s)):
        yield from _of_verb(s, i)
        yield from _of_adjective(s, i)
        yield from _there(s, i)


def _of_verb(s: Sentence, i: int) -> Iterator[Finding]:
    told = [a for a in analyses(s.at(i)) if a.part == "verb" and a.lemma in regimes()]
    if (
        not told
        or s.is_name(i)
        or (told[0].features.mood in ("indicative", "subjunctive", "imperative") and not is_finite(s, i))
    ):
        return
    if noun(s, i) and (
        s.at(i - 1) in ("el", "la", "un", "una", "mi", "los", "las", "del", "al", "de")
        or (share(s.at(i), "noun") > share(s.at(i), "verb") * 3 and not is_finite(s, i))
    ):
        return
    before = i - 2 if "haber" in {a.lemma for a in analyses(s.at(i - 1))} else i - 1
    reflexive = bool(set(told[0].pronouns) & REFLEXIVE) or s.at(before) in _own_pronouns(s, i)
    if reflexive and s.at(before - 1) in CLITICS:
        return  # se me olvidó
    for rule in regimes()[told[0].lemma]:
        if rule.pronoun is not None and rule.pronoun != reflexive:
            continue
        if s.at(i - 1) in ("lo", "la", "los", "las", "le", "les") or set(told[0].pronouns) & {
            "lo",
            "la",
            "los",
            "las",
            "le",
            "les",
        }:
            continue
        if (
            not rule.times
            and s.at(i) in ("fue", "fueron", "era", "fuera", "fueran")
            and not (s.at(i - 1) in PRONOUNS or _goes(s, i))
        ):
            continue  # «la fiesta fue en casa» is ser
        after = s.at(i + 1)
        if not rule.times and _not_going(s, i, told[0]):
            continue
        if (
            s.text(i + 1, i + 3) in ("sobre todo", "al teléfono")
            or s.text(i + 1, i + 3) == "de haber"
            or s.at(i + 2).startswith("haber")
        ):
            continue
        if {"qué", "cuándo"} & set(s.words[:i]) and after == "de" and rule.takes == "":
            continue  # «¿qué quiere de beber?»
        if s.text(i + 1, i + 3) == "por qué":
            continue  # «piden por qué» asks
        if _asked_first(s, i, rule.takes) or after in PRONOUNS:
            continue  # «¿de qué se queja…?», «¿se acuerdan ustedes de…?»
        if (rule.takes == "a" and s.at(i) == "ve") or (
            told[0].lemma == "ir" and s.at(i - 1) in ("me", "te", "le", "nos", "les")
        ):
            continue  # he sees; how one gets on
        if told[0].features.mood == "infinitive" and {a.lemma for a in analyses(s.at(i - 1))} & _LETS:
            continue  # «vieron salir el agua»
        if after == "al" and infinitive(s, i + 2):
            continue  # «se rio al traducirlo» tells when
        if told[0].lemma == "pensar" and {"qué", "que", "lo"} & set(s.words[max(0, i - 4) : i]):
            continue  # «¿qué piensas de…?» asks for an opinion
        if rule.takes == "" and "por" in rule.wrong and s.at(i - 1) in CLITICS:
            continue  # «me buscó por todos los hostales»
        if rule.takes == "" and "" not in rule.wrong and told[0].pronouns:
            continue  # «buscándote por el centro»
        if (
            rule.takes == ""
            and rule.before == "infinitive"
            and after in rule.wrong
            and s.at(i + 2) == "no"
            and infinitive(s, i + 3)
        ):
            yield Finding(i + 1, i + 2, "", "regime-none", 0.88, told[0].lemma)
            return
        if s.at(before) == "se" and {"a", "al"} & set(s.words[max(0, before - 4) : before]) and "" in rule.wrong:
            continue  # «a Juan se olvidó la cartera»
        if "" in rule.wrong and _fits(s, i + 1, rule) and not _leaves(s, i):
            if rule.takes == "a" and s.at(i + 1) == "el":
                yield Finding(i + 1, i + 2, "al", "regime", 0.87, told[0].lemma)
            elif rule.takes == "de" and s.at(i + 1) == "el":
                yield Finding(i + 1, i + 2, "del", "regime", 0.87, told[0].lemma)
            else:
                yield Finding(i + 1, i + 1, rule.takes, "regime", 0.87, _named(told[0].lemma, rule))
            return
        loose = rule.pronoun is True or told[0].lemma in ("pensar", "llegar")
        at = i + 1 + (after in ("mucho", "siempre", "bien", "tanto", "tarde", "temprano", "pronto") and loose)
        after = s.at(at)
        bare = {"al": "a", "del": "de"}.get(after, after)
        if bare in rule.wrong and bare and _fits(s, at + 1, rule, article=bare != after):
            if told[0].lemma == "pensar" and any(w in ("manera", "forma", "modo") for w in s.words[at + 1 : at + 5]):
                return  # «pensar de la misma manera»
            yield from _changed(
                s, at, bare, after, rule, told[0].lemma + ("se" if reflexive and not rule.pronoun else "")
            )
            return


def _own_pronouns(s: Sentence, i: int) -> frozenset[str]:
    """The pronouns that are of who does it: «me acuerdo», not «me alegra»."""
    persons = {r.person for r in finite(s, i) or [r for r in analyse(s.at(i)) if r.person]}
    own = {"1s": "me", "2s": "te", "vos": "te", "3s": "se", "1p": "nos", "2p": "os", "3p": "se"}
    have = {r.person for r in analyse(s.at(i - 1)) if r.person and r.verb == "haber"}
    return frozenset(own[p] for p in (have or persons) if p in own) if have or persons else REFLEXIVE


def _not_going(s: Sentence, i: int, told: Analysis) -> bool:
    """«El precio va en la receta», «ida y vuelta en la ciudad», «¿adónde fuiste en tu viaje?»: nobody goes there."""
    third = told.lemma in ("ir", "venir") and all(r.person[0] == "3" for r in finite(s, i)) and bool(finite(s, i))
    noun_rather = told.features.mood == "participle" and not any(r.verb == "haber" for r in analyse(s.at(i - 1)))
    asked = {"adónde", "dónde"} & set(s.words[:i])
    somebody = s.at(i - 1) in PRONOUNS or _goes(s, i) or any(w in PRONOUNS for w in s.words[max(0, i - 3) : i])
    return bool(
        noun_rather or asked or (third and not somebody) or s.text(i + 1, i + 4).endswith(("misma", "dirección"))
    )


_LETS = words("ver oír dejar hacer sentir mirar escuchar")


def _asked_first(s: Sentence, i: int, takes: str) -> bool:
    """Whether the preposition with what it is asked of stands before: «¿de qué se queja…?»"""
    return any(
        s.at(n) == takes and s.at(n + 1) in ("qué", "quién", "quiénes", "que", "quien") for n in range(max(0, i - 5), i)
    )


def _leaves(s: Sentence, i: int) -> bool:
    """Whether what stands behind is what leaves or arrives: «sale el tren», «entra el metro»."""
    found = phrase(s, i + 1)
    done = any(r.tense == "participle" for r in analyse(s.at(i)))
    return bool(
        found and s.at(found.head) in _VEHICLES and (done or any(r.person[:1] == "3" for r in analyse(s.at(i))))
    )


def _goes(s: Sentence, i: int) -> bool:
    """Whether somebody stands before who can go: ir and ser share «fue»."""
    found = next((p for n in range(max(0, i - 4), i) if (p := phrase(s, n)) and p.end == i), None)
    return is_person_name(s, i - 1) or bool(
        found and (s.at(found.head) in PERSONS or singular(s.at(found.head)) in PERSONS)
    )


def _named(lemma: str, rule: Regime) -> str:
    return lemma + ("se" if rule.pronoun else "")


def _changed(s: Sentence, at: int, bare: str, after: str, rule: Regime, lemma: str) -> Iterator[Finding]:
    """The preposition at `at` becomes the right one, joined with the article as it must be."""
    article = bare != after
    name = _named(lemma, rule)
    if not rule.takes:
        yield Finding(at, at + 1, "el" if article else "", "regime-none", 0.88, name)
    elif article:
        joined = {"a": "al", "de": "del"}.get(rule.takes, f"{rule.takes} el")
        yield Finding(at, at + 1, joined, "regime", 0.88, name)
    elif rule.takes in ("a", "de") and s.at(at + 1) == "el" and s.tokens[at + 1].text == "el":
        yield Finding(at, at + 2, {"a": "al", "de": "del"}[rule.takes], "regime", 0.88, name)
    else:
        yield Finding(at, at + 1, rule.takes, "regime", 0.88, name)


def _fits(s: Sentence, i: int, rule: Regime, *, article: bool = False) -> bool:
    """Whether what the rule is for stands here."""
    if s.at(i) in ("partir", "pesar", "fin", "veces", "menudo", "través", "causa"):
        return False  # a partir de, a pesar de
    if rule.before in ("infinitive", "any") and infinitive(s, i) and not article:
        return share(s.at(i), "noun", "adjective") < 0.5
    if rule.before == "infinitive":
        return False
    found = phrase(s, i)
    head = s.at(i) if article else s.at(found.head) if found else ""
    if rule.before == "instrument":
        return head in _INSTRUMENTS and (article or s.at(i) in ("el", "la"))
    if rule.before == "game":
        return head in _GAMES and s.at(i) in ("el", "la", "los", "las")
    if rule.before == "thing":
        return head in _THINGS or s.at(i) in _THINGS
    if not rule.times:
        bare = s.at(i)
        if (
            bare in _VEHICLES
            or head in WHEN
            or head in _VEHICLES
            or bare.isdigit()
            or bare in WHEN
            or (not article and not found and noun(s, i) and bare not in ("casa", "clase"))
        ):
            return False
        if found and s.at(i) in PRONOUNS:
            return False
        return (
            bool(found and s.at(i) in ("el", "la", "los", "las", "mi", "tu", "su", "nuestra"))
            or s.is_name(i)
            or article
            or bare in ("casa", "clase")
        )
    if "" in rule.wrong and rule.takes in ("en", "de", "a") and not rule.pronoun:
        # «Entra mi madre», «sale el sol»: only a place is entered and left.
        return bool(found) and head in PLACES and s.at(i) in ("el", "la", "mi", "tu", "su", "un", "una", "los", "las")
    if rule.before == "bare":
        return (
            s.at(i) not in ("maravilla", "miedo", "pena", "lejos")
            and noun(s, i) is not None
            and not found
            and s.at(i) not in WHEN
        )
    if rule.before == "ours":
        return bool(found) and (s.at(i) in OURS or s.at(i) in PRONOUNS or is_person_name(s, i))
    if (rule.pronoun and s.at(i) in _ALL_OF_IT) or (rule.times and s.text(i, i + 2) in ("lo que", "los demás")):
        return True
    if found and s.at(found.head) in WHEN:
        return (
            rule.takes == "de"
            and rule.pronoun is True
            and s.at(i) in ("ese", "esa", "aquel", "aquella", "aquellos", "esos")
        )
    return article or found is not None or s.is_name(i) or s.at(i) in ("mí", "ti", "eso", "esto", "qué")


OURS = words("mi mis tu tus su sus nuestro nuestra nuestros nuestras")
_ALL_OF_IT = words("todo eso esto nada")
PLACES = words(
    "cine casa oficina tienda clase escuela colegio universidad hospital restaurante bar café museo teatro parque edificio cuarto "
    "habitación cocina salón sala banco iglesia estación aeropuerto hotel biblioteca supermercado playa montaña mercado farmacia piscina "
    "gimnasio coche tren metro ascensor piso apartamento fábrica despacho aula baño garaje ciudad país pueblo "
    "conferencia reunión fiesta boda curso concierto partido congreso taller seminario ceremonia entierro misa"
)


def _of_adjective(s: Sentence, i: int) -> Iterator[Finding]:
    lemma = s.at(i).removesuffix("s")
    lemma = lemma[:-1] + "o" if lemma.endswith("a") else lemma
    told = _ADJECTIVES.get(lemma)
    after = s.at(i + 1)
    bare = {"al": "a", "del": "de"}.get(after, after)
    if s.at(i + 2) == "tal" or (lemma == "parecido" and noun(s, i) and s.at(i - 1) not in ("muy", "es", "son")):
        return  # «cansada con tal de que», «un gran parecido con»
    if told is None or bare not in told[1] or s.at(i - 1) in ("más", "lo"):
        return
    right = told[0]
    if told[0] == "con" and s.at(i + 2) in ("mí", "ti"):
        yield Finding(i + 1, i + 3, {"mí": "conmigo", "ti": "contigo"}[s.at(i + 2)], "regime", 0.88, s.at(i))
        return
    if bare == "a" and not (infinitive(s, i + 2) or phrase(s, i + 2) or after == "al"):
        return
    one = Regime(right, (bare,), "any", None, times=True)
    yield from _changed(s, i + 1, bare, after, one, s.at(i))


_THERE = words("vivir residir estudiar nacer trabajar")


def _there(s: Sentence, i: int) -> Iterator[Finding]:
    """«Vivo a Madrid», «estudio a la universidad»: where one is has en."""
    after = s.at(i + 1)
    if (
        after not in ("a", "al")
        or s.at(i - 1) == "a"  # «se fue a estudiar a Chile»
        or not {a.lemma for a in analyses(s.at(i)) if a.part == "verb"} & _THERE
        or not (is_finite(s, i) or infinitive(s, i))
    ):
        return
    named = s.is_name(i + 2) and any(
        a.part == "name" and a.features.tag[4:5] == "G" for a in analyses(s.tokens[i + 2].text)
    )
    named = named or (
        s.at(i + 2) in ("otro", "otra", "un", "una") and s.at(i + 3) in words("país ciudad pueblo casa barrio piso")
    )
    told = (after == "al" and s.at(i + 2) in PLACES) or (s.at(i + 2) in ("la", "una", "mi") and s.at(i + 3) in PLACES)
    if (after == "a" and named) or told:
        yield Finding(i + 1, i + 2, "en" if after == "a" else "en el", "regime", 0.87, s.at(i))
