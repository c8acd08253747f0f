"""The verb and what is said of the subject agree with it, however far away they stand."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.subjects import Subject, subjects
from tutor.corrections.syntax import (
    CLITICS,
    DEGREES,
    PRONOUNS,
    STOPS,
    adjectival,
    conjugated,
    finite,
    infinitive,
    is_adjective,
    is_person_name,
    noun,
    phrase,
    share,
)
from tutor.language.es.inflect import inflected, singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

# With a pronoun before them, what pleases or hurts is the subject, and stands behind.
BACKWARDS = words(
    "gustar encantar interesar fascinar importar parecer doler faltar molestar sobrar quedar apetecer preocupar sorprender "
    "alegrar dar pasar costar tocar hacer caer ocurrir"
)
_PAST_WORDS = words("ayer anoche anteayer pasado pasada hace entonces")
COPULAS = words("ser estar parecer quedar")
_NEXT_ADVERBS = words("siempre ya también todavía casi nunca aún no hoy ahora")
# Adverbs, or nouns as well: said of anything.
_NO_PREDICATES = words(
    "pareja estado sido solo claro seguro verdad medio mejor peor igual bien mal cierto debido todo uno mucho poco más menos primero último demás "
    "posible lógico normal junto temprano bastante demasiado tarde dentro fuera español inglés francés alemán"
)


def subject_verb(s: Sentence) -> Iterator[Finding]:
    """Mis primos vive → viven; la gente de aquí son → es; mi tía, que tiene dos hijos, viven → vive."""
    for subject in subjects(s):
        if told := _unasked(s, subject):
            yield Finding(
                subject.verb,
                subject.verb + 1,
                told,
                "verb-mood",
                0.86,
                s.text(subject.phrase.start, subject.phrase.end),
            )
            continue
        if (found := _wrong_person(s, subject)) and (form := conjugated(found.verb, found.tense, subject.person)):
            if (
                found.person == "1s"
                and s.at(subject.verb).endswith("o")
                and subject.person == "3s"
                and _tells_past(s, subject.verb)
            ):
                done = conjugated(found.verb, "preterite", "3s")
                if done == s.at(subject.verb)[:-1] + "ó":
                    yield Finding(subject.verb, subject.verb + 1, done, "verb-accent", 0.95)
                    continue
                if (
                    done
                    and (when := _PAST_WORDS & set(s.words))
                    and found.tense == "present"
                    and not _now(s, subject.verb)
                ):
                    yield Finding(subject.verb, subject.verb + 1, done, "past-tense", 0.87, min(when))
                    continue
            trigger = s.text(subject.phrase.start, subject.phrase.end)
            # «Ella contesto» may be contesta, and contestó.
            either = found.person == "1s" and subject.person == "3s" and s.at(subject.verb).endswith("o")
            yield Finding(subject.verb, subject.verb + 1, form, "subject-verb", 0.82 if either else 0.87, trigger)


# Behind these a subjunctive may stand.
_ASKS_MOOD = words(
    "que ojalá quizá quizás tal aunque cuando si mientras como donde acaso sin para antes hasta cual quien quienes cuanto posiblemente probablemente"
)


def _unasked(s: Sentence, subject: Subject) -> str:
    """The indicative for a present subjunctive that nothing asks for: «yo hable dos idiomas» → hablo."""
    i = subject.verb
    here = s.reading(i)
    told = [r for r in analyse(s.at(i)) if r.person and here and r.verb == here.lemma and r.person != "vos"]
    if (
        not told
        or any(r.tense not in ("subjunctive-present", "imperative") for r in told)
        or _ASKS_MOOD & set(s.words[:i])
    ):
        return ""
    if s.at(subject.phrase.head) in ("usted", "ustedes") and (s.at(i - 1) in CLITICS or "no" in s.words[:i]):
        return ""  # «usted no se preocupe»
    if s.at(subject.phrase.head) in ("usted", "ustedes", "él", "ella") and i < 3 and "!" in s.words:
        return ""
    if s.at(i).endswith("e") and _tells_past(s, i):
        return ""  # hablé without its accent
    if s.at(0) == "porque":
        return ""  # «Porque tú lo digas.»
    return conjugated(told[0].verb, "present", subject.person)


def _tells_past(s: Sentence, i: int) -> bool:
    """Whether other verbs of the sentence, or when it was, are in the past."""
    told = [r.tense for n in range(len(s)) if n != i for r in finite(s, n)]
    return (
        bool({"preterite", "imperfect"} & set(told))
        or bool(_PAST_WORDS & set(s.words))
        or ("present" not in told and len(s) > 12)
    )


def _now(s: Sentence, i: int) -> bool:
    """Whether another verb of the sentence is in the present."""
    return any(r.tense == "present" for n in range(len(s)) if n != i and s.at(n) != "hace" for r in finite(s, n))


def _wrong_person(s: Sentence, subject: Subject) -> VerbReading | None:
    """The reading of a verb form of another person than the subject's; None where it may be right."""
    i, person = subject.verb, subject.person
    word, before = s.at(i), s.at(i - 1)
    readings = finite(s, i)
    every = analyse(word)
    same = {person, "vos"} if person == "2s" else {"2p", "3p"} if person == "2p" else {person}
    if person == "2s" and s.at(i - 1) in _NO_ORDER:
        every = [r for r in every if r.tense != "imperative"]  # «tú siempre lleva»
    if word in ("hay", "he", "había") and (word != "había" or s.at(i + 1) == "que"):
        return None  # «toda mi vida he sido», «esos cambios había que ponerlos»
    if s.at(subject.phrase.start) == "cualquier" or (
        s.at(subject.phrase.start - 1) == "que"
        and {"más", "menos", "mejor", "peor"} & set(s.words[max(0, subject.phrase.start - 4) : subject.phrase.start])
    ):
        return None  # «cualquier cosa me escribes», «que trabajo menos que tú no es verdad»
    if word in ("van", "de") and s.is_name(i + 1):
        return None  # van Gogh
    if not readings or any(r.person in same for r in every):
        return None
    verbs = {r.verb for r in readings}
    nobody = s.at(subject.phrase.head) in ("nadie", "alguien")
    if (verbs & BACKWARDS and before in CLITICS and not nobody) or verbs & {"gustar", "encantar"}:
        return None
    if (before in ("lo", "la", "los", "las") and not _do_it(s, subject, i)) or (
        before == "se" and s.at(i - 2) not in PRONOUNS and person[0] != "3"
    ):
        return None
    if "ser" in {r.verb for r in readings}:
        told = phrase(s, i + 2 if s.at(i + 1) == ":" else i + 1)
        if (
            told
            and any(r.person == "3" + told.number for r in readings)
            and s.at(told.start) in ("el", "la", "los", "las")
        ):
            return None  # «su mayor problema eran los exámenes»
    if person == "3p" and subject.phrase.number == "s" and s.at(i) in ("es", "está"):
        return None  # «comer y dormir es lo mejor»
    if s.at(subject.phrase.head) in ("usted", "nadie", "alguien") and any(r.person == "3s" for r in every):
        return None
    if word in ("es", "era", "fue") and person == "3p" and _amount(s, subject.phrase.start):
        return None  # «cien euros es un buen precio»
    if person == "2s" and s.at(subject.phrase.start - 1) in (",", ";") and any(r.tense == "imperative" for r in every):
        return None  # «la cena la preparo yo; tú descansa»
    if before in CLITICS and s.at(subject.phrase.start - 1) == "que" and s.at(subject.phrase.start - 2) in _MORE:
        return None  # «que ganes más que yo me alegra»
    # A comma before the verb closes what is told of the subject: «mi tía, que vive sola, sale».
    told_of = any(
        s.at(n) == "," and s.at(n + 1) in ("que", "quien", "quienes") for n in range(subject.phrase.end, i - 1)
    )
    clear = s.at(subject.phrase.head) in PRONOUNS or told_of or s.at(subject.verb - 1) != ","
    costs = word == "cuesta" and _amount(s, i + 1)
    reflexive = before in ("se", "me", "te", "nos", "os")  # «se casa»
    noun_too = 0.0 if costs or reflexive else share(word, "noun", "adjective", "preposition", "adverb", "conjunction")
    if not clear or (
        s.at(subject.phrase.head) not in PRONOUNS
        and not is_person_name(s, i - 1)
        and noun_too > share(word, "verb") * 2 + 0.1
    ):
        return None
    if word == "son" and s.at(i + 1) in ("los", "las", "mis", "unos", "unas", "cosas"):
        return None  # «el problema son los precios»
    if word in ("son", "eran", "fueron") and _amount(s, i + 1):
        return None  # «la entrada son ocho euros»
    if (
        person == "3p"
        and all(r.person == "1p" for r in readings)
        and s.at(subject.phrase.start) in ("los", "las", "todos", "todas")
    ):
        return None  # «los españoles comemos tarde»
    if person[0] == "3" and _of_whom_it_tells(s, i, readings):
        return None
    if person[0] == "3" and all(r.person[0] != "3" for r in readings):
        # Of a noun it may be the object: «la casa compré». Only what cannot be one.
        was = s.at(i) == "fui" and s.at(i + 1) in ("tan", "muy", "un", "una", "bastante")  # «la película fui aburrida»
        if s.at(i) in ("somos", "estamos", "vamos", "tenemos") or (
            not was and any(r.tense != "present" for r in every if r.person)
        ):
            return None
    return next((r for r in every if r.verb == readings[0].verb and r.person), None)


