"""The past where a word such as ayer leaves no doubt of it, and the imperfect of what somebody was."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, conjugated, finite, is_finite, phrase, share
from tutor.language.es.lexicon import analyses
from tutor.language.es.wordlist import words

_OVER = words("ayer anoche anteayer")
_SPANS = words(
    "semana mes año verano invierno primavera otoño fin lunes martes miércoles jueves viernes sábado domingo noche vez década navidad"
)
_UNITS = words("días semanas meses años horas minutos año mes")
_YOUNG = words(
    "niño niña niños niñas pequeño pequeña pequeños joven jóvenes adolescente adolescentes estudiante chico chica bebé"
)
_LASTING = words("ser estar tener vivir llevar saber querer poder haber")
_OWN = words("mi mis nuestra nuestro nuestras nuestros")
_BEHIND_VERB = words("un una el la los las mi su en con a al mucho muy")
_BETWEEN = CLITICS | PRONOUNS.keys() | words("no también siempre casi ya solo")


def past(s: Sentence) -> Iterator[Finding]:
    """Ayer voy al cine → fui; cuando fui niño → era; de pequeño tuve el pelo rubio → tenía."""
    for i in range(len(s)):
        end, trigger = _over(s, i)
        if end and (found := _present(s, end)) is not None:
            at, lasting = found
            told = [r for r in finite(s, at) if r.tense == "present"]
            if trigger.startswith("en ") and not _OWN & set(s.words[end:at]):  # history is told in the present as well
                told = [r for r in told if r.person[0] == "1"]
            for reading in told[:1]:
                new = conjugated(
                    reading.verb, "imperfect" if lasting else "preterite", _who(s, end, at, reading.person)
                )
                if new:
                    yield Finding(at, at + 1, new, "past-tense", 0.88, trigger)
            yield from _and(s, at, trigger)
        if (
            s.at(i) in ("cuando", "mientras")
            and s.at(i + 1) in ("fui", "fuimos", "fue", "fuiste", "fueron") | PRONOUNS.keys()
        ):
            at = i + 2 if s.at(i + 1) in PRONOUNS else i + 1
            readings = [r for r in finite(s, at) if r.tense == "preterite" and r.verb in ("ser", "ir")]
            if readings and (
                s.at(at + 1) in _YOUNG or (s.at(at + 1) in ("muy", "un", "una") and s.at(at + 2) in _YOUNG)
            ):
                new = conjugated("ser", "imperfect", readings[0].person)
                young = at + 1 if s.at(at + 1) in _YOUNG else at + 2
                yield Finding(at, at + 1, new, "imperfect", 0.88, s.text(i, i + 1) + " … " + s.at(young))
        if s.at(i) == "de" and s.at(i + 1) in _YOUNG and (i == 0 or s.at(i - 1) in (",", "y", "pero")):
            at = next((n for n in range(i + 2, min(i + 6, len(s))) if is_finite(s, n)), 0)
            goes = at and any(w in ("a", "al") for w in s.words[at + 1 : at + 5])  # «de niño fui una vez al circo»
            lasting_ = (
                []
                if goes
                else [r for r in finite(s, at) if r.tense == "preterite" and r.verb in _LASTING]
                if at
                else []
            )
            if lasting_ and not (lasting_[0].verb == "tener" and s.at(at + 1) in ("un", "una", "que")):
                yield Finding(
                    at,
                    at + 1,
                    conjugated(lasting_[0].verb, "imperfect", lasting_[0].person),
                    "imperfect",
                    0.82,
                    s.text(i, i + 2),
                )


def _over(s: Sentence, i: int) -> tuple[int, str]:
    """Where the words end that tell that it is over, and those words; (0, "") where there are none."""
    word, before = s.at(i), s.at(i - 1)
    if word in _OVER and before in ("", "pero", "y", "que", "porque", ","):
        day = s.at(i + 1) == "por" and s.at(i + 3) in ("mañana", "tarde", "noche")
        return (i + 4, s.text(i, i + 4)) if day else (i + 1, word)
    if (
        word in ("pasado", "pasada", "pasados")
        and before in _SPANS | {"semana"} | _UNITS
        and (i < 3 or s.at(i - 3) in STOPS or s.at(i - 3) in ("y", "pero"))
    ):
        return i + 1, s.text(i - 2, i + 1)
    if word == "hace" and s.at(i + 2) in _UNITS and (i == 0 or before in ("y", "pero", ",")) and s.at(i + 3) != "que":
        return i + 3, s.text(i, i + 3)
    if (
        word == "en"
        and s.at(i + 1).isdigit()
        and s.at(i + 1)[:2] in ("18", "19", "20")
        and len(s.at(i + 1)) == 4
        and i == 0
        and s.at(i + 1) < "2024"
    ):
        return i + 2, s.text(i, i + 2)
    return 0, ""


def _who(s: Sentence, start: int, at: int, person: str) -> str:
    """The person of whoever is named before the verb: «ayer la tienda no abro»."""
    named = phrase(s, start + (s.at(start) == ","))
    alone = (
        named is not None and s.at(named.head) not in PRONOUNS and s.at(named.end) not in ("y", "e") and named.end <= at
    )
    return "3" + named.number if named and alone and named.number in ("s", "p") else person


def _present(s: Sentence, start: int) -> tuple[int, bool] | None:
    """The verb in the present behind those words, and whether the imperfect is meant rather."""
    at = start + 1 if s.at(start) == "," else start
    if found := phrase(s, at):
        at = found.end
        while s.at(at) in ("y",) and (more := phrase(s, at + 1)):
            at = more.end
    while s.at(at) in _BETWEEN and at < start + 5:
        at += 1
    if not is_finite(s, at):
        return None
    told = finite(s, at)
    if (
        not told
        or any(r.tense not in ("present", "subjunctive-present") for r in told)
        or (
            share(s.at(at), "noun") > share(s.at(at), "verb")
            and s.at(at - 1) not in ("no", "yo", "me")
            and not (found and found.end == at and s.at(at + 1) in _BEHIND_VERB)
        )
    ):
        return None
    if any(r.verb == "haber" for r in told):
        return None
    return at, s.at(start - 1).isdigit() and s.at(at + 2) not in _UNITS and any(
        r.verb in ("vivir", "tener", "ser", "estar") for r in told
    )


def _and(s: Sentence, at: int, trigger: str) -> Iterator[Finding]:
    """A second verb in the present, joined with «y»: «ayer voy al cine y veo una película»."""
    joint = next(
        (
            n
            for n in range(at + 1, min(at + 9, len(s)))
            if s.at(n) in STOPS or s.at(n) in ("y", "pero", "que", "porque")
        ),
        None,
    )
    if joint is None or s.at(joint) != "y":
        return
    n = joint + 1
    while s.at(n) in ("luego", "después", "me", "nos", "se", "no"):
        n += 1
    told = finite(s, n)
    first = {r.person for r in finite(s, at)}
    if (
        told
        and all(r.tense == "present" for r in told)
        and first & {r.person for r in told}
        and not any(a.part == "noun" for a in analyses(s.at(n)))
    ):
        if new := conjugated(told[0].verb, "preterite", told[0].person):
            yield Finding(n, n + 1, new, "past-tense", 0.84, trigger)
