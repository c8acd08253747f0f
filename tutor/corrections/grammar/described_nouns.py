"""An adjective agrees with the noun before it, also behind muy: «una persona muy trabajadora», «el agua fría», «insuficientes e injustas»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.order import COLOURS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.subjects import subjects
from tutor.corrections.syntax import STOPS, WHEN, adjectival, finite, is_adjective, is_finite, noun, share
from tutor.language.es.inflect import gender_number, inflected, takes_el
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_HAS = {
    "el": ("m", "s"), "un": ("m", "s"), "la": ("f", "s"), "una": ("f", "s"), "los": ("m", "p"), "unos": ("m", "p"), "las": ("f", "p"), "unas": ("f", "p"),
    "este": ("m", "s"), "esta": ("f", "s"), "estos": ("m", "p"), "estas": ("f", "p"), "nuestro": ("m", "s"), "nuestra": ("f", "s"),
}  # fmt: skip
_DEGREES = words("muy tan bastante demasiado")
# Adverbs as well: «la gente trabaja muy duro».
_ADVERBS = words(
    "primero segundo último claro duro rápido alto bajo claro fuerte lento barato caro temprano lejos cerca bien mal tarde raro pronto despacio mejor peor poco mucho seguro solo junto igual"
)
_EITHER = words(
    "mar calor arte radio capital orden frente cura guía policía modelo testigo cliente estudiante artista turista mañana tarde final parte margen pendiente miembro cometa "
    "corte joven internet maratón pijama sartén video vídeo covid azúcar editorial resto lado atleta jefe cantante bebé soldado piloto médico juez líder vez mayoría tipo "
    "clase especie forma algo nada todo uno"
)
_ENDS = STOPS | {""} | words("y e que de en para con pero porque por a")
_COPULAS = words("ser estar parecer")
_PLURALS = words("gafas tijeras vacaciones afueras ganas")


def described_nouns(s: Sentence) -> Iterator[Finding]:
    """Una persona muy trabajador → trabajadora; el agua frío → fría; unos gafas → unas; insuficientes e injustos → injustas."""
    for i, word in enumerate(s.words):
        if word in _PLURALS and s.at(i - 1) in ("unos", "los", "estos", "esos") and not s.is_name(i):
            yield Finding(
                i - 1,
                i,
                {"unos": "unas", "los": "las", "estos": "estas", "esos": "esas"}[s.at(i - 1)],
                "determiner-noun",
                0.88,
                word,
            )
        tag = _noun(s, i)
        if tag:
            yield from _behind(s, i, tag)
        if word == "que":
            yield from _done_to(s, i)
    for subject in subjects(s):
        person, gender = subject.person, subject.gender
        if gender in ("m", "f") and {r.verb for r in finite(s, subject.verb)} & _COPULAS:
            yield from _second(s, subject.verb, gender, person[-1])


def _noun(s: Sentence, i: int) -> tuple[str, str] | None:
    """Gender and number of a noun of one gender that stands here and is nothing else."""
    if (
        s.at(i) in _EITHER
        or s.at(i) in WHEN
        or s.is_name(i)
        or noun(s, i) is None
        or is_finite(s, i)
        or adjectival(s.at(i)) > 0.2
    ):
        return None
    tag = gender_number(s.at(i))
    return tag if tag and tag[0] in "mf" and tag[1] in "sp" and share(s.at(i), "noun") > 0.6 else None


def _done_to(s: Sentence, que: int) -> Iterator[Finding]:
    """«Las medidas que fueron anunciado» → anunciadas."""
    tag = _noun(s, que - 1)
    at = (
        que + 2
        if {r.verb for r in finite(s, que + 1)} & {"ser", "estar"}
        else que + 3
        if s.at(que + 2) == "sido"
        else 0
    )
    if not tag or not at or not any(r.person == "3" + tag[1] for r in finite(s, que + 1)):
        return
    done = next((a for a in analyses(s.at(at)) if a.features.mood == "participle"), None)
    right = inflected(s.at(at), *tag) if done else ""  # type: ignore[arg-type]
    if right and right != s.at(at) and s.at(que - 2) in _HAS and s.at(at + 1) in STOPS | {"", "por", "en", "ayer", "a"}:
        yield Finding(at, at + 1, right, "predicate-adjective", 0.86, s.at(que - 1))


def _behind(s: Sentence, i: int, tag: tuple[str, str]) -> Iterator[Finding]:
    at = i + 1 + (s.at(i + 1) in _DEGREES)
    determined = _HAS.get(s.at(i - 1)) == tag or (s.at(i - 1) in ("el", "un", "del", "al") and takes_el(s.at(i)))
    if not (determined or at == i + 2) or s.at(at) in _ADVERBS or not s.at(at)[:1].isalpha():
        return
    told = next((a for a in analyses(s.at(at)) if a.part == "adjective"), None)
    sure = is_adjective(s, at) or s.at(at) in COLOURS or (told is not None and at == i + 2)
    verb_too = any(r.person[:1] == "3" for r in analyse(s.at(at))) and s.at(at) not in COLOURS and at == i + 1
    if told is None or not sure or verb_too or is_finite(s, at) or s.at(at + 1) not in _ENDS:
        return
    if s.at(i - 2) in ("de", "del", "y", "e", "con", "o", "ni") and at == i + 1:
        return
    its = {(a.features.gender, a.features.number) for a in analyses(s.at(at)) if a.part == "adjective"}
    if any(gender in (tag[0], "c") and number in (tag[1], "n") for gender, number in its):
        return
    right = inflected(s.at(at), *tag)  # type: ignore[arg-type]
    if not right or right == s.at(at) or right.endswith("s") != s.at(at).endswith("s") or _of_another(s, i, at):
        return
    yield Finding(at, at + 1, right, "noun-adjective", 0.85, s.at(i))


def _of_another(s: Sentence, i: int, at: int) -> bool:
    """Whether the adjective agrees with a noun before, of which more is told: «la clase de historia muy divertida»."""
    its = {(a.features.gender, a.features.number) for a in analyses(s.at(at)) if a.part == "adjective"}
    verbs = [n for n in range(i) if is_finite(s, n)]
    start = max((n for n in range(i) if s.at(n) in STOPS), default=-1)
    others = [n for n in range(start + 1, i) if (tag := noun(s, n)) and tag in its]
    return bool(others) and (
        s.at(i - 1) in ("de", "del")
        or s.at(i - 2) in ("de", "del")
        or not verbs
        or verbs[-1] < others[-1]
        or at == i + 1
    )


def _second(s: Sentence, verb: int, gender: str, number: str) -> Iterator[Finding]:
    """«… parecen insuficientes e injustos»: the second that is said agrees as well."""
    first = verb + 1 + (s.at(verb + 1) in _DEGREES)
    joint = first + 1
    if not is_adjective(s, first) or s.at(joint) not in ("y", "e"):
        return
    at = joint + 1
    while s.at(at) in _DEGREES or s.text(at, at + 2) == "un poco" or s.at(at) == "poco":
        at += 1
    if (
        adjectival(s.at(at)) < 0.3
        or is_finite(s, at)
        or s.at(at) in _ADVERBS
        or noun(s, at + 1)
        or s.at(at + 1) not in _ENDS
    ):
        return
    agrees = {a.features.gender for a in analyses(s.at(first)) if a.part == "adjective"}
    right = inflected(s.at(at), gender, number)  # type: ignore[arg-type]
    if right and right != s.at(at) and agrees & {gender, "c"} and inflected(s.at(first), gender, number) == s.at(first):  # type: ignore[arg-type]
        yield Finding(at, at + 1, right, "predicate-adjective", 0.86, s.text(*_phrase(s, verb)))


def _phrase(s: Sentence, verb: int) -> tuple[int, int]:
    found = next(x for x in subjects(s) if x.verb == verb)
    return found.phrase.start, found.phrase.end
