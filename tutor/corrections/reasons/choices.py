"""Why one word stands for another that is no form of it: pairs that learners take for one another."""

from __future__ import annotations

from tutor.corrections.reasons.agreement import noun_behind, of_forms
from tutor.corrections.reasons.articles import BODY
from tutor.corrections.reasons.change import Changed, Why, adjectival, before, lemmas_of, used_as
from tutor.corrections.syntax import is_adjective, noun
from tutor.language.es.wordlist import words

_NEGATED = {
    "alguien": "nadie",
    "algo": "nada",
    "alguno": "ninguno",
    "algún": "ningún",
    "alguna": "ninguna",
    "también": "tampoco",
}
_OWN = words("mi mis tu tus su sus")
_LEMMAS: dict[tuple[str, str], str] = {
    ("saber", "conocer"): "saber-conocer", ("conocer", "saber"): "saber-conocer",
    ("pedir", "preguntar"): "pedir-preguntar", ("preguntar", "pedir"): "pedir-preguntar",
    ("ir", "venir"): "ir-venir", ("venir", "ir"): "ir-venir", ("llevar", "traer"): "traer-llevar", ("traer", "llevar"): "traer-llevar",
}  # fmt: skip


def of_words(change: Changed) -> Why | None:
    """The reason of a confusion of two words; None where it is none that is known."""
    s, old, new = change.sentence, change.old, change.new
    if old.startswith("much") and new.startswith("much") and (told := of_forms(change)):
        return told
    if new in ("muy", "mucho", "mucha", "muchos", "muchas") and old in ("muy", "mucho", "mucha", "muchos", "muchas"):
        return _much(change)
    if old.startswith("tan") and new in ("muy", "mucho", "mucha", "muchos", "muchas"):
        return Why("so-very")
    if new in ("bien", "mal") and lemmas_of(old, "adjective", "noun"):
        return Why("good-well")
    if (old, new) == ("pero", "sino"):
        return Why("pero-sino")
    if old == "porque" and new == "por":
        return Why("because-of")
    if old == "por" and new == "porque":
        return Why("porque-verb")
    if _NEGATED.get(old) == new and any(s.at(i) in ("no", "nunca", "sin") for i in before(change, 6)):
        return Why("no-some")
    if old in _OWN and new in ("el", "la", "los", "las") and s.at(change.end) in BODY:
        return Why("article-body", change.said(change.end))
    if (old, new) == ("con", "conmigo") or (old, new) == ("con", "contigo"):
        return Why("conmigo")
    if (
        new == "como"
        and old == "que"
        and any(s.at(i) in ("tan", "tanto", "tanta", "tantos", "tantas") for i in before(change, 4))
    ):
        return Why("comparative-as", "tan")
    if new == "que" and old in ("de", "como") and any(s.at(i) in ("más", "menos") for i in before(change, 4)):
        return Why("comparative-than", "más")
    if new == "de" and old == "que" and any(s.at(i) in ("más", "menos") for i in before(change, 1)):
        return Why("more-than-number")
    if (old, new) in (("tan", "tanto"), ("tan", "tanta"), ("tan", "tantos"), ("tan", "tantas")):
        found = noun_behind(change)
        return Why("tanto-noun", found[1]) if found else None
    if (
        new == "tan"
        and old.startswith("tant")
        and (is_adjective(s, change.end) or used_as(s.at(change.end), "adverb") > 0.5)
    ):
        return Why("tan-adjective", change.said(change.end))
    mine = sorted(lemmas_of(new, "verb")), sorted(lemmas_of(old, "verb"))
    for one in mine[1]:
        for other in mine[0]:
            if (one, other) in _LEMMAS:
                return Why(_LEMMAS[one, other])
    return None


def of_being(change: Changed) -> Why | None:
    """Ser, estar, haber or tener for one another."""
    s = change.sentence
    old, new = lemmas_of(change.old, "verb"), lemmas_of(change.new, "verb")
    known = {"ser", "estar", "haber", "tener"}
    if not old & known or not new & known or old & new & known:
        return None
    at = change.end
    while s.at(at) in words("muy más tan bastante un poco menos también siempre no ahora hoy"):
        at += 1
    word = s.at(at)
    if "estar" in new:
        if word.endswith("ndo") and any(True for _ in lemmas_of(word, "verb")):
            return Why("estar-going-on", change.said(at))
        if word in ("en", "aquí", "allí", "cerca", "lejos", "ahí", "allá"):
            return Why("estar-place")
        if word == "con":
            return Why("estar-with")
        return (
            Why("estar-state", change.said(at))
            if adjectival(word) or is_adjective(s, at) or word in ("bien", "mal")
            else None
        )
    if "ser" in new:
        if word == "de":
            return Why("ser-origin")
        if is_adjective(s, at) and noun(s, at) is None:
            return Why("ser-trait", change.said(at))
        return Why("ser")
    if "haber" in new and change.new in ("hay", "había", "hubo", "habrá"):
        return Why("there-is")
    if "tener" in new:
        return (
            Why("tener", change.said(at))
            if word in words("hambre sed frío calor sueño miedo prisa razón suerte ganas éxito años")
            else None
        )
    return None


def _much(change: Changed) -> Why | None:
    s = change.sentence
    at = change.end
    if change.new == "muy":
        return (
            Why("muy-mucho-adjective", change.said(at))
            if is_adjective(s, at) or used_as(s.at(at), "adverb") > 0.4
            else None
        )
    found = noun_behind(change)
    if found:
        return Why("muy-mucho-noun", found[1])
    return Why("muy-mucho-verb") if any(lemmas_of(s.at(i), "verb") for i in before(change, 1)) else None
