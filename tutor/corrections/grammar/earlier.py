"""What had been done before something else that is over: «ya había salido cuando llegué», «estaba cansado porque no había dormido»,
«le devolví el libro que me había prestado»; and what was still to come: «dijo que vendría, pero aún espero»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, has_done, in_tense, told_in
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, conjugated, finite, finite_verbs, is_finite, noun
from tutor.language.es.verbs import VerbReading, analyse, verb
from tutor.language.es.wordlist import words

# Known, felt or so from then on: «cuando lo vi, ya supe que era él».
_FROM_THEN = words(
    "ser estar tener haber poder querer deber saber ver conocer entender comprender sentir notar dar quedar decir soler parecer gustar"
)
_BEFORE_THEN = tuple(
    f"{led} {that}"
    for led in ("antes de", "hasta")
    for that in ("aquel", "aquella", "aquello", "ese", "esa", "eso", "entonces")
)
_NOW = words("hoy ahora todavía aún este esta estos estas últimamente actualmente siempre")
_LENT = words(
    "prestar regalar dar comprar dejar enviar mandar recomendar pedir prometer enseñar traer contar escribir hacer"
)
_SAID = words(
    "decir contar explicar prometer asegurar jurar anunciar avisar comentar confesar contestar responder escribir"
)


def earlier(s: Sentence) -> Iterator[Finding]:
    """El tren ya salió cuando llegué → ya había salido; nunca antes vi → había visto; soñé que soy → era."""
    for i, word in enumerate(s.words):
        if word == "ya":
            yield from _already(s, i)
        elif word in ("nunca", "jamás"):
            yield from _never(s, i)
        elif word == "porque":
            yield from _because(s, i)
        elif word == "que":
            yield from _first_time(s, i)
            yield from _lent(s, i)
            yield from _told(s, i)
            yield from _to_come(s, i)


def _verb_at(s: Sentence, at: int) -> int:
    """Where the verb stands whose pronouns, adverbs or «no» begin here."""
    while s.at(at) in CLITICS or s.at(at) in ("no", "ya", "nunca", "siempre", "también", "todavía"):
        at += 1
    return at


def _had(s: Sentence, at: int, trigger: str) -> Iterator[Finding]:
    """«Ha perdido» as «había perdido»."""
    if told := has_done(s, at):
        yield Finding(at, at + 1, conjugated("haber", "imperfect", told.person), "had-done", 0.87, trigger)


def _had_done(s: Sentence, at: int, reading: VerbReading, trigger: str) -> Iterator[Finding]:
    """«Salió» as «había salido»."""
    if parts := verb(reading.verb).participles:
        had = conjugated("haber", "imperfect", reading.person)
        yield Finding(at, at + 1, f"{had} {parts[0]}", "had-done", 0.86, trigger)


def _happened(s: Sentence, at: int | None) -> bool:
    """Whether a verb in the preterite stands here."""
    return at is not None and any(r.tense == "preterite" for r in finite(s, at))


def _already(s: Sentence, ya: int) -> Iterator[Finding]:
    """«Cuando llamé, ya se acostó», «el tren ya salió cuando llegué»."""
    at = _verb_at(s, ya + 1)
    reading = told_in(s, at, "preterite") or (
        told_in(s, at, "preterite", "present") if s.at(at).endswith("mos") else None
    )
    if reading is None or reading.verb in _FROM_THEN:
        return
    if reading.verb == "ir" and s.at(at - 1) not in CLITICS:
        return
    reading = reading._replace(tense="preterite")
    comma = max((n for n in range(ya) if s.at(n) == ","), default=0)
    when = next((n for n in range(comma) if s.at(n) == "cuando" and s.at(n - 1) not in ("¿", "de", "desde")), None)
    if when is not None and comma and not any(is_finite(s, n) for n in range(comma, ya)):
        first = clause_verb(s, when + 1)
        if _happened(s, first) and first is not None and first < comma:
            yield from _had_done(s, at, reading, s.text(when, first + 1))
        return
    behind = next((n for n in range(at + 1, min(at + 7, len(s))) if s.at(n) == "cuando"), None)
    if behind is None or any(s.at(n) in STOPS or is_finite(s, n) for n in range(at + 1, behind)):
        return
    second = clause_verb(s, behind + 1)
    if second is not None and _happened(s, second) and "ayer" not in s.words[behind:]:
        yield from _had_done(s, at, reading, s.text(behind, second + 1))


def _never(s: Sentence, i: int) -> Iterator[Finding]:
    """«Hasta aquel día nunca he visto el mar», «nunca antes vi la nieve hasta que fui a Suiza»."""
    at = _verb_at(s, i + 1 + (s.at(i + 1) == "antes"))
    text = s.text(0, len(s))
    if then := next((t for t in _BEFORE_THEN if t in text), ""):
        day = [] if then.endswith(("o", "entonces")) else text.partition(then)[2].split()[:1]
        yield from _had(s, at, " ".join((then, *day)))
    until = next((n for n in range(at + 1, len(s)) if s.text(n, n + 2) == "hasta que"), None)
    reading = told_in(s, at, "preterite")
    if s.at(i + 1) == "antes" and until and reading and _happened(s, clause_verb(s, until + 2)):
        yield from _had_done(s, at, reading, s.text(until, until + 2))


def _because(s: Sentence, i: int) -> Iterator[Finding]:
    """«Estaba triste porque ha perdido su trabajo», «no quiso venir porque ya ha visto la película»."""
    before = finite_verbs(s, 0, i)
    at = _verb_at(s, i + 1)
    if not before or s.at(i + 1) == "que" or _NOW & set(s.words) - {"todavía", "siempre"}:
        return
    main = finite(s, before[-1])
    so = all(r.tense == "imperfect" and r.verb not in ("querer", "poder", "llamar") for r in main)
    over = all(r.tense == "preterite" for r in main) and "ya" in s.words[i + 1 : at]
    if so or over:
        yield from _had(s, at, s.at(before[-1]))


def _first_time(s: Sentence, que: int) -> Iterator[Finding]:
    """«Era la primera vez que he visto el mar»."""
    if s.text(que - 4, que) in ("era la primera vez", "era la segunda vez"):
        yield from _had(s, _verb_at(s, que + 1), "era")


def _lent(s: Sentence, que: int) -> Iterator[Finding]:
    """«Perdí el reloj que me ha regalado mi abuela»."""
    before = finite_verbs(s, 0, que)
    at = que + 2
    told = has_done(s, at)
    done = {r.verb for r in analyse(s.at(at + 1)) if r.tense == "participle"}
    if (
        len(before) == 1
        and all(r.tense == "preterite" for r in finite(s, before[0]))
        and noun(s, que - 1)
        and s.at(que + 1) in ("me", "te", "le", "nos", "les")
        and told
        and told.person[0] != "2"
        and done & _LENT
        and not _NOW & set(s.words)
    ):
        yield from _had(s, at, s.at(before[0]))


def _said_before(s: Sentence, que: int) -> list[VerbReading]:
    """What is said, thought or dreamt in the past right before «que»; empty where it is not sure."""
    told = finite(s, que - 2) if s.at(que - 1) == "de" else finite(s, que - 1)
    return told if all(r.tense in ("preterite", "imperfect") for r in told) else []


def _told(s: Sentence, que: int) -> Iterator[Finding]:
    """«Me contó que ha perdido el trabajo el mes anterior», «soñé que soy un pájaro»."""
    told = _said_before(s, que)
    if not told:
        return
    if {r.verb for r in told} <= _SAID and (
        "anterior" in s.words[que:] or s.text(len(s) - 3, len(s) - 1) == "la víspera"
    ):
        yield from _had(s, _verb_at(s, que + 1), s.at(que - 1))
    if {r.verb for r in told} == {"soñar"}:
        at = clause_verb(s, que + 1)
        reading = told_in(s, at, "present") if at else None
        if at and reading:
            yield from in_tense(s, at, reading, "imperfect", "was-believed", 0.88, s.text(que - 1, que + 1))


def _to_come(s: Sentence, que: int) -> Iterator[Finding]:
    """«Dijo que llamará, pero todavía espero»; «dijo que viene a las ocho, pero no vino»."""
    told = _said_before(s, que)
    at = clause_verb(s, que + 1)
    reading = told_in(s, at, "future", "present") if at else None
    but = next((n for n in range(at, min(at + 10, len(s))) if s.at(n) == "pero"), None) if at else None
    if not told or not {r.verb for r in told} <= _SAID or not at or not reading or but is None:
        return
    rest = s.words[but:]
    after = [n for n in range(but, len(s)) if is_finite(s, n)]
    waited = "todavía" in rest or "aún" in rest or (after and {r.verb for r in finite(s, after[0])} & {"seguir"})
    done = bool(after) and all(r.tense == "preterite" for r in finite(s, after[0]))
    trigger = s.text(que - 1, que + 1)
    if reading.tense == "future" and (waited or done):
        yield from in_tense(s, at, reading, "conditional", "future-of-past", 0.87, trigger)
    elif (
        reading.tense == "present" and done and {r.verb for r in finite(s, after[0])} & {reading.verb} and "no" in rest
    ):
        yield from in_tense(s, at, reading, "imperfect", "was-believed", 0.86, trigger)
