"""The words of Spanish: what a form can be, and the forms of a word. From `data/lexicon.npz`, see `data/SOURCES.md`.

860,000 readings of 736,000 forms in 137,000 paradigms, in two tries and a few arrays: 2 MB in the repository.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie
import numpy as np

from tutor.language.es import clitics
from tutor.language.es.analysis import Analysis
from tutor.language.es.eagles import Features, Gender, Number, Part, features

DATA = Path(__file__).parent / "data" / "lexicon.npz"
# The longest form has 26 letters, with pronouns 34: longer strings are no words, and are not looked up.
LONGEST_FORM = 48
CACHED_FORMS = 10_000
# Also, and more often, a verb with a pronoun than the noun or verb they are without.
_WITH_PRONOUN = frozenset(["verme", "verse", "vete", "dele", "salte", "date", "buscarla", "buscarlas"])


class Form(NamedTuple):
    """A form of a lemma, and what it is."""

    text: str
    features: Features


class Lexicon:
    """The lexicon. Reading is thread-safe; loading takes some 60 ms and 17 MB."""

    def __init__(self, file: Path = DATA) -> None:
        with np.load(file) as stored:
            self._forms = marisa_trie.Trie().frombytes(stored["forms"].tobytes())
            self._lemmas = marisa_trie.Trie().frombytes(stored["lemmas"].tobytes())
            # Memory views give Python numbers at once, arrays make an object of numpy's first.
            self._readings = memoryview(stored["readings"])
            self._frequency = memoryview(stored["frequency"])
            self._inflection = memoryview(stored["inflection"])
            tables = json.loads(stored["tables"].tobytes())
        tags = [features(tag) for tag in tables["tags"]]
        self._kinds = [
            tuple((cut, add, tags[tag], 2 ** (-halvings / 2)) for cut, add, tag, halvings in kind)
            for kind in tables["readings"]
        ]
        self._paradigms = [tuple((cut, add, tags[tag]) for cut, add, tag in p) for p in tables["paradigms"]]
        self._get = self._forms.get
        self.cached = lru_cache(CACHED_FORMS)(self._analyses)

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """Everything a form can be, the likeliest first; none for what is no word of the lexicon.

        A capital may be the sentence's: «Para» is para as well. Verb forms with pronouns at their end are taken apart.
        """
        return self.cached(form) if len(form) <= LONGEST_FORM else ()

    def written(self, form: str) -> tuple[Analysis, ...]:
        """The readings of a form exactly as it is written, no pronouns taken off, no capitals lowered."""
        number = self._number(form)
        if number is None:
            return ()
        return tuple(
            [
                Analysis(form[: len(form) - cut] + add, told, share)
                for cut, add, told, share in self._kinds[self._readings[number]]
            ]
        )

    def _number(self, form: str) -> int | None:
        if "\0" in form:  # the trie would look up what stands before it
            return None
        try:
            found: int | None = self._get(form)
        except UnicodeEncodeError:  # half of a surrogate pair
            return None
        return found

    def _analyses(self, form: str) -> tuple[Analysis, ...]:
        found = self.written(form)
        low = form.lower()
        if low != form:
            lowered = self.written(low) or self._taken_apart(low)
            # Rosa is a flower at the beginning of a sentence more often than a name; Madrid is no common noun.
            first = self.frequency_class(low) >= self.frequency_class(form)
            found = lowered + found if first else found + lowered
        if not found or low in _WITH_PRONOUN:
            found = self._taken_apart(low) + found
        if not found and not form.isascii():
            composed = unicodedata.normalize("NFC", low)
            found = self._analyses(composed) if composed != low else ()
        return found

    def _taken_apart(self, form: str) -> tuple[Analysis, ...]:
        hosts = clitics.hosts(form, self.written)
        # As few pronouns as will do, then the likeliest verb form.
        return tuple(
            Analysis(a.lemma, a.features, a.share, pronouns)
            for pronouns, a in sorted(hosts, key=lambda host: (len(host[0]), -host[1].share))
        )

    def lemmas(self, form: str) -> tuple[str, ...]:
        """The dictionary forms of a form, the likeliest first, each once."""
        return tuple(dict.fromkeys(a.lemma for a in self.analyses(form)))

    def knows(self, form: str) -> bool:
        """Whether the form is one of the lexicon, in this case or lower case, or a verb form with pronouns."""
        return self._number(form) is not None or bool(self.analyses(form))

    def frequency_class(self, form: str) -> int:
        """How frequent a form is as written, 0 (rare, or unknown) to 22 (de); steps are about a third of a decade."""
        number = self._number(form)
        return 0 if number is None else self._frequency[number]

    def forms(self, lemma: str, part: Part, gender: Gender = "", number: Number = "") -> tuple[Form, ...]:
        """The forms of a lemma, of one gender or number if asked; common ones (artista, lunes) count as either."""
        found = self.paradigm(lemma, _LETTERS.get(part, "?"))
        return tuple(
            form
            for form in found
            if form.features.part == part
            and (not gender or form.features.gender in (gender, "c"))
            and (not number or form.features.number in (number, "n"))
        )

    def paradigm(self, lemma: str, letter: str) -> tuple[Form, ...]:
        """All forms of a lemma whose tags begin with this letter, those of a tag together, the one to teach first."""
        try:
            number = self._lemmas.get(lemma + letter)
        except UnicodeEncodeError:
            number = None
        if number is None:
            return ()
        paradigm = self._paradigms[self._inflection[number]]
        return tuple([Form(lemma[: len(lemma) - cut] + add, told) for cut, add, told in paradigm])

    def has(self, lemma: str, part: Part) -> bool:
        """Whether the lexicon has this dictionary form."""
        return any(True for _ in self.forms(lemma, part))

    def all_lemmas(self, part: Part) -> tuple[str, ...]:
        """All dictionary forms of a part of speech; names count as nouns. Not fast: for tests and scripts."""
        letter = _LETTERS[part]
        return tuple(sorted(key[:-1] for key in self._lemmas.keys() if key.endswith(letter)))  # noqa: SIM118


_LETTERS: dict[Part, str] = {
    "noun": "N", "name": "N", "adjective": "A", "verb": "V", "adverb": "R", "pronoun": "P", "determiner": "D",
    "preposition": "S", "conjunction": "C", "interjection": "I",
}  # fmt: skip


@cache
def lexicon() -> Lexicon:
    """The lexicon that is shipped, read once."""
    return Lexicon()


def analyses(form: str) -> tuple[Analysis, ...]:
    """Everything a form can be, the likeliest first: see `Lexicon.analyses`."""
    return lexicon().analyses(form)


def lemmas(form: str) -> tuple[str, ...]:
    """The dictionary forms of a form, the likeliest first."""
    return lexicon().lemmas(form)


def knows(form: str) -> bool:
    """Whether a form is in the lexicon."""
    return lexicon().knows(form)


def forms(lemma: str, part: Part, gender: Gender = "", number: Number = "") -> tuple[Form, ...]:
    """The forms of a lemma: see `Lexicon.forms`."""
    return lexicon().forms(lemma, part, gender, number)
