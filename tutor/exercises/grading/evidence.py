"""What speaks for and against a sentence in other words than any right one, as numbers: what it leaves out, adds, changes.

`RightSentences` is what all right sentences of an exercise have between them; `evidence` compares an answer with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from difflib import SequenceMatcher

from tutor.exercises.grading.agreement import AGREEING, agrees
from tutor.exercises.grading.beside import comes_and_goes, may_stand_or_go
from tutor.exercises.grading.english import stems
from tutor.exercises.grading.matching import Found, Task, consistent, same
from tutor.exercises.grading.right_sentences import (
    RightSentences,
    keys,
    meant,
    meant_by,
    near,
    negated,
    pairs_of,
    times,
)
from tutor.exercises.grading.small_words import LIGHT, SMALL, finite, lemmas, may_go, small_words_fit
from tutor.exercises.grading.synonyms import LITTLE, apart
from tutor.exercises.grading.valency import SLOTS, joints, surroundings
from tutor.exercises.grading.words import (
    ARTICLES,
    CLITICS,
    DETERMINERS,
    LINKS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTIONS,
    ParsedSentence,
    ParsedWord,
    agree,
    word_set,
)

_KINDS = {
    "prepositions": PREPOSITIONS, "articles": ARTICLES, "possessives": POSSESSIVES, "links": LINKS, "clitics": CLITICS - ARTICLES,
}  # fmt: skip

# Verbs that say no more than those that say little.
_AS_GOOD = word_set(
    "encontrar hallar quedar resultar parecer seguir llegar volver sentir llevar andar venir existir contar pasar poder deber"
)
_SAYING_LITTLE = LIGHT | _AS_GOOD
_SMALLEST = SMALL | DETERMINERS


def evidence(pool: RightSentences, nearest: int, given: ParsedSentence) -> dict[str, float]:
    """What is to be weighed of an answer; `nearest` is the place of the right sentence that is most like it."""
    right, task = pool.rights[nearest], pool.tasks[nearest]
    ours, theirs = right.words, given.words
    asked = stems(task.english)
    content, said = [w for w in ours if w.text not in SMALL], [w for w in theirs if w.text not in SMALL]
    echoed = [v for v in pool.words.values() if v.text not in SMALL and any(near(w, v, task.english) for w in said)]
    told = meant([*theirs, *echoed])
    missing = [w for w in content if not any(near(w, v, task.english) for v in said)]
    unsaid = [w for w in missing if not (meant_by(w) & asked & told) and not may_go(w, task)]
    new = [w for w in said if not any(near(w, v, task.english) for v in pool.words.values())]
    strange = [w for w in new if not meant_by(w) & asked]
    return {
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
        "full words unsaid": sum(w.gap or not lemmas(w) & _SAYING_LITTLE for w in unsaid),
        "share left out": len(unsaid) / max(1, len(content)),
        "share missing": len(missing) / max(1, len(content)),
        "left out where nothing is known": sum(not meant_by(w) for w in unsaid),
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
        "strange and known": sum(bool(meant_by(w)) for w in strange),
        "strange full words": sum(bool(meant_by(w)) and not lemmas(w) & LIGHT for w in strange),
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


def _disagreeing(pool: RightSentences, words: Sequence[ParsedWord]) -> int:
    """Words in a gender or number that they have in no right sentence, beside nouns none of which asks for it."""
    found = 0
    for n, word in enumerate(words):
        forms = {(f[2], f[3]) for f in word.forms if f[1] in AGREEING and f[0] in pool.described}
        if word.text in pool.words or not forms:
            continue
        nouns = [
            {(g, m) for _, p, g, m in w.forms if p == "noun"}
            for w in (*words[max(0, n - 2) : n], *words[n + 1 : n + 3])
            if _is(w, "noun")
            and w.text not in SMALL
            and not {f[0] for f in w.forms if f[1] in AGREEING} & pool.described
        ]
        found += bool(nouns) and not any(agree(a, b) for a in forms for one in nouns for b in one)
    return found


def _small(ours: Sequence[ParsedWord], theirs: Sequence[ParsedWord]) -> dict[str, float]:
    """How many small words of a kind are others."""
    mine, yours = Counter(w.text for w in ours), Counter(w.text for w in theirs)
    more, less = yours - mine, mine - yours
    found: dict[str, float] = {}
    for name, kind in _KINDS.items():
        found[f"{name} more"] = sum(n for text, n in more.items() if text in kind)
        found[f"{name} less"] = sum(n for text, n in less.items() if text in kind)
    content = sum(n for text, n in (more + less).items() if text not in _SMALLEST)
    found["small words only"] = float(content == 0)
    return found


_RUNS = (
    "runs", "small runs", "small words put", "small words taken", "runs at the gap", "small runs at the gap", "largest run",
    "runs of one word's forms", "content runs", "content put", "content taken", "other small words", "stray small words", "other forms", "other things",
)  # fmt: skip


def _runs(right: ParsedSentence, given: ParsedSentence, task: Task, heard: Set[str]) -> dict[str, float]:
    """Where the two part: in small words alone, in forms of one word, at what was asked for."""
    ours, theirs = right.words, given.words
    match = SequenceMatcher(None, [w.text for w in ours], [w.text for w in theirs], autojunk=False)
    codes = match.get_opcodes()
    found, flips, moved = dict.fromkeys(_RUNS, 0.0), Found(), _moved(codes, ours, theirs)
    for kind, a, b, c, d in codes:
        if kind == "equal":
            for n in range(a, b):
                same(ours[n], theirs[c + n - a], n, task, flips)
            continue
        old, new = ours[a:b], theirs[c:d]
        gap = any(w.gap for w in old)
        found["runs"] += 1
        found["largest run"] = max(found["largest run"], float(max(len(old), len(new))))
        found["runs at the gap"] += gap
        if all(w.text in SMALL or w.text in QUESTIONS for w in (*old, *new)):
            found["small runs"] += 1
            found["small words put"] += not old
            found["small words taken"] += not new
            found["small runs at the gap"] += gap
            found["other small words"] += bool(old and new) and not small_words_fit(old, new, task)
            found["stray small words"] += not (old and new) and _stray(ours, theirs, (a, b, c, d), moved, task)
        else:
            found["content runs"] += 1
            found["content put"] += not old
            found["content taken"] += not new
            told, said = ([lemmas(w) for w in run if w.text not in SMALL] for run in (old, new))
            found["runs of one word's forms"] += len(told) == len(said) == 1 and bool(told[0] & said[0])
            found["other forms"] += _other_forms(old, new, a, task, flips, heard)
            found["other things"] += len(old) == len(new) and sum(
                _another_thing(one, other, task) for one, other in zip(old, new, strict=True)
            )
    found["genders"] = float(not agrees(right, flips, task))
    found["mixed address"] = float(not consistent(flips))
    return found


def _stray(
    ours: tuple[ParsedWord, ...],
    theirs: tuple[ParsedWord, ...],
    run: tuple[int, int, int, int],
    moved: set[str],
    task: Task,
) -> bool:
    """Whether small words are taken or put that neither come and go nor are others in another place."""
    a, b, c, d = run
    if comes_and_goes(tuple(range(a, b)), tuple(range(c, d)), ours, theirs, task.english):
        return False
    words, others, places = (ours, theirs, range(a, b)) if b > a else (theirs, ours, range(c, d))
    return any(
        words[n].text not in moved and not (may_stand_or_go(words, n) or _of_another_verb(words, n, others))
        for n in places
    )


def _other_forms(
    old: Sequence[ParsedWord], new: Sequence[ParsedWord], start: int, task: Task, flips: Found, heard: Set[str]
) -> int:
    """How often a word stands for another form of itself that it may not be, nor is it one of a right sentence in that mood."""
    found = 0
    for n, one in enumerate(old, start):
        for other in new:
            if lemmas(one) & lemmas(other) and not {one.text, other.text} & SMALL:
                fits = same(one, other, n, task, flips)
                found += not fits and not (other.text in heard and _subjunctive(one) == _subjunctive(other))
    return found


def _subjunctive(word: ParsedWord) -> bool:
    return any("subjunctive" in tense for _, tense, _ in word.verbs)


def _of_another_verb(words: Sequence[ParsedWord], n: int, others: Sequence[ParsedWord]) -> bool:
    """Whether a pronoun stands at a verb that the other sentence does not have."""
    host = n - 1 if words[n].attached else n + 1
    if words[n].text not in CLITICS or not 0 <= host < len(words) or not words[host].verbs:
        return False
    return not any(lemmas(words[host]) & lemmas(w) for w in others)


def _moved(
    codes: Sequence[tuple[str, int, int, int, int]], ours: Sequence[ParsedWord], theirs: Sequence[ParsedWord]
) -> set[str]:
    """Words that are taken in one place and put in another."""
    changed = [code for code in codes if code[0] != "equal"]
    taken = {w.text for _, a, b, _, _ in changed for w in ours[a:b]}
    return taken & {w.text for _, _, _, c, d in changed for w in theirs[c:d]}


_DEGREES = word_set("muy más menos tan poco demasiado bastante mucho")


def _another_thing(one: ParsedWord, other: ParsedWord, task: Task) -> bool:
    """Whether a word that is known stands for what the English says by another."""
    if one.text in SMALL or other.text in SMALL or near(one, other, task.english):
        return False
    asked = stems(task.english)
    if {one.text, other.text} <= _DEGREES:
        return True
    if lemmas(one) & LIGHT and finite(other):
        return not lemmas(other) & _SAYING_LITTLE and not meant_by(other) & (asked - LITTLE)
    ours, theirs = meant_by(one), meant_by(other)
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
    pairs = set(pairs_of(given.words))
    shown = any(texts[n : n + len(gap)] == list(gap) for gap in pool.gaps for n in range(len(texts)))
    related = any(w.text not in SMALL and lemmas(w) & pool.of_gap for w in given.words)
    small_gap = any(w.gap for w in right.words) and all(w.text in SMALL for w in right.words if w.gap)
    return {
        "point shown": float(shown),
        "point shown in its place": len(pool.beside_gap & pairs),
        "point's word": float(related),
        "point's word otherwise": float(related and not shown),
        "point of small words": float(small_gap),
        "point of small words not shown": float(small_gap and not shown),
        "slips": len(pool.slips & pairs),
        "rivals": len(pool.rivals & set(texts)),
        "known right sentences": len(pool.rights),
    }


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
        "negation": float(negated(given) not in pool.negated),
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
