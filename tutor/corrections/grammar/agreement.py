"""Determiner, noun and adjective agree in gender and number."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import WHEN, adjectival, is_adjective, noun, share
from tutor.language.es.inflect import gender_number, plural, takes_el
from tutor.language.es.lexicon import analyses
from tutor.language.es.wordlist import words

_ROWS = (
    ("el", "la", "los", "las"), ("un", "una", "unos", "unas"), ("este", "esta", "estos", "estas"),
    ("ese", "esa", "esos", "esas"), ("aquel", "aquella", "aquellos", "aquellas"), ("del", "de la", "de los", "de las"),
    ("al", "a la", "a los", "a las"), ("mucho", "mucha", "muchos", "muchas"), ("otro", "otra", "otros", "otras"),
    ("nuestro", "nuestra", "nuestros", "nuestras"), ("poco", "poca", "pocos", "pocas"), ("mi", "mi", "mis", "mis"),
    ("tu", "tu", "tus", "tus"), ("su", "su", "sus", "sus"), ("algún", "alguna", "algunos", "algunas"),
    ("todo", "toda", "todos", "todas"), ("varios", "varias", "varios", "varias"), ("ambos", "ambas", "ambos", "ambas"), ("cuánto", "cuánta", "cuántos", "cuántas"), ("cuyo", "cuya", "cuyos", "cuyas"),
)  # fmt: skip
_INDEX = {("m", "s"): 0, ("f", "s"): 1, ("m", "p"): 2, ("f", "p"): 3}
_DETERMINERS = {form: row for row in _ROWS for form in row if " " not in form}
# «A mi muchos cosas»: what follows is no noun.
_OTHER_DETERMINERS = _DETERMINERS.keys() - words("el la los las lo")
# Before these, el, un (and contractions) are right although the noun is feminine.
# Their gender depends on meaning or on who is meant, or they are also other parts of speech.
_EITHER = words(
    "juez jueces médico piloto soldado miembro software mar calor sal arte azúcar internet radio capital orden frente cura modelo guía policía estudiante artista turista "
    "dentista joven jóvenes testigo cliente paciente estudiantes artistas turistas atleta atletas cantante cantantes "
    "mañana tarde sur norte este oeste mayor menor mejor peor tema final parte resto margen editorial cometa "
    "coma corte pendiente clave fuerte verde azul español inglés segundo primero último ser bien mal uno una poco "
    "mucho nada todo más menos lado vez veces cual cuales que izquierda derecha doce once media puente sartén "
    "vacación maratón pijama computadora video vídeo covid pasado próxima próximo mismo misma mismos mismas otro otra"
)
DEGREES = words("muy tan más bastante")
# Said of many, but singular.
_ONE_OF_MANY = words("gente familia policía ropa")
_SURELY_MANY = words("muchos muchas pocos pocas estos estas unos unas algunos algunas")
_THESE = words("estos estas esos esas aquellos aquellas")
_DAYS = words("lunes martes miércoles jueves viernes sábado sábados domingo domingos")
_NEUTER = {"esto": "este", "eso": "ese", "aquello": "aquel"}
_CLITICS_TOO = words("lo los la las poco mucho todo otro otra mi tu su cuánto cuánta")
_COPULAS = words("es son era eran fue fueron está están estaba estaban parece parecen")


def determiner_noun(sentence: Sentence) -> Iterator[Finding]:
    """la problema → el problema; eso casa → esa casa; los casa → las casas is left: the number may be either's fault."""
    lexicon = sentence.lexicon
    for i, word in enumerate(sentence.words[:-1]):
        row = _DETERMINERS.get(_NEUTER.get(word, word))
        noun = sentence.at(i + 1)
        if (
            row is None
            or noun in _EITHER
            or noun in _OTHER_DETERMINERS
            or sentence.is_name(i + 1)
            or _fixed(sentence, i)
        ):
            continue
        tag = lexicon.noun(noun)
        if tag is None or (_is_verb(sentence, i + 1) and word in _CLITICS_TOO):
            continue
        gender, number = tag
        if noun in _DAYS and word in ("la", "las", "una"):
            yield Finding(i, i + 1, {"la": "el", "las": "los", "una": "un"}[word], "determiner-noun", 0.88)
            continue
        if word in ("la", "una") and takes_el(noun) and not _is_verb(sentence, i + 1):
            yield Finding(i, i + 1, {"la": "el", "una": "un"}[word], "determiner-noun", 0.88)
            continue
        if word in ("todo", "toda") and noun == "el" and takes_el(sentence.at(i + 2)):
            if word == "todo":  # «toda el agua»: the water is feminine
                yield Finding(i, i + 1, "toda", "determiner-noun", 0.86)
            continue
        if word in ("el", "un", "del", "al", "algún") and takes_el(noun):
            continue
        if _only_adjective(sentence, i + 1):
            continue
        right = row[_INDEX[gender, number]]
        if right == word or word in right.split() or lexicon.is_adjective(noun):
            continue
        after = sentence.at(i + 2)
        if word in _NEUTER:
            # «Eso casa con todo»: a noun that may be a verb is left alone.
            told_of = share(noun, "noun") > 0.9 and sentence.lexicon.finite(after) and not share(after, "noun")
            if (not _is_verb(sentence, i + 1) and share(noun, "noun") > 0.5) or (told_of and i == 0):
                yield Finding(i, i + 1, right, "determiner-noun", 0.84)
            continue
        if word in _THESE and noun in WHEN and tag[1] == "s":
            continue  # «estos semana» is «esta semana»
        wrong_number = row.index(word) // 2 != _INDEX[gender, number] // 2
        if wrong_number and number == "s" and word not in ("mis", "tus", "sus") and noun not in _ONE_OF_MANY:
            if lexicon.noun(many_of := plural(noun)):
                many = (
                    word in _SURELY_MANY
                    or any(a.person == "3p" for a in lexicon.finite(after))
                    or (
                        any(a.person == "3p" for a in lexicon.finite(sentence.at(i - 1)))
                        and after in ("", ".", ",", "!")
                    )
                )
                yield Finding(i + 1, i + 2, many_of, "determiner-noun", 0.84 if many else 0.74)
            continue
        if (word.startswith(("otr", "tod")) or noun in ("igual", "iguales")) and share(
            noun, "adverb", "adjective", "determiner"
        ) > 0.2:
            continue  # «otra ahora mismo», «una igual»
        if word == "todo" and sentence.at(i - 1) == "sobre":
            continue
        if word in ("mucho", "poco", "todo") and (wrong_number or after in ("", ".")) and word != "mucho":
            continue
        if word in ("todo", "toda", "este", "esta") and wrong_number:
            continue
        if word in ("otro", "nuestro") and sentence.at(i - 1) in ("el", "un", "lo"):
            continue
        if right == "el" and sentence.at(i - 1) in ("a", "de"):
            yield Finding(i - 1, i + 1, {"a": "al", "de": "del"}[sentence.at(i - 1)], "determiner-noun", 0.9)
            continue
        yield Finding(i, i + 1, right, "determiner-noun", 0.86 if not wrong_number else 0.8)


