"""Set expressions that learners carry over word by word."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.wordlist import words

_DAYS = words("lunes martes miércoles jueves viernes sábado domingo sábados domingos")
_SPORTS = {
    "fútbol": "al",
    "béisbol": "al",
    "baloncesto": "al",
    "tenis": "al",
    "básquetbol": "al",
    "voleibol": "al",
    "golf": "al",
}
_JUGAR = (
    "jugar",
    "juego",
    "juegas",
    "juega",
    "jugamos",
    "juegan",
    "jugaba",
    "jugaban",
    "jugó",
    "jugué",
    "jugando",
    "jugado",
)
_HOURS = words("dos tres cuatro cinco seis siete ocho nueve diez once doce")
_SPANS = words("años meses semanas días horas minutos")
_LASTING = words("trabajar vivir estudiar hablar dormir caminar")
_AFTER_HOUR = words("y menos de en") | {"", ".", ","}
_GOING = words("voy vas va vamos van")
# Wrong wording, right wording, rule, confidence.
_FIXED: tuple[tuple[tuple[str, ...], str, str, float], ...] = (
    (("en", "el", "fin", "de", "semana"), "el fin de semana", "en-date", 0.94),
    (("mayor", "a", "que"), "mayor que", "fixed-preposition", 0.85),
    (("sueño", "de", "ser"), "sueño con ser", "fixed-preposition", 0.76),
    (("casado", "a"), "casado con", "fixed-preposition", 0.78),
    (("buscar", "por"), "buscar", "fixed-preposition", 0.74),
    (("escuchar", "a", "música"), "escuchar música", "fixed-preposition", 0.9),
    (("escucho", "a", "música"), "escucho música", "fixed-preposition", 0.9),
    (("asistir", "la"), "asistir a la", "fixed-preposition", 0.86),
    (("asisto", "la"), "asisto a la", "fixed-preposition", 0.86),
)


def phrases(sentence: Sentence) -> Iterator[Finding]:
    """en lunes → el lunes, jugar fútbol stays (Americas), jugar el fútbol → al fútbol, voy ir → voy a ir."""
    lexicon = sentence.lexicon
    for i, word in enumerate(sentence.words):
        after, second = sentence.at(i + 1), sentence.at(i + 2)
        for wrong, right, rule, sure in _FIXED:
            if word == wrong[0] and tuple(sentence.words[i : i + len(wrong)]) == wrong:
                yield Finding(i, i + len(wrong), right, rule, sure)
        if word == "en" and after in _DAYS and not {a.verb for a in lexicon.finite(sentence.at(i - 1))} & {"caer"}:
            yield Finding(i, i + 1, "los" if after.endswith(("ados", "ingos")) else "el", "en-date", 0.94)
        elif word == "en" and after in ("el", "los") and second in _DAYS:
            yield Finding(i, i + 2, after, "en-date", 0.94)
        elif word == "en" and after == "el" and second.isdigit() and sentence.at(i + 3) == "de":
            yield Finding(i, i + 2, "el", "en-date", 0.84)
        if word == "en" and after == "las" and second in _HOURS and sentence.at(i + 3) in _AFTER_HOUR:
            yield Finding(i, i + 1, "a", "fixed-preposition", 0.86)
        if word == "para" and (after.isdigit() or after in _HOURS) and second in _SPANS:
            lasting = {a.verb for a in lexicon.finite(sentence.at(i - 1))} & _LASTING
            if lasting or sentence.at(i - 1) in ("aquí", "allí"):
                yield Finding(i, i + 1, "por", "por-para", 0.84)
        if word in _JUGAR and after in ("el", "a") and second in _SPORTS:
            yield Finding(i + 1, i + 2, "al", "jugar-a", 0.86)
        elif word in _JUGAR and after == "los" and second in ("videojuegos", "deportes"):
            yield Finding(i + 1, i + 1, "a", "jugar-a", 0.78)
        if (
            word == "llamo"
            and sentence.at(i - 1) in ("", "yo")
            and sentence.is_name(i + 1)
            and second in ("", ".", "y")
        ):
            yield Finding(i, i, "me", "pronoun-missing", 0.94)
        if word in _GOING and after in lexicon.verbs and not lexicon.noun(after) and after != "regular":
            yield Finding(i + 1, i + 1, "a", "ir-a", 0.86)
        if (
            word == "a"
            and after
            and lexicon.verb(after)
            and lexicon.verb(after)[0].tense == "part"
            and sentence.at(i - 1) in ("se", "me", "él", "ella", "no", "lo", "nunca")
            and not lexicon.noun(after)
        ):
            yield Finding(i, i + 1, "ha", "homophone", 0.84)
        if word == "hay" and sentence.at(i - 1) in ("por", "de", "desde"):
            yield Finding(i, i + 1, "ahí", "homophone", 0.8)
        if word == "haber" and sentence.at(i - 1) == "" and after in ("si", "que"):
            yield Finding(i, i + 1, "a ver", "homophone", 0.8)
