"""Él, mí, sé, está: pronouns and verbs that lose their accent, by what stands around them."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, adjectival, infinitive, is_person_name, noun, share
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_PREPOSITIONS = words("a ante con contra de desde en entre hacia para por sin sobre")
_ASKING = {
    "donde": "dónde",
    "cuando": "cuándo",
    "como": "cómo",
    "quien": "quién",
    "cual": "cuál",
    "que": "qué",
    "cuanto": "cuánto",
}
_ADVERBS = words("no también siempre nunca ya solo todavía nos")
_BEHIND_MI = words(
    "también me te se le nos el la los las todo toda todos todas y pero porque que no es era fue en con cuando ni sino por"
)
_BEHIND_ESTA = words("en con de muy aquí allí bien mal cerca lejos lleno llena tan un siempre")


def tilde(s: Sentence) -> Iterator[Finding]:
    """El es → él; para mi. → mí; no se donde → sé dónde; mi casa esta en → está."""
    for i, word in enumerate(s.words):
        if word == "el" and s.tokens[i].text in ("el", "El") and _he(s, i):
            yield Finding(i, i + 1, "él", "accent-meaning", 0.95)
        elif word == "mi" and s.at(i - 1) in _PREPOSITIONS and _me(s, i):
            yield Finding(i, i + 1, "mí", "accent-meaning", 0.95)
        elif word == "se" and _know(s, i):
            yield Finding(i, i + 1, "sé", "accent-meaning", 0.95)
            if s.at(i + 1) == "que" and infinitive(s, i + 2):
                yield Finding(i + 1, i + 2, "qué", "question-accent", 0.9)
            if s.at(i + 1) in _ASKING and s.at(i + 1) != "que":
                yield Finding(i + 1, i + 2, _ASKING[s.at(i + 1)], "question-accent", 0.9)
        elif word in _ASKING and _what_to_do(s, i):
            yield Finding(i, i + 1, _ASKING[word], "question-accent", 0.9)
        elif word == "esta" and _is(s, i):
            yield Finding(i, i + 1, "está", "accent-meaning", 0.95)


def _verb(s: Sentence, i: int) -> bool:
    """Whether the word is a verb of the third person more than anything else."""
    told = [r for r in analyse(s.at(i)) if r.person == "3s"]
    verbal = sum(
        a.share for a in analyses(s.at(i)) if a.part == "verb" and a.features.mood in ("indicative", "subjunctive")
    )
    others = share(s.at(i), "noun", "adverb", "preposition", "conjunction") + adjectival(s.at(i))
    return bool(told) and not s.is_name(i) and verbal > 1.5 * others


def _he(s: Sentence, i: int) -> bool:
    before, after = s.at(i - 1), s.at(i + 1)
    starts = (
        i == 0
        or before in STOPS
        or before
        in (
            "y",
            "que",
            "pero",
            "porque",
            "cuando",
            "si",
            "ayer",
            "hoy",
            "aunque",
            "mientras",
            "donde",
            "como",
            "entonces",
        )
    )
    if before in _PREPOSITIONS and i > 0:
        together = after == "y" and (s.at(i + 2) in _PREPOSITIONS | PRONOUNS.keys() or is_person_name(s, i + 2))
        return after in STOPS - {'"', "»", "”", "¿", "¡"} | {""} or together or (after in PRONOUNS and after != "él")
    if not (starts or before in PRONOUNS or noun(s, i - 1)) or after in ("que", "de", "cual"):
        return False
    at = i + 1
    while s.at(at) in CLITICS - {"la", "los", "las"} or s.at(at) in _ADVERBS:
        at += 1
    if (
        at > i + 1
        and s.at(i + 1) == "no"
        and any(r.person == "3s" and r.tense in ("preterite", "imperfect") for r in analyse(s.at(at)))
    ):
        return True  # «el no vino ayer»
    if at > i + 1 and s.at(i + 1) in CLITICS | {"también", "no", "siempre", "nunca"}:
        return _verb(s, at) or bool(analyse(s.at(at)) and not noun(s, at))
    if (
        before == "y"
        and noun(s, i - 2)
        and after
        and any(r.person in ("3p", "1p") for r in analyse(after))
        and not noun(s, i + 1)
    ):
        return True
    return starts and _verb(s, i + 1)


def _me(s: Sentence, i: int) -> bool:
    after = s.at(i + 1)
    if after in STOPS | {""}:
        return after != "…"
    return after in _BEHIND_MI or (after in ("mismo", "misma") and noun(s, i + 2) is None)


def _know(s: Sentence, i: int) -> bool:
    before, after = s.at(i - 1), s.at(i + 1)
    if before == "yo" and after in ("la", "lo", "los", "las") and analyse(s.at(i + 2)):
        return False  # «yo se la tomo»
    if before == "yo" and (infinitive(s, i + 1) == after or after in ("que", "mucho", "nada", "la", "el", "muy")):
        return after != ""
    if before != "no" or not (
        i == 1 or s.at(i - 2) in STOPS or s.at(i - 2) in ("yo", "pero", "y", "porque", "todavía", "que", "aún")
    ):
        return False
    return (
        after in ("donde", "cuando", "si", "que", "qué", "dónde", "cómo", "quién", "nada", "mucho", "por")
        or (after == "lo" and s.at(i + 2) == "que")
        or (infinitive(s, i + 1) == after and bool(after) and s.at(i - 2) in ("yo", "pero", ""))
    )


def _what_to_do(s: Sentence, i: int) -> bool:
    """«No sé que hacer», «no sabíamos donde ir»: an infinitive behind it is asked for."""
    knows = {r.verb for r in analyse(s.at(i - 1)) if r.person} & {"saber", "decidir"}
    return bool(knows) and "no" in s.words[max(0, i - 4) : i] and infinitive(s, i + 1) != ""


def _is(s: Sentence, i: int) -> bool:
    """Esta with somebody or something before it and no noun behind it."""
    before, after = s.at(i - 1), s.at(i + 1)
    if before in ("donde", "dónde", "cómo") and after in ("el", "la", "mi", "tu", "su", "los", "las", "mis"):
        return True
    subject = (
        before in PRONOUNS
        or is_person_name(s, i - 1)
        or (noun(s, i - 1) is not None and before not in STOPS)
        or before in ("no", "ya", "también", "siempre", "que", "dónde", "todo", "todavía")
    )
    plural = noun(s, i - 1)
    if (
        not subject
        or before in ("nosotros", "nosotras", "ellos", "ellas", "ustedes", "yo", "tú")
        or (plural and plural[1] == "p")
    ):
        return False  # its verb is another person's
    if s.at(i - 2) in ("en", "de", "a"):
        return False
    if noun(s, i + 1) or (adjectival(after) and noun(s, i + 2)):
        return False
    if before == "que" and not (after.endswith(("ando", "iendo")) or after in ("en", "muy", "bien", "mal", "cerca")):
        return False
    return after in _BEHIND_ESTA or after.endswith(("ando", "iendo", "yendo")) or adjectival(after) > 0.05
