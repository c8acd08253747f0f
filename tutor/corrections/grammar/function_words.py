"""Articles, por and para, pronouns behind prepositions, que between clauses: where grammar decides."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    OPENING,
    STOPS,
    conjugated,
    finite,
    infinitive,
    is_finite,
    is_person_name,
    noun,
    phrase,
)
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_HOURS = words("dos tres cuatro cinco seis siete ocho nueve diez once doce")
_DAYS = words("lunes martes miércoles jueves viernes sábado domingo")
_GIFTS = words("regalo carta flores libro paquete mensaje sorpresa pastel café")
_PASS = words("pasear caminar andar correr viajar pasar")
_AMONG = words("parque calle ciudad bosque playa centro barrio campo pueblo europa mundo país montaña río")
_LASTING = words("vivir trabajar estudiar dormir hablar caminar esperar viajar jugar quedar estar")
_SPANS = words("años meses semanas días horas minutos")
_THINK = words("creer pensar decir saber esperar suponer imaginar")
_TO_ME = {"yo": "mí", "tú": "ti", "te": "ti", "me": "mí"}


def function_words(s: Sentence) -> Iterator[Finding]:
    """Es un médico → es médico; gracias para → por; para tú → para ti; creo es → creo que es."""
    for i, word in enumerate(s.words):
        yield from _por_para(s, i, word)
        yield from _pronoun(s, i, word)
        yield from _que(s, i)
        yield from _phrase(s, i, word)


def _por_para(s: Sentence, i: int, word: str) -> Iterator[Finding]:
    if word not in ("por", "para"):
        return
    before, after, second = s.at(i - 1), s.at(i + 1), s.at(i + 2)
    if word == "para":
        if before == "gracias" and after != "que":
            yield Finding(i, i + 1, "por", "por-thanks", 0.93, "gracias")
        elif (
            after
            in (
                "teléfono",
                "ejemplo",
                "supuesto",
                "favor",
                "fin",
                "eso",
                "correo",
                "internet",
                "casualidad",
                "separado",
            )
            and (after not in ("teléfono", "correo", "internet", "eso") or is_finite(s, i - 1))
            and (after != "eso")
        ):
            yield Finding(i, i + 1, "por", "por-phrase", 0.89, after)
        elif (
            after == "la"
            and second in ("mañana", "tarde", "noche")
            and s.at(i + 3) not in ("del", "de", "siguiente")
            and (i == 0 or s.at(i - 1) in ("y", ","))
        ):
            yield Finding(i, i + 1, "por", "por-time", 0.87, s.text(i + 1, i + 3))
        elif (
            (before in ("euros", "dólares", "pesos", "dinero") or before.isdigit())
            and {r.verb for n in range(max(0, i - 4), i) for r in analyse(s.at(n))}
            & {"pagar", "vender", "comprar", "dar", "cobrar"}
            and phrase(s, i + 1)
            and not _persons(s, i + 1)
        ):
            yield Finding(
                i, i + 1, "por", "por-price", 0.87, s.at(next(n for n in range(max(0, i - 4), i) if analyse(s.at(n))))
            )
        elif (
            {r.verb for r in analyse(before)} & _PASS
            and after in ("el", "la", "las", "los", "toda", "todo")
            and (second in _AMONG or s.at(i + 3) in _AMONG)
        ):
            yield Finding(i, i + 1, "por", "por-through", 0.88, before)
        elif (after.isdigit() or after in _HOURS or after in ("muchos", "muchas", "unos", "varios", "un", "una")) and (
            second in _SPANS or second in ("año", "mes", "semana", "hora")
        ):
            near = {r.verb: r.tense for n in range(max(0, i - 4), i) for r in analyse(s.at(n)) if r.person}
            if near.keys() & _LASTING and not {"preterite", "present"} & {near[v] for v in near.keys() & _LASTING} - {
                "preterite"
            }:
                yield Finding(i, i + 1, "por", "por-duration", 0.85, s.text(i + 1, i + 3))
    elif i == 0 and infinitive(s, 1) == after and after and _must(s, 2):
        yield Finding(i, i + 1, "para", "para-goal", 0.86, after)
    elif (
        after in ("mi", "mí", "ti")
        and second == ","
        and i == 0
        and {r.verb for n in range(3, 8) for r in finite(s, n)} & {"ser", "parecer"}
    ):
        yield Finding(i, i + 1, "para", "para-opinion", 0.86, s.text(i + 1, i + 2))
    elif (
        {r.verb for r in analyse(before)} & {"ser"}
        and _persons(s, i + 1)
        and any(w in _GIFTS or w in ("esto", "este", "esta") for w in s.words[max(0, i - 4) : i])
        and s.at(i + 3) in ("", ".", "!", ",")
    ):
        yield Finding(i, i + 1, "para", "para-receiver", 0.87, s.text(i + 1, i + 3))
    elif infinitive(s, i + 1) in ("ser", "aprender", "aprobar", "ganar", "conseguir", "hablar", "encontrar") and {
        r.verb for r in analyse(before)
    } & {"estudiar", "trabajar", "ahorrar", "entrenar"}:
        yield Finding(i, i + 1, "para", "para-goal", 0.86, s.at(i + 1))
    elif (
        after == "el"
        and second in _DAYS
        and {r.verb for n in range(max(0, i - 4), i) for r in analyse(s.at(n))}
        & {"necesitar", "terminar", "querer", "tener", "deber", "entregar"}
    ):
        yield Finding(i, i + 1, "para", "para-deadline", 0.87, s.text(i + 1, i + 3))


def _must(s: Sentence, i: int) -> bool:
    """Whether the first finite verb behind says what one needs to do for it: «hay que», «tienes que», «necesitas»."""
    at = next((n for n in range(i, min(i + 8, len(s))) if finite(s, n) or s.at(n) == "hay"), 0)
    verbs = {r.verb for r in analyse(s.at(at))} if at else set()
    return bool(verbs & {"necesitar", "deber"}) or (bool(verbs & {"tener", "haber"}) and s.at(at + 1) == "que")


def _persons(s: Sentence, i: int) -> bool:
    found = phrase(s, i)
    return (
        is_person_name(s, i)
        or (
            s.at(i) in ("ti", "mí", "mi", "él", "ella", "usted", "ellos", "nosotros")
            and s.at(i + 1) in ("", ".", "!", ",")
        )
        or bool(found and s.at(found.head) in PERSONS)
    )


def _pronoun(s: Sentence, i: int, word: str) -> Iterator[Finding]:
    before, after = s.at(i - 1), s.at(i + 1)
    if (
        word in _TO_ME
        and before in ("para", "de", "por", "sin", "en", "a", "sobre", "hacia")
        and not is_finite(s, i + 1)
        and after in STOPS | {"", "y", "o", "porque", "pero"}
    ):
        if not (word == "yo" and after in ("y", "o")):
            yield Finding(i, i + 1, _TO_ME[word], "pronoun-preposition", 0.9, before)
    if (
        before == "con"
        and word in ("mí", "mi", "ti", "me", "te", "yo", "tú")
        and (
            after in STOPS | {"", "y", "porque", "pero", "a", "en", "al"}
            and not (word in ("yo", "tú") and after == "y")
        )
    ):
        yield Finding(i - 1, i + 1, "contigo" if word.startswith("t") else "conmigo", "conmigo", 0.92, f"con {word}")
    if (
        word in ("le", "les")
        and after in ("lo", "la", "los", "las")
        and (is_finite(s, i + 2) or s.lexicon.finite(s.at(i + 2)))
    ):
        yield Finding(i, i + 1, "se", "se-lo", 0.92, s.text(i, i + 2))
    if (
        word in ("me", "te", "lo", "la", "le", "los", "las", "les", "nos", "se")
        and infinitive(s, i + 1) == after
        and after
        and is_finite(s, i - 1)
        and {r.verb for r in analyse(before)}
        & {"querer", "poder", "deber", "necesitar", "saber", "soler", "preferir", "desear", "intentar"}
    ):
        yield Finding(i, i + 2, after + word, "pronoun-end", 0.9, before)
    if word in ("mismo", "misma"):
        than = next((n for n in range(i + 1, min(i + 5, len(s))) if s.at(n) == "que"), 0)
        if than and s.at(than + 1) in ("ti", "mí") and s.at(than + 2) in STOPS | {""}:
            yield Finding(
                than + 1, than + 2, {"ti": "tú", "mí": "yo"}[s.at(than + 1)], "comparative-subject", 0.89, "que"
            )


def _que(s: Sentence, i: int) -> Iterator[Finding]:
    """«Creo es», «mi madre dice no puede», «pienso Madrid es»."""
    if not is_finite(s, i) and s.at(i) not in ("creo", "espero"):
        return
    verbs = {r.verb for r in analyse(s.at(i)) if r.person} & _THINK
    if "decir" in verbs and any(r.tense == "preterite" for r in finite(s, i)):
        return  # «dijo estas palabras», «nadie dijo esta boca es mía»
    if "saber" in verbs and s.at(i + 1) == "nada":
        return
    if (
        not verbs
        or s.at(i - 1) in ("que", "lo", "como", "según", "me", "te", "se", "le", "quien", "no", ",", "la", "eso")
        or "?" in s.words[i:]
    ):
        return
    at = i + 1
    if s.at(at) == "no":
        at += 1
    found = phrase(s, at)
    if found and at == i + 1:
        at = found.end
    elif s.is_name(at) and at == i + 1:
        at += 1
    while s.at(at) in CLITICS:
        at += 1
    if (
        at - i > 6
        or not is_finite(s, at)
        or not (told := finite(s, at))
        or s.at(i + 1) in ("que", "qué", "si", "cómo", "dónde")
    ):
        return
    if (noun(s, at) and at == i + 1) or "lo que" in s.text(max(0, i - 5), i):
        return  # «lo que sí sé es que…»
    yield Finding(i + 1, i + 1, "que", "que-needed", 0.87, s.at(i))
    if (
        "esperar" in verbs
        and told[0].tense == "pres"
        and (new := conjugated(told[0].verb, "subjunctive-present", told[0].person))
    ):
        yield Finding(at, at + 1, new, "subjunctive", 0.87, f"{s.at(i)} que")


def _phrase(s: Sentence, i: int, word: str) -> Iterator[Finding]:
    after, second = s.at(i + 1), s.at(i + 2)
    if word == "porque" and after in ("de", "del"):
        yield Finding(i, i + 2, "por" if after == "de" else "por el", "because-of", 0.92, f"porque {after}")
    if word in ("bueno", "buena", "malo", "mala", "buenos"):
        degree = i - 1 if s.at(i - 1) in ("muy", "tan", "bastante", "más") else i
        told = {r.verb for r in analyse(s.at(degree - 1))}
        ends = after in (
            "",
            ".",
            ",",
            "!",
            "y",
            "hoy",
            "después",
            "porque",
            "en",
            "con",
            "cuando",
            "pero",
            "aquí",
            "ahora",
        )
        if (
            ends
            and (
                (told & {"sentir"} and s.at(degree - 2) in ("me", "te", "se", "nos"))
                or (s.at(degree - 1) in ("estoy", "estás") and after in (",", ".", "", "gracias", "!", "y"))
            )
        ) or (
            ends
            and told
            & {
                "cantar",
                "hablar",
                "cocinar",
                "bailar",
                "escribir",
                "jugar",
                "nadar",
                "dormir",
                "tocar",
                "trabajar",
                "conducir",
            }
            and is_finite(s, degree - 1)
        ):
            yield Finding(i, i + 1, "bien" if word[0] == "b" else "mal", "good-well", 0.88, s.at(degree - 1))
    if (
        word in ("son", "eran")
        and after == "la"
        and second == "una"
        and s.at(i + 3) in ("y", "menos", ".", "", "de", "en")
    ):
        yield Finding(i, i + 1, "es" if word == "son" else "era", "hour-number", 0.9, "la una")
    if (
        word in ("es", "era")
        and after == "las"
        and second in _HOURS
        and (i == 0 or s.at(i - 1) in OPENING | {"ya", "que", "casi"})
    ):
        yield Finding(i, i + 1, "son" if word == "es" else "eran", "hour-number", 0.9, s.text(i + 1, i + 3))
    if (
        word == "en"
        and after == "el"
        and (second.isdigit() or second in words("uno primero dos tres cuatro cinco seis siete ocho nueve diez"))
        and s.at(i + 3) == "de"
    ):
        yield Finding(i, i + 2, "el", "en-date", 0.94, s.text(i + 2, i + 5))
