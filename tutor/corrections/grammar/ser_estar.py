"""Ser, estar and tener where the words around leave no doubt."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import PRONOUNS, phrase
from tutor.language.es.inflect import singular
from tutor.language.es.wordlist import words

_SER_TO_ESTAR = {
    "soy": "estoy",
    "eres": "estás",
    "es": "está",
    "somos": "estamos",
    "son": "están",
    "era": "estaba",
    "eran": "estaban",
}
_ESTAR_TO_SER = {
    "estoy": "soy",
    "estás": "eres",
    "está": "es",
    "estamos": "somos",
    "están": "son",
    "estaba": "era",
    "estaban": "eran",
}
_SER_TO_TENER = {
    "soy": "tengo",
    "eres": "tienes",
    "es": "tiene",
    "somos": "tenemos",
    "son": "tienen",
    "estoy": "tengo",
    "está": "tiene",
}
_STATES = words("bien mal enfermo enferma enfermos cansado cansada cansados cansadas contento contenta contentos contentas enojado enojada preocupado preocupada "
    "ocupado ocupada ocupados emocionado emocionada emocionados")  # fmt: skip
_PROFESSIONS = words("estudiante estudiantes profesor profesora profesores maestro maestra médico médica enfermera abogado abogada ingeniero "
    "ingeniera actor actriz cantante doctor doctora")  # fmt: skip
_NEEDS = words("hambre sed frío calor sueño miedo prisa razón éxito")
_TRAITS = words("alto alta altos altas bajo baja rubio rubia inteligente inteligentes simpático simpática simpáticos")
EVENTS = words(
    "fiesta reunión concierto boda partido examen clase conferencia película accidente despedida feria manifestación desfile "
    "incendio robo crimen asesinato protesta misa subasta rueda encuentro choque atentado asamblea espectáculo jornada elección juicio estreno "
    "carrera charla ceremonia entrevista batalla terremoto entierro congreso mitin huelga exposición"
)
_SPOTS = words("mesa silla cama suelo mochila bolso cocina escritorio armario garaje jardín")
_NUMBERS = words(
    "quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintiún veintidós veintitrés treinta cuarenta cincuenta diez doce trece catorce"
)

# What is said of these is an action, which is an infinitive.
_TOLD_OF = words(
    "que favorito favorita pasatiempo sueño meta plan objetivo actividad afición hobby trabajo problema secreto mejor peor"
)


def _of_a_thing(s: Sentence, i: int) -> bool:
    """«Una tarde perfecta es leyendo»: of a thing the action is told, in the infinitive."""
    found = next((p for n in range(max(0, i - 4), i) if (p := phrase(s, n)) and p.end == i), None)
    return (
        found is not None
        and s.at(found.head) not in PRONOUNS
        and singular(s.at(found.head)) not in PERSONS
        and not s.is_name(i - 1)
    )


def ser_estar(sentence: Sentence) -> Iterator[Finding]:
    """soy 20 años → tengo 20 años; soy cansado → estoy cansado; estoy estudiante → soy estudiante."""
    lexicon = sentence.lexicon
    for i, word in enumerate(sentence.words):
        after, second = sentence.at(i + 1), sentence.at(i + 2)
        if word in _SER_TO_TENER and (after.isdigit() or after in _NUMBERS) and second in ("años", "anos", "año"):
            if sentence.at(i + 3) not in ("de", "después", "más", "menos") and not (
                word in ("es", "son") and sentence.at(i - 1) in ("", "no", "que")
            ):
                yield Finding(i, i + 1, _SER_TO_TENER[word], "age", 0.9)
        if word in ("es", "está") and sentence.at(i - 1) in ("", "hoy", "aquí", "pero", "y", "porque", ","):
            weather = i + 2 if after in ("muy", "mucho") else i + 1
            here = sentence.at(weather + 1) in ("hoy", "aquí", "afuera")  # «es frío» may be said of somebody
            if sentence.at(weather) in ("calor", "sol", "viento") or (sentence.at(weather) == "frío" and here):
                much = "mucho " if weather == i + 2 else ""
                yield Finding(i, weather + 1, f"hace {much}{sentence.at(weather)}", "word-choice", 0.9)
        at = i + 2 if after in ("muy", "tan", "mucho", "mucha") else i + 1
        if word in _SER_TO_TENER and word not in ("es", "son", "está", "están", "estaba") and sentence.at(at) in _NEEDS:
            yield Finding(i, i + 1, _SER_TO_TENER[word], "tener", 0.88)
        elif word in ("soy", "eres", "somos", "es", "son") and sentence.at(at) in _STATES and word in _SER_TO_ESTAR:
            state = sentence.at(at)
            if (word in ("soy", "eres", "somos") and (state != "mal" or at == i + 1)) or (
                state.startswith(("cansad", "content", "enojad", "preocupad")) and sentence.at(at + 1) in (".", "", ",")
            ):
                if sentence.at(at + 1) not in ("educado", "parecido", "vista", "visto"):
                    yield Finding(i, i + 1, _SER_TO_ESTAR[word], "estar", 0.86)
        elif (
            word in _SER_TO_ESTAR
            and after.endswith(("ando", "iendo", "yendo"))
            and any(a.tense == "ger" for a in sentence.lexicon.verb(after))
            and not (i == 0 and "como" in sentence.words)  # «es trabajando como se aprende»
            and not _of_a_thing(sentence, i)
            and not _TOLD_OF & set(sentence.words[:i])  # «lo que más me gusta es viajando»
        ):
            yield Finding(i, i + 1, _SER_TO_ESTAR[word], "estar", 0.88)
        elif word in _ESTAR_TO_SER and after in _PROFESSIONS:
            yield Finding(i, i + 1, _ESTAR_TO_SER[word], "ser", 0.88)
        elif (
            word in ("estoy", "estamos")
            and after == "de"
            and sentence.is_name(i + 2)
            and sentence.at(i + 3) in ("", ".", ",")
        ):
            yield Finding(i, i + 1, _ESTAR_TO_SER[word], "ser", 0.86)
        elif word in ("estoy", "estás", "estamos") and after in _TRAITS and second in ("", ".", ",", "y"):
            yield Finding(i, i + 1, _ESTAR_TO_SER[word], "ser", 0.84)
        elif (
            word in ("es", "son")
            and after in ("en", "sobre")
            and sentence.at(i + 3) in _SPOTS
            and not EVENTS & set(sentence.words)
        ):
            yield Finding(i, i + 1, _SER_TO_ESTAR[word], "estar", 0.86)
        elif (
            word == "es"
            and i == 1
            and sentence.tokens[0].text[0].isupper()
            and after == "en"
            and sentence.is_name(i + 2)
        ):
            if not lexicon.known(sentence.at(0)):
                yield Finding(i, i + 1, "está", "estar", 0.86)
        elif (
            word in _ESTAR_TO_SER
            and after in ("un", "una")
            and second in _PROFESSIONS | {"persona", "chico", "chica", "hombre", "mujer", "amigo", "amiga"}
        ):
            yield Finding(i, i + 1, _ESTAR_TO_SER[word], "ser", 0.84)
        elif (
            word in ("soy", "eres", "somos")
            and after in ("en", "aquí", "cerca")
            and (after != "en" or second in ("casa", "la", "el", "mi", "clase", "españa", "méxico"))
        ):
            if second != "el" or sentence.at(i + 3) in (
                "hospital",
                "parque",
                "trabajo",
                "cine",
                "restaurante",
                "supermercado",
            ):
                yield Finding(i, i + 1, _SER_TO_ESTAR[word], "estar", 0.84)
