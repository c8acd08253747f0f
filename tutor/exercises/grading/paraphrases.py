"""What is said in other words without a dictionary of them: quizás venga and a lo mejor viene, al llegar and cuando llega."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tutor.exercises.grading.words import (
    CLITICS,
    ITS,
    LINKS,
    PREPOSITIONS,
    SUBJECTS,
    ParsedSentence,
    ParsedWord,
    is_finite,
    word_set,
)

# Of these the person is told by le or les as well, where it stands as a noun.
_TO_SOMEBODY = word_set(
    "decir pedir dar preguntar contar enviar mandar escribir explicar regalar comprar prestar enseñar mostrar llevar devolver ofrecer "
    "prometer prohibir permitir dejar hablar quitar poner hacer agradecer vender pagar traer leer deber robar contestar responder "
    "gritar avisar aconsejar recomendar proponer servir preparar"
)
_MAYBE = (
    ("quizás",),
    ("tal", "vez"),
    ("a", "lo", "mejor"),
    ("puede", "que"),
    ("posiblemente",),
    ("es", "posible", "que"),
)
_SUBJUNCTIVE = {"present": "subjunctive-present", "subjunctive-present": "present"}


def paraphrases(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Sentences that say the same as a right one."""
    for row in (
        _maybe(right),
        _told_to(right),
        _as_much(right),
        _loving(right),
        _on_doing(right),
        _where(right),
        _one_of(right),
        _in_order_to(right),
        _what(right),
        _whom(right),
        _fronted(right),
        _the_other_first(right),
    ):
        yield from row


def _verb_at(words: tuple[ParsedWord, ...], start: int) -> int:
    """The first finite verb from a place on, in its clause; -1 when there is none."""
    for n in range(start, len(words)):
        if n > start and (words[n].breaks or words[n].text in LINKS):
            return -1
        nominal = any(p in ("noun", "determiner", "adjective") for _, p, _, _ in words[n].forms)
        if is_finite(words[n]) and not nominal:
            return n
    return -1


