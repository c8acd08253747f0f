"""What no sentence of Spanish has, whatever it says: el casa, verano en, me miedo dan, si vendrás, compré te.

Told by the words alone; a right sentence that seems to have such a fault, as idioms do, has it as well, and the two are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tutor.exercises.grading.words import CLITICS, PREPOSITIONS, STRUCTURAL, SUBJECTS, ParsedWord, agree, word_set
from tutor.language.es.verbs import analyse

_ASKING = word_set("saber preguntar ver decir dudar decidir averiguar entender recordar importar contar")
_HAVE = word_set(
    "he has ha hemos habéis han había habías habíamos habíais habían hubiera hubieras hubiéramos hubierais hubieran hubiese "
    "hubieses hubiésemos hubieseis hubiesen habré habrás habrá habremos habréis habrán habría habrías habríamos habríais habrían "
    "haya hayas hayamos hayáis hayan"
)
_HAD = word_set("hube hubiste hubo hubimos hubisteis hubieron")
_DETERMINERS = word_set(
    "el la los las un una unos unas este esta estos estas ese esa esos esas aquel aquella aquellos aquellas nuestro nuestra nuestros "
    "nuestras vuestro vuestra vuestros vuestras mucho mucha muchos muchas poco poca pocos pocas otro otra otros otras todo toda todos "
    "todas cuánto cuánta cuántos cuántas tanto tanta tantos tantas algún alguna algunos algunas ningún ninguna mis tus sus mi tu su"
)
_NOT_NOUNS = word_set(
    "bien mal mucho poco cerca lejos mejor peor más menos tarde temprano antes no sí vez todo hoy ayer número"
)
# Before a stressed a a feminine has these.
_BEFORE_A = word_set("el un algún ningún")
_ARTICLES = word_set("el la los las un una mi tu su")
_ADVERBS = word_set("mucho poco tanto todo otro")
_WEAK = word_set("me te le les nos os")
# A verb may lack its accent: te dire, le hablo.
_ACCENTED = str.maketrans("aeio", "áéíó")
# Prepositions that may stand before others.
_PAIRS = frozenset([("a", "con"), ("para", "con"), ("por", "de"), ("para", "de"), ("para", "en"), ("por", "en")])
_DANGLING = word_set("a de en con por para sin desde hasta hacia sobre entre")
_BEFORE_INFINITIVES = _DANGLING - {"desde"}
_NEVER_DESCRIBED = _NOT_NOUNS | _DETERMINERS | STRUCTURAL
_AFTER_PRONOUNS = CLITICS | PREPOSITIONS | {"no"}


def faults_in(words: list[ParsedWord]) -> list[str]:
    """The faults, each as the words that make it; before compound tenses are put together."""
    rows = (
        _before_infinitive(words), _after_verb(words), _torn(words), _no_you(words), _if_will(words), _disagreeing(words),
        _dangling(words), _unlike(words), _lone_pronouns(words),
        _misplaced(words),
        _two_astray(words), _inflected(words), _ending_in_no(words), _not_la(words), _forgot_of(words),
        _being_hungry(words), _being_a_trade(words), _however_much(words),
    )  # fmt: skip
    return [fault for row in rows for fault in row]


def _infinitive(words: list[ParsedWord]) -> bool:
    return any(tense == "infinitive" for word in words for _, tense, _ in word.verbs)


def _finite(word: ParsedWord) -> bool:
    return any(person for _, _, person in word.verbs)


def _before_infinitive(words: list[ParsedWord]) -> Iterator[str]:
    """me levantar, for levantarme."""
    for one, two in pairwise(words):
        if (
            one.text in ("me", "te", "se", "nos", "os", "le", "les")
            and not (one.attached or two.breaks)
            and two.verbs
            and all(tense == "infinitive" for _, tense, _ in two.verbs)
            and not two.forms
        ):
            yield f"{one.text} {two.text}"


def _two_astray(words: list[ParsedWord]) -> Iterator[str]:
    """se lo agradecer, devuelve se lo: two pronouns stand before a verb with a person, or are written at the end of it."""
    for n, (one, two) in enumerate(pairwise(words)):
        if (
            one.text not in ("me", "te", "se", "nos", "os")
            or two.text not in ("lo", "la", "los", "las")
            or one.attached
        ):
            continue
        after = words[n + 2] if n + 2 < len(words) else None
        if after is not None and after.text in {v for v, t, _ in after.verbs if t == "infinitive"} and not after.forms:
            yield f"{one.text} {two.text} {after.text}"
        if (after is None or not after.verbs) and n and _finite(words[n - 1]) and not (two.breaks or one.breaks):
            noun = after is not None and any(p in ("noun", "adjective") for _, p, _, _ in after.forms)
            if not noun:
                yield f"{words[n - 1].text} {one.text} {two.text}"


# There was, as well as had.
_THERE = word_set("ha había hubiera hubiese habrá habría haya")
_AUXILIARY = (_HAVE - _THERE) | {"haber"}


def _inflected(words: list[ParsedWord]) -> Iterator[str]:
    """haberse descubierta, he comprada: after haber the participle does not change."""
    for n, word in enumerate(words[:-1]):
        if word.text not in _AUXILIARY:
            continue
        end = next((m for m in range(n + 1, len(words)) if not words[m].attached), n + 1)
        done = words[end] if end < len(words) and (word.text != "haber" or end > n + 1) else None
        if done and not done.breaks and done.text.endswith(("as", "os", "a")):
            if any(r.tense == "participle" for r in analyse(done.text.removesuffix("s")[:-1] + "o")):
                yield f"{word.text} {done.text}"


def _ending_in_no(words: list[ParsedWord]) -> Iterator[str]:
    """funciona no, for no funciona."""
    for n, (one, two) in enumerate(pairwise(words), 2):
        ends = n == len(words) or words[n].breaks
        after = set() if ends else {p for _, p, _, _ in words[n].forms}
        alone = not one.forms or (not ends and (n == 2 or one.breaks))
        adverbial = ends or after == {"adverb"} or words[n].text in PREPOSITIONS
        if two.text == "no" and not two.breaks and _finite(one) and alone and adverbial:
            yield f"{one.text} no"


# What one has, in Spanish, and is in English.
_HAD_NOT_BEEN = word_set("hambre sed paciencia miedo prisa ganas suerte cuidado éxito vergüenza celos")
_MUCH = word_set("mucha mucho muy tanta tanto tan bastante")


def _being_hungry(words: list[ParsedWord]) -> Iterator[str]:
    """sé paciencia, estoy mucha hambre, for ten, tengo."""
    for n, word in enumerate(words[:-1]):
        if any(v in ("ser", "estar") and p for v, _, p in word.verbs):
            after = words[n + 2] if words[n + 1].text in _MUCH and n + 2 < len(words) else words[n + 1]
            if after.text in _HAD_NOT_BEEN and not (after.breaks or words[n + 1].breaks):
                yield f"{word.text} {after.text}"


_TRADE = tuple(word_set("ero era or ora ista nte logo loga grafo grafa ario aria médica médico abogado abogada"))


def _being_a_trade(words: list[ParsedWord]) -> Iterator[str]:
    """estoy estudiante, estabas médica: for soy, eras."""
    for n, (one, two) in enumerate(pairwise(words)):
        if any(v == "estar" and p for v, _, p in one.verbs) and not one.forms and two.text.endswith(_TRADE):
            of_place = n and words[n - 1].text in ("donde", "dónde", "aquí", "ahí", "allí")
            if _only(two, "noun") and not (two.breaks or two.capital or two.verbs or of_place):
                yield f"{one.text} {two.text}"


def _however_much(words: list[ParsedWord]) -> Iterator[str]:
    """por mucho que lo repasaremos, for repasemos."""
    for one, two, three, *rest in (words[n : n + 7] for n in range(len(words) - 3)):
        if (one.text, three.text) == ("por", "que") and two.text in ("mucho", "más", "poco"):
            if verb := _will(rest):
                yield f"{three.text} {verb.text}"


# Feminine nouns with a stressed a at their beginning.
_STRESSED_A = word_set("agua águila alma área arma aula hambre hacha ave ala hada asma ancla")


def _not_la(words: list[ParsedWord]) -> Iterator[str]:
    """la doble de, la agua, la habla de: for el doble de, el agua, el habla de."""
    for one, two, three in zip(words, words[1:], [*words[2:], None], strict=False):
        of = three is not None and three.text == "de" and not three.breaks
        if one.text == "la" and not (one.attached or two.breaks):
            if two.text in _STRESSED_A or (two.text in ("doble", "triple", "habla") and of):
                yield f"{one.text} {two.text}"


def _forgot_of(words: list[ParsedWord]) -> Iterator[str]:
    """se me olvidó de que, for se me olvidó que or me olvidé de que."""
    for n, (one, two) in enumerate(pairwise(words)):
        if one.text == "se" and two.text in _WEAK and not two.attached:
            for forgot, of in pairwise(words[n + 2 : n + 5]):
                if of.text == "de" and any(v == "olvidar" for v, _, _ in forgot.verbs):
                    yield f"{forgot.text} {of.text}"


def _torn(words: list[ParsedWord]) -> Iterator[str]:
    """ha la visto, visto ha, hubo visto: nothing stands between haber and its participle, and it comes first."""
    done = [any(tense == "participle" for _, tense, _ in word.verbs) for word in words]
    for n, word in enumerate(words):
        next_done = n + 1 < len(words) and done[n + 1]
        to_do = n + 1 < len(words) and words[n + 1].text == "de" and _infinitive(words[n + 2 : n + 3])
        beside = (n and done[n - 1] and words[n - 1].verbs) or (n + 2 < len(words) and done[n + 2])
        if (word.text in _HAVE and not next_done and not to_do and beside) or (
            word.text in _HAD and next_done and not words[n + 1].breaks
        ):
            yield f"{word.text} {words[n + 1].text if n + 1 < len(words) else ''}"


def _no_you(words: list[ParsedWord]) -> Iterator[str]:
    """no tú sabes, for tú no sabes."""
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        if one.text == "no" and two.text in SUBJECTS and not (two.breaks or three.breaks):
            if any(person in SUBJECTS[two.text] for _, _, person in three.verbs):
                yield f"no {two.text}"


def _after_verb(words: list[ParsedWord]) -> Iterator[str]:
    """compré te, for te compré."""
    for one, two, three in zip(words, words[1:], [*words[2:], None], strict=False):
        followed = three is not None and (three.text in CLITICS or _finite(three))
        weak = two.text in _WEAK and not (two.attached or two.breaks)
        if weak and _finite(one) and not one.forms and not followed:
            yield f"{one.text} {two.text}"


def _if_will(words: list[ParsedWord]) -> Iterator[str]:
    """si vendrás, si tendrías, where it is a condition and not a question."""
    for n, word in enumerate(words[:-1]):
        if word.text != "si" or any(verb in _ASKING for w in words[:n] for verb, _, _ in w.verbs):
            continue
        if verb := _will(words[n + 1 : n + 6]):
            yield f"si {verb.text}"


def _will(words: list[ParsedWord]) -> ParsedWord | None:
    """The first verb with a person, where that is one of the future or the conditional."""
    verb = next((w for w in words if _finite(w) and w.text not in CLITICS), None)
    return verb if verb and {t for _, t, p in verb.verbs if p} <= {"future", "conditional"} else None


def _disagreeing(words: list[ParsedWord]) -> Iterator[str]:
    """el casa, muchos veces, lo mañana, uno reserva."""
    for one, two in pairwise(words):
        if two.breaks or two.capital or not two.forms or two.text in _NEVER_DESCRIBED:
            continue
        named = {(g, n) for _, p, g, n in two.forms if p in ("noun", "adjective")}
        only_noun = {p for _, p, _, _ in two.forms} & {"noun", "adjective"} == {"noun"}
        if not named:
            continue
        if one.text not in _ARTICLES and (two.verbs or (one.text in _ADVERBS and not only_noun)):
            continue
        if one.text in ("lo", "esto", "eso", "aquello") and only_noun and not one.attached and not two.verbs:
            yield f"{one.text} {two.text}"
        if one.text == "uno" and only_noun:
            yield f"{one.text} {two.text}"
        if one.text not in _DETERMINERS:
            continue
        if (
            one.text in _BEFORE_A
            and any(p == "noun" for _, p, _, _ in two.forms)
            and two.text.startswith(("a", "á", "ha", "há"))
        ):
            continue
        told = {(g, n) for _, p, g, n in one.forms if p == "determiner"}
        if told and not any(agree(a, b) for a in told for b in named) and not (two.verbs and one.text in CLITICS):
            yield f"{one.text} {two.text}"


_COPULAS = frozenset(["ser", "estar", "parecer"])
_DEGREES = word_set("muy tan más menos bastante demasiado")


def _unlike(words: list[ParsedWord]) -> Iterator[str]:
    """muchas turistas ingleses, mi amigo es italiana: an adjective beside its noun, or said of the subject that opens the clause."""
    for n, (one, two) in enumerate(pairwise(words)):
        if one.text not in _DETERMINERS or two.breaks or not _only(two, "noun") or two.text == "vez":
            continue
        told = {(g, m) for _, p, g, m in one.forms if p == "determiner"} or {("c", "n")}
        named = {(g, m) for _, p, g, m in two.forms if p == "noun"}
        after = n + 2
        if (n == 0 or one.breaks) and after < len(words) and any(v in _COPULAS and p for v, _, p in words[after].verbs):
            after += 1
            after += after < len(words) and words[after].text in _DEGREES
        if (
            after >= len(words)
            or words[after].breaks
            or not _only(words[after], "adjective")
            or words[after].verbs - _done(words[after])
        ):
            continue
        said = {(g, m) for _, p, g, m in words[after].forms if p == "adjective"}
        before_a = one.text in _BEFORE_A and two.text.startswith(("a", "á", "ha", "há"))
        fits = any(agree(a, b) and (before_a or agree(a, c)) for a in said for b in named for c in told)
        if not fits:
            yield f"{two.text} {words[after].text}"


def _only(word: ParsedWord, part: str) -> bool:
    return {p for _, p, _, _ in word.forms} & {"noun", "adjective", "adverb", "determiner", "pronoun"} == {part}


def _done(word: ParsedWord) -> set[tuple[str, str, str]]:
    return {verb for verb in word.verbs if verb[1] == "participle"}


def _dangling(words: list[ParsedWord]) -> Iterator[str]:
    """rompieron verano en: a preposition has something behind it."""
    for n, word in enumerate(words):
        if word.text in _DANGLING and n and (n + 1 == len(words) or words[n + 1].breaks):
            yield f"{words[n - 1].text} {word.text}"


_NO_PAIR = frozenset(
    (one, two)
    for one in ("en", "con", "a", "por", "para")
    for two in ("en", "con", "a", "de")
    if (one, two) not in _PAIRS
)


def _misplaced(words: list[ParsedWord]) -> Iterator[str]:
    """en con un amigo, con habláramos, vamos ver, vamos en pedir: what stands behind a preposition, and behind ir."""
    for one, two, three in zip(words, words[1:], [*words[2:], None], strict=False):
        if two.breaks:
            continue
        if (one.text, two.text) in _NO_PAIR or (
            one.text in _BEFORE_INFINITIVES and _finite(two) and not (two.forms or two.capital)
        ):
            yield f"{one.text} {two.text}"
        if any(v == "ir" and p and t in ("present", "imperfect", "future", "conditional") for v, t, p in one.verbs):
            to_do = three is not None and three.text in {v for v, t, _ in three.verbs if t == "infinitive"}
            infinitive = two.text in {v for v, t, _ in two.verbs if t == "infinitive"}
            if (infinitive and not two.forms) or (two.text in ("en", "con") and to_do):
                yield f"{one.text} {two.text}"


def _lone_pronouns(words: list[ParsedWord]) -> Iterator[str]:
    """me miedo daban, for me daban miedo."""
    for one, two in pairwise(words):
        if (
            one.text in _WEAK
            and not one.attached
            and not two.breaks
            and not two.verbs
            and any(p in ("noun", "adjective", "adverb", "determiner") for _, p, _, _ in two.forms)
            and two.text not in _AFTER_PRONOUNS
            and not analyse(two.text[:-1] + two.text[-1].translate(_ACCENTED))
        ):
            yield f"{one.text} {two.text}"
