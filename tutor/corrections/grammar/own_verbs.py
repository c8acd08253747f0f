"""Verbs that have the pronoun of who does it, by what stands behind them, and some that never have it: «me olvidé de ti»,
«tengo que ducharme», «se conocieron en Roma», «me pongo el abrigo»; «el accidente ocurrió»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import ON_ONESELF, PERSONS, who_does
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.subjects import subjects
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
)
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_HER = {"1s": "me", "2s": "te", "3s": "se", "1p": "nos", "2p": "os", "3p": "se"}
# Without a pronoun these would have an object; behind them stands none, but what goes with them.
_WITH: dict[str, frozenset[str]] = {
    **dict.fromkeys(("comportar", "portar"), words("bien mal muy como fatal")),
    **dict.fromkeys(("olvidar", "enterar", "burlar", "despedir", "divorciar", "enamorar", "cansar", "alegrar"), words("de del")),
    **dict.fromkeys(("enfadar", "enojar", "reunir"), words("con conmigo contigo")),
    **dict.fromkeys(("convertir", "basar", "transformar", "fijar", "matricular", "inscribir", "especializar"), words("en")),
    "mudar": words("a al de"), "preocupar": words("por"), "equivocar": words("de en con al mucho"), "graduar": words("en de hace"),
    "divertir": words("mucho muchísimo con en bastante tanto"), "relajar": words("en con mucho"), "parecer": words("a al"),
    "caer": words("de del al por"), "dedicar": words("a"), "acostumbrar": words("a al"), "quedar": words("sin"), "encontrar": words("con"),
    "reír": words("de mucho"), "sorprender": words("de"), "apuntar": words("a"), "negar": words("a"),
}  # fmt: skip
_CLOSING = words("divertir relajar equivocar enfadar enojar aburrir")
_RULING = words("querer poder deber necesitar preferir ir tener soler pensar acabar empezar")
_GARMENTS = words(
    "abrigo camisa camiseta pantalón zapato vestido falda chaqueta jersey sombrero gorra gafa guante bufanda calcetín bota ropa pijama traje corbata uniforme "
    "zapatilla bañador cinturón anorak sandalia"
)
_OWN_ENDS = STOPS | {""} | words("y para antes porque cuando pero hoy por después si")
_ONE_ANOTHER = words("conocer separar divorciar besar abrazar saludar")
_WHERE_WHEN = words("en hace cuando ayer por desde después durante el la") | STOPS
_NEVER = words("ocurrir suceder aterrizar despegar existir fracasar nacer florecer")
_INTO = (
    words(
        "a al de en por temprano tarde pronto antes después con para y pero porque cuando ahora mañana hoy todos cada"
    )
    | STOPS
    | {""}
)
_INFINITIVES = ON_ONESELF | words("mudar relajar divertir sentar casar quejar preocupar")


def _needs_own(s: Sentence, i: int, verbs: set[str]) -> bool:
    """Whether a finite verb without a pronoun needs its own, by what stands behind it: «olvidé de llamarte»."""
    after = s.at(i + 1)
    for one in verbs & _WITH.keys():
        if after not in _WITH[one] and not (one in _CLOSING and after in STOPS | {""} and i):
            continue
        if one == "caer" and not (any(r.person[0] in "12" for r in finite(s, i)) or _somebody(s, i)):
            return False  # «las hojas caen de los árboles»
        if one == "acostumbrar" and infinitive(s, i + 2):
            return False
        if one == "dedicar" and not infinitive(s, i + 2):
            return False
        if one in ("apuntar", "negar") and not infinitive(s, i + 2):
            return False
        if one == "parecer" and not (_somebody_at(s, i + 2) and _somebody(s, i)):
            return False
        if one == "encontrar" and not (_somebody_at(s, i + 2) or s.is_name(i + 2)):
            return False
        # «Despidieron de la empresa a diez.»
        return not (one == "despedir" and any(r.person == "3p" for r in finite(s, i)))
    return False


def _somebody_at(s: Sentence, i: int) -> bool:
    found = phrase(s, i)
    return is_person_name(s, i) or bool(found and (s.at(i) in PRONOUNS or singular(s.at(found.head)) in PERSONS))


def _somebody(s: Sentence, i: int) -> bool:
    """Whether a person is named right before the verb, or it is of who speaks."""
    if any(r.person[0] in "12" for r in finite(s, i)) and not any(r.person[0] == "3" for r in finite(s, i)):
        return True
    return any((p := phrase(s, n)) and p.end == i and _somebody_at(s, n) for n in range(max(0, i - 4), i))


def own_verbs(s: Sentence) -> Iterator[Finding]:
    """Tengo que duchar → ducharme; Ana y Luis conocieron en Roma → se conocieron; el accidente se ocurrió → ocurrió."""
    for i in range(len(s) - 1):
        told = finite(s, i)
        verbs = {r.verb for r in told}
        free = s.at(i - 1) not in CLITICS and not s.is_name(i) and s.at(i - 1) not in ("quién", "qué")
        if free and _needs_own(s, i, verbs) and (said := who_does(s, i, {r.person for r in told})):
            yield Finding(i, i, _HER[said], "reflexive", 0.86, f"{next(iter(verbs & _WITH.keys()))}se")
        if (
            free
            and verbs & ON_ONESELF
            and s.text(i - 3, i) == "a qué hora"
            and s.at(i + 1) == "?"
            and told[0].person == "2s"
        ):
            yield Finding(i, i, "te", "reflexive", 0.88, f"{told[0].verb}se")
        if verbs & _RULING:
            yield from _to_oneself(s, i)
        if (
            "estar" in verbs
            and s.at(i + 1) in _DOING_IT
            and s.at(i - 1) not in CLITICS
            and s.at(i + 2) in STOPS | {"", "cuando", "y", "en"}
        ):
            said = who_does(s, i, {r.person for r in told}) or ("1s" if told[0].person == "1s" and i == 0 else "")
            said = "1s" if i == 0 and said in ("", "3s") and any(r.person == "1s" for r in told) else said
            if said:
                yield Finding(
                    i + 1,
                    i + 2,
                    _DOING_IT[s.at(i + 1)] + _HER[said],
                    "reflexive",
                    0.86,
                    f"{analyse(s.at(i + 1))[0].verb}se",
                )
        if verbs & {"poner", "quitar"}:
            yield from _garment(s, i, told[0].person)
        if s.at(i) in ("se", "me", "nos") and {r.verb for r in finite(s, i + 1)} & _NEVER:
            yield from _needless(s, i)
        if (
            verbs & {"ir"}
            and s.text(i + 1, i + 3) == "de aquí"
            and s.at(i + 3) in STOPS | {""}
            and s.at(i - 1) not in CLITICS
        ):
            if told[0].person in _HER and told[0].tense == "present":
                yield Finding(i, i, _HER[told[0].person], "reflexive", 0.86, "irse")
    for subject in subjects(s):
        yield from _one_another(s, subject.person, subject.verb)


def _to_oneself(s: Sentence, i: int) -> Iterator[Finding]:
    """The infinitive behind «quiero», «tengo que», «vamos a», with nobody else in sight."""
    at = i + 1
    while s.at(at) in ("que", "a", "de") and at < i + 3:
        at += 1
    what = infinitive(s, at)
    if not what or what != s.at(at) or what not in _INFINITIVES or s.at(i - 1) in CLITICS or noun(s, at):
        return
    persons = {r.person for r in finite(s, i) if r.person in _HER and not r.tense.startswith("subj")}
    after, second = s.at(at + 1), s.at(at + 2)
    if after not in _INTO or len(persons) != 1:
        return
    if (
        after == "a"
        and not (second in ("las", "la") and s.at(at + 3) in _HOURS)
        and not (what == "mudar" or second.isdigit())
    ):
        return  # «acostar a los niños»
    if after == "al" and what != "mudar":
        return
    if what in ("quejar", "preocupar", "casar", "sentar") and after in STOPS | {"", "y"}:
        return
    yield Finding(at, at + 1, what + _HER[persons.pop()], "reflexive", 0.86, f"{what}se")


_DOING_IT = {
    "duchando": "duchándo",
    "bañando": "bañándo",
    "vistiendo": "vistiéndo",
    "peinando": "peinándo",
    "afeitando": "afeitándo",
    "maquillando": "maquillándo",
}
_HOURS = words("una dos tres cuatro cinco seis siete ocho nueve diez once doce")


def _garment(s: Sentence, i: int, person: str) -> Iterator[Finding]:
    """«Pongo el abrigo y salgo»: one's own; «pongo la camisa en la maleta» is left."""
    found = phrase(s, i + 1)
    if not found or s.at(i - 1) in CLITICS | {"que"} or person not in _HER or s.at(i + 1) in PRONOUNS:
        return
    if (
        singular(s.at(found.head)) in _GARMENTS
        and s.at(found.end) in _OWN_ENDS
        and not {"mesa", "música"} & set(s.words)
    ):
        ours = s.at(i + 1) in ("su", "sus") or "poner" in {r.verb for r in finite(s, i)}
        if person[0] in "12" or (_somebody(s, i) and ours):
            verb = next(r.verb for r in finite(s, i) if r.verb in ("poner", "quitar"))
            yield Finding(i, i, _HER[person], "reflexive", 0.86, f"{verb}se")


