"""Why a preposition comes, goes or becomes another: the verb or adjective that asks for it, or what follows it."""

from __future__ import annotations

from functools import cache

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.grammar.regime import regimes
from tutor.corrections.reasons.agreement import is_person, noun_behind
from tutor.corrections.reasons.change import Changed, Why, before, lemmas_of, used_as
from tutor.corrections.syntax import CLITICS, WHEN, infinitive, is_finite, is_person_name
from tutor.language.es.inflect import singular
from tutor.language.es.wordlist import words

# Verb + preposition + infinitive, and those that take the infinitive alone.
_BEFORE_INFINITIVE: dict[str, str] = {
    **dict.fromkeys(words("ayudar empezar comenzar aprender enseñar invitar volver ir atrever dedicar acostumbrar obligar salir venir negar decidirse llegar animar"), "a"),
    **dict.fromkeys(words("tratar acabar terminar dejar acordar olvidarse alegrar cansar encargar parar"), "de"),
    **dict.fromkeys(words("soñar amenazar"), "con"),
    **dict.fromkeys(words("insistir pensar_en tardar consistir"), "en"),
}  # fmt: skip
_ALONE = words(
    "poder querer deber necesitar desear preferir esperar decidir intentar pensar saber lograr conseguir evitar prometer gustar encantar "
    "odiar permitir soler hacer olvidar parecer elegir planear"
)
_MOTION = words(
    "ir venir llegar volver regresar viajar entrar subir bajar salir caminar correr mudar llevar traer mover conducir"
)
_PLACED = words("estar vivir quedar trabajar estudiar nacer comer jugar ser haber tener encontrar crecer pasar dormir")
_PLEASING = frozenset(("gustar", "encantar", "interesar", "fascinar", "molestar", "importar", "doler", "faltar"))
_ALONG = words("caminar pasear andar correr viajar pasar")
_DAY = words("mañana tarde noche madrugada")
_GIVING = words(
    "dar decir escribir mandar enviar regalar contar explicar enseñar mostrar pedir preguntar prestar comprar vender ofrecer hablar pagar devolver traer"
)
_COMPOUND = {"antes": "de", "después": "de", "despues": "de", "cerca": "de", "lejos": "de", "dentro": "de", "fuera": "de", "delante": "de",
             "detrás": "de", "encima": "de", "debajo": "de", "además": "de", "alrededor": "de", "enfrente": "de", "junto": "a",
             "frente": "a", "gracias": "a", "pesar": "de", "través": "de", "lado": "de", "acuerdo": "con"}  # fmt: skip


def _verb(change: Changed, most: int = 4) -> tuple[int, frozenset[str]] | None:
    """The verb before the change, with its lemmas: nothing but pronouns, adverbs and its object between."""
    s = change.sentence
    for i in before(change, most):
        found = lemmas_of(s.at(i), "verb")
        if found and (is_finite(s, i) or used_as(s.at(i), "verb") > max(0.3, used_as(s.at(i), "noun"))):
            return i, found
        if s.at(i) in ("que", "porque", "cuando", "si", "y", "pero"):
            return None
    return None


@cache
def _takes(lemma: str, preposition: str, what: str) -> bool:
    return any(r.takes == preposition and r.before in (what, "any") for r in regimes().get(lemma, ()))


def _regime(change: Changed, preposition: str) -> Why | None:
    """The verb before that asks for this preposition."""
    s = change.sentence
    back = s.at(change.start - 1)
    if _COMPOUND.get(back) == preposition:
        return Why("preposition-compound", change.said(change.start - 1), (("preposition", preposition),))
    found = _verb(change)
    if found is None:
        nearest = lemmas_of(back, "verb")
        found = (change.start - 1, nearest) if nearest & regimes().keys() else None
    if found is None:
        return None
    at, lemmas = found
    to_do = bool(infinitive(s, change.end))
    for lemma in sorted(lemmas):
        if to_do and _BEFORE_INFINITIVE.get(lemma) == preposition:
            return Why("regime-infinitive", change.said(at), (("verb", lemma), ("preposition", preposition)))
        if _takes(lemma, preposition, "infinitive" if to_do else "noun"):
            return Why("regime", lemma, (("preposition", preposition),))
    return None


def governed(change: Changed, preposition: str) -> Why | None:
    """The verb, or the word, before a change that asks for a preposition."""
    return _regime(change, preposition)


def missing(change: Changed) -> Why:
    """A preposition that is not there."""
    s, new = change.sentence, change.new
    if new == "a" and _pleased(change):
        return Why("gustar-a")
    if new == "a" and (verb := _verb(change)) and "ir" in verb[1] and infinitive(s, change.end):
        return Why("ir-a")
    if told := _regime(change, new):
        return told
    if new == "a" and (is_person(s, change.end) or _named(change)):
        found = _verb(change, 2)
        if found is None:
            return Why("personal-a-to", known=False)
        return Why("a-to-whom") if found[1] & _GIVING else Why("personal-a", change.said(found[0]))
    if new == "a" and (found := _verb(change, 2)) and found[1] & _MOTION:
        return Why("a-whither", change.said(found[0]))
    if new == "en" and (found := _verb(change, 2)) and found[1] & _PLACED:
        return Why("en-where")
    if new == "de" and used_as(s.at(change.start - 1), "noun") > 0.4 and noun_behind(change):
        return Why("de-noun")
    if new == "para" and infinitive(s, change.end):
        return Why("para-goal", change.said(change.end))
    return Why("preposition-missing", known=False)


