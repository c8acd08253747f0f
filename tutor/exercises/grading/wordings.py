"""The same with a little more or less around it: with two beds and that has two beds, a lorry and lorries, the other clause first."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.exercises.grading.words import (
    CLITICS,
    DETERMINERS,
    ITS,
    LINKS,
    PREPOSITIONS,
    QUESTIONS,
    STRUCTURAL,
    ParsedSentence,
    ParsedWord,
    is_finite,
    put,
    word_set,
)

_ARTICLE = {("m", "s"): "el", ("f", "s"): "la", ("m", "p"): "los", ("f", "p"): "las"}
_ARTICLES = frozenset(_ARTICLE.values())

_BEFORE_NOUNS = PREPOSITIONS | (DETERMINERS - CLITICS)


def wordings(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Sentences that say the same as a right one."""
    for row in (
        _topics(right),
        _to_whom(right),
        _kinds(right),
        _pronouns_for(right),
        _described(right),
        _equipped(right),
        _exclaimed(right),
        _farewells(right),
        _told_after(right),
        _provided(right),
        _articles(right),
        _conditions(right),
        _asides(right),
        _manners(right),
        _seen(right),
        _years(right),
        _pleased(right),
        _wanted(right),
    ):
        yield from row


def _sure_verb(word: ParsedWord) -> bool:
    return is_finite(word) and not any(p in ("noun", "adjective", "adverb", "determiner") for _, p, _, _ in word.forms)


def _noun(word: ParsedWord) -> tuple[str, str]:
    """Gender and number of a word that is a noun; ("", "") of others and of those that are both."""
    found = {(g, n) for _, part, g, n in word.forms if part == "noun"}
    return next(iter(found)) if len(found) == 1 and word.text not in STRUCTURAL else ("", "")


def _lemmas(word: ParsedWord) -> frozenset[str]:
    return frozenset(v for v, _, _ in word.verbs)


