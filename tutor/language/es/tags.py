"""Word classes in context-free form: what a word mostly is, as the features of the learned model see it."""

from __future__ import annotations

from tutor.language.es.word_lists import WordLists

# Words this frequent are their own class; the orders of magnitude are those of wordfreq's Zipf scale.
OWN_CLASS_ZIPF = 6.25
_REMEMBERED = 50_000


class Tagger:
    """A word's class, from `data/tags.tsv`, else from the lexicon, else its ending.

    "Nfs" is a feminine singular noun, "Amp" a masculine plural adjective, "Vpret3s" a verb form, "P" a name; frequent
    words stand for themselves, unknown ones are "X" and their last two letters.
    """

    def __init__(self, lexicon: WordLists) -> None:
        self._lexicon = lexicon
        self._tags: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        if (tag := self._tags.get(word)) is None:
            tag = self._tag(word)
            if len(self._tags) < _REMEMBERED:
                self._tags[word] = tag
        return tag

    def _tag(self, word: str) -> str:
        lexicon = self._lexicon
        if not word[:1].isalpha():
            return "0" if word[:1].isdigit() else word[:1]
        if lexicon.frequency.get(word, 0) > OWN_CLASS_ZIPF:
            return word
        if known := lexicon.tags.get(word):
            return known
        if noun := lexicon.noun(word):
            return "N" + noun[0] + noun[1]
        if adjective := lexicon.adjective_stem(word):
            return "A" + ("f" if word.rstrip("s").endswith("a") else "m") + ("p" if adjective[1].endswith("s") else "s")
        if readings := lexicon.verb(word):
            return "V" + readings[0].tense + readings[0].person
        return "X" + word[-2:]