def _do_it(s: Sentence, subject: Subject, i: int) -> bool:
    """Whether persons do it and nobody else can: «mis hermanos no la conoce.»"""
    persons = subject.person == "3p" and singular(s.at(subject.phrase.head)) in PERSONS
    return persons and s.at(i + 1) in STOPS | {"", "y", "porque"} and s.at(i - 2) in ("no", s.at(subject.phrase.head))


def _of_whom_it_tells(s: Sentence, i: int, readings: list[VerbReading]) -> bool:
    """«El responsable soy yo», «la cláusula puedo bajarla», «el queso no creo que llegue»: what stands before is no subject."""
    if any(r.person not in ("1s", "2s") for r in readings):
        return False
    after = s.at(i + 1)
    return after in ("yo", "tú", "que") or (bool(infinitive(s, i + 1)) and after != infinitive(s, i + 1))


_NO_ORDER = words("nunca no siempre casi normalmente también ya jamás")
_MORE = words("más menos mejor peor mayor menor antes")


def _amount(s: Sentence, i: int) -> bool:
    """Whether a counted phrase begins here."""
    return s.at(i).isdigit() or any(a.features.tag.startswith(("DN", "Z")) for a in analyses(s.at(i)))


def subject_predicate(s: Sentence) -> Iterator[Finding]:
    """La playa estaba lleno → llena; las cartas han sido encontrado → encontradas; la falda es rojo → roja."""
    for subject in subjects(s):
        at = subject.verb
        verbs = {r.verb for r in finite(s, at)}
        if "haber" in verbs and s.at(at + 1) in ("sido", "estado"):
            at += 1
        elif not verbs & COPULAS or subject.phrase.gender == "":
            continue
        at += 1
        while s.at(at) in DEGREES or s.at(at) in _NEXT_ADVERBS or s.at(at).endswith("mente"):
            at += 1
        word = s.at(at)
        if (
            s.at(at - 1) == "un"
            or s.at(subject.phrase.head) == "demás"
            or (s.at(at - 2), s.at(at - 1)) == ("un", "poco")
        ):
            continue
        gender = subject.gender or subject.phrase.gender
        if not gender or word in _NO_PREDICATES or not _describes(s, at):
            continue
        if (described := noun(s, at + 1)) and _agrees(word, described[0], described[1]):
            continue  # «son muy buena gente», «es buena persona»
        number = "p" if subject.person.endswith("p") else "s"
        right = inflected(word, gender, number)  # type: ignore[arg-type]
        if not right or right == word or _agrees(word, gender, number):
            continue
        sure = (
            0.86
            if s.at(at + 1)
            in (
                "",
                ".",
                ",",
                "!",
                "?",
                "y",
                "por",
                "en",
                "de",
                "con",
                "para",
                "desde",
                "pero",
                "que",
                "porque",
                "después",
                "cuando",
                "hoy",
                "ayer",
                "a",
            )
            or is_adjective(s, at)
            else 0.6
        )
        yield Finding(
            at, at + 1, right, "predicate-adjective", sure, s.text(subject.phrase.start, subject.phrase.head + 1)
        )


def _describes(s: Sentence, i: int) -> bool:
    """Whether an adjective or participle stands here that is said of the subject."""
    word = s.at(i)
    if s.is_name(i) or not word[:1].isalpha():
        return False
    adjective = adjectival(word)
    be = {r.verb for r in finite(s, i - 1)} | {r.verb for r in finite(s, i - 2)}
    surely = s.at(i - 1) in DEGREES or "estar" in be
    if surely and adjective and s.lexicon.is_adjective(word) and not share(word, "adverb", "preposition"):
        return True
    return (
        adjective >= 0.3 * share(word, "noun")
        and adjective > 0.05
        and share(word, "adverb", "preposition") <= adjective
    )


def _agrees(word: str, gender: str, number: str) -> bool:
    return any(
        a.features.gender in (gender, "c") and a.features.number in (number, "n")
        for a in analyses(word)
        if a.part == "adjective" or a.features.mood == "participle"
    )
