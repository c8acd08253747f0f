"""The verb agrees with a subject that stands behind it: «faltan tres días», «llegaron dos cartas», «se venden coches»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    OPENING,
    PRONOUNS,
    STOPS,
    WHEN,
    conjugated,
    finite,
    infinitive,
    is_finite,
    noun,
    phrase,
)
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_COMES = words("faltar llegar existir ocurrir venir aparecer sobrar quedar")
_SOLD = words("vender alquilar necesitar comprar ofrecer reparar aceptar regalar hablar")
_MANY = words(
    "dos tres cuatro cinco seis siete ocho nueve diez veinte muchos muchas varios varias algunos algunas unos unas pocos pocas"
)
_BEFORE = words("ayer hoy anoche ya todavía solo sólo también aún no y pero que porque me te le nos les")


def postposed(s: Sentence) -> Iterator[Finding]:
    """Falta tres días → faltan; se vende coches → se venden; se puede comprar las entradas → se pueden; ni él ni ella sabe → saben."""
    for i in range(len(s)):
        told = finite(s, i)
        if told and told[0].person == "3s":
            yield from _comes(s, i, told)
            if s.at(i - 1) == "se":
                yield from _passive(s, i, told)
        if told and s.at(i - 2) == "se" and s.at(i - 1) in ("me", "te", "le", "nos", "les"):
            yield from _befalls(s, i, told)
        if told and s.at(i - 1) == "se" and told[0].person == "3p":
            yield from _one(s, i, told)
        if told:
            yield from _pronoun(s, i, told)
            yield from _and_me(s, i, told)
        if s.at(i) == "ni" and not any(s.at(n) == "ni" for n in range(i)):
            yield from _neither(s, i)
        if s.at(i) in ("favorito", "favorita") and s.at(i + 1) == "es":
            yield from _are(s, i)
        if s.at(i) == "mayoría":
            yield from _most(s, i)


def _pronoun(s: Sentence, i: int, told: list[VerbReading]) -> Iterator[Finding]:
    """«¿Trabajas usted?», «¿a qué hora cenan vosotros?», «¿sois ustedes hermanos?»: the subject stands right behind its verb."""
    after = s.at(i + 1)
    person = PRONOUNS.get(after, "")
    if (person[:1] == "3" and not after.startswith("usted")) or not person or s.at(i - 1) in ("que", "como", "según"):
        return
    if is_finite(s, i + 2) and s.at(i + 2) not in ("para", "como"):
        return  # «dice usted tiene razón»: the subject of what follows
    asks = "¿" in s.words[: i + 1] and "?" in s.words[i:]
    # Who is told something has no pronoun of its own behind the verb, but somebody else may follow: «dice tú y yo».
    if s.at(i + 2) in ("y", "o", "ni", "que") or (after == "yo" and not asks):
        return
    same = {person, "vos"} if person == "2s" else {"2p", "3p"} if after.startswith("vosotr") and not asks else {person}
    # What asks is no order: «¿dónde trabaja tú?».
    if any(r.person in same for r in analyse(s.at(i)) if not (asks and r.tense == "imperative")):
        return
    if {r.verb for r in told} & {"gustar", "encantar"} or {"más", "menos", "mejor", "y", "ni"} & set(
        s.words[max(0, i - 3) : i]
    ):
        return
    if not asks and (any(r.person[0] == "3" for r in told) or s.at(i + 2) not in STOPS | {""}):
        return  # «me gusta tú»; outside of questions only «usted» behind a verb of the second person is sure
    if new := conjugated(told[0].verb, told[0].tense, person):
        yield Finding(i, i + 1, new, "subject-verb", 0.87, after)


def _and_me(s: Sentence, i: int, told: list[VerbReading]) -> Iterator[Finding]:
    """«En casa cocina mi marido y yo»: two do it, one of them who tells it."""
    first = phrase(s, i + 1)
    if not first or s.at(first.end) != "y" or s.at(first.end + 1) != "yo" or s.at(first.end + 2) not in STOPS | {""}:
        return
    before = s.at(i - 1) in ("a", "me", "te", "le", "nos", "les", "que", "como") or any(
        r.verb == "gustar" for r in told
    )
    if before or any(r.person not in ("3s", "3p") for r in told):
        return
    if new := conjugated(told[0].verb, told[0].tense, "1p"):
        yield Finding(i, i + 1, new, "subject-verb", 0.87, s.text(i + 1, first.end + 2))


def _many(s: Sentence, i: int) -> int:
    """The end of a phrase in the plural that begins here; 0 where none does."""
    found = phrase(s, i)
    if found and found.number == "p" and s.at(i) not in PRONOUNS and s.at(i) in _MANY | {"los", "las"}:
        return found.end
    return 0


def _comes(s: Sentence, i: int, told: list[VerbReading]) -> Iterator[Finding]:
    verb = told[0].verb
    free = i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in OPENING or s.at(i - 1) in _BEFORE
    if not {r.verb for r in told} <= _COMES or not free or s.at(i - 1) == "que" or s.at(i + 1) not in _MANY:
        return
    if (verb in ("llegar", "venir", "quedar") and (s.at(i + 2) in WHEN or s.at(i - 1) in ("y", "pero", "no"))) or any(
        r.person != "3s" for r in told
    ):
        return
    end = _many(s, i + 1)
    subject = any(
        p and p.end <= i for p in (phrase(s, n) for n in range(max(0, i - 4), i)) if p and s.at(p.head) not in WHEN
    )
    if end and not subject and (new := conjugated(verb, told[0].tense, "3p")):
        yield Finding(i, i + 1, new, "subject-verb", 0.87, s.text(i + 1, end))


def _befalls(s: Sentence, i: int, told: list[VerbReading]) -> Iterator[Finding]:
    """«Se me congela las manos», «se nos estropearon la lavadora»: what breaks or is forgotten is the subject."""
    found = phrase(s, i + 1)
    subject = any(p and p.end == i - 2 for p in (phrase(s, n) for n in range(max(0, i - 6), i - 2)))
    if not found or subject or s.at(i + 1) in PRONOUNS or s.at(found.end) in ("y", "e", "o", "de", "del"):
        return
    person = "3" + found.number
    if all(r.person[:1] == "3" and r.person != person for r in told) and {r.verb for r in told} & _BEFALLS:
        yield Finding(
            i, i + 1, conjugated(told[0].verb, told[0].tense, person), "subject-verb", 0.87, s.text(i + 1, found.end)
        )


_BEFALLS = words(
    "caer romper perder olvidar acabar estropear congelar quemar escapar ocurrir manchar mojar dormir pasar hinchar averiar parar apagar derramar terminar quedar"
)


def _one(s: Sentence, i: int, told: list[VerbReading]) -> Iterator[Finding]:
    """«Aquí no se pueden fumar»: what one does, with no subject in the plural, is told in the singular."""
    what = infinitive(s, i + 1)
    if not {r.verb for r in told} & {"poder", "deber"} or not what or s.at(i + 2) not in STOPS | {"", "en", "aquí"}:
        return
    if not any((tag := noun(s, n)) and tag[1] == "p" for n in range(i)):
        yield Finding(i, i + 1, conjugated(told[0].verb, told[0].tense, "3s"), "subject-verb", 0.87, "se")


def _passive(s: Sentence, i: int, told: list[VerbReading]) -> Iterator[Finding]:
    """«Se vende coches»: the thing is the subject. With «a» it is an object."""
    starts = (
        i == 1
        or s.at(i - 2) in STOPS
        or s.at(i - 2) in OPENING
        or s.at(i - 2) in ("aquí", "allí", "no", "también", "y")
    )
    verbs = {r.verb for r in told}
    if verbs & {"poder", "deber"} and (what := infinitive(s, i + 1)) and what == s.at(i + 1) and starts:
        end = _many(s, i + 2)
        if (
            end
            and s.at(i + 2) in ("los", "las")
            and what in words("comprar ver visitar encontrar alquilar hacer usar llevar comer pedir reservar")
        ):
            yield Finding(
                i, i + 1, conjugated(told[0].verb, told[0].tense, "3p"), "subject-verb", 0.86, s.text(i + 2, end)
            )
        return
    if not starts or not verbs & _SOLD:
        return
    tag = noun(s, i + 1)
    if (verbs & {"hablar"} and s.at(i + 2) not in ("idiomas", "lenguas")) or s.at(i + 1) in WHEN:
        return
    if (tag and tag[1] == "p") or (s.at(i + 1) in _MANY and _many(s, i + 1)):
        if new := conjugated(told[0].verb, told[0].tense, "3p"):
            yield Finding(i, i + 1, new, "subject-verb", 0.87, s.at(i + 1))


def _are(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi comida favorita es los tacos» → son: ser agrees with the plural that stands behind."""
    found = phrase(s, i + 2)
    if (
        found
        and found.number == "p"
        and s.at(i + 2) in ("los", "las", "mis")
        and s.at(i - 2) in ("mi", "tu", "su", "la", "el")
    ):
        yield Finding(i + 1, i + 2, "son", "subject-verb", 0.85, s.text(i + 2, found.end))


