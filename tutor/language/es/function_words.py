"""Small words explained by form and use, from `data/function_words.tsv`: «los» is "the", and before a verb "them".

The first row of a form says all its uses in short; another one, of a use that has a name, is shown where the sentence
surely has that use. Where it is not sure, nothing is decided.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from tutor.language.es import surroundings as at
from tutor.language.es.surroundings import Surroundings
from tutor.language.es.vocabulary import DATA
from tutor.language.es.wordlist import words

FILE = DATA / "function_words.tsv"

_ARTICLES = words("el la los las lo un una unos unas")
_DETERMINERS = _ARTICLES | words(
    "mi tu su mis tus sus este esta estos estas ese esa esos esas aquel aquella aquellos aquellas nuestro nuestra nuestros "
    "nuestras vuestro vuestra vuestros vuestras otro otra"
)
_BEFORE_PRONOUNS = words("no me te se nos os nadie quien quién")
_PREPOSITIONS = words("a de en entre para por sobre tras")
_DEGREES = words("muy tan más menos demasiado bastante")
_BEING = words("ser estar parecer")
# What is given or told to somebody: «se lo di»; of others «se lo comió» is the eater's own.
_GIVING = words(
    "dar decir contar regalar enseñar mandar enviar explicar preguntar pedir prestar devolver ofrecer mostrar escribir vender "
    "prometer entregar comentar avisar deber repetir"
)
_SPEAKING = words("hablar cantar volar decir susurrar sonar")
_COMPARED = words(
    "yo tú él ella usted nosotros vosotros ellos ellas ustedes nunca nada nadie ayer antes hoy ahora otros los"
)
_COMPARISONS = words("más menos mejor peor mayor menor")
_MANAGING = words("no yo lo la los las si siempre nunca cuando casi ya también tampoco")
# Of these the subject does not come before: «hasta mi casa hay dos kilómetros».
_OF_PLACES = words("haber hacer ser estar faltar quedar llegar tardar")


@cache
def _rows() -> dict[tuple[str, str], dict[str, str]]:
    header, *rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    found: dict[tuple[str, str], dict[str, str]] = {}
    for forms, use, *told in rows:
        for form in forms.split():
            found[form, use] = dict(zip(header[2:], told, strict=True))
    return found


def explained(word: str, language: str, use: str = "") -> str:
    """What a small word means in a language, in English where the file has not that one; "" for all other words, and for
    one that is a verb here («como pan») unless the file explains that too.
    """
    told = _rows().get((word, use)) or ({} if use == "verb" else _rows().get((word, ""), {}))
    return told.get(language, told.get("en", ""))


def is_small(word: str) -> bool:
    """Whether the file explains the form."""
    return (word, "") in _rows()


def use_of(word: str, place: Surroundings) -> str:
    """The name of the use that a small word surely has in its place, "" where the row for all uses says enough."""
    rule = _RULES.get(word)
    return rule(word, place) if rule and (place or place.exclaimed) else ""


def _article(word: str, place: Surroundings) -> str:
    """«Los vi», «no la cuenta»: a pronoun before a verb, unless a noun that agrees is as likely."""
    if not at.may_be_finite(place.next):
        return ""
    if place.last in _BEFORE_PRONOUNS:
        return "pronoun"
    return "pronoun" if at.is_finite(place.next) and not at.agrees(place.next, word) else ""


def _lo(_: str, place: Surroundings) -> str:
    if place.next == "que":
        return "relative"
    if place.last in ("a", "por"):
        return ""  # a lo mejor, por lo menos
    described = at.adjective(place.next) is not None or place.next in words(
        "mejor peor mío tuyo suyo nuestro más menos de"
    )
    return "article" if described and not at.may_be_finite(place.next) else ""


def _una(_: str, place: Surroundings) -> str:
    if "que" in place.before and place.next in words("a al el la los las su sus") and place.after[1:2] != ("menos",):
        return "verb" if place.last == "que" or at.is_noun(place.last) else ""
    return "pronoun" if place.next in ("", "de", "que") else ""


def _se(_: str, place: Surroundings) -> str:
    given = len(place.after) > 1 and at.lemma_of(place.after[1]) in _GIVING
    return "object" if given and place.next in ("lo", "la", "los", "las") else ""


def _si(_: str, place: Surroundings) -> str:
    own = place.last in _PREPOSITIONS or place.next in words("mismo misma mismos mismas")
    return "pronoun" if own else ""


def _consigo(_: str, place: Surroundings) -> str:
    return "verb" if not place.before or place.last in _MANAGING else ""


def _possessive(_: str, place: Surroundings) -> str:
    return "pronoun" if not place.after or place.last in _ARTICLES else ""


def _este(_: str, place: Surroundings) -> str:
    return "noun" if place.last in ("el", "al", "del") else ""


def _sobre(_: str, place: Surroundings) -> str:
    return "noun" if place.last in _DETERMINERS | {"del", "al"} else ""


def _todo(_: str, place: Surroundings) -> str:
    return "determiner" if place.next in _DETERMINERS - {"lo"} or at.is_noun(place.next) else ""


def _algo(_: str, place: Surroundings) -> str:
    """«Está algo cansado», «es algo cara»; «algo caro» may be a thing."""
    told = at.adjective(place.next)
    return "adverb" if told and (at.lemma_of(place.last) == "estar" or told.features.gender == "f") else ""


def _ya(_: str, place: Surroundings) -> str:
    return "no" if place.next == "no" else ""


def _solo(_: str, place: Surroundings) -> str:
    if place.last in _DEGREES:
        return "adjective"
    stays = at.lemma_of(place.last) in words("vivir estar quedar sentir")
    return (
        "adjective" if stays and (not place.after or place.next in words("desde en con y todo siempre ahora")) else ""
    )


def _bajo(_: str, place: Surroundings) -> str:
    verb = next((word for word in reversed(place.before) if word not in _DEGREES), "")
    if at.lemma_of(verb) in _SPEAKING:
        return "adverb"
    before_noun = place.next in _DETERMINERS or at.is_noun(place.next)
    described = place.last in _DEGREES or at.lemma_of(place.last) in _BEING or at.is_noun(place.last)
    return "adjective" if described and not before_noun else ""


def _entre(_: str, place: Surroundings) -> str:
    told = place.last in words("que no cuando usted nadie") and (
        not place.after or place.next in words("sin en a al por con ya ahora despacio antes cuando")
    )
    return "verb" if told else ""


def _hasta(_: str, place: Surroundings) -> str:
    match place.before, place.after:
        case _, ("yo" | "tú", *_):
            return "even"
        case (), (article, noun, verb, *_) if article in _DETERMINERS and at.is_noun(noun) and at.is_finite(verb):
            return "" if at.lemma_of(verb) in _OF_PLACES else "even"
    return ""


def _que(_: str, place: Surroundings) -> str:
    """«Más alto que yo»; «el libro más caro que tengo» is another."""
    if "no" in place.before and place.last == "más":
        return ""  # no es más que un niño: only
    near = place.before[-3:]
    compared = place.last in _COMPARISONS or (bool(_COMPARISONS & set(near)) and not _ARTICLES & set(place.before[-5:]))
    return "than" if compared and (place.next in _COMPARED | _DETERMINERS or at.is_noun(place.next)) else ""


def _habia(_: str, place: Surroundings) -> str:
    return "auxiliary" if at.is_participle(place.next) else ""


def _haya(_: str, place: Surroundings) -> str:
    return "there" if place.after and not at.is_participle(place.next) else ""


def _vaya(_: str, place: Surroundings) -> str:
    """«¡Vaya día!»; «¡vaya usted al médico!» is ir."""
    goes = place.before or place.next in _PREPOSITIONS | words("al usted con hacia hasta despacio")
    return "exclamation" if place.exclaimed and not goes else ""


def _anda(_: str, place: Surroundings) -> str:
    return "exclamation" if place.exclaimed and not place.before and place.next in ("", "ya", "que") else ""


def _noun(_: str, place: Surroundings) -> str:
    """«La espera», «a la espera de», «su junta»; «no la espera» is a verb."""
    article = place.last == "la" and place.before[-2:-1] not in (("no",), ("se",), ("me",), ("te",), ("nos",))
    return "noun" if article or place.last in _DETERMINERS - _ARTICLES | words("una de sin") else ""


_RULES: dict[str, Callable[[str, Surroundings], str]] = {
    "la": _article, "los": _article, "las": _article, "lo": _lo, "una": _una, "se": _se, "sí": _si, "consigo": _consigo,
    **dict.fromkeys(
        ("nuestro", "nuestra", "nuestros", "nuestras", "vuestro", "vuestra", "vuestros", "vuestras"), _possessive
    ),
    "este": _este, "sobre": _sobre, "todo": _todo, "algo": _algo, "ya": _ya, "solo": _solo, "bajo": _bajo, "entre": _entre,
    "hasta": _hasta, "que": _que, "había": _habia, "haya": _haya, "vaya": _vaya, "anda": _anda,
    "espera": _noun, "junta": _noun,
}  # fmt: skip
