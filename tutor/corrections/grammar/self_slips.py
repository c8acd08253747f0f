"""The pronoun of who does it, by its person and place: «¿a qué hora os acostáis?», «tú te duchas», «tengo que levantarme», «me rompí la
pierna», «¿cómo se llama?», «me quedé en la cama», «la puerta se abrió»; «te lo presto»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.clitic_place import ONESELF
from tutor.corrections.grammar.people import is_somebody
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, finite, infinitive, phrase, phrase_before
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_HER = {"1s": "me", "2s": "te", "3s": "se", "1p": "nos", "2p": "os", "3p": "se"}
# A pronoun that cannot go with the person of its verb, where one does it to oneself.
_MIXED = frozenset((("te", "2p"), ("os", "2s"), ("me", "1p"), ("nos", "1s")))
_RULING = words("querer poder deber necesitar preferir ir tener soler pensar acabar empezar")
_BODY = words("pierna brazo dedo mano pie tobillo rodilla nariz espalda codo muñeca cabeza diente dientes dedos labio")
_HURT = words("romper cortar quemar torcer golpear fracturar")
_STAY = frozenset(("la cama", "el sofá", "el hospital"))
_BECOME = words(
    "loco loca nervioso nerviosa triste contento contenta rojo roja furioso furiosa enfermo enferma pálido pálida celoso celosa"
)
_BY_ITSELF = {"puerta": "abrir cerrar", "ventana": "abrir cerrar", "luz": "apagar encender", "vaso": "romper", "plato": "romper", "botella": "romper",
              "cuerda": "romper", "hielo": "derretir", "nieve": "derretir", "barco": "hundir"}  # fmt: skip
_ENDS = STOPS | {""} | words("de con en y cuando por")


def self_slips(s: Sentence) -> Iterator[Finding]:
    """Te acostáis → os; yo se ducho → me; tengo que se levantar → levantarme; rompió la pierna → se rompió; se te lo presto → te lo."""
    for i, word in enumerate(s.words):
        if word in _HER.values() and word in CLITICS:
            yield from _person(s, i)
            yield from _between(s, i)
        if (
            word == "se"
            and s.at(i + 1) in ("me", "te", "nos", "os")
            and s.at(i + 2) in ("lo", "la", "los", "las")
            and finite(s, i + 3)
        ):
            if not {r.verb for r in finite(s, i + 3)} & {"llevar", "comer", "quedar", "creer", "beber"}:
                yield Finding(i, i + 1, "", "pronoun-twice", 0.88, s.text(i + 1, i + 3))
        if (
            word == "cómo"
            and s.at(i + 1) in ("llama", "llaman", "llamas", "llamáis")
            and s.at(i + 2) not in ("a", "al")
        ):
            yield from _called(s, i + 1)
        if word == "se" and s.at(i - 1) in STOPS | {"", "y", "aquí"}:
            yield from _weather(s, i)
        if i == 0 and word == "di" and s.text(1, 3) in ("cuenta de", "cuenta que"):
            yield Finding(0, 0, "me", "reflexive", 0.88, "darse cuenta")
        told = finite(s, i)
        if told and s.at(i - 1) not in CLITICS and not s.is_name(i):
            yield from _own(s, i, told)


def _person(s: Sentence, i: int) -> Iterator[Finding]:
    """«¿A qué hora te acostáis?», «yo se ducho», «tú se duchas»."""
    told = [r for r in analyse(s.at(i + 1)) if r.person not in ("", "vos") and r.tense != "imperative"]
    own = [r for r in told if r.verb in ONESELF]
    persons = {r.person for r in own}
    if not own or len(persons) != 1 or s.at(i - 1) in CLITICS:
        return
    person = persons.pop()
    said = PRONOUNS.get(s.at(i - 1), "")
    if (s.at(i), person) in _MIXED or (s.at(i) == "se" and person in ("1s", "2s") and said == person):
        yield Finding(i, i + 1, _HER[person], "reflexive-person", 0.9, s.at(i + 1))


def _between(s: Sentence, i: int) -> Iterator[Finding]:
    """«Tengo que se levantar temprano» → levantarme; «quiero me duchar» → ducharme."""
    what = infinitive(s, i + 1)
    joint = s.at(i - 1) in ("que", "a", "de")
    ruling = finite(s, i - 2) if joint else finite(s, i - 1)
    person = ruling[0].person if ruling and {r.verb for r in ruling} <= _RULING else ""
    if not what or what != s.at(i + 1) or not person or what not in ONESELF:
        return
    if joint and ({r.verb for r in ruling}, s.at(i - 1)) not in (
        ({"tener"}, "que"),
        ({"ir"}, "a"),
        ({"acabar"}, "de"),
        ({"empezar"}, "a"),
    ):
        return
    new = _HER[person] if s.at(i) == "se" and person in _HER else s.at(i)
    if s.at(i + 2) in CLITICS:
        return
    yield Finding(i, i + 2, what + new, "pronoun-end", 0.9, s.text(i - 2 if joint else i - 1, i))


def _weather(s: Sentence, se: int) -> Iterator[Finding]:
    """«Se llueve mucho en Galicia», «se empezó a llover»: the weather does it to nobody."""
    told = {r.verb for r in finite(s, se + 1)}
    rains = told and told <= {"llover", "nevar"}
    begins = told & {"empezar", "comenzar"} and s.at(se + 2) == "a" and infinitive(s, se + 3) in ("llover", "nevar")
    if rains or begins:
        yield Finding(
            se, se + 1, "", "not-reflexive", 0.9, "llover" if "llover" in told or s.at(se + 3) == "llover" else "nevar"
        )


def _called(s: Sentence, i: int) -> Iterator[Finding]:
    """«¿Cómo llama tu perro?» → se llama; «¿cómo llamas?» → te llamas."""
    person = next(r.person for r in analyse(s.at(i)) if r.verb == "llamar")
    named = phrase(s, i + 1)
    if s.at(i + 1) in STOPS | {""} or (named and s.at(named.end) in STOPS | {""}):
        yield Finding(i, i, _HER[person], "reflexive", 0.9, "llamarse")


def _does(s: Sentence, i: int, told: list[VerbReading]) -> str:
    """The person of who does it, where it is told by the form or by who is named before it; "" else."""
    persons = {r.person for r in told}
    if persons <= {"1s", "1p", "2s", "2p"} and len(persons) == 1:
        return persons.pop()
    who = phrase_before(s, i)
    somebody = who and (s.at(who.start) in PRONOUNS or is_somebody(s, who))
    return (
        "3" + who.number
        if who and somebody and "3" + who.number in persons and s.at(who.start - 1) not in ("a", "de", "con")
        else ""
    )


def _own(s: Sentence, i: int, told: list[VerbReading]) -> Iterator[Finding]:
    verbs, after = {r.verb for r in told}, s.at(i + 1)
    who = ""
    own = ""
    if (
        verbs & _HURT
        and after in ("el", "la", "los", "un")
        and s.at(i + 2) in _BODY
        and s.at(i + 3) not in ("de", "del", "a", "al")
    ):
        who, own = _does(s, i, told), next(iter(verbs & _HURT))
    elif verbs == {"quedar"} and after == "en" and s.text(i + 2, i + 4) in _STAY:
        who, own = _does(s, i, told) or _joined(s, i), "quedar"
    elif verbs == {"quedar"} and after in ("dormido", "dormida") and told[0].person == "1s":
        who, own = _does(s, i, told), "quedar"
    elif (verbs == {"poner"} and _adjective(s, i + 1)) or (verbs == {"volver"} and after in ("loco", "loca")):
        who, own = _does(s, i, told), next(iter(verbs))
    elif (
        verbs == {"dar"}
        and after == "cuenta"
        and s.at(i + 2) in ("de", "que")
        and s.at(i + 3) not in ("el", "la", "los")
    ):
        who, own = _does(s, i, told), "dar"
    elif (
        verbs == {"acordar"}
        and after == "de"
        and s.at(i + 2) != "común"
        and not infinitive(s, i + 2)
        and told[0].tense in ("present", "imperfect")
    ):
        who, own = _does(s, i, told), "acordar"
    else:
        yield from _by_itself(s, i, told)
    if who:
        yield Finding(i, i, _HER[who], "reflexive", 0.88, f"{own}se")


def _adjective(s: Sentence, i: int) -> bool:
    at = i + 1 if s.at(i) in ("muy", "tan", "un", "bastante") else i
    return s.at(at) in _BECOME and s.at(at + 1) in _ENDS | {"porque", "al", "cuando"}


def _joined(s: Sentence, i: int) -> str:
    """Of «nos despertamos tarde y quedamos en la cama»: the pronoun of the verb before."""
    if s.at(i - 1) != "y":
        return ""
    said = next((s.at(n) for n in range(i - 2, -1, -1) if s.at(n) in _HER.values()), "")
    return next((r.person for r in finite(s, i) if _HER.get(r.person) == said), "")


def _by_itself(s: Sentence, i: int, told: list[VerbReading]) -> Iterator[Finding]:
    """«De repente la puerta abrió» → se abrió."""
    what = phrase_before(s, i, 3)
    if (
        not what
        or s.at(what.start - 1) in ("a", "de", "con", "en", "por")
        or s.at(i + 1) not in _ENDS - {"con", "en", "y"}
    ):
        return
    done = next((r for r in told if r.verb in _BY_ITSELF.get(singular(s.at(what.head)), "").split()), None)
    if done and done.tense == "preterite" and done.person == "3" + what.number:
        yield Finding(i, i, "se", "reflexive", 0.86, f"{done.verb}se")
