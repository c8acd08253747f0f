"""Orders: the subjunctive behind no, and where the pronouns stand."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, OPENING, STOPS, conjugated
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse, conjugate
from tutor.language.es.wordlist import words

_OWN = {"haz": "hacer", "di": "decir", "ven": "venir", "pon": "poner", "sal": "salir", "ten": "tener"}
_NO_ORDERS = words("poder querer deber tener saber ser estar haber")
_ME = words("me te nos le les")
_THEM = words("lo la los las")
_ASKED_OF = words(
    "llama espera ayuda escribe manda trae cuenta explica enseña escucha mira perdona deja pasa compra despierta"
)
_STRESSED = str.maketrans("aeiou", "áéíóú")


def commands(s: Sentence) -> Iterator[Finding]:
    """No haz → no hagas; no comes tanto, por favor → no comas; dime lo → dímelo; no digas me → no me digas."""
    for i, word in enumerate(s.words):
        opens = i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in OPENING or s.at(i - 1) in ("y", "pero")
        if word == "no" and opens:
            yield from _forbidden(s, i)
        if opens:
            yield from _joined(s, i)
            yield from _told_to(s, i)


def _forbidden(s: Sentence, no: int) -> Iterator[Finding]:
    at = no + 1
    while s.at(at) in CLITICS and at < no + 3:
        at += 1
    word = s.at(at)
    if s.text(at, at + 2) == "di cuenta":
        return  # of dar
    if (infinitive := _OWN.get(word)) and not (
        word in ("ten", "sal") and analyses(word)[0].part == "noun" and s.at(at + 1) == ""
    ):
        yield Finding(at, at + 1, conjugated(infinitive, "subjunctive-present", "2s"), "verb-form", 0.9, "no")
        return
    told = [r for r in analyse(word) if r.person and r.person != "vos"]
    asked = _please(s)
    if asked and told and all(r.tense == "present" and r.person == "2s" for r in told) and "¿" not in s.words:
        yield Finding(at, at + 1, conjugated(told[0].verb, "subjunctive-present", "2s"), "subjunctive", 0.87, "no")
    elif s.at(at + 1) in ("me", "te", "le", "les", "nos") and at == no + 1 and _closes(s, at + 2) and told:
        if all(r.tense in ("subjunctive-present", "imperative") for r in told) and any(
            r.person in ("2s", "3s") for r in told
        ):
            yield Finding(at, at + 2, f"{s.at(at + 1)} {word}", "word-order", 0.88, "no")


def _please(s: Sentence) -> bool:
    """Whether «por favor» begins or ends the sentence."""
    return (
        s.text(0, 2) == "por favor" or s.text(len(s) - 3, len(s) - 1) == "por favor" or s.words[-2:] == ["por", "favor"]
    )


def _told_to(s: Sentence, i: int) -> Iterator[Finding]:
    """«Por favor, abres la ventana» → abre."""
    told = [r for r in analyse(s.at(i)) if r.person and r.person != "vos"]
    here = s.reading(i)
    if not told or not here or here.part != "verb" or any(r.tense != "present" or r.person != "2s" for r in told):
        return
    if told[0].verb in _NO_ORDERS or any(r.person for r in analyse(s.at(i + 1))):
        return  # «puedes hablas» is another mistake
    order = conjugate(told[0].verb, "imperative", "2s")
    if order and _please(s) and not {"¿", "?", "si"} & set(s.words):
        yield Finding(i, i + 1, order, "verb-form", 0.87, "por favor")


def _closes(s: Sentence, i: int) -> bool:
    """Whether what stands here belongs to no verb behind it."""
    return not any(
        a.part == "verb" and a.features.mood in ("indicative", "subjunctive") and a.share > 0.5
        for a in analyses(s.at(i))
    )


def _order(word: str) -> VerbReading | None:
    """The imperative that a word is more than anything else."""
    found = analyses(word)
    if not found or found[0].part != "verb":
        return None
    return next((r for r in analyse(word) if r.tense == "imperative" and r.person == "2s"), None)


def _joined(s: Sentence, i: int) -> Iterator[Finding]:
    """«Dime lo», «da me»: pronouns are joined to an order."""
    word, after = s.at(i), s.at(i + 1)
    mine = "nos" if word.endswith("nos") else word[-2:]
    base = word.removesuffix(mine)
    if (
        after in _THEM
        and mine in ("me", "te", "nos")
        and analyses(word)
        and analyses(word)[0].pronouns
        and len(base) > 1
    ):
        if (
            s.at(i + 2) not in ("que", "de")
            and _closes(s, i + 2)
            and not any(a.part in ("noun", "adjective") for a in analyses(s.at(i + 2))[:1])
        ):
            yield Finding(i, i + 2, _accented(base, mine + after), "word-order", 0.9, word)
    elif word in (*_OWN, "da", "ve") and after in _ME and _closes(s, i + 2) and _order(word):
        yield Finding(i, i + 2, word + after, "word-order", 0.9, word)
    elif word in _ASKED_OF and after in ("me", "nos") and _closes(s, i + 2) and s.at(i + 2) not in _THEM:
        yield Finding(i, i + 2, _accented(word, after), "word-order", 0.9, word)


def _accented(order: str, pronouns: str) -> str:
    """An order with two pronouns is stressed where it was alone: di, dímelo; compra, cómpramelo."""
    vowels = [n for n, c in enumerate(order) if c in "aeiouáéíóú"]
    if not vowels or any(c in "áéíóú" for c in order):
        return order + pronouns
    at = vowels[-1] if len(vowels) == 1 else vowels[-2]
    return order[:at] + order[at].translate(_STRESSED) + order[at + 1 :] + pronouns
