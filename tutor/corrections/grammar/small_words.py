"""Contractions, articles, y/e, o/u, muy/mucho, shortened forms."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.inflect import gender_number, takes_el
from tutor.language.es.lexicon import analyses
from tutor.language.es.wordlist import words

_SHORT = {
    "bueno": "buen",
    "malo": "mal",
    "primero": "primer",
    "tercero": "tercer",
    "alguno": "algún",
    "ninguno": "ningún",
    "uno": "un",
}
_ARTICLES = words("el la los las")
# Before none of these stands an article: «a el le gusta», «de el no sé».
_OF_HIM = words("no me te se le les nos os lo también tampoco")
_DETERMINERS = _ARTICLES | words("mi mis tu tus su sus este esta estos estas un una nuestro nuestra")
# Behind these «e» before a participle is «he».
_BEFORE_HE = frozenset(("que", "no", "yo", "siempre", "nunca", "ya", "me", "lo"))


def small_words(sentence: Sentence) -> Iterator[Finding]:
    """a el → al, y italiano → e italiano, muy dinero → mucho dinero, cada días → cada día, bueno libro → buen libro."""
    lexicon = sentence.lexicon
    for i, word in enumerate(sentence.words):
        after, second, before = sentence.at(i + 1), sentence.at(i + 2), sentence.at(i - 1)
        he = word in ("a", "de") and after == "el" and second in _OF_HIM
        if he:
            yield Finding(i + 1, i + 2, "él", "accent-meaning", 0.95)
        elif word in ("a", "de") and after == "el" and sentence.tokens[i + 1].text == "el" and before != word:
            twin = next(iter(lexicon.by_plain.get(second, ())), second) if not lexicon.known(second) else second
            if (
                (tag := lexicon.noun(twin) or (gender_number(twin) if twin != second else None))
                and tag[0] == "f"
                and not takes_el(second)
            ):
                yield Finding(i + 1, i + 2, "la" if tag[1] == "s" else "las", "determiner-noun", 0.88, second)
            elif not lexicon.finite(sentence.at(i + 2)) or lexicon.noun(sentence.at(i + 2)):
                yield Finding(i, i + 2, {"a": "al", "de": "del"}[word], "contraction", 0.87)
        if (
            word == "y"
            and after.startswith(("i", "hi"))
            and not after.startswith(("hie", "hia", "io", "ie", "ia"))
            and (lexicon.known(after) or (sentence.is_name(i + 1) and sentence.is_name(i - 1)))
            and after[1:]
            and after not in lexicon.foreign
        ):
            yield Finding(i, i + 1, "e", "y-e", 0.9)
        if (
            word == "e"
            and before not in ("", '"')
            and after[:1].isalpha()
            and not after.startswith(("i", "hi", "y", "e"))
        ):
            done = any(a.features.mood == "participle" and a.features.gender == "m" for a in analyses(after))
            if done and before in _BEFORE_HE:  # «que e tenido» is of haber
                yield Finding(i, i + 1, "he", "homophone", 0.88, after)
            elif after not in ("gusta", "gustan", "encanta", "encantan"):  # «e gusta» is «le gusta»
                yield Finding(i, i + 1, "y", "y-e", 0.86)
        if word == "u" and before not in ("", '"') and after[:1].isalpha() and not after.startswith(("o", "ho", "u")):
            yield Finding(i, i + 1, "o", "o-u", 0.86)
        if (
            word == "o"
            and after.startswith(("o", "ho"))
            and lexicon.known(after)
            and after != "o"
            and len(after) > 1
            and before != after
            and after not in lexicon.foreign
        ):
            yield Finding(i, i + 1, "u", "o-u", 0.9)
        if (
            word in _SHORT
            and lexicon.noun(after) == ("m", "s")
            and not lexicon.is_adjective(after)
            and (not lexicon.finite(after) or before in _DETERMINERS)
            and after not in ("el", "este", "ese", "aquel", "lo")
        ):
            if not sentence.is_name(i + 1) and before not in ("lo",):
                yield Finding(i, i + 1, _SHORT[word], "apocope", 0.86)
        if (
            word == "grande"
            and lexicon.noun(after) in (("m", "s"), ("f", "s"))
            and before in ("un", "una", "mi", "el", "la")
            and not lexicon.finite(after)
        ):
            yield Finding(i, i + 1, "gran", "apocope", 0.85)
        if (
            word == "muy"
            and (tag := lexicon.noun(after))
            and (not lexicon.is_adjective(after) or before in ("hace", "hacía", "hizo", "tengo", "tienes", "tiene"))
            and not lexicon.verb(after)
            and after in _COUNTED
            and before not in ("son", "somos", "eran", "éramos", "sois")
        ):
            yield Finding(
                i,
                i + 1,
                {("m", "s"): "mucho", ("f", "s"): "mucha", ("m", "p"): "muchos", ("f", "p"): "muchas"}[tag],
                "muy-mucho",
                0.88,
            )
        if (
            word == "cada"
            and (tag := lexicon.noun(after))
            and tag[1] == "p"
            and after not in ("lunes", "martes", "jueves")
        ):
            one = lexicon.other_number(after)
            if one and lexicon.noun(one):
                yield Finding(i + 1, i + 2, one, "noun-number", 0.86)
        if (
            word in _NUMBERS
            and (before not in ("las", "la", "los", "y", "a", "de", "número", "página"))
            and (tag := lexicon.noun(after))
            and tag[1] == "s"
            and not lexicon.is_adjective(after)
            and not lexicon.verb(after)
            and (many := lexicon.other_number(after))
        ):
            yield Finding(i + 1, i + 2, many, "noun-number", 0.86)
        if word == after and word in _NEVER_TWICE:
            yield Finding(i, i + 1, "", "extra-word", 0.88)
        if word == "mucho" and lexicon.noun(before) and after in _MUY:
            yield Finding(i, i + 1, "muy", "muy-mucho", 0.88)
        if word == "muy" and after == "mucho":
            much = "muy" if lexicon.is_adjective(sentence.at(i + 2)) else "mucho"
            yield Finding(i, i + 2, much, "muy-mucho", 0.9)
        if (
            word == "mucho"
            and lexicon.is_adjective(after)
            and after in _MUY
            and before in ("es", "son", "está", "están", "soy", "estoy", "era", "fue")
        ):
            yield Finding(i, i + 1, "muy", "muy-mucho", 0.88)
        if word == "más" and lexicon.is_adjective(after) and second in ("de", "que") and sentence.at(i + 3) in _THAN:
            if sentence.at(i + 4) in ("", ".", ",", "!") and (second == "de" or sentence.at(i + 3) in ("mí", "ti")):
                rule = "comparative-than" if second == "de" else "comparative-subject"
                yield Finding(i + 2, i + 4, f"que {_THAN[sentence.at(i + 3)]}", rule, 0.94, word)
        if word == "más" and after in ("mejor", "peor", "mejores", "peores") and sentence.at(i + 2) != "o":
            yield Finding(i, i + 2, after, "comparative-irregular", 0.88)
        if word in _ARTICLES and after in _DETERMINERS and after == word:
            yield Finding(i, i + 2, word, "double-article", 0.88)
        elif (
            word in _ARTICLES
            and after in ("mi", "mis", "su", "sus", "nuestra", "nuestro")
            and lexicon.noun(sentence.at(i + 2))
        ):
            yield Finding(i, i + 2, after, "double-article", 0.84)


_NUMBERS = words(
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve "
    "veinte treinta cuarenta cincuenta"
)
_THAN = {"mi": "yo", "mí": "yo", "yo": "yo", "ti": "tú", "tú": "tú", "él": "él", "ella": "ella"}
_NEVER_TWICE = words("que de en con por para una los las me se")
_MUY = words("largo larga bonito bonita bonitos bonitas interesante interesantes importante importantes bueno buena buenos buenas grande grandes feliz felices "
    "simpático simpática divertido divertida difícil fácil inteligente inteligentes guapo guapa cansado cansada alto alta")  # fmt: skip
_COUNTED = words("dinero tiempo trabajo gente amigos amigas cosas hambre sed frío calor sueño miedo tarea personas libros años días problemas comida estrés "
    "energía familia ropa música películas experiencia oportunidades estudiantes clases")  # fmt: skip
