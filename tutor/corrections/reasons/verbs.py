"""Why a verb takes another form: its person, its tense, its mood, or that it should be an infinitive, a gerund, a participle."""

from __future__ import annotations

from tutor.corrections.reasons import moods
from tutor.corrections.reasons.change import Changed, Why, before, lemmas_of, used_as
from tutor.corrections.subjects import subjects
from tutor.corrections.syntax import CLITICS, PRONOUNS, finite, is_finite
from tutor.language.es.tokens import plain
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_PAST_TIMES = words("ayer anoche anteayer antier")
_LAST = words("pasado pasada pasados")
_HABITS = words("siempre normalmente generalmente usualmente mientras frecuentemente")
_PREPOSITIONS = words("a de para por sin en con al hasta sobre tras")
_ONGOING = frozenset(("estar", "seguir", "continuar", "llevar", "ir"))
_PAST = ("preterite", "imperfect")
_PLEASING = words("gustar encantar interesar fascinar doler molestar importar faltar")
_TO_WHOM = words("me te le nos os les")


def of_verb(change: Changed) -> Why | None:
    """Another form of the same verb; None where it is none."""
    written = analyse(change.old) or _without_accent(change)
    shared = {r.verb for r in written} & {r.verb for r in analyse(change.new)}
    olds = [r for r in written if r.verb in shared and r.person != "vos"]
    news = [r for r in analyse(change.new) if r.verb in shared and r.person != "vos"]
    others = used_as(change.new, "noun", "adjective", "conjunction", "adverb", "preposition", "pronoun")
    if not olds or not news or others > 2 * used_as(change.new, "verb"):
        return None
    if news[0].tense == "infinitive":
        return _infinitive(change)
    if news[0].tense in ("gerund", "participle"):
        return _non_finite(change, news[0])
    same = [(o, n) for o in olds for n in news if o.tense == n.tense and o.person != n.person and o.person]
    moods_differ = olds[0].tense.startswith("subj") != news[0].tense.startswith("subj")
    if same and not moods_differ:
        return _person(change, *_best(change, same))
    if not olds[0].person:
        return _finite(change, news)
    return _mood_or_tense(change, olds[0], next((n for n in news if n.person == olds[0].person), news[0]))


def _without_accent(change: Changed) -> list[VerbReading]:
    """Of «esta», which is no verb, those of «está»."""
    return [r for other in change.lexicon.by_plain.get(plain(change.old), ()) for r in analyse(other) if r.person]


def _best(change: Changed, pairs: list[tuple[VerbReading, VerbReading]]) -> tuple[VerbReading, VerbReading]:
    found = _subject(change)
    return next((p for p in pairs if found and p[1].person == found[1]), pairs[0])


def _subject(change: Changed) -> tuple[str, str] | None:
    """The subject's words and person, where it is certain: before its verb, or a pronoun beside it."""
    s = change.sentence
    for subject in subjects(s):
        if subject.verb == change.start:
            end = subject.phrase.end
            if (
                subject.person[1] != subject.phrase.number
                or subject.person[0] != PRONOUNS.get(s.at(subject.phrase.head), "3")[0]
            ):
                end = _joined_end(change, end)
            return change.said(subject.phrase.start, end), subject.person
    for i in before(change, 4):
        if s.at(i) in PRONOUNS:
            return change.said(i), PRONOUNS[s.at(i)]
        if is_finite(s, i) or (s.at(i) not in CLITICS and used_as(s.at(i), "adverb") < 0.5 and s.at(i) not in ("no",)):
            break
    if s.at(change.end) in PRONOUNS:
        return change.said(change.end), PRONOUNS[s.at(change.end)]
    return None


def _joined_end(change: Changed, end: int) -> int:
    """The end of «mi madre y yo», where the first phrase ends at `end`."""
    s, at = change.sentence, end
    while at < change.start and not (is_finite(s, at) or s.at(at) in CLITICS or s.at(at) in ("no", ",")):
        at += 1
    return at


def _person(change: Changed, old: VerbReading, new: VerbReading) -> Why:
    if new.verb in _PLEASING and change.sentence.at(change.start - 1) in _TO_WHOM | {""} and new.person[0] == "3":
        return Why("gustar-number")
    found = _subject(change)
    facts = (("old_who", old.person), ("new_who", new.person))
    if found and found[1] == new.person:
        return Why("subject-verb", found[0], facts)
    if found and found[1] != new.person:
        return Why("subject-verb", known=False)
    return Why("subject-verb", "", facts)


def _infinitive(change: Changed) -> Why:
    s = change.sentence
    for i in before(change, 3):
        if s.at(i) in CLITICS or s.at(i) in ("no", "y", "o"):
            continue
        if s.at(i) in _PREPOSITIONS:
            start = i
            if (
                s.at(i) in ("de", "a", "en")
                and i
                and (s.at(i - 1) in ("antes", "después", "lugar", "vez") or is_finite(s, i - 1))
            ):
                start = i - 1
            return Why("infinitive", change.said(start, i + 1))
        if s.at(i) == "que" and lemmas_of(s.at(i - 1), "verb") & {"tener", "haber"}:
            return Why("tener-que", change.said(i - 1, i + 1))
        if is_finite(s, i) or lemmas_of(s.at(i), "verb") & {"poder", "querer", "deber"}:
            return Why("infinitive-verb", change.said(i))
        break
    if change.start == 0 or not s.at(change.start - 1)[:1].isalpha():
        if any(r.tense == "gerund" for r in analyse(change.old)):
            return Why("infinitive-name")
    return Why("infinitive", known=False)


