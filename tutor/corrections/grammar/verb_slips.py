"""Verbs beside which another form has to stand, and small words that belong to them: «estoy estudiando», «ha comido», «tengo que ir»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import STOPS, finite, infinitive, noun, share
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse, verb
from tutor.language.es.wordlist import words

_AM = {"estoy": "1s", "estás": "2s", "está": "3s", "estamos": "1p", "están": "3p"}
_HAVE = words(
    "he has ha hemos han había habías habíamos habían habría habrías habríamos habrían hubiera hubieras hubiéramos hubieran"
)
# Taken for the subjunctive of haber.
_MAY_DO = {"haga": "haya", "hagas": "hayas", "hagamos": "hayamos", "hagan": "hayan"}
_WONDER = words("preguntar averiguar adivinar")
_ASKING = {"donde": "dónde", "cuando": "cuándo", "como": "cómo", "quien": "quién", "cuanto": "cuánto"}
_DAY = words("mañana tarde noche")
# «Estoy como una cabra», «está para comérselo».
_APART = words("no que quien donde cuando como y o")
_RULING = words("poder deber querer ir ser estar tener hacer haber saber")
_NO_VERBS = words("como para entre sobre bajo hecho nada solo")


def verb_slips(s: Sentence) -> Iterator[Finding]:
    """Estoy estudio español → estudiando; ha comió → comido; tengo que a estudiar → que estudiar; por mañana → por la mañana."""
    for i, word in enumerate(s.words):
        if word in _AM:
            yield from _going_on(s, i)
        elif word in _HAVE:
            yield from _done(s, i)
        elif word in _MAY_DO and any(a.features.mood == "participle" for a in analyses(s.at(i + 1))):
            if s.at(i + 1).endswith("o") and s.at(i + 1) not in ("pedido", "cuidado", "sentido"):
                yield Finding(i, i + 1, _MAY_DO[word], "homophone", 0.88, word)
        elif word == "que" and s.at(i + 1) == "a" and infinitive(s, i + 2) == s.at(i + 2) != "":
            if {r.verb for r in finite(s, i - 1)} & {"tener"} or s.at(i - 1) == "hay":
                yield Finding(i + 1, i + 2, "", "tener-que", 0.88, s.text(i - 1, i + 1))
        elif (
            word == "por"
            and s.at(i + 1) in _DAY
            and s.at(i + 2) in STOPS | {"", "y", "pero"}
            and s.at(i - 1) not in _DAY
            and noun(s, i - 1) is None  # «un capítulo por noche»
            and not {r.verb for n in range(i) for r in finite(s, n)} & {"necesitar", "querer"}
        ):
            yield Finding(i + 1, i + 1, "la", "por-time", 0.87, f"la {s.at(i + 1)}")
        elif word == "por" and s.at(i + 1) == "que" and finite(s, i + 2) and i > 1:
            yield from _reason(s, i)
        elif word == "porqué" and finite(s, i + 1) and s.at(i - 1) not in ("el", "un", "los"):
            yield Finding(i, i + 1, "por qué", "why-question", 0.9, s.at(i + 1))
        elif word in _ASKING and (finite(s, i + 1) or infinitive(s, i + 1)):
            yield from _asked(s, i)
        elif word == "que" and s.at(i + 1) == "hora" and s.at(i + 2) in ("es", "era", "son") and i:
            yield Finding(i, i + 1, "qué", "question-accent", 0.9)


def _going_on(s: Sentence, i: int) -> Iterator[Finding]:
    """«Estoy estudio español», «está canta»: the same person twice."""
    every = analyse(s.at(i + 1))
    if any(r.tense in ("gerund", "participle") for r in every):
        return  # of «haciendo» the lexicon has a present of hacendar as well
    told = [r for r in every if r.tense == "present" and r.person == _AM[s.at(i)]]
    plainly = share(s.at(i + 1), "verb") > 0.8
    named = s.at(i) == "estoy" and s.at(i + 1).endswith("o") and not _adjective(s, i + 1)
    follows = s.at(i + 2) in words("a en con el la los las un una mi para mucho español inglés") or noun(s, i + 2)
    if s.at(i) != "estoy" and (s.at(i - 1) in _APART or (told and told[0].verb in _RULING)):
        return  # «quien no está puede delegar»
    if (
        s.at(i + 1) in _NO_VERBS
        or not told
        or told[0].verb in ("ser", "estar", "haber")
        or not (plainly or (named and follows))
    ):
        return
    if gerund := verb(told[0].verb).gerund:
        yield Finding(i + 1, i + 2, gerund, "gerund", 0.86, s.at(i))


def _adjective(s: Sentence, i: int) -> bool:
    """Whether the word may be what somebody is or where: «listo», «abajo»."""
    return s.lexicon.is_adjective(s.at(i)) or any(a.part not in ("noun", "verb", "name") for a in analyses(s.at(i)))


def _done(s: Sentence, i: int) -> Iterator[Finding]:
    """«Ha comió», «había comí»: behind haber only the participle can stand."""
    at = i + 1 + (s.at(i + 1) in ("siempre", "nunca", "ya"))
    told = [r for r in analyse(s.at(at)) if r.person]
    if not told or any(r.tense not in ("preterite", "imperfect") for r in told) or noun(s, at):
        return
    if share(s.at(at), "verb") < 0.8 or told[0].verb in ("ser", "ir", "haber") or s.at(at) == "era":
        return
    if any(r.tense == "participle" for r in analyse(s.at(at))):
        return
    if parts := verb(told[0].verb).participles:
        yield Finding(at, at + 1, parts[0], "perfect-participle", 0.88, s.at(i))


_WAYS = words("razón razones motivo motivos causa puerta camino calle lugar precio medio vez")
_TAKES_POR = words("luchar votar optar preocupar interesar preguntar rezar abogar apostar")


def _reason(s: Sentence, i: int) -> Iterator[Finding]:
    """«Me gusta por que es grande» → porque; «la razón por que vine», «luchan por que cambie» stay."""
    told = [r for n in range(i) for r in finite(s, n)]
    asks = {"¿", "?"} & set(s.words) or s.at(i - 1) in _WAYS or any(r.verb in _TAKES_POR for r in told)
    if told and not asks and not any(r.tense.startswith("subj") for r in finite(s, i + 2)):
        yield Finding(i, i + 2, "porque", "homophone", 0.88, s.text(i, i + 2))


def _asked(s: Sentence, i: int) -> Iterator[Finding]:
    """«Me pregunto donde está», «quiero saber cuando vienes»."""
    before = s.at(i - 1)
    wonders = {r.verb for r in finite(s, i - 1)} & _WONDER or infinitive(s, i - 1) in _WONDER | {"saber"}
    later = any(r.tense.startswith("subj") for r in finite(s, i + 1))  # «hágame saber cuando esté lista»
    if wonders and before != "que" and not later:
        yield Finding(i, i + 1, _ASKING[s.at(i)], "question-accent", 0.9)
