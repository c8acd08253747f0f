"""Persons of the verb by where the subject stands: behind a question, after a comma, in apposition, alone as «todos»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import OF_PEOPLE, PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.subjects import behind_place
from tutor.corrections.syntax import (
    CLITICS,
    STOPS,
    WHEN,
    conjugated,
    finite,
    is_finite,
    is_person_name,
    noun,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_OWN = words("mis tus sus los las nuestros nuestras estos estas esos esas")
_ASKS = words("dónde cuándo cómo quién adónde")
_ALONE = words("vivir trabajar estar ir venir llegar salir volver nacer viajar dormir llamarse terminar empezar")
_DOES = words("hacer estudiar comer querer pensar decir beber desayunar cenar")
_ALL = words("todos todas muchos muchas algunos algunas ambos ambas ellos ellas")
_BETWEEN = words("no ya siempre también nunca lo se casi")
_FEEL = words("quedar parecer sentar")
_HELLO = words("hola buenas buenos y , .")


def subject_frames(s: Sentence) -> Iterator[Finding]:
    """¿Dónde vive tus primos? → viven; los viernes, Luis y Eva sale → salen; todos está → están; me llama Pedro → llamo."""
    led = behind_place(s)
    for i, word in enumerate(s.words):
        if word in _ASKS or (word == "qué" and s.at(i - 1) not in ("por", "para")):
            yield from _asked(s, i)
        elif word in _ALL:
            yield from _all(s, i)
        elif word == "," and i:
            yield from _behind_comma(s, i)
        elif word == "llama" and s.at(i - 1) == "me":
            yield from _called(s, i)
        elif word in _THERE and (i == 0 or s.at(i - 1) in STOPS):
            yield from _there(s, i)
        if word in _COMES:
            yield from _comes(s, i)
        if word in ("queda", "parece", "sienta") and s.at(i - 1) in ("me", "te", "le", "nos", "les"):
            yield from _suits(s, i)
        if s.text(i - 2, i + 1) in ("qué te parece", "qué le parece", "qué os parece") and s.at(i + 1) in _OWN:
            found = phrase(s, i + 1)
            if found and found.number == "p" and s.at(found.end) in ("?", "de", "nuevas", "nuevos"):
                yield from _changed(
                    s, i, [r for r in analyse(word) if r.person == "3s"], "3p", s.text(i + 1, found.end)
                )
        if word == "quién":
            yield from _who(s, i)
        elif word in _OWN | {"mi"} and (i in (0, led) or s.at(i - 1) in _OPENS):
            yield from _like_noun(s, i)
        elif word in ("dos", "ambos", "ambas") and (word != "dos" or s.at(i - 1) in ("los", "las")):
            yield from _both(s, i)
    yield from _whole_name(s)
    yield from _first_name(s)


_OPENS = STOPS | words("y pero porque que cuando si aunque")


def _who(s: Sentence, i: int) -> Iterator[Finding]:
    """«¿Quién van conmigo?» → va: who is asked for in the singular."""
    at = i + 1
    while s.at(at) in _BETWEEN | CLITICS:
        at += 1
    told = finite(s, at)
    does = {r.verb for n in (at, at + 1) for r in analyse(s.at(n)) if r.person or r.tense == "participle"} - {"haber"}
    if (
        s.at(i - 1) == "¿"
        and told
        and all(r.person in ("1s", "2s", "1p", "2p") for r in told)
        and does
        and does <= OF_PEOPLE
    ):
        yield Finding(i, i + 1, "a quién", "personal-a", 0.92, "quién")
        return
    if (
        s.at(i - 1) in ("¿", "")
        and s.at(at + 1) != "que"
        and told
        and all(r.person != "3s" and r.verb != "ser" for r in told)
    ):
        over = {"ayer", "anoche", "anteayer"} & set(s.words)
        done = conjugated(told[0].verb, "preterite", "3s")
        if over and told[0].tense == "present" and done == s.at(at)[:-1] + "ó":
            yield Finding(at, at + 1, done, "verb-accent", 0.95)
        elif told[0].tense == "present" or told[0].person[0] != "1":
            yield from _changed(s, at, told, "3s", "quién")


def _like_noun(s: Sentence, i: int) -> Iterator[Finding]:
    """«Los niños cena a las nueve», «mi hija estudio Derecho»: behind a person only the verb can stand, though it looks like a noun."""
    found = phrase(s, i)
    if not found or singular(s.at(found.head)) not in PERSONS or found.end != found.head + 1 or is_finite(s, found.end):
        return
    at, person = found.end, "3" + found.number
    told = [r for r in analyse(s.at(at)) if r.tense == "present" and r.person in ("1s", "3s") and r.person != person]
    here = s.reading(at)
    if not told or here is None or here.part not in ("noun", "pronoun") or s.is_name(at):
        return
    closed = s.at(at + 1) in _BEHIND_VERB or s.is_name(at + 1)
    others = any(is_finite(s, n) for n in range(at + 1, len(s)) if not _apart(s, at, n))
    if closed and not others and told[0].verb in s.lexicon.verbs:
        yield from _changed(s, at, told, person, s.text(i, found.end))


_BEHIND_VERB = STOPS | words(
    "a en con por para el la los las un una mucho muy todos todas bien mal y tarde temprano pronto siempre"
)


def _apart(s: Sentence, start: int, end: int) -> bool:
    """Whether another clause begins between two places."""
    return any(s.at(n) in _OPENS for n in range(start + 1, end))


def _both(s: Sentence, i: int) -> Iterator[Finding]:
    """«Los dos viene del mismo país»: who was named before."""
    start = i - 1 if s.at(i) == "dos" else i
    if not (start == 0 or s.at(start - 1) in _OPENS):
        return
    at = i + 1
    while s.at(at) in _BETWEEN | CLITICS - {"le", "les", "me", "te", "nos", "los", "las", "la"} - {"lo"}:
        at += 1
    told = _only(s, at, "3s")
    if told and at <= i + 3 and {r.verb for r in told} - _FEEL - {"gustar", "encantar", "haber", "hacer"}:
        yield from _changed(s, at, told, "3p", s.text(start, i + 1))


_NO_NAMES = words("yo hola perdón vale gracias ok bueno bien claro pues entonces")


def _first_name(s: Sentence) -> Iterator[Finding]:
    """«Ben fui a la escuela», «Selena vivo en Texas»: a name, and a verb in the first person right behind it."""
    word = s.tokens[0].text
    if not word[:1].isupper() or not word[1:].islower() or not word.isalpha() or s.at(0) in _NO_NAMES:
        return
    plain_word = analyses(word.lower())
    named = is_person_name(s, 0) or any(a.part == "name" for a in analyses(word)) or s.lexicon.known(s.at(0))
    told = finite(s, 1)
    told = [r for r in told if r.tense != "participle"]
    if not named or plain_word or not told or any(r.person != "1s" for r in told):
        return
    if _ME & set(s.words) or any(r.person == "1s" for r in analyse(s.at(0))):
        return
    yield from _changed(s, 1, told, "3s", s.tokens[0].text)


_ME = words("yo me mi mis conmigo mí")


def _changed(s: Sentence, at: int, told: list[VerbReading], person: str, trigger: str) -> Iterator[Finding]:
    if new := conjugated(told[0].verb, told[0].tense, person):
        yield Finding(at, at + 1, new, "subject-verb", 0.87, trigger)


def _only(s: Sentence, at: int, person: str) -> list[VerbReading]:
    """The readings of a verb that stands in this person and no other."""
    here = s.reading(at)
    told = finite(s, at)
    told = [r for r in told if here and r.verb == here.lemma] or told  # sale is of salar as well
    return told if told and all(r.person == person for r in told) else []


def _asked(s: Sentence, i: int) -> Iterator[Finding]:
    """The subject stands behind the verb and closes the question."""
    at = i + 2 if s.at(i + 1) in ("se", "no") else i + 1
    told = _only(s, at, "3s")
    found = phrase(s, at + 1)
    if not told or not found or found.number != "p" or s.at(at + 1) not in _OWN or "¿" not in s.words[: i + 1]:
        return
    head, verbs = singular(s.at(found.head)), {r.verb for r in told}
    called = s.at(i + 1) == "se" and "llamar" in verbs
    if s.at(found.head) in WHEN or (s.at(found.end) in ("y", "de", "que") and not called):
        return
    persons = head in PERSONS
    does = s.at(i) == "qué" and persons and verbs <= _DOES
    if called or does or (s.at(i) != "qué" and verbs <= _ALONE and s.at(i + 1) != "se"):
        yield from _changed(s, at, told, "3p", s.text(at + 1, found.end))


def _all(s: Sentence, i: int) -> Iterator[Finding]:
    """«Todos está», «muchos dice»: a subject of its own, at the beginning of its clause."""
    if not (i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in ("y", "pero", "porque", "que", "cuando", "si")):
        return
    at = i + 1
    while s.at(at) in _BETWEEN:
        at += 1
    told = _only(s, at, "3s")
    if not told or at > i + 3 or s.at(at - 1) in ("le", "les", "me", "nos", "te"):
        return
    # «Que todos, es verdad»; «ellos hace dos años que …»; what one does to them is no matter of theirs.
    if s.at(at) in ("hace", "hacía", "hay", "es", "parece") and s.at(i) not in ("todos", "todas", "ellos", "ellas"):
        return
    if s.at(at) in ("hace", "hacía") or (s.at(i - 1) == "que" and s.at(i - 2) in ("de", "más", "menos")):
        return
    yield from _changed(s, at, told, "3p", s.at(i))


def _people(s: Sentence, start: int) -> int:
    """Where two names joined with «y» end that begin here; 0 where there are none."""
    if not is_person_name(s, start):
        return 0
    first = phrase(s, start)
    if not first or s.at(first.end) not in ("y", "e") or not is_person_name(s, first.end + 1):
        return 0
    second = phrase(s, first.end + 1)
    return second.end if second else 0


def _behind_comma(s: Sentence, comma: int) -> Iterator[Finding]:
    """«Los viernes por la noche, Luis y Marta sale»; «mis hermanas, Eva y Sol, quiere»."""
    end = _people(s, comma + 1)
    if not end:
        return
    before = [p for n in range(max(0, comma - 4), comma) if (p := phrase(s, n)) and p.end == comma]
    named = s.at(end) == "," and any(p.number == "p" and singular(s.at(p.head)) in PERSONS for p in before)
    when = bool(WHEN & set(s.words[:comma])) and not any(is_finite(s, n) for n in range(comma))
    at = end + 1 if named else end
    while s.at(at) in CLITICS or s.at(at) in ("no", "siempre", "también"):
        at += 1
    told = _only(s, at, "3s")
    if told and (named or when) and s.at(at - 1) not in ("me", "te", "le", "nos", "les"):
        yield from _changed(s, at, told, "3p", s.text(comma + 1, end))


def _called(s: Sentence, i: int) -> Iterator[Finding]:
    """«Me llama Pedro y soy de Brasil»: somebody tells their own name."""
    if not (i == 1 or s.at(i - 2) in _HELLO or s.at(i - 2) == "¡") or not is_person_name(s, i + 1):
        return
    end = i + 1
    while s.is_name(end):
        end += 1
    joint = end + 1 if s.at(end) in (",", "y") else 0
    joint += bool(joint) and s.at(joint) == "y"
    me = joint and any(r.person == "1s" and r.verb in ("ser", "tener", "vivir", "venir") for r in analyse(s.at(joint)))
    if me:
        yield Finding(i, i + 1, "llamo", "subject-verb", 0.88, "yo")


def _suits(s: Sentence, i: int) -> Iterator[Finding]:
    """«Te queda muy bien esos pantalones»: what suits somebody is the subject."""
    at = i + 1
    while s.at(at) in ("muy", "bastante", "tan", "demasiado"):
        at += 1
    if s.at(at) not in ("bien", "mal", "fatal", "genial", "estupendo", "grande", "pequeño"):
        return
    found = phrase(s, at + 1)
    if found and found.number == "p" and s.at(at + 1) in _OWN and s.at(found.end) in STOPS | {""}:
        told = _only(s, i, "3s")
        if told and {r.verb for r in told} & _FEEL:
            yield from _changed(s, i, told, "3p", s.text(at + 1, found.end))


_THERE = words("en aquí allí ahí")
_MANY = words("muchos muchas varios varias algunos algunas pocos pocas dos tres cuatro cinco")
_COMES = words("vino llegó volvió viene llega vuelve salió entró")


def _there(s: Sentence, i: int) -> Iterator[Finding]:
    """«En mi calle vive muchos estudiantes», «en mi país se habla muchas lenguas»."""
    found = phrase(s, i + 1) if s.at(i) == "en" else None
    at = found.end if found else i + 1
    if s.at(i) == "en" and (found is None or s.at(found.head) in WHEN):
        return
    at += s.at(at) == "se"
    told = _only(s, at, "3s")
    behind = phrase(s, at + 1)
    if not told or s.at(at + 1) not in _MANY or not behind or behind.number != "p" or s.at(behind.head) in WHEN:
        return
    verbs = {r.verb for r in told}
    if verbs <= (_SEEN if s.at(at - 1) == "se" else _LIVES):
        yield from _changed(s, at, told, "3p", s.text(at + 1, behind.end))


_LIVES = words("vivir trabajar crecer existir estudiar jugar caber")
_SEEN = words("hablar comer beber ver vender hacer cultivar producir usar encontrar")


def _comes(s: Sentence, i: int) -> Iterator[Finding]:
    """«Anoche vino mis primos»."""
    found = phrase(s, i + 1)
    free = (
        i == 0
        or s.at(i - 1) in STOPS
        or s.at(i - 1) in ("ayer", "anoche", "hoy", "ya", "y", "también")
        or s.at(i - 1) in WHEN
    )
    if found and free and found.number == "p" and s.at(i + 1) in ("mis", "tus", "nuestros", "nuestras", "sus"):
        if singular(s.at(found.head)) in PERSONS and (told := _only(s, i, "3s")):
            yield from _changed(s, i, told, "3p", s.text(i + 1, found.end))


def _whole_name(s: Sentence) -> Iterator[Finding]:
    """«Pablo Picasso viví en Francia»: a name of several words, and a verb in the first person."""
    end = 0
    while end < len(s) and s.tokens[end].text[:1].isupper() and s.at(end).isalpha() and not noun(s, end):
        end += 1
    if end < 2 or end > 3 or not is_person_name(s, 0):
        return
    told = _only(s, end, "1s")
    if told and all(r.tense == "preterite" for r in told) and s.at(end + 1) != "a":
        yield from _changed(s, end, told, "3s", s.text(0, end))
