"""Whom it is for comes back as a pronoun of the same person: «a mí me duele», «a ti te gustan», «a mi tío le dieron un premio»;
and pronouns behind prepositions: «sin ti», «menos yo»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import is_somebody
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    OPENING,
    PRONOUNS,
    STOPS,
    conjugated,
    finite,
    infinitive,
    is_adjective,
    noun,
    phrase,
)
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_WHOM = {"mí": "me", "ti": "te", "nosotros": "nos", "nosotras": "nos", "vosotros": "os", "vosotras": "os"}
_OTHERS = {"él": "le", "ella": "le", "usted": "le", "ellos": "les", "ellas": "les", "ustedes": "les"}
_PLEASES = words(
    "gustar encantar interesar fascinar doler molestar importar apetecer parecer faltar sobrar quedar costar dar preocupar tocar sorprender"
)
_SURELY = words("gustar encantar interesar fascinar doler apetecer faltar sobrar")
_GIVEN = words(
    "dar regalar mandar enviar prestar contar explicar comprar escribir enseñar preguntar pedir ofrecer traer robar quitar devolver ofrecer conceder"
)
_BETWEEN = words("no siempre también ya nunca tampoco todavía sí casi")
_BEHIND = words("sin para de por sobre contra hacia ante en tras")
_BESIDE = words("menos excepto salvo incluso")
_STRESSED = {"yo": "mí", "tú": "ti"}
_SUBJECT = {"mí": "yo", "mi": "yo", "ti": "tú"}


def whom(s: Sentence) -> Iterator[Finding]:
    """A mí le duele → me; a ti gustas las películas → te gustan; a mi tío dieron → le dieron; sin tú → sin ti; menos mí → menos yo."""
    for i, word in enumerate(s.words):
        opens = (
            i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in OPENING or s.at(i - 1) in ("y", "pero", "porque", "que")
        )
        both = s.at(i - 1) == "y" and {"a", "al"} & set(s.words[max(0, i - 6) : i])  # «a mi madre y a mí nos gusta»
        if word == "a" and opens and not both:
            yield from _own(s, i)
            yield from _given(s, i)
        elif word in _STRESSED and s.at(i - 1) in _BEHIND:
            yield from _stressed(s, i)
        elif word in _SUBJECT and s.at(i - 1) in _BESIDE | {"según"}:
            yield from _beside(s, i)


def _own(s: Sentence, a: int) -> Iterator[Finding]:
    """«A mí le duele la cabeza», «a ti no gusta bailar», «¿a ti gustas las películas?»."""
    who = s.at(a + 1)
    right = _WHOM.get(who) or _OTHERS.get(who)
    if right is None:
        return
    at = a + 2
    while s.at(at) in _BETWEEN:
        at += 1
    said = s.at(at) if s.at(at) in CLITICS else ""
    verb = at + 1 if said else at
    told = [r for r in analyse(s.at(verb)) if r.person and r.tense != "imperative"]
    verbs = {r.verb for r in told}
    if said in ("me", "te", "le", "nos", "les") and said != right:
        third = told and any(r.person[0] == "3" for r in told)
        seen = infinitive(s, verb + 1) not in ("", s.at(verb + 1))  # «a ella me encanta escucharla»
        if (
            third
            and not seen
            and (who in _WHOM or (verbs & _SURELY and said in ("me", "te", "nos")))
            and (verbs & _PLEASES or said in ("le", "les"))
        ):
            yield Finding(at, at + 1, right, "gustar-pronoun", 0.9, f"a {who}")
    elif not said and verbs & _SURELY and s.at(verb) not in ("gusto",):
        reading = next(r for r in told if r.verb in _SURELY)
        thing = phrase(s, verb + 1)
        number = thing.number if thing else "s" if infinitive(s, verb + 1) else reading.person[-1]
        if number not in ("s", "p"):
            return
        new = s.at(verb) if reading.person == "3" + number else conjugated(reading.verb, reading.tense, "3" + number)
        if new == s.at(verb):
            yield Finding(verb, verb, right, "gustar-pronoun", 0.9, f"a {who}")
        elif new:
            yield Finding(verb, verb + 1, f"{right} {new}", "gustar-pronoun", 0.9, f"a {who}")


def _given(s: Sentence, a: int) -> Iterator[Finding]:
    """«A mi tío dieron un premio», «a mis padres falta tiempo»; «a Juan vieron ayer» has another pronoun."""
    who = phrase(s, a + 1)
    if not who or s.at(a + 1) in PRONOUNS or not is_somebody(s, who):
        return
    at = who.end
    while s.at(at) in _BETWEEN:
        at += 1
    told = finite(s, at) or [r for r in analyse(s.at(at)) if r.verb == "faltar" and r.tense == "present"]
    verbs = {r.verb for r in told}
    right = "les" if who.number == "p" else "le"
    if told and verbs <= {"faltar", "sobrar"} and all(r.person[0] == "3" for r in told):
        yield Finding(at, at, right, "gustar-pronoun", 0.88, s.text(a, who.end))
        return
    thing = phrase(s, at + 1)
    bare = s.at(at + 1) in ("flores", "dinero", "trabajo", "permiso", "ayuda", "dulces", "cartas")
    if not told or not verbs <= _GIVEN or not (bare or (thing and not is_somebody(s, thing))):
        return
    if any(r.person in ("1s", "2s", "1p", "2p", "3p") for r in told) and not any(r.person == "3s" for r in told):
        yield Finding(at, at, right, "pronoun-doubled", 0.88, s.text(a, who.end))


def _stressed(s: Sentence, i: int) -> Iterator[Finding]:
    """«Sin tú no puedo vivir», «hablaron de yo»; «antes de tú llegar», «el de yo soy» stay."""
    person = "1s" if s.at(i) == "yo" else "2s"
    at = i + 1
    while s.at(at) in CLITICS or s.at(at) == "no":
        at += 1
    does = any(r.person in (person, "3s" if person == "1s" else person) for r in analyse(s.at(at)))
    cited = (
        s.at(i - 1) in ("de", "por")
        and s.at(i) == "tú"
        and s.at(i - 2) in ("tratar", "hablar", "tratamos", "tratarnos")
    )
    if s.at(i) == "tú" and (noun(s, i + 1) or is_adjective(s, i + 1)):
        return  # «en tú casa» has an accent too many
    if not does and not infinitive(s, at) and not cited and s.at(at) not in ("que", "mismo", "misma", "y", "también"):
        yield Finding(i, i + 1, _STRESSED[s.at(i)], "pronoun-preposition", 0.9, s.at(i - 1))


def _beside(s: Sentence, i: int) -> Iterator[Finding]:
    """«Todos menos mí», «según ti»: who is left out or asked stands as a subject; «menos a mí» is another thing."""
    if s.at(i) == "mi" and s.at(i + 1) not in STOPS | {""}:
        return
    if s.at(i - 1) == "incluso" or s.at(i - 2) in ("más", "o", "mucho", "poco"):
        return
    yield Finding(i, i + 1, _SUBJECT[s.at(i)], "subject-beside", 0.9, s.at(i - 1))
