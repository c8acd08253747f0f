"""The mood behind what tells when: «cuando llegues, llámame», «voy a esperar hasta que termine»; «cuando vio la araña, gritó»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, in_tense
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import PRONOUNS, STOPS, conjugated, finite, infinitive, is_finite, phrase
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_WHEN = (
    "cuando", "en cuanto", "hasta que", "tan pronto como", "después de que", "así que", "mientras que", "siempre que", "una vez que",
)  # fmt: skip
# Of these the clause tells of one time, not of what is always so, when another time to come is named in it.
_ONCE = frozenset(("cuando", "en cuanto", "hasta que", "tan pronto como", "después de que", "una vez que"))
_GOES = words("voy vas va vamos vais van")
# Behind these, cuando asks: «te diré cuándo llega».
_TELLS = words("decir preguntar saber averiguar ver recordar explicar contar mirar comprobar avisar olvidar")
_ALWAYS = words("siempre normalmente generalmente")


def when_mood(s: Sentence) -> Iterator[Finding]:
    """Cuando vienes, te enseñaré → vengas; hasta que termina → termine; cuando vea la araña, gritó → vio."""
    for i, word in enumerate(s.words):
        for when in _WHEN:
            parts = when.split()
            if word == parts[0] and s.words[i : i + len(parts)] == parts and s.at(i - 1) not in ("de", "desde", "¿"):
                yield from _when(s, i, i + len(parts))
                yield from _over(s, i, i + len(parts))
    yield from _whoever(s)
    yield from _as_you_like(s)


def _only(s: Sentence, at: int | None, tense: str) -> VerbReading | None:
    """The reading of the verb that stands there in this tense, where it has no other; «recibimos» is of the present and of the past."""
    if at is None:
        return None
    told = [r for r in analyse(s.at(at)) if r.person and r.person != "vos" and r.tense != "imperative"]
    here = s.reading(at)
    told = [r for r in told if here and r.verb == here.lemma] or told  # eres is of erar as well
    other = "preterite" if tense == "present" and all(r.person == "1p" for r in told) else tense
    if not told or any(r.tense not in (tense, other) for r in told):
        return None
    told = [r for r in told if r.tense == tense]
    if not told:
        return None
    said = PRONOUNS.get(s.at(at - 1), "")
    return next((r for r in told if r.person == said), told[0])


def _to_come(s: Sentence, start: int, end: int) -> str:
    """How the first finite verb between tells what will be: "future", "goes" for «voy a ir», "" where it does not."""
    for n in range(start, min(end, len(s))):
        if s.at(n) in (".", ";", "?", "!"):
            return ""
        if is_finite(s, n) and (told := finite(s, n)):
            if all(r.tense == "future" for r in told):
                return "future"
            goes = s.at(n) in _GOES and s.at(n + 1) == "a" and bool(infinitive(s, n + 2))
            return "goes" if goes else ""
    return ""


def _order(s: Sentence, i: int) -> bool:
    """Whether an order stands here that is nothing else: «llámame», «avíseme», «visitad»."""
    found = analyses(s.at(i))
    if any(a.pronouns and a.features.mood == "imperative" for a in found):
        return True
    told = [r for r in analyse(s.at(i)) if r.person]
    return bool(told) and all(r.tense == "imperative" and r.person == "2p" for r in told)


def _when(s: Sentence, start: int, end: int) -> Iterator[Finding]:
    at = clause_verb(s, end)
    reading = _only(s, at, "present")
    if at is None or not reading or s.at(start - 1) == "siempre" or s.at(start) == "siempre":
        return
    said = s.text(start, end)
    wishes = reading.verb in ("querer", "poder")  # «cuando quiero comer algo, voy a comprarlo» is what one always does
    comma = next((n for n in range(at + 1, min(at + 9, len(s))) if s.at(n) == ","), None)
    leads = start == 0 or s.at(start - 1) in (",", "y", "pero", "porque", "que", ".", "¡", "—", "-")
    if leads and "¿" not in s.words:
        if comma and (coming := _to_come(s, comma + 1, comma + 8)) and not (wishes and coming == "goes"):
            yield from in_tense(s, at, reading, "subjunctive-present", "subjunctive", 0.86, said)
            return
        if comma and reading.person[0] == "2" and _order(s, comma + 1):
            yield from in_tense(s, at, reading, "subjunctive-present", "subjunctive", 0.86, said)
            return
        if comma and said in _ONCE and _time_to_come(s, at, comma):
            yield from in_tense(s, at, reading, "subjunctive-present", "subjunctive", 0.85, said)
            return
        # «cuando somos viejos vamos a tener»: the comma may be missing.
        future = any(r.tense == "future" for n in range(at + 1, min(at + 8, len(s))) for r in finite(s, n))
        if comma is None and start == 0 and future and not wishes:
            yield from in_tense(s, at, reading, "subjunctive-present", "subjunctive", 0.82, said)
            return
    if (
        leads
        and said == "hasta que"
        and s.at(end) == "no"
        and comma
        and s.at(comma + 1) == "no"
        and {r.verb for r in finite(s, comma + 2)} & {"poder", "ir"}
    ):
        yield from in_tense(s, at, reading, "subjunctive-present", "subjunctive", 0.86, said)
        return
    if start and start < 5 and s.at(start - 1) != "," and any(_order(s, n) for n in range(start)):
        yield from in_tense(s, at, reading, "subjunctive-present", "subjunctive", 0.86, said)
        return
    if start and s.at(start - 1) != "," and not wishes:
        yield from _behind_main(s, start, at, reading, said)


def _behind_main(s: Sentence, start: int, at: int, reading: VerbReading, said: str) -> Iterator[Finding]:
    """«Te llamaré cuando llego», «vamos a esperar hasta que termina», «¿qué harás cuando te jubilas?»"""
    before = max((n for n in range(start) if s.at(n) in (".", ";", ":")), default=-1) + 1
    verbs_ = [n for n in range(before, start) if is_finite(s, n)]
    if not verbs_ or start - verbs_[-1] >= 9:
        return
    main = verbs_[-1]
    coming = _to_come(s, main, start)
    does = {r.verb for r in finite(s, main)} | {infinitive(s, main + 2)} | {infinitive(s, start - 1)}
    ends = next((n for n in range(at, len(s)) if s.at(n) in STOPS), len(s))
    # «Voy a comer cuando tengo hambre» tells what one does.
    sure = coming == "future" or (coming == "goes" and said != "cuando")
    always = "siempre" in s.words[before:start] or s.text(start + 1, start + 3) == "en realidad"
    if sure and not always and ends - at < 8 and not (said == "cuando" and does & _TELLS):
        yield from in_tense(s, at, reading, "subjunctive-present", "subjunctive", 0.85, said)


def _time_to_come(s: Sentence, start: int, end: int) -> bool:
    """Whether a time that is still to come is named: «esta noche», «mañana»."""
    told = s.text(start, end)
    return any(t in told for t in ("esta noche", "esta tarde", "la próxima semana", "que viene")) or (
        s.at(end - 1) == "mañana" and s.at(end - 2) not in ("la", "esta")
    )


def _over(s: Sentence, start: int, end: int) -> Iterator[Finding]:
    """«Cuando vea la araña, Clara gritó» → vio; «cuando sea niña, vivía» → era; «cuando llegue, siempre me quito» → llego."""
    at = clause_verb(s, end)
    reading = _only(s, at, "subjunctive-present")
    if at is None or not reading or not (start == 0 or s.at(start - 1) in STOPS) or "¿" in s.words:
        return
    comma = next((n for n in range(at + 1, min(at + 9, len(s))) if s.at(n) == ","), None)
    main = next((n for n in range(comma, min(comma + 7, len(s))) if is_finite(s, n)), None) if comma else None
    if comma is None or main is None or any(s.at(n) in STOPS | {"que"} for n in range(comma + 1, main)):
        return
    told, said = finite(s, main), s.text(start, end)
    who = phrase(s, end)
    if told and all(r.tense in ("imperfect", "preterite") for r in told):
        tense = "imperfect" if all(r.tense == "imperfect" for r in told) else "preterite"
        first = conjugated(reading.verb, "preterite", "1s")
        if s.at(at).endswith("e") and s.at(at)[:-1] + "é" == first and (who is None or s.at(who.head) == "yo"):
            yield Finding(at, at + 1, first, "verb-accent", 0.9)
        elif reading.verb != "haber":
            yield from in_tense(s, at, reading, tense, "past-tense", 0.85, said)
    elif s.at(comma + 1) in _ALWAYS and told and all(r.tense == "present" for r in told):
        same = next((r for r in told if r.person in ("1s", reading.person)), None)
        own = reading._replace(person=same.person) if same and who is None else reading
        yield from in_tense(s, at, own, "present", "takes-indicative", 0.84, f"{said} … {s.at(comma + 1)}")


def _whoever(s: Sentence) -> Iterator[Finding]:
    """«Quien llega tarde mañana se quedará sin sitio», «el primero que termina recibirá un premio»."""
    start = next((n for n in range(min(3, len(s))) if s.at(n) in ("quien", "que")), None)
    if start is None or s.text(0, start + 1) not in _WHOEVER:
        return
    at = clause_verb(s, start + 1)
    reading = _only(s, at, "present")
    if not at or not reading or reading.person[0] != "3":
        return
    main = next((n for n in range(at + 1, min(at + 8, len(s))) if is_finite(s, n)), None)
    if main and s.at(main - 1) != "que" and all(r.tense == "future" for r in finite(s, main)) and finite(s, main):
        yield from in_tense(s, at, reading, "subjunctive-present", "subjunctive", 0.85, s.text(0, start + 1))


_WHOEVER = frozenset(
    (
        "quien",
        "el que",
        "la que",
        "los que",
        "las que",
        "el primero que",
        "la primera que",
        "todo el que",
        "todos los que",
    )
)


def _as_you_like(s: Sentence) -> Iterator[Finding]:
    """«Puedes aparcar donde quieres» → quieras: whichever it will be."""
    for i in range(3, len(s)):
        if s.at(i) not in ("quieres", "quiere", "queréis", "quieren") or s.at(i + 1) not in STOPS | {""}:
            continue
        where = s.at(i - 1) in ("donde", "como", "cuando", "cuanto") or s.text(i - 2, i) == "lo que"
        start = i - 2 if s.text(i - 2, i) == "lo que" else i - 1
        may = next((n for n in range(max(0, start - 4), start) if "poder" in {r.verb for r in finite(s, n)}), None)
        if not where or may is None or not infinitive(s, may + 1) or "¿" in s.words:
            continue
        told = next((r for r in finite(s, may) if r.tense in ("present", "future")), None)
        wants = next(r for r in analyse(s.at(i)) if r.verb == "querer" and r.person != "vos")
        if told and told.person == wants.person and wants.person[0] == "2":
            yield from in_tense(s, i, wants, "subjunctive-present", "subjunctive", 0.86, s.text(start, i))
