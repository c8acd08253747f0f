"""Rules on the words of a sentence. Each rule is sure of what it says, or says nothing."""

from collections.abc import Callable, Iterator

from tutor.corrections.grammar import accents, agreement, capitals, small_words, verbs
from tutor.corrections.sentence import Finding, Sentence

RULES: tuple[Callable[[Sentence], Iterator[Finding]], ...] = (
    accents.by_neighbours,
    agreement.article_and_noun,
    agreement.adjective_and_noun,
    capitals.lower_case,
    capitals.names,
    small_words.contractions,
    small_words.y_and_o,
    small_words.muy_and_mucho,
    small_words.apocope,
    verbs.subject_and_verb,
    verbs.gustar,
    verbs.subjunctive,
    verbs.infinitive,
    verbs.age,
)

__all__ = ["RULES"]
