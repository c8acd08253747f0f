"""The subjunctive behind nouns, sayings and times to come: «ganas de que llegue», «el día que vuelva, te llamaré», «digan lo que digan»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, in_tense
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import PRONOUNS, STOPS, finite, is_finite, phrase
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_LIKELY = words("probable posible lógico normal natural fácil")
_HOPED = words("ganas posibilidad esperanza necesidad intención deseo")
_LEADS = words("tener hay haber existir")
_TIMES = ("el día que", "la próxima vez que", "la primera vez que", "el momento en que", "el día en que")
_SAY = words("dile dígale diles dime decidle díganle")
# What one is told to do; «dile que me gusta» tells something.
_DO = words(
    "llamar ayudar esperar escribir mandar traer dar contestar avisar devolver prestar dejar enviar comprar limpiar venir estudiar callar cerrar abrir"
)
_LOVED = words("buen buena bueno muy mucha suerte feliz bien")


def wish_clauses(s: Sentence) -> Iterator[Finding]:
    """Tengo ganas de que llega → llegue; el día que vuelvo, te avisaré → vuelva; diga lo que dice → diga; dile que me llama → llame."""
    for i, word in enumerate(s.words):
        if word == "que":
            yield from _noun(s, i)
            yield from _likely(s, i)
            yield from _told_to(s, i)
            yield from _time(s, i)
            yield from _whoever(s, i)
        elif word == "cuanto" and s.at(i + 1) in ("más", "menos"):
            yield from _the_more(s, i)
        elif word == "lo" and s.at(i + 1) == "que" and i:
            yield from _whatever(s, i)
        elif word in ("donde", "adonde", "como", "cuando", "quien") and i:
            yield from _wherever(s, i)
    if s.at(0) == "que" or s.text(0, 2) == "¡ que":
        yield from _greeting(s, 1 + (s.at(0) != "que"))


def _present(s: Sentence, at: int | None) -> VerbReading | None:
    """The indicative present that stands here and is nothing else."""
    if at is None:
        return None
    told = [r for r in analyse(s.at(at)) if r.person and r.person != "vos" and r.tense != "imperative"]
    here = s.reading(at)
    told = [r for r in told if here and r.verb == here.lemma] or told
    if not told or any(r.tense != "present" for r in told):
        return None
    said = PRONOUNS.get(s.at(at - 1), "")
    return next((r for r in told if r.person == said), told[0])


def _asked(s: Sentence, at: int | None, trigger: str, sure: float = 0.86) -> Iterator[Finding]:
    reading = _present(s, at)
    if at is not None and reading:
        yield from in_tense(s, at, reading, "subjunctive-present", "subjunctive", sure, trigger)


def _noun(s: Sentence, que: int) -> Iterator[Finding]:
    """«Tengo ganas de que llega el verano», «está prohibido que los niños entran»."""
    before = s.at(que - 1)
    if before == "de" and s.at(que - 2) in _HOPED:
        start = next((n for n in range(que - 3, max(-1, que - 6), -1) if is_finite(s, n) or s.at(n) == "hay"), None)
        if start is not None and ({r.verb for r in analyse(s.at(start))} & _LEADS or s.at(start) == "hay"):
            yield from _asked(s, clause_verb(s, que + 1), s.text(start, que + 1))
    elif before in ("prohibido", "permitido") and s.at(que - 2) in ("está", "estaba"):
        if s.at(que - 2) == "está":
            yield from _asked(s, clause_verb(s, que + 1), s.text(que - 2, que + 1))


def _likely(s: Sentence, que: int) -> Iterator[Finding]:
    """«Lo más probable es que no viene»."""
    if s.at(que - 1) == "es" and s.at(que - 2) in _LIKELY:
        start = que - 4 if s.at(que - 3) in ("más", "menos") else que - 3
        if s.at(start) == "lo":
            yield from _asked(s, clause_verb(s, que + 1), s.text(start, que + 1))


def _told_to(s: Sentence, que: int) -> Iterator[Finding]:
    """«Dile a tu hermano que me llama»: what somebody is to do, for who speaks."""
    start = next((n for n in range(que - 1, max(-1, que - 5), -1) if s.at(n) in _SAY), None)
    if start is None or (start != que - 1 and s.at(start + 1) not in ("a", "al")):
        return
    at = que + 1
    if s.at(at) in ("me", "nos"):
        at += 1
    reading = _present(s, at) if is_finite(s, at) else None
    if reading and reading.person[0] == "3" and reading.verb in _DO and s.at(at - 1) in ("me", "nos"):
        yield from _asked(s, at, f"{s.at(start)} … que" if start != que - 1 else s.text(start, que + 1))


def _time(s: Sentence, que: int) -> Iterator[Finding]:
    """«El día que me jubilo, viajaré por el mundo»."""
    said = next((t for t in _TIMES if s.text(que - len(t.split()) + 1, que + 1) == t), "")
    start = que - len(said.split()) + 1
    if not said or (start and s.at(start - 1) not in STOPS | {"y", "pero"}):
        return
    at = clause_verb(s, que + 1)
    comma = next((n for n in range(at, min(at + 8, len(s))) if s.at(n) == ","), None) if at else None
    if comma is None:
        return
    main = next((n for n in range(comma, min(comma + 6, len(s))) if is_finite(s, n)), None)
    if main and finite(s, main) and all(r.tense == "future" for r in finite(s, main)):
        yield from _asked(s, at, said)


def _whatever(s: Sentence, i: int) -> Iterator[Finding]:
    """«Diga lo que dice, no le creo», «pase lo que pasa»: the same form again."""
    told = [r for r in analyse(s.at(i - 1)) if r.tense == "subjunctive-present"]
    again = [r for r in analyse(s.at(i + 2)) if r.tense == "present"]
    opens = i == 1 or s.at(i - 2) in STOPS or s.at(i - 2) in ("me", "te", "se", "y", "pero")
    same = {r.verb for r in told} & {r.verb for r in again}
    if same and opens and s.at(i + 2) != s.at(i - 1):
        yield Finding(i + 2, i + 3, s.at(i - 1), "subjunctive", 0.88, f"… {s.text(i, i + 2)} …")


def _wherever(s: Sentence, i: int) -> Iterator[Finding]:
    """«Vayas donde vas, te encontraré» → vayas."""
    told = [r for r in analyse(s.at(i - 1)) if r.tense == "subjunctive-present"]
    again = [r for r in analyse(s.at(i + 1)) if r.tense == "present"]
    opens = i == 1 or s.at(i - 2) in STOPS
    if (
        opens
        and {(r.verb, r.person) for r in told} & {(r.verb, r.person) for r in again}
        and s.at(i + 1) != s.at(i - 1)
    ):
        yield Finding(i + 1, i + 2, s.at(i - 1), "subjunctive", 0.88, f"… {s.at(i)} …")


_EVER = words("quienquiera dondequiera comoquiera cuandoquiera adondequiera")


def _whoever(s: Sentence, que: int) -> Iterator[Finding]:
    """«Dondequiera que vas, te seguiré», «por muy listo que es»."""
    coming = any(r.tense == "future" for n in range(que, len(s)) for r in finite(s, n))
    coming = (
        coming
        or any(a.pronouns and a.features.mood == "imperative" for w in s.words[que:] for a in analyses(w))
        or ("no" in s.words[que:] and "," in s.words)
    )
    if s.at(que - 1) in _EVER and coming:
        yield from _asked(s, clause_verb(s, que + 1), s.text(que - 1, que + 1))
    elif s.text(que - 3, que - 1) == "por muy":
        yield from _asked(s, clause_verb(s, que + 1), s.text(que - 3, que + 1), 0.85)


def _the_more(s: Sentence, i: int) -> Iterator[Finding]:
    """«Cuanto más lees, más aprenderás»: still to come."""
    at = clause_verb(s, i + 2)
    comma = next((n for n in range(at, min(at + 6, len(s))) if s.at(n) == ","), None) if at else None
    if comma is None or s.at(comma + 1) not in ("más", "menos", "mejor", "peor"):
        return
    main = next((n for n in range(comma + 1, min(comma + 5, len(s))) if is_finite(s, n)), None)
    if main and finite(s, main) and all(r.tense == "future" for r in finite(s, main)):
        yield from _asked(s, at, s.text(i, i + 2))


def _greeting(s: Sentence, start: int) -> Iterator[Finding]:
    """«¡Que tienes un buen viaje!»: what one wishes somebody."""
    at = start + (s.at(start) in ("te", "os", "le", "se", "lo"))
    reading = _present(s, at) if is_finite(s, at) else None
    if not reading or reading.person[0] == "1" or reading.verb not in ("tener", "pasar", "ir", "mejorar", "cumplir"):
        return
    if "¿" in s.words or "?" in s.words or phrase(s, start) is not None or s.at(at + 1) == "que":
        return
    if _LOVED & set(s.words[at : at + 4]):
        yield from _asked(s, at, "que")
