"""The same said with another construction: se me olvidó and olvidé, el libro lo leí and leí el libro."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise

from tutor.exercises.grading.as_english import as_english_has_it
from tutor.exercises.grading.frames import framed
from tutor.exercises.grading.paraphrases import paraphrases
from tutor.exercises.grading.rephrasings import rephrasings
from tutor.exercises.grading.wordings import wordings
from tutor.exercises.grading.words import (
    CLITICS,
    LINKS,
    REFLEXIVE,
    STRUCTURAL,
    SUBJECTS,
    ParsedSentence,
    ParsedWord,
    is_finite,
    word_set,
)

_OBJECTS = frozenset(["lo", "la", "los", "las"])
_PERSONS = {"me": "1s", "te": "2s", "nos": "1p", "os": "2p"}
# What happens to somebody by accident, and what they do.
_BY_ACCIDENT = frozenset(["olvidar", "perder", "romper", "quemar"])
# With a pronoun of their subject or without, the same is said.
_WITH_OR_WITHOUT = word_set(
    "pasar cerrar abrir comer beber tomar leer morir reír bajar subir desayunar empezar acabar terminar encontrar creer imaginar "
    "olvidar ganar gastar saltar comprar dormir caer marchar escapar llevar callar"
)
_REFLEXIVE = {"olvidar": "olvidar", "recordar": "acordar"}
_OWNERS = word_set("el la los las este esta estos estas mi mis tu tus su sus nuestro nuestra nuestros nuestras")
_PLACED = word_set(
    "en a cerca lejos entre junto sobre detrás delante frente debajo encima dentro fuera aquí ahí allí enfrente"
)
# Adjectives that are usual before their noun as well as behind it.
_EITHER_SIDE = word_set(
    "bueno malo bonito lindo precioso hermoso largo corto bello famoso excelente magnífico enorme pequeño nuevo fantástico "
    "terrible horrible"
)
_DEGREES = word_set("muy más tan bastante demasiado")
# What is not one is the other.
_OPPOSITES = {
    "justo": "injusto", "posible": "imposible", "limpio": "sucio", "necesario": "innecesario", "legal": "ilegal", "seguro": "inseguro",
    "feliz": "infeliz", "abierto": "cerrado", "lejos": "cerca", "probable": "improbable", "útil": "inútil", "verdad": "mentira",
    "cierto": "falso", "normal": "raro", "correcto": "incorrecto", "capaz": "incapaz", "cómodo": "incómodo", "responsable": "irresponsable",
}  # fmt: skip


# Marks a pronoun that was put: it makes no passive.
_OWN = "own"


@lru_cache(8000)
def variants(right: ParsedSentence, english: str, free: bool) -> tuple[ParsedSentence, ...]:
    """Other constructions of a right sentence, in one step. `faults` marks those that must not begin as this one does.

    `free`: a whole sentence is asked for, so that what fills the gap may be said otherwise.
    """
    return tuple(dict.fromkeys(chain(framed(right, english, free), as_english_has_it(right, english), _varied(right))))


def _varied(right: ParsedSentence) -> Iterator[ParsedSentence]:
    rows = (
        _undoubled(right), _not_by_accident(right), _somewhere(right), _somebody(right), _reasons(right), _with_pronoun(right),
        _adjectives(right), _joined(right), _liked(right), _not_passive(right), _forgetting(right), _gapped(right),
        _origins(right), _clock(right),
        paraphrases(right), rephrasings(right), wordings(right),
    )  # fmt: skip
    return (sentence for row in rows for sentence in row)


def _undoubled(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """An object that stands first is repeated by its pronoun; elsewhere it is not."""
    for n, word in enumerate(right.words):
        if n < 2 or word.text not in _OBJECTS or n + 1 >= len(right.words) or not right.words[n + 1].verbs:
            continue
        if right.words[0].text not in _OWNERS:
            continue
        rest = right.words[:n] + right.words[n + 1 :]
        yield ParsedSentence(rest, right.subjects, ("fronted",))
        if right.words[n - 1].text == "se":
            for one in ("le", "les"):
                yield ParsedSentence((*rest[: n - 1], ParsedWord(one), *rest[n:]), right.subjects, ("fronted",))


def _not_by_accident(right: ParsedSentence) -> Iterator[ParsedSentence]:
    for n in range(len(right.words) - 2):
        one, two, verb = right.words[n : n + 3]
        readings = (
            frozenset((v, t, _PERSONS[two.text]) for v, t, p in verb.verbs if v in _BY_ACCIDENT and p[:1] == "3")
            if (one.text == "se" and two.text in _PERSONS)
            else frozenset()
        )
        if readings:
            plain = ParsedWord(verb.text + "'", readings, breaks=one.breaks)
            before, after = right.words[:n], right.words[n + 3 :]
            yield ParsedSentence((*before, plain, *after), right.subjects)
            if any(v == "olvidar" for v, _, _ in readings):
                yield ParsedSentence((*before, ParsedWord(two.text), plain, ParsedWord("de"), *after), right.subjects)


def _verb(word: ParsedWord, lemma: str, person: str = "") -> ParsedWord:
    """Another verb in the same tense, and person if none is told."""
    readings = frozenset((lemma, tense, person or p) for _, tense, p in word.verbs if p)
    return ParsedWord(f"{word.text}={lemma}", readings, gap=word.gap, auxiliary=word.gap)


def _somewhere(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """está en la costa: se encuentra, queda en la costa."""
    for n, word in enumerate(right.words[:-1]):
        placed = right.words[n + 1].text in _PLACED or (n and right.words[n - 1].text == "dónde")
        if placed and any(v == "estar" and p[:1] == "3" for v, _, p in word.verbs) and not word.own:
            before, after = right.words[:n], right.words[n + 1 :]
            se = ParsedWord("se", breaks=word.breaks)
            for lemma in ("encontrar", "hallar", "ubicar", "situar"):
                yield ParsedSentence((*before, se, _verb(word, lemma), *after), right.subjects)
            yield ParsedSentence((*before, _verb(word, "quedar")._replace(breaks=word.breaks), *after), right.subjects)


def _somebody(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """se construyeron tres escuelas: construyeron tres escuelas."""
    for n in range(len(right.words) - 1):
        se, verb = right.words[n], right.words[n + 1]
        if se.text == "se" and not se.attached and se.said != _OWN and any(p[:1] == "3" for _, _, p in verb.verbs):
            them = _verb(verb, "", "3p")._replace(breaks=se.breaks)
            readings = frozenset((v, t, "3p") for v, t, p in verb.verbs if p)
            yield ParsedSentence(
                (*right.words[:n], them._replace(verbs=readings), *right.words[n + 2 :]), (*right.subjects, "ellos")
            )


def _not_passive(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Fue hallada el arma: se halló, hallaron el arma. Se cena tarde: la gente cena tarde."""
    for n, (one, two) in enumerate(pairwise(right.words)):
        done = [verb for verb, tense, _ in two.verbs if tense == "participle"]
        being = [(tense, person) for verb, tense, person in one.verbs if verb == "ser" and person[:1] == "3"]
        before, after = right.words[:n], right.words[n + 2 :]
        for verb in done if being else ():
            same = frozenset((verb, tense, person) for tense, person in being)
            them = frozenset((verb, tense, "3p") for tense, _ in being)
            se = ParsedWord("se", breaks=one.breaks)
            yield ParsedSentence((*before, se, ParsedWord(f"se {verb}", same), *after), right.subjects)
            yield ParsedSentence(
                (*before, ParsedWord(f"{verb}n", them, breaks=one.breaks), *after), (*right.subjects, "ellos")
            )
        if (
            one.text == "se"
            and not one.attached
            and one.said != _OWN
            and any(person == "3s" for _, _, person in two.verbs)
        ):
            people = (
                ParsedWord("la", breaks=one.breaks),
                ParsedWord("gente", forms=frozenset([("gente", "noun", "f", "s")])),
            )
            yield ParsedSentence((*before, *people, two, *after), right.subjects)


