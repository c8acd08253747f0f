"""Which noun a form agrees with: found by its neighbours, and named only where it has that gender and number."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.reasons.change import Changed, Why, adjectival, before, behind, lemmas_of, used_as
from tutor.corrections.sentence import Sentence
from tutor.corrections.subjects import subjects
from tutor.corrections.syntax import CLITICS, PRONOUNS, is_adjective, is_finite, is_person_name, noun, phrase
from tutor.language.es.inflect import gender_number, singular, takes_el
from tutor.language.es.lexicon import analyses
from tutor.language.es.tokens import plain
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_NOMINAL = ("noun", "adjective", "determiner", "pronoun", "verb")
_SKIPPED = words("muy tan más menos mucho y e o bastante demasiado poco gran buen mal primer otro otra otros otras")
_COPULAS = frozenset(("ser", "estar", "parecer", "quedar", "sentir", "poner", "volver", "resultar", "seguir"))
_GENDER_OF_PRONOUN = {"él": "m", "ella": "f", "ellos": "m", "ellas": "f", "nosotras": "f", "nosotros": "m"}
_PLURAL_WORDS = words(
    "muchos muchas varios varias pocos pocas algunos algunas todos todas unos unas los las estos estas esos esas mis tus sus"
)
_SINGULAR_WORDS = words(
    "un una el la este esta ese esa mi tu su cada mucho mucha poco poca todo toda algún alguna ningún ninguna otro otra del al cualquier"
)
_GROUPS = words(
    "equipo gente grupo enfermo persona mama mami papi pueblo público país clase gobierno necesitado pobre otro"
)
# The lexicon has a rarer masculine, too.
_FEMININE = words("parte partes radio capital")
_NUMERALS = words("dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cien")


def forms_of(word: str) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """By lemma and part of speech, the genders and numbers a nominal form has; a determiner may stand alone."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for a in analyses(word):
        if a.part in _NOMINAL and (a.part != "verb" or a.features.mood == "participle"):
            part = "determiner" if a.part == "pronoun" else a.part
            found.setdefault((a.lemma, part), set()).add((a.features.gender, a.features.number))
    return found


def noun_at(s: Sentence, i: int) -> tuple[str, str] | None:
    """Gender and number of the noun at a place, also of one that only lacks its accent: dias."""
    if found := noun(s, i):
        return ("f", found[1]) if s.at(i) in _FEMININE else found
    word = s.at(i)
    if not word.isalpha() or s.lexicon.known(word):
        return None
    meant = next((w for w in s.lexicon.by_plain.get(plain(word), ()) if used_as(w, "noun") > 0.5), "")
    return gender_number(meant, 0.1) if meant else None


def of_forms(change: Changed) -> Why | None:
    """Another gender or number of the same word; None where it is none, or nothing is found that it agrees with."""
    if told := _stressed_a(change):
        return told
    old, new = forms_of(change.old), forms_of(change.new)
    shared = sorted(old.keys() & new.keys(), key=lambda key: (key[1] == "noun", key))
    for lemma in shared:
        for gender, number in sorted(new[lemma]):
            was = sorted(old[lemma])[0]
            changed = (gender != was[0] and gender in "mf", number != was[1] and number in "sp")
            if not any(changed):
                continue
            told = _agrees(change, gender if changed[0] else "", number if changed[1] else "")
            if told:
                return told
    return None


def _agrees(change: Changed, gender: str, number: str) -> Why | None:
    """The first noun near that has the gender and number that the change gives."""
    if change.old in CLITICS and is_finite(change.sentence, change.end):
        return None  # los ayuda: a pronoun, whose noun is anywhere
    first = change.sentence.reading(change.start)
    whole = change.old.startswith("tod") and used_as(change.sentence.at(change.end), "determiner") >= 0.5
    determiner = whole or used_as(change.old, "determiner") >= 0.5 or change.old in ("al", "del", "esto", "eso", "uno")
    if not determiner and (first is None or first.part == "noun") and not used_as(change.new, "adjective", "verb"):
        return None
    for head, said, near in _heads(change, determiner):
        if number and number not in _numbers(change.sentence.at(head)):
            continue
        if (gender and near[0] not in (gender,)) or (number and near[1] not in (number, "n")):
            if gender and near[0] in "mf" and near[0] != gender:
                return None  # the nearest noun speaks against it
            continue
        if determiner and takes_el(change.sentence.at(head)) and gender:
            return None
        kind = "determiner-noun" if determiner else "predicate-adjective" if _predicate(change) else "noun-adjective"
        return Why(kind, said, (("tag", gender + number),))
    return None


def _numbers(word: str) -> set[str]:
    """The numbers a word may have at all; juntos is no singular, whatever noun the lexicon takes it for."""
    parts = ("noun", "adjective", "pronoun", "name")
    found = {str(a.features.number) for a in analyses(word) if a.part in parts} & {"s", "p"}
    return found or {"s", "p"}


def _heads(change: Changed, determiner: bool) -> Iterator[tuple[int, str, tuple[str, str]]]:
    """Nouns the word may agree with, the likeliest first: place, words, (gender, number)."""
    s = change.sentence
    if determiner:
        places = list(behind(change, 5))
    elif used_as(s.at(change.start - 1), "determiner") >= 0.5 and noun(s, change.end):
        places = [*behind(change, 2)]
    else:
        places = [*before(change, 6), *behind(change, 2)]
        if _predicate(change):
            yield from _subjects(change)
    for i in places:
        if s.at(i) in PRONOUNS:
            if s.at(i) in _GENDER_OF_PRONOUN:
                yield i, change.said(i), (_GENDER_OF_PRONOUN[s.at(i)], PRONOUNS[s.at(i)][1])
            continue
        last = noun_at(s, i + 1) is None
        if determiner and (
            s.at(i) in _SKIPPED or used_as(s.at(i), "determiner") >= 0.5 or (adjectival(s.at(i)) and not last)
        ):
            continue
        if (tag := noun_at(s, i)) is not None and (determiner or not adjectival(s.at(i))):
            yield i, change.said(i), tag
            if determiner:
                return
        elif determiner and not is_adjective(s, i):
            return


