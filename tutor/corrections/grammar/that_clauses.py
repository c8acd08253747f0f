"""What joins a clause with que to its verb or noun: «me acuerdo de que», «insiste en que», «no hay duda de que»; «dijo que»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, in_tense
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import finite, is_finite
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

# With me, te, se before them these take «de».
_OF = words("acordar alegrar enterar arrepentir olvidar quejar avergonzar convencer asegurar")
_IN = words("insistir confiar")
_DOUBT = words("duda dudas")
_FELT = words("sensación impresión convicción")
_CLITICS = words("me te se nos os")
_SAID = words("decir comentar contestar responder contar")
_LIKELY = words("probable posible necesario importante normal lógico imposible evidente obvio")
# With «a que» these ask for what is not so yet.
_AGAINST = words("negar oponer")
_TO = words("esperar ayudar invitar obligar aspirar contribuir animar")


def that_clauses(s: Sentence) -> Iterator[Finding]:
    """Me acuerdo que → de que; insistió que → en que; dijo de que → dijo que; me niego a que me tratan → traten."""
    for i, word in enumerate(s.words):
        if word != "que" or not i:
            continue
        yield from _missing(s, i)
        yield from _needless(s, i)
        yield from _against(s, i)


def _missing(s: Sentence, que: int) -> Iterator[Finding]:
    told = {r.verb for r in finite(s, que - 1)}
    if told and s.at(que - 2) in _CLITICS and told <= _OF and not told & {"asegurar", "convencer"}:
        # «Se me olvidó que», «se acordó que», «se olvida que»: what is forgotten or agreed on is the subject.
        if s.at(que - 2) == "se" and told & {"olvidar", "acordar"}:
            return
        if not (told & {"olvidar", "alegrar"} and (s.at(que - 3) == "se" or _pleases(s, que - 1))):
            yield Finding(que, que, "de", "regime-phrase", 0.87, f"{s.text(que - 2, que)} de")
    elif told and told <= _IN and clause_verb(s, que + 1):
        yield Finding(que, que, "en", "regime", 0.86, next(iter(told)))
    elif s.at(que - 1) in _DOUBT and (s.at(que - 2) in ("hay", "cabe", "tengo", "había") or s.at(que - 3) == "hay"):
        yield Finding(que, que, "de", "regime-phrase", 0.87, f"{s.at(que - 1)} de")
    elif s.at(que - 1) in _FELT and "tener" in {r.verb for r in finite(s, que - 3)} and s.at(que - 2) == "la":
        at = clause_verb(s, que + 1)
        if at and not {r.verb for r in finite(s, at)} & {"tener", "dar", "causar", "producir", "describir", "haber"}:
            yield Finding(que, que, "de", "regime-phrase", 0.86, f"{s.at(que - 1)} de")


def _pleases(s: Sentence, i: int) -> bool:
    """«Me alegra que», «nos olvida que»: the clause is the subject, and whom it is told of stands in another person."""
    persons = {"me": ("1s",), "te": ("2s",), "nos": ("1p",), "os": ("2p",), "se": ("3s", "3p")}[s.at(i - 1)]
    return not any(r.person in persons for r in finite(s, i))


def _needless(s: Sentence, que: int) -> Iterator[Finding]:
    """«Me dijo de que», «es probable de que»."""
    if s.at(que - 1) != "de":
        return
    told = {r.verb for r in finite(s, que - 2)}
    said = told and told <= _SAID and s.at(que - 3) not in ("se", "lo")
    likely = s.at(que - 2) in _LIKELY and "ser" in {r.verb for r in analyse(s.at(que - 3))}
    happens = s.at(que - 2) in ("resulta", "parece") and not any(is_finite(s, n) for n in range(que - 2))
    if said or likely or happens:
        yield Finding(que - 1, que, "", "que-alone", 0.9, s.at(que - 2))


def _against(s: Sentence, que: int) -> Iterator[Finding]:
    """«Me niego a que me tratan así»."""
    if s.at(que - 1) != "a":
        return
    told = finite(s, que - 2) or [r for r in analyse(s.at(que - 2)) if r.person and que == 2]
    verbs = {r.verb for r in told}
    if not told or not ((verbs & _AGAINST and s.at(que - 3) in _CLITICS) or verbs & _TO):
        return
    at = clause_verb(s, que + 1)
    every = [r for r in analyse(s.at(at)) if r.person and r.person != "vos" and r.tense != "imperative"] if at else []
    here = s.reading(at) if at else None
    every = [r for r in every if here and r.verb == here.lemma] or every
    if at and every and all(r.tense == "present" for r in every) and any(r.tense == "present" for r in told):
        yield from in_tense(s, at, every[0], "subjunctive-present", "subjunctive", 0.86, "a que")