def _topics(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """¿Qué es ese ruido?: ¿y qué es ese ruido?, ¿y ese ruido qué es?"""
    words = right.words
    if not words or words[0].text not in QUESTIONS:
        return
    link = ParsedWord("y")
    yield right._replace(words=(link, *words))
    if len(words) > 3 and is_finite(words[1]) and words[2].text in DETERMINERS and not any(w.breaks for w in words):
        yield right._replace(words=(link, *words[2:], *words[:2]))


_WHOM = {"mí": "me", "ti": "te", "nosotros": "nos", "nosotras": "nos", "vosotros": "os", "él": "le", "ella": "le"}


def _to_whom(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Es demasiado caro para nosotros: nos es, nos resulta demasiado caro."""
    words = right.words
    for n in range(1, len(words) - 1):
        whom = _WHOM.get(words[n + 1].text, "")
        if words[n].text != "para" or words[n].gap or not whom:
            continue
        verb = next((m for m in range(n - 1, max(-1, n - 4), -1) if "ser" in _lemmas(words[m])), -1)
        if verb < 0 or words[verb].own or (verb and words[verb - 1].text in CLITICS):
            continue
        rest = (*words[verb + 1 : n], *words[n + 2 :])
        results = frozenset((v if v != "ser" else "resultar", t, p) for v, t, p in words[verb].verbs)
        for one in (words[verb], words[verb]._replace(text=f"{words[verb].text}=resultar", verbs=results)):
            no = one._replace(breaks=False)
            yield right._replace(words=(*words[:verb], ParsedWord(whom, breaks=words[verb].breaks), no, *rest))


_KNOWING = word_set("saber aprender enseñar gustar encantar odiar")


def _kinds(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Sabe conducir un camión: sabe conducir camiones."""
    words = right.words
    for n in range(2, len(words) - 1):
        _, number = _noun(words[n + 1])
        doing = any(t == "infinitive" for _, t, _ in words[n - 1].verbs)
        knows = any(_lemmas(w) & _KNOWING for w in words[max(0, n - 3) : n - 1])
        if words[n].text in ("un", "una") and not words[n].gap and number == "s" and doing and knows:
            noun = words[n + 1]
            many = frozenset((lemma, part, g, "p") for lemma, part, g, _ in noun.forms if part == "noun")
            text = noun.text + ("s" if noun.text[-1] in "aeo" else "es")
            yield put(right, n, n + 2, noun._replace(text=text.replace("ónes", "ones"), forms=many))


def _pronouns_for(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Cuando quise comprar las entradas, ya se habían acabado: las entradas ya se habían acabado cuando quise comprarlas."""
    words = right.words
    breaks = [n for n, w in enumerate(words) if n and w.breaks]
    if not breaks or words[0].text not in ("cuando", "si", "aunque", "mientras") or len(breaks) > 1 or breaks[0] < 4:
        return
    end = breaks[0]
    article, noun, verb, main = words[end - 2], words[end - 1], words[end - 3], words[end:]
    gender, number = _noun(noun)
    doers = [w for w in main if _sure_verb(w)]
    agrees = bool(doers) and any(p == f"3{number}" for _, _, p in doers[0].verbs)
    if article.text not in DETERMINERS or (gender, number) not in ITS or not agrees or article.gap or noun.gap:
        return
    subject = (article._replace(breaks=False), noun)
    its = ParsedWord(ITS[gender, number])
    clause: tuple[ParsedWord, ...] = ()
    if any(t == "infinitive" for _, t, _ in verb.verbs):
        at = next((n for n, w in enumerate(words[:end]) if is_finite(w)), 0)
        clause = (*words[1:at], its, *words[at : end - 2])
    elif is_finite(verb):
        clause = (*words[1 : end - 3], its, verb)
    if clause:
        begun = (main[0]._replace(breaks=False), *main[1:])
        yield right._replace(words=(*subject, *begun, words[0], *clause))
        yield right._replace(words=(words[0], *clause, subject[0]._replace(breaks=True), noun, *begun))


_INDEFINITE = word_set("algún alguna algo alguien un una")


def _described(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Un hotel barato: que sea barato; con dos plazas: que tiene, que tenga dos plazas; en la página: que hay en la página."""
    words = right.words
    for n in range(1, len(words) - 1):
        _, number = _noun(words[n])
        if not number or _sure_verb(words[n]):
            continue
        one, person = words[n + 1], "3" + number
        start = next((m for m in range(n - 1, max(-1, n - 3), -1) if words[m].text in DETERMINERS), -1)
        if start < 0 or one.gap or one.breaks:
            continue
        moods: tuple[str, ...] = ("subjunctive-present",) if words[start].text in ("algún", "alguna") else ()
        if words[start].text in _INDEFINITE:
            moods = ("present", "subjunctive-present")
        if any(p == "adjective" for _, p, _, _ in one.forms) and not _sure_verb(one):
            for mood in moods:
                be = ParsedWord("sea" if mood != "present" else "es=ser", frozenset([("ser", mood, person)]))
                yield put(right, n + 1, n + 1, ParsedWord("que"), be)
        elif one.text == "en" and words[n + 2 : n + 3] and words[n + 2].text in DETERMINERS:
            there = ParsedWord("hay", frozenset([("haber", "present", "3s")]))
            placed = ParsedWord("estar present", frozenset([("estar", "present", person)]))
            for be in (there, placed):
                if words[start].text in _ARTICLES:
                    yield put(right, n + 1, n + 1, ParsedWord("que"), be)


def _equipped(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Un vuelo para hoy con dos plazas: que tiene, que tenga dos plazas."""
    words = right.words
    for n in range(2, len(words) - 1):
        if (
            words[n].text != "con"
            or words[n].gap
            or words[n].breaks
            or words[n + 1].text in ("mí", "él", "ella", "ellos")
        ):
            continue
        clause = next((m for m in range(n - 1, -1, -1) if words[m].breaks or _sure_verb(words[m])), -1)
        named = {(words[m - 1].text, _noun(words[m])[1]) for m in range(max(clause, 0) + 1, n) if _noun(words[m])[1]}
        for article, number in sorted(named):
            moods = ("present", "subjunctive-present") if article in _INDEFINITE else ("present",)
            for mood in moods if article in DETERMINERS else ():
                have = ParsedWord(f"tener {mood}", frozenset([("tener", mood, "3" + number)]))
                yield put(right, n, n + 1, ParsedWord("que"), have)


# Of their objects the kind is meant as well as all of it: prefiero (la) música, baila (el) tango, compartimos (la) habitación.
_OF_A_KIND = word_set("preferir estudiar bailar practicar compartir enseñar aprender hablar escuchar dominar entender")
# What somebody has one of: with un or without.
_HAVING = word_set("tener llevar buscar encontrar necesitar usar alquilar haber comprar pedir")
_ONE_OF = word_set(
    "coche carro auto automóvil novio novia trabajo empleo piso apartamento casa jardín piscina terraza balcón garaje ascensor "
    "corbata sombrero traje uniforme barba bigote abrigo paraguas reloj pareja cita habitación móvil celular teléfono ordenador "
    "computadora perro gato bicicleta moto aparcamiento sitio mesa plaza billete entrada permiso hermano hermana hijo hija taxi"
)


def _articles(right: ParsedSentence) -> Iterator[ParsedSentence]:
    words = right.words
    for n in range(len(words) - 1):
        following = words[n + 1]
        if following.gap or following.breaks or following.attached:
            continue
        noun = words[n + 2] if n + 2 < len(words) else following
        if _lemmas(words[n]) & _OF_A_KIND:
            if following.text in _ARTICLES and _noun(noun)[1] and not noun.gap and noun is not following:
                yield put(right, n + 1, n + 2)
            elif (named := _ARTICLE.get(_noun(following))) and following.text not in DETERMINERS:
                yield put(right, n + 1, n + 1, ParsedWord(named))
        having = (_lemmas(words[n]) & _HAVING) or words[n].text in ("con", "sin")
        if having and following.text in ("un", "una") and noun.text in _ONE_OF:
            yield put(right, n + 1, n + 2)
        elif having and following.text in _ONE_OF and _noun(following)[1] == "s":
            yield put(right, n + 1, n + 1, ParsedWord("una" if _noun(following)[0] == "f" else "un"))


def _conditions(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Como no estudies: si no estudias; si no estudias: como no estudies, a menos que estudies."""
    words = right.words
    for n, link in enumerate(words[:-1]):
        if link.text not in ("como", "si") or (n and not link.breaks):
            continue
        verb = next((m for m in range(n + 1, min(n + 4, len(words))) if is_finite(words[m])), -1)
        if verb < 0 or any(w.breaks for w in words[n + 1 : verb + 1]):
            continue
        told = frozenset((v, "present", p) for v, t, p in words[verb].verbs if t == "subjunctive-present" and p)
        if link.text == "como" and told:
            then = words[verb]._replace(text=words[verb].text + "'", verbs=told, gap=False)
            yield right._replace(
                words=(*words[:n], link._replace(text="si"), *words[n + 1 : verb], then, *words[verb + 1 :])
            )


def _asides(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Sube, rápido, que se va: rápido, sube, que se va; what stands between marks, and whoever is called, stands first as well."""
    words = right.words
    for n, word in enumerate(words):
        length = 2 if word.text in _CALLED and n + 1 < len(words) else 1
        end = n + length
        alone = word.breaks and (end == len(words) or words[end].breaks)
        if n and alone and not _sure_verb(word) and word.text not in QUESTIONS:
            front = (word._replace(breaks=False), *words[n + 1 : end])
            yield right._replace(words=(*front, words[0]._replace(breaks=True), *words[1:n], *words[end:]))


_CALLED = word_set("señor señora señorita don doña doctor doctora profesor profesora")


def _manners(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Nos fuimos sin despedirnos: sin despedirnos, nos fuimos; and the other way round."""
    words = right.words
    for n, word in enumerate(words[:-1]):
        if word.text not in ("sin", "para", "por", "antes", "después"):
            continue
        at = n + 2 if word.text in ("antes", "después") and words[n + 1].text == "de" else n + 1
        doing = at < len(words) and any(t == "infinitive" for _, t, _ in words[at].verbs)
        if not doing:
            continue
        if n and not any(w.breaks or w.text in LINKS for w in words[1:]):
            front = (word._replace(breaks=False), *words[n + 1 :])
            yield right._replace(words=(*front, words[0]._replace(breaks=True), *words[1:n]))
        elif n == 0:
            end = next((m for m in range(1, len(words)) if words[m].breaks), 0)
            if end and not any(w.breaks for w in words[end + 1 :]):
                yield right._replace(words=(words[end]._replace(breaks=False), *words[end + 1 :], *words[:end]))


_SENSES = word_set("ver oír escuchar sentir encontrar recordar entender")


def _seen(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Los vi jugar: los vi jugando. No oigo nada: no puedo oír nada."""
    words = right.words
    for n, word in enumerate(words):
        if not is_finite(word) or not _lemmas(word) & _SENSES or word.own:
            continue
        for m in range(n + 1, min(n + 5, len(words))):
            for one, other in (("infinitive", "gerund"), ("gerund", "infinitive")):
                done = frozenset((v, other, "") for v, t, _ in words[m].verbs if t == one)
                bare = words[m - 1].text not in _BEFORE_NOUNS
                if done and not words[m].gap and bare and (one == "infinitive" or not words[m].forms):
                    lemma = next(iter(sorted(done)))[0]
                    text = lemma if other == "infinitive" else f"{lemma}+ndo"
                    yield put(right, m, m + 1, words[m]._replace(text=text, verbs=done))
        seen = sorted(_lemmas(word) & word_set("ver oír encontrar"))
        able = frozenset(("poder", t, p) for v, t, p in word.verbs if v in seen and p and t in ("present", "imperfect"))
        if able and not any(is_finite(w) and "poder" in _lemmas(w) for w in words):
            can = ParsedWord(f"{word.text}=poder", able)
            do = ParsedWord(seen[0], frozenset([(seen[0], "infinitive", "")]))
            yield put(right, n, n + 1, can, do)


def _years(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """En 2050 habrán desaparecido: para 2050, de aquí a 2050."""
    words = right.words
    done = any(t == "future-perfect" for w in words for _, t, _ in w.verbs)
    for n, word in enumerate(words[:-1]):
        if done and word.text == "en" and words[n + 1].text.startswith("#") and not word.gap:
            yield put(right, n, n + 1, ParsedWord("para"))
            yield put(right, n, n + 1, ParsedWord("de"), ParsedWord("aquí"), ParsedWord("a"))


def _pleased(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Me duele la cabeza: tengo dolor de cabeza."""
    persons = {"me": "1s", "te": "2s", "le": "3s", "nos": "1p", "os": "2p", "les": "3p"}
    words = right.words
    for n in range(1, len(words) - 2):
        readings = frozenset(("tener", t, persons[words[n - 1].text]) for v, t, p in words[n].verbs if v == "doler" and p
                             and words[n - 1].text in persons)  # fmt: skip
        if readings and not words[n].own and not words[n - 1].gap and words[n + 1].text in _ARTICLES:
            have = ParsedWord(f"{words[n].text}=tener", readings)
            pain = ParsedWord("dolor", forms=frozenset([("dolor", "noun", "m", "s")]))
            yield put(right, n - 1, n + 2, have, pain, ParsedWord("de"))


def _wanted(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Quisiera, querría pedir: me gustaría pedir; and the other way round."""
    pronouns = {"1s": "me", "2s": "te", "3s": "le", "1p": "nos", "2p": "os", "3p": "les"}
    persons = {pronoun: person for person, pronoun in pronouns.items()}
    words = right.words
    for n, word in enumerate(words[:-1]):
        if not any(t == "infinitive" for _, t, _ in words[n + 1].verbs) or word.own:
            continue
        before = words[n - 1] if n else None
        if before and before.text in persons and any(v[:2] == ("gustar", "conditional") for v in word.verbs):
            would = frozenset([("querer", "conditional", persons[before.text])])
            yield put(right, n - 1, n + 1, ParsedWord("querer conditional", would))
        for pronoun in sorted({pronouns[p] for v, t, p in word.verbs if v == "querer" and p in pronouns
                               and t in ("conditional", "subjunctive-imperfect")}):  # fmt: skip
            would = frozenset([("gustar", "conditional", "3s")])
            if before is None or before.text not in CLITICS:
                yield put(right, n, n + 1, ParsedWord(pronoun), ParsedWord("gustaría", would))


def _exclaimed(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Tengo mucha sed: qué sed tengo."""
    words = right.words
    for n, word in enumerate(words[:-2]):
        many, noun = words[n + 1], words[n + 2]
        if "tener" in _lemmas(word) and many.text in ("mucho", "mucha") and not (word.own or many.gap or noun.gap):
            if n == 0 or word.breaks:
                yield put(right, n, n + 3, ParsedWord("qué"), noun, word._replace(breaks=False))


def _farewells(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Sin despedirse de los anfitriones: sin decir adiós, sin decirles adiós a los anfitriones."""
    words = right.words
    for n in range(len(words) - 3):
        verb, pronoun, of = words[n : n + 3]
        if "despedir" not in _lemmas(verb) or not pronoun.attached or of.text != "de":
            continue
        say = verb._replace(text="decir", verbs=frozenset([("decir", "infinitive", "")]), gap=False)
        for whom in ((), (ParsedWord("les", attached=True),), (ParsedWord("le", attached=True),)):
            yield put(right, n, n + 3, say, *whom, ParsedWord("adiós"), ParsedWord("a"))


def _told_after(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Sin decirles adiós a los anfitriones: sin decir adiós a los anfitriones."""
    words = right.words
    for n in range(1, len(words) - 2):
        if words[n].attached and words[n].text in ("le", "les") and not words[n].gap:
            if any(w.text == "a" and not w.gap for w in words[n + 1 : n + 4]):
                yield put(right, n, n + 1)


def _provided(right: ParsedSentence) -> Iterator[ParsedSentence]:
    """Siempre que me lo devuelva: con tal de que me lo devuelva; and the other way round."""
    words = right.words
    texts = tuple(w.text for w in words)
    for n in range(1, len(words) - 3):
        if texts[n : n + 2] == ("siempre", "que") and not (words[n].gap or words[n + 1].gap):
            if any("subjunctive" in t for w in words[n + 2 : n + 6] for _, t, _ in w.verbs if _sure_verb(w)):
                provided = (ParsedWord("con"), ParsedWord("tal"), ParsedWord("de"), ParsedWord("que"))
                yield put(right, n, n + 2, *provided)
        if texts[n : n + 4] == ("con", "tal", "de", "que") and not any(w.gap for w in words[n : n + 4]):
            yield put(right, n, n + 4, ParsedWord("siempre"), ParsedWord("que"))
