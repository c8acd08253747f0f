"""Relative clauses with a preposition: «los chicos con los que trabajo», «la ciudad en la que vivo», «el día en el cual»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, finite, is_finite, noun
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_THE = {("m", "s"): "el", ("f", "s"): "la", ("m", "p"): "los", ("f", "p"): "las"}
_DETERMINERS = words("el la los las un una unos unas mi mis tu tus su sus este esta")
_STRANDED = words("con de en para sobre")
_HOMES = words("ciudad casa pueblo país piso apartamento barrio residencia")
_LIVE = words("vivir nacer crecer residir")


def relatives(s: Sentence) -> Iterator[Finding]:
    """Los chicos que trabajo con → con los que trabajo; la ciudad que vivo → en la que; en cual → en el cual."""
    for i, word in enumerate(s.words):
        if word == "que":
            yield from _that(s, i)
            if s.at(i - 1) == "todo" and s.at(i - 2) not in ("sobre", "ante", "el") and finite(s, i + 1) and i:
                yield Finding(i, i, "lo", "todo-lo-que", 0.86)
            if (
                s.text(i - 2, i) == "todo el"
                and s.at(i - 3) != "a"
                and i > 2
                and finite(s, i + 1)
                and not any(r.tense.startswith("subj") for r in finite(s, i + 1))
            ):
                yield Finding(i - 1, i, "lo", "neuter-lo", 0.87, s.at(i))
        elif (
            word == "donde"
            and finite(s, i + 1)
            and s.at(i + 2) == "en"
            and (is_finite(s, i + 3) or s.at(i + 3) in STOPS)
        ):
            yield Finding(i + 2, i + 3, "", "extra-word", 0.88, "donde")
        elif (
            word in ("quien", "quienes")
            and (singular(s.at(i - 1)) in PERSONS or s.at(i - 1) == "gente")
            and not _cleft(s, i)
        ):
            if finite(s, i + 1) or s.at(i + 1) in CLITICS | {"más", "mejor", "no"}:
                yield Finding(i, i + 1, "que", "relative-que", 0.88, s.text(i - 2, i))
        elif word in ("cual", "cuales") and noun(s, i - 1) and (finite(s, i + 1) or s.at(i + 1) in CLITICS):
            yield Finding(i, i + 1, "que", "relative-que", 0.88, s.text(i - 2, i))
        elif word == "quien" and s.at(i - 1) in _STRANDED | {"a"} and (tag := noun(s, i - 2)) in _THE and tag:
            # «La calma de quien sabe», «el premio a quien gana»: whoever it is, is the subject.
            itself = any(r.person == "3s" for r in finite(s, i + 1))
            if singular(s.at(i - 2)) not in PERSONS and s.at(i - 3) in _DETERMINERS and finite(s, i + 1) and not itself:
                yield Finding(i, i + 1, f"{_THE[tag]} que", "relative-quien", 0.86, s.at(i - 1))
        elif word in ("cual", "cuales") and s.at(i - 1) in _STRANDED | {"a", "por"}:
            tag = noun(s, i - 2)
            if tag in _THE:
                yield Finding(i, i, _THE[tag], "article-missing", 0.88, word)


def _cleft(s: Sentence, i: int) -> bool:
    """Whether somebody is picked out with ser: «es mi hermano quien cocina»; «es un hombre quien» is left as well."""
    who = s.at(i - 1) not in ("gente", "personas", "persona", "hombre", "mujer", "chico", "chica", "amigo", "amiga")
    return who and any(r.verb == "ser" for n in range(max(0, i - 4), i) for r in analyse(s.at(n)))


def _that(s: Sentence, que: int) -> Iterator[Finding]:
    tag = noun(s, que - 1)
    if tag not in _THE or s.at(que - 2) not in _DETERMINERS or not finite(s, que + 1):
        return
    preposition, behind = s.at(que + 2), s.at(que + 3)
    closed = is_finite(s, que + 3) or behind in STOPS or behind in ("es", "son")
    if preposition in _STRANDED and closed and behind != "que":
        yield Finding(que, que + 3, f"{preposition} {_THE[tag]} que {s.at(que + 1)}", "word-order", 0.88, preposition)
    elif (
        s.at(que - 1) in _HOMES
        and {r.verb for r in finite(s, que + 1)} <= _LIVE
        and (is_finite(s, que + 2) or s.at(que + 2) in STOPS)
    ):
        yield Finding(que, que + 1, f"en {_THE[tag]} que", "regime", 0.88, finite(s, que + 1)[0].verb)
