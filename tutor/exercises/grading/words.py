"""The words of a sentence that is read for comparison, and the small words that structure it."""

from __future__ import annotations

from typing import NamedTuple

Verb = tuple[str, str, str]  # lemma, tense, person


def word_set(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


SUBJECTS: dict[str, frozenset[str]] = {
    "yo": frozenset(["1s"]), "tú": frozenset(["2s"]), "vos": frozenset(["vos", "2s"]), "él": frozenset(["3s"]),
    "ella": frozenset(["3s"]), "usted": frozenset(["3s"]), "nosotros": frozenset(["1p"]), "nosotras": frozenset(["1p"]),
    "vosotros": frozenset(["2p"]), "vosotras": frozenset(["2p"]), "ellos": frozenset(["3p"]), "ellas": frozenset(["3p"]),
    "ustedes": frozenset(["3p"]),
}  # fmt: skip
CLITICS = word_set("me te se lo la los las le les nos os")
PREPOSITIONS = word_set("a ante bajo con contra de desde durante en entre hacia hasta para por según sin sobre tras")
LINKS = word_set(
    "que si cuando aunque porque como mientras donde adonde quien quienes cuyo cuya cuyos cuyas y e o u pero sino "
    "ni cuanto"
)
QUESTIONS = word_set("qué quién quiénes cuál cuáles cómo dónde adónde cuándo cuánto cuánta cuántos cuántas")
DEFINITE = word_set("el la los las")
INDEFINITE = word_set("un una unos unas")
ARTICLES = DEFINITE | INDEFINITE | {"lo"}
POSSESSIVES = word_set("mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra vuestros vuestras")
DETERMINERS = (
    ARTICLES
    | POSSESSIVES
    | word_set(
        "este esta estos estas ese esa esos esas aquel aquella aquellos aquellas cada todo toda todos todas mucho mucha muchos "
        "muchas poco poca pocos pocas otro otra otros otras algún alguna algunos algunas ningún ninguna tanto tanta tantos tantas"
    )
)
COORDINATORS = word_set("y e o u pero sino ni")
# What a noun may stand behind; what stands before another word, or joins two.
OPENING = DETERMINERS | PREPOSITIONS
JOINING = PREPOSITIONS | LINKS
STRUCTURAL = CLITICS | JOINING
NEGATIVE = word_set("nunca jamás nadie nada tampoco ningún ninguno ninguna")


class ParsedWord(NamedTuple):
    """A word. `verbs` are what it can be as a verb form, `forms` as anything else: (lemma, part, gender, number)."""

    text: str
    verbs: frozenset[Verb] = frozenset()
    forms: frozenset[tuple[str, str, str, str]] = frozenset()
    gap: bool = False
    breaks: bool = False  # a comma or the like stands before it
    said: str = ""  # of numbers, as they were written
    attached: bool = False  # a pronoun that was written at the end of its verb
    capital: bool = False  # that is not the sentence's: a name
    auxiliary: bool = False  # of a compound tense: only its auxiliary stands in the gap

    @property
    def own(self) -> bool:
        """Whether the word itself is what is asked for, and not only its tense."""
        return self.gap and not self.auxiliary


class ParsedSentence(NamedTuple):
    """A sentence read. `subjects` are the pronouns that were left out, with the verb they stood at."""

    words: tuple[ParsedWord, ...]
    subjects: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


# The pronoun for a noun, by its gender and number.
ITS = {("m", "s"): "lo", ("f", "s"): "la", ("m", "p"): "los", ("f", "p"): "las"}
# The pronoun that is its own subject, by person.
REFLEXIVE = {"1s": "me", "2s": "te", "vos": "te", "3s": "se", "1p": "nos", "2p": "os", "3p": "se"}


def is_finite(word: ParsedWord) -> bool:
    """Whether a word may be a verb in a person, and is none of the small words that look like one."""
    return any(person for _, _, person in word.verbs) and word.text not in STRUCTURAL


def agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether (gender, number) of two words fit: "c" and "n" are either, "" is not told."""
    return all(a == b or "c" in (a, b) or "n" in (a, b) or "" in (a, b) for a, b in zip(one, other, strict=True))


def put(right: ParsedSentence, start: int, end: int, *words: ParsedWord) -> ParsedSentence:
    """The sentence with other words from one place to another; a break before them stays."""
    first = (words[0]._replace(breaks=right.words[start].breaks), *words[1:]) if words else ()
    return right._replace(words=(*right.words[:start], *first, *right.words[end:]))
