"""Words that their neighbours ask for or leave no room for: «el piso da a la calle», «parece cansada», «ni él tampoco», «quinientos», «hay nieve»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import ON_ONESELF, PERSONS
from tutor.corrections.grammar.states import PROFESSIONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    OPENING,
    PRONOUNS,
    STOPS,
    adjectival,
    conjugated,
    finite,
    infinitive,
    is_finite,
    is_person_name,
    noun,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_IN_PLACES = {
    **dict.fromkeys(words("universidad playa oficina biblioteca montaña piscina tienda estación discoteca iglesia farmacia escuela"), "la"),
    **dict.fromkeys(words("parque cine gimnasio supermercado mercado banco restaurante teatro museo aeropuerto baño bar"), "el"),
}  # fmt: skip
_IS_IN = words("estar estudiar trabajar vivir comer quedar desayunar cenar jugar correr nadar")
_HUNDREDS = {"dos": "doscientos", "tres": "trescientos", "cuatro": "cuatrocientos", "cinco": "quinientos", "seis": "seiscientos", "siete": "setecientos",
             "ocho": "ochocientos", "nueve": "novecientos"}  # fmt: skip
_COLOURS = words("rojo azul verde amarillo negro blanco gris marrón rosa morado naranja violeta")
_COUNTABLE = words("decisión pregunta viaje paseo error foto excursión reserva cita fiesta")
_DOES = words("tomar hacer dar cometer tener")
_MOVED = words("nervioso preocupado triste contento emocionado enfadado asustado")
_EVENTS = words("examen viaje entrevista boda concurso partido noticia resultado situación problema retraso")
_TRAINS = words("tren autobús vuelo avión bus barco ferry")
_MONTHS = words(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo navidad"
)
_UNITS = words("día semana mes año hora persona noche minuto")
_ENDS = STOPS | {""} | words("y con porque pero por los todos desde hoy ahora")
_FELT = words("rojo pálido nervioso triste contento furioso enfermo celoso blanco colorado serio")


def word_company(s: Sentence) -> Iterator[Finding]:
    """Estudio en universidad → en la universidad; cinco cientos → quinientos; hace nieve → hay; yo no fumo y mi hermano también → tampoco."""
    for i, word in enumerate(s.words):
        after = s.at(i + 1)
        if word == "en":
            yield from _in(s, i)
        elif word in _HUNDREDS and after in ("cientos", "ciento", "cientas"):
            yield Finding(i, i + 2, _HUNDREDS[word], "hundred", 0.92)
        elif word in ("favorito", "favorita") and after == "es" and s.at(i - 2) in ("mi", "tu", "su"):
            yield from _favourite(s, i + 2)
        elif word == "para" and after in _UNITS and noun(s, i - 1) and s.at(i + 2) in STOPS | {"", "y"}:
            if (
                s.at(i - 2).isdigit()
                or s.at(i - 2) in _HUNDREDS
                or s.at(i - 2) in ("una", "un", "diez", "cien", "veces")
            ):
                yield Finding(i, i + 1, "por", "por-rate", 0.88, after)
        elif word == "para" and after in ("el", "la", "los", "las", "mi", "tu", "su"):
            yield from _because(s, i)
        elif (
            word == "por"
            and s.at(i - 1) in _TRAINS
            and s.is_name(i + 1)
            and is_finite(s, i + 2)
            and not is_person_name(s, i + 1)
        ):
            yield Finding(i, i + 1, "para", "para-goal", 0.86, s.tokens[i + 1].text)
        elif (
            word == "como"
            and {r.verb for r in finite(s, i - 1)} == {"parecer"}
            and adjectival(after) > 0.5
            and not noun(s, i + 2)
        ):
            yield Finding(i, i + 1, "", "no-como", 0.9, s.at(i - 1))
        elif word == "hace":
            yield from _hace(s, i)
        elif word in ("es", "son") and s.at(i + 1) in ("mucho",) and s.text(i + 1, i + 4) == "mucho tiempo que":
            yield Finding(i, i + 1, "hace", "hace-time", 0.88)
        elif word == "también":
            yield from _neither(s, i)
        elif word == "que":
            yield from _before_infinitive(s, i)
            if s.text(i - 2, i) == "por eso" and s.at(i - 3) not in ("es", "fue", "era") and _verb_behind(s, i + 1):
                yield Finding(i, i + 1, "", "por-eso", 0.88)
        elif word == "se":
            yield from _to_him(s, i)
            yield from _became(s, i)
        elif (
            word in ("el", "la", "los", "las")
            and s.at(i + 1) == "más"
            and {r.verb for r in finite(s, i - 1)} == {"ser"}
        ):
            yield from _no_superlative(s, i)
        elif (
            word in ("fácil", "difícil", "imposible")
            and after == "a"
            and infinitive(s, i + 2)
            and s.at(i + 3) in STOPS | {""}
        ):
            if phrase(s, 0) and {r.verb for n in (i - 1, i - 2) for r in finite(s, n)} & {"ser"}:
                yield Finding(i + 1, i + 2, "de", "easy-to", 0.9, word)
        elif word == "y":
            yield from _and(s, i)
        elif word == "uno":
            yield from _one(s, i)
        elif word in _COUNTABLE and {r.verb for r in finite(s, i - 1)} & _DOES and noun(s, i) and s.at(i - 2) != "que":
            if (
                s.at(i + 1) in ("muy", "importante", "difícil", "interesante", "grave", "grande")
                and s.at(i - 1) != "hay"
            ):
                yield Finding(
                    i,
                    i,
                    "una"
                    if word in ("decisión", "pregunta", "foto", "excursión", "reserva", "cita", "fiesta")
                    else "un",
                    "article-a",
                    0.88,
                    word,
                )
        if word in ("entre", "según"):
            yield from _between(s, i)
        elif (
            word in ("a", "para", "de", "con", "por", "sin")
            and s.at(i + 2) == "y"
            and s.at(i + 3) == "yo"
            and s.at(i + 4) in STOPS | {""}
        ):
            if s.at(i + 1) in ("él", "ella", "ti", "ellos", "usted") or is_person_name(s, i + 1):
                yield Finding(
                    i + 3, i + 4, "conmigo" if word == "con" else f"{word} mí", "pronoun-preposition", 0.9, word
                )
        elif (
            word == "lo"
            and s.at(i - 1) in ("me", "te", "se", "nos")
            and {r.verb for r in finite(s, i + 1)} == {"acordar"}
            and s.at(i + 2) == "de"
        ):
            yield Finding(i, i + 1, "", "extra-word", 0.95)
        yield from _friend_who(s, i)
        yield from _oneself(s, i)


def _verb_behind(s: Sentence, i: int) -> bool:
    """Whether a finite verb stands here, behind pronouns."""
    while s.at(i) in CLITICS or s.at(i) == "no":
        i += 1
    return is_finite(s, i)


def _in(s: Sentence, i: int) -> Iterator[Finding]:
    """«Estudio en universidad», «nací en 5 de mayo»."""
    after = s.at(i + 1)
    doing = {r.verb for n in (i - 1, i - 2) for r in finite(s, n)}
    if after in _IN_PLACES and doing & _IS_IN and s.at(i + 2) in _ENDS:
        yield Finding(i + 1, i + 1, _IN_PLACES[after], "article-place", 0.87, after)
    elif after.isdigit() and s.at(i + 2) == "de" and s.at(i + 3) in _MONTHS:
        yield Finding(i, i + 1, "el", "en-date", 0.94)


def _favourite(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi color favorito es verde», «mi deporte favorito es fútbol»."""
    tag = noun(s, i)
    if s.is_name(i) or s.at(i + 1) not in STOPS | {"", "y", "porque", "pero"}:
        return
    if s.at(i) in _COLOURS:
        yield Finding(i, i, "el", "article-general", 0.88, s.at(i))
    elif (
        tag
        and tag[1] == "s"
        and tag[0] in "mf"
        and not s.at(i).endswith(("es", "s"))
        and s.at(i) not in _MONTHS
        and not infinitive(s, i)
    ):
        yield Finding(i, i, "el" if tag[0] == "m" else "la", "article-general", 0.86, s.at(i))


