"""Pairs of words that differ by an accent or tilde, told apart by their neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence, like

_PREPOSITIONS = frozenset(["a", "de", "para", "por", "sin", "sobre", "hacia", "contra", "en"])
_SUBJECTS = frozenset(["él", "ella", "usted", "todo"])
_VERBS_AFTER_EL = frozenset(
    [
        "es",
        "era",
        "fue",
        "está",
        "estaba",
        "tiene",
        "tenía",
        "quiere",
        "puede",
        "dijo",
        "va",
        "vive",
        "trabaja",
        "estudia",
        "hace",
        "sabe",
        "hizo",
        "fue",
        "iba",
    ]
)
_AGE = frozenset(
    [
        "tengo",
        "tienes",
        "tiene",
        "tenemos",
        "tienen",
        "tenía",
        "tenías",
        "tenían",
        "tuve",
        "tener",
        "cumplo",
        "cumplió",
        "cumplí",
    ]
)


def by_neighbours(s: Sentence) -> Iterator[Finding]:
    """esta/está, mas/más, mi/mí, el/él, tu/tú, si/sí, ano/año, papa/papá, verbs in -ia."""
    for i, token in enumerate(s.tokens):
        found = _accented(s, i)
        if found:
            yield Finding(i, i + 1, like(token.text, found), "accent-meaning", 0.85)


def _accented(s: Sentence, i: int) -> str | None:  # one branch a pair of words
    word, before, after = s.at(i), s.at(i - 1), s.at(i + 1)
    end = after in " .,;:!?)"
    if word in ("ano", "anos"):
        number = before.isdigit() or before in s.lexicon.nouns or before in _NUMBERS or before in _TIMES
        return "año" + word[3:] if number or before == "el" else None
    if word == "mas":
        return None if before in " ,.;" else "más"  # «mas» for «pero» begins its clause
    if word == "mi":
        return "mí" if before in _PREPOSITIONS and (end or after in ("me", "es", "y")) else None
    if word == "tu":
        return "tú" if (before in ("y", "que", "como") or i == 0) and _second_person(s, i + 1) else None
    if word == "el":
        if before in ("con", "para", "a", "de", "por") and after in " .,;!?":
            return "él"
        return "él" if after in _VERBS_AFTER_EL and before in " .,;y que" else None
    if word == "esta":
        participle = after.endswith(("ando", "iendo", "ado", "ido")) and after not in s.lexicon.nouns
        place = after in (
            "en",
            "muy",
            "cerca",
            "lejos",
            "bien",
            "mal",
            "aquí",
            "allí",
            "ahí",
            "enfermo",
            "enferma",
            "contento",
            "contenta",
            "feliz",
            "triste",
            "cansado",
            "cansada",
        )
        subject = before in _SUBJECTS or before in ("no", "se", "que", "donde", "dónde", "cómo")
        return (
            "está"
            if (participle and after not in ("lado", "sido")) or place or (subject and s.noun(i + 1) is None)
            else None
        )
    if word == "si":
        return "sí" if after == "," and before in " .¡¿" and i == 0 else None
    if word in ("papa", "mama"):
        return word[:-1] + "á" if before in ("mi", "tu", "su") else None
    if word.endswith(("ia", "ias", "ian", "iamos")) and word[:-1] not in s.lexicon.infinitives:
        stem, ending = word[: word.rindex("ia")], word[word.rindex("ia") :]
        imperfect = stem + "ía" + ending[2:]
        forms = s.lexicon.verb_forms.get(imperfect, ())
        if forms and not s.lexicon.nouns.get(word) and s.lexicon.zipf(imperfect) > s.lexicon.zipf(word):
            return imperfect
    return None


_NUMBERS = frozenset(
    [
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "veinte",
        "treinta",
        "cuarenta",
        "cincuenta",
        "cien",
        "muchos",
        "varios",
        "pocos",
        "algunos",
        "este",
        "próximo",
        "pasado",
        "cada",
    ]
)
_TIMES = frozenset(["un", "los", "unos", "de", "al", "del"])


def _second_person(s: Sentence, i: int) -> bool:
    return any(person == "2s" for _, _, person in s.tenses(i)) and s.noun(i) is None
