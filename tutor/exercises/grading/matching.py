"""Whether two words say the same in an exercise, and what that depends on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from tutor.exercises.grading.openness import Openness
from tutor.exercises.grading.synonyms import alike, as_small
from tutor.exercises.grading.words import SUBJECTS, ParsedWord, Verb, word_set
from tutor.language.es.lexicon import lexicon
from tutor.language.es.tokens import plain

Note = Literal[
    "accent", "typo", "other words", "region", "gender", "address", "aspect", "practised", "register", "overseas"
]
# What a form of address makes of the words of another.
_SECOND = {
    "2s": {"vos": "vos", "3s": "usted", "2s": "tú"},
    "vos": {"2s": "tú", "3s": "usted", "vos": "vos"},
    "2p": {"3p": "ustedes", "2p": "vosotros"},
}
_ADDRESS_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "te": {"usted": ("le", "lo", "la", "se")},
    "tu": {"usted": ("su",)}, "tus": {"usted": ("sus",)},
    "ti": {"usted": ("usted",), "vos": ("vos",)},
    "tú": {"usted": ("usted",), "vos": ("vos",)},
    "tuyo": {"usted": ("suyo",)}, "tuya": {"usted": ("suya",)}, "tuyos": {"usted": ("suyos",)}, "tuyas": {"usted": ("suyas",)},
    "os": {"ustedes": ("les", "los", "las", "se")},
    "vosotros": {"ustedes": ("ustedes",)}, "vosotras": {"ustedes": ("ustedes",)},
    "vuestro": {"ustedes": ("su",)}, "vuestra": {"ustedes": ("su",)}, "vuestros": {"ustedes": ("sus",)}, "vuestras": {"ustedes": ("sus",)},
}  # fmt: skip
_PERSONAL = {"te": "tú", "tu": "tú", "tus": "tú", "ti": "tú", "tú": "tú", "tuyo": "tú", "tuya": "tú", "os": "vosotros",
             "vosotros": "vosotros", "vuestro": "vosotros", "vuestra": "vosotros"}  # fmt: skip
# Of these the other gender is another person in English.
_GENDERED = word_set(
    "hermano hijo niño chico tío abuelo sobrino nieto señor novio marido esposo suegro cuñado rey príncipe hombre mujer padre madre "
    "camarero actor gato perro caballero dama duque"
)
# What is, and is not done: of these the present is no future.
_STATES = word_set(
    "ser estar haber tener saber conocer poder deber comprender entender creer pensar gustar parecer costar valer necesitar "
    "preferir vivir llamar"
)
# Points whose gap is the past tense itself: the perfect is their mistake.
PAST_POINTS = frozenset(
    [
        "preterite-regular",
        "preterite-irregular",
        "preterite-imperfect-basic",
        "past-narration",
        "desde-hace",
        "preterite-stem-changing",
        "perfect-or-preterite",
    ]
)
# Points whose gap is a tense of the future or the present itself.
TENSE_POINTS = word_set("future ir-a-infinitive future-perfect future-probability si-real subjunctive-time")
# Points that are about how somebody is addressed.
ADDRESS_POINTS = word_set(
    "commands-tu commands-usted commands-negative vosotros-ustedes voseo tu-usted register subject-pronouns"
)
# Points whose gap is the very word.
WORD_POINTS = word_set(
    "word-formation diminutives apocope idioms verbs-of-change comparatives superlative proverbs collocations paronyms latinisms "
    "formal-connectors evaluative-suffixes ironic-exclamations insubordination"
)
# One adjective before and after its noun.
_SHORT = frozenset(
    frozenset(pair.split())
    for pair in (
        "buen bueno",
        "mal malo",
        "gran grande",
        "primer primero",
        "tercer tercero",
        "algún alguno",
        "ningún ninguno",
    )
)
_ANOTHER = re.compile(r"\b(?:but|and|while|whereas) (?:he|she|they)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:tomorrow|tonight|later|next)\b", re.IGNORECASE)
_LEAST_FOR_TYPO = 4
_ENDING = re.compile(r"[aeo]s?$")


@dataclass(frozen=True, slots=True)
class Task:
    """What the comparison has to know of an exercise."""

    english: str
    open: Openness
    point: str
    definite_past: bool
    """Whether the right sentence says when: ayer, en 1990, hace dos meses."""
    free: bool = False
    """Whether whole sentences are asked for, in the learner's words: what fills the gap may be said otherwise."""
    rivals: frozenset[str] = frozenset()
    """The dictionary forms of the foreseen mistakes."""


