"""Estar where both the mood and the verb of being are wrong: «espero que eres bien» → estés bien."""

from __future__ import annotations

from tutor.corrections.grammar.copula_moods import FELT
from tutor.corrections.grammar.states import STATES
from tutor.corrections.sentence import Sentence
from tutor.corrections.syntax import DEGREES, conjugated
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_ALSO = words("bien mal contento seguro listo preparado")
# Behind «por» these tell what was done: «que sea cerrado por la policía».
_DONE = words("prohibido casado cerrado roto")


def as_state(s: Sentence, at: int, new: str) -> str:
    """The form of estar for a form of ser, which is `new`, where a state follows; "" where none does."""
    if not any(r.verb == "ser" and r.person for r in analyse(s.at(at))):
        return ""
    i = at + 1
    while s.at(i) in DEGREES:
        i += 1
    one = s.at(i).removesuffix("s")
    base = one[:-1] + "o" if one.endswith("a") else one
    lemma = next((a.lemma for a in analyses(s.at(i)) if a.part == "adjective"), "")
    if not {base, lemma, s.at(i)} & (FELT | STATES | _ALSO) or (base in _DONE and s.at(i + 1) == "por"):
        return ""
    form = next((r for r in analyse(new) if r.verb == "ser" and r.tense.startswith("subj")), None)
    return conjugated("estar", form.tense, form.person) if form else ""
