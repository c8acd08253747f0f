"""What a scene's facts say to a question that none of its answers fits: one sentence of them, as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.conversation.scenes.sentences import LineSentence, read
from tutor.conversation.scenes.wording import capital
from tutor.conversation.scenes.words import Vocabulary
from tutor.language.es.lexicon import lexicon
from tutor.language.es.numbers import value

MOST_WORDS = {"A": 14, "B": 22, "C": 30}  # of a fact that is said in one breath
_CUT = re.compile(r"(?<=[.;])\s+|\n+")
# «Precio: 20 euros» is a note, «a las 7:15» is not.
_LABEL = re.compile(r":(?!\d)")
# What places and things do: «abre de ocho a tres», «hay leche», «cuesta diez euros».
_OF_PLACES = frozenset(
    [
        "haber",
        "abrir",
        "cerrar",
        "costar",
        "incluir",
        "quedar",
        "llegar",
        "salir",
        "tardar",
        "hacer",
        "empezar",
        "llover",
    ]
)
_OF_THEM = frozenset({"su", "sus", "le", "les"})
_BEFORE_VERBS = frozenset({"no", "ya", "también", "siempre", "nunca", "casi"})
_ALSO_VERBS = frozenset({"toca", "cocina", "pinta"})  # oftener nouns
_SWIMS = ["nada", "en"]
# Words that are about everything.
_COMMON = frozenset(
    [
        "para",
        "como",
        "cuando",
        "donde",
        "desde",
        "hasta",
        "sobre",
        "este",
        "esta",
        "esto",
        "estos",
        "estas",
        "haber",
        "tener",
        "hacer",
        "estar",
        "poder",
        "deber",
        "querer",
        "decir",
        "saber",
        "otro",
        "otra",
        "mucho",
        "poco",
        "todo",
        "toda",
        "todos",
        "muy",
        "aqui",
        "alli",
        "ahora",
        "entonces",
        "cosa",
        "vez",
        "dia",
        "hoy",
        "usted",
        "tambien",
        "bien",
        "gracias",
        "favor",
        "hola",
        "pero",
        "cual",
        "quien",
        "cuanto",
        "tiempo",
        "cuesta",
        "costar",
        "valer",
        "pagar",
        "euro",
        "pesos",
        "soles",
        "llevar",
        "tomar",
        "cada",
        "solo",
        "algo",
        "nada",
        "mas",
        "menos",
        "entre",
        "unos",
        "unas",
        "persona",
        "gente",
        "mes",
        "semana",
        "hora",
        "minuto",
        "ano",
        "noche",
        "tarde",
        "manana",
        "mejor",
        "gran",
        "grande",
        "bueno",
        "buen",
        "primero",
        "segundo",
        "dar",
        "ver",
        "venir",
        "llegar",
        "pasar",
        "dejar",
        "quedar",
        "poner",
        "creer",
        "pensar",
        "parecer",
        "gustar",
        "algun",
        "alguno",
        "alguna",
        "siempre",
        "nunca",
        "tanto",
        "mismo",
        "mio",
        "tuyo",
        "suyo",
        "todavia",
        "antes",
        "despues",
        "luego",
    ]
)


@dataclass(frozen=True, slots=True)
class SceneFact:
    """A sentence of the facts, with the words it is about."""

    text: str
    keys: frozenset[str]
    length: int


def facts_of(text: str, partner: str, vocabulary: Vocabulary) -> tuple[SceneFact, ...]:
    """The sentences that the partner can say as they stand: not those about themself, nor notes on the learner."""
    found = []
    name = partner.split(maxsplit=1)[0]
    for piece in _CUT.split(text):
        bare = piece.strip().rstrip(".;")
        if not bare or name in bare or "alumn" in bare or "client" in bare or "(" in bare or "%" in bare:
            continue
        if _of_somebody(bare) or _LABEL.search(bare):
            continue
        found.append(SceneFact(capital(bare) + ".", subject(bare, vocabulary), len(bare.split())))
    return tuple(found)


def _of_somebody(fact: str) -> bool:
    """Does it begin with what somebody does or has who was named before: the partner, mostly? «Trabaja en una librería»,
    «Nada en el mar», «Le gusta el cine», «Su hermana vive en Lima»."""
    first, *rest = (word.strip(",.;:").lower() for word in fact.split())
    if first in _OF_THEM or [first, *rest[:1]] == _SWIMS:
        return True
    if first in _BEFORE_VERBS and rest:
        first = rest[0]
    verbs = [a for a in lexicon().analyses(first) if a.part == "verb" and a.features.who == "3"]
    told = bool(verbs) and (lexicon().analyses(first)[0].part == "verb" or first in _ALSO_VERBS)
    return told and all(verb.lemma not in _OF_PLACES for verb in verbs)


def fact_about(facts: Sequence[SceneFact], question: LineSentence, band: str, least: int = 2) -> str:
    """The fact that shares most with a question: `least` words, or the only one that it is about; else empty."""
    asked = about(question)
    best, most = "", 0
    for fact in facts:
        shared = sum(bool(keys & fact.keys) for keys in asked)
        if fact.length <= MOST_WORDS[band] and shared > most and (shared >= least or len(asked) == 1):
            best, most = fact.text, shared
    return best


def about(sentence: LineSentence) -> list[frozenset[str]]:
    """The keys of each word that says what a sentence is about."""
    return [
        keys
        for word, keys in zip(sentence.words, sentence.keys, strict=True)
        if len(word) > 3 and not keys & _COMMON and value(word) is None
    ]


def subject(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The keys of all words that say what a text is about."""
    return frozenset().union(*(keys for sentence in read(text, vocabulary) for keys in about(sentence)))
