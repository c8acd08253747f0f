"""Rules that find mistakes of grammar by the words around them. Each is near certain or stays silent."""

from tutor.corrections.grammar.accents import accents
from tutor.corrections.grammar.agreement import determiner_noun, noun_adjective, predicate
from tutor.corrections.grammar.capitals import capitals
from tutor.corrections.grammar.clauses import clauses
from tutor.corrections.grammar.marks import marks
from tutor.corrections.grammar.mood import if_clause, mood
from tutor.corrections.grammar.order import order
from tutor.corrections.grammar.past import past
from tutor.corrections.grammar.patterns import patterns
from tutor.corrections.grammar.phrases import phrases
from tutor.corrections.grammar.ser_estar import ser_estar
from tutor.corrections.grammar.small_words import small_words
from tutor.corrections.grammar.verbs import verbs
from tutor.corrections.sentence import Rule

RULES: tuple[Rule, ...] = (
    accents,
    determiner_noun,
    noun_adjective,
    predicate,
    capitals,
    clauses,
    if_clause,
    marks,
    mood,
    order,
    past,
    patterns,
    phrases,
    ser_estar,
    small_words,
    verbs,
)
