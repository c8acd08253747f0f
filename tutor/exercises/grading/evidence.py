"""What speaks for and against a sentence in other words than any right one, as numbers: what it leaves out, adds, changes.

`RightSentences` is what all right sentences of an exercise have between them; `evidence` compares an answer with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from difflib import SequenceMatcher

from tutor.exercises.grading.agreement import agrees
from tutor.exercises.grading.beside import comes_and_goes, may_stand_or_go
from tutor.exercises.grading.english import stems
from tutor.exercises.grading.matching import Found, Task, consistent, same
from tutor.exercises.grading.right_sentences import RightSentences, keys, meant, meant_by, near, pairs_of, times
from tutor.exercises.grading.small_words import LIGHT, SMALL, finite, lemmas, may_go, small_words_fit
from tutor.exercises.grading.synonyms import LITTLE, apart
from tutor.exercises.grading.valency import SLOTS, joints, surroundings
from tutor.exercises.grading.words import (
    CLITICS,
    DETERMINERS,
    LINKS,
    NEGATIVE,
    PREPOSITIONS,
    QUESTIONS,
    ParsedSentence,
    ParsedWord,
    word_set,
)

_ARTICLES = frozenset(["el", "la", "los", "las", "un", "una", "unos", "unas", "lo"])
_POSSESSIVES = word_set("mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra vuestros vuestras")


def evidence(pool: RightSentences, nearest: int, given: ParsedSentence) -> dict[str, float]:
    """What is to be weighed of an answer; `nearest` is the place of the right sentence that is most like it."""
    right, task = pool.rights[nearest], pool.tasks[nearest]
    ours, theirs = right.words, given.words
    asked = stems(task.english)
    content, said = [w for w in ours if w.text not in SMALL], [w for w in theirs if w.text not in SMALL]
    echoed = [v for v in pool.words.values() if v.text not in SMALL and any(near(w, v, task.english) for w in said)]
    told = meant([*theirs, *echoed])
    missing = [w for w in content if not any(near(w, v, task.english) for v in said)]
    unsaid = [w for w in missing if not (meant_by(w.text, lemmas(w)) & asked & told) and not may_go(w, task)]
    new = [w for w in said if not any(near(w, v, task.english) for v in pool.words.values())]
    strange = [w for w in new if not meant_by(w.text, lemmas(w)) & asked]
    found = {
        **_coverage(pool, told, missing, unsaid, content),
        **_added(pool, said, new, strange),
        **_forms(pool, said),
        "agreement": _disagreeing(pool, theirs),
        **_small(ours, theirs),
        **_runs(right, given, task, pool.words.keys()),
        **_around(pool, given),
        **_point(pool, right, given),
        **_whole(pool, right, given, said),
    }
    return found


def _coverage(
    pool: RightSentences,
    told: frozenset[str],
    missing: list[ParsedWord],
    unsaid: list[ParsedWord],
    content: list[ParsedWord],
) -> dict[str, float]:
    left = pool.english - told
    return {
        "english left out": len(left),
        "share of the english left out": len(left) / max(1, len(pool.english)),
        "words left out": len(missing),
        "words left out and unsaid": len(unsaid),
        "share left out": len(unsaid) / max(1, len(content)),
        "share missing": len(missing) / max(1, len(content)),
        "left out where nothing is known": sum(not meant_by(w.text, lemmas(w)) for w in unsaid),
    }


def _added(
    pool: RightSentences, said: list[ParsedWord], new: list[ParsedWord], strange: list[ParsedWord]
) -> dict[str, float]:
    unheard = [w for w in said if not lemmas(w) & pool.by_lemma.keys()]
    return {
        "new words": len(new),
        "strange nouns": sum(_is(w, "noun") and not finite(w) for w in strange),
        "strange verbs": sum(bool(w.verbs) and not lemmas(w) & LIGHT for w in strange),
        "light verbs": sum(bool(w.verbs) and bool(lemmas(w) & LIGHT) for w in new),
        "strange others": sum(not w.verbs and not _is(w, "noun") for w in strange),
        "strange and known": sum(bool(meant_by(w.text, lemmas(w))) for w in strange),
        "strange names": sum(w.capital or w.text.startswith("#") for w in strange),
        "apart": sum(any(apart(a, b) for a in lemmas(w) for b in pool.by_lemma) for w in unheard),
    }


def _is(word: ParsedWord, part: str) -> bool:
    return any(p == part for _, p, _, _ in word.forms)


def _forms(pool: RightSentences, said: list[ParsedWord]) -> dict[str, float]:
    """Words of the right sentences in forms that these do not have."""
    verbs = nouns = others = 0
    another = 0
    for word in said:
        if word.text in pool.words:
            continue
        alikes = [pair for lemma in lemmas(word) for pair in pool.by_lemma.get(lemma, ())]
        if not alikes or any(same(one, word, 0, task, Found()) for one, task in alikes):
            continue
        if word.verbs and any(p for _, _, p in word.verbs):
            mine = {(t, p) for _, t, p in word.verbs}
            theirs = {(t, p) for one, _ in alikes for _, t, p in one.verbs}
            bare = not any(p for _, p in theirs)
            verbs += not bare
            another += bare or not mine & theirs
        elif _is(word, "noun"):
            nouns += 1
        else:
            others += 1
    when = [times(w) for w in said if finite(w)]
    return {
        "verbs in other forms": verbs,
        "nouns in other forms": nouns,
        "others in other forms": others,
        "verbs finite or not": another,
        "other times": sum(bool(time) and not time & pool.times for time in when),
        "other persons": sum(finite(w) and not {p for _, _, p in w.verbs} & pool.persons for w in said),
    }


_AGREEING = frozenset(["adjective", "determiner", "pronoun"])


def _disagreeing(pool: RightSentences, words: Sequence[ParsedWord]) -> int:
    """Words in a gender or number that they have in no right sentence, beside nouns none of which asks for it."""
    described = {f[0] for one in pool.words.values() for f in one.forms if f[1] in _AGREEING}
    found = 0
    for n, word in enumerate(words):
        forms = {(f[2], f[3]) for f in word.forms if f[1] in _AGREEING and f[0] in described}
        if word.text in pool.words or not forms:
            continue
        nouns = [
            {(g, m) for _, p, g, m in w.forms if p == "noun"}
            for w in (*words[max(0, n - 2) : n], *words[n + 1 : n + 3])
            if _is(w, "noun") and w.text not in SMALL and not {f[0] for f in w.forms if f[1] in _AGREEING} & described
        ]
        found += bool(nouns) and not any(_fits(a, b) for a in forms for one in nouns for b in one)
    return found


def _fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(a == b or a in "cn" or b in "cn" for a, b in zip(one, other, strict=True))


def _small(ours: Sequence[ParsedWord], theirs: Sequence[ParsedWord]) -> dict[str, float]:
    """How many small words of a kind are others."""
    mine, yours = Counter(w.text for w in ours), Counter(w.text for w in theirs)
    more, less = yours - mine, mine - yours
    kinds = {
        "prepositions": PREPOSITIONS, "articles": _ARTICLES, "possessives": _POSSESSIVES, "links": LINKS,
        "clitics": CLITICS - _ARTICLES,
    }  # fmt: skip
    found: dict[str, float] = {}
    for name, kind in kinds.items():
        found[f"{name} more"] = sum(n for text, n in more.items() if text in kind)
        found[f"{name} less"] = sum(n for text, n in less.items() if text in kind)
    content = sum(n for text, n in (more + less).items() if text not in SMALL | DETERMINERS)
    found["small words only"] = float(content == 0)
    return found


def _runs(right: ParsedSentence, given: ParsedSentence, task: Task, heard: Set[str]) -> dict[str, float]:
    """Where the two part: in small words alone, in forms of one word, at what was asked for."""
    ours, theirs = right.words, given.words
    match = SequenceMatcher(None, [w.text for w in ours], [w.text for w in theirs], autojunk=False)
    found = dict.fromkeys(
        ("runs", "small runs", "small words put", "small words taken", "runs at the gap", "small runs at the gap", "largest run",
         "runs of one word's forms", "content runs", "content put", "content taken", "other small words", "stray small words", "other forms", "other things"), 0.0,
    )  # fmt: skip
    flips = Found()
    asked = stems(task.english)
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            for n in range(a, b):
                same(ours[n], theirs[c + n - a], n, task, flips)
            continue
        old, new = ours[a:b], theirs[c:d]
        small = all(w.text in SMALL or w.text in QUESTIONS for w in (*old, *new))
        gap = any(w.gap for w in old)
        found["runs"] += 1
        found["largest run"] = max(found["largest run"], float(max(len(old), len(new))))
        found["runs at the gap"] += gap
        if small:
            found["small runs"] += 1
            found["small words put"] += not old
            found["small words taken"] += not new
            found["small runs at the gap"] += gap
            if not (old and new):
                places = [(ours, n) for n in range(a, b)] + [(theirs, n) for n in range(c, d)]
                moved = _moved(match, ours, theirs)
                beside = comes_and_goes(tuple(range(a, b)), tuple(range(c, d)), ours, theirs, task.english)
                found["stray small words"] += not beside and any(
                    not (may_stand_or_go(row, n) or _of_another_verb(row, n, theirs if row is ours else ours))
                    and row[n].text not in moved
                    for row, n in places
                )
            found["other small words"] += bool(old and new) and not small_words_fit(old, new, task)
        else:
            found["content runs"] += 1
            found["content put"] += not old
            found["content taken"] += not new
            told, said = ([lemmas(w) for w in run if w.text not in SMALL] for run in (old, new))
            found["runs of one word's forms"] += len(told) == len(said) == 1 and bool(told[0] & said[0])
            for n, one in enumerate(old, a):
                for other in new:
                    if lemmas(one) & lemmas(other) and not {one.text, other.text} & SMALL:
                        found["other forms"] += not same(one, other, n, task, flips) and not (
                            other.text in heard and _subjunctive(one) == _subjunctive(other)
                        )
            if len(old) == len(new):
                found["other things"] += sum(
                    _another_thing(x, y, asked, task.english) for x, y in zip(old, new, strict=True)
                )
    found["genders"] = float(not agrees(right, flips, task))
    found["mixed address"] = float(not consistent(flips))
    return found


def _subjunctive(word: ParsedWord) -> bool:
    return any(tense.startswith("subjunctive") for _, tense, _ in word.verbs)


def _of_another_verb(words: Sequence[ParsedWord], n: int, others: Sequence[ParsedWord]) -> bool:
    """Whether a pronoun stands at a verb that the other sentence does not have."""
    host = n - 1 if words[n].attached else n + 1
    if words[n].text not in CLITICS or not 0 <= host < len(words) or not words[host].verbs:
        return False
    return not any(lemmas(words[host]) & lemmas(w) for w in others)


def _moved(match: SequenceMatcher[str], ours: Sequence[ParsedWord], theirs: Sequence[ParsedWord]) -> set[str]:
    """Words that are taken in one place and put in another."""
    codes = [code for code in match.get_opcodes() if code[0] != "equal"]
    return {w.text for _, a, b, _, _ in codes for w in ours[a:b]} & {
        w.text for _, _, _, c, d in codes for w in theirs[c:d]
    }


_DEGREES = word_set("muy más menos tan poco demasiado bastante mucho")
# Verbs that say no more than those that say little.
_AS_GOOD = word_set(
    "encontrar hallar quedar resultar parecer seguir llegar volver sentir llevar andar venir existir contar pasar poder deber"
)


def _another_thing(one: ParsedWord, other: ParsedWord, asked: frozenset[str], english: str) -> bool:
    """Whether a word that is known stands for what the English says by another."""
    if one.text in SMALL or other.text in SMALL or near(one, other, english):
        return False
    if {one.text, other.text} <= _DEGREES:
        return True
    if lemmas(one) & LIGHT and finite(other):
        return not lemmas(other) & (LIGHT | _AS_GOOD) and not meant_by(other.text, lemmas(other)) & (asked - LITTLE)
    ours, theirs = meant_by(one.text, lemmas(one)), meant_by(other.text, lemmas(other))
    return bool(ours & asked) and bool(theirs) and not theirs & (asked - LITTLE)


def _around(pool: RightSentences, given: ParsedSentence) -> dict[str, float]:
    """How many words that the right sentences have stand in other surroundings."""
    others = dict.fromkeys(SLOTS, 0)
    bare = 0
    for word, slots in surroundings(given.words):
        known = [pool.around[lemma] for lemma in keys(word) if lemma in pool.around]
        bare += _is(word, "noun") and slots[:2] == ("", "") and bool(known) and not any("" in sets[1] for sets in known)
        for name, value, sets in zip(SLOTS, slots, zip(*known, strict=True), strict=False):
            others[name] += not any(value in one for one in sets)
    apart_ones = [
        pair for pair in set(pairs_of(given.words)) - pool.pairs if all(t in pool.words or t in "<>" for t in pair)
    ]
    joined = 0
    for one, between, other in joints(given.words):
        seen = [pool.joints[a, b] for a in keys(one) for b in keys(other) if (a, b) in pool.joints]
        joined += bool(seen) and not any(between in some for some in seen)
    return {
        "joined otherwise": joined,
        "without its preposition": bare,
        **{f"other {name}": n for name, n in others.items()},
        "words newly beside each other": len(apart_ones),
        "small words newly beside each other": sum(any(t in SMALL for t in pair) for pair in apart_ones),
    }


def _point(pool: RightSentences, right: ParsedSentence, given: ParsedSentence) -> dict[str, float]:
    texts = [w.text for w in given.words]
    gaps = {tuple(w.text for w in one.words if w.gap) for one in pool.rights} - {()}
    shown = any(texts[n : n + len(gap)] == list(gap) for gap in gaps for n in range(len(texts)))
    of_gap = {lemma for one in pool.rights for w in one.words if w.gap for lemma in lemmas(w)}
    words = [w for w in given.words if w.text not in SMALL and lemmas(w) & of_gap]
    small_gap = any(w.gap for w in right.words) and all(w.text in SMALL for w in right.words if w.gap)
    beside = {pair for one in pool.rights for pair in _beside_gap(one.words)}
    return {
        "point shown": float(shown),
        "point shown in its place": len(beside & set(pairs_of(given.words))),
        "point's word": float(bool(words)),
        "point's word otherwise": float(bool(words) and not shown),
        "point of small words": float(small_gap),
        "point of small words not shown": float(small_gap and not shown),
        "slips": len(pool.slips & set(pairs_of(given.words))),
        "rivals": len(pool.rivals & set(texts)),
        "known right sentences": len(pool.rights),
    }


def _beside_gap(words: Sequence[ParsedWord]) -> Iterable[tuple[str, ...]]:
    """What fills the gap, with the word before and behind it."""
    marked = [False, *(w.gap for w in words), False]
    return (
        pair for n, pair in enumerate(pairs_of(words)) if marked[n] != marked[n + 1] or (marked[n] and marked[n + 1])
    )


def _negated(sentence: ParsedSentence) -> bool:
    return any(w.text == "no" or w.text in NEGATIVE for w in sentence.words)


def _whole(
    pool: RightSentences, right: ParsedSentence, given: ParsedSentence, said: list[ParsedWord]
) -> dict[str, float]:
    ours, theirs = [w.text for w in right.words], [w.text for w in given.words]
    nearest_right = max(_likeness([w.text for w in one.words], theirs) for one in pool.rights)
    nearest_wrong = max((_likeness([w.text for w in one.words], theirs) for one in pool.wrong), default=0.0)
    shared = [text for text in theirs if ours.count(text) == theirs.count(text) == 1]
    order = [ours.index(text) for text in shared]
    turned = sum(a > b for n, a in enumerate(order) for b in order[n + 1 :])
    verbs = sum(map(finite, right.words)), sum(map(finite, given.words))
    return {
        "negation": float(_negated(given) not in {_negated(one) for one in pool.rights}),
        "only turned": float(any(sorted(w.text for w in one.words) == sorted(theirs) for one in pool.rights)),
        "numbers left out": sum(text.startswith("#") and text not in theirs for text in ours),
        "likeness": nearest_right,
        "nearer to a mistake": nearest_wrong - nearest_right,
        "turned": turned / max(1, len(order) * (len(order) - 1) / 2),
        "longer": max(0, len(theirs) - len(ours)),
        "shorter": max(0, len(ours) - len(theirs)),
        "length": len(ours),
        "verbs more": max(0, verbs[1] - verbs[0]),
        "verbs less": max(0, verbs[0] - verbs[1]),
        "content": len(said),
        "breaks": abs(sum(w.breaks for w in right.words) - sum(w.breaks for w in given.words)),
    }


def _likeness(one: list[str], other: list[str]) -> float:
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / max(1, len(one) + len(other))
