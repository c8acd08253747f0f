"""Changes that teachers often make and that cannot be right where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tutor.corrections.candidates import SUBJECTS, Candidate
from tutor.corrections.fitting import fits, left_over, none_there
from tutor.corrections.grammar.agreement import DEGREES
from tutor.corrections.grammar.order import COLOURS
from tutor.corrections.grammar.ser_estar import EVENTS
from tutor.corrections.policy import RULE_SURE
from tutor.corrections.same_speaker import of_now, same_speaker
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.set_phrases import in_set_phrase, of_latin
from tutor.corrections.subjects import Subject, subjects
from tutor.corrections.syntax import STOPS, infinitive, is_adjective, noun, phrase
from tutor.language.es.inflect import takes_el
from tutor.language.es.lexicon import analyses
from tutor.language.es.titles import TITLES
from tutor.language.es.tokens import plain
from tutor.language.es.wordlist import words

_GENDER = re.compile("[oa]s?$")
_SELF = words("soy estoy eres estás somos estamos siento estaré seré fui estuve")
# Of whoever speaks where nobody else is named.
_MAYBE_SELF = words("estaba era sentía quedaba parecía")
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
_LOOKS = words("ojos pelo cabello barba bigote pecas piel labios gafas lentes cara")
# Masculine and feminine, with two meanings.
_EITHER = words("capital orden frente cura guía policía cometa corte editorial pendiente cólera margen")


def impossible(candidate: Candidate, sentence: Sentence, findings: Iterable[Finding]) -> bool:
    """Whether a change would leave what is never right, or takes for a mistake what never is one there."""
    if (
        sentence.at(candidate.start - 1) == "-"
        and candidate.start > 1
        and candidate.rule in ("made-up-form", "misspelt")
    ):
        return True  # an ending that is spoken of: «-aste»
    if candidate.op == "por>durante" or of_latin(candidate, sentence):
        return True  # both are right
    if any(
        f.rule in ("two-words", "comparative-than") and f.start <= candidate.start < f.end and candidate.rule != f.rule
        for f in findings
    ):
        return True
    if (
        _two_articles(candidate, sentence)
        or _of_who_is_known(candidate, sentence)
        or _of_another_word(candidate, sentence)
    ):
        return True
    if not candidate.rule and _in_another_language(sentence):
        return True
    return not candidate.rule and (
        _another_person(candidate, sentence)
        or _pleases(candidate, sentence)
        or _told_twice(candidate, sentence)
        or in_set_phrase(candidate, sentence)
        or _spoken_to(candidate, sentence)
        or _of_a_name(candidate, sentence)
        or _accepted(candidate, sentence)
        or (
            candidate.kind.startswith("accent")
            and sentence.at(candidate.start - 1) == "¿"
            and sentence.at(candidate.start) in _ASKING
        )
        or _lone(candidate, findings)
        or of_now(candidate, sentence)
        or fits(candidate, sentence)
        or left_over(candidate, sentence)
        or (candidate.op == "tan>muy" and bool({"no", "nunca", "como", "que"} & set(sentence.words)))
        or _article(candidate, sentence)
        or _of_who_is_spoken_to(candidate, sentence)
        or _needed(candidate, sentence)
        or none_there(candidate, sentence)
        or _ser_or_estar(candidate, sentence)
        or _verb_for_something_else(candidate, sentence)
        or (candidate.op == "-a" and sentence.at(candidate.end) in ("qué", "quién", "quiénes", "cuál", "dónde"))
        or (
            candidate.replacement.lower() in ("la", "una")
            and candidate.end > candidate.start
            and takes_el(sentence.at(candidate.end))
        )
        or (candidate.op == "^" and sentence.at(candidate.start) == "internet")  # both are right
        or _only(candidate, sentence)
        or _agrees(candidate, sentence)
        or _fits_its_article(candidate, sentence)
        or same_speaker(candidate, sentence)
        or (candidate.op in _ARTICLES_OFF and _alone(candidate, sentence))
        or (candidate.op == "+a" and sentence.is_name(candidate.start))  # only rules tell people from places
    )


def _another_person(candidate: Candidate, sentence: Sentence) -> bool:
    """«Te gustan» does not become «le gustan»: who is meant is known to the writer alone."""
    old, new = sentence.at(candidate.start), candidate.replacement.lower()
    return old in ("me", "te", "nos", "os") and new in ("le", "les") and candidate.end == candidate.start + 1


def _told_twice(candidate: Candidate, sentence: Sentence) -> bool:
    """«Le llamo a mi amiga»: whom «a» names behind the verb, le and les stand for."""
    old, new = sentence.at(candidate.start), candidate.replacement.lower()
    i = candidate.end
    named = any(
        sentence.at(n) in ("a", "al") and (phrase(sentence, n + 1) or sentence.at(n) == "al") for n in (i + 1, i + 2)
    )
    return old in ("le", "les") and new in ("lo", "la", "los", "las") and named


def _pleases(candidate: Candidate, sentence: Sentence) -> bool:
    """What pleases is what one does: «nos gusta quedarnos» stays in the singular."""
    i = candidate.start
    return (
        sentence.at(i - 1) in _CLITICS
        and bool(infinitive(sentence, i + 1))
        and {"gustar", "encantar", "apetecer"} & {a.lemma for a in analyses(sentence.at(i))} != set()
        and candidate.replacement.lower() == sentence.at(i) + "n"
    )


def _spoken_to(candidate: Candidate, sentence: Sentence) -> bool:
    """Who is spoken to has no article: «Camarero, ¿me trae…?»."""
    return candidate.start == 0 and candidate.op.startswith("+") and sentence.at(1) == ","


_FOREIGN_SHARE, _FOREIGN_WORDS = 0.45, 4


def _in_another_language(sentence: Sentence) -> bool:
    """Whether so many words are none of Spanish that the sentence is hardly Spanish at all."""
    words_ = [w for n, w in enumerate(sentence.words) if w.isalpha() and not sentence.is_name(n)]
    unknown = sum(not analyses(w) for w in words_)
    return unknown >= _FOREIGN_WORDS and unknown >= _FOREIGN_SHARE * len(words_)


def _agrees(candidate: Candidate, sentence: Sentence) -> bool:
    """An adjective would leave the noun before it, with which it agrees: «el sector secundario»."""
    if not (candidate.kind.startswith("A") or candidate.kind == "ending") or candidate.end != candidate.start + 1:
        return False
    lexicon, old, new = sentence.lexicon, sentence.at(candidate.start), candidate.replacement.lower()
    before = candidate.start - 1
    if any(_said_of(sentence, subject, candidate.start, old) for subject in subjects(sentence)):
        return True
    tag = noun(sentence, before)
    if not tag or tag[0] not in "mf" or tag[1] not in "sp" or phrase(sentence, before - 1) is None:
        return False
    return lexicon.agree(old, *tag) == old != new


def _fits_its_article(candidate: Candidate, sentence: Sentence) -> bool:
    """A word for a person would leave the article with which it agrees: «casada con un italiano» → «un italiana»."""
    i = candidate.start
    if (
        not candidate.kind.startswith(("Am", "Af"))
        or candidate.end != i + 1
        or sentence.at(i + 1) not in STOPS | {"", "y", "que"}
    ):
        return False
    fits = {"un": "ms", "una": "fs", "el": "ms", "los": "mp", "las": "fp", "unos": "mp", "unas": "fp"}.get(
        sentence.at(i - 1)
    )
    return fits is not None and sentence.lexicon.agree(sentence.at(i), fits[0], fits[1]) == sentence.at(i)


def _said_of(sentence: Sentence, subject: Subject, i: int, word: str) -> bool:
    """Whether the word is said of this subject and agrees with it: «Rubén es alérgico a los gatos»."""
    gender, number = subject.gender, subject.person[-1]
    behind = i - 1 - (sentence.at(i - 1) in DEGREES)
    return (
        gender in ("m", "f")
        and subject.verb in (behind, behind - 1)
        and sentence.lexicon.agree(word, gender, number) == word
    )


_ARTICLES_OFF = frozenset(("-el", "-la", "-los", "-las"))


def _alone(candidate: Candidate, sentence: Sentence) -> bool:
    """An adjective stands for its noun: «la blanca, por favor»."""
    return is_adjective(sentence, candidate.end) and sentence.at(candidate.end + 1) in STOPS | {""}


def _of_another_word(candidate: Candidate, sentence: Sentence) -> bool:
    """A foreign name, a part of a word, or a name that only looks like another: «Banksia epica», «Be-á-sain», «Anastacia»."""
    i, kind = candidate.start, candidate.kind
    if not kind.startswith(("accent u", "spell")):
        return False
    if sentence.at(i - 1) == "-" or sentence.at(i + 1) == "-":
        return True
    others = sentence.lexicon.by_plain.get(plain(sentence.at(i)), ())
    if sentence.is_name(i) and "ñ" in candidate.replacement.lower() and any("ñ" not in other for other in others):
        return True  # Canada is no «cañada»
    if sentence.is_name(i):
        return any(
            a.part == "name" and a.features.tag[4:6] == "SP" for a in analyses(candidate.replacement.capitalize())
        )
    after_name = (
        sentence.is_name(i - 1)
        and not analyses(sentence.tokens[i - 1].text)
        and not sentence.lexicon.known(sentence.at(i - 1))
    )
    return after_name and any(a.part == "adjective" for a in analyses(candidate.replacement.lower())[:1])


def _only(candidate: Candidate, sentence: Sentence) -> bool:
    """«No tengo más que diez» is only ten; «del 3 de mayo», «por que» and «primero» before no noun stay."""
    i = candidate.start
    after = sentence.at(candidate.end)
    if (candidate.op == "-por" and after == "que") or (candidate.op == "del>de" and after.isdigit()):
        return True
    if candidate.replacement.lower() in ("primer", "tercer") and not noun(sentence, candidate.end):
        return True
    if candidate.op == "tan>muy" and {"como", "que"} & set(sentence.words[i + 2 : i + 4]):
        return True  # «tan alta como tú»
    return (
        candidate.replacement == "de"
        and sentence.at(i) == "que"
        and sentence.at(i - 1) == "más"
        and "no" in sentence.words[max(0, i - 5) : i]
    )


def _of_who_is_spoken_to(candidate: Candidate, sentence: Sentence) -> bool:
    """An article before a title that calls somebody: «Señora, su mesa está lista.», «Señor Ortega, ¿le traigo la carta?»"""
    i = candidate.start
    if candidate.op.startswith("+") and sentence.at(i) in TITLES and sentence.at(i - 1) in (",", "¿", "¡"):
        return sentence.at(i + 1) in (",", "?", "!", ".") or sentence.at(i + 2) in (",", "?", "!", ".")
    if candidate.start != 0 or candidate.end != 0 or sentence.at(0) not in TITLES:
        return False
    return "," in sentence.words[1:9]


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
    "crio crió guio guió fio fió pio pió lio lió rio rió hui huí sólo guión éste ésta éstos éstas ése ésa ésos ésas aquél aquélla osmosis fríjol periodo período vídeo icono ícono"
)


_ASKING = words("qué cómo dónde cuándo cuál cuáles quién quiénes cuánto cuánta cuántos cuántas")


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
    """It would leave «a el cine», «del la escuela»."""
    if candidate.replacement.lower() in ("al", "del") and sentence.at(candidate.end) in (
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
    ):
        return True
    one = candidate.end - candidate.start == 1
    return candidate.replacement.lower() == "el" and one and sentence.at(candidate.start - 1) in ("a", "de")


def _named(sentence: Sentence, verb: int) -> bool:
    """Whether somebody is told of as the subject of a verb, or meant with «él» and «ella»."""
    return bool({"él", "ella"} & set(sentence.words)) or any(s.verb == verb for s in subjects(sentence))


def _of_who_is_known(candidate: Candidate, sentence: Sentence) -> bool:
    """It tells learners who speak of themselves what they are: «estoy cansado» is right, and so is «estoy cansada»."""
    if not _GENDER.search(candidate.replacement.lower()) or candidate.rule == "determiner-noun":
        return False
    degree = 2 if sentence.at(candidate.start - 1) in DEGREES else 1
    verb = candidate.start - degree
    mine = sentence.at(verb) in _MAYBE_SELF and bool({"yo", "me"} & set(sentence.words)) and not _named(sentence, verb)
    if sentence.at(verb) not in _SELF and not mine:
        return False
    old, new = sentence.at(candidate.start), candidate.replacement.lower()
    return old != new and _GENDER.sub("", old) == _GENDER.sub("", new) and old.endswith("s") == new.endswith("s")


def _article(candidate: Candidate, sentence: Sentence) -> bool:
    """An article where none can be told to be missing, or that may well be another: «es azul», «ojos verdes», «el capital»,
    «el avion»."""
    after = sentence.at(candidate.end)
    if candidate.kind == "+article":
        if after in _LOOKS and any(r.verb == "tener" for word in sentence.words for r in sentence.lexicon.verb(word)):
            return True  # «tiene pelo largo y ojos azules»
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
