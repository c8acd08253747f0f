"""What happened once and how it was meanwhile: «una vez comí», «por fin trajo la cuenta», «en aquella época no existían», «cuando llegamos,
hacía viento», «acababa de salir»; what is planned: «mañana viajo»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, in_tense, told_in
from tutor.corrections.grammar.told_by_time import HABITUAL, OVER, third
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    STOPS,
    conjugated,
    finite,
    finite_verbs,
    infinitive,
    is_finite,
    noun,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

# Done at one moment.
_AT_ONCE = words(
    "traer dar llegar encontrar perder romper caer entrar abrir cerrar decidir empezar comenzar terminar acabar morir nacer casar recibir comprar vender ganar "
    "aprobar suspender elegir descubrir oír gritar contestar preguntar llamar apagar encender parar explotar desaparecer aparecer despertar levantar tropezar "
    "chocar olvidar aceptar firmar pagar robar enviar mandar sonar salir regalar invitar llevar volver ver decir"
)
_STATES = words(
    "ser estar tener haber querer poder saber deber soler gustar parecer creer pensar vivir hacer conocer llamar"
)
_FRAMES = (
    "una vez",
    "un día",
    "una noche",
    "una tarde",
    "una mañana",
    "de repente",
    "de pronto",
    "por fin",
    "al final",
    "finalmente",
)
_ONE_TIME = frozenset(_FRAMES[:5])
_ERAS = (
    "en aquella época", "en esa época", "en aquel tiempo", "en aquellos tiempos", "en esos tiempos", "en aquellos años", "en esos años",
    "en aquel entonces", "por aquel entonces", "por entonces", "antiguamente",
)  # fmt: skip
_WERE_SO = words(
    "existir tener poder saber querer gustar llevar usar costar necesitar trabajar vivir viajar creer soler escribir comer"
)
# Of one person these sum up a part of a life.
_OF_A_LIFE = words("tener llevar trabajar vivir viajar escribir comer querer")
_EVERYBODY = words("gente mujeres hombres niños niñas personas familias jóvenes campesinos todos")
_BOUNDED = words("durante hasta vez veces primera última años meses fin")
_CAME = words(
    "llamar llegar salir entrar volver despertar levantar sonar oír empezar ver escuchar recibir bajar subir aterrizar encontrar"
)
_STATE_OF_THINGS = words(
    "cerrado cerrada abierto abierta lleno llena vacío vacía oscuro oscura roto rota dormido dormida sucio sucia"
)
_WEATHER = words("frío calor viento sol fresco")
_WHERE = words(
    "casa cocina ducha baño cama jardín oficina clase trabajo calle salón tienda reunión cine aeropuerto estación coche sofá"
)
_PLANNED = words("viajar ir salir volver regresar llegar visitar venir partir mudar cenar comer comprar casar empezar")
_COMING = (
    "mañana",
    "pasado mañana",
    "el lunes",
    "el martes",
    "el miércoles",
    "el jueves",
    "el viernes",
    "el sábado",
    "el domingo",
)
_HABITS = (
    "los fines de semana",
    "todos los",
    "todas las",
    "cada",
    "siempre",
    "normalmente",
    "de niño",
    "de niña",
    "de pequeño",
    "de pequeña",
)


def at_once(s: Sentence) -> Iterator[Finding]:
    """Una vez comía serpiente → comí; cuando llegamos, hizo viento → hacía; acabé de salir cuando → acababa; mañana estoy viajando → viajo."""
    for i, word in enumerate(s.words):
        opens = i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in ("y", "pero")
        if opens:
            yield from _once(s, i)
            yield from _in_that_era(s, i)
        if word == "cuando" and s.at(i - 1) not in ("¿", "de", "desde"):
            yield from _so_when(s, i)
    yield from _planned(s)
    yield from _and_so_on(s)
    yield from _and_then(s)


def _who(s: Sentence, start: int, at: int, reading: VerbReading) -> VerbReading:
    """Comía may be of me or of another: of whoever is named before it, else of who speaks."""
    if reading.person not in ("1s", "3s"):
        return reading
    return reading._replace(person="3s" if third(s, start, at) else "1s")


def _once(s: Sentence, i: int) -> Iterator[Finding]:
    frame = next((t for t in _FRAMES if s.text(i, i + len(t.split())) == t), "")
    end = i + len(frame.split())
    at = clause_verb(s, end + (s.at(end) == ",")) if frame else None
    reading = told_in(s, at, "imperfect") if at else None
    if not at or not reading or (HABITUAL - {"que", "porque", "cuando"}) & set(s.words):
        return
    others = [n for n in finite_verbs(s) if n != at]
    goes = reading.verb == "ir" and s.at(at + 1) == "a" and infinitive(s, at + 2)
    alone = frame in _ONE_TIME and not others and reading.verb not in _STATES and not goes
    then = any(r.tense == "preterite" for n in others for r in finite(s, n))
    done = reading.verb in _AT_ONCE and (not others or then) and "cuando" not in s.words[at:]
    if alone or (done and frame not in ("una noche", "una tarde", "una mañana")):
        yield from in_tense(s, at, _who(s, end, at, reading), "preterite", "to-preterite", 0.86, frame)


def _in_that_era(s: Sentence, i: int) -> Iterator[Finding]:
    """«En aquella época no existieron los móviles»."""
    frame = next((t for t in _ERAS if s.text(i, i + len(t.split())) == t), "")
    end = i + len(frame.split())
    at = clause_verb(s, end + (s.at(end) == ",")) if frame else None
    reading = told_in(s, at, "preterite") if at else None
    if not at or not reading or reading.verb not in _WERE_SO or _BOUNDED & set(s.words[end:]):
        return
    head = next((s.at(p.head) for n in range(end, at) if (p := phrase(s, n))), "")
    if reading.verb in _OF_A_LIFE and (head not in _EVERYBODY or s.at(at + 1) in ("un", "una", "que", "lugar")):
        return  # «en aquella época vivió en París», «tuvo un accidente»
    if not any(n != at and is_finite(s, n) for n in range(len(s))):
        yield from in_tense(s, at, reading, "imperfect", "to-imperfect", 0.86, frame)


def _as_it_was(s: Sentence, at: int) -> VerbReading | None:
    """The preterite of how it was all around: «hizo calor», «llovió», «la tienda estuvo cerrada», «estuve en la cocina»."""
    reading = told_in(s, at, "preterite")
    if reading is None:
        return None
    how = at + 1
    while s.at(how) in ("mucho", "mucha", "muy", "bastante", "un", "tanto", "demasiado"):
        how += 1
    ends = s.at(how + 1) in STOPS | {"", "y", "cuando"}
    if reading.verb == "hacer" and (s.at(how) in _WEATHER or s.text(how, how + 2) in ("buen tiempo", "mal tiempo")):
        return reading
    if reading.verb in ("llover", "nevar") and s.at(how) in STOPS | {"", "cuando"}:
        return reading
    if reading.verb == "estar" and s.at(at + 1) == "en" and {s.at(at + 2), s.at(at + 3)} & _WHERE:
        return reading
    if reading.verb == "estar" and reading.person[0] == "3" and ends and singular(s.at(how)) in _STATE_OF_THINGS:
        return reading
    return None


def _so_when(s: Sentence, i: int) -> Iterator[Finding]:
    """«Cuando llegamos a la playa, hizo mucho viento», «estuve en la cocina cuando oí la noticia», «acabé de comer cuando llamaron»."""
    first = clause_verb(s, i + 1)
    came = [r for r in finite(s, first) if r.tense == "preterite" and r.verb in _CAME] if first else []
    if not first or not came or {"durante", "toda", "todo", "hasta", "tres", "dos", "horas", "sol"} & set(s.words[:-1]):
        return
    trigger = s.text(i, first + 1)
    comma = next((n for n in range(first, min(first + 7, len(s))) if s.at(n) == ","), None)
    main = clause_verb(s, comma + 1) if comma else None
    if i and s.at(i - 1) not in STOPS | {"y", "pero"}:
        main = next((n for n in range(i - 1, max(-1, i - 8), -1) if is_finite(s, n) and finite(s, n)), None)
        if main is not None and any(s.at(n) in STOPS for n in range(main, i)):
            return
    if main is None:
        return
    reading = _as_it_was(s, main)
    ended = told_in(s, main, "preterite")
    if ended and ended.verb == "acabar" and s.at(main + 1) == "de" and infinitive(s, main + 2) and main < i:
        reading = ended
    if reading:
        yield from in_tense(s, main, reading, "imperfect", "happened-while", 0.86, trigger)


def _planned(s: Sentence) -> Iterator[Finding]:
    """«La próxima semana estamos viajando a Roma» → viajamos; «mañana a estas horas estoy volando» goes on then."""
    frame = next((t for t in _COMING if s.text(0, len(t.split())) == t), "")
    end = len(frame.split())
    if s.text(2, 4) == "que viene" or s.at(1) in ("próximo", "próxima"):
        end, frame = (4, s.text(0, 4)) if s.text(2, 4) == "que viene" else (3, s.text(0, 3))
    at = clause_verb(s, end + (s.at(end) == ",")) if frame else None
    told = next((r for r in finite(s, at) if r.verb == "estar" and r.tense == "present"), None) if at else None
    if not at or not told or {"horas", "hora", "cuando", "todo", "toda", "ya", "siempre"} & set(s.words):
        return
    doing = next((r.verb for r in analyse(s.at(at + 1)) if r.tense == "gerund"), "")
    new = conjugated(doing, "present", told.person) if doing in _PLANNED else ""
    if new:
        yield Finding(at, at + 2, new, "planned-present", 0.86, frame)


def _and_so_on(s: Sentence) -> Iterator[Finding]:
    """«Los fines de semana íbamos al campo y comimos allí» → comíamos."""
    if not any(s.text(0, len(t.split())) == t for t in _HABITS) or {"vez", "día", "ayer", "hasta"} & set(s.words):
        return
    told = finite_verbs(s)
    if len(told) != 2:
        return
    first, second = told
    start = second
    while s.at(start - 1) in CLITICS or s.at(start - 1) in ("luego", "después"):
        start -= 1
    person = {r.person for r in finite(s, first)}
    reading = next((r for r in finite(s, second) if r.tense == "preterite"), None)
    if (
        s.at(start - 1) == "y"
        and all(r.tense == "imperfect" for r in finite(s, first))
        and reading
        and reading.person in person
        and reading.verb not in _STATES
    ):
        yield from in_tense(s, second, reading, "imperfect", "to-imperfect", 0.86, s.at(first))


def _and_then(s: Sentence) -> Iterator[Finding]:
    """«Ayer estaba en el cine y veo a mi profesora» → vi."""
    told = finite_verbs(s)
    if s.at(0) not in OVER or len(told) != 2:
        return
    first, second = told
    joint = second
    while s.at(joint - 1) in CLITICS or s.at(joint - 1) in ("de", "repente", "entonces", "luego"):
        joint -= 1
    reading = told_in(s, second, "present")
    was = all(r.tense == "imperfect" for r in finite(s, first))
    if reading and was and s.at(joint - 1) == "y" and reading.verb in _AT_ONCE and not noun(s, second):
        yield from in_tense(s, second, reading, "preterite", "past-tense", 0.86, s.at(0))