def _because(s: Sentence, i: int) -> Iterator[Finding]:
    """«Estoy nervioso para el examen»."""
    base = next(
        (a.lemma for a in analyses(s.at(i - 1)) if a.part == "adjective" or a.features.mood == "participle"),
        s.at(i - 1),
    )
    base = base if base in _MOVED else s.at(i - 1).removesuffix("s")[:-1] + "o"
    found = phrase(s, i + 1)
    if (
        base in _MOVED
        and found
        and singular(s.at(found.head)) in _EVENTS
        and s.at(found.end) in STOPS | {"", "de", "y"}
    ):
        yield Finding(i, i + 1, "por", "por-para", 0.87, s.at(i - 1))


def _hace(s: Sentence, i: int) -> Iterator[Finding]:
    """«Hace mucha nieve», «no la veo hace enero»."""
    at = i + 1 + (s.at(i + 1) in ("mucha", "mucho", "muchas", "poca"))
    if s.at(at) in ("nieve", "nubes", "niebla", "lluvia", "tormenta", "hielo"):
        yield Finding(i, i + 1, "hay", "hay-weather", 0.88, s.at(at))
    elif s.at(i + 1) in _MONTHS and s.at(i + 2) in STOPS | {""} and any(is_finite(s, n) for n in range(i)):
        yield Finding(i, i + 1, "desde", "since-when", 0.9, s.at(i + 1))