def _pleased(change: Changed) -> bool:
    """Whether «me gusta» and the like follow, with the person before them."""
    s = change.sentence
    return any(lemmas_of(s.at(i), "verb") & _PLEASING for i in range(change.end, min(change.end + 5, len(s)))) and any(
        s.at(i) in ("le", "les", "me", "te", "nos") for i in range(change.end, min(change.end + 5, len(s)))
    )


def _named(change: Changed) -> bool:
    s = change.sentence
    return is_person_name(s, change.end) or singular(s.at(change.end)) in PERSONS


def needless(change: Changed) -> Why:
    """A preposition that has to go."""
    s, found = change.sentence, _verb(change, 3)
    if change.old == "de" and s.at(change.start - 1) in ("todo", "toda", "todos", "todas"):
        return Why("all-of", change.said(change.start - 1))
    to_do = bool(infinitive(s, change.end))
    if found and to_do and found[1] & _ALONE:
        return Why("infinitive-alone", change.said(found[0]))
    if (
        to_do
        and used_as(s.at(change.start - 1), "adjective") > 0.3
        and s.at(change.start - 2) in ("es", "era", "fue", "será")
    ):
        return Why("infinitive-alone", change.said(change.start - 2, change.start))
    if found and any(r.takes == "" and change.old in r.wrong for v in found[1] for r in regimes().get(v, ())):
        lemma = next(v for v in sorted(found[1]) if any(r.takes == "" for r in regimes().get(v, ())))
        return Why("regime-none", lemma)
    if change.old == "a" and found and found[1] & _PLEASING and not to_do:
        return Why("gustar-thing", change.said(found[0]))
    if (
        change.old == "a"
        and found
        and not to_do
        and not is_person(s, change.end)
        and not found[1] & (_MOTION | {"dar", "decir"})
    ):
        thing = noun_behind(change)
        if thing and not s.is_name(thing[0]) and singular(s.at(thing[0])) not in PERSONS:
            return Why("no-personal-a", thing[1])
    if change.old in ("en", "a", "por", "de") and (s.at(change.end) in WHEN or s.at(change.end + 1) in WHEN):
        at = change.end if s.at(change.end) in WHEN else change.end + 1
        return Why("when-alone", change.said(at))
    return Why("preposition-extra", known=False)


def other(change: Changed) -> Why:
    """One preposition for another."""
    s, old, new = change.sentence, change.old, change.new
    if new == "a" and s.at(change.end) in ("la", "las") and s.at(change.end + 1) in _HOURS:
        return Why("a-hour")
    if {old, new} == {"por", "para"}:
        return _por_para(change)
    if told := _regime(change, new):
        return told
    found = _verb(change, 4)
    following = noun_behind(change)
    said = following[1].lower() if following else s.at(change.end)
    if (
        new == "de"
        and said in _DAY
        and any(lemmas_of(s.at(i), "noun") & {"hora"} or s.at(i) in _HOURS for i in before(change, 3))
    ):
        return Why("de-hour", said)
    if new == "por" and said in _DAY:
        return Why("por-time", f"la {said}")
    if new == "por" and found and found[1] & _ALONG:
        return Why("por-through")
    if new == "durante" and old in ("para", "por", "en"):
        return Why("how-long")
    if old == "a" and new == "en" and found and found[1] & _PLACED:
        return Why("en-where")
    if old == "en" and new == "a" and found and found[1] & _MOTION:
        return Why("a-whither", change.said(found[0]))
    if new == "para" and infinitive(s, change.end):
        return Why("para-goal", change.said(change.end))
    if new == "para" and s.at(change.end) in ("mí", "mi", "ti", "él", "ella", "nosotros", "ellos"):
        return Why("para-whom", change.said(change.end))
    if new == "de" and found is None and following and used_as(s.at(change.start - 1), "noun") > 0.4:
        return Why("de-noun")
    if (new == "de" and s.at(change.start - 1) in ("mejor", "peor", "mayor", "menor")) or (
        old == "en" and new == "de" and _superlative(change)
    ):
        return Why("superlative-of")
    if new == "de" and used_as(s.at(change.start - 1), "noun") > 0.4:
        return Why("de-noun")
    return Why("preposition-choice", known=False)


_HOURS = words("una dos tres cuatro cinco seis siete ocho nueve diez once doce media cuarto")


def _superlative(change: Changed) -> bool:
    return any(change.sentence.at(i) in ("más", "mejor", "peor", "menos") for i in before(change, 4))


def _por_para(change: Changed) -> Why:
    s, new = change.sentence, change.new
    following = noun_behind(change)
    said = following[1].lower() if following else s.at(change.end)
    if new == "para":
        if infinitive(s, change.end):
            return Why("para-goal", change.said(change.end))
        if is_person(s, change.end) or s.at(change.end) in ("mí", "ti", "mi"):
            return Why(
                "para-whom", change.said(change.end, change.end + 1) if s.at(change.end) in ("mí", "ti", "mi") else said
            )
        return Why("por-para")
    if s.at(change.start - 1) == "gracias":
        return Why("por-thanks")
    if said in _DAY:
        return Why("por-time", f"la {said}")
    if following and singular(said) in words("año mes semana día hora minuto segundo rato tiempo"):
        return Why("por-duration", change.said(change.end, following[0] + 1))
    return Why("por-para")


def is_verb_phrase(change: Changed) -> bool:
    """Whether a finite verb follows, pronouns between allowed."""
    at = change.end
    while change.sentence.at(at) in CLITICS or change.sentence.at(at) == "no":
        at += 1
    return is_finite(change.sentence, at)
