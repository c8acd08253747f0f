"""Muy and mucho, no with nothing and nobody, comparing."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    OPENING,
    STOPS,
    adjectival,
    finite,
    infinitive,
    is_adjective,
    is_finite,
    is_person_name,
    noun,
    phrase,
    share,
)
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_MUCH = {("m", "s"): "mucho", ("f", "s"): "mucha", ("m", "p"): "muchos", ("f", "p"): "muchas"}
_END = frozenset(
    ("", ".", ",", "!", "?", "y", "pero", "porque", "el", "la", "los", "las", "para", "cuando", "todos", "mi", "tu")
)
_NEGATIVE = words("no nunca jamás nadie nada tampoco ni sin ningún ninguna ninguno apenas")
_AFTER_VERB = words("nada nadie nunca ningún ninguna tampoco")
_NOT_DENIED = words("ser estar parecer valer")
_ADVERBS = words("bien mal rápido tarde temprano pronto lejos cerca despacio fuerte alto bajo")
_PERSONS = {
    "yo": "yo",
    "mí": "yo",
    "mi": "yo",
    "tú": "tú",
    "ti": "tú",
    "él": "él",
    "ella": "ella",
    "nosotros": "nosotros",
    "ellos": "ellos",
    "usted": "usted",
}
_NUMBERS = words(
    "dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien mil doscientos quinientos"
)


_SPANS = words("año mes semana hora día minuto siglo kilo litro metro kilómetro euro")


def quantity(s: Sentence) -> Iterator[Finding]:
    """Muy trabajo → mucho; mucho caro → muy; conozco a nadie → no conozco; tan alta que yo → como yo."""
    for i, word in enumerate(s.words):
        if word == "muy":
            yield from _muy(s, i)
        elif word == "mucho":
            yield from _mucho(s, i)
        elif word in _AFTER_VERB:
            yield from _nothing(s, i)
        elif word == "no":
            yield from _twice(s, i)
        elif word == "también" and s.at(i + 1) == "no" and s.at(i + 2) not in STOPS | {""}:
            yield Finding(i, i + 2, "tampoco", "tampoco", 0.9, "también no")
        elif word in ("mayor", "menor", "mejor", "peor") and s.at(i + 1) == "de":
            yield from _older(s, i)
        elif word in ("más", "menos", "tan") or word.startswith("tant"):
            yield from _compared(s, i)
        elif word == "años":
            yield from _old(s, i)


def _noun_only(s: Sentence, i: int) -> tuple[str, str] | None:
    tag = noun(s, i)
    other = share(s.at(i), "adverb", "determiner", "adjective", "pronoun") + adjectival(s.at(i))
    return tag if tag and not other and s.lexicon.frequency.get(s.at(i), 0.0) > 3 else None


def _muy(s: Sentence, i: int) -> Iterator[Finding]:
    after = s.at(i + 1)
    if s.at(i - 1) == "por":
        return  # «por muy hijo mío que sea»
    if tag := _noun_only(s, i + 1):
        if (
            after
            not in ("niño", "niña", "señor", "hombre", "mujer", "amigo", "amiga", "amigos", "amigas", "fan", "fans")
            and tag in _MUCH
        ):
            yield Finding(i, i + 1, _MUCH[tag], "muy-mucho-noun", 0.87, after)
    elif (
        is_finite(s, i - 1)
        and after in _END
        and not is_adjective(s, i + 1)
        and s.at(i - 1) not in ("es", "está", "son", "soy")
    ) or (after in ("", ".", ",", "!") and is_finite(s, i - 1)):
        yield Finding(i, i + 1, "mucho", "muy-mucho-verb", 0.9, s.at(i - 1))


def _mucho(s: Sentence, i: int) -> Iterator[Finding]:
    after = s.at(i + 1)
    be = bool({r.verb for r in analyse(s.at(i - 1))} & {"ser", "estar", "parecer"})
    if s.is_name(i + 1):
        return
    adjective = is_adjective(s, i + 1) or adjectival(after) > 0.3
    said = be and s.lexicon.is_adjective(after) and s.at(i + 2) in STOPS | {"", "y", "con", "de", "por", "porque"}
    if (
        said
        or (adjective and not noun(s, i + 1))
        or (
            after in _ADVERBS
            or (
                adjective
                and analyse(s.at(i - 1))
                and {r.verb for r in analyse(s.at(i - 1))} & {"ser", "estar", "parecer"}
            )
        )
    ):
        if (
            not after.startswith(("mejor", "peor", "mayor", "menor"))
            and after not in ("más", "menos", "antes", "después")
            and s.at(i - 1) not in ("con",)
            and s.at(i + 2) != "que"
            and not _follows_noun(s, i + 1)
        ):
            yield Finding(i, i + 1, "muy", "muy-mucho-adjective", 0.87, after)
    elif (tag := _noun_only(s, i + 1)) and tag in _MUCH and tag != ("m", "s") and not s.lexicon.finite(after):
        yield Finding(i, i + 1, _MUCH[tag], "determiner-noun", 0.86, after)


def _follows_noun(s: Sentence, i: int) -> bool:
    return noun(s, i + 1) is not None and s.at(i) not in _ADVERBS


def _nothing(s: Sentence, i: int) -> Iterator[Finding]:
    """«Tengo nada», «conozco a nadie», «como nunca carne»: a verb has no before it when they stand behind."""
    at = i - 1
    if s.at(at) in ("a", "con", "de", "para", "en") and s.at(i) in ("nadie", "nada", "ningún", "ninguna"):
        at -= 1
    if at < 0 or not is_finite(s, at) or not (told := finite(s, at)):
        return
    start = at
    while s.at(start - 1) in CLITICS:
        start -= 1
    begins = max(
        (
            n + 1
            for n in range(start)
            if s.at(n) in STOPS or s.at(n) in OPENING or s.at(n) in ("que", "y", "pero", "porque", "si", "cuando")
        ),
        default=0,
    )
    if set(s.words[begins:at]) & _NEGATIVE or "¿" in s.words or "?" in s.words or s.at(begins - 1) in ("que", "si"):
        return
    if s.at(i - 1) == "en" and {r.verb for r in told} & {"quedar", "creer", "pensar"}:
        return  # «quedó en nada»
    if s.at(i) == "nada" and (s.at(i + 1) in ("más", "menos", "bien") or {r.verb for r in told} & _NOT_DENIED):
        return
    if s.at(i) == "nunca" and (s.at(i - 2) in ("más", "mejor")):
        return
    if s.at(at) == "como" and s.at(i) == "nunca" and s.at(i + 1) in ("", ".", "antes", "!"):
        return
    yield Finding(start, start, "no", "double-negative", 0.88, s.at(i))


def _twice(s: Sentence, i: int) -> Iterator[Finding]:
    """«No nunca voy» → nunca voy; «no tengo algún problema» → ningún; «no vi alguien» → a nadie; «no tengo algo que decir» → nada."""
    after = s.at(i + 1)
    if after in ("nunca", "nadie", "tampoco", "jamás") and is_finite(s, i + 2):
        yield Finding(i, i + 1, "", "double-negative-before", 0.9, after)
    at = i + 1
    while s.at(at) in CLITICS:
        at += 1
    if not is_finite(s, at) or "¿" in s.words or "si" in s.words[:i] or (s.at(i - 1) == "que" and "no" in s.words[:i]):
        return  # «si no entiendes algo», «no hay nadie que no sepa algo»
    some = at + 1
    if s.at(some) in ("algún", "alguno", "alguna") and noun(s, some + 1):
        yield Finding(
            some,
            some + 1,
            {"algún": "ningún", "alguno": "ninguno", "alguna": "ninguna"}[s.at(some)],
            "no-some",
            0.87,
            "no",
        )
    elif s.at(some) == "alguien":
        seen = {r.verb for r in finite(s, at)} & {
            "ver",
            "conocer",
            "encontrar",
            "buscar",
            "esperar",
            "llamar",
            "invitar",
        }
        yield Finding(some, some + 1, "a nadie" if seen else "nadie", "no-some", 0.86, "no")
    elif s.at(some) == "algo" and (
        s.at(some + 1) in ("", ".", ",", "!", "en", "para", "de")
        or (s.at(some + 1) == "que" and infinitive(s, some + 2))
    ):
        yield Finding(some, some + 1, "nada", "no-some", 0.84, "no")


def _old(s: Sentence, i: int) -> Iterator[Finding]:
    """«Tengo veinte años viejo», «de viejo»: years alone are an age."""
    end = i + 2 if s.at(i + 1) == "de" else i + 1
    has = any(r.verb == "tener" for n in range(max(0, i - 4), i) for r in finite(s, n))
    numbered = s.at(i - 1).isdigit() or s.at(i - 1) in _NUMBERS or s.at(i - 2) == "y"
    if has and numbered and s.at(end) in ("viejo", "vieja", "viejos", "viejas") and s.at(end + 1) in STOPS | {"", "y"}:
        yield Finding(i + 1, end + 1, "", "age-old", 0.9, s.at(i))


def _older(s: Sentence, i: int) -> Iterator[Finding]:
    """«Soy mayor de mi hermano» → que: with no article before it, two are compared."""
    at = i - 2 if s.at(i - 1) in ("más", "mucho", "muy") else i - 1
    at = at - 1 if s.at(at) in ("mucho", "poco") else at
    be = {r.verb for r in finite(s, at)} & {"ser"}
    found = phrase(s, i + 2)
    one = (
        found
        and found.number == "s"
        and (s.at(i + 2) in _PERSONS or is_person_name(s, i + 2) or s.at(i + 2) in ("mi", "tu", "su"))
    )
    if be and one and found and s.at(found.end) in STOPS | {"", "y", "pero"}:
        own = s.at(i + 2) in ("yo", "tú", "él", "ella")
        new = f"que {s.at(i + 2)}" if own else "que"
        yield Finding(i + 1, i + 2 + own, new, "comparative-than", 0.94 if own else 0.88, s.at(i))


def _compared(s: Sentence, i: int) -> Iterator[Finding]:
    word = s.at(i)
    if (
        word in ("más", "menos")
        and s.at(i + 1) == "de"
        and s.at(i + 2) in ("yo", "tú", "él", "ella", "nosotros", "ellos", "ellas")
    ):
        knows = {r.verb for r in analyse(s.at(i - 1))} & words(
            "saber conocer hablar decir contar oír querer esperar pedir"
        )
        if is_finite(s, i - 1) and not knows and s.at(i + 3) in STOPS | {"", "y", "pero"}:
            yield Finding(i + 1, i + 2, "que", "comparative-than", 0.92, word)
            return
    if (
        word == "más"
        and s.at(i + 1) in ("bien", "mal")
        and s.at(i + 2) == "que"
        and {r.verb for n in (i - 1, i - 2) for r in finite(s, n)}
    ):
        yield Finding(
            i, i + 2, "mejor" if s.at(i + 1) == "bien" else "peor", "comparative-irregular", 0.88, s.text(i, i + 2)
        )
        return
    if word in ("más", "menos"):
        if (
            s.at(i + 1) == "que"
            and (s.at(i + 2).isdigit() or s.at(i + 2) in _NUMBERS)
            and not {r.verb for r in analyse(s.at(i - 1))}
            & words("valer pesar convencer ayudar servir gustar decir importar")
            and not {"no", "nada"} & set(s.words[max(0, i - 4) : i])
        ):
            yield Finding(i + 1, i + 2, "de", "more-than-number", 0.87, s.at(i + 2))
            return
        if (
            word == "más"
            and s.at(i + 1) in ("bueno", "buena", "malo", "mala", "buenos", "buenas", "malos", "malas")
            and s.at(i + 2) == "que"
        ):
            new = {"b": "mejor", "m": "peor"}[s.at(i + 1)[0]] + ("es" if s.at(i + 1).endswith("s") else "")
            yield Finding(i, i + 2, new, "comparative-irregular", 0.89, s.text(i, i + 2))
        if (
            word == "más"
            and s.at(i + 1) in ("mayor", "menor", "mejor", "peor", "mejores", "peores", "mayores", "menores")
            and s.at(i + 2) != "o"
        ):
            yield Finding(i, i + 2, s.at(i + 1), "comparative-irregular", 0.88, s.text(i, i + 2))
    if word in ("más", "menos") and s.at(i + 1) == "que" and s.at(i + 2) in ("un", "una") and s.at(i + 3) in _SPANS:
        if "no" not in s.words[max(0, i - 5) : i]:
            yield Finding(i + 1, i + 2, "de", "more-than-number", 0.87, s.at(i + 2))
    found = phrase(s, i + 2) if s.at(i + 1) == "de" else None
    if (
        word in ("más", "menos")
        and found
        and is_finite(s, i - 1)
        and s.at(i + 2) in ("mi", "tu", "su")
        and singular(s.at(found.head)) in PERSONS
        and not {"quién", "cuál", "qué"} & set(s.words[:i])
    ):
        yield Finding(i + 1, i + 2, "que", "comparative-than", 0.88, word)
    at = i + 1
    if not (
        is_adjective(s, at) or share(s.at(at), "adjective", "adverb") > 0.2 or (word.startswith("tant") and noun(s, at))
    ):
        return
    behind, than = s.at(at + 1), s.at(at + 2)
    named = (
        than in _PERSONS
        or is_person_name(s, at + 2)
        or than in ("el", "la", "mi", "tu", "su", "los", "las", "ese", "esa", "este", "esta")
    )
    found = phrase(s, at + 2)
    owned = than in ("la", "el", "los", "las") and s.at(at + 3).startswith(("tuy", "suy", "nuestr", "mí", "otr"))
    ends = s.at(found.end if found else at + 3 + owned) in STOPS | {"", "y", "pero"}
    if not named or not ends:
        return
    if than == "mi" and s.at(at + 3)[:1].isalpha() and word in ("más", "menos") and behind == "de":
        return  # «el más alto de mi familia»
    mine = (than in _PERSONS and not (than == "mi" and s.at(at + 3)[:1].isalpha())) or s.at(at + 3) in (
        "mía",
        "mío",
        "tuya",
        "tuyo",
        "suya",
        "suyo",
        "nuestra",
        "nuestro",
        "otra",
        "otro",
    )
    if (
        word in ("más", "menos")
        and behind in ("de", "como")
        and (mine or owned)
        and not (behind == "de" and than not in _PERSONS)
        and s.at(i - 1) not in ("el", "la", "los", "las", "lo")
    ):
        yield Finding(
            at + 1,
            at + 3 if than in ("mi", "mí", "ti") and not s.at(at + 3)[:1].isalpha() else at + 2,
            f"que {_PERSONS[than]}" if than in ("mi", "mí", "ti") else "que",
            "comparative-than",
            0.9,
            word,
        )
    elif word in ("más", "menos") and behind == "como" and is_person_name(s, at + 2):
        yield Finding(at + 1, at + 2, "que", "comparative-than", 0.9, word)
    elif word in ("más", "menos") and behind == "que" and than in ("mí", "ti"):
        yield Finding(at + 2, at + 3, _PERSONS[than], "comparative-subject", 0.9, "que")
    elif (word == "tan" or word.startswith("tant")) and behind == "que" and not is_finite(s, at + 3):
        yield Finding(at + 1, at + 2, "como", "comparative-as", 0.9, word)
