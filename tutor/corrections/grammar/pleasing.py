"""Gustar and its like: the thing is the subject, the person stands with «a» and a pronoun."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import OPENING, PRONOUNS, STOPS, conjugated, infinitive, is_person_name, noun, phrase
from tutor.language.es.inflect import gender_number, singular
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_VERBS = words("gustar encantar interesar fascinar doler faltar molestar importar apetecer aburrir sobrar")
_WHO = PERSONS | words("gente perro perra gato gata equipo clase grupo público mayoría")
_LOVE = words("gustar encantar interesar fascinar")
_PRONOUNS = words("me te le nos os les")
_TO = {"1s": "me", "2s": "te", "3s": "le", "1p": "nos", "2p": "os", "3p": "les"}
_WITH_A = {"yo": "", "tú": "a ti ", "él": "a él ", "ella": "a ella ", "usted": "a usted ", "nosotros": "", "nosotras": "", "ellos": "a ellos ",
           "ellas": "a ellas ", "ustedes": "a ustedes "}  # fmt: skip
_BETWEEN = words("mucho más muchísimo también tanto poco nada bastante siempre todo")


def pleasing(s: Sentence) -> Iterator[Finding]:
    """Me gusta los helados → gustan; a mi hermano gusta → le gusta; a mis amigos le → les; ella gusta → a ella le gusta."""
    for i in range(len(s)):
        readings = [r for r in analyse(s.at(i)) if r.verb in _VERBS and r.person]
        if not readings or s.is_name(i):
            continue
        if any(r.person == "1p" for r in readings) and infinitive(s, i + 1 + (s.at(i + 1) == "a")):
            yield from _of_us(s, i, readings)
            continue
        if s.at(i - 1) in _PRONOUNS:
            yield from _number(s, i, readings)
            yield from _whom(s, i)
        elif s.at(i - 1) == "se":
            yield from _itself(s, i, readings)
        else:
            yield from _no_pronoun(s, i, readings[0])


def _of_us(s: Sentence, i: int, readings: list[VerbReading]) -> Iterator[Finding]:
    """«Nos gustamos bailar», «nosotros gustamos a bailar»: what pleases is what one does."""
    told = next(r for r in readings if r.person == "1p")
    if told.verb in _LOVE and (new := conjugated(told.verb, told.tense, "3s")):
        us = s.at(i - 1) == "nos"
        yield Finding(
            i,
            i + 1,
            new if us else f"nos {new}",
            "gustar-number" if us else "gustar-pronoun",
            0.88,
            s.text(i + 1, i + 2),
        )


def _itself(s: Sentence, i: int, readings: list[VerbReading]) -> Iterator[Finding]:
    """«Mi madre se encanta el dibujo» → a mi madre le encanta."""
    number = _liked(s, i)
    found = next((p for n in range(max(0, i - 5), i - 1) if (p := phrase(s, n)) and p.end == i - 1), None)
    if (
        not number
        or not found
        or not {r.verb for r in readings} & _LOVE
        or s.at(found.head) in ("yo", "tú", "nosotros")
    ):
        return
    who = "3" + PRONOUNS.get(s.at(found.head), found.number)[-1]
    starts = found.start == 0 or s.at(found.start - 1) in ("y", "pero", "porque", ",")
    if starts:
        yield Finding(found.start, found.start, "a", "gustar-a", 0.87, s.at(i))
    if starts or s.at(found.start - 1) == "a":
        yield Finding(i - 1, i, _TO[who], "gustar-pronoun", 0.88, s.text(found.start, found.end))


def _liked(s: Sentence, i: int) -> str:
    """The number of what stands behind the verb: "s", "p", or "" where it is not sure."""
    at = i + 1
    while s.at(at) in _BETWEEN:
        at += 1
    if infinitive(s, at):
        return "s"
    if s.at(at) in ("a", "en", "con") or s.at(at) in PRONOUNS:
        return ""
    found = phrase(s, at)
    if found is None:
        tag = noun(s, at)
        return tag[1] if tag and tag[1] == "p" else ""
    if s.at(found.head) in ("mayoría", "mitad", "parte", "resto"):
        return ""  # «me gustan la mayoría de los deportes»
    rest = s.words[found.end : found.end + 6]
    stop = next((n for n, w in enumerate(rest) if w in STOPS and w != ","), len(rest))
    if found.number == "s" and ({"y", "e", ","} & set(rest[:stop])):
        return ""
    return found.number


def _number(s: Sentence, i: int, readings: list[VerbReading]) -> Iterator[Finding]:
    number = _liked(s, i)
    if not number or any(r.person == "3" + number for r in readings):
        return
    old = readings[0]
    if s.at(i - 2) in PRONOUNS and PRONOUNS[s.at(i - 2)] == old.person and old.person[0] != "3":
        return
    done = s.at(i)[:-1] + "ó"
    if old.person == "1s" and number == "s" and done == conjugated(old.verb, "preterite", "3s") and s.at(i) != "gusto":
        yield Finding(i, i + 1, done, "verb-accent", 0.95)
    elif new := conjugated(old.verb, old.tense, "3" + number):
        at = i + 1
        while s.at(at) in _BETWEEN:
            at += 1
        named = phrase(s, at)
        yield Finding(i, i + 1, new, "gustar-number", 0.88, s.text(at, named.end if named else at + 1))


def _whom(s: Sentence, i: int) -> Iterator[Finding]:
    """«A mis amigos le gusta» → les; «mi abuela le gusta» → a mi abuela le."""
    at = i - 2 if s.at(i - 2) != "no" else i - 3
    for start in range(max(0, at - 3), at + 1):
        found = phrase(s, start)
        if found is None or found.end != at + 1 or s.at(start) in ("yo", "tú"):
            continue
        who = PRONOUNS.get(s.at(found.head), "3" + found.number)
        if who[0] != "3" or s.at(i - 1) not in ("le", "les"):
            return
        if s.at(i + 1) in ("a", "al") or (s.at(start - 1) == "a" and s.at(start - 2) in ("y", "e", "ni", "o")):
            return  # «las flores les encantan a mis padres», «a Irene y a su hermana les encanta»
        if s.at(start - 1) == "a":
            if s.at(i - 1) != _TO[who]:
                yield Finding(i - 1, i, _TO[who], "gustar-pronoun", 0.89, s.text(start - 1, found.end))
            return
        if s.at(found.head) in PRONOUNS and s.at(start - 1) == "que":
            return  # «creo que ella le gusta»
        somebody = s.at(found.head) in PRONOUNS or is_person_name(s, found.head) or singular(s.at(found.head)) in _WHO
        if not somebody and not (
            singular(s.at(found.head)) in ("perro", "gato", "gente", "todos")
            and {r.verb for r in analyse(s.at(i))} & _LOVE
        ):
            return  # «el ruido no les molesta»
        if start == 0 or s.at(start - 1) in ("pero", "y", "porque", ",", "que"):
            if s.at(start) == "el":
                yield Finding(start, start + 1, "al", "gustar-a", 0.87, s.at(i))
            else:
                yield Finding(start, start, "a", "gustar-a", 0.87, s.at(i))
        return


def _said(s: Sentence, start: int, end: int) -> str:
    """The words as they stand; a capital that is only the sentence's is none behind «a»."""
    first = s.tokens[start].text
    first = first if is_person_name(s, start) else first.lower()
    return " ".join([first, *(t.text for t in s.tokens[start + 1 : end])])


