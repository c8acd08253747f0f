"""Gender and number: determiners and adjectives with their noun."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.lexicon import FUNCTION_WORDS
from tutor.corrections.sentence import Finding, Sentence, like

# Masculine singular, feminine singular, masculine plural, feminine plural.
_SETS = (
    ("el", "la", "los", "las"),
    ("un", "una", "unos", "unas"),
    ("este", "esta", "estos", "estas"),
    ("ese", "esa", "esos", "esas"),
    ("aquel", "aquella", "aquellos", "aquellas"),
    ("nuestro", "nuestra", "nuestros", "nuestras"),
    ("mucho", "mucha", "muchos", "muchas"),
    ("otro", "otra", "otros", "otras"),
    ("al", "a la", "a los", "a las"),
    ("del", "de la", "de los", "de las"),
    ("todos", "todas", "todos", "todas"),
)
_PLACE = {("m", "s"): 0, ("f", "s"): 1, ("m", "p"): 2, ("f", "p"): 3}
_FORMS = {form: forms for forms in _SETS for form in forms if " " not in form}
# Feminine nouns that take "el" and "un" in the singular because they begin with a stressed a.
_STRESSED_A = frozenset(
    ["agua", "águila", "alma", "arma", "área", "aula", "hambre", "hacha", "habla", "ala", "ama", "alba", "ancla", "ave"]
)
# Words that are nouns and something else besides, or whose gender depends on what is meant.
_DOUBTFUL = frozenset(
    [
        "capital",
        "cura",
        "orden",
        "frente",
        "mañana",
        "tarde",
        "parte",
        "policía",
        "guía",
        "cámara",
        "radio",
        "mar",
        "calor",
        "azúcar",
        "internet",
        "arte",
        "margen",
        "modelo",
        "estudiante",
        "cometa",
        "corte",
        "editorial",
        "pendiente",
        "coma",
        "canal",
        "final",
        "que",
        "más",
        "menos",
        "solo",
        "todo",
        "otro",
        "mismo",
        "bien",
        "mal",
        "nada",
        "algo",
        "año",
        "era",
        "son",
        "como",
        "para",
        "sobre",
        "ante",
        "bajo",
        "entre",
        "uno",
        "una",
        "dos",
        "vez",
    ]
)


def article_and_noun(s: Sentence) -> Iterator[Finding]:
    """la problema → el problema, muchos chicas → muchas chicas."""
    for i in range(len(s) - 1):
        word = s.at(i)
        forms = _FORMS.get(word)
        noun = s.noun(i + 1)
        if forms is None or noun is None or s.at(i + 1) in _DOUBTFUL:
            continue
        if noun[1] == "s" and s.at(i + 1) in _STRESSED_A:
            continue
        if word in ("mucho", "todos", "todas", "la", "las", "los", "este", "ese") and _is_verb(s, i + 1):
            continue
        wanted = forms[_PLACE[noun]]
        if word in ("todos", wanted):
            continue
        number_differs = (forms.index(word) >= 2) != (noun[1] == "p")
        if number_differs and (word not in ("el", "la", "los", "las", "un", "una") or s.at(i - 1) in ("a", "de", "en")):
            continue
        yield Finding(i, i + 1, like(s.token(i).text, wanted), "agreement-article", 0.72 if number_differs else 0.88)


def adjective_and_noun(s: Sentence) -> Iterator[Finding]:
    """una casa bonito → bonita, las casas blanca → blancas; only right after its noun or a copula."""
    for i in range(1, len(s)):
        word = s.at(i)
        stem = _stem(word, s)
        if stem is None:
            continue
        noun_at = i - 1 if s.noun(i - 1) else i - 2 if s.at(i - 1) in ("muy", "más", "tan") else -1
        noun = s.noun(noun_at) if noun_at >= 0 else None
        if noun is None or s.at(noun_at) in _DOUBTFUL or s.at(noun_at - 1) not in _FORMS:
            continue
        if s.at(noun_at - 2) in ("de", "y", "o") or s.at(i + 1) in ("y", "o"):
            continue
        wanted = stem + ("o", "a", "os", "as")[_PLACE[noun]]
        if wanted != word:
            yield Finding(i, i + 1, wanted, "agreement-adjective", 0.8)


def _stem(word: str, s: Sentence) -> str | None:
    if word in FUNCTION_WORDS:
        return None
    for ending in ("os", "as", "o", "a"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            return stem if stem + "o" in s.lexicon.adjectives else None
    return None


def _is_verb(s: Sentence, i: int) -> bool:
    return bool(s.lexicon.verb_forms.get(s.at(i)))
