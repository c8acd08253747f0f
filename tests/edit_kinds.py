"""What an instructor changed, as a teacher names it: the person of a verb, its mood or tense, ser or estar, a missing «a» …

From the analyses of both wordings, not from our own candidates, so that it counts what we do not consider as well.
"""

from __future__ import annotations

from tutor.language.es.lexicon import analyses
from tutor.language.es.tokens import plain
from tutor.language.es.verbs import analyse

_COPULAS = frozenset(("ser", "estar", "haber", "tener", "hacer"))
_SUBJECTS = frozenset(["yo", "tú", "él", "ella", "usted", "nosotros", "nosotras", "ellos", "ellas", "ustedes"])
_PREPOSITIONS = frozenset(
    ["a", "de", "en", "por", "para", "con", "sin", "sobre", "hasta", "desde", "hacia", "entre", "durante"]
)
_ARTICLES = frozenset(["el", "la", "los", "las", "un", "una", "unos", "unas", "lo"])
_CONTRACTED = {"al": "a", "del": "de"}


def edit_kind(old: list[str], new: list[str]) -> str:
    """The kind of turning the words `old` into `new`, both as tokens; either may be empty."""
    before, after = [w.lower() for w in old], [w.lower() for w in new]
    if before == after:
        return "capitals"
    if not any(w[0].isalnum() for w in before + after):
        return "punctuation"
    if [plain(w) for w in before] == [plain(w) for w in after]:
        return "accents"
    if not before or not after:
        return _missing_or_extra(before or after, missing=not before)
    if len(before) == len(after) == 1:
        return _word(before[0], after[0])
    return "other"


def _missing_or_extra(words: list[str], *, missing: bool) -> str:
    lead = "missing" if missing else "extra"
    if len(words) != 1:
        return f"{lead} words"
    word = words[0]
    if word == "a" and missing:
        return "missing a"
    if word in _SUBJECTS:
        return "subject pronoun"
    if word in _PREPOSITIONS or word in _CONTRACTED:
        return f"{lead} preposition"
    if word in _ARTICLES:
        return f"{lead} article"
    return f"{lead} word"


def _word(old: str, new: str) -> str:
    if {old, new} == {"por", "para"}:
        return "por/para"
    verbs = {r.verb for r in analyse(old)}, {r.verb for r in analyse(new)}
    shared = verbs[0] & verbs[1]
    if not shared and verbs[0] & _COPULAS and verbs[1] & _COPULAS:
        return "ser/estar"
    if shared:
        return _form([r for r in analyse(old) if r.verb in shared], [r for r in analyse(new) if r.verb in shared])
    if _CONTRACTED.get(old, old) in _PREPOSITIONS and _CONTRACTED.get(new, new) in _PREPOSITIONS:
        return "preposition"
    if old in _ARTICLES and new in _ARTICLES:
        return "article"
    lemmas = {a.lemma for a in analyses(old)}, {a.lemma for a in analyses(new)}
    if lemmas[0] & lemmas[1]:
        return "gender or number"
    return "spelling" if not lemmas[0] else "other word"


def _form(old: list, new: list) -> str:  # type: ignore[type-arg]
    """What differs between two forms of a verb."""
    if {r.tense for r in old} & {r.tense for r in new}:
        return "person" if any(r.person for r in new) else "gender or number"
    if not any(r.person for r in new) or not any(r.person for r in old):
        return "infinitive, gerund"
    moods = {r.tense.startswith("subj") for r in old}, {r.tense.startswith("subj") for r in new}
    return "tense" if moods[0] & moods[1] else "mood"
