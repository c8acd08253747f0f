"""Why an edit is made: by what changed and by the words around it, never by how the change was found.

`reason_of` gives a key of the tables of texts, with the learner's own words that ask for the change. A true sentence or none.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from tutor.corrections.candidates import Candidate, swap_kind
from tutor.corrections.reasons import agreement, articles, choices, letters, moods, prepositions, pronouns, verbs
from tutor.corrections.reasons.change import Changed, Why
from tutor.corrections.sentence import Sentence
from tutor.corrections.syntax import CLITICS
from tutor.language.es.lexicon import analyses
from tutor.language.es.tokens import plain
from tutor.language.es.verbs import analyse

__all__ = ["Why", "reason_of"]

# Rules whose reason is told by the letters that changed, not by what the rule takes it for.
_OF_LETTERS = frozenset(("accent-missing", "accent-meaning", "accent-extra", "misspelt", "verb-accent", "n-tilde"))
_OF_CAPITALS = frozenset(("sentence-capital", "name-capital", "lower-case"))
# What the learned judge's candidates are told as where nothing more is found: no sentence about these is always true.
_EMPTY = frozenset(
    [
        "article-missing",
        "article-extra",
        "article-choice",
        "preposition-missing",
        "preposition-extra",
        "preposition-choice",
        "pronoun-missing",
        "pronoun-extra",
        "pronoun-choice",
        "missing-word",
        "extra-word",
        "word-choice",
        "other",
        "ser-estar",
        "agreement",
        "noun-number",
        "subject-verb",
        "past-tense",
        "fixed-preposition",
        "subjunctive",
        "verb-mood",
        "infinitive",
        "verb-form",
        "personal-a",
        "que-missing",
        "punctuation",
        "word-order",
    ]
)


# From here on two words look alike: viente, veinte.
_ALIKE = 0.7
# A rarer word (zipf) was hardly meant by anybody.
_USUAL = 2.5
# Of these there is no sentence, whatever asks for them.
_TEXTLESS = frozenset(("verb-form", "word-order", "word-choice", "other", "extra-word", "missing-word"))
_SHORT = frozenset(
    ["un", "buen", "mal", "primer", "tercer", "algún", "ningún", "gran", "cualquier", "cien", "san", "veintiún"]
)
_JOINING = {"y": "e-y", "o": "u-o", "e": "y-e", "u": "o-u"}
_AGREEING = frozenset(("determiner-noun", "noun-adjective", "predicate-adjective", "agreement"))


def reason_of(candidate: Candidate, sentence: Sentence, rule: str) -> Why:
    """Why a candidate is made, which is shown as `rule`."""
    old = sentence.text(candidate.start, candidate.end) if candidate.end > candidate.start else ""
    change = Changed(sentence, candidate.start, candidate.end, old, candidate.replacement.lower())
    if candidate.kind == "case" or rule in _OF_CAPITALS:
        return letters.of_capital(change, rule)
    if change.swaps_one and plain(old) == plain(change.new) and old != change.new and old[:1].isalpha():
        return letters.of_letters(change, rule)
    if len(set(change.old.split())) == 1 and change.old.split() == [change.new] * 2:
        return Why("twice")
    if candidate.rule and candidate.rule not in _OF_LETTERS:
        return _of_rule(candidate, change)
    return _of_change(_trimmed(change), rule) or Why(rule, known=rule not in _EMPTY)


def _trimmed(change: Changed) -> Changed:
    """The change without the words that stay as they are: «me recuerdo» → «recuerdo» drops «me»."""
    old, new = change.old.split(), change.new.split()
    start, end = change.start, change.end
    while old and new and old[-1] == new[-1]:
        old, new, end = old[:-1], new[:-1], end - 1
    while old and new and old[0] == new[0]:
        old, new, start = old[1:], new[1:], start + 1
    if (not old and not new) or end - start != len(old):
        return change
    return Changed(change.sentence, start, end, " ".join(old), " ".join(new))


def _of_rule(candidate: Candidate, change: Changed) -> Why:
    """A hand-written rule knows its reason; where it has not kept the words that ask for it, they are looked for."""
    rule, said = candidate.rule, candidate.trigger
    if rule == "subjunctive":
        return _subjunctive(change, said)
    if rule == "regime":
        return _regime(candidate, change)
    if rule == "gustar-pronoun":
        return Why(rule)
    if rule in ("y-e", "o-u"):
        return Why(_JOINING[change.new.split()[0]])
    if rule == "muy-mucho":
        return _of_change(change, rule) or Why(rule)
    if rule == "apocope":
        return _apocope(change)
    if rule in _AGREEING:
        found = agreement.of_contraction(change) or agreement.of_forms(change) or agreement.of_number(change)
        return found or agreement.with_noun(change, rule, said)
    if rule in ("tener", "ser", "estar") and not said:
        return choices.of_being(change) or Why(rule)
    if rule == "noun-number" and said:
        return Why(rule, said, (("tag", "p" if change.new.endswith("s") else "s"),))
    if rule == "verb-mood":
        return Why("to-indicative")
    if rule == "past-tense":
        return verbs.in_the_past(change, said)
    if rule == "perfect-over":
        return Why(rule, said)
    if rule == "subject-verb" and said in ("vos", "vosotros", "vosotras", "ustedes"):
        return Why("vos-form" if said == "vos" else "address-form", said)
    if rule == "subject-verb":
        found = verbs.of_verb(change) if change.swaps_one else None
        return (
            found
            if found and found.known and found.rule == rule and found.trigger
            else Why(rule, said, known=bool(said))
        )
    if rule in _EMPTY and (not said or rule in _TEXTLESS):
        return _of_change(_trimmed(change), rule) or Why(rule, known=False)
    return Why(rule, said)


def _subjunctive(change: Changed, said: str) -> Why:
    if said:
        return Why(moods.kind_of_words(said), said)
    rule, asking = moods.subjunctive(change)
    return Why(rule or "subjunctive", asking, known=bool(rule))


def _apocope(change: Changed) -> Why:
    """Gran before any noun, the others before masculine ones."""
    if change.new not in _SHORT:
        return agreement.of_forms(change) or Why("apocope", known=False)
    return Why("apocope-any" if change.new in ("gran", "cualquier", "cien") else "apocope")


def _regime(candidate: Candidate, change: Changed) -> Why:
    new = change.new.split()[0] if change.new else ""
    whole = {"al": "a", "del": "de"}.get(new, new)
    return Why("regime" if change.old else "regime-needed", candidate.trigger, (("preposition", whole),))


def _of_change(change: Changed, rule: str) -> Why | None:
    if not change.old:
        return _inserted(change, rule)
    if not change.new:
        return _dropped(change, rule)
    if not change.swaps_one:
        return _of_pairs(change)
    if not (change.old[:1].isalpha() and change.new[:1].isalpha()):
        return None
    if rule in ("y-e", "o-u", "e-y", "u-o"):
        return Why(rule)
    if rule == "apocope":
        return _apocope(change)
    if not change.lexicon.known(change.old):
        return _misspelt(change, rule)
    return _swapped(change)


def _inserted(change: Changed, rule: str) -> Why | None:
    new = change.new
    if new in articles.DEFINITE | articles.INDEFINITE or new in ("al", "del"):
        return articles.missing(change)
    if new in ("a", "de", "en", "para", "por", "con"):
        return prepositions.missing(change)
    if rule in ("pronoun-missing",):
        return pronouns.missing(change)
    if new == "que" and (said := change.sentence.at(change.start - 1)) and analyse(said):
        return Why("que-needed", change.said(change.start - 1))
    if new in ("está", "es", "están", "son", "estoy", "soy", "he", "ha"):
        return Why("verb-missing")
    return None


def _dropped(change: Changed, rule: str) -> Why | None:
    old = change.old
    if old == "," and change.sentence.at(change.end) in ("y", "e", "o", "u"):
        return Why("list-comma")
    if old in articles.DEFINITE | articles.INDEFINITE:
        if old == "el" and prepositions.is_verb_phrase(change):
            return Why("subject-pronoun")
        return articles.needless(change)
    if old in ("a", "de", "en", "para", "por", "con", "sobre"):
        return prepositions.needless(change)
    if rule in ("pronoun-extra", "subject-pronoun"):
        return pronouns.needless(change)
    if change.sentence.at(change.end) == old or change.sentence.at(change.start - 1) == old:
        return Why("twice")
    return None


def _of_pairs(change: Changed) -> Why | None:
    if told := agreement.of_contraction(change):
        return told
    old, new = change.old.split(), change.new.split()
    if "que" in old and old[-1] == new[0] and new[-1] in ("que", "quien"):
        return Why("relative-quien")
    if new[0] in ("hace", "hacía") and new[-1] in ("calor", "frío", "sol", "viento"):
        return Why("weather", change.said(change.end - 1))
    first = {"al": "a", "del": "de"}.get(change.new.split()[0], change.new.split()[0])
    if change.old.split()[0] in ("en", "a", "de", "con", "por", "sobre") and (
        told := prepositions.governed(change, first)
    ):
        return told
    if change.old.split()[0] in ("a", "de") or change.new.split()[0] in ("al", "del", "a", "de"):
        if change.old in articles.DEFINITE | {"a", "de", "a el", "de el"}:
            return articles.other(change)
    if set(change.old.split()) == set(change.new.split()):
        return Why("word-order")
    return None


def _misspelt(change: Changed, rule: str) -> Why:
    if any(a.part == "name" for a in analyses(change.new.capitalize())) and change.old in change.lexicon.foreign:
        return Why("place-name")
    return Why("misspelt")


def _swapped(change: Changed) -> Why | None:
    old, new = change.old, change.new
    kind = swap_kind(old, new)
    if plain(old).replace("ü", "u") == plain(new).replace("ü", "u") and "ü" in new:
        return Why("diaeresis")
    if new == "lo" and old in articles.DEFINITE and articles.neuter(change):
        return Why("neuter-lo")
    if {old, new} <= {"y", "e"} or {old, new} <= {"o", "u"}:
        return Why(_JOINING[new])
    for find in (choices.of_words, choices.of_being):
        if told := find(change):
            return told
    if kind == "article" or (old in articles.DEFINITE | articles.INDEFINITE | {"a", "de"} and new in ("al", "del")):
        return articles.other(change)
    if kind == "preposition":
        return prepositions.other(change)
    if (
        old in ("uno", "bueno", "malo", "primero", "tercero", "alguno", "ninguno", "grande", "ciento")
    ) and old.startswith(new[:2]):
        return _apocope(change)
    if change.sentence.at(change.start - 1) in CLITICS and (told := verbs.of_verb(change)):
        return told  # la extraña → la extraño
    if told := agreement.of_forms(change):
        return told
    if told := agreement.of_number(change):
        return told
    pronominal = frozenset(
        (
            "me",
            "te",
            "se",
            "le",
            "lo",
            "la",
            "les",
            "los",
            "las",
            "nos",
            "mi",
            "mis",
            "tu",
            "su",
            "yo",
            "él",
            "ella",
            "mí",
            "ti",
        )
    )
    if kind == "pronoun" or (old in pronominal and new in pronominal):
        return pronouns.other(change)
    if told := verbs.of_verb(change) or pronouns.joined(change):
        return told
    if old in change.lexicon.foreign:
        return Why("foreign-word")
    alike = SequenceMatcher(None, old, new).ratio() >= _ALIKE and len(old) > 3
    related = {a.lemma for a in analyses(old)} & {a.lemma for a in analyses(new)}
    usual = change.lexicon.frequency.get(old, 0.0) >= _USUAL
    return Why("look-alike") if alike and usual and not related else None
