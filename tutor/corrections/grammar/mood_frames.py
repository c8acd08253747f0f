"""Moods behind what frames a clause: «por si llueve», «ni que fuera», «no porque seas», «cuanto más gana, más gasta», «haz lo que quieras»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, in_tense
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, OPENING, PRONOUNS, STOPS, conjugated, finite, infinitive, is_finite
from tutor.language.es.verbs import VerbReading, analyse, verb
from tutor.language.es.wordlist import words

_WANTING = words("querer preferir necesitar desear esperar")
_RIGHT_THEN = words("llegar volver terminar poder tener salir acabar estar saber")
_FOLLOWS = ("cuando", "en cuanto", "hasta que", "tan pronto como")
_CHOICES = words("quieres quiere queréis quieren puedes prefieres prefiere")
_SORRY = words("siento sentimos lamento lamentamos")
_STATE = words("triste enfadado enojado preocupado nervioso cansado deprimido celoso asustado avergonzado")


def mood_frames(s: Sentence) -> Iterator[Finding]:
    """Por si llueva → llueve; ni que soy rico → fuera; como si no pasó → hubiera pasado; haz lo que quieres → quieras."""
    for i, word in enumerate(s.words):
        opens = i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in OPENING or s.at(i - 1) in ("y", "pero")
        if word == "por" and s.at(i + 1) == "si":
            yield from _in_case(s, i)
        elif word == "si" and s.at(i - 1) == "como" and "tanto si" not in s.text(0, i):
            yield from _as_if_it_had(s, i)
        elif word == "si" and i > 1:
            yield from _would_if(s, i)
        elif word == "ni" and s.at(i + 1) == "que" and opens:
            yield from _not_even(s, i)
        elif word == "no" and s.at(i + 1) == "porque" and opens:
            yield from _asked(s, clause_verb(s, i + 2), "no porque")
        elif word in ("salvo", "excepto") and s.at(i + 1) == "que":
            yield from _unless(s, i)
        elif word in ("más", "menos") and opens:
            yield from _the_more(s, i)
        elif word == "cuanto" and s.at(i + 1) in ("más", "menos"):
            yield from _the_more_is_so(s, i)
        elif word == "lo" and s.at(i + 1) == "que" and i:
            yield from _come_what_may(s, i)
        elif word == "que":
            yield from _same_subject(s, i)
            yield from _sorry(s, i)
            yield from _the_fact(s, i)
        if word in _CHOICES:
            yield from _as_you_like(s, i)
        if word in _FOLLOWS or s.text(i, i + 2) in _FOLLOWS:
            yield from _then_to_come(s, i, i + (1 if word in _FOLLOWS else 2))
        if word in ("seas", "sea", "sean", "seáis") and s.at(i - 1) == "no":
            yield from _be_not(s, i)


def _only(s: Sentence, at: int | None, *tenses: str) -> VerbReading | None:
    """The reading of the verb there in one of these tenses, where it is of no other."""
    if at is None:
        return None
    told = [r for r in analyse(s.at(at)) if r.person and r.person != "vos" and r.tense != "imperative"]
    here = s.reading(at)
    told = [r for r in told if here and r.verb == here.lemma] or told
    if not told or any(r.tense not in tenses for r in told):
        return None
    said = PRONOUNS.get(s.at(at - 1), "")
    return next((r for r in told if r.person == said), told[0])


def _asked(
    s: Sentence, at: int | None, trigger: str, tense: str = "subjunctive-present", sure: float = 0.86
) -> Iterator[Finding]:
    reading = _only(s, at, "present")
    if at is not None and reading:
        yield from in_tense(s, at, reading, tense, "subjunctive", sure, trigger)


def _in_case(s: Sentence, i: int) -> Iterator[Finding]:
    """«Llévate el paraguas por si llueva»."""
    start = i + 3 if s.at(i + 2) == "acaso" else i + 2
    at = clause_verb(s, start)
    reading = _only(s, at, "subjunctive-present")
    if at and reading:
        yield from in_tense(s, at, reading, "present", "takes-indicative", 0.88, s.text(i, start))


def _as_if_it_had(s: Sentence, i: int) -> Iterator[Finding]:
    """«Como si no pasó nada», «como si ha visto un fantasma» → hubiera pasado, hubiera visto."""
    at = clause_verb(s, i + 1)
    reading = _only(s, at, "preterite")
    has = [r for r in analyse(s.at(at)) if r.verb == "haber" and r.tense == "present" and r.person] if at else []
    done = bool(at and any(r.tense == "participle" for r in analyse(s.at(at + 1))))
    if at and has and done:
        yield Finding(at, at + 1, conjugated("haber", "subjunctive-imperfect", has[0].person), "as-if", 0.9, "como si")
    elif at and reading and (parts := verb(reading.verb).participles):
        had = conjugated("haber", "subjunctive-imperfect", reading.person)
        yield Finding(at, at + 1, f"{had} {parts[0]}", "as-if", 0.88, "como si")


def _would_if(s: Sentence, i: int) -> Iterator[Finding]:
    """«¿Qué harías si te tocaba la lotería?» → tocara; «me preguntaría si venía» asks."""
    main = next((n for n in range(i - 1, max(-1, i - 7), -1) if is_finite(s, n) and finite(s, n)), None)
    if (
        main is None
        or any(s.at(n) in STOPS or s.at(n) in ("que", "no") for n in range(main + 1, i))
        or infinitive(s, i - 1)
    ):
        return
    told = finite(s, main)
    asks = words("saber preguntar decir dudar ver recordar gustar importar")
    if any(r.tense != "conditional" or r.verb in asks for r in told) or not told:
        return
    if any(r.verb == "haber" for r in told) and "que" not in s.words[:main]:
        yield from _would_have(s, i)
        return
    if "que" in s.words[:main] or any(r.verb == "haber" for r in told):
        return  # «prometió que no despediría a nadie si no caían las ventas», «habría muerto si no llega a aparecer»
    at = clause_verb(s, i + 1)
    reading = _only(s, at, "imperfect", "present") if at else None
    polite = {r.verb for r in told} & words("deber poder ser querer convenir encantar agradecer") or s.at(main - 1) in (
        "me",
        "nos",
        "le",
    )
    if at and reading and (reading.tense == "imperfect" or not (polite or "¿" in s.words)):
        who = reading._replace(person=told[0].person) if reading.person == "1s" and told[0].person == "3s" else reading
        yield from in_tense(s, at, who, "subjunctive-imperfect", "if-clause", 0.86, "si")


def _would_have(s: Sentence, i: int) -> Iterator[Finding]:
    """«Te habría avisado si lo sabía» → hubiera sabido."""
    at = clause_verb(s, i + 1)
    reading = _only(s, at, "imperfect")
    if at and reading and reading.verb != "haber" and (parts := verb(reading.verb).participles):
        person = "1s" if reading.person in ("1s", "3s") else reading.person
        yield Finding(
            at, at + 1, f"{conjugated('haber', 'subjunctive-imperfect', person)} {parts[0]}", "if-clause", 0.85, "si"
        )


def _not_even(s: Sentence, i: int) -> Iterator[Finding]:
    """«Ni que soy millonario» → fuera."""
    at = clause_verb(s, i + 2) if not infinitive(s, i + 2) else None
    reading = _only(s, at, "present", "imperfect")
    if at and reading and not any(is_finite(s, n) for n in range(at + 1, len(s))):
        yield from in_tense(s, at, reading, "subjunctive-imperfect", "subjunctive", 0.86, "ni que")


def _unless(s: Sentence, i: int) -> Iterator[Finding]:
    """«Salvo que hay algún problema, llegaremos a las tres»; «todo bien, salvo que llueve» states something."""
    coming = any(r.tense == "future" for n in range(len(s)) for r in finite(s, n))
    if coming:
        yield from _asked(s, _there_is(s, i + 2) or clause_verb(s, i + 2), s.text(i, i + 2))


def _there_is(s: Sentence, i: int) -> int | None:
    return i if s.at(i) == "hay" else None


def _the_more(s: Sentence, i: int) -> Iterator[Finding]:
    """«Más estudio, más aprendo» → cuanto más estudio."""
    comma = next((n for n in range(i + 2, min(i + 7, len(s))) if s.at(n) == ","), None)
    if comma is None or s.at(comma + 1) not in ("más", "menos", "mejor", "peor") or s.at(i + 1) in STOPS:
        return

    def does(n: int) -> bool:
        return any(r.person and r.tense == "present" for r in analyse(s.at(n)))

    if does(i + 1) and does(comma + 2) and s.at(i - 1) != "cuanto" and comma - i < 5:
        yield Finding(i, i + 1, f"cuanto {s.at(i)}", "the-more", 0.88)


def _the_more_is_so(s: Sentence, i: int) -> Iterator[Finding]:
    """«Cuanto más gane, más gasta» → gana: it is always so."""
    at = clause_verb(s, i + 2)
    reading = _only(s, at, "subjunctive-present")
    comma = next((n for n in range(at, min(at + 6, len(s))) if s.at(n) == ","), None) if at else None
    if not at or not reading or comma is None or s.at(comma + 1) not in ("más", "menos", "mejor", "peor"):
        return
    main = next((n for n in range(comma + 1, min(comma + 5, len(s))) if is_finite(s, n)), None)
    goes = main and s.at(main + 1) == "a" and infinitive(s, main + 2)
    if main and not goes and finite(s, main) and all(r.tense == "present" for r in finite(s, main)):
        same = reading._replace(person=finite(s, main)[0].person) if reading.person in ("1s", "3s") else reading
        yield from in_tense(s, at, same, "present", "to-indicative", 0.86, "")


def _come_what_may(s: Sentence, i: int) -> Iterator[Finding]:
    """«Pasa lo que pase», «dicen lo que digan» → pase, digan."""
    told = [r for r in analyse(s.at(i - 1)) if r.tense == "present"]
    again = [r for r in analyse(s.at(i + 2)) if r.tense == "subjunctive-present"]
    opens = i == 1 or s.at(i - 2) in STOPS
    if (
        opens
        and {(r.verb, r.person) for r in told} & {(r.verb, r.person) for r in again}
        and s.at(i - 1) != s.at(i + 2)
    ):
        yield Finding(i - 1, i, s.at(i + 2), "subjunctive", 0.88, f"… {s.text(i, i + 2)} …")


def _same_subject(s: Sentence, que: int) -> Iterator[Finding]:
    """«Quiero que yo aprenda a conducir» → quiero aprender."""
    told = finite(s, que - 1)
    if not told or not {r.verb for r in told} & _WANTING or s.at(que - 2) in CLITICS:
        return
    who = PRONOUNS.get(s.at(que + 1), "")
    at = que + 2
    clitics = []
    while s.at(at) in CLITICS:
        clitics.append(s.at(at))
        at += 1
    does = [r for r in analyse(s.at(at)) if r.person == who and r.tense in ("present", "subjunctive-present")]
    if who and who[0] in "12" and any(r.person == who for r in told) and does:
        yield Finding(que, at + 1, does[0].verb + "".join(clitics), "same-subject", 0.9, s.at(que - 1))


def _sorry(s: Sentence, que: int) -> Iterator[Finding]:
    """«Siento que no puedes venir»: one is sorry."""
    if s.at(que - 1) not in _SORRY or s.at(que + 1) != "no" or (s.at(que - 2) in CLITICS):
        return
    reading = _only(s, que + 2, "present") if is_finite(s, que + 2) else None
    if reading and reading.verb == "poder" and reading.person[0] in "23" and infinitive(s, que + 3):
        yield from _asked(s, que + 2, s.text(que - 1, que + 1))


def _the_fact(s: Sentence, que: int) -> Iterator[Finding]:
    """«El hecho que no llamara» → el hecho de que."""
    at = clause_verb(s, que + 1)
    if s.text(que - 2, que) == "el hecho" and at and all(r.tense.startswith("subj") for r in finite(s, at)):
        yield Finding(que, que, "de", "regime-phrase", 0.9, "el hecho de que")


def _as_you_like(s: Sentence, i: int) -> Iterator[Finding]:
    """«Haz lo que quieres», «ven cuando puedes»: whatever it will be."""
    where = s.text(i - 2, i) == "lo que" or s.at(i - 1) in ("donde", "como", "cuando")
    start = i - 2 if s.text(i - 2, i) == "lo que" else i - 1
    order = [r for r in analyse(s.at(start - 1)) if r.tense == "imperative"]
    first = start - 1 == 0 or s.at(start - 2) in STOPS or s.at(start - 2) in OPENING
    both = {r.person for r in order} & {r.person for r in analyse(s.at(i)) if r.tense == "present"}
    coming = bool(finite(s, start - 1)) and all(r.tense == "future" for r in finite(s, start - 1))
    if where and coming and s.at(i) in ("quieres", "quiere") and s.at(i + 1) in STOPS | {""} and "¿" not in s.words:
        yield from _asked(s, i, s.text(start, i))
        return
    alone = not any(r.person in ("1s", "1p") for r in analyse(s.at(start - 1)))
    if where and order and first and both and alone and s.at(i + 1) in STOPS | {""} and "¿" not in s.words:
        yield from _asked(s, i, s.text(start, i))


def _then_to_come(s: Sentence, i: int, end: int) -> Iterator[Finding]:
    """«Me prometió que me llamaría cuando llegaba», «dijo que lo haría en cuanto podía» → llegara, pudiera."""
    at = clause_verb(s, end)
    reading = _only(s, at, "imperfect")
    would = next((n for n in range(i - 1, max(-1, i - 6), -1) if is_finite(s, n)), None)
    if not at or not reading or reading.verb not in _RIGHT_THEN or would is None:
        return
    said = any(r.tense == "preterite" for n in range(would) for r in finite(s, n)) and "que" in s.words[:would]
    if said and finite(s, would) and all(r.tense in ("conditional", "future") for r in finite(s, would)):
        same = reading._replace(person=finite(s, would)[0].person) if reading.person in ("1s", "3s") else reading
        yield from in_tense(s, at, same, "subjunctive-imperfect", "subjunctive", 0.85, s.text(i, end))


def _be_not(s: Sentence, i: int) -> Iterator[Finding]:
    """«No seas triste» → no estés triste."""
    base = s.at(i + 1).removesuffix("s")
    base = base[:-1] + "o" if base.endswith("a") else base
    opens = i == 1 or s.at(i - 2) in STOPS or s.at(i - 2) in OPENING
    if base in _STATE and opens and s.at(i + 2) in STOPS | {"", "por", "con"}:
        new = {"seas": "estés", "sea": "esté", "sean": "estén", "seáis": "estéis"}[s.at(i)]
        yield Finding(i, i + 1, new, "estar-state", 0.88, s.at(i + 1))
