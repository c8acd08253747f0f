"""Why an article comes, goes or becomes another."""

from __future__ import annotations

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.grammar.states import PROFESSIONS
from tutor.corrections.reasons.agreement import is_person, noun_behind, of_forms
from tutor.corrections.reasons.change import Changed, Why, adjectival, before, lemmas_of
from tutor.corrections.syntax import STOPS, WHEN, is_finite, is_person_name, noun
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

DEFINITE = words("el la los las")
INDEFINITE = words("un una unos unas")
BODY = words(
    "pelo cabello ojo ojos nariz boca mano manos pie pies pierna piernas brazo brazos cabeza cara diente dientes dedo dedos espalda piel oreja "
    "orejas rodilla rodillas barba bigote cuello hombro hombros estómago"
)
_PLEASING = frozenset(("gustar", "encantar", "interesar", "fascinar", "molestar", "importar", "doler", "faltar"))
_PARTS_OF_DAY = words("mañana tarde noche")


def neuter(change: Changed) -> bool:
    """Whether «lo» can stand here: before an adjective or adverb with no noun behind."""
    s, at = change.sentence, change.end
    while s.at(at) in ("más", "menos", "muy"):
        at += 1
    return (adjectival(s.at(at)) or s.at(at) in ("mejor", "peor", "mismo", "que")) and noun(s, at + 1) is None


def missing(change: Changed) -> Why:
    """An article that is not there."""
    s, article = change.sentence, change.new.split()[-1]
    found = noun_behind(change)
    if s.at(change.end).isdigit() and s.at(change.end + 1) == "de":
        return Why("en-date")
    if found is None:
        liked = (
            any(lemmas_of(s.at(i), "verb") & _PLEASING for i in before(change, 2)) and s.at(change.end)[:1].isalpha()
        )
        return Why("article-liked", change.said(change.end)) if liked else Why("article-missing", known=False)
    at, said = found
    back = s.at(change.start - 1)
    if back in ("todo", "toda", "todos", "todas"):
        return Why("article-all", change.said(change.start - 1))
    if article in INDEFINITE:
        return Why("article-a", said) if article in ("un", "una") else Why("article-missing", known=False)
    if s.is_name(at):
        return Why("article-missing", known=False)
    if change.new in ("al", "a la", "a los", "a las") and not change.old and lemmas_of(back, "verb") & {"jugar"}:
        return Why("jugar-a")
    if s.at(at) in BODY:
        return Why("article-body", said)
    if any(lemmas_of(s.at(i), "verb") & _PLEASING for i in before(change, 3)):
        return Why("article-liked", said)
    if _opens_clause(change) and any(is_finite(s, n) for n in range(at + 1, min(at + 4, len(s)))):
        return Why("article-subject", said)
    return Why("article-known", said)


def _opens_clause(change: Changed) -> bool:
    back = change.sentence.at(change.start - 1)
    return change.start == 0 or not back[:1].isalpha() or back in ("que", "porque", "cuando", "y", "pero", "si")


def needless(change: Changed) -> Why:
    """An article that has to go."""
    s = change.sentence
    behind = change.end
    if change.old == "el" and s.at(behind + 1) in STOPS | {""} and any(r.person == "3s" for r in analyse(s.at(behind))):
        return Why("subject-pronoun", known=lemmas_of(s.at(behind), "noun") == frozenset())  # «cuando él habla»
    if s.at(behind) in words("mi mis tu tus su sus este esta ese esa estos estas"):
        return Why("double-article", change.said(behind))
    found = noun_behind(change)
    if found is None:
        return Why("article-extra", known=False)
    at, said = found
    back = lemmas_of(s.at(change.start - 1), "verb")
    if singular(s.at(at)) in PROFESSIONS and change.old in INDEFINITE and back & {"ser"}:
        return Why("article-profession", said)
    if s.at(behind) in ("otro", "otra", "otros", "otras") and change.old in INDEFINITE:
        return Why("article-other", change.said(behind))
    if is_person_name(s, at) and change.old in DEFINITE and at == behind:
        return Why("article-name", said)
    if "haber" in back and s.at(change.start - 1) in ("hay", "había", "habrá", "hubo") and change.old in DEFINITE:
        return Why("article-there-is", change.said(change.start - 1))
    if change.old in INDEFINITE:
        return Why("article-extra-a", said, known=not s.is_name(at) and not back & {"ser"})
    return Why("article-extra", said, known=not s.is_name(at) and s.at(at) not in WHEN and not adjectival(s.at(at)))


def other(change: Changed) -> Why:
    """One article for another, or its contraction."""
    s = change.sentence
    pair = (change.old, change.new)
    if pair in (("el", "al"), ("la", "a la"), ("los", "a los"), ("las", "a las")):
        if is_person(s, change.end) or _person_behind(change):
            return Why("personal-a", _verb_before(change))
        return Why("article-choice", known=False)
    if pair in (("el", "del"),):
        return Why("preposition-of")
    if pair in (("a", "al"), ("a", "a la"), ("de", "del"), ("de", "de la"), ("a", "a los"), ("a", "a las")):
        found = noun_behind(change)
        named = found is None or s.is_name(found[0])
        return Why("article-missing", known=False) if named or found is None else Why("article-known", found[1])
    if pair in (("a el", "al"), ("de el", "del")):
        return Why("contraction")
    if pair in (("al", "a"), ("del", "de")):
        found = noun_behind(change)
        return (
            Why("article-extra", found[1]) if found and not s.is_name(found[0]) else Why("article-extra", known=False)
        )
    if told := of_forms(change):
        return told
    found = noun_behind(change)
    if change.old in DEFINITE and change.new in INDEFINITE and found:
        return Why("article-to-a", found[1])
    if change.old in INDEFINITE and change.new in DEFINITE and found:
        return Why("article-to-the", found[1])
    if change.new == "lo" or change.old == "lo":
        return Why("article-choice", known=False)
    return Why("article-choice", known=False)


def _person_behind(change: Changed) -> bool:
    """El bebé, la profesora: the noun itself."""
    found = noun_behind(change)
    return bool(found) and (found[1].lower() in PERSONS or singular(found[1].lower()) in PERSONS)  # type: ignore[index]


def _verb_before(change: Changed) -> str:
    for i in before(change, 2):
        if lemmas_of(change.sentence.at(i), "verb") and noun(change.sentence, i) is None:
            return change.said(i)
    return ""
