"""What is known about words: spelling, frequency, gender and number, and the forms of verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import hunspell

from tutor.language.es.conjugate import PERSONS, TENSES
from tutor.language.es.sound import sound
from tutor.language.es.tokens import plain
from tutor.language.es.wordlist import words

DATA = Path(str(files("tutor.language.es") / "data"))

# Rarer words are not looked for by sound.
SELDOM_ZIPF = 2.8
_VOSEO = re.compile(r"(?:[áéí]s|[áéí])$")
_VOSEO_CLITIC = re.compile(r"^(.+?[aei])(?:(?:me|te|nos)(?:lo|la|los|las)?|lo|la|los|las|le|les)$")
_DIMINUTIVE = re.compile(r"(?:c?it|c?ill|ísim)([oa])s?$")
_ADJECTIVE_END = re.compile(r"[oa]s?$")
# Written in English and in Spanish, or in neither dictionary: nobody's mistake.
_LOANWORDS = words(
    "nomás okay wifi jeans email emails selfie selfies online blog blogs app apps smartphone marketing ranking short shorts "
    "jazz rock rap hobby hobbies sándwich sandwich sushi ramen kimchi tofu taco tacos burrito burritos anime manga "
    "pibe pibes laburo birome heladera guagua chévere chido chamarra tianguis güey cachái polola pulpería cipotes ñaño "
    "canchita guay majo mola curro wepa asere vaina chingón padrísimo celu compu finde porfa veci mae pana parce "
    "k-pop rugby surf skate snowboard tiktok instagram youtube netflix google vos"
)
# The dictionary takes these for Spanish: «i», «is», «to», «yes».
_ENGLISH = words("i is to yes")


class Analysis(NamedTuple):
    """One reading of a verb form. `person` is such as "3s", or "" in infinitive, gerund and participle."""

    verb: str
    tense: str
    person: str


@dataclass(frozen=True, slots=True)
class Forms:
    """A verb's forms by tense and person."""

    gerund: str
    participle: str
    finite: tuple[str, ...]

    def get(self, tense: str, person: str) -> str:
        """The form, or '' where there is none."""
        return self.finite[TENSES.index(tense) * 6 + PERSONS.index(person)]


