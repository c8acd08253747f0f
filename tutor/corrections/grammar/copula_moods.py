"""Estar by what somebody feels or what a thing has come to: «está triste porque», «hoy está nervioso», «¿está segura de que …?»"""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import DEGREES, PRONOUNS, STOPS, conjugated, is_finite, is_person_name, phrase
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

# What is felt of a person, whenever it is said.
FELT = words(
    "frustrado sorprendido motivado confundido agobiado aliviado deprimido estresado asustado entusiasmado decepcionado borracho enamorado "
    "devastado confuso mareado desesperado furioso desilusionado enojado enfadado ilusionado arrepentido avergonzado traumatizado agradecido "
    "angustiado aterrado conmovido convencido entretenido distraído dormido despierto sentado parado acostado arrodillado herido mojado"
)
# Of these the trait is as common: only with a reason, a time, or told as over.
_MOODS = words("triste nervioso ansioso celoso contento")
_NOW = words("hoy ahora todavía aún esta")
_REASONS = words("porque ya")
_SKIPPED = words("no ya también todavía aún siempre casi realmente entonces")
_FOOD = words(
    "sopa comida café té croqueta tarta paella tortilla pastel ensalada carne pescado salsa galleta arroz pollo helado taco empanada pizza hamburguesa "
    "chocolate bocadillo fruta naranja manzana fresa tomate vino cerveza pan queso guiso caldo postre"
)
_TASTY = words("rico bueno buenísimo riquísimo delicioso soso salado")
_READY = words("comida cena desayuno mesa paella café sopa tarta ropa coche habitación pedido informe equipaje maleta")


def copula_moods(s: Sentence) -> Iterator[Finding]:
    """Fue muy triste → estaba; hoy es nervioso → está; eres segura de que → estás; todavía es viva → está; la cena es lista → está."""
    for i in range(len(s)):
        if not is_finite(s, i) or s.is_name(i):
            continue
        told = [r for r in analyse(s.at(i)) if r.person and r.person != "vos" and r.verb == "ser"]
        goes_on = s.at(i - 1) == "se" and any(r.tense == "gerund" for r in analyse(s.at(i + 1)))
        if s.at(i - 1) in ("me", "te", "nos") and s.at(i).startswith("fu"):
            continue  # «me fui triste» is of ir
        if told and (s.at(i - 1) not in ("se", "lo") or goes_on):
            reading = next((r for r in told if r.person == PRONOUNS.get(_before(s, i))), told[0])
            yield from _be(s, i, reading)


def _before(s: Sentence, i: int) -> str:
    at = i - 1
    while s.at(at) in _SKIPPED:
        at -= 1
    return s.at(at)


def _said(s: Sentence, i: int) -> int:
    at = i + 1
    while (
        s.at(at) in DEGREES
        or s.at(at).endswith("mente")
        or s.at(at) in ("un", "siempre", "ya", "todavía", "usted", "ustedes")
    ):
        at += 1
    return at


def _base(word: str) -> str:
    """The masculine singular."""
    lemma = next((a.lemma for a in analyses(word) if a.part == "adjective"), "")
    one = word.removesuffix("s")
    made = one[:-1] + "o" if one.endswith("a") else one
    return made if made in FELT or not lemma else lemma


def _somebody(s: Sentence, i: int, reading: VerbReading) -> bool:
    """Whether a person is the subject: named before the verb, or who speaks or is spoken to."""
    if reading.person[0] != "3" and reading.tense != "imperfect":
        return True
    at = i - 1
    while s.at(at) in _SKIPPED:
        at -= 1
    if s.at(at) in PRONOUNS or is_person_name(s, at):
        return True
    found = next((p for n in range(max(0, at - 4), at + 1) if (p := phrase(s, n)) and p.end == at + 1), None)
    return found is not None and (singular(s.at(found.head)) in PERSONS or is_person_name(s, found.head))