def _fixed(sentence: Sentence, i: int) -> bool:
    """A number or a set phrase: «treinta y una mesas», «la número doce», «a la postre»."""
    word, after = sentence.at(i), sentence.at(i + 1)
    return (
        (word in ("un", "una") and sentence.at(i - 1) == "y")
        or (after == "número" and _counts(sentence.at(i + 2)))
        or (after == "postre" and sentence.text(i - 1, i + 1) == "a la")
    )


def _counts(word: str) -> bool:
    return word.isdigit() or any(a.features.tag.startswith(("DN", "Z", "PN")) for a in analyses(word))


def _only_adjective(sentence: Sentence, i: int) -> bool:
    """Whether an adjective stands before its noun, whatever noun it is elsewhere: «los principales problemas»; or the word is
    masculine and feminine."""
    tag = gender_number(sentence.at(i))
    if tag is None or tag[0] == "c":
        return adjectival(sentence.at(i)) > 0 or tag is not None
    following = i + 1
    return adjectival(sentence.at(i)) > 0 and (
        noun(sentence, following) is not None or is_adjective(sentence, following)
    )


_SOME = {
    stem + end: stem
    for stem in ("algun", "much", "poc", "otr", "vari", "ningun", "un")
    for end in ("o", "a", "os", "as")
}


