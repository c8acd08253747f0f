"""Pairs of words told apart by an accent, decided by their neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.wordlist import words

_PREPOSITIONS = words("a ante con contra de desde en entre hacia hasta para por sin sobre")
_ENDS = frozenset(
    {"", ".", ",", "!", "?", ";", ":", "y", "e", "o", "pero", "porque", "cuando", "que", "es", "son", "fue", "también"}
)
_PLACES = words("en aquí allí ahí cerca lejos")
_AFTER_ESTA = words("muy bien mal aquí allí cerca lejos lleno llena enfermo enferma cansado cansada contento contenta "
                        "enojado enojada triste feliz casado casada loco loca listo lista ubicado ubicada abierto abierta")  # fmt: skip
_AGE_BEFORE = words("tengo tienes tiene tenemos tienen tenía tenías tenían tuve cumplo cumplió cumplí cumple hace hacen dos tres cuatro cinco "
                        "seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta "
                        "los muchos unos pocos este próximo cada todo el primer último nuevo varios")  # fmt: skip
_MOTHER = words("mi tu su mis tus sus la las el los una un nuestra nuestro nuestras nuestros")
_SUBJECTS = words("yo él ella usted nadie alguien")
_QUESTION = {"que": "qué", "como": "cómo", "donde": "dónde", "cuando": "cuándo", "cual": "cuál", "cuales": "cuáles",
             "quien": "quién", "quienes": "quiénes", "cuanto": "cuánto", "cuanta": "cuánta", "cuantos": "cuántos", "cuantas": "cuántas"}  # fmt: skip


def accents(sentence: Sentence) -> Iterator[Finding]:
    """esta/está, mi/mí, mas/más, tu/tú, el/él, si/sí, se/sé, ano/año, mama/mamá, -ia/-ía, question words."""
    for i, word in enumerate(sentence.words):
        if new := _other(sentence, i, word):
            rule = "n-tilde" if word in ("ano", "anos") else "accent-meaning"
            sure = new in ("sé", "tú") or (i == 0 and word == "si") or _of_state(sentence, i)
            yield Finding(i, i + 1, new, rule, 0.95 if sure else 0.9)
        elif new := _question_word(sentence, i, word):
            yield Finding(i, i + 1, new, "question-accent", 0.88)


def _of_state(sentence: Sentence, i: int) -> bool:
    """Whether esta can only be está: she is doing something, it is near something, or it ends with how she is."""
    after, second = sentence.at(i + 1), sentence.at(i + 2)
    doing = after.endswith(("ando", "iendo", "yendo"))
    ended = after in _AFTER_ESTA and second in _ENDS
    near = after in ("cerca", "lejos") and second in ("de", "del")
    behind = sentence.at(i - 1) not in _PREPOSITIONS | {""}
    return sentence.at(i) == "esta" and (doing or ((ended or near) and behind))


def _other(sentence: Sentence, i: int, word: str) -> str:
    before, after, lexicon = sentence.at(i - 1), sentence.at(i + 1), sentence.lexicon
    match word:
        case "ano" | "anos":
            if before in _AGE_BEFORE or before.isdigit() or after in ("nuevo", "pasado", "escolar", "viejo", "de"):
                return word.replace("n", "ñ")
        case "mas" if after not in ("", ",") or before not in ("", ","):
            if before != "," and i > 0:
                return "más"
        case "mama" if before in _MOTHER or i == 0:
            return "mamá"
        case "papa" if (
            before in _MOTHER - {"la", "las", "una"} and before not in ("el", "un")
        ) or "mamá" in sentence.words[i - 2 : i + 3]:
            return "papá"
        case "papas" if before in ("mis", "tus", "sus"):
            return "papás"
        case "mi" if before in _PREPOSITIONS and after in _ENDS | {"me", "no", "gusta", "encanta"}:
            return "mí"
        case "tu" if (
            lexicon.finite(after) and not lexicon.noun(after) and any(a.person == "2s" for a in lexicon.finite(after))
        ):
            return "tú"
        case "el" if (
            after
            in (
                "es",
                "era",
                "fue",
                "está",
                "estaba",
                "tiene",
                "tenía",
                "quiere",
                "puede",
                "también",
                "me",
                "se",
                "le",
                "no",
                "ha",
                "había",
                "y",
            )
            and before in ("", ",", "y", "porque", "pero", "que", "cuando", "con", "para")
            and not (after in ("no", "y") and before != "con")
        ):
            return "él" if i > 0 else "Él"
        case "si" if (before in ("que", "creo") and after in _ENDS - {"es", "son", "fue", "cuando"}) or (
            i == 0 and after == ","
        ):
            return "sí"
        case "esta" if (
            after.endswith(("ando", "iendo", "yendo"))
            or after in _AFTER_ESTA
            or (after in _PLACES and not lexicon.finite(before))
        ):
            return "está"
        case "estas" if after.endswith(("ando", "iendo")) or after in ("bien", "aquí", "enojado", "enojada", "cansado"):
            return "estás"
        case "se" if (
            before in ("no", "yo")
            and after in ("que", "si", "cómo", "qué", "dónde", "donde", "nada", "mucho", "cuándo", "por")
            and not sentence.lexicon.finite(sentence.at(i - 2))
        ):
            return "sé"
        case "sabia" | "tenia" | "hacia" | "seria":
            if (word == "tenia" and before not in ("la", "una")) or (
                word == "sabia" and (before in _SUBJECTS | {"no"} or after == "que")
            ):
                return word[:-2] + "ía"
            if word == "hacia" and after in ("mucho", "calor", "frío", "sol"):
                return "hacía"
            if word == "seria" and after in ("un", "una", "mejor", "el", "la", "muy"):
                return "sería"
        case (
            "paso"
            | "llego"
            | "empezo"
            | "trabajo"
            | "estudio"
            | "compro"
            | "hablo"
            | "canto"
            | "gano"
            | "llamo"
            | "entro"
            | "encontro"
        ):
            if before in ("ella", "él", "usted", "ella", "nadie") or (
                before in ("se", "le") and sentence.at(i - 2) in ("él", "ella")
            ):
                return word[:-1] + "ó"
        case "que" if before == "por" and i == 1 and sentence.at(len(sentence) - 1) == "?":
            return "qué"
    return ""


def _wished(sentence: Sentence, i: int) -> bool:
    told = [r for r in sentence.lexicon.verb(sentence.at(i)) if r.person]
    return bool(told) and all(r.tense.startswith(("subj", "imp_subj")) for r in told)


def _wagers(sentence: Sentence, i: int) -> bool:
    """«¿A que no sabes quién vino?», «¿a que es bonito?»: I bet."""
    return sentence.text(i - 1, i + 1) == "a que" and sentence.at(i + 1) in ("no", "sí", "es", "son", "está", "están")


def _question_word(sentence: Sentence, i: int, word: str) -> str:
    if word not in _QUESTION:
        return ""
    before, after = sentence.at(i - 1), sentence.at(i + 1)
    asks = "?" in sentence.words[i:]
    if asks and (before == "¿" or (i == 0 and sentence.at(i + 1) != "si")) and word not in ("que", "cuando", "como"):
        return _QUESTION[word]
    if word == "que" and before == "¿" and (after == "no" or _wished(sentence, i + 1)):
        return ""  # «¿Que friegue yo?»
    if asks and before == "¿" and word in ("que", "cuando", "como"):
        return _QUESTION[word]
    if (
        asks
        and i == 0
        and word in ("que", "como")
        and "¿" not in sentence.words
        and (sentence.lexicon.finite(after) or after in ("te", "se", "hora"))
    ):
        return _QUESTION[word]
    if asks and before in _PREPOSITIONS and sentence.at(i - 2) in ("¿", "") and not _wagers(sentence, i):
        return _QUESTION[word]
    if (
        before in ("sé", "sabe", "sabes", "saben")
        and sentence.at(i - 2) == "no"
        and word in ("donde", "cuando", "cual", "quien", "como")
    ):
        return _QUESTION[word]
    return ""
