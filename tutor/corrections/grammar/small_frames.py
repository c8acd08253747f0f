"""Small words that depend on their company: veintidós, té, porque, mío, «tan cansado que», «al entrar», «a mí tampoco», «el porqué»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    PRONOUNS,
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
from tutor.language.es.inflect import inflected, plural, singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_WEEK = words("lunes martes miércoles jueves viernes sábado domingo")
_TWENTIES = {
    "uno": "veintiuno", "un": "veintiún", "una": "veintiuna", "dos": "veintidós", "tres": "veintitrés", "cuatro": "veinticuatro", "cinco": "veinticinco",
    "seis": "veintiséis", "siete": "veintisiete", "ocho": "veintiocho", "nueve": "veintinueve",
}  # fmt: skip
_OWNED = {"mi": ("mío", "mía", "míos", "mías"), "tu": ("tuyo", "tuya", "tuyos", "tuyas"), "su": ("suyo", "suya", "suyos", "suyas"),
          "mí": ("mío", "mía", "míos", "mías"), "ti": ("tuyo", "tuya", "tuyos", "tuyas")}  # fmt: skip
_INDEX = {("m", "s"): 0, ("f", "s"): 1, ("m", "p"): 2, ("f", "p"): 3}
_THINGS = words("libro coche carro casa perro gato móvil bolígrafo mochila bicicleta bici maleta ropa")
_DRINKS = words("querer tomar beber preferir preparar hacer servir pedir")
_LANGUAGES = words("español inglés francés alemán italiano chino japonés portugués ruso catalán árabe")
_SEEN = words("encontrar tener ver comprar oír leer probar hacer")
_VALUED = words(
    "importante bueno malo mejor necesario posible probable raro triste interesante fácil difícil normal lógico extraño bonito"
)
_VEHICLES = words("coche carro tren autobús metro avión bici bicicleta barco taxi moto")
_MOVE = words("ir venir viajar llegar volver")
_OF_BOOKS = words("pública municipal universitaria escolar")


def small_frames(s: Sentence) -> Iterator[Finding]:
    """Veinte y dos → veintidós; es mi. → mío; muy cansado que me dormí → tan; en entrar, → al; el por que de → el porqué."""
    for i, word in enumerate(s.words):
        after = s.at(i + 1)
        if word == "veinte":
            yield from _joined(s, i)
        elif word in _OWNED:
            yield from _mine(s, i)
        elif word == "te" and i and s.at(i - 1) != "no" and (after in ("o", "verde", "con", "negro") and _drink(s, i)):
            yield Finding(i, i + 1, "té", "accent-meaning", 0.95)
        elif (
            word == "porqué"
            and s.at(i - 1) not in ("el", "un", "su", "mi", "los")
            and (is_finite(s, i - 1) or _noun_before(s, i))
        ):
            yield Finding(i, i + 1, "porque", "question-accent", 0.88)
        elif word in ("mejor", "peor", "mayor", "menor") and s.at(i - 1) not in (
            "los",
            "las",
            "unos",
            "unas",
            "a",
            "lo",
        ):
            many = noun(s, i + 1)
            if many and many[1] == "p" and share(after, "noun") > 0.7 and not is_finite(s, i + 1):
                yield Finding(i, i + 1, word + "es", "noun-adjective", 0.86, after)
        elif (
            word == "por"
            and s.at(i - 1) in ("suficiente", "dinero", "tiempo")
            and infinitive(s, i + 1)
            and {"dinero", "tiempo", "espacio"} & set(s.words[max(0, i - 3) : i])
        ):
            yield Finding(i, i + 1, "para", "para-goal", 0.86, after)
        elif word in ("cuántos", "cuántas") and (one := noun(s, i + 1)) and one[1] == "s" and not is_finite(s, i + 1):
            yield Finding(i + 1, i + 2, plural(after), "noun-number", 0.88, word)
        elif (
            word == "en"
            and s.at(i - 1) in ("mejor", "peor", "mayor", "menor", "mejores")
            and s.at(i - 2) in ("el", "la", "los", "las")
            and after == "todos"
        ):
            yield Finding(i, i + 1, "de", "superlative-of", 0.9)
        elif s.text(i, i + 2) == "en final" and (i == 0 or s.at(i - 1) in STOPS):
            yield Finding(i, i + 1, "al", "by-the-end", 0.9)
        elif (
            word == "por"
            and {r.verb for r in finite(s, i - 1)} == {"llevar"}
            and s.at(i + 2) in ("años", "meses", "semanas", "días", "horas")
        ):
            yield Finding(i, i + 1, "", "regime-none", 0.9, "llevar")
        elif (
            word == "por"
            and finite(s, i + 1)
            and after
            in ("estaba", "está", "estoy", "tengo", "tenía", "tiene", "quiero", "quería", "soy", "era", "necesito")
        ):
            yield Finding(i, i + 1, "porque", "porque-verb", 0.9)
        elif word == "para" and after in ("razones", "motivos", "culpa"):
            yield Finding(i, i + 1, "por", "por-para", 0.88, after)
        elif (
            word == "por"
            and after == "el"
            and s.at(i + 2) in _WEEK
            and s.at(i - 1) in ("es", "son", "era")
            and {"cita", "reserva", "entrega", "billete", "tarea", "mesa"} & set(s.words[:i])
        ):
            yield Finding(i, i + 1, "para", "para-deadline", 0.88, s.text(i + 1, i + 3))
        elif (
            word == "que"
            and after in ("mío", "tuyo", "suyo", "mía", "tuya", "suya")
            and {"más", "menos", "mejor", "peor"} & set(s.words[:i])
        ):
            yield Finding(i + 1, i + 1, "el" if after.endswith("o") else "la", "article-possessive", 0.9, after)
        elif s.text(i, i + 3) == "el por que" and s.at(i + 3) in ("de", "del", "", ".", "?"):
            yield Finding(i + 1, i + 3, "porqué", "the-why", 0.92)
        elif word == "que" and s.at(i - 1) == "¡" and _exclaimed(s, i + 1):
            yield Finding(i, i + 1, "qué", "question-accent", 0.95)
        elif word == "lo" and after == "cual" and i == 0 and s.at(2) in ("más", "menos", "me", "no", "te", "quiero"):
            yield Finding(i, i + 2, "lo que", "what-one", 0.9)
        elif word == "tan" and after == "como" and is_finite(s, i - 1) and s.at(i - 1) not in ("es", "está", "son"):
            yield Finding(i, i + 1, "tanto", "tanto-verb", 0.9, s.at(i - 1))
        elif word == "vo" and (i == 0 or s.at(i - 1) in ("yo", "no", "y")):
            yield Finding(i, i + 1, "voy", "made-up-form", 0.95)
        elif s.text(i, i + 3) == "en lado de" or s.text(i, i + 3) == "en lado del":
            yield Finding(i, i + 1, "al", "regime-phrase", 0.9, "al lado de")
        elif word == "cada" and s.text(i, i + 3) in ("cada vez más", "cada vez menos"):
            yield from _more_and_more(s, i)
        elif word in ("tercera", "primera", "tercero", "primero") and s.at(i - 1) in ("mi", "tu", "su"):
            if noun(s, i + 1) == ("m", "s") and not is_finite(s, i + 1):
                yield Finding(i, i + 1, word[:-1], "apocope", 0.9, after)
        elif word == "el" and s.at(i - 1) in ("es", "era", "fue") and s.at(0) in ("eso", "esto") and i == 2:
            if after in ("mejor", "peor") and s.at(i + 2) in ("de", "que", ".", ""):
                yield Finding(i, i + 1, "lo", "neuter-lo", 0.9)
        elif (
            word == "pero"
            and after == "que"
            and s.at(i + 2) == "no"
            and "que" not in s.words[:i]
            and i
            and _told(s, i + 3)
        ):
            yield Finding(i + 1, i + 2, "", "extra-word", 0.94, word)
        elif word == "muy":
            yield from _so_that(s, i)
        elif (
            word == "en"
            and (i == 0 or s.at(i - 1) in STOPS)
            and infinitive(s, i + 1) == after
            and after
            and not noun(s, i + 1)
        ):
            if "," in s.words[i + 2 : i + 8] and after not in ("hacer",):
                yield Finding(i, i + 1, "al", "al-infinitive", 0.87, after)
        elif word == "sin" and s.text(i, i + 3) in ("sin embargo de", "sin embargo del"):
            yield Finding(i, i + 2, "a pesar", "word-choice", 0.95)
        elif word == "también" and after == "no" and s.at(i + 2) in STOPS | {""}:
            yield Finding(i, i + 2, "tampoco", "tampoco", 0.9, "también no")
        elif word == "algo" or (word == "alguien" and s.at(i - 1) == "a"):
            yield from _nothing(s, i)
        elif (
            word in ("perfecto", "fluido")
            and s.at(i - 1) in _LANGUAGES
            and {r.verb for r in finite(s, i - 2)} & {"hablar"}
        ):
            new = "perfectamente" if word == "perfecto" else "con fluidez"
            yield Finding(i, i + 1, new, "adverb", 0.88, s.at(i - 2))
        elif (
            word == "y"
            and s.tokens[min(i + 1, len(s) - 1)].text[:1] == "I"
            and is_person_name(s, i + 1)
            and after[1:2] not in "aeiouáéíóú"
        ):
            if i and s.at(i - 1) not in STOPS:
                yield Finding(i, i + 1, "e", "y-e", 0.9)
        elif (
            word == "de"
            and s.at(i - 1) in ("me", "te", "le", "les", "nos")
            and after in ("un", "una", "el", "la", "su", "más", "tiempo", "pena")
        ):
            asks = {r.verb for n in range(max(0, i - 4), i) for r in analyse(s.at(n))} & words(
                "rogar pedir querer esperar necesitar"
            )
            if asks or s.at(i - 2) in ("que", "ruego"):
                yield Finding(i, i + 1, "dé", "accent-meaning", 0.95)
        elif word == "que" and s.text(i - 2, i) == "no sé" and _told(s, i + 1):
            yield Finding(i, i + 1, "qué", "question-accent", 0.9)
        elif word in ("librería", "librerías") and after in _OF_BOOKS:
            yield Finding(i, i + 1, word.replace("librería", "biblioteca"), "false-friend", 0.88, word)
        elif word in ("a", "por") and after in _VEHICLES and s.at(i + 2) in STOPS | {"", "a", "al", "y", "por", "con"}:
            if {r.verb for n in range(max(0, i - 4), i) for r in analyse(s.at(n))} & _MOVE and word == "a":
                yield Finding(i, i + 1, "en", "by-foot", 0.88)
        elif (
            word in ("en", "por", "con")
            and after == "pie"
            and {r.verb for n in range(max(0, i - 3), i) for r in finite(s, n)} & _MOVE
        ):
            yield Finding(i, i + 1, "a", "by-foot", 0.88)


def _more_and_more(s: Sentence, i: int) -> Iterator[Finding]:
    """«Un sistema educativo cada vez más ineficaces» → ineficaz."""
    found = next((p for n in range(max(0, i - 5), i) if (p := phrase(s, n)) and p.end == i), None)
    if not found or found.gender not in ("m", "f") or found.number not in ("s", "p") or adjectival(s.at(i + 3)) < 0.5:
        return
    right = inflected(s.at(i + 3), found.gender, found.number)  # type: ignore[arg-type]
    if right and right != s.at(i + 3):
        yield Finding(i + 3, i + 4, right, "noun-adjective", 0.87, s.at(found.head))


def _exclaimed(s: Sentence, i: int) -> bool:
    """«¡Que bonito!»: an adjective or a noun that is no verb; «¡que pase un buen día!» wishes."""
    wished = any(r.tense.startswith("subj") for n in range(i, i + 4) for r in analyse(s.at(n)))
    verbal = wished or any(r.person for r in analyse(s.at(i)))
    return not verbal and (adjectival(s.at(i)) > 0.5 or noun(s, i) is not None)


def _noun_before(s: Sentence, i: int) -> bool:
    """Whether a noun or an adjective ends before a place."""
    return noun(s, i - 1) is not None or is_adjective(s, i - 1)


def _told(s: Sentence, i: int) -> bool:
    """Whether a verb in the indicative stands here, behind pronouns."""
    while s.at(i) in CLITICS or s.at(i) in PRONOUNS:
        i += 1
    told = finite(s, i)
    return bool(told) and not any(r.tense.startswith("subj") for r in told)


def _joined(s: Sentence, i: int) -> Iterator[Finding]:
    """«Veinte y dos», «veinte uno»."""
    at = i + 2 if s.at(i + 1) == "y" else i + 1
    right = _TWENTIES.get(s.at(at), "")
    if not right or s.at(i - 1) in ("y", "las", "a"):
        return
    tag = noun(s, at + 1)
    if s.at(at) in ("uno", "un") and tag and tag[1] == "p":
        right = "veintiuna" if tag[0] == "f" else "veintiún"
    if at == i + 2 or (tag and tag[1] == "p"):
        yield Finding(i, at + 1, right, "one-word-number", 0.9)


def _mine(s: Sentence, i: int) -> Iterator[Finding]:
    """«Este paraguas es mi», «una amiga de mí», «el coche es de mí»."""
    forms, ends = _OWNED[s.at(i)], s.at(i + 1) in STOPS | {""}
    if s.at(i - 1) in ("es", "son", "era", "eran") and ends and s.at(i) in ("mi", "tu", "su"):
        found = next((p for n in range(max(0, i - 6), i - 1) if (p := phrase(s, n)) and p.end == i - 1), None)
        if found and (found.gender, found.number) in _INDEX and s.at(found.start) not in PRONOUNS:
            yield Finding(i, i + 1, forms[_INDEX[found.gender, found.number]], "possessive-long", 0.9, s.at(found.head))
    elif s.at(i - 1) == "de" and s.at(i) in ("mí", "ti", "mi") and (tag := noun(s, i - 2)) in _INDEX and tag:
        head = singular(s.at(i - 2))
        ours = head in _THINGS or (
            head in PERSONS and s.at(i - 3) in ("un", "una", "unos", "unas", "este", "esta", "otro", "otra")
        )
        told = {r.verb for w in s.words[:i] for r in analyse(w) if r.person} & words(
            "decir saber pensar hablar contar opinar creer"
        )
        if ours and not told and (ends or is_finite(s, i + 1)) and s.at(i - 3) not in ("del",):
            yield Finding(i - 1, i + 1, forms[_INDEX[tag]], "possessive-long", 0.88, s.at(i - 2))


def _drink(s: Sentence, i: int) -> bool:
    told = {r.verb for r in analyse(s.at(i - 1)) if r.person or r.tense == "infinitive"}
    return bool(told & _DRINKS) or s.at(i - 1) in ("un", "de", "el", "mucho")


def _so_that(s: Sentence, i: int) -> Iterator[Finding]:
    """«Estaba muy cansado que me dormí» → tan cansado que."""
    que = i + 2
    be = {r.verb for r in finite(s, i - 1)} & words("ser estar parecer sentir quedar poner")
    if s.at(que) != "que" or not adjectival(s.at(i + 1)) or not be:
        return
    base = next((a.lemma for a in analyses(s.at(i + 1)) if a.part == "adjective"), s.at(i + 1))
    told = _first_verb(s, que + 1)
    impersonal = base in _VALUED and "ser" in {r.verb for r in analyse(s.at(i - 1))}
    if told is not None and not impersonal and not any(r.tense.startswith("subj") for r in finite(s, told)):
        yield Finding(i, i + 1, "tan", "so-that", 0.87)


def _first_verb(s: Sentence, i: int) -> int | None:
    for n in range(i, min(i + 5, len(s))):
        if s.at(n) in STOPS:
            return None
        if is_finite(s, n) and finite(s, n):
            return n
    return None


def _nothing(s: Sentence, i: int) -> Iterator[Finding]:
    """«No he comido algo hoy», «no conozco a alguien», «no encontré algo interesante»."""
    verb = i - 1 - (s.at(i - 1) == "a")
    doing = verb - 1 if any(r.tense == "participle" for r in analyse(s.at(verb))) and is_finite(s, verb - 1) else verb
    no = doing - 1
    while s.at(no) in CLITICS:
        no -= 1
    if s.at(no) != "no" or not is_finite(s, doing) or {"¿", "?", "si"} & set(s.words) or "que" in s.words[:no]:
        return
    if s.at(i) == "alguien":
        yield Finding(i, i + 1, "nadie", "no-some", 0.87, "no")
        return
    verbs = {r.verb for r in analyse(s.at(verb)) if r.person or r.tense == "participle"}
    described = is_adjective(s, i + 1) and verbs & _SEEN
    closed = s.at(i + 1) in STOPS | {"", "hoy", "todavía", "desde", "en", "para"}
    if (described or (closed and doing != verb)) and s.at(i + 1) not in ("así",):
        yield Finding(i, i + 1, "nada", "no-some", 0.86, "no")