def _neither(s: Sentence, i: int) -> Iterator[Finding]:
    """«Ni Marta ni su hermano sabe conducir»."""
    first = phrase(s, i + 1)
    if not first or s.at(first.end) != "ni" or not (i == 0 or s.at(i - 1) in STOPS):
        return
    second = phrase(s, first.end + 1)
    if not second:
        return
    at = second.end
    while s.at(at) in ("se", "lo", "la", "le", "me"):
        at += 1
    told = finite(s, at)
    if {s.at(first.head), s.at(second.head)} & {"yo", "tú", "nosotros"} or s.at(at - 1) in ("me", "le"):
        return
    here = s.reading(at)
    own = [r for r in told if here and r.verb == here.lemma] or told
    if own and all(r.person in ("3s", "1p") for r in own) and (new := conjugated(own[0].verb, own[0].tense, "3p")):
        yield Finding(at, at + 1, new, "subject-verb", 0.87, s.text(i, second.end))


def _most(s: Sentence, i: int) -> Iterator[Finding]:
    """«La mayoría de la gente piensan» → piensa: of one thing."""
    found = phrase(s, i + 2) if s.at(i + 1) == "de" else None
    if found and found.number == "s" and s.at(found.start) in ("la", "el"):
        told = finite(s, found.end)
        if told and all(r.person == "3p" for r in told) and (new := conjugated(told[0].verb, told[0].tense, "3s")):
            yield Finding(found.end, found.end + 1, new, "subject-verb", 0.87, s.text(i - 1, found.end))