def _non_finite(change: Changed, new: VerbReading) -> Why:
    s = change.sentence
    for i in before(change, 3):
        verbs = lemmas_of(s.at(i), "verb")
        if new.tense == "gerund" and verbs & _ONGOING:
            return Why("gerund", change.said(i))
        if new.tense == "participle" and "haber" in verbs:
            return Why("perfect-participle", change.said(i))
        if s.at(i) not in CLITICS and used_as(s.at(i), "adverb") < 0.5 and s.at(i) not in ("no", "ya", "también"):
            break
    return Why("verb-form", known=False)


def _finite(change: Changed, news: list[VerbReading]) -> Why:
    found = _subject(change)
    new = next((n for n in news if found and n.person == found[1]), news[0])
    if found and new.person == found[1]:
        return Why("finite", found[0], (("new_tense", new.tense), ("new_who", new.person)))
    if new.tense == "imperative":
        return Why("finite", known=False)
    return Why("finite", "", (("new_tense", new.tense), ("new_who", new.person)))


def _mood_or_tense(change: Changed, old: VerbReading, new: VerbReading) -> Why:
    to, of = new.tense.startswith("subj"), old.tense.startswith("subj")
    if to and not of:
        if "si" in change.sentence.words[: change.start] and new.tense == "subjunctive-imperfect":
            return Why("if-clause")
        rule, asking = moods.subjunctive(change)
        return Why(rule or "subjunctive", asking, known=bool(rule))
    if of and not to:
        rule, asking = moods.indicative(change)
        return Why(
            rule or "to-indicative", asking, (("new_tense", new.tense),), known=bool(rule) or _story(change, new) != ""
        )
    if to and of:
        return Why("subjunctive-tense", facts=(("new_tense", new.tense), ("old_tense", old.tense)))
    return _tense(change, old, new)


def _tense(change: Changed, old: VerbReading, new: VerbReading) -> Why:
    facts = (("old_tense", old.tense), ("new_tense", new.tense), ("new_who", new.person))
    when = _past_time(change)
    if new.tense in _PAST and old.tense not in _PAST:
        if when and new.tense == "preterite":
            return Why("past-time", when, facts)
        told = _story(change, new)
        return Why("past-story", told, facts) if told else Why("tense", facts=facts)
    if new.tense == "imperfect" and old.tense == "preterite":
        return Why("to-imperfect", facts=facts)
    if new.tense == "preterite" and old.tense == "imperfect":
        habit = any(w in _HABITS or w == "cada" for w in change.sentence.words) or "todos los" in " ".join(
            change.sentence.words
        )
        return Why("to-preterite", when, facts, known=not habit or bool(when))
    if new.tense == "present" and old.tense in (*_PAST, "future", "conditional"):
        told = _story(change, new)
        return Why("present-story", told, facts) if told else Why("tense", facts=facts)
    if new.tense == "conditional":
        return Why("conditional", facts=facts)
    return Why("tense", facts=facts)


def in_the_past(change: Changed, said: str) -> Why:
    """A rule has found the words that say when it was."""
    old, new = analyse(change.old), analyse(change.new)
    if not old or not new or not said:
        return of_verb(change) or Why("past-tense", known=False)
    shared = {r.verb for r in old} & {r.verb for r in new}
    was = next((r for r in old if r.verb in shared), old[0])
    now = next((r for r in new if r.verb in shared and r.tense in _PAST), new[0])
    return Why("past-time", said, (("old_tense", was.tense), ("new_tense", now.tense)))


def _past_time(change: Changed) -> str:
    """The learner's words that say when something was over; "" where there are none."""
    s = change.sentence
    for i in range(len(s)):
        if s.at(i) in _PAST_TIMES:
            return change.said(i)
        if s.at(i) in _LAST and i >= 1:
            start = i - 2 if i >= 2 and s.at(i - 2) in ("el", "la", "los", "las") else i - 1
            return change.said(start, i + 1)
        if s.at(i) == "hace" and s.at(i + 2) in words("años año días día meses mes semanas semana horas"):
            return change.said(i, i + 3)
        if s.at(i) == "en" and s.at(i + 1).isdigit() and len(s.at(i + 1)) == 4:
            return change.said(i, i + 2)
    return ""


def _story(change: Changed, new: VerbReading) -> str:
    """Another verb of the sentence in the same time, which shows the time it is told in; "" where there is none."""
    s = change.sentence
    places = sorted((i for i in range(len(s)) if i != change.start), key=lambda i: abs(i - change.start))
    wanted = frozenset(_PAST) if new.tense in _PAST else frozenset((new.tense,))
    for i in places:
        read = finite(s, i)
        if read and read[0].tense in wanted and used_as(s.at(i), "verb") > 0.5:
            return change.said(i)
    return ""