@dataclass(slots=True)
class Found:
    """What the words compared so far depend on."""

    notes: set[Note] = field(default_factory=set)
    address: set[str] = field(default_factory=set)
    genders: dict[int, tuple[str, str]] = field(default_factory=dict)
    """By place in the right sentence: (gender there, gender given) of people and of what agrees with them."""

    def copy(self) -> Found:
        return Found(set(self.notes), set(self.address), dict(self.genders))


def same(right: ParsedWord, given: ParsedWord, at: int, task: Task, found: Found) -> bool:
    """Whether the word at `at` of the right sentence may be this one; what that takes is put into `found`."""
    if right.text == given.text:
        if (form := _PERSONAL.get(right.text)) and task.open.addressee:
            found.address.add(form)
        elif right.verbs and (persons := {p for _, _, p in right.verbs}) and persons <= {"2s", "2p"}:
            found.address.add("tú" if "2s" in persons else "vosotros")
        # Numbers in words agree with what is counted; where they are the point, that is looked at.
        return not right.gap or not right.said or right.said == given.said or given.said.isdecimal()
    if given.text == "1":
        return right.text in ("un", "una", "uno") and not right.gap
    if right.text.startswith("#") or given.text.startswith("#"):
        return False
    if _addressed(right, given, task, found):
        return True
    if right.verbs and given.verbs and _verbs(right, given, task, found):
        return True
    if _nominal(right, given, at, task, found):
        return True
    if as_small(right.text, given.text):
        found.notes.add("other words")
        return True
    if (right.text == "el" and given.text == "la") or (right.text == "la" and given.text == "el"):
        return _flip(at, right.text, given.text, found)
    return _misspelt(right, given, found)


def _addressed(right: ParsedWord, given: ParsedWord, task: Task, found: Found) -> bool:
    for form, words in _ADDRESS_WORDS.get(right.text, {}).items():
        if given.text in words and (note := _address(form, task)):
            found.address.add(form)
            found.notes.add(note)
            return True
    return False


def _address(form: str, task: Task) -> Note | None:
    """How a form of address that is not the one shown fits; None where it does not."""
    if form in task.open.addressee:
        return "address"
    if form in task.open.overseas and task.point not in ADDRESS_POINTS:
        return "overseas"
    return "register" if form in task.open.stiffly and task.point not in ADDRESS_POINTS else None


def _verbs(right: ParsedWord, given: ParsedWord, task: Task, found: Found) -> bool:
    polite = task.open.addressee and not task.open.addressee & {"tú", "vos"}
    for one in sorted(right.verbs):
        if polite and one[2] == "2s" and len({person for _, _, person in right.verbs}) > 1:
            continue  # levanta is of usted here, not the command to tú
        for other in sorted(given.verbs):
            notes: set[Note] = set()
            same_verb = one[0] == other[0]
            if not same_verb and not (_another_verb_fits(right, other, task) and alike(one[0], other[0], task.english)):
                continue
            if not same_verb:
                notes.add("practised" if right.own else "other words")
            if not _tenses(one, other, right, task, notes):
                continue
            address = _persons(one[2], other[2], task)
            if address is None:
                continue
            if address:
                found.address.add(address)
                if one[2] != other[2]:
                    notes.add(_address(address, task) or "address")
            found.notes |= notes
            return True
    return False


def _another_verb_fits(right: ParsedWord, other: Verb, task: Task) -> bool:
    """Whether another verb may stand here: in the gap only where its form is asked for, and it is none of the mistakes."""
    return not right.own or (task.free and task.point not in WORD_POINTS and other[0] not in task.rivals)