class WordLists:
    """The dictionary and the lists of `data/`. Reading is thread-safe."""

    def __init__(self) -> None:
        self._hunspell = hunspell.Hunspell("es", hunspell_data_dir=str(DATA))
        self.frequency = {w: int(z) / 100 for w, z in _rows("frequency.tsv")}
        self.gender_number = {w: (tag[0], tag[1]) for w, tag in _rows("nouns.tsv")}
        self.adjectives = frozenset(_lines("adjectives.txt"))
        self.tags = {w: tag for w, tag in _rows("tags.tsv")}
        self.foreign = frozenset(_lines("foreign.txt")) | _LOANWORDS
        self.english = frozenset(_lines("english.txt")) | _ENGLISH
        self.verbs: dict[str, Forms] = {}
        self._analyses: dict[str, list[Analysis]] = {}
        for verb, gerund, participle, *finite in _rows("verbs.tsv"):
            self.verbs[verb] = Forms(gerund, participle, tuple(finite))
            self._analyses.setdefault(verb, []).append(Analysis(verb, "inf", ""))
            self._analyses.setdefault(gerund, []).append(Analysis(verb, "ger", ""))
            self._analyses.setdefault(participle, []).append(Analysis(verb, "part", ""))
            for n, form in enumerate(finite):
                if form:
                    self._analyses.setdefault(form, []).append(Analysis(verb, TENSES[n // 6], PERSONS[n % 6]))
        self.spells = lru_cache(20_000)(self._spells)

    @cached_property
    def by_plain(self) -> dict[str, list[str]]:
        """Words by their spelling without accents, the most frequent first."""
        return self._by(plain, self.frequency)

    @cached_property
    def by_sound(self) -> dict[str, list[str]]:
        """Words that are not rare by how they sound, the most frequent first."""
        return self._by(sound, (word for word, zipf in self.frequency.items() if zipf >= SELDOM_ZIPF))

    def _by(self, key: Callable[[str], str], words_: Iterable[str]) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for word in sorted(words_, key=self.frequency.__getitem__, reverse=True):
            index.setdefault(key(word), []).append(word)
        return index

    def _spells(self, word: str) -> bool:
        return bool(self._hunspell.spell(word))

    def known(self, word: str) -> bool:
        """Whether a word is right as it stands: in the dictionary, voseo, a diminutive, or a common loan."""
        lower = word.lower()
        if self.spells(word) or self.spells(lower) or lower in _LOANWORDS:
            return True
        if _VOSEO.search(lower):
            bare = plain(lower).removesuffix("s") + "r"
            if bare in self.verbs:
                return True
        if (match := _VOSEO_CLITIC.match(lower)) and match.group(1) + "r" in self.verbs:
            return True  # fijate, decime, contalo
        if match := _DIMINUTIVE.search(lower):
            stem = lower[: match.start()]
            if stem.endswith("qu"):
                stem = stem[:-2] + "c"
            return any(self.spells(stem + end) for end in (match.group(1), "", "e", "o", "a"))
        return False

    def is_adjective(self, word: str) -> bool:
        """Whether a form is one of a common adjective."""
        return self.adjective_stem(word) is not None

    def adjective_stem(self, word: str) -> tuple[str, str] | None:
        """(masculine singular, ending) of a form of a common adjective."""
        for end, base in (
            ("os", "o"),
            ("as", "o"),
            ("o", "o"),
            ("a", "o"),
            ("es", "e"),
            ("s", ""),
            ("es", ""),
            ("", ""),
        ):
            if word.endswith(end):
                lemma = word[: len(word) - len(end)] + base
                if lemma in self.adjectives:
                    return lemma, end
        return None

    def agree(self, adjective: str, gender: str, number: str) -> str:
        """The form of an adjective for this gender ("m", "f") and number ("s", "p"); the word itself if unknown."""
        found = self.adjective_stem(adjective)
        if not found:
            return adjective
        lemma = found[0]
        if lemma.endswith("o"):
            return lemma[:-1] + ("o" if gender == "m" else "a") + ("s" if number == "p" else "")
        if number == "s":
            return lemma
        if lemma.endswith("z"):
            return lemma[:-1] + "ces"
        plural = lemma + ("s" if lemma[-1] in "aeiou" else "es")
        return plural if self.spells(plural) else adjective

    def verb(self, word: str) -> list[Analysis]:
        """The readings of a word as a verb form."""
        return self._analyses.get(word, [])

    def finite(self, word: str) -> list[Analysis]:
        """The readings as a finite verb form."""
        return [a for a in self.verb(word) if a.person]

    def is_infinitive(self, word: str) -> bool:
        """Whether the word is an infinitive, pronouns behind it allowed."""
        bare = re.sub(r"(?:me|te|se|nos|os|lo|la|los|las|le|les)+$", "", word)
        return word in self.verbs or bare in self.verbs or plain(bare) in self.verbs

    def other_number(self, noun: str) -> str:
        """The plural of a singular noun and the other way round; '' when it is not a common word."""
        forms = _other_numbers(noun)
        return max((f for f in forms if f in self.frequency), key=self.frequency.__getitem__, default="")

    def like_adjective(self, word: str) -> list[str]:
        """Forms of the other gender and number of a word that ends like an adjective, if they are common words."""
        match = _ADJECTIVE_END.search(word)
        if not match:
            return []
        stem = word[: match.start()]
        return [f for e in ("o", "a", "os", "as") if (f := stem + e) != word and self.frequency.get(f, 0) > 2.5]

    def noun(self, word: str) -> tuple[str, str] | None:
        """(gender, number) of a common noun."""
        return self.gender_number.get(word)


def _lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _lines(name)]


def _other_numbers(noun: str) -> Iterator[str]:
    if noun.endswith("iones"):
        yield noun[:-4] + "ón"
    if noun.endswith("ces"):
        yield noun[:-3] + "z"
    if noun.endswith("es"):
        yield noun[:-2]
    if noun.endswith("s"):
        yield noun[:-1]
    elif noun.endswith("z"):
        yield noun[:-1] + "ces"
    elif noun.endswith("ión"):
        yield noun[:-2] + "ones"
    else:
        yield noun + ("s" if noun[-1] in "aeoáéó" else "es")