def _predicate(change: Changed) -> bool:
    """Whether a copula stands before the word, with nothing but degrees and other adjectives between."""
    s = change.sentence
    for i in range(change.start - 1, max(-1, change.start - 9), -1):
        if lemmas_of(s.at(i), "verb") & _COPULAS and used_as(s.at(i), "verb") > 0.4:
            return True
        if s.at(i) != "," and s.at(i) not in _SKIPPED and not (adjectival(s.at(i)) or is_adjective(s, i)):
            return False
    return False


def _subjects(change: Changed) -> Iterator[tuple[int, str, tuple[str, str]]]:
    s: Sentence = change.sentence
    for subject in subjects(s):
        if subject.verb >= change.start or change.start - subject.verb > 8 or not subject.gender:
            continue
        if subject.person[0] == "3" and not any(r.person[:1] in ("3", "") for r in analyse(s.at(subject.verb))):
            continue  # the verb is somebody else's
        p = subject.phrase
        number = subject.person[1]
        if number != p.number:  # several joined: the first of them is not who it agrees with
            continue
        yield p.head, change.said(p.start, p.end), (subject.gender, number)


def _stressed_a(change: Changed) -> Why | None:
    """«La agua» → el."""
    word = change.sentence.at(change.end)
    if (change.old, change.new) in (("la", "el"), ("una", "un"), ("de la", "del"), ("a la", "al")) and takes_el(word):
        return Why("el-agua", change.said(change.end))
    return None


def with_noun(change: Changed, rule: str, said: str) -> Why:
    """The reason of a rule that has found the noun; what changed is read off the forms."""
    if told := _stressed_a(change):
        return told
    old, new = forms_of(change.old), forms_of(change.new)
    for lemma in sorted(old.keys() & new.keys()):
        (was_gender, was_number), (gender, number) = sorted(old[lemma])[0], sorted(new[lemma])[0]
        tag = (gender if gender != was_gender and gender in "mf" else "") + (
            number if number != was_number and number in "sp" else ""
        )
        if tag and said:
            return Why(rule, said, (("tag", tag),))
    return Why(rule, known=False)


def of_contraction(change: Changed) -> Why | None:
    """De la → del: the gender of the noun behind."""
    if told := _stressed_a(change):
        return told
    pair = (change.old, change.new)
    if pair not in (("de la", "del"), ("a la", "al"), ("del", "de la"), ("al", "a la")):
        return None
    gender = "m" if change.new in ("al", "del") else "f"
    found = noun_behind(change)
    tag = noun_at(change.sentence, found[0]) if found else None
    return Why("determiner-noun", found[1], (("tag", gender),)) if found and tag and tag[0] == gender else None


def of_number(change: Changed) -> Why | None:
    """A noun in the other number: the word before it that tells how many."""
    s = change.sentence
    if told := _gender_of_person(change):
        return told
    mine = {a.features.number for a in analyses(change.new) if a.part == "noun"}
    theirs = {a.features.number for a in analyses(change.old) if a.part == "noun"}
    if not mine or not theirs or mine & theirs:
        return None
    wanted = "p" if "p" in mine else "s"
    for i in before(change, 3):
        word = s.at(i)
        if wanted == "p" and (word in _PLURAL_WORDS or word in _NUMERALS):
            return Why("noun-number", change.said(i), (("tag", "p"),))
        if wanted == "s" and word in _SINGULAR_WORDS:
            return Why("noun-number", change.said(i), (("tag", "s"),))
        if not is_adjective(s, i):
            break
    return None


def _gender_of_person(change: Changed) -> Why | None:
    """«Una abogado»: the noun follows its article."""
    for i in before(change, 1):
        article = {a.features.gender for a in analyses(change.sentence.at(i)) if a.part == "determiner"} & {"m", "f"}
        mine = {a.features.gender for a in analyses(change.new) if a.part == "noun"}
        theirs = {a.features.gender for a in analyses(change.old) if a.part == "noun"}
        if len(article) == 1 and article == mine and theirs and not theirs & article:
            return Why("agreement", change.said(i), (("tag", min(article)),))
    return None


def noun_behind(change: Changed) -> tuple[int, str] | None:
    """The noun, or the name, that an article before it goes with."""
    s = change.sentence
    for i in behind(change, 4):
        if s.is_name(i) or is_person_name(s, i):
            return i, change.said(i)
        if noun(s, i) is not None and not (adjectival(s.at(i)) and noun(s, i + 1)):
            return i, change.said(i)
        if not is_adjective(s, i) and s.at(i) not in _SKIPPED and used_as(s.at(i), "determiner") < 0.5:
            return None
    return None


def is_person(s: Sentence, i: int) -> bool:
    """Whether a phrase about a person begins here."""
    found = phrase(s, i)
    if found is None:
        return is_person_name(s, i) or s.at(i) in ("nadie", "alguien", "quien")
    word = s.at(found.head)
    return word in PRONOUNS or is_person_name(s, found.head) or {word, singular(word)} & (PERSONS | _GROUPS) != set()