def _be(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    at = _said(s, i)
    word, base, after = s.at(at), _base(s.at(at)), s.at(at + 1)
    # «Fue» tells how somebody felt then, not for how long.
    tense = "imperfect" if r.tense == "preterite" else r.tense
    new, person = (
        conjugated("estar", tense, r.person),
        _somebody(s, i, r) or (s.at(i - 1) == "hoy" and s.at(i - 2) != "de"),
    )
    if not new or s.at(at - 1) == "un":
        return
    if _goes_on(s, i, at, r):
        yield Finding(i, i + 1, new, "estar-going-on", 0.88, word)
        return
    if (
        s.at(i - 1) == "dónde"
        and s.at(i - 2) != "de"
        and r.person in ("2s", "2p")
        and s.at(i + 1) in STOPS
        and r.tense == "present"
    ):
        yield Finding(i, i + 1, new, "estar-place", 0.87, "dónde")
        return
    felt = base in FELT and after not in ("por", "a", "el", "la", "los", "las", "en") and r.tense != "future"
    if base in FELT and r.tense == "preterite" and s.at(at - 1) not in DEGREES and base not in ("borracho", "furioso"):
        felt = False  # «fue sorprendido» tells what was done
    if person and (felt or (base in _MOODS and _shows(s, i, at, base, r))):
        yield Finding(i, i + 1, new, "estar-state", 0.86, word)
    elif person and base == "seguro" and after == "de" and s.at(at + 2) and r.tense in ("present", "imperfect"):
        yield Finding(i, i + 1, new, "estar-state", 0.87, s.text(at, at + 2))
    elif base == "vivo" and _still(s, i) and after in STOPS | {"", "y"} and r.tense in ("present", "imperfect"):
        yield Finding(i, i + 1, new, "estar-state", 0.87, word)
    elif base in ("listo", "preparado") and at == i + 1 and r.tense == "present" and _is_ready(s, i, after):
        yield Finding(i, i + 1, new, "estar-state", 0.86, word)
    elif _tastes(s, i, at):
        yield Finding(i, i + 1, new, "estar-state", 0.85, s.at(i - 1))
    elif base in ("malo", "solo") and r.person[1:] == "p" and s.at(0) in ("hoy", "ayer") and r.person[0] == "1":
        yield Finding(i, i + 1, conjugated("estar", r.tense, r.person), "estar-state", 0.86, word)


def _goes_on(s: Sentence, i: int, at: int, r: VerbReading) -> bool:
    """«Somos cenando», «¿es usted esperando a alguien?»: what goes on now is told with estar."""
    if not any(x.tense == "gerund" for x in analyse(s.at(at))) or r.tense not in ("present", "imperfect"):
        return False
    speaks = r.person[0] in "12" and r.tense == "present"
    return at <= i + 2 and (speaks or s.at(i + 1) in ("usted", "ustedes") or s.at(i - 1) == "se")


def _shows(s: Sentence, i: int, at: int, base: str, r: VerbReading) -> bool:
    """Whether a reason, a time or the past shows that a mood is meant, and no trait."""
    after = s.at(at + 1)
    if after in ("como", "y", "a", "en") and base != "triste":
        return False
    why = (
        after in _REASONS or s.text(at + 1, at + 3) in ("de que", "por que") or (after == "que" and base != "nervioso")
    )
    now = (
        bool(_NOW - {"esta"} & set(s.words)) or "esta mañana" in s.text(0, len(s)) or "esta noche" in s.text(0, len(s))
    )
    if r.tense == "preterite":
        return base in ("triste", "nervioso", "celoso", "contento") and s.at(i - 1) not in (
            "que",
            "todo",
            "esto",
            "eso",
        )
    if base == "triste" and r.tense == "present" and r.person[0] in "12":
        return after in STOPS | {"", "y", "porque", "cuando"}
    if base == "nervioso":
        return now or (r.tense == "imperfect" and after == "porque")
    return why or now


def _still(s: Sentence, i: int) -> bool:
    return {s.at(i - 1), s.at(i + 1)} & {"todavía", "aún"} != set()


def _is_ready(s: Sentence, i: int, after: str) -> bool:
    """«¿Ya sois listos?», «la comida es lista; a la mesa»."""
    if after not in STOPS | {""}:
        return False
    found = next((p for n in range(max(0, i - 4), i) if (p := phrase(s, n)) and p.end == i), None)
    return s.at(i - 1) == "ya" or (found is not None and singular(s.at(found.head)) in _READY)


def _tastes(s: Sentence, i: int, at: int) -> bool:
    """«¡Qué ricas son estas croquetas!»: of what one is eating."""
    found = phrase(s, i + 1)
    if not found or s.at(i + 1) not in ("este", "esta", "estos", "estas") or s.at(i - 2) != "qué":
        return False
    return _base(s.at(i - 1)) in _TASTY and singular(s.at(found.head)) in _FOOD and s.at(i) in ("es", "son")
