"""Ser and estar by what is said: nationality, age and judgements with ser; set phrases, states and readiness with estar."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    DEGREES,
    PRONOUNS,
    STOPS,
    conjugated,
    infinitive,
    is_finite,
    is_person_name,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

NATIONS = words(
    "español mexicano argentino colombiano peruano chileno cubano francés inglés alemán italiano japonés chino americano estadounidense canadiense "
    "brasileño portugués ruso sueco danés holandés polaco griego turco marroquí irlandés escocés coreano indio venezolano ecuatoriano boliviano "
    "uruguayo paraguayo dominicano puertorriqueño guatemalteco hondureño salvadoreño nicaragüense costarricense panameño europeo africano asiático "
    "noruego finlandés austríaco suizo belga húngaro checo rumano egipcio australiano catalán andaluz vasco gallego"
)
_JUDGED = words(
    "importante necesario posible imposible probable improbable fácil difícil mejor interesante conveniente fundamental obligatorio recomendable"
)
# Behind estar de.
_OF = words("vacaciones viaje pie rodillas acuerdo luto guardia moda huelga")
_MOODS_OF = ("buen humor", "mal humor")
_READY = words("listo preparado dispuesto")
_LIFE = words("joven niño niña niños niñas jóvenes adolescente")
_ALWAYS = words(
    "optimista pesimista inteligente simpático antipático trabajador perezoso honesto generoso egoísta tímido ruidoso famoso popular valiente afortunado paciente"
)
_KIN = words(
    "hermanos hermanas amigos amigas primos primas novios hermano hermana primo prima gemelos gemelas vecinos compañeros"
)
_STATES = words("divorciado resfriado borracho rodeado enamorado agotado desempleado enojado encantado")


_MATERIALS = words(
    "cuero piel madera metal oro plata algodón lana seda plástico cristal vidrio piedra papel cartón hierro acero cobre mármol goma barro cemento ladrillo lino"
)
# Participles that tell how things stand, with the prepositions that show it.
_STANDING = {
    "relacionado": ("con",), "basado": ("en",), "situado": ("en", "cerca", "al"), "ubicado": ("en", "cerca", "al"), "interesado": ("en",),
    "rodeado": ("de", "por"), "cubierto": ("de",), "lleno": ("de",), "acostumbrado": ("a",), "obsesionado": ("con",), "compuesto": ("de", "por"),
    "hecho": ("de", "a"), "vestido": ("de", "con"), "enfocado": ("en",), "conectado": ("con", "a"), "dividido": ("en",), "equipado": ("con",),
    "decorado": ("con",), "orgulloso": ("de",), "enamorado": ("de",), "preparado": ("para",), "escrito": ("en",), "incluido": ("en",),
}  # fmt: skip


def copulas(s: Sentence) -> Iterator[Finding]:
    """Está argentina → es; está importante → es; son de vacaciones → están; cuando estaba joven → era."""
    for i in range(len(s)):
        if not is_finite(s, i) or s.is_name(i):
            continue
        told = [
            r
            for r in analyse(s.at(i))
            if r.person and r.person != "vos" and r.tense != "imperative" and r.verb in ("ser", "estar")
        ]
        if not told:
            continue
        reading = next((r for r in told if r.person == PRONOUNS.get(s.at(i - 1))), told[0])
        yield from _be(s, i, reading) if reading.verb == "ser" else _stay(s, i, reading)


def _base(word: str) -> str:
    """The masculine singular."""
    lemma = next((a.lemma for a in analyses(word) if a.part == "adjective"), "")
    if lemma:
        return lemma
    one = word.removesuffix("s")
    return one[:-1] + "o" if one.endswith("a") else one


def _said(s: Sentence, i: int) -> int:
    at = i + 1
    while s.at(at) in DEGREES or s.at(at).endswith("mente") or s.at(at) in ("siempre", "ya", "todavía"):
        at += 1
    return at


def _ends(s: Sentence, i: int) -> bool:
    return s.at(i) in STOPS or s.at(i) in ("", "y", "pero", "porque", "aunque", "cuando", "para", "con")


def _person_before(s: Sentence, i: int) -> bool:
    """Whether somebody is named before the verb."""
    if s.at(i - 1) in PRONOUNS or is_person_name(s, i - 1):
        return True
    found = next((p for n in range(max(0, i - 4), i) if (p := phrase(s, n)) and p.end == i), None)
    return found is not None and singular(s.at(found.head)) in PERSONS


def _stay(s: Sentence, i: int, reading: VerbReading) -> Iterator[Finding]:
    """Estar where ser is right."""
    at = _said(s, i)
    word, base = s.at(at), _base(s.at(at))
    new = conjugated("ser", reading.tense, reading.person)
    if not new or reading.tense == "preterite":
        return
    if base in NATIONS and at == i + 1 and _ends(s, at + 1) and (_person_before(s, i) or reading.person[0] != "3"):
        yield Finding(i, i + 1, new, "ser-origin", 0.88, word)
    elif (
        base in _JUDGED
        and reading.person == "3s"
        and (infinitive(s, at + 1) or s.at(at + 1) == "que")
        and (i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in ("no", "que", "y", "pero"))
    ):
        yield Finding(i, i + 1, new, "ser", 0.88, word)
    elif s.at(i + 1) == "de" and s.at(i + 2) in _MATERIALS and reading.person[0] == "3":
        yield Finding(i, i + 1, new, "ser-material", 0.88, s.at(i + 2))
    elif word in _KIN and at == i + 1 and _ends(s, at + 1):
        yield Finding(i, i + 1, new, "ser", 0.87, word)
    elif word in _LIFE and at == i + 1 and reading.tense == "imperfect" and _ends(s, at + 1):
        yield Finding(i, i + 1, conjugated("ser", "imperfect", reading.person), "ser-trait", 0.88, word)
    elif (
        base in _ALWAYS
        and reading.tense == "present"
        and _ends(s, at + 1)
        and (_person_before(s, i) or reading.person[0] != "3")
        and not {"hoy", "ahora", "más", "tan"} & set(s.words)
    ):
        yield Finding(i, i + 1, new, "ser-trait", 0.84, word)


def _be(s: Sentence, i: int, reading: VerbReading) -> Iterator[Finding]:
    """Ser where estar is right."""
    at = _said(s, i)
    word, base, after = s.at(at), _base(s.at(at)), s.at(i + 1)
    tense = "imperfect" if reading.tense == "preterite" else reading.tense
    new = conjugated("estar", tense, reading.person)
    if not new:
        return
    set_phrase = s.at(i + 2) in _OF or s.text(i + 2, i + 4) in _MOODS_OF
    someone = _person_before(s, i) or reading.person[0] != "3" or i == 0
    goes = s.at(i).startswith("fu") and s.at(i - 1) in CLITICS  # «me fui de vacaciones»
    if after == "de" and set_phrase and someone and not goes and s.at(i - 1) not in ("que", "qué"):
        yield Finding(
            i, i + 1, new, "estar-phrase", 0.88, s.text(i + 1, i + 4 if s.at(i + 2) in ("buen", "mal") else i + 3)
        )
    elif (
        s.at(at + 1) in _STANDING.get(base, ())
        and reading.tense in ("present", "imperfect")
        and s.at(i - 1) not in ("lo", "se")
        and not (base in ("escrito", "compuesto", "decorado", "hecho", "dividido") and reading.tense == "imperfect")
    ):
        yield Finding(i, i + 1, new, "estar-state", 0.86, s.text(at, at + 2))
    elif (
        (base in _STATES and reading.tense in ("present", "imperfect") and s.at(at + 1) != "por" and _stands_for(s, i))
        or (base in _READY and s.at(at + 1) == "para" and infinitive(s, at + 2) and someone)
        or (
            word in ("bien", "mal")
            and at == i + 1
            and s.at(at + 1) in STOPS
            and reading.tense == "future"
            and reading.person == "3s"
        )
        or (
            base in ("cerrado", "abierto")
            and s.at(at + 1) in ("los", "el", "hoy", "ahora", "por", "de", "hasta", "desde", "a")
            and _opens_and_closes(s, i)
            and s.at(at + 1) != "por"
        )
    ):
        yield Finding(i, i + 1, new, "estar-state", 0.87, word)


def _stands_for(s: Sentence, i: int) -> bool:
    found = next((p for n in range(max(0, i - 4), i) if (p := phrase(s, n)) and p.end == i), None)
    return found is not None or i == 0 or s.at(i - 1) in ("no", "y", "que", "porque", ",", "hoy", "ya")


def _opens_and_closes(s: Sentence, i: int) -> bool:
    """Whether a shop, a museum or the like stands before: with times it «está cerrado»."""
    found = next((p for n in range(max(0, i - 5), i) if (p := phrase(s, n)) and p.end == i), None)
    return found is not None and singular(s.at(found.head)) in words(
        "restaurante tienda banco museo farmacia supermercado bar café biblioteca oficina mercado piscina parque escuela panadería librería cine teatro"
    )