def _neither(s: Sentence, i: int) -> Iterator[Finding]:
    """«Yo no fumo y mi hermano también» → tampoco."""
    joint = next((n for n in range(i - 1, max(-1, i - 5), -1) if s.at(n) == "y"), None)
    if joint is None or s.at(i + 1) not in STOPS | {""} or any(is_finite(s, n) for n in range(joint + 1, i)):
        return
    who = phrase(s, joint + 1) or (s.at(joint + 1) == "a" and phrase(s, joint + 2))
    clause = max((n for n in range(joint) if s.at(n) in STOPS), default=-1) + 1
    if who and "no" in s.words[clause:joint] and not {"pero", "sí", "sino"} & set(s.words):
        yield Finding(i, i + 1, "tampoco", "neither", 0.9, "no")


def _before_infinitive(s: Sentence, i: int) -> Iterator[Finding]:
    """«Me hizo que llorar», «he venido para que hablar contigo»."""
    what = infinitive(s, i + 1)
    if not what or not s.at(i + 1).startswith(what):
        return
    if s.at(i - 1) == "para" and s.at(i - 2) != "hay":
        yield Finding(i, i + 1, "", "infinitive-alone", 0.9, "para")
    elif {r.verb for r in finite(s, i - 1)} & {"hacer", "dejar"} and s.at(i - 2) in CLITICS:
        yield Finding(i, i + 1, "", "infinitive-alone", 0.9, s.at(i - 1))


def _to_him(s: Sentence, i: int) -> Iterator[Finding]:
    """«Se le dije ayer a Juan» → se lo; «se rompió me el móvil» → se me rompió."""
    told = finite(s, i + 2)
    gives = {r.verb for r in told} & words(
        "decir dar contar explicar mandar enviar regalar prestar enseñar devolver preguntar pedir"
    )
    if s.at(i + 1) in ("le", "les") and gives and all(r.person in ("1s", "2s", "1p") for r in told):
        yield Finding(i + 1, i + 2, "lo", "se-lo", 0.9)
    elif (
        finite(s, i + 1)
        and s.at(i + 2) in ("me", "te", "nos", "le", "les")
        and phrase(s, i + 3)
        and not is_finite(s, i + 3)
    ):
        if not {r.verb for r in finite(s, i + 1)} & {"ir"}:
            yield Finding(i, i + 3, f"se {s.at(i + 2)} {s.at(i + 1)}", "se-order", 0.9, "se")


def _became(s: Sentence, i: int) -> Iterator[Finding]:
    """«Se puso médico» → se hizo; «se hizo rojo» → se puso."""
    told = finite(s, i + 1)
    verbs = {r.verb for r in told}
    base = s.at(i + 2).removesuffix("s")
    base = base[:-1] + "o" if base.endswith("a") else base
    if verbs == {"poner"} and s.at(i + 2) in PROFESSIONS and s.at(i + 3) in STOPS | {"", "y", "en"}:
        new = "hacer"
    elif verbs == {"hacer"} and base in _FELT and s.at(i + 3) in STOPS | {"", "de", "y", "cuando", "por"}:
        new = "poner"
    else:
        return
    if form := conjugated(new, told[0].tense, told[0].person):
        yield Finding(i + 1, i + 2, form, "become", 0.87, s.at(i + 2))


