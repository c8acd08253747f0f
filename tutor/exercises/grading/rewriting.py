"""One order for what may stand in several: pronouns before the verb, negation, spans of time, subjects left out."""

from __future__ import annotations

from tutor.exercises.grading.words import CLITICS, LINKS, NEGATIVE, PREPOSITIONS, SUBJECTS, ParsedWord, word_set

# Verbs before an infinitive or gerund whose pronouns may stand before them.
_CHAIN = word_set(
    "querer poder deber ir venir volver empezar comenzar acabar dejar tener haber estar seguir continuar llevar andar soler saber "
    "necesitar intentar pensar preferir desear lograr conseguir tratar"
)
# What stands between such a verb and the infinitive.
_BETWEEN = {
    "a": word_set("ir volver empezar comenzar venir"),
    "de": word_set("acabar dejar haber tratar deber"),
    "que": word_set("tener haber"),
}
_UNITS = word_set("año años mes meses semana semanas día días hora horas minuto minutos rato tiempo siglo siglos")


def durations(words: list[ParsedWord]) -> list[ParsedWord]:
    """hace un año que vivo aquí, llevo un año viviendo aquí, vivo aquí desde hace un año: as vivo aquí hace un año."""
    end = next((n for n, w in enumerate(words) if w.text in _UNITS), -1)
    if end < 1:
        return words
    start = end - 1
    texts = [w.text for w in words]
    time = words[start : end + 1]
    if start and texts[start - 1] == "hace":
        begin = start - 2 if start > 1 and texts[start - 2] == "desde" else start - 1
        since = words[start - 1]._replace(gap=any(w.gap for w in words[begin:start]))
        rest = words[end + 1 :]
        if begin == 0 and rest and rest[0].text == "que":
            return [*rest[1:], since, *time]
        return [*words[:begin], since, *time, *rest]
    carrying = next(
        (n for n, w in enumerate(words[:start]) if any(v[:2] == ("llevar", "present") for v in w.verbs)), -1
    )
    doing = next((n for n, w in enumerate(words) if n > carrying and any(t == "gerund" for _, t, _ in w.verbs)), -1)
    if carrying < 0 or doing < 0:
        return words
    persons = {p for v, t, p in words[carrying].verbs if (v, t) == ("llevar", "present")}
    verb = ParsedWord(
        words[doing].text,
        frozenset((v, "present", p) for v, t, _ in words[doing].verbs if t == "gerund" for p in persons),
        gap=words[carrying].gap or words[doing].gap,
    )
    others = [w for n, w in enumerate(words) if n > carrying and n != doing and not start <= n <= end]
    return [*words[:carrying], verb, *others, ParsedWord("hace"), *time]


def spans(words: list[ParsedWord]) -> list[ParsedWord]:
    """durante tres horas, por tres horas: tres horas."""
    out: list[ParsedWord] = []
    breaks = gap = False
    for n, word in enumerate(words):
        following = [w.text for w in words[n + 1 : n + 3]]
        counted = (
            len(following) == 2 and following[1] in _UNITS and following[0].startswith(("#", "mucho", "vari", "algun"))
        )
        if word.text in ("durante", "por") and counted:
            breaks, gap = word.breaks, word.gap
            continue
        out.append(word._replace(breaks=word.breaks or breaks, gap=word.gap or gap) if breaks or gap else word)
        breaks = gap = False
    return out


def _finite(word: ParsedWord) -> bool:
    return any(person for _, _, person in word.verbs) and not any(
        p in ("preposition", "determiner") for _, p, _, _ in word.forms
    )


def climbing(words: list[ParsedWord]) -> list[ParsedWord]:
    """quiero ver las → las quiero ver; estoy (progressive) viendo las → las estoy viendo."""
    out = list(words)
    at = 0
    while at < len(out):
        if out[at].attached and at and _hosts(out[at - 1]):
            host = at - 1
            end = at
            while end < len(out) and out[end].attached:
                end += 1
            start = _chain_start(out, host)
            if start < host or (_finite(out[host]) and " " in out[host].text):
                moved = [word._replace(attached=False) for word in out[at:end]]
                del out[at:end]
                if out[start].breaks:
                    moved[0] = moved[0]._replace(breaks=True)
                    out[start] = out[start]._replace(breaks=False)
                out[start:start] = moved
                at = end
                continue
        at += 1
    return out


