"""What stands before or right behind a noun and has to agree with it: «dos libros», «ninguna persona», «toda la gente», «esta semana»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import STOPS, WHEN, adjectival, finite, share
from tutor.language.es.inflect import gender_number, inflected, plural, takes_el
from tutor.language.es.lexicon import analyses
from tutor.language.es.wordlist import words

_ROWS = (
    ("este", "esta", "estos", "estas"), ("ese", "esa", "esos", "esas"), ("aquel", "aquella", "aquellos", "aquellas"),
    ("tanto", "tanta", "tantos", "tantas"), ("algún", "alguna", "algunos", "algunas"), ("ningún", "ninguna", "ningunos", "ningunas"),
)  # fmt: skip
_INDEX = {("m", "s"): 0, ("f", "s"): 1, ("m", "p"): 2, ("f", "p"): 3}
_ALL = {"el": "todo", "la": "toda", "los": "todos", "las": "todas"}
_HAS = {"el": ("m", "s"), "un": ("m", "s"), "la": ("f", "s"), "una": ("f", "s"), "los": ("m", "p"), "unos": ("m", "p"), "las": ("f", "p"), "unas": ("f", "p"),
        "este": ("m", "s"), "esta": ("f", "s"), "estos": ("m", "p"), "estas": ("f", "p")}  # fmt: skip
_COUNTS = words(
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta cien"
)
_NATIONAL = {
    "español": "español",
    "inglés": "ingles",
    "francés": "frances",
    "alemán": "aleman",
    "japonés": "japones",
    "portugués": "portugues",
}
_OF_A_COUNTRY = words(
    "comida película música cultura cocina chica mujer ciudad cerveza casa familia bandera tortilla amiga novia profesora empresa canción actriz cantante serie novela"
)
_DAYS = words("lunes martes miércoles jueves viernes sábado sábados domingo domingos")
# Of either gender, or what they are depends on who is meant.
_EITHER = words(
    "mar calor arte radio capital orden frente cura guía policía modelo testigo final parte margen pendiente cometa corte internet maratón pijama "
    "sartén video vídeo editorial resto lado mañana tarde hora vez mil millón cuarto quinto tercio medio mayor menor kilo"
)
_ORDERED = words("del al este esta su mi tu un una de")


def determined(s: Sentence) -> Iterator[Finding]:
    """Dos libro → libros; ningún persona → ninguna; todos la gente → toda; estos semana → esta; un día preciosa → precioso."""
    for i, word in enumerate(s.words):
        if word in _COUNTS or (word.isdecimal() and 1 < int(word[:6]) < 1000):
            yield from _counted(s, i)
        elif word in ("todo", "toda", "todos", "todas") and s.at(i + 1) in _ALL:
            yield from _all(s, i)
        elif (
            word == "los"
            and s.at(i + 1) in _DAYS
            and s.at(i + 2) in ("pasado", "próximo")
            and s.at(i + 1).endswith("es")
        ):
            yield Finding(i, i + 1, "el", "determiner-noun", 0.88, s.at(i + 1))
        elif word in ("los", "estos", "todos") and s.at(i + 1) in ("sábado", "domingo") and not s.is_name(i + 1):
            yield Finding(i + 1, i + 2, f"{s.at(i + 1)}s", "noun-number", 0.9, word)
        elif word in _NATIONAL:
            yield from _national(s, i)
        for row in _ROWS:
            if word in row:
                yield from _row(s, i, row)
        if word in _HAS:
            yield from _behind(s, i)


def only_noun(s: Sentence, i: int) -> tuple[str, str] | None:
    """Gender and number of what is a noun here and hardly anything else."""
    word = s.at(i)
    if not word[:1].isalpha() or s.is_name(i) or word in _EITHER or share(word, "noun") < 0.6 or adjectival(word) > 0.2:
        return None
    tag = gender_number(word)
    return tag if tag and tag[1] in "sp" and tag[0] in "mfc" else None


def _counted(s: Sentence, i: int) -> Iterator[Finding]:
    """«Compré dos libro», «tengo 2 hermano»; «las dos tarde» and «el 2 mayo» are other mistakes."""
    tag, after = only_noun(s, i + 1), s.at(i + 1)
    if tag is None or tag[1] != "s" or after in WHEN - words("día semana mes año hora minuto") or after.endswith("s"):
        return
    if s.at(i - 1) in ("la", "el", "las", "número", "página", "capítulo"):
        return
    if s.at(i).isdecimal() and (s.at(i - 1) in _ORDERED or s.is_name(i - 1)):
        return  # «su 20 aniversario»
    if not any(a.part == "verb" and a.share > 0.2 for a in analyses(after)) and (many := plural(after)):
        yield Finding(i + 1, i + 2, many, "noun-number", 0.88, s.at(i))


def _all(s: Sentence, i: int) -> Iterator[Finding]:
    """«Todos la gente», «toda los días»; «sobre todo la playa» stays."""
    article, tag = s.at(i + 1), only_noun(s, i + 2)
    right = _ALL[article]
    if tag is None or right == s.at(i) or s.at(i - 1) in ("sobre", "ante", "del", "de", "lo") or "lo" in s.words[:i]:
        return
    own = next(k for k, v in _ALL.items() if v == right)
    fits = tag == _HAS[own] or (tag[0] == "c" and tag[1] == _HAS[own][1])
    if fits or (article == "el" and takes_el(s.at(i + 2)) and s.at(i) != "toda"):
        new = "toda" if article == "el" and takes_el(s.at(i + 2)) else right
        yield Finding(i, i + 1, new, "determiner-noun", 0.87, s.at(i + 2))


_PARTS_OF_DAY = {"tarde": ("f", "s"), "tardes": ("f", "p")}


def _row(s: Sentence, i: int, row: tuple[str, ...]) -> Iterator[Finding]:
    """Where gender and number differ, or a form is of the masculine only: the noun is right."""
    tag = _PARTS_OF_DAY.get(s.at(i + 1)) if row[0] == "este" else None
    tag = tag or only_noun(s, i + 1)
    if tag is None or tag[0] == "c":
        return
    has = row.index(s.at(i))
    wrong = _INDEX[tag]
    if has == wrong or (takes_el(s.at(i + 1)) and has == 0 and tag[1] == "s"):
        return
    both = has % 2 != wrong % 2 and (has // 2 != wrong // 2 or s.at(i + 1) in _PARTS_OF_DAY)
    only = row[0] in ("algún", "ningún") and has == 0
    number = row[0] in ("este", "ese", "aquel") and s.at(i + 1) in WHEN and has // 2 != wrong // 2
    many = row[0] == "tanto" and has > 1 and has % 2 != wrong % 2 and tag[1] == "p"
    if row[0] == "tanto" and not many:
        return
    if row[0] == "ningún" and wrong > 1:
        return
    if both or only or number or many:
        yield Finding(i, i + 1, row[wrong], "determiner-noun", 0.87, s.at(i + 1))


def _national(s: Sentence, i: int) -> Iterator[Finding]:
    """«Las películas español» → españolas; «clases de español» stays."""
    before = s.at(i - 1)
    one = before.removesuffix("s")
    tag = gender_number(before)
    if (
        tag
        and tag[0] in "mf"
        and one in _OF_A_COUNTRY
        and s.at(i + 1) in STOPS | words("y es son de en con que me") | {""}
    ):
        stem = _NATIONAL[s.at(i)]
        end = {("m", "s"): "", ("f", "s"): "a", ("m", "p"): "es", ("f", "p"): "as"}[tag]
        if end:
            yield Finding(i, i + 1, stem + end, "noun-adjective", 0.87, before)


def _behind(s: Sentence, i: int) -> Iterator[Finding]:
    """«Un día preciosa»: article and noun agree, so that the adjective is wrong."""
    tag, at = only_noun(s, i + 1), i + 2
    while s.at(at) in ("muy", "tan", "más", "bastante"):
        at += 1
    word = s.at(at)
    if tag is None or _HAS[s.at(i)] != tag or s.at(i - 1) in words("de del y e con o") or s.is_name(at):
        return
    if (
        word in ("primero", "último")
        or word.rstrip("aos") in _OF_WHO
        or adjectival(word) < 0.8
        or share(word, "noun", "adverb", "verb") > 0.3
        or s.at(at + 1) not in _ENDS
    ):
        return
    if any(
        a.features.gender in (tag[0], "c") and a.features.number in (tag[1], "n")
        for a in analyses(word)
        if a.part == "adjective" or a.features.mood == "participle"
    ):
        return
    told = finite(s, i - 1)
    if told and {r.verb for r in told} & {"hacer", "poner", "dejar", "volver", "llevar", "encontrar", "ver", "tener"}:
        return  # «puso la mesa roto»: of what it is said is not known
    right = inflected(word, *tag)  # type: ignore[arg-type]
    if right and right != word:
        yield Finding(at, at + 1, right, "noun-adjective", 0.85, s.at(i + 1))


# «Prefiero escribir las canciones sola»: said of who does it.
_OF_WHO = words("sol junt content cansad tranquil enojad enfadad nervios")
_ENDS = STOPS | {""} | words("y que pero porque en para con cuando")
