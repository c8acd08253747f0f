"""Ser, estar, haber and tener over lemmas, in every tense: states, places, events, existence."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.ages import place_name, weather, years_old
from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.grammar.ser_estar import EVENTS as OCCASIONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    DEGREES,
    OPENING,
    PRONOUNS,
    STOPS,
    WHEN,
    conjugated,
    infinitive,
    is_finite,
    is_person_name,
    noun,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

# What somebody or something is in for a while, or has come to.
STATES = words(
    "cansado enfermo contento enojado enfadado preocupado ocupado roto cerrado sucio dormido despierto sentado muerto perdido prohibido "
    "situado ubicado embarazado acostado avergonzado deprimido emocionado estresado satisfecho harto dispuesto casado"
)
# Of persons only when a time is told, or of oneself: «soy triste», «la película es triste».
_MOODS = words(
    "triste nervioso tranquilo listo solo feliz frío caliente lleno vacío limpio abierto seco mojado desordenado"
)
_NOW = words("hoy ahora ayer anoche desde todavía aún caliéntala")
_THINGS_IN = words(
    "sopa comida café té agua habitación casa cocina ventana puerta tienda plato zapato mano leche vaso plato suelo baño ventana cristal coche copa ropa cama mesa botella nevera calle camisa camiseta"
)
_PASSING = words("frío caliente lleno vacío limpio abierto mojado desordenado")
SURE_EVENTS = words(
    "fiesta reunión concierto boda partido conferencia cumpleaños festival ceremonia bautizo funeral torneo charla congreso inauguración entrega "
    "estreno desfile sorteo entierro banquete subasta mitin recital gala"
)
EVENTS = (
    OCCASIONS
    | SURE_EVENTS
    | words(
        "fiesta reunión concierto boda partido examen clase conferencia película cumpleaños cita cena comida entrevista curso carrera festival "
        "ceremonia exposición obra función cumple bautizo funeral entierro competición torneo charla desayuno inauguración evento ensayo junta congreso almuerzo"
    )
)
_NOT_THERE = words(
    "trabajo viaje beso problema diferencia vez error cambio idea razón mejor peor más causa culpa clave solución día hora semana mes año verano invierno vida historia "
    "origen interés objetivo base libro título texto letra etiqueta menú precio"
)
_TRAITS = words(
    "alto bajo inteligente simpático antipático rubio moreno guapo trabajador perezoso amable tímido divertido generoso famoso"
)
PROFESSIONS = words(
    "estudiante profesor profesora maestro maestra médico médica enfermero enfermera abogado abogada ingeniero ingeniera actor actriz cantante doctor "
    "doctora arquitecto arquitecta cocinero cocinera camarero camarera policía periodista escritor escritora músico dentista secretario secretaria "
    "programador programadora contable fotógrafo fotógrafa carpintero mecánico piloto bombero peluquero peluquera vendedor vendedora"
)
_NEEDS = words("dolor fiebre tos gripe hambre sed sueño prisa miedo frío calor razón éxito ganas suerte")


def states(s: Sentence) -> Iterator[Finding]:
    """Era enfermo → estaba; la boda está en → es en; los platos son en la mesa → están; estoy hambre → tengo."""
    for i in range(len(s)):
        if not is_finite(s, i) or s.is_name(i):
            continue
        readings = [r for r in analyse(s.at(i)) if r.person and r.person != "vos" and r.tense != "imperative"]
        verbs = {r.verb for r in readings}
        if "ser" in verbs:
            yield from _ser(s, i, next(r for r in readings if r.verb == "ser"))
        elif "estar" in verbs:
            yield from _estar(s, i, next(r for r in readings if r.verb == "estar"))
        elif verbs & {"haber"}:
            yield from _haber(s, i, next(r for r in readings if r.verb == "haber"))


def _other(reading: VerbReading, verb: str, s: Sentence, i: int) -> str:
    tense = reading.tense
    if reading.verb == "ser" and tense == "preterite" and verb == "estar":
        tense = "preterite"
    person = reading.person
    if s.at(i - 1) in PRONOUNS and PRONOUNS[s.at(i - 1)][1] == person[1]:
        person = PRONOUNS[s.at(i - 1)]
    elif reading.verb in ("ser", "estar") and tense in ("imperfect", "conditional") and person == "1s":
        person = "1s"
    return conjugated(verb, tense, person)


def _head(s: Sentence, i: int) -> str:
    """The head of the phrase that ends before the verb, singular; "" where none does."""
    at = i - 1
    while s.at(at) in ("no", "ya", "siempre", "también", "todavía"):
        at -= 1
    for start in range(max(0, at - 7), at + 1):
        found = phrase(s, start)
        if (
            found is None
            or s.at(start - 1) in ("a", "en", "con", "para", "por", "sin", "de", "del")
            or is_finite(s, start - 1)
        ):
            continue
        if any(s.at(n) in STOPS for n in range(found.end, at + 1)):
            continue
        if found.end == at + 1 or (
            s.at(found.end) in ("de", "del")
            and at - found.end < 4
            and not any(is_finite(s, n) for n in range(found.end, at + 1))
        ):
            return singular(s.at(found.head)) if found.head + 1 <= at + 1 else ""
    return ""


def _adjective(s: Sentence, at: int) -> tuple[int, str]:
    """The adjective at or behind a degree, as masculine singular."""
    while s.at(at) in DEGREES or s.at(at).endswith("mente") or s.at(at) in ("un", "poco", "siempre", "todavía"):
        at += 1
    lemma = next((a.lemma for a in analyses(s.at(at)) if a.part == "adjective"), "") or s.at(at)
    word = s.at(at).removesuffix("s")
    base = word[:-1] + "o" if word.endswith("a") else word
    return at, base if base in STATES | _MOODS | _TRAITS else lemma


def _ser(s: Sentence, i: int, reading: VerbReading) -> Iterator[Finding]:
    at, adjective = _adjective(s, i + 1)
    head, after = _head(s, i), s.at(i + 1)
    new = _other(reading, "estar", s, i)
    me = (reading.person in ("1s", "2s", "1p") and reading.tense != "imperfect") or s.at(i - 1) in (
        "yo",
        "tú",
        "nosotros",
        "nosotras",
    )
    person = me or head in PERSONS or s.at(i - 1) in PRONOUNS or is_person_name(s, i - 1)
    behind = s.at(at + 1)
    asked = (behind in ("por", "que") and adjective not in ("preocupado", "emocionado", "enfadado")) or (
        behind in ("el", "la", "los", "las", "un", "una") and adjective != "prohibido" and s.at(at + 2) not in WHEN
    )
    if adjective == "cansado" and infinitive(s, at + 1):
        return  # «es cansado viajar»
    if s.at(i - 2) == "de" and s.at(i - 1) in _NOW:
        return  # «las noticias de hoy son tristes»
    if (
        s.at(0) == "donde"
        or (adjective == "despierto" and s.at(at - 1) in DEGREES)
        or (adjective == "cansado" and not person)
    ):
        return  # «donde se conocieron fue en Lima», «es muy despierta», «viajar así es cansado»
    if adjective in STATES and not asked and s.at(i - 1) not in ("se", "lo") and s.at(at - 1) != "lo":
        if adjective == "casado" and behind != "con":
            return
        if adjective == "emocionado" and not person:
            return  # «el partido es muy emocionado» means emocionante
        felt = s.at(at - 1) in DEGREES and person
        if (
            reading.tense == "preterite"
            and not felt
            and adjective not in ("enfermo", "contento", "harto", "satisfecho")
        ):
            return  # «fue cerrado» tells what was done
        if adjective == "prohibido" and not (i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in ("que", "no", "aquí")):
            return
        yield Finding(i, i + 1, new, "estar-state", 0.87, s.at(at))
    elif (
        adjective in _MOODS
        and not asked
        and (
            (person and ((_NOW & set(s.words)) or (me and "hoy" in s.words)))
            or (
                adjective in _PASSING
                and head in _THINGS_IN
                and (
                    _NOW & set(s.words)
                    or (
                        s.at(at + 1) in (",", ".", "!", "y", ";")
                        and adjective in ("frío", "caliente", "lleno", "vacío", "abierto", "limpio")
                    )
                )
            )
        )
    ):
        if s.at(i - 1) != "que" and adjective not in ("solo", "listo"):
            yield Finding(i, i + 1, new, "estar-state", 0.86, s.at(at))
    elif (
        adjective in ("bien", "mal")
        and s.at(at) == adjective
        and (me or (head and at == i + 1 and s.at(at + 1) in (".", "", "!")))
    ):
        yield Finding(i, i + 1, new, "estar-state", 0.87, adjective)
    elif (after, s.at(i + 2)) == ("de", "acuerdo") and (person or s.at(i - 2) in PRONOUNS):
        yield Finding(i, i + 1, new, "estar-phrase", 0.9, "de acuerdo")
    elif after == "en" and _went(s, i, reading):
        return  # the preposition is wrong, not the verb
    elif (
        after == "en"
        and head
        and head not in EVENTS
        and head not in _NOT_THERE
        and head not in WHEN
        and _place(s, i + 2)
    ) or (
        after == "en"
        and (s.at(i - 1) in PRONOUNS or is_person_name(s, i - 1) or (i == 0 and me) or (i == 1 and place_name(s, 0)))
        and _place(s, i + 2)
    ):
        yield Finding(i, i + 1, new, "estar-place", 0.86, s.text(i + 1, _end(s, i + 2)))
    elif (
        after in ("aquí", "allí", "ahí", "cerca", "lejos")
        and ((head and head not in EVENTS) or person)
        and (after not in ("aquí", "allí", "ahí") or s.at(i + 2) in ("", ".", ",", "!", "?"))
    ):
        yield Finding(i, i + 1, new, "estar-place", 0.87, after)
    elif (
        s.at(i - 1) in ("dónde", "donde")
        and s.at(i - 2) not in ("de", "a")
        and (found := phrase(s, i + 1))
        and singular(s.at(found.head)) not in EVENTS
        and s.at(found.end) in ("?", "de", ",", "del", "más", "", ".")
    ):
        if "¿" in s.words[:i] or i < 3:
            yield Finding(i, i + 1, new, "estar-place", 0.87, s.at(i - 1))
    elif (
        reading.person in ("3s", "3p")
        and _shown(s, i)
        and s.at(i + 1)
        in ("muchos", "muchas", "pocos", "pocas", "varios", "varias", "algunos", "algunas", "dos", "tres")
        and noun(s, i + 2)
    ):
        yield Finding(i, i + 1, _there(reading), "hay", 0.86, s.at(i + 1))
    elif reading.person in ("3s", "1s", "3p", "1p") and after in _NEEDS | {"mucha", "mucho"} and (me or person):
        needs = after if after in _NEEDS else s.at(i + 2)
        if needs in _NEEDS and (needs not in ("razón", "éxito", "suerte", "frío", "calor") or me):
            yield Finding(i, i + 1, _other(reading, "tener", s, i), "tener", 0.88, needs)
    elif (
        (person or (s.is_name(i - 1) and not place_name(s, i - 1)))
        and years_old(s, i + 1)
        and s.at(i - 1) not in ("que",)
    ):
        yield Finding(i, i + 1, _other(reading, "tener", s, i), "age", 0.9, s.text(i + 1, i + 3))
    elif reading.person == "2s" and after in _NEEDS:
        yield Finding(i, i + 1, _other(reading, "tener", s, i), "tener", 0.88, after)
    elif reading.person == "3s" and not head and weather(s, i):
        yield Finding(i, i + 1, conjugated("hacer", reading.tense, "3s"), "weather", 0.88, s.at(weather(s, i)))
    elif reading.person == "3s" and head in PERSONS and after == "miedo":
        yield Finding(i, i + 1, _other(reading, "tener", s, i), "tener", 0.88, after)


def _went(s: Sentence, i: int, reading: VerbReading) -> bool:
    """«Fui en el cine», «fuimos en la playa»: of who speaks, it is a form of ir."""
    return reading.tense == "preterite" and reading.person[0] != "3" and _place(s, i + 2)


def _there(reading: VerbReading) -> str:
    return "hay" if reading.tense == "present" else conjugated("haber", reading.tense, "3s")


def _place(s: Sentence, i: int) -> bool:
    """Whether a place is told: en el hospital, en Madrid, en casa; no time, no way."""
    if s.at(i) in ("casa", "clase"):
        return s.at(i + 1) != "de" or s.at(i) == "casa"
    if s.is_name(i):
        return place_name(s, i)
    found = phrase(s, i)
    if found is None and s.at(i) in ("el", "la", "los", "las") and s.is_name(i + 1):
        return place_name(s, i + 1)  # los Andes
    return bool(
        found
        and s.at(i) not in PRONOUNS
        and s.at(found.head) not in WHEN
        and s.at(i) not in ("este", "ese", "todo", "toda")
        and s.at(found.head) not in ("serio", "realidad", "parte", "caso", "forma", "manera")
    )


def _end(s: Sentence, i: int) -> int:
    found = phrase(s, i)
    return found.end if found else i + 1


def _shown(s: Sentence, i: int) -> bool:
    """Whether nothing but a place stands before: «en mi barrio son muchas tiendas»."""
    if i == 0 or s.at(i - 1) in OPENING:
        return s.at(i).startswith(("está", "esta"))
    found = next(
        (
            p
            for n in range(max(0, i - 5), i)
            if s.at(n - 1) in ("en", "sobre", "aquí") and (p := phrase(s, n)) and p.end == i
        ),
        None,
    )
    return bool(
        found
        and s.at(found.head) not in WHEN
        and (
            found.start == 1
            or s.at(found.start - 2) in STOPS
            or s.at(found.start - 2) in ("y", "pero", "que", "porque")
        )
    )


def _estar(s: Sentence, i: int, reading: VerbReading) -> Iterator[Finding]:
    at, adjective = _adjective(s, i + 1)
    head, after = _head(s, i), s.at(i + 1)
    new = _other(reading, "ser", s, i)
    if (head in EVENTS and (after, s.at(i + 2)) == ("a", "las") and s.at(i - 1) != "que") or (
        head in SURE_EVENTS and after == "en" and _place(s, i + 2)
    ):
        yield Finding(i, i + 1, new, "ser-event", 0.87, head)
    elif (
        after in PROFESSIONS
        and (s.at(i + 2) in ("", ".", ",", "y", "en", "de", "pero", "!", "?") or s.at(i - 1) in PRONOUNS)
        and (reading.person[0] != "3" or head in PERSONS or s.at(i - 1) in PRONOUNS or is_person_name(s, i - 1))
    ):
        yield Finding(i, i + 1, new, "ser-profession", 0.88, after)
    elif (
        after in ("un", "una")
        and (
            s.at(i + 2) in PROFESSIONS
            or s.at(i + 2) in ("persona", "chico", "chica", "hombre", "mujer", "país", "ciudad", "idea")
        )
        and (head or s.at(i - 1) in PRONOUNS or i == 0 or s.is_name(i - 1))
    ):
        yield Finding(i, i + 1, new, "ser-profession", 0.86, s.text(i + 1, i + 3))
    elif after == "de" and s.is_name(i + 2) and not WHEN & {s.at(i + 2)} and s.at(i + 3) in ("", ".", ",", "y", "pero"):
        yield Finding(i, i + 1, new, "ser-origin", 0.88, s.text(i + 1, i + 3))
    elif (
        adjective in _TRAITS - {"guapo", "alto"}
        and reading.tense == "present"
        and s.at(at + 1) in ("", ".", ",", "y", "pero")
        and not _NOW & set(s.words)
        and (head in PERSONS or s.at(i - 1) in PRONOUNS)
    ):
        yield Finding(i, i + 1, new, "ser-trait", 0.82, s.at(at))
    elif s.at(_much(s, i)) in _NEEDS - {"frío", "calor", "suerte", "éxito"} and s.at(i - 1) not in CLITICS:
        yield Finding(i, i + 1, _other(reading, "tener", s, i), "tener", 0.89, s.at(_much(s, i)))
    elif years_old(s, i + 1) and reading.person:
        yield Finding(i, i + 1, _other(reading, "tener", s, i), "age", 0.9, s.text(i + 1, i + 3))
    elif (
        reading.person in ("3s", "3p") and _shown(s, i) and s.at(i + 1) in _SOME and (noun(s, i + 2) or noun(s, i + 3))
    ):
        if not s.at(i + 3) or s.at(i + 2) not in ("poco", "día", "rato"):
            yield Finding(i, i + 1, _there(reading), "hay", 0.87, s.at(i + 1))


def _much(s: Sentence, i: int) -> int:
    return i + 2 if s.at(i + 1) in ("mucho", "mucha", "muy", "tan") else i + 1


_SOME = words("un una unos unas muchos muchas pocos pocas varios varias dos tres cuatro cinco")


_ENOUGH = words("suficientes bastantes demasiados demasiadas otros otras grandes nuevos nuevas")


def _haber(s: Sentence, i: int, reading: VerbReading) -> Iterator[Finding]:
    word, after = s.at(i), s.at(i + 1)
    if reading.person == "3p":
        plain = not any(a.features.mood == "participle" for a in analyses(after))
        been = after == "habido"
        if been or (
            plain
            and after not in ("sido", "estado", "de", "que", "")
            and (
                after in _SOME
                or after in ("más", "menos", "algunos", "algunas", "mucha", "tantos", "tantas")
                or noun(s, i + 1)
                or (after in _ENOUGH and noun(s, i + 2))
                or after.isdigit()
            )
        ):
            yield Finding(
                i,
                i + 1,
                conjugated("haber", reading.tense, "3s") if reading.tense != "present" else "ha" if been else "hay",
                "haber-impersonal",
                0.9,
                word,
            )
    elif word == "hay" and after in ("el", "la", "los", "las", "mi", "mis") and (found := phrase(s, i + 1)):
        if (
            s.at(found.end) in ("en", "cerca", "aquí", "al", "enfrente", ".", "?", "")
            and singular(s.at(found.head))
            not in ("posibilidad", "opción", "necesidad", "costumbre", "idea", "vez", "riesgo")
            and s.at(found.end - 1) not in ("mejor", "misma", "mismo")
        ):
            yield Finding(
                i, i + 1, "está" if found.number == "s" else "están", "hay-definite", 0.8, s.text(i + 1, found.end)
            )
