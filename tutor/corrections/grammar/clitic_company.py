"""Pronouns by what they go with: «a María la vi», «la película la vi», «le compré un helado a mi hijo», «a Marta y a Luis les gusta», «no lo sé»,
«prestármelo», «se siente sola»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.clitic_place import stressed_end
from tutor.corrections.grammar.people import PERSONS, is_somebody
from tutor.corrections.grammar.recalled import HANDED_OVER, HANDLED
from tutor.corrections.grammar.to_whom import GIVEN
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    IT,
    PRONOUNS,
    STOPS,
    WHEN,
    finite,
    infinitive,
    is_finite,
    is_person_name,
    phrase,
    phrase_before,
)
from tutor.language.es.inflect import gender_number, singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.tokens import plain
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_SEEN = words(
    "ver conocer visitar querer buscar encontrar llevar invitar abrazar saludar acompañar recoger despedir echar"
)
_PLEASES = words("gustar encantar interesar fascinar doler molestar importar parecer apetecer")
_TWO = words("me te se nos")
_FEELS = words(
    "solo sola triste cansado cansada mal bien mejor peor feliz orgulloso orgullosa culpable enfermo enferma"
)
_STRESSED = str.maketrans("aeiou", "áéíóú")


def clitic_company(s: Sentence) -> Iterator[Finding]:
    """A María lo vi → la; la película le vi → la; les compré un helado a mi hijo → le; no sé lo → no lo sé; prestarme lo → prestármelo."""
    for i, word in enumerate(s.words):
        if word in IT.values() or word in ("le", "les"):
            yield from _person_first(s, i)
            yield from _joined(s, i)
        if word in ("le", "les"):
            yield from _thing_first(s, i)
            yield from _both(s, i)
        if word == "les" and {r.verb for r in finite(s, i + 1)} & GIVEN:
            yield from _one(s, i)
        if word in IT.values() and s.text(i - 2, i) in ("no sé", "yo sé") and s.at(i + 1) in STOPS | {""}:
            yield Finding(i - 1, i + 1, f"{word} sé", "clitic-place", 0.9, "sé")
        if word in ("siente", "sienten") and s.at(i + 1) in _FEELS:
            yield from _feels(s, i)


def _person_first(s: Sentence, i: int) -> Iterator[Finding]:
    """«A María lo vi ayer», «a tus padres le conocí en la boda»."""
    at = i - 1 - (s.at(i - 1) in ("no", "ya", "siempre"))
    who = next(
        (p for n in range(max(0, at - 3), at + 1) if (p := phrase(s, n)) and p.end == at + 1 and s.at(n - 1) == "a"),
        None,
    )
    verbs = {r.verb for r in finite(s, i + 1)}
    if (
        not who
        or not verbs
        or not verbs <= _SEEN
        or not (who.start == 1 or s.at(who.start - 2) in STOPS | {"y", "pero", "que"})
    ):
        return
    if s.at(who.start) in PRONOUNS or not is_somebody(s, who):
        return
    tag, word = (who.gender, who.number), s.at(i)
    if tag not in IT or IT[tag] == word or (word == "le" and tag == ("m", "s")) or (word == "les" and tag[0] == "m"):
        return
    yield Finding(i, i + 1, IT[tag], "pronoun-recalls", 0.89, s.as_written(who.start, who.end))


def _thing_first(s: Sentence, i: int) -> Iterator[Finding]:
    """«La película le vi en el cine»; a thing is lo or la."""
    thing = phrase(s, 0)
    verbs = {r.verb for r in finite(s, i + 1)}
    if not thing or thing.end != i or not verbs or not verbs <= HANDLED - HANDED_OVER:
        return
    tag = (thing.gender, thing.number)
    person = s.at(0) in PRONOUNS or is_somebody(s, thing) or s.at(thing.head) in WHEN
    mine = all(r.person in ("1s", "1p") for r in finite(s, i + 1))
    if (
        not person
        and mine
        and tag in IT
        and gender_number(s.at(thing.head)) == tag
        and s.at(i + 2) in STOPS | {"", "en", "ayer", "con", "hace"}
    ):
        yield Finding(i, i + 1, IT[tag], "pronoun-recalls", 0.88, s.text(0, thing.end))


def _both(s: Sentence, i: int) -> Iterator[Finding]:
    """«A Marta y a Luis le gusta el cine» → les."""
    at = i - 1 - (s.at(i - 1) in ("no", "también", "siempre"))
    second = next(
        (p for n in range(max(0, at - 3), at + 1) if (p := phrase(s, n)) and p.end == at + 1 and s.at(n - 1) == "a"),
        None,
    )
    if s.at(i) != "le" or not second or s.at(second.start - 2) not in ("y", "e"):
        return
    end = second.start - 2
    first = next(
        (p for n in range(max(0, end - 3), end) if (p := phrase(s, n)) and p.end == end and s.at(n - 1) == "a"), None
    )
    if first and first.start == 1 and {r.verb for r in analyse(s.at(i + 1))} & _PLEASES:
        yield Finding(i, i + 1, "les", "les", 0.89, s.as_written(first.start, second.end))


def _one(s: Sentence, i: int) -> Iterator[Finding]:
    """«Les compré un helado a mi hijo» → le; «a mi hijo y a su amiga» are two."""
    for n in range(i + 2, min(i + 6, len(s))):
        if s.at(n) in STOPS or s.at(n) in ("que", "y"):
            return
        who = phrase(s, n + 1) if s.at(n) == "a" else None
        if who and who.number == "s" and s.at(n + 1) not in PRONOUNS:
            one = is_person_name(s, n + 1) or (singular(s.at(who.head)) in PERSONS - {"familia", "pareja", "gente"})
            before = any(s.at(m) == "a" for m in range(i))
            if one and not before and s.at(who.end) in STOPS | {""}:
                yield Finding(i, i + 1, "le", "les", 0.87, s.as_written(n + 1, who.end))
            return


def _joined(s: Sentence, i: int) -> Iterator[Finding]:
    """«¿Puedes prestarme lo?» → prestármelo; «decir se lo» → decírselo."""
    if (
        s.at(i) not in IT.values()
        or is_finite(s, i + 1)
        or s.at(i + 1) not in STOPS | {"", "mañana", "ahora", "hoy", "a", "por"}
    ):
        return
    before, verb = s.at(i - 1), infinitive(s, i - 2)
    if before in _TWO and verb and verb == s.at(i - 2):
        yield Finding(i - 2, i + 1, stressed_end(verb) + before + s.at(i), "pronoun-end", 0.9, s.at(i - 3))
        return
    found = next((a for a in analyses(before) if a.pronouns and a.pronouns[-1] in _TWO and len(a.pronouns) == 1), None)
    if found and found.features.mood == "infinitive":
        yield Finding(
            i - 1, i + 1, stressed_end(found.lemma) + found.pronouns[0] + s.at(i), "pronoun-end", 0.9, s.at(i - 2)
        )
    elif found and found.features.mood == "imperative" and s.at(i - 2) not in CLITICS | {"no"}:
        order = before.removesuffix(found.pronouns[0])
        if plain(order) == order:
            at = max((n for n, c in enumerate(order) if c in "aeiou"), default=0)
            order = order[:at] + order[at].translate(_STRESSED) + order[at + 1 :]
        yield Finding(i - 1, i + 1, order + found.pronouns[0] + s.at(i), "clitic-place", 0.89, before)


def _feels(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi abuela siente sola» → se siente."""
    who = phrase_before(s, i, 3)
    if who and is_somebody(s, who) and s.at(who.start - 1) not in ("a", "de", "con", "que"):
        yield Finding(i, i, "se", "reflexive", 0.88, "sentirse")
