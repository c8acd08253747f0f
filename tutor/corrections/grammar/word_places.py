"""The place of a word among others: «ya he comido», «¿dónde vive tu hermano?», «una comida mexicana», «quiero decirte», «así que no siempre»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    OPENING,
    STOPS,
    adjectival,
    finite,
    infinitive,
    is_adjective,
    is_finite,
    is_person_name,
    noun,
    phrase,
    share,
)
from tutor.language.es.inflect import inflected
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_ADVERBS = words("ya siempre también todavía aún")
_ASKS = words("dónde qué cómo cuánto cuándo adónde")
_NATIONAL = words(
    "español mexicano argentino chileno peruano colombiano cubano italiano francés inglés alemán portugués chino japonés ruso americano europeo africano asiático "
    "estadounidense canadiense brasileño coreano turco griego árabe indio irlandés"
)
_KINDS = words("eléctrico médico musical policial nuclear digital electrónico universitario")
_DETERMINERS = words("un una unos unas el la los las mi mis tu tus su sus este esta")
_RULING = words("querer poder deber ir necesitar tener soler preferir")


def word_places(s: Sentence) -> Iterator[Finding]:
    """He ya comido → ya he comido; ¿dónde tu hermano vive? → vive tu hermano; una mexicana comida → comida mexicana; te quiero decirte → quiero decirte."""
    for i, word in enumerate(s.words):
        if word in _ADVERBS:
            yield from _among(s, i)
        elif word in _ASKS and s.at(i - 1) == "¿":
            yield from _asked(s, i)
        elif word in CLITICS:
            yield from _twice(s, i)
            if (
                s.at(i + 1) == "no"
                and is_finite(s, i + 2)
                and not noun(s, i + 2)
                and word in ("me", "te", "se", "nos", "le", "les", "lo")
            ):
                yield Finding(i, i + 2, f"no {word}", "clitic-place", 0.9, s.at(i + 2))
            elif s.at(i + 1) == "mucho" and is_finite(s, i + 2) and word in ("me", "te", "le", "nos", "les"):
                yield Finding(i, i + 3, f"{word} {s.at(i + 2)} mucho", "adverb-behind", 0.9, s.at(i + 2))
        elif (
            word == "mucho"
            and s.at(i - 1) in ("yo", "él", "ella", "nosotros", "ellos")
            and (told := analyse(s.at(i + 1)))
            and s.at(i + 2) != "que"
        ):
            if any(r.person and r.tense == "present" for r in told) and not s.is_name(i + 1):
                yield Finding(i, i + 2, f"{s.at(i + 1)} mucho", "adverb-behind", 0.88, s.at(i + 1))
        if word in _DETERMINERS:
            yield from _kind_before(s, i)
            if (
                s.at(i + 2) == "muy"
                and share(s.at(i + 1), "noun") < 0.2
                and not noun(s, i + 1)
                and adjectival(s.at(i + 3)) < 0.1
                and adjectival(s.at(i + 1)) > 0.5
                and (tag := noun(s, i + 3))
                and tag[0] in "mf"
                and tag[1] in "sp"
            ):
                right = inflected(s.at(i + 1), *tag)  # type: ignore[arg-type]
                yield Finding(
                    i + 1, i + 4, f"{s.at(i + 3)} muy {right or s.at(i + 1)}", "degree-behind", 0.95, s.at(i + 3)
                )


def _among(s: Sentence, i: int) -> Iterator[Finding]:
    """«He ya comido», «no he todavía terminado»."""
    have = i - 1
    if not any(r.verb == "haber" and r.person for r in analyse(s.at(have))) or s.at(have) == "hay":
        return
    if not any(r.tense == "participle" for r in analyse(s.at(i + 1))):
        return
    start = have
    while s.at(start - 1) in CLITICS or s.at(start - 1) == "no":
        start -= 1
    yield Finding(start, i + 1, f"{s.at(i)} {s.text(start, i)}", "adverb-place", 0.88, s.at(have))


def _asked(s: Sentence, i: int) -> Iterator[Finding]:
    """«¿Dónde tu hermano vive?»: the verb stands before who does it."""
    found = phrase(s, i + 1)
    if not found or s.at(found.end) in CLITICS or not is_finite(s, found.end) or s.at(found.end + 1) != "?":
        return
    if (
        s.at(i) == "qué"
        and s.at(found.start) not in ("tu", "tus", "el", "la", "los", "las", "usted", "ustedes", "ella", "él")
        and not is_person_name(s, i + 1)
    ):
        return
    if s.at(i) == "cuánto" and noun(s, i + 1):
        return
    named = s.as_written(i + 1, found.end)
    yield Finding(i + 1, found.end + 1, f"{s.at(found.end)} {named}", "question-order", 0.87, s.at(i))


def _kind_before(s: Sentence, i: int) -> Iterator[Finding]:
    """«Una mexicana comida»: what kind of thing it is stands behind."""
    adjective = s.at(i + 1)
    base = next((a.lemma for a in analyses(adjective) if a.part == "adjective"), "")
    tag = noun(s, i + 2)
    if (
        base not in _NATIONAL | _KINDS
        or not tag
        or s.is_name(i + 2)
        or is_finite(s, i + 2)
        or tag[0] not in "mf"
        or tag[1] not in "sp"
    ):
        return
    if s.at(i + 3)[:1].isalpha() and noun(s, i + 3) and s.at(i + 3) not in ("que",):
        return
    if base == "médico" or adjectival(s.at(i + 2)) > 0.2 or is_adjective(s, i + 2):
        return  # «un alemán simpático», «un solar lleno»
    right = inflected(adjective, *tag)  # type: ignore[arg-type]
    if right:
        yield Finding(i + 1, i + 3, f"{s.at(i + 2)} {right}", "kind-behind", 0.87, s.at(i + 2))


def _twice(s: Sentence, i: int) -> Iterator[Finding]:
    """«Te quiero decirte», «lo puedo hacerlo»: one pronoun is enough."""
    if not {r.verb for r in finite(s, i + 1)} & _RULING or (i and s.at(i - 1) in CLITICS):
        return
    at = i + 2 + (s.at(i + 2) in ("a", "que"))
    what = next((a for a in analyses(s.at(at)) if a.features.mood == "infinitive" and a.pronouns == (s.at(i),)), None)
    if what and (i == 0 or s.at(i - 1) in STOPS | OPENING or not finite(s, i - 1)) and infinitive(s, at):
        yield Finding(i, i + 1, "", "pronoun-once", 0.9, s.at(at))