def _no_superlative(s: Sentence, i: int) -> Iterator[Finding]:
    """«Ella es la más simpática que su hermano» → más simpática."""
    found = phrase(s, i + 4)
    than = found or is_person_name(s, i + 4)
    end = found.end if found else i + 5
    if adjectival(s.at(i + 2)) > 0.5 and s.at(i + 3) == "que" and than and s.at(end) in STOPS | {""}:
        yield Finding(i, i + 1, "", "comparative-bare", 0.88, "que")


def _and(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi amigo y mi vamos» → yo; «mi coche es rojo y tuyo es azul» → el tuyo."""
    after = s.at(i + 1)
    if after in ("mi", "mí", "me") and any(r.person == "1p" for r in finite(s, i + 2)) and i:
        yield Finding(i + 1, i + 2, "yo", "pronoun-subject", 0.92)
    elif (
        after.startswith(("mí", "tuy", "suy", "nuestr")) and after[-1] in "oas" and finite(s, i + 2) and len(after) > 3
    ):
        article = {"o": "el", "a": "la", "s": "los" if after.endswith("os") else "las"}[after[-1]]
        if {r.verb for r in finite(s, i + 2)} & {"ser", "estar", "tener", "costar"}:
            yield Finding(i + 1, i + 1, article, "article-possessive", 0.9, after)


def _one(s: Sentence, i: int) -> Iterator[Finding]:
    """«Uno nunca sabes» → sabe: who is anybody."""
    at = i + 1
    while s.at(at) in ("nunca", "siempre", "no", "ya") or s.at(at) in CLITICS:
        at += 1
    told = finite(s, at)
    opens = i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in ("cuando", "si", "que")
    if opens and told and all(r.person == "2s" for r in told):
        yield Finding(at, at + 1, conjugated(told[0].verb, told[0].tense, "3s"), "subject-verb", 0.88, "uno")


def _between(s: Sentence, i: int) -> Iterator[Finding]:
    """«Entre mí y tú», «según mí» → entre tú y yo, según yo."""
    subjects = {"mí": "yo", "mi": "yo", "ti": "tú"}
    first, second = s.at(i + 1), s.at(i + 3)
    if s.at(i) == "según" and first in ("mí", "ti") and s.at(i + 2) in STOPS | {""}:
        yield Finding(i + 1, i + 2, subjects[first], "subject-behind", 0.9, "según")
    elif (
        s.at(i) == "entre"
        and s.at(i + 2) == "y"
        and first in ("mí", "yo")
        and second in ("tú", "ti", "él", "ella", "ellos", "usted")
    ):
        yield Finding(i + 1, i + 4, f"{subjects.get(second, second)} y yo", "between-you", 0.9, "entre")


def _friend_who(s: Sentence, i: int) -> Iterator[Finding]:
    """«Tengo un amigo vive en Praga» → que vive."""
    if (
        s.at(i) not in ("un", "una")
        or singular(s.at(i + 1)) not in PERSONS
        or not ({r.verb for r in finite(s, i - 1)} & {"tener"} or s.at(i - 1) == "hay")
    ):
        return
    told = finite(s, i + 2)
    if told and any(r.person == "3s" for r in told) and not noun(s, i + 2):
        yield Finding(i + 2, i + 2, "que", "que-needed", 0.88, s.text(i, i + 2))


def _oneself(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi padre ducha por la noche»: behind a person only the verb can stand, though it looks like a noun."""
    told = [r for r in analyse(s.at(i)) if r.person == "3s" and r.verb in ON_ONESELF and r.tense == "present"]
    if (
        not told
        or is_finite(s, i)
        or s.at(i - 1) in CLITICS
        or s.at(i + 1) not in ("por", "a", "en", "con", "todos", "antes", "después", "cada", ".")
    ):
        return
    who = next((p for n in range(max(0, i - 3), i) if (p := phrase(s, n)) and p.end == i), None)
    opens = who and (who.start == 0 or s.at(who.start - 1) in STOPS | OPENING | {"y", "pero"})
    if (
        who
        and opens
        and (singular(s.at(who.head)) in PERSONS or s.at(who.head) in PRONOUNS)
        and not any(is_finite(s, n) for n in range(who.end, len(s)))
    ):
        yield Finding(i, i, "se", "reflexive", 0.87, f"{told[0].verb}se")
