"""Expressions with their preposition: a pesar de, darse cuenta de, tener ganas de, estar de acuerdo con, tardar … en, volver a casa."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.regime import OURS, PLACES, REFLEXIVE
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    PRONOUNS,
    STOPS,
    finite,
    infinitive,
    is_finite,
    is_person_name,
    noun,
    phrase,
    share,
)
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words


def set_regimes(s: Sentence) -> Iterator[Finding]:
    """A pesar el frío → del frío; tengo ganas a → de; depende si → de si; salgo casa → de casa; estamos a la playa → en."""
    for i in range(len(s)):
        yield from _set(s, i)


def _set(s: Sentence, i: int) -> Iterator[Finding]:
    """A pesar de, darse cuenta de, acabar de, trabajar para, la preferencia with a, the superlative with de."""
    word, after = s.at(i), s.at(i + 1)
    if word == "pesar" and s.at(i - 1) == "a" and after not in ("de", "del", "mío", "suyo", "nuestro", ""):
        if after == "el":
            yield Finding(i + 1, i + 2, "del", "regime-phrase", 0.9, "a pesar de")
        else:
            yield Finding(i + 1, i + 1, "de", "regime-phrase", 0.9, "a pesar de")
    if after == "sobre" and s.at(i + 2) in _WHOM and "pensar" in {r.verb for r in finite(s, i)}:
        yield Finding(i + 1, i + 2, "en", "regime", 0.87, "pensar")
    if word == "cuenta" and after == "que" and any(a.lemma == "dar" for n in (i - 1, i - 2) for a in analyses(s.at(n))):
        if s.at(i - 2) in REFLEXIVE or s.at(i - 1).endswith(("me", "te", "se", "nos")):
            yield Finding(i + 1, i + 1, "de", "regime-phrase", 0.9, "darse cuenta de")
    if word in (
        "antes",
        "después",
        "cerca",
        "lejos",
        "encima",
        "debajo",
        "detrás",
        "delante",
        "enfrente",
        "dentro",
        "fuera",
        "al_lado",
    ):
        if (
            after in ("el", "la", "mi", "los", "las", "mis", "tu", "su")
            and phrase(s, i + 1)
            and s.at(i - 1) not in ("poco", "y")
            and not ("¿" in s.words[:i] and is_finite(s, i - 1))
            and word not in ("antes", "después", "fuera", "dentro", "delante")
        ):
            if word not in ("cerca", "lejos") or not is_finite(s, phrase(s, i + 1).end):  # type: ignore[union-attr]
                new = "del" if after == "el" else "de"
                yield Finding(i + 1, i + (2 if after == "el" else 1), new, "regime-phrase", 0.86, f"{word} de")
    if (
        {a.lemma for a in analyses(word)} & {"trabajar"}
        and after == "por"
        and ((s.at(i + 2) in ("una", "un") and s.at(i + 3) in _EMPLOYERS) or s.is_name(i + 2))
    ):
        yield Finding(i + 1, i + 2, "para", "por-para-employer", 0.86, s.at(i))
    if is_finite(s, i) and "preferir" in {a.lemma for a in analyses(word)}:
        first = phrase(s, i + 1)
        if (
            first
            and s.at(first.end) == "que"
            and (second := phrase(s, first.end + 1))
            and not is_finite(s, second.end)
            and s.at(first.end + 1) in ("el", "la", "los", "las")
        ):
            if s.at(first.end + 1) == "el":
                yield Finding(first.end, first.end + 2, "al", "regime", 0.88, "preferir")
            else:
                yield Finding(first.end, first.end + 1, "a", "regime", 0.88, "preferir")
    if {a.lemma for a in analyses(word)} & {"ayudar", "enseñar", "obligar", "invitar"} and not infinitive(s, i + 1):
        yield from _to_do(s, i)
    elif (
        {a.lemma for a in analyses(word)} & {"ayudar", "enseñar"}
        and infinitive(s, i + 1)
        and (s.at(i - 1) in ("me", "te", "le", "nos", "les"))
        and not (
            any(r.person == "3s" for r in finite(s, i))
            and (i < 2 or s.at(i - 2) in (*STOPS, "¿", "mí", "ti", "no") or s.at(i - 3) == "a")
        )
    ):
        yield Finding(i + 1, i + 1, "a", "regime", 0.87, analyses(word)[0].lemma)
    if word == "ganas" and after in ("a", "para", "que", "en") and infinitive(s, i + 2) and "tener" in _doing(s, i, 3):
        yield Finding(i + 1, i + 2, "de", "regime-phrase", 0.9, "tener ganas de")
    if word == "acuerdo" and s.at(i - 1) == "de" and after in ("a", "de") and "estar" in _doing(s, i - 1, 3):
        if s.at(i + 2) in PRONOUNS or is_person_name(s, i + 2) or s.at(i + 2) in (*OURS, "eso", "esto"):
            yield Finding(i + 1, i + 2, "con", "with-whom", 0.9)
    if (
        word == "cuidado"
        and after in ("de", "del")
        and "tener" in _doing(s, i, 3)
        and (phrase(s, i + 2) or after == "del")
    ):
        yield Finding(i + 1, i + 2, "con" if after == "de" else "con el", "regime-care", 0.88)
    if (
        word == "cuenta"
        and s.at(i - 2) in REFLEXIVE
        and after in (*OURS, "el", "la", "los", "las")
        and "dar" in _doing(s, i, 1) | {r.verb for r in finite(s, i - 1)}
    ):
        yield Finding(
            i + 1, i + 1 + (after == "el"), "del" if after == "el" else "de", "regime-phrase", 0.9, "darse cuenta de"
        )
    if word == "preguntar" or "preguntar" in {r.verb for r in finite(s, i)}:
        if after == "para" and (phrase(s, i + 2) or is_person_name(s, i + 2)):
            yield Finding(i + 1, i + 2, "por", "regime", 0.9, "preguntar")
    if (
        after == "en"
        and "dar" in {r.verb for r in finite(s, i)}
        and s.at(i + 3) in _OUTSIDE
        and s.at(i - 1) not in CLITICS
    ):
        yield Finding(i + 1, i + 2, "a", "regime", 0.87, "dar")
    if (
        after == "de"
        and "tener" in {r.verb for r in finite(s, i)}
        and infinitive(s, i + 2) == s.at(i + 2) != ""
        and not share(s.at(i + 2), "noun") > 0.3
    ):
        yield Finding(i + 1, i + 2, "que", "tener-que", 0.9)
    if after == "en" and "contar" in {r.verb for r in finite(s, i)} and s.at(i - 1) not in CLITICS:
        if s.at(i + 2) in ("mí", "ti", "ellos", "ellas", "nosotros") or s.text(i + 2, i + 4) in (
            "tu ayuda",
            "mi ayuda",
            "su ayuda",
            "tu apoyo",
            "mis amigos",
            "mis padres",
        ):
            yield Finding(i + 1, i + 2, "con", "regime", 0.88, "contar")
    if "invitar" in {a.lemma for a in analyses(word)}:
        found = phrase(s, i + 2) if after == "a" else None
        end = found.end if found else i + 3 if after == "a" and s.is_name(i + 2) else i + 1
        if s.at(end) in ("por", "para") and infinitive(s, end + 1):
            yield Finding(end, end + 1, "a", "regime", 0.87, "invitar")
    if after == "si" and "depender" in {r.verb for r in finite(s, i)}:
        yield Finding(i + 1, i + 1, "de", "regime", 0.9, "depender")
    if (
        after in ("como", "de")
        and noun(s, i + 2)
        and not phrase(s, i + 2)
        and "saber" in {r.verb for r in finite(s, i)}
    ):
        if s.at(i + 2) in _TASTES and any(r.person[0] == "3" for r in finite(s, i)):
            yield Finding(i + 1, i + 2, "a", "regime", 0.88, "saber")
    if "tardar" in {r.verb for r in finite(s, i)} and s.at(i + 2) in _SPANS and s.at(i + 3) in ("para", "a", "de"):
        if infinitive(s, i + 4):
            yield Finding(i + 3, i + 4, "en", "regime", 0.88, "tardar")
    if after in ("casa", "clase") and s.at(i - 1) not in ("a", "de", "en") and s.at(i + 2) in _HOME_ENDS:
        yield from _home(s, i)
    if after in ("a", "al") and {r.verb for r in finite(s, i)} == {"estar"}:
        head = s.at(i + 2) if after == "al" else s.at(i + 3) if s.at(i + 2) in ("la", "una", "mi") else s.at(i + 2)
        end = i + 3 if after == "al" or s.at(i + 2) in ("casa", "clase") else i + 4
        if head in PLACES - {"agua", "ciudad"} and s.at(end) in STOPS | {
            "",
            "con",
            "y",
            "porque",
            "hoy",
            "ahora",
            "todo",
        }:
            yield Finding(i + 1, i + 2, "en el" if after == "al" else "en", "en-where", 0.87)
    if s.is_name(i + 1) and is_finite(s, i) and not is_person_name(s, i + 1):
        yield from _to_a_place(s, i)
    if after == "a" and infinitive(s, i + 2) in _STOPPED and "dejar" in {r.verb for r in finite(s, i)}:
        if s.at(i - 1) not in CLITICS:
            yield Finding(i + 1, i + 2, "de", "regime", 0.87, "dejar")
    if (
        word in ("dejar", "dejé", "dejó", "dejaron", "dejo", "dejas", "deja", "dejan", "dejado", "dejamos")
        and infinitive(s, i + 1) in _STOPPED
        and s.at(i - 1) not in ("me", "te", "lo", "la", "le", "nos", "los", "se")
    ):
        if s.at(i + 2) in ("", ".", ",", "y", "el", "en", "hace", "a", "por", "!", "pero"):
            yield Finding(i + 1, i + 1, "de", "regime", 0.86, "dejar")


_SPANS = words("hora horas minutos minuto años año día días mes meses semana semanas rato poco mucho")
_OUTSIDE = words("calle jardín patio mar parque plaza río montaña")
_TASTES = words(
    "ajo limón chocolate fresa menta vainilla queso pescado pollo sal vinagre naranja plátano humo vino café canela coco tomate cebolla"
)
_HOME_ENDS = words("a en con y pero porque después antes tarde temprano muy cada el por ahora hoy para") | {
    "",
    ".",
    ",",
    "?",
    "!",
}
_HOMEWARD = {"ir": "a", "volver": "a", "llegar": "a", "regresar": "a", "salir": "de", "quedar": "en", "estar": "en"}


def _doing(s: Sentence, i: int, most: int) -> set[str]:
    """The verbs of the words before."""
    return {r.verb for n in range(max(0, i - most), i) for r in analyse(s.at(n))}


def _home(s: Sentence, i: int) -> Iterator[Finding]:
    """«Salgo casa a las ocho», «llegué casa tarde»."""
    lemma = next((r.verb for r in finite(s, i) if r.verb in _HOMEWARD), "")
    if lemma and not (s.at(i + 1) == "clase" and lemma in ("quedar", "estar")):
        yield Finding(i + 1, i + 1, _HOMEWARD[lemma], "regime", 0.88, lemma)


def _to_a_place(s: Sentence, i: int) -> Iterator[Finding]:
    """«La semana que viene voy Francia» → a Francia."""
    told = finite(s, i)
    place = any(a.part == "name" and a.features.tag[4:5] == "G" for a in analyses(s.tokens[i + 1].text))
    goes = {r.verb for r in told} & {"ir", "viajar", "volver"} and not {r.verb for r in told} & {"ser", "ver"}
    if (
        place
        and goes
        and all(r.person[0] in "12" for r in told)
        and s.at(i + 2) in STOPS | {"", "con", "en", "y", "para", "por"}
    ):
        yield Finding(i + 1, i + 1, "a", "regime", 0.87, "ir" if "ir" in {r.verb for r in told} else told[0].verb)


_WHOM = words("mí ti él ella nosotros nosotras ellos ellas usted ustedes vosotros")
_STOPPED = words("fumar beber llorar trabajar estudiar comer jugar llover gritar")
_EMPLOYERS = words(
    "empresa compañía firma banco periódico organización universidad multinacional agencia fundación jefe"
)


def _to_do(s: Sentence, i: int) -> Iterator[Finding]:
    """«Ayudé a mi padre pintar» → a pintar."""
    at = i + 2 if s.at(i + 1) == "a" else 0
    found = phrase(s, at) if at else None
    if s.at(i + 1) == "al" and noun(s, i + 2):
        end = i + 3
    elif found:
        end = found.end
    else:
        return
    if infinitive(s, end) and share(s.at(end), "noun") < 0.5:
        yield Finding(end, end, "a", "regime", 0.87, next(a.lemma for a in analyses(s.at(i)) if a.part == "verb"))