def _forgetting(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """No olviden sus cosas: no se olviden de sus cosas; recuerdo, me acuerdo de."""
    for n, word in enumerate(right.words):
        other = next((_REFLEXIVE[v] for v, _, p in word.verbs if v in _REFLEXIVE and p), None)
        persons = {p for _, _, p in word.verbs if p}
        if other is None or (n and right.words[n - 1].text in CLITICS):
            continue
        for pronoun in {REFLEXIVE[p] for p in persons if p in REFLEXIVE}:
            verb = word._replace(breaks=False) if other == "olvidar" else _verb(word, other)._replace(breaks=False)
            put = (ParsedWord(pronoun, breaks=word.breaks), verb, ParsedWord("de"))
            yield ParsedSentence((*right.words[:n], *put, *right.words[n + 1 :]), right.subjects)


def _reasons(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Como llovía, nos quedamos: nos quedamos porque llovía."""
    words = right.words
    breaks = [n for n, w in enumerate(words) if n and w.breaks]
    if words and words[0].text == "como" and len(breaks) == 1:
        reason, result = words[1 : breaks[0]], words[breaks[0] :]
        because = ParsedWord("porque", gap=words[0].gap)
        yield ParsedSentence((result[0]._replace(breaks=False), *result[1:], because, *reason), right.subjects)
    at = next((n for n, w in enumerate(words) if w.text == "porque"), 0)
    if at and not [n for n in breaks if n != at]:
        result = (words[0]._replace(breaks=True), *words[1:at])
        yield ParsedSentence((ParsedWord("como", gap=words[at].gap), *words[at + 1 :], *result), right.subjects)


def _with_pronoun(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """comí todo el pan: me comí todo el pan."""
    for n, word in enumerate(right.words):
        fits = {p for v, _, p in word.verbs if v in _WITH_OR_WITHOUT and p}
        if not fits or not is_finite(word):
            continue
        before = right.words[n - 1] if n else None
        if before is not None and before.text in {REFLEXIVE[p] for p in fits} and not before.gap:
            rest = (*right.words[: n - 1], word._replace(breaks=before.breaks), *right.words[n + 1 :])
            yield ParsedSentence(rest, right.subjects)
        elif before is None or before.text not in CLITICS:
            for pronoun in {REFLEXIVE[p] for p in fits}:
                put = (ParsedWord(pronoun, breaks=word.breaks, said=_OWN), word._replace(breaks=False))
                yield ParsedSentence((*right.words[:n], *put, *right.words[n + 1 :]), right.subjects)


def _adjectives(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """una idea muy buena: una muy buena idea. No está limpio: está sucio."""
    words = right.words
    for n, word in enumerate(words):
        if any(part == "adjective" and lemma in _EITHER_SIDE for lemma, part, _, _ in word.forms) and not word.own:
            start = n - 1 if n and words[n - 1].text in _DEGREES else n
            noun = start - 1
            if noun > 0 and _is_noun(words[noun]) and not words[start].breaks:
                yield ParsedSentence(
                    (*words[:noun], *words[start : n + 1], words[noun], *words[n + 1 :]), right.subjects
                )
            elif n + 1 < len(words) and _is_noun(words[n + 1]):
                yield ParsedSentence(
                    (*words[:start], words[n + 1], *words[start : n + 1], *words[n + 2 :]), right.subjects
                )
        if (
            n > 1
            and words[n - 2].text == "no"
            and any(v in ("ser", "estar", "parecer") for v, _, _ in words[n - 1].verbs)
        ):
            for lemma, part, gender, number in word.forms:
                if other := _OPPOSITES.get(lemma):
                    put = ParsedWord(other, forms=frozenset([(other, part, gender, number)]))
                    verb = words[n - 1]._replace(breaks=words[n - 2].breaks)
                    if not words[n - 2].gap and not word.gap:
                        yield ParsedSentence((*words[: n - 2], verb, put, *words[n + 1 :]), right.subjects)


def _is_noun(word: ParsedWord) -> bool:
    return any(p == "noun" for _, p, _, _ in word.forms) and word.text not in STRUCTURAL


def _joined(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """No oye bien, no contesta: no oye bien y no contesta; and the other way round."""
    for n, word in enumerate(right.words):
        if n and word.breaks and word.text not in LINKS:
            rest = (word._replace(breaks=False), *right.words[n + 1 :])
            yield ParsedSentence((*right.words[:n], ParsedWord("y"), *rest), right.subjects)
            yield ParsedSentence((*right.words[:n], ParsedWord("que", breaks=True), *rest), right.subjects)
        elif n and word.text == "y" and n + 1 < len(right.words) and not word.gap:
            rest = right.words[n + 1 :]
            yield ParsedSentence((*right.words[:n], rest[0]._replace(breaks=True), *rest[1:]), right.subjects)


def _liked(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Me gusta levantarme temprano: levantarme temprano me gusta."""
    for n, word in enumerate(right.words[:-1]):
        pleases = any(
            v in ("gustar", "encantar", "molestar", "costar", "interesar", "aburrir") for v, _, _ in word.verbs
        )
        if pleases and any(t == "infinitive" for _, t, _ in right.words[n + 1].verbs):
            rest = right.words[n + 1 :]
            yield ParsedSentence((*rest, *right.words[: n + 1]), right.subjects)


def _gapped(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Ellos viajan en tren y nosotros viajamos en coche: ellos viajan en tren y nosotros en coche."""
    words = right.words
    for n, word in enumerate(words[:-1]):
        start = n - 1 if n and words[n - 1].text in CLITICS else n
        link = next((m for m in range(start - 1, 0, -1) if words[m].text in ("y", "e", "pero")), 0)
        lemmas = {v for v, _, _ in word.verbs}
        if word.gap or not is_finite(word) or not link or any(map(is_finite, words[link:start])):
            continue
        if not any(is_finite(w) and {v for v, _, _ in w.verbs} & lemmas for w in words[:link]):
            continue
        persons = {p for _, _, p in word.verbs}
        own = [ParsedWord(s) for s in right.subjects if SUBJECTS[s] & persons] if start == link + 1 else []
        subjects = tuple((s,) for s in own) if own else ((),) if start > link + 1 else ()
        for subject in subjects:
            yield ParsedSentence((*words[:start], *subject, *words[n + 1 :]), right.subjects)


# Where somebody is from, by the adjective.
_COUNTRIES = {
    "argentino": "argentina", "boliviano": "bolivia", "brasileño": "brasil", "chileno": "chile", "colombiano": "colombia",
    "cubano": "cuba", "ecuatoriano": "ecuador", "español": "españa", "mexicano": "méxico", "paraguayo": "paraguay",
    "peruano": "perú", "uruguayo": "uruguay", "venezolano": "venezuela", "francés": "francia", "inglés": "inglaterra",
    "alemán": "alemania", "italiano": "italia", "portugués": "portugal", "ruso": "rusia", "japonés": "japón", "chino": "china",
    "polaco": "polonia", "griego": "grecia", "suizo": "suiza", "sueco": "suecia", "irlandés": "irlanda", "canadiense": "canadá",
    "marroquí": "marruecos",
}  # fmt: skip


def _origins(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Mi marido es peruano: mi marido es de Perú."""
    for n, word in enumerate(right.words[1:], 1):
        country = next((_COUNTRIES[lemma] for lemma, _, _, _ in word.forms if lemma in _COUNTRIES), "")
        if country and not word.own and any(v == "ser" for v, _, _ in right.words[n - 1].verbs):
            there = ParsedWord(country, capital=True)
            yield ParsedSentence((*right.words[:n], ParsedWord("de"), there, *right.words[n + 1 :]), right.subjects)


def _clock(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Son las ocho menos diez: faltan diez para las ocho, son diez para las ocho."""
    words = right.words
    at = next((n for n, w in enumerate(words) if w.text == "menos" and 2 < n < len(words) - 1), 0)
    if not at or words[at - 2].text not in ("la", "las") or not any(v == "ser" for v, _, _ in words[at - 3].verbs):
        return
    before, verb, hour, minutes = words[: at - 3], words[at - 3], words[at - 2 : at], words[at + 1]
    number = "3s" if minutes.text == "cuarto" else "3p"
    quarter = (ParsedWord("un"), minutes) if minutes.text == "cuarto" else (minutes,)
    wanting = ParsedWord("faltan", frozenset([("faltar", "present", number)]), breaks=verb.breaks)
    for left in (quarter, (minutes,)):
        for said in (wanting, verb):
            yield ParsedSentence((*before, said, *left, ParsedWord("para"), *hour, *words[at + 2 :]), right.subjects)