def _needless(s: Sentence, i: int) -> Iterator[Finding]:
    """«El avión se aterrizó», «me nací en Roma»; «se me ocurrió» and «aquí se nace» are left."""
    told = next(r for r in finite(s, i + 1) if r.verb in _NEVER)
    who = any(
        (p := phrase(s, n)) and p.end == i and s.at(n - 1) not in ("en", "a", "de", "con", "por")
        for n in range(max(0, i - 4), i)
    )
    if (s.at(i) == "se" and who and told.person[0] == "3") or (
        s.at(i) == _HER.get(told.person) and told.person[0] == "1"
    ):
        yield Finding(i, i + 1, "", "not-reflexive", 0.87, told.verb)


def _one_another(s: Sentence, person: str, at: int) -> Iterator[Finding]:
    if person not in ("3p", "1p") or s.at(at - 1) in CLITICS or s.at(at - 1) == "que" or not is_finite(s, at):
        return
    told = next((r for r in analyse(s.at(at)) if r.person == person and r.verb in _ONE_ANOTHER), None)
    after = s.at(at + 1)
    when = after not in ("el", "la") or s.at(at + 2) in ("año", "mes", "verano", "semana")
    if told and after in _WHERE_WHEN and when and (told.tense in ("preterite", "present-perfect") or after == "en"):
        yield Finding(at, at, _HER[person], "reflexive", 0.86, f"{told.verb}se")
