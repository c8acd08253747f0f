"""The article with professions, parts of the body, places, hours, titles and what is meant in general."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.states import PROFESSIONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    WHEN,
    infinitive,
    is_adjective,
    is_finite,
    noun,
    share,
)
from tutor.language.es.inflect import takes_el
from tutor.language.es.lexicon import analyses
from tutor.language.es.titles import TITLES
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_BODY = words(
    "mano manos pie pies cabeza espalda cara pelo dientes ojos ojo brazo brazos pierna piernas estómago garganta rodilla dedo dedos cuello oído oídos muela muelas"
)
_WASH = words("lavar cepillar cortar secar pintar romper quitar poner peinar")
# Said of what one does, these have no noun: lo bueno es que.
_WHAT_IS = words(
    "bueno malo mejor peor importante difícil fácil interesante divertido curioso raro triste normal lógico positivo negativo necesario"
)
_TO_PLACES = {
    **dict.fromkeys(words("cine parque gimnasio trabajo supermercado mercado banco hospital restaurante teatro museo médico dentista aeropuerto baño centro colegio bar"), "al"),
    **dict.fromkeys(words("escuela playa universidad biblioteca iglesia piscina tienda oficina montaña farmacia estación discoteca"), "a la"),
}  # fmt: skip
_LIKED = words(
    "café té música chocolate leche cerveza vino fútbol tenis cine arte pizza pasta pescado carne fruta deporte historia playa verano invierno español francés inglés naturaleza literatura queso pan arroz ajedrez"
)
_HOURS = words("dos tres cuatro cinco seis siete ocho nueve diez once doce")
_DAYS = words("lunes martes miércoles jueves viernes sábado domingo")


def articles(s: Sentence) -> Iterator[Finding]:
    """Es un médico → es médico; me lavo mis manos → las manos; voy a escuela → a la escuela."""
    for i, word in enumerate(s.words):
        yield from _article(s, i, word)


def _becomes(s: Sentence, i: int) -> bool:
    """«Convertirse en un médico», «es actriz y una cantante»: the profession behind other words than ser."""
    if s.at(i - 1) == "en":
        return any(a.lemma == "convertir" for n in (i - 2, i - 3) for a in analyses(s.at(n)))
    return (
        s.at(i - 1) in ("o", "y")
        and s.at(i - 2) in PROFESSIONS
        and any(r.verb == "ser" for n in (i - 3, i - 4) for r in analyse(s.at(n)))
    )


_SOMEBODY = words("persona chico chica hombre mujer")


def _told(s: Sentence, i: int) -> bool:
    """Whether it is said what somebody is like: «muy sincera»."""
    return s.at(i) in ("muy", "bastante") or (is_adjective(s, i) and not is_finite(s, i))


def _article(s: Sentence, i: int, word: str) -> Iterator[Finding]:
    after = s.at(i + 1)
    be = {r.verb for r in analyse(s.at(i - 1))}
    if (
        word in ("un", "una")
        and after in PROFESSIONS
        and ("ser" in be or _becomes(s, i))
        and s.at(i + 2) in ("", ".", ",", "y", "!", "pero", "o", "?", "porque", "cuando")
        and s.at(i - 2) != "que"
        and not (s.at(i + 2) == "y" and s.at(i + 3) in CLITICS)
        and not (s.at(i + 2) in (",", "y", "o") and noun(s, i + 3))  # «una actriz y cantante chilena»
    ):
        yield Finding(i, i + 1, "", "article-profession", 0.87, after)
    if word in _SOMEBODY and "ser" in be and s.at(i - 2) not in ("lo", "no") and _told(s, i + 1):
        yield Finding(i, i, "un" if word in ("chico", "hombre") else "una", "article-a", 0.87, word)
    if word in ("un", "una", "unos", "unas") and after in ("otro", "otra", "otros", "otras"):
        yield Finding(i, i + 1, "", "article-other", 0.92, after)
    if (
        word in ("otro", "otra", "otros", "otras")
        and after in ("un", "una", "unos", "unas")
        and s.at(i - 1) not in ("el", "la", "los", "las", "un", "una", "uno", "unos", "unas")
        and noun(s, i + 2)
        and s.at(i + 2) != "poco"
    ):
        yield Finding(i + 1, i + 2, "", "article-other", 0.9, word)
    if word in ("mi", "mis", "tu", "tus", "su", "sus") and after in _BODY and _own(s, i) and (tag := noun(s, i + 1)):
        yield Finding(
            i,
            i + 1,
            {("m", "s"): "el", ("f", "s"): "la", ("m", "p"): "los", ("f", "p"): "las"}.get(tag, word),
            "article-body",
            0.87,
            after,
        )
    if (
        word == "a"
        and after in _TO_PLACES
        and {r.verb for r in analyse(s.at(i - 1))}
        & {"ir", "llegar", "volver", "venir", "entrar", "llevar", "salir", "regresar"}
        and not is_adjective(s, i + 2)
    ):
        yield Finding(i, i + 1, _TO_PLACES[after], "article-place", 0.88, after)
    if (
        word in _LIKED
        and {r.verb for r in analyse(s.at(i - 1 - (s.at(i - 1) in ("mucho", "más"))))}
        & {"gustar", "encantar", "interesar"}
        and (tag := noun(s, i))
        and s.at(i - 2 - (s.at(i - 1) in ("mucho", "más"))) in CLITICS
    ):
        yield Finding(
            i, i, "el" if tag[0] == "m" or word == "arte" or takes_el(word) else "la", "article-general", 0.88, word
        )
    if (
        word == "el"
        and s.tokens[i].text != "él"
        and s.at(i + 1) in _WHAT_IS
        and (i == 0 or s.at(i - 1) in (",", "y", "pero", "que"))
        and (
            (s.at(i + 2) == "de" and infinitive(s, i + 3))
            or (
                s.at(i + 2) in ("es", "era", "fue")
                and (s.at(i + 3) == "que" or infinitive(s, i + 3) or (s.at(i + 3) == "no" and infinitive(s, i + 4)))
            )
        )
    ):
        yield Finding(i, i + 1, "lo", "neuter-lo", 0.88, s.at(i + 1))
    if (
        word in TITLES
        and s.is_name(i + 1)
        and (i == 0 or s.at(i - 1) in ("con", "que", "y", "pero"))
        and (is_finite(s, i + 2) or s.at(i - 1) == "con")
    ):
        yield Finding(i, i, "el" if word.endswith("r") else "la", "article-title", 0.87, word)
    if word in _DAYS and (i == 0 or s.at(i - 1) in ("y", "pero")) and is_finite(s, i + 1):
        yield Finding(i, i, "el", "article-day", 0.86, word)
    if (
        word in _HOURS
        and s.at(i - 1) in ("son", "eran")
        and s.at(i + 1) in ("de", "y", "menos", "en")
        and s.at(i + 2) in ("la", "media", "cuarto", "punto", "diez", "cinco", "veinte")
    ):
        yield Finding(i, i, "las", "article-hour", 0.89, word)
    if (
        word in _HOURS
        and s.at(i - 1) == "a"
        and s.at(i + 1) in ("de", "y", "en", ".", "")
        and s.at(i - 2) not in ("de",)
        and {r.verb for r in analyse(s.at(i - 2))}
        & {"levantar", "comer", "cenar", "salir", "llegar", "empezar", "acostar", "abrir", "cerrar"}
    ):
        yield Finding(i, i, "las", "article-hour", 0.87, word)
    if (
        i == 0
        and (tag := noun(s, 0))
        and tag[1] == "p"
        and after in ("son", "están", "tienen", "viven", "pueden", "necesitan", "comen")
        and not is_adjective(s, 0)
        and word not in WHEN
        and not share(word, "determiner", "pronoun")
    ):
        yield Finding(0, 0, "los" if tag[0] == "m" else "las", "article-general", 0.86, word)
    if (
        word in ("la", "el", "una")
        and after in ("hambre", "sed", "sueño", "miedo", "frío", "calor", "prisa")
        and "tener" in be
        and s.at(i + 2) in ("", ".", ",", "y", "!")
    ):
        yield Finding(i, i + 1, "", "article-need", 0.87, after)


def _own(s: Sentence, i: int) -> bool:
    """Whether a pronoun before the verb says already whose hand it is."""
    verb = s.at(i - 1)
    told = {a.lemma for a in analyses(verb)}
    mine = {"mi": "me", "mis": "me", "tu": "te", "tus": "te", "su": "se", "sus": "se"}[s.at(i)]
    clitic = s.at(i - 2) in (mine, "le", "les") or verb.endswith((mine, "le"))
    return clitic and bool(told & (_WASH | {"doler"}))
