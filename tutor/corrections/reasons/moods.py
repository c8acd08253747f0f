"""What asks for a mood: the words before the verb, and of which kind they are."""

from __future__ import annotations

from tutor.corrections.reasons.change import Changed, lemmas_of
from tutor.corrections.sentence import Sentence
from tutor.corrections.syntax import CLITICS, is_finite
from tutor.language.es.wordlist import words

# By what the verb or adjective before «que» means; the key is the reason.
_WISH = words(
    "querer desear esperar preferir pedir rogar suplicar recomendar aconsejar sugerir proponer necesitar permitir dejar prohibir mandar ordenar "
    "exigir insistir impedir evitar hacer lograr conseguir intentar procurar decir"
)
_FEELING = words(
    "alegrar gustar encantar molestar sorprender preocupar entristecer enojar enfadar sentir lamentar temer odiar detestar importar emocionar "
    "asustar convenir extrañar apreciar agradecer valorar celebrar rabia miedo asco alegría tristeza fatal nervioso furioso bien mal triste contento feliz lástima pena vergüenza raro extraño increíble bueno malo mejor peor importante "
    "necesario esencial fundamental interesante fácil difícil normal natural lógico justo injusto vital conveniente terrible genial suerte"
)
_DOUBT = words("dudar negar posible imposible probable improbable")
_DENIED = words("creer pensar parecer opinar considerar suponer imaginar cierto verdad seguro claro evidente obvio")
_STATED = words(
    "creer pensar parecer opinar considerar suponer saber ver decir notar recordar cierto verdad seguro claro evidente obvio afirmar"
)
_JOINED: dict[str, str] = {
    "cuando": "time", "en cuanto": "time", "hasta que": "time", "tan pronto como": "time", "antes de que": "time", "antes que": "time",
    "después de que": "time", "mientras": "time", "siempre que": "time", "para que": "purpose", "a fin de que": "purpose",
    "sin que": "purpose", "con tal de que": "condition", "a menos que": "condition", "a no ser que": "condition", "en caso de que": "condition",
    "aunque": "although", "ojalá": "wish", "ojalá que": "wish", "quizás": "doubt", "quizá": "doubt", "tal vez": "doubt", "puede que": "doubt",
    "puede ser que": "doubt", "como si": "as-if",
}  # fmt: skip
_STARTS = frozenset(("que", "como", "cuando", "mientras", "aunque", "ojalá", "quizás", "quizá", "cuanto", "vez", "si"))
_FARTHEST = 9


def trigger(s: Sentence, verb: int) -> tuple[str, int, int] | None:
    """(kind, start, end) of the words before a verb that ask for its mood; None where none are found."""
    for i in range(verb - 1, max(-1, verb - 1 - _FARTHEST), -1):
        if i < verb - 1 and is_finite(s, i) and s.at(i) not in ("sea", "puede"):
            return None
        if s.at(i) in _STARTS:
            return _joined(s, i) or _governed(s, i)
        if s.at(i) in (".", "?", "!", ";"):
            return None
    return None


def _joined(s: Sentence, i: int) -> tuple[str, int, int] | None:
    for length in (4, 3, 2, 1):
        start = i + 1 - length
        if start >= 0 and (kind := _JOINED.get(s.text(start, i + 1))):
            return kind, start, i + 1
    return None


def _governed(s: Sentence, i: int) -> tuple[str, int, int] | None:
    """Verb, noun or adjective + que."""
    if s.at(i) != "que":
        return None
    at = i - 1
    if s.at(at) in ("de", "en", "a"):
        at -= 1
    start = at
    found = lemmas_of(s.at(at), "verb", "adjective", "noun", "adverb")
    # «no es verdad que», «me pide que»
    while start > 0 and (
        s.at(start - 1) in CLITICS or s.at(start - 1) in ("no", "muy", "más") or is_finite(s, start - 1)
    ):
        start -= 1
    denied = "no" in [s.at(n) for n in range(start, at + 1)]
    for kind, lemmas in (("doubt", _DOUBT), ("wish", _WISH), ("feeling", _FEELING)):
        if found & lemmas and not (kind == "wish" and found <= {"decir", "hacer"} and not denied and "decir" in found):
            return kind, start, i + 1
    if found & _DENIED:
        return ("denied" if denied else "stated"), start, i + 1
    if found & _STATED:
        return "stated", start, i + 1
    if s.at(at) in ("alguien", "algo", "nadie", "nada", "alguno", "ninguno"):
        return "relative", at, i + 1
    return None


_SUBJUNCTIVE = {
    "wish": "subjunctive-wish", "feeling": "subjunctive-feeling", "doubt": "subjunctive-doubt", "denied": "subjunctive-doubt",
    "time": "subjunctive-time", "purpose": "subjunctive-purpose", "condition": "subjunctive-condition", "although": "subjunctive-although",
    "relative": "subjunctive-relative", "as-if": "as-if",
}  # fmt: skip


def subjunctive(change: Changed) -> tuple[str, str]:
    """(reason, trigger) of a verb that becomes a subjunctive; ("", "") where nothing is found that asks for it."""
    s, i = change.sentence, change.start
    found = trigger(s, i)
    if found is None:
        at = i - 1
        while s.at(at) in CLITICS:
            at -= 1
        if s.at(at) == "no" and (at == 0 or not s.at(at - 1)[:1].isalpha()):
            return "subjunctive-command", ""
        return "", ""
    kind, start, end = found
    return _SUBJUNCTIVE.get(kind, ""), change.said(start, end) if kind in _SUBJUNCTIVE else ""


def indicative(change: Changed) -> tuple[str, str]:
    """The same for a subjunctive that becomes an indicative."""
    found = trigger(change.sentence, change.start)
    if found and found[0] == "stated":
        return "indicative", change.said(found[1], found[2])
    return "", ""


# Behind these it is not known yet who or what it will be.
_WHOEVER = words("quien donde como cuando cuanto el la los las lo todo todos")
_ANY = words("un una unos unas ningún ninguna nadie alguien algo algún alguna")
_SOUGHT = words("buscar necesitar querer desear gustar encantar haber conocer tener encontrar existir")


def kind_of_words(asking: str) -> str:
    """The reason for the subjunctive by the words that a rule has found to ask for it."""
    told = asking.lower().split()
    for length in range(len(told), 0, -1):
        if (kind := _JOINED.get(" ".join(told[:length]))) and kind in _SUBJUNCTIVE:
            return _SUBJUNCTIVE[kind]
    denied = "no" in told
    if told == ["que"]:
        return "subjunctive-wish"  # «¡que tengas buen viaje!»
    if denied and {"digo", "significa", "significaba"} & set(told):
        return "subjunctive-doubt"
    if told[0] in _WHOEVER and told[-1] in _WHOEVER | {"que"}:
        return "subjunctive-time"
    found = frozenset().union(
        *(lemmas_of(w, "verb", "adjective", "noun") for w in told if w not in ("que", "es", "no"))
    )
    if _ANY & set(told[1:]) and told[-1] == "que" and found & _SOUGHT and "pena" not in told:
        return "subjunctive-relative"
    if found & {"hacer", "lograr", "conseguir"}:
        return "subjunctive"
    for kind, lemmas in (("doubt", _DOUBT), ("feeling", _FEELING), ("wish", _WISH)):
        if found & lemmas:
            return _SUBJUNCTIVE[kind]
    return "subjunctive-doubt" if denied and found & _DENIED else "subjunctive"
