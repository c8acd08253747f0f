"""Articles that a noun lacks or has too many: «la vida es bella», «de lunes a viernes», «¡qué día!», «hoy es lunes», «el problema es»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.determined import only_noun
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    OPENING,
    STOPS,
    WHEN,
    finite,
    is_adjective,
    is_finite,
    is_person_name,
    noun,
    phrase,
    share,
)
from tutor.language.es.inflect import takes_el
from tutor.language.es.lexicon import analyses
from tutor.language.es.titles import TITLES
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_THE = {("m", "s"): "el", ("f", "s"): "la", ("m", "p"): "los", ("f", "p"): "las"}
_DAYS = words("lunes martes miércoles jueves viernes sábado domingo")
_MONTHS = words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
_NUMBERS = words("uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta")
# What can be spoken of in general; behind «que» and «porque» these need their article as well.
_GENERAL = words(
    "gente vida amor música comida naturaleza español inglés francés alemán italiano chino japonés portugués ruso fútbol tenis baloncesto natación salud "
    "educación tecnología familia dinero tiempo tráfico café chocolate arte cultura sociedad contaminación violencia libertad paz felicidad amistad muerte historia "
    "lectura deporte ajedrez yoga cine literatura ciencia política religión trabajo universidad clase agua cerveza vino fruta verdura leche pan carne pescado"
)
_SAYS = words("ser estar tener hacer parecer costar ayudar gustar poder deber necesitar saber oler")
_BEFORE = words("que porque pero y aunque como cuando")
_GREETING = words(
    "hola buenos buenas gracias adiós perdón disculpe perdone bienvenido bienvenida encantado encantada señores"
)
_TODAY = words("hoy mañana ayer")


def bare_nouns(s: Sentence) -> Iterator[Finding]:
    """Vida es bella → la vida; los lunes a viernes → de lunes a viernes; hoy es el lunes → es lunes; lo problema → el problema."""
    for i, word in enumerate(s.words):
        if word in _GENERAL or i == 0:
            yield from _subject(s, i)
        if word == "los" and s.at(i + 1) in _DAYS and s.at(i + 2) == "a" and s.at(i + 3) in _DAYS:
            yield Finding(i, i + 1, "de", "article-span", 0.9, s.text(i + 1, i + 4))
        elif word in ("el", "la") and s.at(i - 1) == "," and s.at(i + 1) in TITLES and s.at(0) in _GREETING:
            last = i + 2 + s.is_name(i + 2)
            if s.at(last) in STOPS | {""} and not any(is_finite(s, n) for n in range(i)):
                yield Finding(i, i + 1, "", "article-called", 0.9, s.at(i + 1))
        elif word in ("un", "una") and s.at(i - 1) == "qué" and "¡" in s.words[:i] and noun(s, i + 1):
            yield Finding(i, i + 1, "", "exclaims-bare", 0.92, s.at(i + 1))
        elif word == "el" and s.at(i + 1) in _DAYS and s.at(i - 1) in ("es", "era", "fue") and s.at(i - 2) in _TODAY:
            if s.at(i + 2) in STOPS | {"", "y", "porque", "pero"}:
                yield Finding(i, i + 1, "", "day-today", 0.9, s.at(i + 1))
        elif word == "lo":
            yield from _neuter(s, i)
        elif word == "en" and s.at(i - 1) in ("es", "era", "fue") and s.at(i + 2) == "de" and s.at(i + 3) in _MONTHS:
            if s.at(i + 1) in _NUMBERS or s.at(i + 1).isdigit():
                yield Finding(i, i + 1, "el", "en-date", 0.94)


def _subject(s: Sentence, i: int) -> Iterator[Finding]:
    """A noun in the singular without its article, with its verb behind it: «vida en el campo es tranquila»."""
    tag = noun(s, i)
    word, general = s.at(i), s.at(i) in _GENERAL
    if tag not in (("m", "s"), ("f", "s")) or tag is None or "¡" in s.words:
        return
    if any(a.part == "name" for a in analyses(s.tokens[i].text)) or is_person_name(s, i):
        return  # «Julia está enferma», «Lima está en la costa»
    if i and not (general and s.at(i - 1) in _BEFORE and not noun(s, i - 2)):
        return
    if not general and (share(word, "noun") < 0.85 or word in WHEN or is_finite(s, i)):
        return
    if i and any(r.person == "1s" for r in analyse(word)):
        return  # «la gente con la que trabajo es amable»
    at = i + 1
    while is_adjective(s, at) and not is_finite(s, at):
        at += 1
    if s.at(at) in ("aquí", "allí"):
        at += 1
    elif s.at(at) in ("en", "de", "del"):
        if s.at(at) == "del" or not (found := phrase(s, at + 1)):
            at = at + 2 if noun(s, at + 1) or s.is_name(at + 1) else at
        else:
            at = found.end
    told = finite(s, at)
    if not told or any(r.person not in {"3s", "1s"} for r in told) or not {r.verb for r in told} & _SAYS:
        return
    if (
        s.at(at + 1) in ("lo", "el", "la", "los", "las", "que")
        or s.at(at + 2) == "que"
        or not s.at(at + 1)[:1].isalpha()
    ):
        return
    if i and not {r.verb for r in told} & {"ser", "estar"}:
        return
    if not general and (at == i + 1 or not {r.verb for r in told} <= {"ser", "estar"}):
        return  # «Canela es vieja» is a name
    yield Finding(i, i, "el" if tag[0] == "m" or takes_el(word) else "la", "article-subject", 0.86, word)


def _neuter(s: Sentence, i: int) -> Iterator[Finding]:
    """«Lo problema es», «lo martes»: lo stands before no noun."""
    if s.at(i + 1) in _DAYS:
        yield Finding(i, i + 1, "el", "determiner-noun", 0.9, s.at(i + 1))
        return
    tag = only_noun(s, i + 1)
    opens = (
        i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in OPENING or s.at(i - 1) in ("y", "pero", "que", "porque", "es")
    )
    if (
        tag in _THE
        and opens
        and (is_finite(s, i + 2) or s.at(i + 2) in ("de", "del"))
        and not share(s.at(i + 1), "adjective", "verb")
    ):
        yield Finding(i, i + 1, _THE[tag], "determiner-noun", 0.87, s.at(i + 1))
