"""Set phrases of two to four words, and verb forms made up by rule. A table, so that one more costs one line."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence

# Words; which of them are replaced (from, to); by what; rule; confidence.
_Pattern = tuple[tuple[str, ...], int, int, str, str, float]


def _p(text: str, start: int, end: int, new: str, rule: str, sure: float = 0.85) -> _Pattern:
    return tuple(text.split()), start, end, new, rule, sure


_PATTERNS: tuple[_Pattern, ...] = (
    _p("muy gracias", 0, 1, "muchas", "muy-mucho", 0.92), _p("la primer vez", 1, 2, "primera", "agreement", 0.9),
    _p("más bueno", 0, 2, "mejor", "comparative", 0.7), _p("más malo", 0, 2, "peor", "comparative", 0.7),
    _p("más buena", 0, 2, "mejor", "comparative", 0.7), _p("muy mucho", 0, 2, "mucho", "muy-mucho"),
    _p("gracias para", 1, 2, "por", "por-para", 0.9), _p("boy a", 0, 1, "voy", "homophone", 0.9),
    _p("para yo", 1, 2, "mí", "pronoun-choice", 0.85), _p("para tú", 1, 2, "ti", "pronoun-choice", 0.85),
    _p("con mí", 0, 2, "conmigo", "pronoun-choice", 0.85), _p("con ti", 0, 2, "contigo", "pronoun-choice", 0.9),
    _p("es frío hoy", 0, 1, "hace", "word-choice"), _p("es calor", 0, 1, "hace", "word-choice", 0.9),
    _p("es mucha gente", 0, 1, "hay", "ser-estar"), _p("está las dos", 0, 1, "son", "ser-estar", 0.88), _p("está las tres", 0, 1, "son", "ser-estar", 0.88),
    _p("son las una", 0, 2, "es la", "ser-estar", 0.9), _p("regalo es por", 2, 3, "para", "por-para", 0.86),
    _p("donde es el baño", 1, 2, "está", "estar"), _p("dónde es el baño", 1, 2, "está", "estar", 0.9),
    _p("es cerca de", 0, 1, "está", "estar"), _p("es cerca del", 0, 1, "está", "estar"), _p("es lejos", 0, 1, "está", "estar"),
    _p("son cerca de", 0, 1, "están", "estar"), _p("estoy de acuerdo en", 3, 4, "con", "preposition-choice", 0.6),
    _p("busco por mi", 1, 2, "", "preposition-extra", 0.94), _p("espero por el", 1, 3, "el", "preposition-extra", 0.94),
    _p("necesito de estudiar", 1, 2, "", "preposition-extra", 0.94), _p("tengo hambre mucho", 1, 3, "mucha hambre", "word-order", 0.9),
    _p("tengo sed mucho", 1, 3, "mucha sed", "word-order", 0.9), _p("tengo frío mucho", 1, 3, "mucho frío", "word-order", 0.9),
    _p("este es mi casa", 0, 1, "esta", "agreement", 0.9), _p("este es mi familia", 0, 1, "esta", "agreement", 0.9),
    _p("buscando por", 1, 2, "", "preposition-extra", 0.94), _p("busco por", 1, 2, "", "preposition-extra", 0.75),
    _p("escucho a música", 1, 2, "", "preposition-extra"), _p("pienso de ti", 1, 2, "en", "fixed-preposition"),
    _p("pienso sobre", 1, 2, "en", "fixed-preposition", 0.7), _p("sueño de viajar", 1, 2, "con", "fixed-preposition"),
    _p("enamorada con", 1, 2, "de", "fixed-preposition"), _p("me caso a", 2, 3, "con", "fixed-preposition"),
    _p("llegamos en casa", 1, 2, "a", "fixed-preposition"), _p("llegué en casa", 1, 2, "a", "fixed-preposition"),
    _p("llego en casa", 1, 2, "a", "fixed-preposition"), _p("depende en el", 1, 3, "del", "fixed-preposition", 0.92),
    _p("voy en la playa", 1, 2, "a", "fixed-preposition"), _p("yo levanto a", 1, 1, "me", "pronoun-missing", 0.94),
    _p("qué es tu nombre", 0, 1, "cuál", "word-choice", 0.9), _p("cómo es tu nombre", 0, 1, "cuál", "word-choice", 0.9),
    _p("es las dos", 0, 1, "son", "ser-estar", 0.9), _p("es las tres", 0, 1, "son", "ser-estar", 0.9),
    _p("es las cuatro", 0, 1, "son", "ser-estar", 0.9), _p("es las cinco", 0, 1, "son", "ser-estar", 0.9),
    _p("es muerto", 0, 1, "está", "estar", 0.86), _p("es muerta", 0, 1, "está", "estar", 0.86),
    _p("mejor de yo", 1, 2, "que", "comparative", 0.94), _p("mejor que mí", 2, 3, "yo", "pronoun-choice", 0.9),
    _p("de miedo a", 0, 1, "", "preposition-extra", 0.4), _p("yo ha", 1, 2, "he", "subject-verb", 0.9),
    _p("ellos ha", 1, 2, "han", "subject-verb", 0.9), _p("ay mucha", 0, 1, "hay", "homophone"), _p("ay muchos", 0, 1, "hay", "homophone"),
    _p("ay muchas", 0, 1, "hay", "homophone"), _p("ay mucho", 0, 1, "hay", "homophone"), _p("vamos ha", 1, 2, "a", "homophone", 0.9),
    _p("voy ha", 1, 2, "a", "homophone", 0.9), _p("va ha", 1, 2, "a", "homophone", 0.9), _p("me duele mi cabeza", 2, 3, "la", "article-choice", 0.88),
    _p("todos las", 0, 1, "todas", "agreement", 0.88), _p("todas los", 0, 1, "todos", "agreement", 0.88),
    _p("a través del en", 3, 4, "", "preposition-extra", 0.4),
)  # fmt: skip
_BY_FIRST: dict[str, list[_Pattern]] = {}
for _pattern in _PATTERNS:
    _BY_FIRST.setdefault(_pattern[0][0], []).append(_pattern)

_MADE_UP = {
    "sabo": "sé", "teno": "tengo", "escribido": "escrito", "rompido": "roto", "hacido": "hecho", "ponido": "puesto",
    "volvido": "vuelto", "abrido": "abierto", "morido": "muerto", "veído": "visto", "hació": "hizo", "hacieron": "hicieron",
    "ponió": "puso", "tenió": "tuvo", "tenieron": "tuvieron", "dició": "dijo", "decieron": "dijeron", "sabió": "supo",
    "querió": "quiso", "podió": "pudo", "andé": "anduve", "vinió": "vino", "hayer": "ayer", "agusto": "a gusto", "iva": "iba", "estava": "estaba",
    "quizieron": "quisieron", "poní": "puse", "conduzieron": "condujeron", "conducieron": "condujeron",
}  # fmt: skip


def patterns(sentence: Sentence) -> Iterator[Finding]:
    """muy gracias → muchas gracias; yo sabo → sé."""
    for i, word in enumerate(sentence.words):
        if (right := _MADE_UP.get(word)) and not sentence.is_name(i):
            rule = "misspelt" if word in ("hayer", "iva", "estava", "agusto") else "verb-form"
            yield Finding(i, i + 1, right, rule, 0.94)
        for text, start, end, new, rule, sure in _BY_FIRST.get(word, ()):
            if tuple(sentence.words[i : i + len(text)]) == text:
                yield Finding(i + start, i + end, new, rule, sure)