def _hosts(word: ParsedWord) -> bool:
    """Whether pronouns after this word were written at its end."""
    return word.text.endswith("+ndo") or any(
        t == "infinitive" or t.startswith(("progressive", "going", "usual")) for _, t, _ in word.verbs
    )


def _chain_start(words: list[ParsedWord], host: int) -> int:
    at = host
    while at > 0:
        before = words[at - 1]
        if any(v in _CHAIN for v, _, _ in before.verbs):
            at -= 1
        elif at > 1 and any(v in _BETWEEN.get(before.text, ()) for v, _, _ in words[at - 2].verbs):
            at -= 2
        else:
            return at
    return at


def without_subjects(words: list[ParsedWord]) -> tuple[list[ParsedWord], list[str], list[str]]:
    """Pronouns beside their verb are taken off; one that does not agree with it is a fault."""
    out: list[ParsedWord] = []
    subjects: list[str] = []
    faults: list[str] = []
    for n, word in enumerate(words):
        persons = SUBJECTS.get(word.text)
        before = words[n - 1].text if n and not word.breaks else ""
        if persons is None or before in PREPOSITIONS:
            out.append(word)
            continue
        verb = _verb_of(words, n)
        told = n == 0 or verb is not words[n - 1]  # tú puede; but ven tú
        agrees = verb is not None and any(
            person in persons for _, tense, person in verb.verbs if not (told and tense == "imperative")
        )
        joined = before in ("y", "e", "ni", "o") or (before == "que" and n > 1 and words[n - 2].text in SUBJECTS)
        if verb is None or (joined and not agrees):  # mi hermano y yo cenamos; yo que tú no iría
            out.append(word)
            continue
        if not agrees:
            faults.append(f"{word.text} {verb.text}")
        subjects.append(word.text)
        if word.breaks and n + 1 < len(words):
            words[n + 1] = words[n + 1]._replace(breaks=True)
    return out, subjects, faults


def _verb_of(words: list[ParsedWord], n: int) -> ParsedWord | None:
    """The finite verb a subject stands at: behind it with pronouns and short adverbs between, or right before it."""
    if n and _finite(words[n - 1]) and not words[n].breaks:
        return words[n - 1]
    if n > 1 and any(t == "infinitive" for _, t, _ in words[n - 1].verbs) and _finite(words[n - 2]):
        return words[n - 2]
    for word in words[n + 1 : n + 5]:
        if word.breaks or word.text in LINKS:
            return None
        if _finite(word) and word.text not in CLITICS:
            return word
        if word.text not in CLITICS and word.text != "no" and not any(p == "adverb" for _, p, _, _ in word.forms):
            return None
    return None


def negation(words: list[ParsedWord]) -> tuple[list[ParsedWord], list[str]]:
    """nunca fumo → read as no fumo nunca; nunca no fumo is a fault."""
    faults: list[str] = []
    out = list(words)
    for n, word in enumerate(out):
        if word.text in NEGATIVE and n + 1 < len(out):
            if out[n + 1].text == "no" and not out[n + 1].breaks:
                faults.append(f"{word.text} no")
            elif (_finite(out[n + 1]) or out[n + 1].text in CLITICS) and "no" not in {
                w.text for w in out[max(0, n - 4) : n]
            }:
                out[n + 1 : n + 1] = [ParsedWord("no", gap=word.gap)]
                break
    return out, faults


_TITLES = word_set("don doña señor señora señorita doctor doctora profesor profesora mi")


def vocatives(words: list[ParsedWord]) -> list[ParsedWord]:
    """Vamos, Ana → Ana, vamos: whoever is called by name may be called first or last."""
    last = max((n for n, w in enumerate(words) if w.breaks), default=0)
    called = words[last:]
    titled = len(called) == 2 and called[0].text in _TITLES
    if not last or not (len(called) == 1 or titled) or not all(_called(w) for w in called[-1:]):
        return words
    rest = [words[0]._replace(breaks=True), *words[1:last]]
    return [called[0]._replace(breaks=False), *called[1:], *rest]


def _called(word: ParsedWord) -> bool:
    return not any(person for _, _, person in word.verbs) and (
        word.capital or any(p in ("noun", "name") for _, p, _, _ in word.forms)
    )
