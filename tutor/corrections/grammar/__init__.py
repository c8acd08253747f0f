"""Rules that find mistakes of grammar by the words around them. Each is near certain or stays silent."""

from tutor.corrections.grammar.accents import accents
from tutor.corrections.grammar.address_mix import address_mix
from tutor.corrections.grammar.agreement import determiner_noun, noun_adjective, participles, predicate, some_of
from tutor.corrections.grammar.agreement_chains import agreement_chains
from tutor.corrections.grammar.articles import articles
from tutor.corrections.grammar.asking import asking
from tutor.corrections.grammar.at_once import at_once
from tutor.corrections.grammar.back_then import back_then
from tutor.corrections.grammar.bare_forms import bare_forms
from tutor.corrections.grammar.bare_nouns import bare_nouns
from tutor.corrections.grammar.before_nouns import before_nouns
from tutor.corrections.grammar.brought_back import brought_back
from tutor.corrections.grammar.capitals import capitals
from tutor.corrections.grammar.clause_mood import clause_mood
from tutor.corrections.grammar.clauses import clauses
from tutor.corrections.grammar.clitic_company import clitic_company
from tutor.corrections.grammar.clitic_place import clitic_place
from tutor.corrections.grammar.collocations import collocations
from tutor.corrections.grammar.commands import commands
from tutor.corrections.grammar.comparing import comparing
from tutor.corrections.grammar.conditions import conditions
from tutor.corrections.grammar.contrast import contrast
from tutor.corrections.grammar.copula_company import copula_company
from tutor.corrections.grammar.copula_days import copula_days
from tutor.corrections.grammar.copula_frames import copula_frames
from tutor.corrections.grammar.copula_moods import copula_moods
from tutor.corrections.grammar.copula_nouns import copula_nouns
from tutor.corrections.grammar.copula_things import copula_things
from tutor.corrections.grammar.copulas import copulas
from tutor.corrections.grammar.described import described
from tutor.corrections.grammar.described_nouns import described_nouns
from tutor.corrections.grammar.determined import determined
from tutor.corrections.grammar.earlier import earlier
from tutor.corrections.grammar.existence import existence
from tutor.corrections.grammar.false_friends import false_friends
from tutor.corrections.grammar.function_words import function_words
from tutor.corrections.grammar.how_long import how_long
from tutor.corrections.grammar.joined_clauses import joined_clauses
from tutor.corrections.grammar.made_up import made_up
from tutor.corrections.grammar.marks import marks
from tutor.corrections.grammar.mood import mood
from tutor.corrections.grammar.mood_frames import mood_frames
from tutor.corrections.grammar.nonfinite import nonfinite
from tutor.corrections.grammar.noun_company import noun_company
from tutor.corrections.grammar.numerals import numerals
from tutor.corrections.grammar.object_first import object_first
from tutor.corrections.grammar.one_of_many import one_of_many
from tutor.corrections.grammar.order import order
from tutor.corrections.grammar.orders import orders
from tutor.corrections.grammar.own_verbs import own_verbs
from tutor.corrections.grammar.participle_copula import participle_copula
from tutor.corrections.grammar.past import past
from tutor.corrections.grammar.patterns import patterns
from tutor.corrections.grammar.people import no_a, personal_a, reflexive
from tutor.corrections.grammar.phrases import phrases
from tutor.corrections.grammar.places import places
from tutor.corrections.grammar.pleasing import pleasing
from tutor.corrections.grammar.por_frames import por_frames
from tutor.corrections.grammar.postposed import postposed
from tutor.corrections.grammar.pronoun_slips import pronoun_slips
from tutor.corrections.grammar.pronouns import pronouns
from tutor.corrections.grammar.purpose import purpose
from tutor.corrections.grammar.quantity import quantity
from tutor.corrections.grammar.recalled import recalled
from tutor.corrections.grammar.regime import regime
from tutor.corrections.grammar.register import register
from tutor.corrections.grammar.relative_subject import relative_subject
from tutor.corrections.grammar.relatives import relatives
from tutor.corrections.grammar.self_slips import self_slips
from tutor.corrections.grammar.sequence import sequence
from tutor.corrections.grammar.ser_estar import ser_estar
from tutor.corrections.grammar.set_regimes import set_regimes
from tutor.corrections.grammar.small_frames import small_frames
from tutor.corrections.grammar.small_words import small_words
from tutor.corrections.grammar.so_much import so_much
from tutor.corrections.grammar.states import states
from tutor.corrections.grammar.subject import subject_predicate, subject_verb
from tutor.corrections.grammar.subject_frames import subject_frames
from tutor.corrections.grammar.tenses import tenses
from tutor.corrections.grammar.that_clauses import that_clauses
from tutor.corrections.grammar.tilde import tilde
from tutor.corrections.grammar.time_frames import time_frames
from tutor.corrections.grammar.to_whom import to_whom
from tutor.corrections.grammar.told_by_frame import told_by_frame
from tutor.corrections.grammar.told_by_time import told_by_time
from tutor.corrections.grammar.told_company import told_company
from tutor.corrections.grammar.told_tenses import told_tenses
from tutor.corrections.grammar.unreal import unreal
from tutor.corrections.grammar.verb_pairs import verb_pairs
from tutor.corrections.grammar.verb_slips import verb_slips
from tutor.corrections.grammar.verbs import verbs
from tutor.corrections.grammar.when_mood import when_mood
from tutor.corrections.grammar.whom import whom
from tutor.corrections.grammar.whose import whose
from tutor.corrections.grammar.wish_clauses import wish_clauses
from tutor.corrections.grammar.word_company import word_company
from tutor.corrections.grammar.word_places import word_places
from tutor.corrections.grammar.wording import wording
from tutor.corrections.sentence import Rule

RULES: tuple[Rule, ...] = (
    made_up,
    mood,
    clause_mood,
    when_mood,
    wish_clauses,
    conditions,
    mood_frames,
    time_frames,
    unreal,
    sequence,
    clitic_place,
    verb_pairs,
    verb_slips,
    numerals,
    places,
    asking,
    address_mix,
    bare_forms,
    commands,
    orders,
    nonfinite,
    subject_verb,
    subject_predicate,
    postposed,
    relative_subject,
    subject_frames,
    joined_clauses,
    one_of_many,
    states,
    copulas,
    copula_frames,
    copula_moods,
    copula_days,
    copula_things,
    copula_company,
    copula_nouns,
    existence,
    participle_copula,
    pleasing,
    pronouns,
    pronoun_slips,
    to_whom,
    object_first,
    relatives,
    whose,
    recalled,
    brought_back,
    whom,
    clitic_company,
    self_slips,
    contrast,
    personal_a,
    no_a,
    reflexive,
    own_verbs,
    regime,
    set_regimes,
    that_clauses,
    past,
    tenses,
    told_tenses,
    told_by_time,
    told_by_frame,
    back_then,
    earlier,
    how_long,
    at_once,
    told_company,
    purpose,
    por_frames,
    quantity,
    comparing,
    so_much,
    register,
    articles,
    bare_nouns,
    before_nouns,
    false_friends,
    wording,
    collocations,
    small_frames,
    word_company,
    function_words,
    tilde,
    accents,
    determiner_noun,
    noun_adjective,
    participles,
    agreement_chains,
    determined,
    noun_company,
    some_of,
    predicate,
    described,
    described_nouns,
    capitals,
    clauses,
    marks,
    order,
    word_places,
    patterns,
    phrases,
    ser_estar,
    small_words,
    verbs,
)
