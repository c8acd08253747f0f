"""Changes that teachers often make and that cannot be right where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tutor.corrections.candidates import SUBJECTS, Candidate
from tutor.corrections.grammar.agreement import DEGREES
from tutor.corrections.grammar.order import COLOURS
from tutor.corrections.grammar.ser_estar import EVENTS
from tutor.corrections.policy import RULE_SURE
from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.titles import TITLES
from tutor.language.es.tokens import plain
from tutor.language.es.wordlist import words

_GENDER = re.compile("[oa]s?$")
_SELF = words("soy estoy eres estás somos estamos siento estaré seré fui estuve")
_THIRD = words("él ella usted ellos ellas ustedes")
# Of so many words, who is meant is said nowhere else.
_SHORT = 6
_VERY_SHORT = 3
# Teachers take subjects out of descriptions of somebody, «Ella es alta»; not out of opinions.
_DESCRIBES = words("ser estar tener")
_OPINES = words("creo pienso opino prefiero")
_STRESSES = words("también tampoco mismo misma mismos mismas solo sola y o")
# Behind these others do something else.
_BESIDE = words("y pero mientras")
_WHICH = ("el que", "la que", "los que", "las que")
# What passes, so that «está» is right.
_PASSING = words(
    "frío fría caliente lleno llena vacío vacía limpio limpia sucio sucia abierto abierta cerrado cerrada roto rota ocupado "
    "ocupada listo lista"
)
_CLITICS = words("me te se nos le les lo la los las")
# Masculine and feminine, with two meanings.
_EITHER = words("capital orden frente cura guía policía cometa corte editorial pendiente cólera margen")


def impossible(candidate: Candidate, sentence: Sentence, findings: Iterable[Finding]) -> bool:
    """Whether a change would leave what is never right, or takes for a mistake what never is one there."""
    if _two_articles(candidate, sentence) or _of_who_is_known(candidate, sentence):
        return True
    return not candidate.rule and (
        _of_a_name(candidate, sentence)
        or _accepted(candidate, sentence)
        or _lone(candidate, findings)
        or _article(candidate, sentence)
        or _of_who_is_spoken_to(candidate, sentence)
        or _needed(candidate, sentence)
        or _ser_or_estar(candidate, sentence)
        or _verb_for_something_else(candidate, sentence)
        or (candidate.op == "^" and sentence.at(candidate.start) == "internet")  # both are right
        or (candidate.op == "+a" and sentence.is_name(candidate.start))  # only rules tell people from places
    )


def _of_who_is_spoken_to(candidate: Candidate, sentence: Sentence) -> bool:
    """An article before a title that calls somebody: «Señora, su mesa está lista.», «Señor Ortega, ¿le traigo la carta?»"""
    if candidate.start != 0 or candidate.end != 0 or sentence.at(0) not in TITLES:
        return False
    return "," in [sentence.at(i) for i in range(1, 5)]


def _of_a_name(candidate: Candidate, sentence: Sentence) -> bool:
    """A name would be changed: «Martin Smith», «Japan Airlines»."""
    i, kind = candidate.start, candidate.kind
    if candidate.end != i + 1 or kind == "case" or not sentence.tokens[i].text[0].isupper():
        return False
    beside = sentence.is_name(i + 1) or (sentence.is_name(i - 1) and i > 1)
    return (sentence.is_name(i) and (beside or kind.startswith("accent"))) or (
        i == 0 and sentence.is_name(1) and kind.startswith(("accent", "spell"))
    )


# Both spellings are right.
_SPELLINGS = words(
    "sólo guión éste ésta éstos éstas ése ésa ésos ésas aquél aquélla osmosis fríjol periodo período vídeo icono ícono"
)


def _accepted(candidate: Candidate, sentence: Sentence) -> bool:
    """Only an accent that may stand or not would go: «sólo», «guión»."""
    old = sentence.at(candidate.start)
    return candidate.kind.startswith("accent") and old in _SPELLINGS and plain(old) == plain(candidate.replacement)


def _lone(candidate: Candidate, findings: Iterable[Finding]) -> bool:
    """A subject would go by which alone the verb behind it is known to be wrong, «yo tiene»; or with which a sentence
    begins whose verb is (the edit would take the verb's place, too)."""
    if candidate.kind != "-subject":
        return False
    verb = candidate.end
    return any(
        (f.rule in ("subject-verb", "gustar-pronoun") and candidate.start <= f.start <= verb + 1)
        or (f.start == verb < f.end and candidate.start == 0 and f.confidence >= RULE_SURE)
        for f in findings
    )


def _needed(candidate: Candidate, sentence: Sentence) -> bool:
    """A word would go without which it is not clear who or what is meant: «Ella canta mejor que nadie», «un frío que
    pela»."""
    if candidate.kind == "-subject":
        who, does = sentence.at(candidate.start), sentence.at(candidate.end)
        spoken = sum(word[0].isalpha() for word in sentence.words)
        verbs = {reading.verb for reading in sentence.lexicon.verb(does)}
        described = bool(verbs) and verbs <= _DESCRIBES
        return (
            spoken <= _VERY_SHORT
            or (who in _THIRD and spoken <= _SHORT and not described)
            or (who == "yo" and does in _OPINES)
            or does in _STRESSES
            or _contrast(who, sentence.words, candidate.end)
        )
    return candidate.op in ("-un", "-una") and sentence.at(candidate.end + 1) == "que"


def _contrast(who: str, words_: Sequence[str], behind: int) -> bool:
    """Whether others are named beside this subject: «yo cocino y él lava», «ella es la que canta»."""
    pairs = list(pairwise(word for word in words_ if word != "que"))  # «mientras que él…»
    return (
        (any(a in _BESIDE and b in SUBJECTS for a, b in pairs) and len(SUBJECTS.keys() & set(words_)) > 1)
        or (who == "yo" and any(a in _BESIDE and b in ("mi", "mis") for a, b in pairs))
        or " ".join(words_[behind + 1 : behind + 3]) in _WHICH
    )


def _ser_or_estar(candidate: Candidate, sentence: Sentence) -> bool:
    """«La fiesta es en casa» and «el agua está fría» are right."""
    change = sentence.at(candidate.start), candidate.replacement.lower()
    if change in (("es", "está"), ("son", "están"), ("era", "estaba")):
        subject = sentence.at(candidate.start - 1)
        return sentence.at(candidate.end) == "en" and subject.removesuffix("s") in EVENTS
    adjective = sentence.at(candidate.end + (sentence.at(candidate.end) in DEGREES))
    return change in (("está", "es"), ("están", "son"), ("estaba", "era")) and adjective.removesuffix("s") in _PASSING


def _two_articles(candidate: Candidate, sentence: Sentence) -> bool:
    """It would leave «a el cine»."""
    one = candidate.end - candidate.start == 1
    return candidate.replacement.lower() == "el" and one and sentence.at(candidate.start - 1) in ("a", "de")


def _of_who_is_known(candidate: Candidate, sentence: Sentence) -> bool:
    """It tells learners who speak of themselves what they are: «estoy cansado» is right, and so is «estoy cansada»."""
    degree = 2 if sentence.at(candidate.start - 1) in DEGREES else 1
    if sentence.at(candidate.start - degree) not in _SELF:
        return False
    old, new = sentence.at(candidate.start), candidate.replacement.lower()
    return old != new and _GENDER.sub("", old) == _GENDER.sub("", new) and old.endswith("s") == new.endswith("s")


def _article(candidate: Candidate, sentence: Sentence) -> bool:
    """An article where none can be told to be missing, or that may well be another: «es azul», «ojos verdes», «el capital»,
    «el avion»."""
    after = sentence.at(candidate.end)
    if candidate.kind == "+article":
        colour = after in COLOURS and "color" not in sentence.words
        lexicon = sentence.lexicon
        return colour or not any(lexicon.verb(word) and not lexicon.noun(word) for word in sentence.words)
    unknown = candidate.end < len(sentence) and not sentence.lexicon.known(sentence.tokens[candidate.end].text)
    return candidate.kind == "article" and (after in _EITHER or unknown)


def _verb_for_something_else(candidate: Candidate, sentence: Sentence) -> bool:
    """A verb is taken for a noun («me gustas»), a name («Ana canta»), or a mistyped past («cuando llegue», «Busco
    un piso»); or the pronoun before it for an article («no lo quiero»)."""
    lexicon = sentence.lexicon
    if candidate.op == "-lo":
        return bool(lexicon.verb(sentence.at(candidate.end)))
    readings = lexicon.verb(sentence.at(candidate.start))
    if not readings:
        return False
    before = sentence.at(candidate.start - 1)
    if candidate.kind == "N":
        return before in _CLITICS
    if candidate.op == "^":
        return candidate.start > 0 and sentence.tokens[candidate.start - 1].text[0].isupper()
    past = candidate.kind == "V>pret" or candidate.kind.startswith("accent")
    if past and candidate.start == 0 and sentence.words[0].endswith("o"):  # «Busco…» says who does it
        return candidate.replacement.endswith("ó")
    return before == "cuando" and past and any(reading.tense == "subj" for reading in readings)