def _maybe(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Quizás venga: quizás viene, a lo mejor viene, puede que venga, es posible que venga."""
    words = right.words
    texts = tuple(w.text for w in words)
    for opening in _MAYBE:
        at = next((n for n in range(len(words)) if texts[n : n + len(opening)] == opening), -1)
        verb = _verb_at(words, at + len(opening)) if at >= 0 else -1
        if verb < 0:
            continue
        readings = [(v, t, p) for v, t, p in words[verb].verbs if t in _SUBJUNCTIVE and p]
        for mood in ("present", "subjunctive-present"):
            told = words[verb]._replace(
                text=words[verb].text + "'", verbs=frozenset((v, mood, p) for v, _, p in readings)
            )
            for other in _MAYBE:
                fits = (
                    mood == "subjunctive-present"
                    if other[-1] == "que"
                    else mood == "present" or other != ("a", "lo", "mejor")
                )
                if not readings or not fits:
                    continue
                begin = tuple(ParsedWord(t, breaks=words[at].breaks and not n) for n, t in enumerate(other))
                rest = (*words[at + len(opening) : verb], told, *words[verb + 1 :])
                yield ParsedSentence((*words[:at], *begin, *rest), right.subjects)


def _told_to(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Piden al Gobierno que: le piden al Gobierno que."""
    words = right.words
    somebody = any(
        one.text == "a" and two.text not in CLITICS and not any(t == "infinitive" for _, t, _ in two.verbs)
        for one, two in itertools.pairwise(words)
    )
    for n, word in enumerate(words if somebody else ()):
        if not any(v in _TO_SOMEBODY and p for v, _, p in word.verbs):
            continue
        before = words[n - 1] if n else None
        if before is not None and before.text in ("le", "les") and not before.gap:
            yield right._replace(words=(*words[: n - 1], word._replace(breaks=before.breaks), *words[n + 1 :]))
        elif before is None or before.text not in CLITICS:
            for le in ("le", "les"):
                put = (ParsedWord(le, breaks=word.breaks), word._replace(breaks=False))
                yield right._replace(words=(*words[:n], *put, *words[n + 1 :]))


def _as_much(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """No es tan alto como: es menos alto que."""
    texts = [w.text for w in right.words]
    if "tan" not in texts or "como" not in texts[texts.index("tan") :] or "no" not in texts[: texts.index("tan")]:
        return
    no, tan = texts.index("no"), texts.index("tan")
    como = texts.index("como", tan)
    if not (right.words[no].gap or right.words[tan].gap or right.words[como].gap):
        words = list(right.words)
        words[tan], words[como] = ParsedWord("menos"), ParsedWord("que")
        if words[no].breaks:
            words[no + 1] = words[no + 1]._replace(breaks=True)
        del words[no]
        yield right._replace(words=tuple(words))


def _loving(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Me gusta mucho: me encanta; and the other way round."""
    words = right.words
    for n, word in enumerate(words):
        more = n + 1 < len(words) and words[n + 1].text == "mucho"
        for one, other in (("gustar", "encantar"), ("encantar", "gustar")):
            readings = frozenset((other, t, p) for v, t, p in word.verbs if v == one)
            if readings and (more or one == "encantar"):
                told = word._replace(text=f"{word.text}={other}", verbs=readings)
                put = (told,) if other == "encantar" else (told, ParsedWord("mucho"))
                yield right._replace(words=(*words[:n], *put, *words[n + 1 + (other == "encantar") :]))


def _on_doing(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Cuando llega a casa, Rosa se cambia: al llegar a casa, Rosa se cambia."""
    words = right.words
    for n, word in enumerate(words[:-1]):
        if word.text != "cuando" or word.gap:
            continue
        verb = _verb_at(words, n + 1)
        others = [m for m in range(len(words)) if m > verb and is_finite(words[m])] + [
            m for m in range(n) if is_finite(words[m])
        ]
        persons = {p for _, _, p in words[verb].verbs}
        same = any(persons & {p for _, _, p in words[m].verbs} for m in others)
        if verb < 0 or not same or any(w.text in SUBJECTS or w.text == "no" for w in words[n + 1 : verb]):
            continue
        lemma = next((v for v, _, p in sorted(words[verb].verbs) if p), "")
        clitics = [w for w in words[n + 1 : verb] if w.text in CLITICS]
        if len(clitics) != verb - n - 1:
            continue  # al llegar Rosa, for cuando Rosa llega: moved by order
        begin = (ParsedWord("a", breaks=word.breaks), ParsedWord("el"))
        doing = ParsedWord(lemma, frozenset([(lemma, "infinitive", "")]))
        yield ParsedSentence((*words[:n], *begin, doing, *clitics, *words[verb + 1 :]), right.subjects)
    for n in range(len(words) - 2):
        if (words[n].text, words[n + 1].text) != ("a", "el") or words[n].gap:
            continue
        lemma = next((v for v, t, _ in words[n + 2].verbs if t == "infinitive"), "")
        main = next((w for m, w in enumerate(words) if m > n + 2 or m < n if is_finite(w)), None)
        if not lemma or main is None:
            continue
        readings = frozenset((lemma, t, p) for _, t, p in main.verbs if p)
        when = ParsedWord("cuando", breaks=words[n].breaks)
        yield ParsedSentence((*words[:n], when, ParsedWord(lemma + "'", readings), *words[n + 3 :]), right.subjects)


def _where(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """La casa en la que vivo: donde vivo, en que vivo. El chico con el que sale: con quien, con el cual."""
    words = right.words
    for n, word in enumerate(words):
        if word.text == "donde" and n and not word.gap:
            for article in ("el", "la", "los", "las"):
                put = (ParsedWord("en", breaks=word.breaks), ParsedWord(article), ParsedWord("que"))
                yield right._replace(words=(*words[:n], *put, *words[n + 1 :]))
        if word.text == "en" and n and n + 2 < len(words) and not any(w.gap for w in words[n : n + 3]):
            if words[n + 1].text in ("el", "la", "los", "las") and words[n + 2].text == "que":
                yield right._replace(words=(*words[:n], ParsedWord("donde", breaks=word.breaks), *words[n + 3 :]))


_GOING = word_set("ir venir volver salir llegar subir bajar entrar pasar viajar correr")


def _in_order_to(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Vine a verte: vine para verte."""
    for n, word in enumerate(right.words[:-1]):
        to_do = any(t == "infinitive" for _, t, _ in right.words[n + 1].verbs)
        gone = any(v in _GOING and p for w in right.words[max(0, n - 3) : n] for v, _, p in w.verbs)
        if word.text in ("a", "para") and to_do and gone and not word.gap:
            other = ParsedWord("para" if word.text == "a" else "a", breaks=word.breaks)
            yield right._replace(words=(*right.words[:n], other, *right.words[n + 1 :]))


def _what(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """No sé qué quiere: no sé lo que quiere."""
    words = right.words
    for n, word in enumerate(words):
        if word.text == "qué" and n and not word.breaks and not word.gap and words[n - 1].text not in PREPOSITIONS:
            put = (ParsedWord("lo"), ParsedWord("que"))
            yield right._replace(words=(*words[:n], *put, *words[n + 1 :]))
        if (
            word.text == "lo"
            and n
            and n + 1 < len(words)
            and words[n + 1].text == "que"
            and not (word.gap or word.breaks)
        ):
            yield right._replace(words=(*words[:n], ParsedWord("qué"), *words[n + 2 :]))


def _whom(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """La chica con la que sale: con quien, con la cual."""
    words = right.words
    for n, word in enumerate(words[1:], 1):
        if words[n - 1].text not in PREPOSITIONS:
            continue
        if word.text in ("quien", "quienes"):
            articles = ("el", "la") if word.text == "quien" else ("los", "las")
            for article in articles:
                for which in ("que", "cual" if article in ("el", "la") else "cuales"):
                    yield right._replace(words=(*words[:n], ParsedWord(article), ParsedWord(which), *words[n + 1 :]))
        if (
            word.text in ("el", "la", "los", "las")
            and n + 1 < len(words)
            and words[n + 1].text in ("que", "cual", "cuales")
        ):
            many = word.text in ("los", "las")
            which = ("cuales" if many else "cual") if words[n + 1].text == "que" else "que"
            yield right._replace(words=(*words[:n], ParsedWord("quienes" if many else "quien"), *words[n + 2 :]))
            yield right._replace(words=(*words[: n + 1], ParsedWord(which), *words[n + 2 :]))


_OWNERS = word_set(
    "el la los las este esta estos estas ese esa esos esas mi mis tu tus su sus nuestro nuestra nuestros nuestras"
)


def _fronted(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Los romanos hicieron este puente: este puente lo hicieron los romanos."""
    words = right.words
    for n, word in enumerate(words[:-2]):
        noun = words[n + 2]
        named = {(g, m) for _, p, g, m in noun.forms if p == "noun"}
        beside = n and words[n - 1].text in CLITICS | {"no"}
        if (
            not is_finite(word)
            or word.forms
            or beside
            or words[n + 1].text not in _OWNERS
            or len(named) != 1
            or words[n + 1].breaks
        ):
            continue
        its = ITS.get(next(iter(named)))
        begin = max((m for m in range(n + 1) if words[m].breaks), default=0)
        if its and not any(w.gap for w in words[n + 1 : n + 3]):
            front = (words[n + 1]._replace(breaks=words[begin].breaks), noun)
            rest = (*words[begin:n], ParsedWord(its), word)
            rest = (rest[0]._replace(breaks=False), *rest[1:])
            yield right._replace(words=(*words[:begin], *front, *rest, *words[n + 3 :]))


def _the_other_first(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Pablo y Rosa: Rosa y Pablo."""
    words = right.words
    for n in range(1, len(words) - 1):
        one, link, two = words[n - 1 : n + 2]
        names = one.capital == two.capital and (one.capital or n == 1) and not (one.verbs or two.verbs)
        if link.text == "y" and names and not link.breaks:
            swapped = (two._replace(breaks=one.breaks), link, one._replace(breaks=False))
            yield right._replace(words=(*words[: n - 1], *swapped, *words[n + 2 :]))


def _one_of(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Un amigo mío: uno de mis amigos."""
    words = right.words
    own = {
        "mío": "mis",
        "mía": "mis",
        "tuyo": "tus",
        "tuya": "tus",
        "suyo": "sus",
        "suya": "sus",
        "nuestro": "nuestros",
        "nuestra": "nuestras",
    }
    for one, noun, mine in zip(words, words[1:], words[2:], strict=False):
        if one.text in ("un", "una") and mine.text in own:
            n = words.index(one)
            many = frozenset((lemma, part, gender, "p") for lemma, part, gender, _ in noun.forms if part == "noun")
            put = (
                ParsedWord("uno" if one.text == "un" else "una", breaks=one.breaks), ParsedWord("de"),
                ParsedWord(own[mine.text]), ParsedWord(noun.text + "s", forms=many),
            )  # fmt: skip
            yield right._replace(words=(*words[:n], *put, *words[n + 3 :]))