def some_of(sentence: Sentence) -> Iterator[Finding]:
    """Algunas de mis compañeros → algunos: a part has the gender of the whole."""
    for i, word in enumerate(sentence.words):
        owner, head = sentence.at(i + 2), sentence.at(i + 3)
        if (
            word not in _SOME
            or sentence.at(i + 1) != "de"
            or owner not in ("mis", "tus", "sus", "los", "las", "nuestros", "nuestras")
        ):
            continue
        tag = noun(sentence, i + 3)
        if tag is None or tag[0] not in "mf" or tag[1] != "p" or head in _EITHER:
            continue
        base, many = _SOME[word], word.endswith("s")
        right = base + ("o" if tag[0] == "m" else "a") + "s" * many
        if right != word:
            yield Finding(i, i + 1, right, "determiner-noun", 0.87)


def participles(sentence: Sentence) -> Iterator[Finding]:
    """Las medidas tomados por el gobierno → tomadas; las mejor de mi vida → las mejores."""
    for i, word in enumerate(sentence.words):
        before = sentence.at(i - 1)
        if word in ("mejor", "peor", "mayor", "menor") and before in ("los", "las", "unos", "unas"):
            many = noun(sentence, i + 1)
            if sentence.at(i + 1) in ("de", "del", ".", "", "!") or (many and many[1] == "p"):
                yield Finding(i, i + 1, word + "es", "agreement", 0.88)
        told = sentence.reading(i)
        if told is None or told.features.mood != "participle" or sentence.at(i + 1) != "por" or sentence.is_name(i):
            continue
        tag = noun(sentence, i - 1)
        if (
            tag is None
            or tag[0] not in "mf"
            or tag[1] not in "sp"
            or sentence.at(i - 2) not in ("el", "la", "los", "las", "un", "una")
        ):
            continue
        determiner = _DETERMINERS[sentence.at(i - 2)]
        right = sentence.lexicon.agree(word, *tag)
        if determiner[_INDEX[tag]] == sentence.at(i - 2) and right != word:
            yield Finding(i, i + 1, right, "noun-adjective", 0.86)


def noun_adjective(sentence: Sentence) -> Iterator[Finding]:
    """casa blanco → casa blanca; buenos amigas → buenas amigas."""
    lexicon = sentence.lexicon
    for i, word in enumerate(sentence.words[:-1]):
        after = sentence.at(i + 1)
        if (
            (tag := lexicon.noun(word))
            and not sentence.is_name(i)
            and word not in _EITHER
            and not lexicon.is_adjective(word)
        ):
            adjective_at = i + 2 if after in ("muy", "más", "tan") else i + 1
            adjective = sentence.at(adjective_at)
            counted = sentence.at(i - 1) in ("dos", "tres", "cuatro", "cinco")
            determined = (
                counted
                or sentence.at(i - 1) in _DETERMINERS
                or sentence.at(i - 1) == "qué"
                or lexicon.is_adjective(sentence.at(i - 1))
            )
            if (
                _is_adjective(sentence, adjective_at)
                and determined
                and sentence.at(adjective_at - 1) not in ("ni", "no")
                and sentence.at(i - 2) not in ("de", "del", "y", "e", "con")
                and not _of_the_next(sentence, adjective_at)
            ):
                right = lexicon.agree(adjective, *tag)
                numbers_differ = adjective.endswith("s") != (tag[1] == "p")
                if right != adjective and not (numbers_differ and sentence.at(i - 1) in ("de", "y", "e")):
                    yield Finding(adjective_at, adjective_at + 1, right, "noun-adjective", 0.82)
        tag = lexicon.noun(after)
        if tag and word in _BEFORE and after not in _EITHER and not takes_el(after) and not sentence.is_name(i + 1):
            stem = _BEFORE[word]
            right = stem + {("m", "s"): "o", ("f", "s"): "a", ("m", "p"): "os", ("f", "p"): "as"}[tag]
            if right != word and not (_is_verb(sentence, i + 1) or lexicon.is_adjective(after)):
                if tag == ("m", "s") and stem in _SHORT:
                    continue
                yield Finding(i, i + 1, right, "noun-adjective", 0.84)


