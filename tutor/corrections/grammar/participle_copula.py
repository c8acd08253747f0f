"""Ser and estar with participles: what was done by somebody («fue rescatado por»), how things stand («ya está pagado»)."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import STOPS, conjugated, is_finite, is_person_name, phrase
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

# What somebody does at one time, so that who did it makes it a passive.
_DONE = words(
    "construir escribir pintar inventar descubrir diseñar fundar hacer crear componer traducir publicar robar atacar resolver rescatar elegir interrumpir "
    "recoger romper cerrar despedir detener castigar tratar recibir eliminar firmar derrotar vencer asesinar matar salvar encontrar destruir abrir "
    "aprobar nombrar arrestar herir invitar entrevistar premiar poblar conquistar aceptar rechazar cancelar anunciar presentar vender comprar educar "
    "expulsar secuestrar atropellar morder multar"
)
# How a thing stands when it has been done; nobody is told to do it again and again.
_STANDS = words(
    "aparcar encender apagar pinchar mojar colgar romper poner guardar sentar acostar dormir ocupar permitir prohibir enchufar tirar esconder atascar estropear "
    "averiar desordenar atar tumbar agotar"
)
# Of these both are usual: only where it is told to be done already.
_FINISHED = words(
    "pagar resolver hacer preparar reservar terminar arreglar limpiar vender decidir escribir pintar cerrar abrir lavar planchar acabar firmar confirmar reparar "
    "cocinar congelar completar organizar comprar"
)
_GROUPS = words(
    "policía bombero organizador gobierno empresa juez ayuntamiento compañía romano árabe ejército arquitecto autor autora escritor escritora pintor director "
    "directora soldado fraile periodista socio vecino manifestante enemigo árbitro jurado ladrón grupo científico explorador misionero rey universidad banco"
)


def participle_copula(s: Sentence) -> Iterator[Finding]:
    """Estuvo rescatada por los bomberos → fue; ya son pagados → están; es aparcado → está; es recién pintado → está."""
    for i in range(len(s)):
        if not is_finite(s, i) or s.is_name(i) or s.at(i - 1) in ("lo", "se"):
            continue
        told = [r for r in analyse(s.at(i)) if r.person and r.person != "vos" and r.tense != "imperative"]
        told = [r for r in told if r.verb in ("ser", "estar")]
        if told and told[0].verb == "estar":
            yield from _passive(s, i, told[0])
        elif told:
            yield from _result(s, i, next(r for r in told if r.verb == "ser"))
            yield from _was_done(s, i)


def _was_done(s: Sentence, i: int) -> Iterator[Finding]:
    """«La casa era construida en 1920» → fue: it was done at that time."""
    dated = any(w.isdigit() and len(w) == 4 for w in s.words[i:]) or {
        "ayer",
        "anoche",
        "pasado",
        "pasada",
        "siglo",
    } & set(s.words[i:])
    if s.at(i) in ("era", "eran") and _made(s, i + 1) & _DONE and dated and "cada" not in s.words:
        yield Finding(i, i + 1, "fue" if s.at(i) == "era" else "fueron", "to-preterite", 0.86, "")


def _made(s: Sentence, i: int) -> set[str]:
    return {a.lemma for a in analyses(s.at(i)) if a.features.mood == "participle"}


def _doer(s: Sentence, i: int) -> bool:
    """Whether somebody is named behind «por» here."""
    if s.at(i) != "por":
        return False
    found = phrase(s, i + 1)
    return is_person_name(s, i + 1) or bool(found and singular(s.at(found.head)) in PERSONS | _GROUPS)


def _passive(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    """What was done by somebody."""
    at = i + 2 if s.at(i + 1) in ("siempre", "ya", "también") else i + 1
    by = at + 1
    while by < at + 4 and s.at(by) != "por" and s.at(by) not in STOPS:
        by += 1
    dated = (s.text(by, by + 2)[:3] == "por" and {"siglo", "año"} & set(s.words[by:])) or any(
        w.isdigit() and len(w) == 4 for w in s.words[by:]
    )
    if (
        (r.tense != "preterite" and not (r.tense == "imperfect" and dated))
        or not _made(s, at) & _DONE
        or not _doer(s, by)
        or by > at + 3
    ):
        return
    yield Finding(i, i + 1, conjugated("ser", "preterite", r.person), "ser-passive", 0.87, s.text(at, by + 1))


def _result(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    """How things stand, told of nobody who does it."""
    at = i + 1
    while s.at(at) in ("ya", "recién", "todavía", "aún", "casi", "muy", "completamente", "totalmente"):
        at += 1
    made, before = _made(s, at), s.at(i - 1)
    if (
        not made
        or r.tense not in ("present", "imperfect", "future")
        or r.person[0] != "3"
        or "por" in s.words[at : at + 3]
    ):
        return
    new = conjugated("estar", r.tense, r.person)
    done = (
        "recién" in s.words[i:at]
        or (before == "ya" and r.tense != "imperfect")
        or s.text(i - 2, i) in ("todavía no", "aún no")
    )
    done = done or (before == "ya" and "cuando" in s.words[:i])
    subject = any((p := phrase(s, n)) and p.end in (i, i - 1) for n in range(max(0, i - 5), i))
    forbidden = made & {"permitir", "prohibir"}
    if made & (_FINISHED | _STANDS) and done:
        yield Finding(i, i + 1, new, "estar-state", 0.86, s.at(at))
    elif made & _STANDS - {"permitir", "prohibir", "poner", "tirar", "guardar"} and subject and r.tense != "future":
        if s.at(at + 1) in STOPS | {"", "en", "y", "a", "con"}:
            yield Finding(i, i + 1, new, "estar-state", 0.86, s.at(at))
    elif forbidden and before == "¿":
        yield Finding(i, i + 1, new, "estar-state", 0.86, s.at(at))
