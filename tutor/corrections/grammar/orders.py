"""Orders and questions to somebody who is called: «Juan, ven aquí», «señor, pase», «¿cómo está, señora Ruiz?», «no te preocupes»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.clitic_place import stressed
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import OPENING, STOPS, conjugated, finite, is_person_name
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse, conjugate
from tutor.language.es.wordlist import words

_CALLED = words("señor señora señorita don doña caballero")
_ORDERED = {
    "viene": ("ven", "aquí acá conmigo"),
    "pone": ("pon", "la el tu los las"),
    "sale": ("sal", "de a afuera"),
    "hace": ("haz", "la tu los las"),
}
_WORRIES = words("preocupar enfadar enojar asustar mover rendir olvidar")
_BEHIND = {
    "olvidar": words("de"),
    "mover": words(". ! de ,"),
    "enfadar": words("conmigo con . ! ,"),
    "enojar": words("conmigo con . ! ,"),
}
_CLOSES = words("por tanto más , . !")


def orders(s: Sentence) -> Iterator[Finding]:
    """Juan, viene aquí → ven; señor, pasa → pase; siéntate, señora López → siéntese; no te preocupa, todo irá bien → preocupes."""
    for i, word in enumerate(s.words):
        opens = i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in OPENING
        if opens and word in _ORDERED and i >= 2 and s.at(i - 1) == "," and is_person_name(s, i - 2) and i == 2:
            order, behind = _ORDERED[word]
            if s.at(i + 1) in behind.split() and s.at(0) != "con":
                yield Finding(i, i + 1, order, "order", 0.87)
        elif word == "no" and opens and s.at(i + 1) in ("te", "se", "os"):
            yield from _forbidden(s, i)
    if called := _called(s):
        yield from _formal(s, called)


def _forbidden(s: Sentence, no: int) -> Iterator[Finding]:
    """«No te preocupa, todo irá bien»."""
    at = no + 2
    told = [r for r in analyse(s.at(at)) if r.person and r.tense == "present" and r.verb in _WORRIES]
    person = {"te": "2s", "se": "3s", "os": "2p"}[s.at(no + 1)]
    if not told or any(r.tense.startswith("subj") for r in analyse(s.at(at))):
        return
    behind = _BEHIND.get(told[0].verb, _CLOSES)
    after = s.at(at + 1) or "."
    if after in behind and (person != "3s" or s.at(at + 1) == ","):
        yield Finding(at, at + 1, conjugated(told[0].verb, "subjunctive-present", person), "subjunctive-command", 0.88)


def _called(s: Sentence) -> str:
    """The words by which somebody is called at the beginning or the end: «señor García»; "" for nobody."""
    for i, word in enumerate(s.words):
        if word not in _CALLED:
            continue
        end = i + 1
        while s.is_name(end):
            end += 1
        starts = (i == 0 or s.at(i - 1) in OPENING) and s.at(end) == ","
        ends = i and s.at(i - 1) == "," and s.at(end) in ("?", "!", ".", "")
        if starts or ends:
            return s.as_written(i, end) if i else s.text(i, end)
    return ""


def _formal(s: Sentence, called: str) -> Iterator[Finding]:
    """Verbs of tú become those of usted."""
    if {"tú", "ti", "contigo", "vos"} & set(s.words):
        return
    for i, word in enumerate(s.words):
        opens = i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in OPENING
        found = analyses(word)
        order = next((r for r in analyse(word) if r.tense == "imperative" and r.person == "2s"), None)
        enclitic = next((a for a in found if a.pronouns and a.features.tag[2:6] == "M02S"), None)
        if opens and enclitic and enclitic.pronouns in (("te",), ("me",), ("nos",)):
            new = conjugate(enclitic.lemma, "imperative", "3s")
            pronoun = "se" if enclitic.pronouns == ("te",) else enclitic.pronouns[0]
            if new:
                yield Finding(i, i + 1, stressed(new, pronoun), "address-mix", 0.87, called)
        elif opens and order:
            if _surely_ordered(s, i, order):
                yield Finding(i, i + 1, conjugated(order.verb, "imperative", "3s"), "address-mix", 0.87, called)
        told = finite(s, i)
        if told and all(r.person == "2s" for r in told) and s.at(i + 1) != "usted":
            new = conjugated(told[0].verb, told[0].tense, "3s")
            if s.at(i - 1) == "te" and new:
                yield Finding(i - 1, i + 1, f"se {new}", "address-mix", 0.87, called)
            elif new:
                yield Finding(i, i + 1, new, "address-mix", 0.87, called)


def _surely_ordered(s: Sentence, i: int, order: VerbReading) -> bool:
    """Whether it is an order of tú and nothing else: «ven», «pasa por aquí»; «señora, llama su hijo» tells something."""
    here = s.reading(i)
    told = [r for r in analyse(s.at(i)) if r.person and r.person != "vos"]
    if (
        here is None
        or here.part != "verb"
        or here.lemma != order.verb
        or any(r.person in ("2s", "3s") and r.tense != "present" and r != order for r in told)
    ):
        return False
    alone = all(r == order for r in told if r.verb == order.verb)
    asked = (
        s.text(i + 1, i + 3) in ("por aquí", "por favor")
        or s.at(i + 1) == "aquí"
        or s.text(len(s) - 3, len(s) - 1) == "por favor"
    )
    return alone or (asked and "usted" not in s.words and "¿" not in s.words)
