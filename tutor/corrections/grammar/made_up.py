"""Verb forms made by a rule that the verb does not follow: sabo, tenimos, hació, pensa, escribido."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import conjugated, finite, is_person_name, noun, share
from tutor.language.es.lexicon import knows
from tutor.language.es.tokens import plain
from tutor.language.es.verbs import analyse, is_verb, verb
from tutor.language.es.word_lists import WordLists
from tutor.language.es.wordlist import words

# Endings of regular verbs, with tense and person; those of one conjugation are tried on the others, «tenimos».
_ENDINGS = (
    ("o", "present", "1s"), ("as", "present", "2s"), ("es", "present", "2s"), ("a", "present", "3s"), ("e", "present", "3s"),
    ("amos", "present", "1p"), ("emos", "present", "1p"), ("imos", "present", "1p"), ("áis", "present", "2p"), ("éis", "present", "2p"), ("aís", "present", "2p"),
    ("an", "present", "3p"), ("en", "present", "3p"), ("é", "preterite", "1s"), ("í", "preterite", "1s"), ("aste", "preterite", "2s"),
    ("iste", "preterite", "2s"), ("ó", "preterite", "3s"), ("ió", "preterite", "3s"), ("io", "preterite", "3s"), ("aron", "preterite", "3p"),
    ("ieron", "preterite", "3p"), ("ido", "participle", ""), ("ado", "participle", ""), ("aba", "imperfect", "3s"), ("aban", "imperfect", "3p"),
    ("ía", "imperfect", "3s"), ("ían", "imperfect", "3p"), ("eré", "future", "1s"), ("erá", "future", "3s"), ("irá", "future", "3s"), ("iré", "future", "1s"),
    ("ería", "conditional", "3s"), ("iría", "conditional", "3s"), ("iendo", "gerund", ""), ("indo", "gerund", ""), ("eron", "preterite", "3p"),
)  # fmt: skip
_PAST = words("ayer anoche anteayer pasado pasada")
_VERBAL = 0.2  # of the infinitive's use, so that solar is none
_LEAST_ZIPF = 3.3  # of the infinitive


def made_up(s: Sentence) -> Iterator[Finding]:
    """Yo sabo → sé; ella pensa → piensa; he rompido → roto."""
    for i, token in enumerate(s.tokens):
        word = s.at(i)
        if not word.isalpha() or s.is_name(i) or is_person_name(s, i):
            continue
        if right := _of_a_rare_verb(s, i):
            yield Finding(i, i + 1, right, "made-up-form", 0.95, "")
            continue
        if len(word) < 4 or knows(word) or s.lexicon.known(token.text):
            continue
        if word[-1] in "oe" and with_accent(word) and _past(s, i):
            continue  # a lost accent rather: desperté, recomendó
        if right := _on_infinitive(s, word) or _respelt(s, word):
            yield Finding(i, i + 1, right, "made-up-form", 0.95, "")
            continue
        if right := right_form(word, s.lexicon, past=_past(s, i) or not _present(s, i)):
            right = _wished(s, i, word, right)
            told = next((r for r in analyse(right) if r.tense == "present" and r.person), None)
            if told and _PAST & set(s.words) and s.at(i - 1) != "que":
                right = conjugated(told.verb, "preterite", told.person) or right  # «anoche no dormo» → dormí
            yield Finding(i, i + 1, right, "made-up-form", 0.95, "")


# Forms of rare verbs that learners mean as those of common ones, behind the words that show it.
_RARE = {
    "salo": "salgo",
    "jue": "juega",
    "juen": "juegan",
    "juo": "juego",
    "poneo": "pongo",
    "veno": "vengo",
    "dico": "digo",
    "oo": "oigo",
    "traio": "traigo",
}


def _of_a_rare_verb(s: Sentence, i: int) -> str:
    """Salo is a form of salar, pedió of peder: salgo and pidió are meant."""
    word = s.at(i)
    if right := _RARE.get(word):
        return right if word != "salo" or s.at(i - 1) in ("yo", "me", "") or s.at(i + 1) in ("de", "con", "a") else ""
    for ending, person in (("ió", "3s"), ("ieron", "3p")):
        infinitive = word.removesuffix(ending) + "ir"
        if word.endswith(ending) and infinitive in s.lexicon.verbs:
            right = conjugated(infinitive, "preterite", person)
            if right and right != word and not any(r.verb in s.lexicon.verbs for r in analyse(word)):
                return right
    return ""


_SOUNDS = (
    ("gue", "ge"),
    ("gué", "gé"),
    ("que", "ce"),
    ("qué", "cé"),
    ("ce", "ze"),
    ("cé", "zé"),
    ("ja", "ga"),
    ("jo", "go"),
    ("cu", "qu"),
)


def _respelt(s: Sentence, word: str) -> str:
    """The letter that keeps the sound was not written: llege → llegue, busce → busque, empezé → empecé, cogo → cojo."""
    for right, wrong in _SOUNDS:
        at = word.rfind(wrong)
        if at <= 0 or len(word) - at - len(wrong) > 4:
            continue
        meant = word[:at] + right + word[at + len(wrong) :]
        past = meant[:-1] + "é"
        if meant.endswith("ue") and any(r.tense == "preterite" and r.person == "1s" for r in analyse(past)):
            return meant if {"que", "ojalá", "no", "quizá"} & set(s.words) else past  # «te busce» → busqué
        if any(r.person and s.lexicon.frequency.get(r.verb, 0.0) >= _LEAST_ZIPF for r in analyse(meant)):
            return meant
    return ""


def _wished(s: Sentence, i: int, word: str, right: str) -> str:
    """«No cerres», «que piensen» made regular: the subjunctive, where its vowel and the words before show it."""
    told = next((r for r in analyse(right) if r.tense == "present" and r.person), None)
    asked = "que" in s.words[max(0, i - 3) : i] or (s.at(i - 1) == "no" and (i == 1 or not s.at(i - 2)[:1].isalpha()))
    if told is None or not asked or told.verb[-2:] not in ("ar", "er", "ir"):
        return right
    vowel = word.rstrip("mosn")[-1:] or word[-1]
    other = "e" if told.verb.endswith("ar") else "a"
    return conjugated(told.verb, "subjunctive-present", told.person) if vowel == other else right


_FUTURES = {
    "é": ("future", "1s"), "ás": ("future", "2s"), "á": ("future", "3s"), "emos": ("future", "1p"), "éis": ("future", "2p"), "án": ("future", "3p"),
    "ía": ("conditional", "3s"), "ías": ("conditional", "2s"), "íamos": ("conditional", "1p"), "íais": ("conditional", "2p"), "ían": ("conditional", "3p"),
}  # fmt: skip


def _on_infinitive(s: Sentence, word: str) -> str:
    """An ending put behind the infinitive: «tú quereres» → quieres."""
    for ending, (tense, person) in _FUTURES.items():
        base = word.removesuffix(ending)
        if word.endswith(ending) and base.endswith(("er", "ir")) and base in s.lexicon.verbs:
            return conjugated(base, tense, person)  # decirías, teneré
    for ending, person in (("es", "2s"), ("en", "3p"), ("o", "1s")):
        base = word.removesuffix(ending)
        if word.endswith(ending) and base.endswith(("ar", "er", "ir")) and base in s.lexicon.verbs:
            return conjugated(base, "present", person)
    return ""


def with_accent(word: str) -> bool:
    """Whether the word is one when its last letter has an accent."""
    return knows(word[:-1] + {"o": "ó", "e": "é"}.get(word[-1], word[-1]))


def _past(s: Sentence, i: int) -> bool:
    """Whether it is told as over, or of somebody else than the speaker: «ella mostro», «se quedo»."""
    before = s.at(i - 1)
    if before == "yo":
        return False
    told = [r.tense for n in range(len(s)) if n != i for r in finite(s, n)]
    other = s.at(i)[-1] == "o" and (
        before in ("él", "ella", "se", "le", "usted", "esto", "eso") or noun(s, i - 1) is not None
    )
    return other or bool({"preterite", "imperfect"} & set(told)) or bool(_PAST & set(s.words))


def _present(s: Sentence, i: int) -> bool:
    return any(r.tense == "present" for n in range(len(s)) if n != i for r in finite(s, n))


def right_form(word: str, lexicon: WordLists, *, past: bool = False) -> str:
    """The form that was meant by one that the verb has not; "" where no common verb is near."""
    best, most = "", 0.0
    for ending, tense, person in _ENDINGS:
        if not word.endswith(ending):
            continue
        for infinitive, cost in _of(word[: -len(ending)], lexicon):
            # Tenimos is made like comimos: the past, unless the rest is in the present.
            form = _cell(
                infinitive, "preterite" if past and ending == "imos" and infinitive[-2:] == "er" else tense, person
            )
            score = lexicon.frequency.get(infinitive, 0.0) - cost + 0.3 * len(ending)
            if form and form != word and score > most and lexicon.frequency.get(infinitive, 0.0) >= _LEAST_ZIPF:
                best, most = form, score
    # Only an accent apart is a matter of spelling.
    return "" if plain(best) == plain(word) or (word[-1] in "éí" and knows(plain(word))) else best


def _cell(infinitive: str, tense: str, person: str) -> str:
    if tense == "participle":
        return next(iter(verb(infinitive).participles), "")
    if tense == "gerund":
        return verb(infinitive).gerund
    return conjugated(infinitive, tense, person)


def _of(stem: str, lexicon: WordLists) -> Iterator[tuple[str, float]]:
    """The verbs that a stem may belong to: its own, or one that other forms of the verb have."""
    for ending in ("ar", "er", "ir"):
        if stem + ending in lexicon.verbs and share(stem + ending, "verb") > _VERBAL:
            yield stem + ending, 0.0
    for infinitive in _stems(lexicon).get(stem, ()):
        yield infinitive, 0.4


@cache
def _stems(lexicon: WordLists) -> dict[str, tuple[str, ...]]:
    """The stems of irregular forms: pued, tuv, conoz, vay."""
    found: dict[str, tuple[str, ...]] = {}
    for infinitive in lexicon.verbs:
        if lexicon.frequency.get(infinitive, 0.0) < _LEAST_ZIPF or not is_verb(infinitive):
            continue
        own = infinitive[:-2]
        forms = {
            conjugated(infinitive, "present", "3s")[:-1],
            conjugated(infinitive, "present", "1s")[:-1],
            conjugated(infinitive, "preterite", "3p").removesuffix("ieron").removesuffix("eron").removesuffix("aron"),
            own[:-1] + "z" if own.endswith("c") else own,
        }
        for stem in forms - {own, ""}:
            if len(stem) > 2:
                found[stem] = (*found.get(stem, ()), infinitive)
    return found
