"""Cuyo and relatives whose preposition was left out: «cuyo padre es médico», «el hotel en el que dormimos», «la chica con la que salgo»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, finite, is_adjective, is_finite, is_person_name, noun
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_WHOSE = {("m", "s"): "cuyo", ("f", "s"): "cuya", ("m", "p"): "cuyos", ("f", "p"): "cuyas"}
_THE = {("m", "s"): "el", ("f", "s"): "la", ("m", "p"): "los", ("f", "p"): "las"}
_DETERMINERS = words("el la los las un una unos unas mi mis tu tus su sus este esta ese esa")
_ALONE = words(
    "vivir trabajar morir nacer venir salir llamar ser estar parecer ladrar llorar cantar jugar dormir viajar"
)
# Where these are done; they have no object there.
_IN = {
    **dict.fromkeys(words("hotel hostal apartamento piso casa habitación albergue"), words("dormir alojar quedar vivir hospedar estar")),
    **dict.fromkeys(words("restaurante bar cafetería"), words("comer cenar desayunar trabajar quedar")),
    **dict.fromkeys(words("empresa oficina tienda banco fábrica hospital supermercado agencia"), words("trabajar")),
    **dict.fromkeys(words("escuela universidad colegio instituto academia"), words("estudiar trabajar")),
    **dict.fromkeys(words("ciudad pueblo país barrio"), words("vivir nacer crecer residir")),
    "calle": words("vivir"), "residencia": words("vivir"), "equipo": words("jugar"),
}  # fmt: skip
_WITH = words("salir hablar vivir trabajar quedar discutir casar viajar bailar")
_HOW = STOPS | {""} | words("mucho bien mal muy en por poco")
_BEHIND = STOPS | {""} | words("es son era está están ayer anoche hoy fue eran tiene me se no cerró cuesta")


def whose(s: Sentence) -> Iterator[Finding]:
    """El chico que su padre es médico → cuyo padre; cuyos protagonista → cuyo; el hotel que dormimos → en el que dormimos."""
    for i, word in enumerate(s.words):
        if word in _WHOSE.values():
            yield from _agrees(s, i)
        elif word == "que" and noun(s, i - 1):
            yield from _his(s, i)
            yield from _where(s, i)
        elif word in ("quien", "cual") and s.at(i + 1) in ("su", "sus") and noun(s, i - 1):
            if (tag := noun(s, i + 2)) in _WHOSE and tag:
                yield Finding(i, i + 2, _WHOSE[tag], "cuyo", 0.9, s.at(i + 2))
        elif word in ("fue", "fui", "fuiste") and s.at(i + 2) == "que" and is_person_name(s, i + 1) and i == 0:
            if any(r.person == "3s" for r in analyse(s.at(i + 3 + (s.at(i + 3) in CLITICS)))) and "¿" not in s.words:
                yield Finding(i + 2, i + 3, "quien", "cleft", 0.84, s.tokens[i + 1].text)


def _agrees(s: Sentence, i: int) -> Iterator[Finding]:
    at = i + 1
    if s.at(at) in ("el", "la", "los", "las") and noun(s, at + 1):
        yield Finding(at, at + 1, "", "cuyo", 0.9, s.at(at + 1))
        at += 1
    while is_adjective(s, at) and not noun(s, at):
        at += 1
    tag = noun(s, at)
    if tag and tag[0] == "c":
        tag = ("m" if s.at(i).startswith("cuyo") else "f", tag[1])
    if tag in _WHOSE and tag and _WHOSE[tag] != s.at(i):
        yield Finding(i, i + 1, _WHOSE[tag], "cuyo", 0.9, s.at(at))


def _his(s: Sentence, que: int) -> Iterator[Finding]:
    """«Tengo un amigo que su hermana es actriz»; «el coche que su padre compró» has its object."""
    head, tag = singular(s.at(que - 1)), noun(s, que + 2)
    if s.at(que + 1) not in ("su", "sus") or tag not in _WHOSE or tag is None:
        return
    behind = [n for n in range(max(0, que - 3), que) if s.at(n) in _DETERMINERS and s.at(n - 1) != "a"]
    itself = s.at(que + 3) == "se" and s.at(que + 5) in _HOW
    told = {r.verb for r in finite(s, que + 3)}
    being = told & words("ser estar parecer") and s.at(que + 4) not in STOPS and not s.is_name(que + 1)
    if behind and (being or itself or (head in PERSONS and told and told <= _ALONE)):
        yield Finding(que, que + 2, _WHOSE[tag], "cuyo", 0.88, s.at(que + 2))


def _where(s: Sentence, que: int) -> Iterator[Finding]:
    tag = noun(s, que - 1)
    if tag not in _THE or tag is None or not any(s.at(n) in _DETERMINERS for n in range(max(0, que - 3), que - 1)):
        return
    at = que + 1 + (s.at(que + 1) in ("me", "nos"))
    told, head = finite(s, at), singular(s.at(que - 1))
    verbs = {r.verb for r in told}
    if (
        not told
        or s.at(at + 1) not in _BEHIND
        or any(s.at(n) in ("en", "con", "a") for n in range(max(0, que - 4), que - 1) if s.at(n + 1) in ("que",))
    ):
        return
    if head in _IN and verbs <= _IN[head] and (at > que + 1 or not verbs & {"quedar", "alojar", "hospedar"}):
        yield Finding(que, que + 1, f"en {_THE[tag]} que", "regime", 0.86, s.at(at))
    elif (
        head in PERSONS
        and verbs <= _WITH
        and all(r.person[0] in "12" for r in told)
        and (at > que + 1) == bool(verbs & {"casar"})
    ):
        if not (is_finite(s, que - 2)):
            yield Finding(que, que + 1, f"con {_THE[tag]} que", "regime", 0.85, s.at(at))
