"""What people say otherwise without thinking: very sad in one word, everybody in one person, two things in the other order."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.exercises.grading.words import (
    CLITICS,
    DETERMINERS,
    ITS,
    JOINING,
    LINKS,
    OPENING,
    PREPOSITIONS,
    REFLEXIVE,
    ParsedSentence,
    ParsedWord,
    is_finite,
    put,
    word_set,
)
from tutor.language.es.lexicon import analyses
from tutor.language.es.tokens import plain


def rephrasings(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Sentences that say the same as a right one."""
    for row in (
        _superlatives(right),
        _everybody(right),
        _turned_round(right),
        _with_object(right),
        _told_whom(right),
        _as_soon_as(right),
        _wished(right),
        _having(right),
        _trades(right),
        _commanded(right),
        _linked(right),
        _about(right),
    ):
        yield from row


def _superlatives(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Muy triste: tristísimo; mucho: muchísimo. The other way round where the gap is not the word itself."""
    words = right.words
    for n, word in enumerate(words):
        following = words[n + 1] if n + 1 < len(words) else None
        if word.text == "muy" and following and not (word.gap or following.own):
            for text in _absolute(following.text):
                yield put(right, n, n + 2, _formed(text, following.gap))
        if word.text in ("mucho", "mucha", "muchos", "muchas") and not word.gap:
            yield put(right, n, n + 1, _formed(word.text[:4] + "ísim" + word.text[4:], gap=False))
        if word.text.endswith(("ísimo", "ísima", "ísimos", "ísimas")) and not word.own:
            for text in _base(word.text):
                degree = () if text.startswith("much") else (ParsedWord("muy"),)
                yield put(right, n, n + 1, *degree, _formed(text, word.gap))


def _formed(text: str, gap: bool) -> ParsedWord:
    forms = frozenset(
        (a.lemma, a.part, a.features.gender, a.features.number) for a in analyses(text) if a.features.part != "verb"
    )
    return ParsedWord(text, forms=forms, gap=gap)


def _absolute(adjective: str) -> list[str]:
    """triste: tristísimo, tristísima; buenas: buenísimas. As far as the lexicon has them."""
    plural = "s" if adjective.endswith("s") else ""
    stem = adjective.removesuffix("s").rstrip("aeo")
    stem = {"c": stem[:-1] + "qu", "g": stem + "u", "z": stem[:-1] + "c"}.get(stem[-1:], stem)
    endings = [adjective.removesuffix("s")[-1:]] if adjective.removesuffix("s").endswith(("o", "a")) else ["o", "a"]
    return [text for e in endings if analyses(text := f"{plain(stem)}ísim{e}{plural}")]


def _base(superlative: str) -> list[str]:
    """tristísimo: triste; buenísimas: buenas."""
    stem, _, ending = superlative.rpartition("ísim")
    roots = {stem, stem.removesuffix("qu") + "c", stem.removesuffix("u"), stem.removesuffix("c") + "z"}
    found = {root + e for root in roots for e in (ending, "e" + ending[1:], "" if len(ending) == 1 else "es")}
    return sorted(
        text for text in found if any(a.part in ("adjective", "determiner", "adverb") for a in analyses(text))
    )


def _everybody(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Todos fueron, which is read as toda la gente fueron: todo el mundo fue; and the other way round."""
    words = right.words
    texts = tuple(w.text for w in words)
    for n in range(len(words) - 3):
        if texts[n : n + 3] != ("toda", "la", "gente"):
            continue
        at = next((m for m in range(n + 3, min(n + 7, len(words))) if is_finite(words[m])), -1)
        if at < 0 or words[at].own or any(w.breaks for w in words[n + 1 : at + 1]):
            continue
        for one, other in (("3p", "3s"), ("3s", "3p")):
            readings = frozenset((v, t, other) for v, t, p in words[at].verbs if p == one)
            if readings:
                yield put(right, at, at + 1, words[at]._replace(text=f"{words[at].text}'", verbs=readings))


# Of these what follows is a part: of pronouns only la is an article as well.
_OPENERS = (OPENING | {"muy", "más", "menos", "tan"}) - (CLITICS - {"la"})
_ONLY_DETERMINERS = DETERMINERS - CLITICS
_NO_SUBJECT = LINKS | {"no"}
_LISTED = {"y": "y", "e": "y", "o": "o", "u": "o"}


def _turned_round(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Con tarjeta o en efectivo: en efectivo o con tarjeta; Pedro y Lucía: Lucía y Pedro."""
    words = right.words
    for n in range(1, len(words) - 1):
        if words[n].text not in _LISTED or words[n].breaks:
            continue
        for before in range(1, min(n, 3) + 1):
            one = words[n - before : n]
            for after in range(1, min(len(words) - n - 1, 3) + 1):
                two = words[n + 1 : n + 1 + after]
                if not _like(one, two) or any(w.breaks for w in (*one[1:], *two)) or any(w.gap for w in (*one, *two)):
                    continue
                first = words[n - before - 1] if n > before else None
                if first and not one[0].breaks and _opens(first):
                    continue
                link = words[n]._replace(text=_joint(_LISTED[words[n].text], one[0].text))
                if link.gap and link.text != words[n].text:
                    continue  # diez u once, where u is what is asked for
                yield put(right, n - before, n + 1 + after, *two, link, one[0]._replace(breaks=False), *one[1:])


def _opens(word: ParsedWord) -> bool:
    """Whether what follows belongs to this word."""
    return word.text in _OPENERS


def _like(one: tuple[ParsedWord, ...], two: tuple[ParsedWord, ...]) -> bool:
    """Whether two phrases are of one kind: with a preposition both, with an article both, two names, two adjectives."""
    kinds = [_kind(phrase) for phrase in (one, two)]
    return kinds[0] == kinds[1] != ""


def _kind(phrase: tuple[ParsedWord, ...]) -> str:
    head, last = phrase[0], phrase[-1]
    if any(is_finite(w) and not w.forms and not w.capital for w in phrase) or any(w.text in LINKS for w in phrase):
        return ""
    if head.text in PREPOSITIONS:
        return "placed" if len(phrase) > 1 and last.text not in OPENING else ""
    if head.text in _ONLY_DETERMINERS or head.text in ("la", "los", "las"):
        return "noun" if len(phrase) > 1 and _nominal(last) else ""
    if len(phrase) > 1:
        return ""
    if head.text.startswith("#"):
        return "number"
    return "word" if head.capital or _nominal(head) or not (head.verbs or head.forms) or head.verbs else ""


def _nominal(word: ParsedWord) -> bool:
    return any(p in ("noun", "adjective", "name") for _, p, _, _ in word.forms)


def _joint(link: str, following: str) -> str:
    """y becomes e before i, o becomes u before o."""
    begins = plain(following.removeprefix("h"))
    if link == "y" and begins.startswith("i") and not begins.startswith(("ia", "ie", "io")):
        return "e"
    return "u" if link == "o" and (begins.startswith("o") or following in ("#8", "#11")) else link


def _with_object(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Lleva a los niños al colegio: a los niños los lleva al colegio."""
    words = right.words
    for n, verb in enumerate(words[:-2]):
        if not is_finite(verb) or words[n + 1].text != "a" or (n and words[n - 1].text in CLITICS):
            continue
        end = n + 4 if words[n + 2].text in DETERMINERS and n + 3 < len(words) else n + 3
        named = {(g, m) for _, p, g, m in words[end - 1].forms if p == "noun"}
        its = ITS.get(next(iter(named))) if len(named) == 1 else None
        begin = max((m for m in range(n + 1) if words[m].breaks), default=0)
        if not its or any(w.text in _NO_SUBJECT for w in words[begin:n]):
            continue
        rest = (*words[begin:n], ParsedWord(its), verb)
        rest = (rest[0]._replace(breaks=False), *(w._replace(breaks=False) for w in rest[1:]))
        yield put(right, begin, end, *words[n + 1 : end], *rest)


_TO_ALL = {"1s": "me", "2s": "te", "vos": "te", "3s": "le", "1p": "nos", "2p": "os", "3p": "les"}
_ASKING = word_set(
    "recomendar aconsejar pedir decir mandar prohibir permitir sugerir proponer rogar impedir exigir ordenar"
)


def _told_whom(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Recomiendan que bebamos: nos recomiendan que bebamos; and the other way round."""
    words = right.words
    for n, word in enumerate(words[:-2]):
        if words[n + 1].text != "que" or not any(v in _ASKING and p for v, _, p in word.verbs):
            continue
        before = words[n - 1] if n else None
        if before and before.text in _TO_ALL.values() and not before.gap:
            yield put(right, n - 1, n + 1, word)
        elif before is None or before.text not in CLITICS:
            done = next((w for w in words[n + 2 :] if any("subjunctive" in t for _, t, _ in w.verbs)), None)
            persons = {p for _, t, p in done.verbs if "subjunctive" in t} if done else set()
            for whom in sorted({_TO_ALL[p] for p in persons if p in _TO_ALL}):
                yield put(right, n, n + 1, ParsedWord(whom), word._replace(breaks=False))


def _as_soon_as(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Tan pronto como volví: nada más volver, al volver."""
    words = right.words
    texts = tuple(w.text for w in words)
    for n in range(len(words) - 3):
        if texts[n : n + 3] != ("tan", "pronto", "como") or any(w.gap for w in words[n : n + 3]):
            continue
        verb = n + 3
        while verb < len(words) and words[verb].text in CLITICS:
            verb += 1
        lemma = next((v for v, _, p in sorted(words[verb].verbs) if p), "") if verb < len(words) else ""
        if not lemma or words[verb].own:
            continue
        clitics = (w._replace(attached=True) for w in words[n + 3 : verb])
        doing = (ParsedWord(lemma, frozenset([(lemma, "infinitive", "")])), *clitics)
        yield put(right, n, verb + 1, ParsedWord("nada"), ParsedWord("más"), *doing)
        yield put(right, n, verb + 1, ParsedWord("a"), ParsedWord("el"), *doing)


def _wished(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Espero que salga: ojalá salga, ojalá que salga; dudo de que, dudo que."""
    words = right.words
    for n, word in enumerate(words[:-2]):
        if any((v, t, p) == ("esperar", "present", "1s") for v, t, p in word.verbs) and words[n + 1].text == "que":
            if not word.own:
                yield put(right, n, n + 2, ParsedWord("ojalá"))
                yield put(right, n, n + 2, ParsedWord("ojalá"), ParsedWord("que"))
        doubt = any(v == "dudar" and p for v, _, p in word.verbs)
        if doubt and (words[n + 1].text, words[n + 2].text) == ("de", "que") and not words[n + 1].gap:
            yield put(right, n + 1, n + 3, words[n + 2]._replace(gap=False))
        elif doubt and words[n + 1].text == "que" and not words[n + 1].gap:
            yield put(right, n + 1, n + 2, ParsedWord("de"), ParsedWord("que"))


_PLACES = word_set(
    "hotel casa ciudad pueblo piso apartamento habitación cuarto país barrio escuela colegio universidad restaurante tienda museo "
    "parque edificio oficina isla plaza calle jardín cocina baño región playa biblioteca hospital estación aeropuerto"
)


def _having(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """El hotel no tiene piscina: en el hotel no hay piscina."""
    words = right.words
    for n, word in enumerate(words):
        readings = frozenset(("haber", t, "3s") for v, t, p in word.verbs if v == "tener" and p in ("3s", "3p"))
        start = n - 1 if n and words[n - 1].text == "no" else n
        place = {f[0] for f in words[start - 1].forms} & _PLACES if start >= 2 else set()
        if readings and place and words[start - 2].text in DETERMINERS and not word.own:
            said = "hay" if any(t == "present" for _, t, _ in readings) else f"{word.text}=haber"
            there = ParsedWord(said, readings, gap=word.gap)
            yield put(right, start - 2, n + 1, ParsedWord("en"), *words[start - 2 : n], there)


def _trades(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Mi padre es cocinero: trabaja de cocinero, como cocinero."""
    words = right.words
    for n, word in enumerate(words[:-1]):
        trade = words[n + 1]
        ends = n + 2 == len(words) or words[n + 2].breaks or words[n + 2].text in JOINING
        readings = frozenset(("trabajar", t, p) for v, t, p in word.verbs if v == "ser" and p)
        if not (readings and ends and _trade(trade)) or word.own:
            continue
        works = ParsedWord(f"{word.text}=trabajar", readings)
        for how in ("de", "como"):
            yield put(right, n, n + 2, works, ParsedWord(how), trade)


def _trade(word: ParsedWord) -> bool:
    return any(
        part == "noun" and lemma.endswith(("ero", "or", "ista", "nte", "logo", "grafo", "ario", "ico", "ogado"))
        for lemma, part, _, _ in word.forms
    )


_COMMANDED = word_set(
    "subir bajar tomar comer beber venir ir salir marchar callar parar quedar dormir leer llevar probar traer esperar pasar caer"
)


def _commanded(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Sube al autobús: súbete al autobús; tómese la pastilla: tome la pastilla."""
    words = right.words
    pronouns = {"2s": "te", "vos": "te", "3s": "se", "2p": "os", "3p": "se"}
    for n, word in enumerate(words):
        persons = {p for v, t, p in word.verbs if t in ("imperative", "subjunctive-present") and v in _COMMANDED}
        following = words[n + 1] if n + 1 < len(words) else None
        if following and following.attached and following.text in {pronouns[p] for p in persons if p in pronouns}:
            if not following.gap:
                yield right._replace(words=(*words[: n + 1], *words[n + 2 :]))
        elif persons and (n == 0 or word.breaks) and not (following and following.attached):
            for pronoun in sorted({pronouns[p] for p in persons if p in pronouns}):
                attached = ParsedWord(pronoun, attached=True)
                yield right._replace(words=(*words[: n + 1], attached, *words[n + 1 :]))
        verbs = {v for v, t, p in word.verbs if t == "present" and v in ("venir", "ir") and p}
        if verbs and (n == 0 or words[n - 1].text not in CLITICS) and is_finite(word):
            for pronoun in sorted({REFLEXIVE[p] for _, t, p in word.verbs if t == "present" and p in REFLEXIVE}):
                yield put(right, n, n + 1, ParsedWord(pronoun), word._replace(breaks=False))


def _linked(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Está cansado, así que se queda: como está cansado, se queda."""
    words = right.words
    at = next((n for n, w in enumerate(words) if w.text == "~por eso" and not w.gap), 0)
    if 0 < at < len(words) - 1 and not any(w.breaks for w in words[1:at]):
        reason = (words[0]._replace(breaks=False), *words[1:at])
        result = (words[at + 1]._replace(breaks=True), *words[at + 2 :])
        yield right._replace(words=(ParsedWord("como"), *reason, *result))


def _about(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Sobre su edad: acerca de su edad, which other phrases are read as."""
    for n, word in enumerate(right.words[:-1]):
        if word.text == "sobre" and n and not word.gap:
            yield put(right, n, n + 1, ParsedWord("acerca"), ParsedWord("de"))
        if word.text == "acerca" and right.words[n + 1].text == "de" and not word.gap:
            yield put(right, n, n + 2, ParsedWord("sobre"))