def _no_pronoun(s: Sentence, i: int, old: VerbReading) -> Iterator[Finding]:
    no = s.at(i - 1) == "no"
    at = i - 2 if no else i - 1
    if old.verb not in _LOVE | {"doler"}:
        return
    for start in range(max(0, at - 3), at + 1):
        found = phrase(s, start)
        if found is None or found.end != at + 1:
            continue
        who = PRONOUNS.get(s.at(found.head), "3" + found.number)
        if s.at(start - 1) == "a":  # a mi hermano gusta
            yield (
                Finding(i, i, _TO[who], "gustar-pronoun", 0.9, s.text(start - 1, found.end))
                if not no
                else Finding(i - 1, i, f"no {_TO[who]}", "gustar-pronoun", 0.9, s.text(start - 1, found.end))
            )
            return
        said = s.at(found.head)
        number = _liked(s, i)
        opens = start == 0 or s.at(start - 1) in OPENING | {"y", "pero", "porque", ",", "que"}
        if old.verb != "doler" and number and opens:
            person = said in PRONOUNS
            if not person and not is_person_name(s, start) and singular(said) not in PERSONS:
                return
            lead = _WITH_A.get(said, f"a {s.tokens[start].text} ") if person else f"a {_said(s, start, found.end)} "
            new = conjugated(
                old.verb,
                old.tense if old.tense in ("present", "imperfect", "preterite", "conditional") else "present",
                "3" + number,
            )
            yield Finding(start, i + 1, f"{lead}{'no ' if no else ''}{_TO[who]} {new}", "gustar-pronoun", 0.92, said)
        return
    if (
        i == at + 1
        and old.verb == "gustar"
        and s.at(i) in ("gusto",)
        and gender_number("gusto")
        and s.at(i - 1) in ("", ".", ",", "y", "pero")
    ):
        if number := _liked(s, i):
            yield Finding(
                i,
                i + 1,
                f"me {conjugated('gustar', 'present', '3s' if number == 's' else '3p')}",
                "gustar-pronoun",
                0.88,
                s.at(i),
            )
