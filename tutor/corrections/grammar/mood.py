"""Indicative, subjunctive and infinitive behind what asks for one of them. Each trigger is found by lemma, in any tense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tutor.corrections.grammar.mood_joint import and_verb
from tutor.corrections.grammar.state_mood import as_state
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, conjugated, finite, is_finite, phrase
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

Asks = Literal["subjunctive", "indicative"]

# Verbs of wish, influence and doubt, with que, whatever stands before them.
_WISH = words(
    "querer desear esperar preferir necesitar pedir exigir recomendar sugerir aconsejar permitir prohibir mandar ordenar rogar "
    "suplicar dudar negar lamentar temer evitar impedir proponer procurar odiar detestar apreciar agradecer valorar celebrar dejar hacer lograr conseguir"
)
# With a pronoun before them: me molesta que.
_FEELING = words(
    "gustar encantar molestar alegrar sorprender extrañar enfadar enojar preocupar importar entristecer fastidiar convenir "
    "disgustar irritar asustar emocionar apenar"
)
_OF = words("alegrarse arrepentirse avergonzarse")
_THINK = words("creer pensar opinar suponer imaginar considerar parecer")
_KNOW = words("saber ver notar recordar decir afirmar contar comprobar asegurar")
_VALUED = words(
    "importante necesario posible imposible probable improbable mejor peor bueno malo fundamental esencial conveniente lógico normal raro "
    "extraño increíble triste justo injusto difícil fácil preferible recomendable urgente natural terrible horrible fantástico "
    "estupendo genial indispensable imprescindible curioso ridículo maravilloso inútil útil absurdo aconsejable vital"
)
_NOUNS = words("pena lástima vergüenza hora suerte maravilla alegría bien problema")
# What one asks of somebody.
_ASK = words("pedir rogar aconsejar recomendar exigir suplicar permitir prohibir ordenar sugerir")
_FELT = words(
    "contento feliz triste nervioso orgulloso agradecido sorprendido enojado enfadado preocupado emocionado encantado decepcionado asustado"
)
_TRUE = words("cierto verdad evidente obvio claro seguro indudable innegable")
_BE = words("ser parecer resultar estar")
_CONJUNCTIONS = (
    "para que", "antes de que", "sin que", "a menos que", "con tal de que", "con tal que", "a fin de que", "en caso de que",
    "a no ser que", "siempre y cuando", "de ahí que", "a condición de que", "hace falta que", "hacía falta que", "hará falta que", "ojalá que", "ojalá", "más vale que", "parece mentira que", "puede que", "puede ser que",
)  # fmt: skip
_PAST = frozenset(("imperfect", "preterite", "conditional"))
_FUTURE = frozenset(("future", "conditional"))
_SUBJUNCTIVES = frozenset(("subjunctive-present", "subjunctive-imperfect"))
_INDICATIVE: dict[str, str] = {"subjunctive-present": "present", "subjunctive-imperfect": "imperfect"}
_THOUGHT = words("pensaba pensabas pensé creía imaginaba esperaba parece parecía dicen")
_BEFORE_VALUE = words("muy tan más bastante realmente una un verdadera gran la totalmente")
_NEXT = 8  # words between the trigger and its verb


@dataclass(frozen=True, slots=True)
class _Trigger:
    """The clause begins at `end`; `past` is whether what asks stands in a past tense."""

    start: int
    end: int
    asks: Asks
    past: bool
    sure: float
    strong: bool = True


def mood(s: Sentence) -> Iterator[Finding]:
    """Dudo que viene → venga; es cierto que sea → es; quería que viene → viniera."""
    for trigger in _triggers(s):
        said = s.text(trigger.start, trigger.end)
        yield from _asked(s, trigger, said)
        if trigger.asks == "subjunctive" and not trigger.past:
            yield from and_verb(s, trigger.end, said)
        if trigger.asks == "subjunctive" and (joint := _and_that(s, trigger.end)):
            yield from _asked(s, replace(trigger, end=joint), said)


def _asked(s: Sentence, trigger: _Trigger, said: str) -> Iterator[Finding]:
    at = _clause_verb(s, trigger.end)
    if at is None:
        return
    new = _subjunctive(s, at, trigger) if trigger.asks == "subjunctive" else _indicative(s, at, trigger.end)
    if new and new != s.at(at):
        rule = trigger.asks if trigger.asks == "indicative" else "subjunctive"
        being = as_state(s, at, new)
        yield Finding(at, at + 1, being or new, rule, 0.95 if being else trigger.sure, said)


def _and_that(s: Sentence, start: int) -> int:
    """Where a second clause begins that the same words ask for: «es bueno que comas y que duermas»; 0 where there is none."""
    for n in range(start + 1, min(start + 12, len(s))):
        if s.at(n) == "que" and s.at(n - 1) in ("y", "o", "ni"):
            return n + 1
        if s.at(n) in STOPS or s.at(n) in ("pero", "porque", "que"):
            return 0
    return 0


def _triggers(s: Sentence) -> Iterator[_Trigger]:
    for i, word in enumerate(s.words):
        for conjunction in _CONJUNCTIONS:
            parts = conjunction.split()
            if word == parts[0] and s.words[i : i + len(parts)] == parts:
                past = word == "hacía" or (word != "ojalá" and conjunction != "de ahí que" and _told_past(s, i))
                yield _Trigger(i, i + len(parts), "subjunctive", past, 0.88)
                break
        if word == "que" and (found := _before_que(s, i)):
            yield found


def _told_past(s: Sentence, i: int) -> bool:
    """Whether the verb before is in the past; «nos levantamos» may be either, so that others have to show it."""
    told = [{r.tense for r in finite(s, n)} for n in range(i)]
    return any(tenses & _PAST and "present" not in tenses for tenses in told if tenses)


def asked_before(s: Sentence, que: int) -> tuple[int, Asks] | None:
    """Where the words begin that ask for a mood before this «que», and which they ask for."""
    found = _before_que(s, que)
    return (found.start, found.asks) if found else None


def _before_que(s: Sentence, i: int) -> _Trigger | None:
    """The verb or expression that ends before «que»."""
    of = s.at(i - 1) == "de"
    at = i - 2 if of else i - 1
    much = s.at(at) in ("mucho", "muchísimo", "tanto") and is_finite(s, at - 1)
    if much and s.at(at) == "tanto":
        return None  # «me asusté tanto que» tells what came of it
    at -= much
    if s.text(at - 1, at + 1) == "por favor":
        at -= 2
    elif s.at(at) in ("usted", "ustedes", "tú", "vosotros", "vosotras", "nosotros") and is_finite(s, at - 1):
        at -= 1
    word = s.at(at)
    if at < 0:
        return None
    done = next((a.lemma for a in analyses(word) if a.features.mood == "participle"), "")
    have = [r for r in analyse(s.at(at - 1)) if r.verb == "haber" and r.person]
    if done in _WISH - words("dejar hacer lograr conseguir procurar") and have and not of:
        return _Trigger(at - 1, i + 1, "subjunctive", any(r.tense != "present" for r in have), 0.86)
    if much and "sentir" in _lemma_at(s, at) and s.at(at - 1) != "lo":
        return _Trigger(at, i + 1, "subjunctive", _past_at(s, at), 0.87)
    if is_finite(s, at) or s.at(at) in ("espero", "quiero", "dudo", "pido", "siento", "creo", "parece"):
        return _verb_trigger(s, at, i, of)
    if of and word in ("seguro", "segura", "seguros", "convencido", "convencida") and _lemma_at(s, at - 1) & {"estar"}:
        no = s.at(at - 2) == "no"
        return _Trigger(at - 1 - no, i + 1, "subjunctive" if no else "indicative", _past_at(s, at - 1), 0.82)
    if found := _asked_of(s, at) or _felt(s, at, i) or _said_of(s, at, i):
        return found
    lemmas = {a.lemma for a in analyses(word)} | {word}
    be = at - 1
    while s.at(be) in _BEFORE_VALUE:
        be -= 1
    if (
        s.at(be) == "qué"
        and not of
        and be == at - 1
        and word not in ("bueno", "bien", "mal")
        and (lemmas & (_VALUED | _NOUNS) - {"bien"})
        and s.at(be - 1) in ("¡", "")
    ):
        return _Trigger(be, i + 1, "subjunctive", past=False, sure=0.86)
    if s.at(be) == "sido" and s.at(be - 1) in ("ha", "había", "habría"):
        no = s.at(be - 2) == "no"
        valued = (lemmas & _VALUED and not of) or lemmas & _NOUNS
        return _Trigger(be - 1 - no, i + 1, "subjunctive", True, 0.87) if valued else None
    if be < 0 or not (_lemma_at(s, be) & _BE) or not (is_finite(s, be) or s.at(be) == "es"):
        return None
    if {"más", "menos"} & set(s.words[be + 1 : at]) and s.at(i + 1) in _THOUGHT:
        return None  # «es más difícil que pensaba» compares
    if "tan" in s.words[be + 1 : at]:
        return None  # «fue tan difícil que nadie aprobó» tells what came of it
    if s.at(be - 1) in ("lo", "esto", "eso", "la") or s.at(be - 2) == "lo":
        return None
    no = s.at(be - 1) == "no"
    if lemmas & _TRUE and not of:
        return _Trigger(be - no, i + 1, "subjunctive" if no else "indicative", _past_at(s, be), 0.84)
    if (lemmas & _VALUED and not of and "ser" in _lemma_at(s, be) | {"ser"} and be < at) or (
        lemmas & _NOUNS and be < at
    ):
        if lemmas & {"problema"} or (word in ("bien", "hora") and word == "hora" and not of):
            return None
        return _Trigger(be - no, i + 1, "subjunctive", _past_at(s, be), 0.87)
    return None


def _asked_of(s: Sentence, at: int) -> _Trigger | None:
    """«Pidió a María que», «le recomendé al chico que»: somebody is named between."""
    if "qué" in s.words[:at]:
        return None  # «¿qué aconsejaría a dos amigos que no se hablan?»
    for start in range(max(0, at - 3), at + 1):
        found = phrase(s, start)
        to = s.at(start - 1) == "a" or (s.at(start) == "al" and start == at - 1)
        if (found is None or found.end != at + 1) and not (s.at(start) == "al" and start == at - 1):
            continue
        verb = start - 2 if s.at(start - 1) == "a" else start - 1
        if to and _lemma_at(s, verb) & _ASK and is_finite(s, verb):
            return _Trigger(verb, at + 2, "subjunctive", _past_at(s, verb), 0.87)
    return None


def _felt(s: Sentence, at: int, que: int) -> _Trigger | None:
    """«Estoy contenta de que», «estaba nervioso que», «tengo miedo de que»."""
    adjective = {a.lemma for a in analyses(s.at(at))}
    be = at - 1
    while s.at(be) in ("muy", "bastante", "realmente", "mucho"):
        be -= 1
    told = _lemma_at(s, be)
    if (
        be < 0
        or not is_finite(s, be)
        or not ((adjective & _FELT and told & {"estar", "sentir"}) or (s.at(at) == "miedo" and "tener" in told))
    ):
        return None
    return _Trigger(be, que + 1, "subjunctive", _past_at(s, be), 0.86)


_SPANS = words("años meses semanas días horas tiempo cuánto año mes semana rato")
_GIVES = words("pena lástima miedo rabia vergüenza igual alegría tristeza asco")


def _said_of(s: Sentence, at: int, que: int) -> _Trigger | None:
    """«Me da pena que», «me parece fatal que», «me pone nerviosa que», «es hora de que»."""
    word, verb = s.at(at), at - 1
    while s.at(verb) in ("muy", "mucha", "mucho", "bastante", "un", "una", "poco", "tan"):
        verb -= 1
    told = _lemma_at(s, verb)
    if not told or not is_finite(s, verb) or s.at(verb - 1) in ("lo", "qué"):
        return None
    clitic = s.at(verb - 1) in ("me", "te", "le", "nos", "os", "les")
    moved = clitic and "poner" in told and bool({a.lemma for a in analyses(word)} & (_FELT | {"furioso", "malo"}))
    judged = word in ("fatal", "mal", "bien") and told & {"parecer", "estar"} and s.at(at + 1) != "de"
    time = word == "hora" and "ser" in told and s.at(que - 1) == "de"
    if (clitic and "dar" in told and word in _GIVES) or moved or judged or time:
        no = s.at(verb - 1 - clitic) == "no"
        return _Trigger(verb - clitic - no, que + 1, "subjunctive", _past_at(s, verb), 0.86)
    return None


def _verb_trigger(s: Sentence, at: int, que: int, of: bool) -> _Trigger | None:
    lemmas = _lemma_at(s, at)
    clitic = s.at(at - 1) in CLITICS
    no = s.at(at - 1) == "no" or (clitic and s.at(at - 2) == "no")
    past, start = _past_at(s, at), at - no - clitic
    asks = s.at(que + 1) in ("?",) or "¿" in s.words[:at]
    if of and lemmas & {"dudar"} and not no:
        return _Trigger(start, que + 1, "subjunctive", past, 0.87)
    if no and not of and lemmas & {"decir", "significar"} and s.at(at) in _DENIED and "?" not in s.words:
        return _Trigger(start, que + 1, "subjunctive", past, 0.82, strong=False)
    if (of and not clitic) or s.at(start - 1) in ("lo", "el", "la", "los", "las") or s.at(at - 1) == "lo":
        return None
    if lemmas & _WISH and not of and (s.at(at - 1) != "se" or lemmas & _ASK):
        if (lemmas & {"temer", "negar", "dudar"} and no) or (clitic and "temer" in lemmas):
            return None
        if lemmas & {"negar", "dudar"} and any(r.tense.startswith("subj") for r in analyse(s.at(at))):
            return None  # «no hay quien niegue que»
        if lemmas & {"hacer", "dejar"} and (
            at != que - 1
            or start == 0
            or s.at(at - 1) in ("se", "lo")
            or s.at(at - 2) == "se"
            or asks
            or _SPANS & set(s.words[:at])
        ):
            return None  # «hace mucho que vivo aquí», «me preguntó cuántos años hacía que»
        return _Trigger(start, que + 1, "subjunctive", past, 0.89)
    if lemmas & _FEELING and clitic and s.at(at - 1) in ("me", "te", "le", "nos", "les", "os"):
        return _Trigger(start, que + 1, "subjunctive", past, 0.87)
    if (
        lemmas & {"convenir", "bastar", "urgir"}
        and not clitic
        and not of
        and all(r.person == "3s" for r in finite(s, at))
    ):
        return _Trigger(start, que + 1, "subjunctive", past, 0.86)
    if of and clitic and {f"{lemma}se" for lemma in lemmas} & _OF:
        return _Trigger(start, que + 1, "subjunctive", past, 0.87)
    if of or asks:
        return None
    if (
        no
        and lemmas & _THINK
        and not any(r.tense.startswith("subj") for r in _likely(s, at, [r for r in analyse(s.at(at)) if r.person]))
    ):
        return _Trigger(start, que + 1, "subjunctive", past, 0.85, strong=False)
    if (
        not no
        and lemmas & _THINK
        and not (clitic and "parecer" not in lemmas)
        and s.at(start - 1) not in ("no", "ni", "sin")
    ):
        return _Trigger(start, que + 1, "indicative", past, 0.84)
    if (
        not no
        and lemmas & (_KNOW | {"resultar"}) - {"decir"}
        and not clitic
        and s.at(start - 1) not in ("no", "nadie", "nunca", "tampoco")
    ):
        return _Trigger(start, que + 1, "indicative", past, 0.82)
    return None


# «No digo que sea malo»; «no dijo que venía» tells what was not said.
_DENIED = words("digo significa significaba")


def _lemma_at(s: Sentence, i: int) -> frozenset[str]:
    return frozenset(a.verb for a in analyse(s.at(i)) if a.person)


def _past_at(s: Sentence, i: int) -> bool:
    tenses = {r.tense for r in finite(s, i)}
    polite = s.at(i).startswith(("quisier", "quisies"))  # «quisiera que me explicaran»
    return polite or (bool(tenses & _PAST) and "present" not in tenses)


def _clause_verb(s: Sentence, start: int) -> int | None:
    """The finite verb of the clause that begins here; None when something else begins before it."""
    i = start
    if found := phrase(s, i):
        i = found.end
    for n in range(i, min(start + _NEXT, len(s))):
        if s.at(n) in STOPS or s.at(n) in ("que", "si", "cuando", "y", "porque", "quien"):
            return None
        if s.at(n) == "hace" and s.at(n + 2) in _SPANS - {"tiempo"}:
            continue
        if is_finite(s, n) and finite(s, n):
            return n
        if n > i + 5:
            return None
    return None


def _person(s: Sentence, start: int, reading: VerbReading) -> str:
    said = PRONOUNS.get(s.at(start), "")
    return said if said and said[1] == reading.person[-1:] else reading.person


def _subjunctive(s: Sentence, at: int, trigger: _Trigger) -> str:
    every = _likely(s, at, [r for r in analyse(s.at(at)) if r.person and r.verb in s.lexicon.verbs])
    if any(r.tense in _SUBJUNCTIVES for r in every):
        # Present after a past trigger: «me pidió que traiga» is said in America; only what is no subjunctive is mended.
        return ""
    readings = _likely(s, at, [r for r in finite(s, at) if r.person != "vos"])
    if not readings:
        return ""
    said = PRONOUNS.get(s.at(trigger.end), "")
    reading = next((r for r in readings if r.person == said), readings[0])
    if reading.tense == "conditional" and trigger.past and not trigger.strong:
        return ""  # «no creía que vendría»
    if (
        reading.verb == "haber"
        and trigger.past
        and not s.text(trigger.start, trigger.end).startswith(("dud", "no cre", "me ", "te ", "le ", "nos ", "les "))
    ):
        return ""  # «sugirió que ha cambiado» tells what is so
    if reading.tense not in ("present", "future", "imperfect", "preterite", "conditional"):
        return ""
    return conjugated(reading.verb, _tense(reading, trigger), _person(s, trigger.end, reading))


def _likely(s: Sentence, at: int, told: list[VerbReading]) -> list[VerbReading]:
    """The readings of the verb that is meant: sale is of salir, though salar has it as well."""
    usual = _USUAL.get(s.at(at))
    return [r for r in told if r.verb == usual] or told


_USUAL = {"creemos": "creer", "podéis": "poder", "sale": "salir", "salen": "salir", "sales": "salir"}


def _tense(reading: VerbReading, trigger: _Trigger) -> str:
    before = reading.tense in ("imperfect", "preterite", "conditional")
    return "subjunctive-imperfect" if trigger.past or before else "subjunctive-present"


def _indicative(s: Sentence, at: int, start: int) -> str:
    here = s.reading(at)
    readings = [r for r in analyse(s.at(at)) if r.person and r.person != "vos" and here and r.verb == here.lemma]
    if not readings or any(r.tense not in _SUBJUNCTIVES and r.tense != "imperative" for r in readings):
        return ""
    if "?" in s.words[at:] or (readings[0].tense == "subjunctive-imperfect" and s.at(start - 2) != "resulta"):
        return ""
    reading = next((r for r in readings if r.tense in _SUBJUNCTIVES), None)
    persons = {r.person for r in readings if r.tense in _SUBJUNCTIVES}
    if reading is None:
        return ""
    person = "3s" if "3s" in persons else reading.person
    said = PRONOUNS.get(s.at(start)) or PRONOUNS.get(s.at(at - 1)) or PRONOUNS.get(s.at(at - 2), "")
    person = said if said in persons else person
    new = conjugated(reading.verb, _INDICATIVE[reading.tense], person)
    there = new == "ha" and not any(a.features.mood == "participle" for a in analyses(s.at(at + 1)))
    return "hay" if there and reading.tense == "subjunctive-present" else new
