"""What is known about words: spelling, frequency, gender and number, and the forms of verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

import hunspell

from tutor.language.es import verbs as table
from tutor.language.es.inflect import plural, singular
from tutor.language.es.lexicon import lexicon
from tutor.language.es.sound import sound
from tutor.language.es.tokens import plain
from tutor.language.es.verbs import VerbReading
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


# The tenses that rules tell apart, under the names that the learned judge's features have.
_TENSES: dict[str, table.Tense] = {
    "pres": "present", "pret": "preterite", "impf": "imperfect", "fut": "future", "cond": "conditional",
    "subj": "subjunctive-present", "subjimpf": "subjunctive-imperfect",
}  # fmt: skip
_SHORT = {name: short for short, name in _TENSES.items()} | {"infinitive": "inf", "gerund": "ger", "participle": "part"}
# Rarer verbs only hide commoner words: nobody who writes «mesa» or «casas» means mesar or casar.
VERB_ZIPF = 2.6


class Forms:
    """A verb's forms by tense and person."""

    __slots__ = ("_verb",)

    def __init__(self, verb: table.Verb) -> None:
        self._verb = verb

    @property
    def gerund(self) -> str:
        """«siguiendo»."""
        return self._verb.gerund

    @property
    def participle(self) -> str:
        """That of the compound tenses: «seguido»."""
        return next(iter(self._verb.participles), "")

    def get(self, tense: str, person: str) -> str:
        """The form, or '' where there is none."""
        return self._verb.form(_TENSES[tense], person)  # type: ignore[arg-type]


class _Verbs(Mapping[str, Forms]):
    """The forms of the verbs that are not rare, by infinitive."""

    def __init__(self, infinitives: Iterable[str]) -> None:
        self._known = frozenset(infinitives)

    def __getitem__(self, verb: str) -> Forms:
        if verb not in self._known:
            raise KeyError(verb)
        return Forms(table.verb(verb))

    def __contains__(self, verb: object) -> bool:
        return verb in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


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
        common = (word for word, zipf in self.frequency.items() if zipf >= VERB_ZIPF and word[-1] == "r")
        self.verbs = _Verbs([word for word in (*common, "reír", "freír") if table.is_verb(word)])
        self.verb = lru_cache(20_000)(self._readings)
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
        if lexicon().knows(lower) or _vos_subjunctive(lower):
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

    def _readings(self, word: str) -> list[VerbReading]:
        """The readings of a word as a form of a verb that is not rare, the likeliest first; commands, and what only vos has,
        are left out."""
        return [
            VerbReading(found.verb, _SHORT[found.tense], found.person)
            for found in table.analyse(word)
            if found.verb in self.verbs and found.tense in _SHORT and found.person != "vos"
        ]

    def finite(self, word: str) -> list[VerbReading]:
        """The readings as a finite verb form."""
        return [a for a in self.verb(word) if a.person]

    def is_infinitive(self, word: str) -> bool:
        """Whether the word is an infinitive, pronouns behind it allowed."""
        bare = re.sub(r"(?:me|te|se|nos|os|lo|la|los|las|le|les)+$", "", word)
        return word in self.verbs or bare in self.verbs or plain(bare) in self.verbs

    def other_number(self, noun: str) -> str:
        """The plural of a singular noun and the other way round; '' when it is not a common word."""
        one = singular(noun)
        other = one if one != noun else plural(noun)
        return other if other != noun and other in self.frequency else ""

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


def _vos_subjunctive(word: str) -> bool:
    """«No te preocupés», «que vengás»: the form of tú, stressed on its end."""
    if not word.endswith(("és", "ás", "ís")):
        return False
    return any(r.person == "2s" and r.tense == "subjunctive-present" for r in table.analyse(plain(word)))


def _lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _lines(name)]