def _of_the_next(sentence: Sentence, i: int) -> bool:
    """Whether the adjective belongs to the noun behind it: «en este pueblo rara vez», «es buena persona»."""
    tag = noun(sentence, i + 1)
    if tag is None or tag[0] not in "mf" or tag[1] not in "sp":
        return False
    return sentence.lexicon.agree(sentence.at(i), *tag) == sentence.at(i)


_BEFORE = {
    stem + end: stem
    for stem in ("buen", "mal", "nuev", "pequeñ", "primer", "segund", "tercer", "últim", "mism", "vari", "hermos", "bonit", "viej", "ningun")
    for end in ("o", "a", "os", "as")
}  # fmt: skip
_SHORT = frozenset(("buen", "mal", "primer", "tercer", "ningun"))


def predicate(sentence: Sentence) -> Iterator[Finding]:
    """La casa es bonito → bonita; mis amigos son simpático → simpáticos; ella es alto → alta."""
    lexicon = sentence.lexicon
    for i, word in enumerate(sentence.words):
        if word not in _COPULAS:
            continue
        if (pronoun := _PRONOUNS.get(sentence.at(i - 1))) and sentence.at(i - 2) in ("", ",", "pero", "porque", "y"):
            at = _behind_degree(sentence, i + 1)
            right = lexicon.agree(sentence.at(at), *pronoun)
            if _is_predicate(sentence, at) and right != sentence.at(at):
                yield Finding(at, at + 1, right, "predicate-adjective", 0.85)
        subject, determiner = sentence.at(i - 1), sentence.at(i - 2)
        if determiner not in _DETERMINERS or sentence.at(i - 3) not in (
            "",
            ",",
            "y",
            "pero",
            "porque",
            "que",
            ".",
            "¡",
            "¿",
            "aunque",
        ):
            continue
        if sentence.at(i - 3) == "y" and sentence.at(i - 4) not in ("", ",", "."):
            continue
        tag = lexicon.noun(subject)
        at = _behind_degree(sentence, i + 1)
        adjective = sentence.at(at)
        if (
            not tag
            or subject in _EITHER
            or subject in WHEN
            or _of_the_next(sentence, at)
            or not _is_predicate(sentence, at)
            or sentence.is_name(i - 1)
        ):
            continue
        row = _DETERMINERS[determiner]
        if row[_INDEX[tag]] != determiner and not takes_el(subject):
            continue
        right = lexicon.agree(adjective, *tag)
        if right != adjective:
            yield Finding(at, at + 1, right, "predicate-adjective", 0.85)


_PRONOUNS = {"él": ("m", "s"), "ella": ("f", "s"), "ellos": ("m", "p"), "ellas": ("f", "p")}


def _behind_degree(sentence: Sentence, i: int) -> int:
    return i + 1 if sentence.at(i) in DEGREES else i


def _is_predicate(sentence: Sentence, i: int) -> bool:
    """Whether an adjective is said of the subject; some that are adverbs as well only where the clause ends."""
    ended = sentence.at(i + 1) in ("", ".", ",", "!", "?", ";", "y", "pero", "porque")
    return _is_adjective(sentence, i) or (sentence.at(i) in _PREDICATES and ended)


_PREDICATES = words("alto bajo rápido distinto tonto importante")


def _is_adjective(sentence: Sentence, i: int) -> bool:
    word = sentence.at(i)
    if not sentence.lexicon.is_adjective(word) or sentence.is_name(i):
        return False
    return word not in _ADVERBS and not (_is_verb(sentence, i) and word not in ("blanco", "blanca", "bajo", "baja"))


_ADVERBS = words("comida comido rápido solo sólo sola solos solas mejor alto bajo claro pronto seguro medio justo primero fuerte directo mayor menor temprano "
                     "sobre animales español inglés importante tonto distinto junto juntos natal estudiante arte espacio fruto")  # fmt: skip


def _is_verb(sentence: Sentence, i: int) -> bool:
    return any(a.person for a in sentence.lexicon.verb(sentence.at(i)))
