"""What kind of change turns some words into others, named as the candidates are."""

from __future__ import annotations

from tutor.corrections.candidates import group, swap_kind
from tutor.language.es.tokens import plain
from tutor.language.es.word_lists import WordLists

_SUBJUNCTIVE = frozenset(("subj", "subjimpf"))
_PAST = frozenset(("pret", "impf"))


def kind_of(lexicon: WordLists, old: str, new: str) -> tuple[str, str]:
    """(kind, op) of replacing `old`, in lower case, by `new`; either may be empty."""
    lower = new.lower()
    if not old:
        return f"+{group(lower)}" if " " not in lower else "+word", f"+{lower}"
    if not new:
        return f"-{group(old)}" if " " not in old else "-word", f"-{old}"
    op = f"{old}>{lower}"
    if old == lower:
        return "case", op
    if " " in old or " " in lower:
        return "pair", op
    if not (old[0].isalpha() and lower[0].isalpha()):
        return "+mark", op
    if plain(old) == plain(lower):
        return ("accent k" if lexicon.known(old) else "accent u"), op
    if not lexicon.known(old):
        return "spellu", op
    before, after = lexicon.verb(old), lexicon.verb(lower)
    if shared := {a.verb for a in before} & {a.verb for a in after}:
        tenses = {a.tense for a in after if a.verb in shared}
        if tenses & _SUBJUNCTIVE and not {a.tense for a in before} & _SUBJUNCTIVE:
            return "V>subj", op
        if "inf" in tenses:
            return "V>inf", op
        if {a.tense for a in before} & tenses:
            return "Vperson", op
        return ("V>pret" if tenses & _PAST else "V>other"), op
    return swap_kind(old, lower), op