def _persons(right: str, given: str, task: Task) -> str | None:
    """The form of address, "" where none is meant; None when it is another person."""
    if right == given:
        return {"2s": "tú", "vos": "vos", "2p": "vosotros"}.get(right, "")
    form = _SECOND.get(right, {}).get(given)
    if form and _address(form, task):
        return form
    if right == "3s" and given in ("2s", "vos") and "usted" in task.open.addressee and "tú" in task.open.addressee:
        return "tú" if given == "2s" else "vos"
    if right == "3p" and given == "2p" and "vosotros" in task.open.addressee:
        return "vosotros"
    return None


def _tenses(one: Verb, other: Verb, right: ParsedWord, task: Task, notes: set[Note]) -> bool:
    verb, wanted, _ = one
    given = other[1]
    if wanted == given:
        return True
    if _aspect(wanted, given, right, task):
        notes.add("aspect")
        return True
    if wanted == "present-perfect" and given == "preterite":
        notes.add("region")
        return True
    if wanted == "preterite" and given == "present-perfect":
        notes.add("region")
        return not task.definite_past and task.point not in PAST_POINTS
    if wanted == "conditional-perfect" and given == "subjunctive-pluperfect":
        return True
    if wanted == "conditional" and given in ("subjunctive-imperfect", "imperfect"):
        return verb in ("querer", "deber")
    if {wanted, given} == {"subjunctive-perfect", "subjunctive-present"}:
        return not right.own and not task.definite_past  # cuando se haya enfriado, cuando se enfríe
    if verb == "deber" and {wanted, given} <= {"present", "conditional"}:
        return "should" in task.english or "ought" in task.english
    return False


def _aspect(wanted: str, given: str, right: ParsedWord, task: Task) -> bool:
    """The progressive where English has it, the future with ir, solía for used to."""
    if given == f"progressive {wanted}":
        if wanted == "present" and _LATER.search(task.english) and {v for v, _, _ in right.verbs} & {"ir", "venir"}:
            return False  # mañana ¿vienes?, not ¿estás viniendo?
        lasting = task.open.lasting and wanted == "preterite" and not {v for v, _, _ in right.verbs} & _STATES
        return task.open.progressive or lasting or wanted in ("pluperfect", "present-perfect")
    if wanted == f"progressive {given}":
        return not right.gap or task.point != "estar-gerund"
    if (wanted, given) in (("future", "going present"), ("conditional", "going imperfect")):
        return True
    if (wanted, given) == ("subjunctive-present", "going subjunctive-present"):
        return task.open.future
    if (wanted, given) in (
        ("going present", "future"),
        ("going imperfect", "conditional"),
        ("going subjunctive-present", "subjunctive-present"),
    ):
        return not right.gap or task.free
    if (wanted, given) == ("imperfect", "usual imperfect"):
        return task.open.used_to
    if {wanted, given} <= {"present", "going present", "future"}:
        # She is coming, will come: viene, va a venir, vendrá.
        fits = (not right.own or (task.free and task.point not in TENSE_POINTS)) and task.open.future
        return fits and (wanted != "present" or not {verb for verb, _, _ in right.verbs} & _STATES)
    if (wanted, given) == ("conditional", "imperfect"):
        return task.point == "reported-speech-past" and " would" in task.english
    return (wanted, given) == ("progressive imperfect", "imperfect")


_NOMINAL = frozenset(["noun", "adjective", "determiner", "pronoun"])
_REPLACED = _NOMINAL | {"adverb"}


