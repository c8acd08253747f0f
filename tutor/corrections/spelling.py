"""Words that are not Spanish, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from tutor.corrections.grammar.made_up import right_form
from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.lexicon import lexicon as lexicon_
from tutor.language.es.sound import sound
from tutor.language.es.tokens import plain
from tutor.language.es.word_lists import WordLists

_KEYS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# What English, Portuguese, French and Italian leave behind in Spanish words.
_INTERFERENCE = (
    (r"tion$", "cion"), (r"tions$", "ciones"), (r"ssion$", "sion"), (r"ph", "f"), (r"th", "t"), (r"ty$", "dad"),
    (r"ct", "cc"), (r"cc(?![ei])", "c"), (r"([bdfgmpstz])\1", r"\1"), (r"nn", "n"), (r"ll", "l"), (r"^s(?=[cptm])", "es"),
    (r"k", "c"), (r"k(?=[ei])", "qu"), (r"imm", "inm"), (r"mm", "nm"), (r"ç", "c"), (r"ous$", "oso"), (r"qua", "cua"), (r"que", "cue"),
    (r"z(?=[ei])", "c"), (r"s(?=[ei])", "c"), (r"c(?=[ei])", "s"), (r"c(?=[ei])", "qu"), (r"g(?=[ei])", "gu"), (r"g(?=[ei])", "j"), (r"j(?=[ei])", "g"),
    (r"^h", ""), (r"^(?=[aeiou])", "h"), (r"b", "v"), (r"v", "b"), (r"y", "i"), (r"ie", "e"), (r"e", "ie"), (r"o", "ue"), (r"ue", "o"),
    (r"ant$", "ante"), (r"ent$", "ente"), (r"ic$", "ico"), (r"al$", "al"), (r"ly$", "mente"), (r"x", "j"),
)  # fmt: skip
_SPANISH_LETTERS = re.compile("[a-záéíóúüñ]+")
# Hardly a slip of a Spanish word.
_FOREIGN = re.compile("sh|k|w|th|ck")
_PATTERNS = [(re.compile(pattern), new) for pattern, new in _INTERFERENCE]

# A word that sounds like the written one is meant if it is so frequent, and so much more frequent than the next.
SOUND_ZIPF, SOUND_MARGIN = 3.8, 1.0
SOUND_SURE = 0.95

MIN_MARGIN = 0.8
MIN_ZIPF = 2.6


_ACUTE = str.maketrans("àèìòù", "áéíóú")
# Written together by mistake.
_SEPARATE = {
    "aveces": "a veces", "osea": "o sea", "enserio": "en serio", "porfavor": "por favor", "almenos": "al menos", "derepente": "de repente",
    "amenudo": "a menudo", "sinembargo": "sin embargo", "asique": "así que", "alomejor": "a lo mejor", "encambio": "en cambio",
    "porsupuesto": "por supuesto", "deacuerdo": "de acuerdo", "porlomenos": "por lo menos", "conmigomismo": "conmigo mismo", "apesar": "a pesar",
}  # fmt: skip


def misspelt(sentence: Sentence) -> Iterator[Finding]:
    """Unknown words with a sure correction."""
    lexicon = sentence.lexicon
    for i, token in enumerate(sentence.tokens):
        word = token.text
        if word.lower() in _SEPARATE:
            yield Finding(i, i + 1, _SEPARATE[word.lower()], "two-words", 0.93)
            continue
        if not token.is_word or len(word) < 3 or "-" in word or "'" in word or "’" in word or word.isupper():
            continue
        lower = word.lower()
        if (acute := lower.translate(_ACUTE)) != lower and lexicon.known(acute):
            yield Finding(i, i + 1, acute, "accent-missing", 0.93)
            continue
        if (
            lexicon.known(word)
            or _is_name(lower)
            or not _SPANISH_LETTERS.fullmatch(lower)
            or (len(word) < 4 and lower != plain(lower))
        ):
            continue
        # At the beginning, too, where another capital follows: «Martin Smith».
        is_name = sentence.is_name(i) or (i == 0 and word[0].isupper() and sentence.is_name(1))
        if accented := with_accents(lower, lexicon):
            place = any(
                a.features.tag[4:5] == "G" for a in lexicon_().written(accented.capitalize()) if a.part == "name"
            )
            if not is_name or (place and not sentence.is_name(i + 1)):
                yield Finding(i, i + 1, accented, "accent-missing", 0.93)
            continue
        if is_name or any(c.isupper() for c in word[1:]):
            continue
        if lower in lexicon.foreign:
            if i > 0 and (spanish := cognate(lower, lexicon)):
                yield Finding(i, i + 1, spanish, "misspelt", 0.8)
            continue
        if word[0].isupper() and (i > 0 or len(word) < 7):
            continue  # perhaps a name
        if right_form(lower, lexicon):
            continue  # a verb form that grammar mends
        if _near_foreign(sentence, i) or len(lower) < 4 or len(lower) > 25:
            continue
        if heard := sounding_like(lower, lexicon):
            yield Finding(i, i + 1, heard, "misspelt", SOUND_SURE)
        elif best := _suggest(lower, lexicon):
            yield Finding(i, i + 1, best[0], "misspelt", best[1])


def sounding_like(word: str, lexicon: WordLists) -> str:
    """The one frequent word that sounds like a misspelt one, else ''; most speakers say ll and y alike."""
    if len(word) < 6 and _FOREIGN.search(word):
        return ""
    for heard in dict.fromkeys((word, word.replace("ll", "y"), word.replace("y", "ll"))):
        found = lexicon.by_sound.get(sound(heard), ())
        if found and lexicon.frequency[found[0]] >= SOUND_ZIPF:
            alone = len(found) == 1 or lexicon.frequency[found[0]] - lexicon.frequency[found[1]] >= SOUND_MARGIN
            return found[0] if alone else ""
    return ""


def cognate(word: str, lexicon: WordLists) -> str:
    """The Spanish word that a foreign one is a misspelling of: «importante» for "important"; else ''."""
    if len(word) <= 6 or not (best := _suggest(word, lexicon)):
        return ""
    alike = best[0][:4] == plain(word)[:4] and lexicon.frequency[best[0]] >= 4
    return best[0] if alike else ""


# With an accent in the wrong place these are meant, not the words without one.
_STRESSED_LAST = frozenset(("papá", "mamá", "está", "están", "también", "quizás", "sofá", "bebé", "café"))


def with_accents(word: str, lexicon: WordLists) -> str:
    """The word that differs only in accents, if there is one."""
    bare = plain(word)
    if found := [w for w in lexicon.by_plain.get(bare, ()) if _same_tilde(w, word)]:
        moved = next((w for w in found if plain(w) != w), "") if plain(word) != word else ""
        return moved if moved in _STRESSED_LAST else found[0]
    for at, letter in enumerate(bare):
        if accent := {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú", "n": "ñ"}.get(letter):
            candidate = bare[:at] + accent + bare[at + 1 :]
            if candidate != word and _same_tilde(candidate, word) and lexicon.spells(candidate):
                return candidate
    return bare if bare != word and "ñ" not in word and lexicon.spells(bare) else ""


def _same_tilde(candidate: str, word: str) -> bool:
    """A learner who wrote ñ meant it; one who wrote n may have no such key."""
    return (
        all(new == "ñ" for old, new in zip(word, candidate, strict=True) if old == "ñ")
        if len(word) == len(candidate)
        else True
    )


def _is_name(lower: str) -> bool:
    """Whether the word is a name when it has its capital: los Balcanes."""
    return bool(lexicon_().written(lower.capitalize()))


def _near_foreign(sentence: Sentence, i: int) -> bool:
    """Whether an unknown neighbour makes this a foreign phrase."""
    for n in (i - 1, i + 1):
        near = sentence.at(n)
        if near[:1].isalpha() and len(near) > 2 and near in sentence.lexicon.foreign:
            return True
    return False


def suggestions(word: str, lexicon: WordLists) -> list[tuple[str, float]]:
    """The words that may be meant, the likeliest first, scored in orders of magnitude of frequency."""
    scores: dict[str, float] = {}
    bare = plain(word)

    def offer(candidate: str, cost: float) -> None:
        for found in lexicon.by_plain.get(candidate, ())[:2]:
            zipf = lexicon.frequency[found]
            if zipf >= MIN_ZIPF:
                score = zipf - cost - (0.4 if found != candidate else 0)
                scores[found] = max(score, scores.get(found, -9.0))

    for pattern, new in _PATTERNS:
        for match in pattern.finditer(bare):
            once = bare[: match.start()] + match.expand(new) + bare[match.end() :]
            offer(once, 0.5)
            if len(once) >= 7:
                for other, newer in _PATTERNS[:12]:
                    if other.search(once):
                        offer(other.sub(newer, once, count=1), 1.6)
    for candidate, cost in _one_off(bare, lexicon.by_plain):
        offer(candidate, cost)
    return sorted(scores.items(), key=lambda s: -s[1])


def _suggest(word: str, lexicon: WordLists) -> tuple[str, float] | None:
    """The likeliest word meant and how sure that is."""
    ranked = suggestions(word, lexicon)
    if not ranked:
        return None
    (best, top), second = ranked[0], ranked[1][1] if len(ranked) > 1 else -9.0
    sure = top - second + 0.25 * (len(word) - 5)
    if top < 1.6 or sure < MIN_MARGIN or (best[0] != word[0] and len(word) < 6 and best[0] not in "h"):
        return None
    return best, min(0.9, 0.72 + 0.04 * sure)


def _one_off(word: str, known: Container[str]) -> Iterator[tuple[str, float]]:
    """Known words one slip away, with the slip's cost in orders of magnitude of frequency."""
    for at, letter in enumerate(word):
        before, rest = word[:at], word[at + 1 :]
        first = 1.0 if at == 0 else 0.0
        if before + rest in known:
            yield before + rest, (0.4 if at and letter == word[at - 1] else 1.4) + first
        if at and (swapped := word[: at - 1] + letter + word[at - 1] + rest) in known:
            yield swapped, 0.8
        for other in _LETTERS:
            if (replaced := before + other + rest) in known:
                yield replaced, (0.9 if _alike(other, letter) else 1.7) + first
            if (inserted := before + other + letter + rest) in known:
                yield inserted, 1.1 if at else 2.0
    for other in _LETTERS:
        if word + other in known:
            yield word + other, 1.1


def _alike(a: str, b: str) -> bool:
    """Whether two letters are neighbours on the keyboard, or both vowels."""
    if a in "aeiou" and b in "aeiou":
        return True
    for row in _KEYS:
        if a in row and b in row:
            return abs(row.index(a) - row.index(b)) == 1
    return False
