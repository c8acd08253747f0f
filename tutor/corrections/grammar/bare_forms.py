"""Forms that cannot stand where they are: «yo ir», «va compra», «ha comprende», «me gusta viendo», «sigo a estudiar»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    OPENING,
    PRONOUNS,
    STOPS,
    conjugated,
    finite,
    infinitive,
    is_finite,
    noun,
    share,
)
from tutor.language.es.verbs import analyse, verb
from tutor.language.es.wordlist import words

_GOING = words("voy vas va vamos van iba iban")
_HAVE = words("he has ha hemos habéis han había habías habían")
_PLEASE = words("gusta encanta gustaba encantaba gustaría")
_BEEN = words("sido estado ido venido llegado visto comido hecho tenido vivido viajado")
_WISH = words("querer esperar desear preferir necesitar pedir recomendar")
_WANT = words("quiero quieres quiere queremos quieren puedo puedes puede podemos pueden quisiera")
_ADVERBS = words("siempre nunca también no ya normalmente raramente casi")


def bare_forms(s: Sentence) -> Iterator[Finding]:
    """Yo ir → voy; va compra → va a comprar; ha comprende → comprendido; me gusta viendo → ver; nunca soy estado → he."""
    for i, word in enumerate(s.words):
        if word in PRONOUNS:
            yield from _subject(s, i)
        elif word in _GOING:
            yield from _going(s, i)
        elif word in _HAVE:
            yield from _have(s, i)
        elif word in _PLEASE and s.at(i - 1) in CLITICS:
            yield from _liking(s, i)
        elif (
            word == "a"
            and infinitive(s, i + 1) == s.at(i + 1)
            and {r.verb for r in finite(s, i - 1)} & {"seguir", "continuar"}
        ):
            if share(s.at(i + 1), "noun") < 0.3 and "continuar" not in {r.verb for r in finite(s, i - 1)}:
                yield Finding(i, i + 2, verb(infinitive(s, i + 1)).gerund, "gerund", 0.88, s.at(i - 1))
        elif word in ("por", "para", "de", "sin"):
            yield from _pronoun_first(s, i)
        elif word == "como" and s.at(i - 1) in _WANT and s.at(i + 1) in ("un", "una", "pan", "carne", "algo"):
            yield Finding(i, i + 1, "comer", "infinitive", 0.86, s.at(i - 1))
        if {r.verb for r in finite(s, i)} & {"ser", "estar"} and s.at(i + 1) in _BEEN - {"visto", "comido", "hecho"}:
            yield from _been(s, i)
        elif {r.verb for r in finite(s, i)} == {"tener"}:
            yield from _has_done(s, i)


def _subject(s: Sentence, i: int) -> Iterator[Finding]:
    """«Yo ir a mi casa»: the verb of a sentence has a person."""
    before = s.at(i - 1)
    if not (i == 0 or before in STOPS or before in OPENING or before in ("y", "pero", "porque", "que", "cuando")):
        return
    at = i + 1
    mine = {"1s": "me", "2s": "te", "1p": "nos"}.get(PRONOUNS[s.at(i)], "se")
    while s.at(at) in _ADVERBS or s.at(at) == mine:
        at += 1
    what = infinitive(s, at)
    if not what or what != s.at(at) or share(what, "noun") > 0.3 or s.at(at + 1) in STOPS | {"?"}:
        return
    if before == "que" and "?" in s.words:
        return
    wished = before == "que" and {r.verb for r in finite(s, i - 2)} & _WISH
    person = PRONOUNS[s.at(i)]
    if before == "y" and (s.is_name(i - 2) or i == 2 or noun(s, i - 2)):
        person = "1p" if person[0] == "1" else "3p"  # «Ana y yo»
    if new := conjugated(what, "subjunctive-present" if wished else "present", person):
        said = s.text(i - 2, i) if wished else s.at(i)
        yield Finding(at, at + 1, new, "subjunctive" if wished else "verb-form", 0.87, said)


def _going(s: Sentence, i: int) -> Iterator[Finding]:
    """«Luego va compra un perro»."""
    told = analyse(s.at(i + 1))
    same = {r.person for r in told if r.tense == "present"} & {r.person for r in analyse(s.at(i))}
    if (
        not same
        or not is_finite(s, i + 1)
        or noun(s, i + 1)
        or s.at(i + 1) in ("para", "como", "entre", "sobre", "vale", "nada")
    ):
        return
    if len({r.verb for r in told}) == 1 and share(s.at(i + 1), "verb") > 0.6 and s.at(i - 1) != "se":
        yield Finding(i + 1, i + 2, f"a {told[0].verb}", "ir-a", 0.87, s.at(i))


def _have(s: Sentence, i: int) -> Iterator[Finding]:
    """«Siempre ha comprende» → comprendido."""
    told = [r for r in analyse(s.at(i + 1)) if r.person]
    if (
        not told
        or any(r.tense not in ("present", "imperative") for r in told)
        or noun(s, i + 1)
        or share(s.at(i + 1), "verb") < 0.8
    ):
        return
    parts = verb(told[0].verb).participles
    if parts and s.at(i + 1) not in parts and not any(r.tense == "participle" for r in analyse(s.at(i + 1))):
        yield Finding(i + 1, i + 2, parts[0], "perfect-participle", 0.87, s.at(i))


def _liking(s: Sentence, i: int) -> Iterator[Finding]:
    """«Me gusta viendo películas» → ver."""
    at = i + 2 if s.at(i + 1) in ("mucho", "más") else i + 1
    told = analyse(s.at(at))
    if told and all(r.tense == "gerund" for r in told) and s.at(i - 2) not in ("lo", "quien"):
        yield Finding(at, at + 1, told[0].verb, "infinitive", 0.88, s.text(i - 1, i + 1))


def _pronoun_first(s: Sentence, i: int) -> Iterator[Finding]:
    """«Gracias por me ayudar» → ayudarme."""
    if s.at(i + 1) in ("me", "te", "nos", "le", "les", "se", "lo") and infinitive(s, i + 2) == s.at(i + 2) != "":
        yield Finding(i + 1, i + 3, s.at(i + 2) + s.at(i + 1), "pronoun-end", 0.9, s.at(i))


def _been(s: Sentence, i: int) -> Iterator[Finding]:
    """«Nunca soy estado en Perú» → he estado."""
    reading = next(r for r in finite(s, i) if r.verb in ("ser", "estar"))
    if reading.tense in ("present", "imperfect") and (new := conjugated("haber", reading.tense, reading.person)):
        if (
            s.at(i + 1) in ("sido", "estado", "ido", "venido", "llegado", "tenido", "vivido", "viajado")
            and new != "hay"
        ):
            yield Finding(i, i + 1, new, "verb-form", 0.87, s.at(i + 1))


def _has_done(s: Sentence, i: int) -> Iterator[Finding]:
    """«Tengo perdido mi cartera» → he perdido: with tener the participle would agree."""
    reading = finite(s, i)[0]
    parts = [r for r in analyse(s.at(i + 1)) if r.tense == "participle"]
    tag = noun(s, i + 3)
    if reading.tense != "present" or not parts or not s.at(i + 1).endswith("o") or not tag or tag == ("m", "s"):
        return
    if (
        s.at(i + 2)
        in ("mi", "mis", "tu", "tus", "su", "sus", "la", "las", "los", "una", "unas", "unos", "muchas", "muchos")
        and noun(s, i + 1) is None
    ):
        if new := conjugated("haber", "present", reading.person):
            yield Finding(i, i + 1, new, "verb-form", 0.86, s.at(i + 1))