def _nominal(right: ParsedWord, given: ParsedWord, at: int, task: Task, found: Found) -> bool:
    """The same noun or adjective in the other gender, or another one that says the same."""
    gendered = any(
        lemma in _GENDERED and part == "noun" and not (lemma == "niño" and " child" in task.english)
        for lemma, part, _, _ in right.forms
    )
    if gendered and {f[0] for f in right.forms} & {f[0] for f in given.forms}:
        return False  # the other gender is another person in English
    nouns = {f[0] for f in right.forms if f[1] == "noun"}
    for lemma, part, gender, number in sorted(right.forms):
        for other, part_given, gender_given, number_given in sorted(given.forms):
            if part != part_given or (number != number_given and "n" not in (number, number_given)):
                continue
            common = "c" in (gender, gender_given)
            if lemma == other:
                if frozenset((right.text, given.text)) in _SHORT:
                    return not right.own
                if gender == gender_given or (part != "noun" and common) or "n" in (gender, gender_given):
                    continue  # the same, spelt otherwise, or this for este
                if part == "noun" and (right.gap or not task.open.gender):
                    continue
                # Entradas are tickets, whatever entrados are.
                if part in ("determiner", "pronoun") or not nouns or lemma in nouns:
                    return _flip(at, gender, gender_given, found)
            elif _other_word_fits(right, part, gender == gender_given or common, task) and alike(
                lemma, other, task.english
            ):
                if gender != gender_given and part in _NOMINAL and not (common and part != "noun"):
                    _flip(at, gender, gender_given, found)
                found.notes.add("other words")
                return True
    return False


def _other_word_fits(right: ParsedWord, part: str, same_gender: bool, task: Task) -> bool:
    """Whether another word may stand here: in the gap only another noun or adjective in the form that is asked for."""
    if part not in _REPLACED:
        return False
    return not right.gap or (part in ("noun", "adjective") and same_gender and task.point not in WORD_POINTS)


def _flip(at: int, gender: str, given: str, found: Found) -> bool:
    found.genders[at] = (gender, given)
    found.notes.add("gender")
    return True


def _misspelt(right: ParsedWord, given: ParsedWord, found: Found) -> bool:
    """An accent too few, or one letter that makes no other word."""
    as_long = len(right.text) == len(given.text)  # before what costs more
    if as_long and plain(right.text) == plain(given.text) and " " not in right.text:
        if given.text != plain(given.text) and lexicon().knows(given.text):
            return False  # an accent too many makes another word
        found.notes.add("accent")
        return not (right.gap and _another_form(right, given))
    if (
        right.gap
        or " " in right.text
        or " " in given.text
        or len(right.text) < _LEAST_FOR_TYPO
        or lexicon().knows(given.text)
    ):
        return False
    if not slipped(right.text, given.text):
        return False
    found.notes.add("typo")
    return True


def slipped(right: str, given: str) -> bool:
    """Whether a word is another but for a slip of the finger; another vowel in the ending is none: fiesto, problemo."""
    return one_letter(right, given) and _ENDING.sub("", right) != _ENDING.sub("", given)


def _another_form(right: ParsedWord, given: ParsedWord) -> bool:
    """Whether a form without its accent is another form of the same verb: hable, for hablé."""
    return bool({v for v, _, _ in right.verbs} & {v for v, _, _ in given.verbs})


def one_letter(one: str, other: str) -> bool:
    """Whether two words differ in one letter more, less or other, or in two that changed places."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = begin_alike(one, other)
    rest, others = one[at:], other[at:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[:2] == others[1::-1] and len(rest) > 1 and rest[2:] == others[2:])
    )


def begin_alike(one: str, other: str) -> int:
    """How many letters two words have in common at their beginnings."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def consistent(found: Found) -> bool:
    """Whether one form of address is kept throughout."""
    singular = found.address & {"tú", "vos", "usted"}
    plural = found.address & {"vosotros", "ustedes"}
    return not ("usted" in singular and len(singular) > 1) and len(plural) <= 1


def subjects_agree(right: tuple[str, ...], given: tuple[str, ...], task: Task) -> bool:
    """Whether the pronouns that were said fit: of one person, and of the gender that English says."""
    theirs = [s for s in right if s in ("él", "ella", "ellos", "ellas")]
    said = [s for s in given if s in ("él", "ella", "ellos", "ellas")]
    if theirs and not given and _ANOTHER.search(task.english):
        return False  # Carlos vive aquí, pero ella vive lejos
    if (
        theirs
        and said
        and theirs != said
        and not (task.open.gender and all(s in ("ellos", "ellas") for s in said + theirs))
    ):
        return False
    persons = frozenset().union(*(SUBJECTS[s] for s in right)) if right else frozenset()
    return not right or all(
        SUBJECTS[s] & persons or s in ("tú", "vos", "usted", "vosotros", "vosotras", "ustedes") for s in given
    )
