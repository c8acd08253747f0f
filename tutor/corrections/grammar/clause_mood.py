"""The subjunctive in clauses of whom nothing is known, or of what is not: «busco un piso que tenga», «no hay nadie que sepa»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, in_tense
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, conjugated, finite, infinitive, is_finite, noun
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_SEEK = words("buscar necesitar querer desear")
_NOT_HAVE = words("haber conocer tener encontrar ver existir quedar")
_NOBODY = words("nadie nada ningún ninguna ninguno")
_GOES = words("voy vas va vamos vais van")
_ASKING = words("pidiendo rogando exigiendo esperando suplicando recomendando")


def clause_mood(s: Sentence) -> Iterator[Finding]:
    """Busco un piso que tiene → tenga; no hay nadie que sabe → sepa; por mucho que insistes, no iré → insistas."""
    for i, word in enumerate(s.words):
        if word == "aunque":
            yield from _although(s, i)
        elif word in ("mucho", "más", "poco") and s.at(i - 1) == "por" and s.at(i + 1) == "que":
            yield from _however(s, i)
        elif word == "muy" and s.at(i - 1) == "por" and s.at(i + 2) == "que":
            yield from _however(s, i + 1)
        elif word == "siempre" and s.at(i + 1) == "que":
            yield from _provided(s, i)
        elif word == "que":
            yield from _anybody(s, i)
            yield from _somebody_sought(s, i)
            yield from _unknown(s, i)
            yield from _known(s, i)
            yield from _nobody(s, i)
            yield from _not_that(s, i)
            yield from _asking(s, i)
        elif word == "donde" and (start := _head(s, i, ("un", "una"))) is not None:
            yield from _sought(s, start, i)


def _present(s: Sentence, at: int | None) -> VerbReading | None:
    """The indicative present that stands here, where it is nothing else."""
    if at is None:
        return None
    told = [r for r in analyse(s.at(at)) if r.person and r.person != "vos" and r.tense != "imperative"]
    if not told or any(r.tense != "present" for r in told):
        return None
    said = PRONOUNS.get(s.at(at - 1), "")
    return next((r for r in told if r.person == said), told[0])


def _finding(
    s: Sentence, at: int, reading: VerbReading, sure: float, trigger: str, tense: str = "subjunctive-present"
) -> Iterator[Finding]:
    return in_tense(s, at, reading, tense, "subjunctive", sure, trigger)


def _future(s: Sentence, start: int, end: int) -> bool:
    """Whether the first finite verb between tells what will be: «iré», «voy a ir», «llámame» is left out."""
    for n in range(start, min(end, len(s))):
        if s.at(n) in (".", ";", "?", "!"):
            return False
        if is_finite(s, n) and (told := finite(s, n)):
            goes = s.at(n) in _GOES and s.at(n + 1) == "a" and bool(infinitive(s, n + 2))
            return all(r.tense == "future" for r in told) or goes
    return False


def _although(s: Sentence, i: int) -> Iterator[Finding]:
    """«Aunque llueve mañana, iremos»: not known yet."""
    at = clause_verb(s, i + 1)
    reading = _present(s, at)
    comma = next((n for n in range(i, min(i + 9, len(s))) if s.at(n) == ","), None)
    unsure = "mañana" in s.words[i:comma] or (
        reading and reading.person == "2s" and s.at((comma or 0) + 1) in ("no", "nunca")
    )
    if at and reading and comma and unsure and _future(s, comma + 1, comma + 7):
        yield from _finding(s, at, reading, 0.86, "aunque")


def _however(s: Sentence, i: int) -> Iterator[Finding]:
    """«Por mucho que insistes, no cambiaré»."""
    at = clause_verb(s, i + 2)
    reading = _present(s, at)
    start = i - 1 if s.at(i - 1) == "por" else i - 2
    comma = next((n for n in range(i, min(i + 10, len(s))) if s.at(n) == ","), None)
    if at and reading and comma and _future(s, comma + 1, comma + 7):
        yield from _finding(s, at, reading, 0.86, s.text(start, i + 2))


def _somebody_sought(s: Sentence, que: int) -> Iterator[Finding]:
    """«Necesitamos a alguien que sabe alemán» → sepa."""
    if s.at(que - 1) not in ("alguien", "algo"):
        return
    seek = que - 3 if s.at(que - 2) == "a" else que - 2
    told = finite(s, seek)
    at = clause_verb(s, que + 1)
    reading = _present(s, at)
    if (
        told
        and {r.verb for r in told} <= _SEEK
        and any(r.tense == "present" for r in told)
        and at
        and reading
        and reading.person[0] == "3"
    ):
        yield from _finding(s, at, reading, 0.86, s.text(seek, que + 1))


def _head(s: Sentence, que: int, first: tuple[str, ...]) -> int | None:
    """Where the phrase begins that ends before «que» with one of these words first: «un piso», «ningún político»."""
    for start in range(max(0, que - 5), que):
        if any(s.at(n) in STOPS for n in range(start, que)):
            continue
        if (
            s.at(start) in first
            and any(noun(s, n) for n in range(start + 1, que))
            and not any(is_finite(s, n) for n in range(start, que))
        ):
            return start
    return None


def _unknown(s: Sentence, que: int) -> Iterator[Finding]:
    """«Busco un piso que tiene terraza y no es caro»: no certain one is meant."""
    start = _head(s, que, ("un", "una", "unos", "unas"))
    if start is None:
        return
    yield from _sought(s, start, que)
    told = finite(s, start - 2) if s.at(start - 1) == "a" else finite(s, start - 1)
    if not told or not {r.verb for r in told} & _SEEK or not any(r.tense == "present" for r in told):
        return
    if {r.verb for r in told} & {"querer"} and infinitive(s, start):
        return
    at = clause_verb(s, que + 1)
    reading = _present(s, at)
    if at is None or not reading or reading.person[0] != "3":
        return
    if s.at(que + 1) in ("se",) and s.at(que + 2) in ("llama", "llaman"):
        return
    yield from _finding(s, at, reading, 0.85, s.text(start - 1, que + 1))
    joint = next((n for n in range(at + 1, min(at + 6, len(s))) if s.at(n) in ("y", "o")), None)
    if joint is not None:
        nxt = joint + 1
        while s.at(nxt) in ("no", "que") or s.at(nxt) in CLITICS:
            nxt += 1
        second = _present(s, nxt) if is_finite(s, nxt) else None
        if second and second.person == reading.person:
            yield from _finding(s, nxt, second, 0.85, s.text(start - 1, que + 1))


def _sought(s: Sentence, start: int, que: int) -> Iterator[Finding]:
    """«Buscábamos un piso que tenía», «me gustaría vivir en una ciudad que tiene» → tuviera; «quiero comprar un piso que tiene» → tenga."""
    seek = start - 1
    if s.at(seek) == "en":
        seek -= 1
    inner = infinitive(s, seek)
    if inner:
        seek -= 1
    told = finite(s, seek)
    verbs = {r.verb for r in told}
    if not told or (inner and inner not in _GET) or not (verbs & _SEEK or _would_like(s, seek)):
        return
    before = all(r.tense in ("imperfect", "conditional") for r in told)
    tenses = (
        ("present", "future", "imperfect", "conditional") if before else ("present",) if inner and verbs & _SEEK else ()
    )
    at = clause_verb(s, que + 1)
    every = [r for r in finite(s, at) if r.person[0] == "3"] if at else []
    here = s.reading(at) if at else None
    every = [r for r in every if here and r.verb == here.lemma] or every
    if not at or not every or any(r.tense not in tenses for r in every) or s.at(que + 1) == "se":
        return
    if all(r.tense == "imperfect" for r in told) and every[0].tense == "present":
        return  # «quería una casa que está en venta» may be there still
    yield from _finding(
        s, at, every[0], 0.84, s.text(seek, que + 1), "subjunctive-imperfect" if before else "subjunctive-present"
    )


def _would_like(s: Sentence, i: int) -> bool:
    """«Me gustaría», «viviría», «me compraría»."""
    told = [r for r in finite(s, i) if r.tense == "conditional"]
    return any(r.verb in _GET or (r.verb in ("gustar", "encantar") and s.at(i - 1) in CLITICS) for r in told)


_GET = words("comprar alquilar encontrar tener conocer buscar vivir visitar adoptar quedar elegir construir")


def _known(s: Sentence, que: int) -> Iterator[Finding]:
    """«Conozco a una chica que cocine muy bien» → cocina: there is one."""
    start = _head(s, que, ("un", "una", "unos", "unas"))
    if start is None:
        return
    before = start - 2 if s.at(start - 1) == "a" else start - 1
    has = s.at(before) == "hay" or any(
        r.verb in ("conocer", "tener") and r.tense == "present" for r in finite(s, before)
    )
    clear = before <= 4 and not {
        "no",
        "si",
        "¿",
        "ojalá",
        "quizá",
        "quizás",
        "cuando",
        "aunque",
        "nunca",
        "que",
        "tal",
    } & set(s.words[:start])
    at = clause_verb(s, que + 1)
    every = [r for r in analyse(s.at(at)) if r.person and r.person != "vos" and r.tense != "imperative"] if at else []
    here = s.reading(at) if at else None
    every = [r for r in every if here and r.verb == here.lemma] or every
    if has and clear and at and every and all(r.tense == "subjunctive-present" for r in every):
        third = next((r for r in every if r.person[0] == "3"), None)
        if third and s.at(at - 1) not in ("no", "yo"):
            new = conjugated(third.verb, "present", third.person)
            yield Finding(at, at + 1, new, "takes-indicative", 0.84, s.text(before, que + 1))


def _nobody(s: Sentence, que: int) -> Iterator[Finding]:
    """«No hay nadie que lo sabe», «no conozco ningún político que dice la verdad»."""
    start = _nobody_before(s, que) or _head(s, que, ("ningún", "ninguna"))
    if start is None or s.at(que - 1) in ("lo", "el", "la", "los", "las", "y", "o"):
        return  # «no tengo ninguna idea de lo que dice»
    before = start - 1
    if s.at(before) == "a":
        before -= 1
    denied = "no" in s.words[max(0, before - 3) : before] or s.at(before - 1) in ("nunca",)
    told = finite(s, before) or [r for r in analyse(s.at(before)) if r.person]
    at = clause_verb(s, que + 1)
    if not denied or at is None or not {r.verb for r in told} & _NOT_HAVE:
        return
    past = all(r.tense in ("imperfect", "preterite") for r in told)
    every = [r for r in analyse(s.at(at)) if r.person and r.person != "vos" and r.tense != "imperative"]
    if every and all(r.tense in ("present", "imperfect", "preterite") for r in every):
        tense = "subjunctive-imperfect" if past or every[0].tense != "present" else "subjunctive-present"
        yield from _finding(s, at, every[0], 0.87, s.text(before - 1, que + 1), tense)


def _nobody_before(s: Sentence, que: int) -> int | None:
    """«Nadie que», «nadie en mi clase que»."""
    for n in range(que - 1, max(0, que - 6), -1):
        if s.at(n) in ("nadie", "nada"):
            return n if s.at(n + 1) != "de" else None
        if is_finite(s, n) or s.at(n) in STOPS:
            return None
    return None


_SOMEBODY = words("alguien algo")


def _anybody(s: Sentence, que: int) -> Iterator[Finding]:
    """«¿Hay alguien aquí que sabe cocinar?»: whether there is one is what is asked."""
    start = next((n for n in range(que - 1, max(0, que - 4), -1) if s.at(n) in _SOMEBODY), None)
    start = start if start is not None else _head(s, que, ("algún", "alguna"))
    if start is None or "¿" not in s.words[:start] or "?" not in s.words[que:]:
        return
    before = start - 2 if s.at(start - 1) == "a" else start - 1
    there = s.at(before) == "hay" or any(r.verb in ("conocer", "tener") for r in finite(s, before))
    at = clause_verb(s, que + 1)
    reading = _present(s, at)
    if there and at and reading and reading.person[0] == "3":
        yield from _finding(s, at, reading, 0.85, s.text(before, que + 1))


_ALLOWED = words("poder dejar prestar permitir")


def _provided(s: Sentence, i: int) -> Iterator[Finding]:
    """«Puedes usarlo siempre que lo cuidas»: on that condition."""
    at = clause_verb(s, i + 2)
    reading = _present(s, at)
    main = next((n for n in range(i) if is_finite(s, n)), None)
    if i == 0 or at is None or not reading or main is None:
        return
    told = finite(s, main)
    denied = s.at(i + 2) == "no" and bool(told) and all(r.tense == "future" for r in told)
    if reading.person[0] != "2" and not denied:
        return
    if told and all((r.verb in _ALLOWED and r.tense == "present") or r.tense == "future" for r in told):
        yield from _finding(s, at, reading, 0.86, "siempre que")


def _not_that(s: Sentence, que: int) -> Iterator[Finding]:
    """«No es que no quiero, es que no puedo»."""
    if s.at(que - 1) == "es" and s.at(que - 2) == "no" and (que == 2 or s.at(que - 3) in STOPS):
        at = clause_verb(s, que + 1)
        reading = _present(s, at)
        if at and reading and "¿" not in s.words:
            yield from _finding(s, at, reading, 0.86, "no es que")


def _asking(s: Sentence, que: int) -> Iterator[Finding]:
    """«Le estaban pidiendo que le hacen ropa»."""
    if s.at(que - 1) not in _ASKING:
        return
    at = clause_verb(s, que + 1)
    reading = _present(s, at)
    if at and reading:
        past = any(r.tense in ("imperfect", "preterite") for n in range(max(0, que - 4), que) for r in finite(s, n))
        yield from _finding(
            s, at, reading, 0.86, s.text(que - 1, que + 1), "subjunctive-imperfect" if past else "subjunctive-present"
        )
