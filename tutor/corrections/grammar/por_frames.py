"""Por and para in fixed company: by what means, by what cause, through which place, in exchange for what; for whom, good for what."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import PRONOUNS, STOPS, infinitive, is_finite, is_person_name, noun, phrase
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

# Without an article, these stand with por alone.
_BARE = words(
    "teléfono correo culpa falta escrito casualidad supuesto favor ejemplo desgracia accidente error internet telepatía"
)
_FEELING = words("amor miedo curiosidad envidia celos vergüenza odio costumbre necesidad respeto educación")
_OVER = words("encima debajo delante detrás dentro")
_MOVES = words("pasar pasear caminar andar entrar salir correr viajar circular escapar mirar")
_THROUGH = words(
    "ventana puerta parque calle avenida pasillo puente túnel bosque montaña playa ciudad pueblo centro barrio campo jardín río costa plaza museo mercado país "
    "europa américa sur norte mundo sendero orilla"
)
_INTO = words("ventana puerta")
_WEATHER = words("lluvia niebla nieve tormenta viento calor frío huracán nevada huelga pandemia cuarentena")
_STOPPED = words("cerrar cancelar suspender retrasar aplazar faltar salir ir venir poder jugar llegar")
_CUT = words(
    "cortada cortado cerrada cerrado cancelado cancelada suspendido suspendida retrasado retrasada bloqueada bloqueado aislado aislada"
)
_BLAMED = words(
    "multa castigo premio multar castigar detener arrestar felicitar criticar despedir condenar perdón disculpa disculpar perdonar expulsar"
)
_THANKS = words("gracias agradecido agradecida agradecer")
_TOWARDS = words("respeto amor pasión interés admiración cariño preferencia odio preocupación afecto")
_MADE = words(
    "escribir pintar construir dirigir componer fundar diseñar inventar descubrir organizar cancelar publicar ilustrar traducir"
)
_MAKERS = words(
    "autor autora escritor escritora pintor pintora arquitecto arquitecta director directora ingeniero ingeniera artista compositor compositora músico organizador "
    "gobierno empresa romano árabe poeta fotógrafo fotógrafa famoso científico científica equipo"
)
_GOOD = words("bueno malo ideal perfecto útil importante necesario suficiente fundamental beneficioso difícil fácil")
_HEALTH = words(
    "salud tos gripe espalda piel corazón cerebro planeta estómago garganta resfriado vista niño persona futuro mente cuerpo"
)
_WAY = words("ir venir llamar volver salir viajar")
_ROOMS = words(
    "salón cocina habitación baño dormitorio jardín comedor terraza oficina cumpleaños boda fiesta cena examen"
)
_BOUGHT = words("comprar necesitar buscar preparar querer")
_MEETS = words("ver quedar salir llegar trabajar estudiar llamar desayunar comer cenar correr levantar")
_HOUR = words("noches mañanas tardes")
_NUMBERS = words("dos tres cuatro cinco seis siete ocho nueve diez uno")


def por_frames(s: Sentence) -> Iterator[Finding]:
    """Para teléfono → por; entró para la ventana → por; bueno por la salud → para; una mesa por dos → para."""
    for i, word in enumerate(s.words):
        if word == "para" and i + 1 < len(s) and (found := _por(s, i)):
            yield Finding(i, i + 1, "por", *found)
        elif s.text(i, i + 4) == "por la primera vez":
            yield Finding(i + 1, i + 2, "", "por-phrase", 0.88, "primera vez")
        elif word == "de" and _by(s, i):
            yield Finding(i, i + 1, "por", "por-agent", 0.87, s.at(i - 1))
        elif word == "por" and i + 1 < len(s) and (found := _para(s, i)):
            yield Finding(i, i + 1, "para", *found)


def _by(s: Sentence, i: int) -> bool:
    """«Fue pintado de Goya», «fue escrita de Cervantes»: who made it."""
    made = any(a.features.mood == "participle" and a.lemma in _MADE for a in analyses(s.at(i - 1)))
    was = {r.verb for n in (i - 2, i - 3) for r in analyse(s.at(n)) if r.person or r.tense == "participle"} & {"ser"}
    many = s.at(i + 1) in ("los", "las") and noun(s, i + 2) is not None
    founded = any(
        a.lemma in ("fundar", "construir", "conquistar", "invadir", "descubrir") for a in analyses(s.at(i - 1))
    )
    return bool(made and was and ((many and founded) or is_person_name(s, i + 1) or _head(s, i + 1) in _MAKERS))


def _verbs(s: Sentence, i: int, most: int) -> set[str]:
    return {r.verb for n in range(max(0, i - most), i) for r in analyse(s.at(n))}


def _head(s: Sentence, i: int) -> str:
    """The noun of the phrase that begins here, in the singular."""
    found = phrase(s, i)
    if found and s.at(i) not in PRONOUNS:
        return singular(s.at(found.head))
    return singular(s.at(i)) if noun(s, i) else ""


def _base(word: str) -> str:
    return next((a.lemma for a in analyses(word) if a.part == "adjective"), word)


def _por(s: Sentence, i: int) -> tuple[str, float, str] | None:
    """Rule, certainty and trigger where «para» should be «por»."""
    before, after, behind = s.at(i - 1), s.at(i + 1), s.at(i + 2)
    closed = behind in STOPS | {""}
    if after in _BARE and (closed or behind in ("de", "electrónico", "más", "y", "con", "a", "en")):
        if after not in ("internet", "correo", "educación") or _verbs(s, i, 5) & words(
            "hablar mandar enviar comprar comunicar"
        ):
            return "por-phrase", 0.87, s.text(i + 1, i + 2 + (behind in ("de", "electrónico")))
    if (
        after in _FEELING
        and closed
        and _verbs(s, i, 6) & words("hacer casar mentir matar trabajar decir callar actuar")
    ):
        return "por-para", 0.87, after
    if after in _OVER and behind in ("de", "del") and _verbs(s, i, 4) & _MOVES | _verbs(s, i, 4) & {"volar", "saltar"}:
        return "por-para", 0.86, s.text(i + 1, i + 3)
    whole = after in ("toda", "todo") and (s.is_name(i + 2) or behind in ("el", "la"))
    head = _head(s, i + 1)
    moves = {r.verb for r in analyse(before) if r.person or r.tense in ("infinitive", "gerund", "participle")}
    if moves & _MOVES and head in (_THROUGH if moves & words("pasar pasear caminar andar correr") else _INTO):
        return "por-through", 0.86, s.text(i - 1, i)
    if whole and moves & words("viajar pasear caminar correr andar pasar"):
        return "por-through", 0.87, before
    cut = any(s.at(n) in _CUT for n in range(max(0, i - 5), i))
    if head in _WEATHER and cut and after in ("la", "el") and _ends_behind(s, i + 1):
        return "por-para", 0.86, s.text(i + 1, i + 3)
    if head in _WEATHER and not noun(s, i - 1) and _verbs(s, i, 5) & _STOPPED and after in ("la", "el"):
        return "por-para", 0.84, s.text(i + 1, i + 3)
    if head in _WEATHER and _verbs(s, i, 5) & words("cerrar cancelar suspender") and after in ("la", "el"):
        return "por-para", 0.86, s.text(i + 1, i + 3)
    if infinitive(s, i + 1) and ({s.at(n) for n in range(max(0, i - 3), i)} & (_BLAMED | _THANKS) or moves & _BLAMED):
        return "por-para", 0.87, before
    if (
        before in ("gracias", "perdón", "agradecido", "agradecida")
        and not is_person_name(s, i + 1)
        and head not in PERSONS
    ):
        if phrase(s, i + 1) and after not in PRONOUNS and not is_finite(s, i + 2) and after not in ("mí", "ti"):
            return ("por-thanks" if before == "gracias" else "por-para"), 0.86, before
    if "felicitar" in _verbs(s, i, 5) and head in ("cumpleaños", "trabajo", "éxito", "boda", "resultado", "premio"):
        return "por-para", 0.86, "felicitar"
    if (
        before in _TOWARDS
        and (is_person_name(s, i + 1) or head in PERSONS)
        and s.at(i - 2) in ("gran", "mucho", "mucha", "un", "el", "su", "mi", "tengo")
    ):
        return "por-para", 0.85, before
    if "votar" in moves and (phrase(s, i + 1) or is_person_name(s, i + 1)):
        return "por-para", 0.86, before
    if after in ("aquí", "allí") and (closed or behind in ("cerca", "?")) and ("hay" in s.words[:i] or moves & _MOVES):
        return "por-through", 0.86, after
    if (
        before == "siento"
        and s.at(i - 2) == "lo"
        and (infinitive(s, i + 1) or (phrase(s, i + 1) and head not in PERSONS))
    ):
        return "por-para", 0.9, "lo siento"
    if (
        after == "la"
        and behind in ("mañana", "tarde", "noche")
        and (s.at(i + 3) in STOPS or s.at(i + 3) in ("", "temprano", "y"))
        and _verbs(s, i, 4) & _MEETS
    ):
        return "por-time", 0.86, s.text(i + 1, i + 3)
    if (
        "pasar" in moves
        and after in ("tu", "mi", "su", "la", "el")
        and behind in ("casa", "oficina", "tienda", "farmacia", "supermercado", "banco")
    ):
        return "por-through", 0.87, before
    if (
        noun(s, i - 1)
        and _verbs(s, i, 4) & {"cambiar"}
        and after in ("tu", "mi", "su")
        and noun(s, i + 2)
        and s.at(i - 2) in ("mi", "tu", "su")
    ):
        return "por-price", 0.87, "cambiar"
    if found := _for_sake(s, i, moves, head):
        return found
    made = any(a.features.mood == "participle" and a.lemma in _MADE for a in analyses(before))
    was = {r.verb for n in (i - 2, i - 3) for r in analyse(s.at(n)) if r.person} & {"ser"}
    if made and was and head in _MAKERS:
        return "por-para", 0.87, before
    paid = _verbs(s, i, 4) & {"pagar"} and (s.at(i - 1) in ("mucho", "demasiado", "poco", "euros", "dólares", "pesos"))
    if (
        paid
        and phrase(s, i + 1)
        and head not in PERSONS
        and after in ("el", "la", "los", "las", "este", "esta", "un", "una", "ese", "esa")
    ):
        return "por-price", 0.86, "pagar"
    if (
        i == 0
        and after == "las"
        and behind in _HOUR
        and (is_finite(s, i + 3) or s.at(i + 3) in ("me", "nos", "se", ","))
    ):
        return "por-time", 0.85, s.text(1, 3)
    return None


def _ends_behind(s: Sentence, i: int) -> bool:
    """Whether the clause ends behind the phrase that begins here."""
    found = phrase(s, i)
    return bool(found) and s.at(found.end if found else i) in STOPS | {"", "y"}


def _for_sake(s: Sentence, i: int, does: set[str], head: str) -> tuple[str, float, str] | None:
    """«Se preocupa para mí», «luchó para la paz», «me siento feliz para ella», «agradecido para todo», «conocida para sus canciones»."""
    before, after = s.at(i - 1), s.at(i + 1)
    named = bool(head) or s.is_name(i + 1) or after in PRONOUNS or after in ("mí", "mi", "ti", "todo", "eso")
    if not named or infinitive(s, i + 1) or (noun(s, i - 1) and before not in _TOWARDS and not does):
        return None
    who = after in PRONOUNS or after in ("mí", "ti") or head in PERSONS or is_person_name(s, i + 1)
    cares = does & {"preocupar", "preocuparse"} and (
        "se" in s.words[max(0, i - 3) : i] or "me" in s.words[max(0, i - 3) : i]
    )
    if (cares and (who or after == "mi")) or does & words("luchar pelear votar"):
        return "por-para", 0.86, before
    base = _base(before)
    if (base == "agradecido" and (who or after == "todo" or head)) or (base in ("feliz", "contento") and who):
        return "por-para", 0.86, before
    if base in ("conocido", "famoso") and after in ("su", "sus", "la", "las", "el", "los"):
        return "por-para", 0.86, before
    if before == "respeto" and who and s.at(i - 2) in ("mucho", "gran", "tengo", "un"):
        return "por-para", 0.86, before
    return None


def _for_whom(s: Sentence, i: int, head: str) -> bool:
    """«Es muy importante por mí», «es difícil por muchas personas»."""
    at = i - 1
    judged = _base(s.at(at)) in _JUDGED or s.at(at) in ("mejor", "peor")
    be = at - 1 - (s.at(at - 1) in ("muy", "más", "tan", "bastante"))
    told = {r.verb for r in analyse(s.at(be)) if r.person} & {"ser"}
    who = s.at(i + 1) in ("mí", "ti") or (s.at(i + 1) in PRONOUNS and s.at(i + 2) in STOPS | {""}) or head in PERSONS
    return judged and bool(told) and who and not is_finite(s, i + 2)


_JUDGED = words(
    "importante difícil fácil interesante bueno malo necesario útil divertido nuevo aterrador perfecto especial"
)


def _para(s: Sentence, i: int) -> tuple[str, float, str] | None:
    """Rule, certainty and trigger where «por» should be «para»."""
    before, after, behind = s.at(i - 1), s.at(i + 1), s.at(i + 2)
    head = _head(s, i + 1)
    if _for_whom(s, i, head):
        return "para-whom", 0.86, before
    if before in ("espacio", "sitio", "lugar") and after in ("un", "una", "mi", "mis", "todos"):
        if "tener" in _verbs(s, i, 4):
            return "por-para", 0.86, before
    if _base(before) in _GOOD and head in _HEALTH and after not in ("su", "eso", "lo") and "ser" in _verbs(s, i, 4):
        return "por-para", 0.86, before
    if (
        before in ("mesa", "habitación", "entradas", "billetes", "cama")
        and after in _NUMBERS
        and behind in STOPS | {"", "personas"}
    ):
        return "por-para", 0.87, before
    what = infinitive(s, i + 1)
    goes = _verbs(s, i, 5) & _WAY or before in ("voy", "vas", "va", "vamos", "van", "fui", "fuimos", "fue")
    place = (
        s.at(i - 2) in ("al", "a")
        or s.at(i - 3) in ("a",)
        or before in ("casa", "aquí", "allí")
        or before in ("llamo", "llamé")
    )
    if what and goes and place and what not in words("haber tener estar ser no enfermar") and not noun(s, i + 1):
        return "para-goal", 0.85, s.text(i + 1, i + 2)
    if what == "estar" and goes and s.text(i + 2, i + 4) == "en forma":
        return "para-goal", 0.87, "estar en forma"
    bought = (_verbs(s, i, 5) & _BOUGHT and noun(s, i - 1) is not None) or s.at(i - 1) in ("nuevo", "nueva")
    if (
        bought
        and head in _ROOMS
        and after in ("el", "la", "mi", "su", "nuestro", "nuestra")
        and _verbs(s, i, 6) & _BOUGHT
    ):
        return "para-receiver", 0.84, s.text(i + 1, i + 3)
    gift = before in ("regalo", "carta", "paquete", "sorpresa", "mensaje", "flores") and _verbs(s, i, 4) & {
        "tener",
        "ser",
        "traer",
        "comprar",
        "haber",
    }
    whom = (
        after in ("usted", "ti", "mí", "ustedes", "él", "ella")
        or is_person_name(s, i + 1)
        or (after in ("mi", "mis", "tu", "su") and head in PERSONS)
    )
    if (gift or (before in ("es", "son", "era") and _head_before(s, i - 1) in _GIFTS)) and whom:
        return "para-receiver", 0.86, s.text(i + 1, i + 3 if after in ("mi", "mis", "tu", "su") else i + 2)
    return None


_GIFTS = words("regalo carta flor paquete libro café pastel mensaje sorpresa ramo tarta anillo")


def _head_before(s: Sentence, i: int) -> str:
    found = next((p for n in range(max(0, i - 5), i) if (p := phrase(s, n)) and p.end == i), None)
    return singular(s.at(found.head)) if found else ""
