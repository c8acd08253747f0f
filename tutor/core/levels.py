"""The six levels of the Common European Framework: what the tutor may use at each, and how fast it speaks.

The grammar follows the inventories of the Plan curricular del Instituto Cervantes, in our own words and much
shortened, because every word of it is evaluated by the model before the first reply.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """A CEFR level."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    @property
    def band(self) -> str:
        """A, B or C."""
        return self.value[0]


@dataclass(frozen=True, slots=True)
class LevelProfile:
    """What a level means for the tutor. Lengths in words and sentences, speed as a factor of natural speech.

    `pause_s` is the silence, in seconds, after which a speaker of the level has finished (`tutor/speech/live/endpoint.py`).
    `examples` are what a learner might say, mistakes included, with replies as they should be: none names a role or
    addresses the learner, so that they suit every scenario.
    """

    name: str
    can_do: str
    grammar: str  # Spanish, goes into the prompt
    vocabulary: str  # Spanish, goes into the prompt
    sentence_words: int
    reply_sentences: int
    help: str  # Spanish: when the learner's own language is used; `{language}` is filled in
    speech_speed: float
    pause_s: float
    examples: tuple[tuple[str, str], ...]


_PROFILES: dict[Level, LevelProfile] = {
    Level.A1: LevelProfile(
        name="Beginner",
        can_do="I can say who I am and talk about everyday things in very short sentences.",
        grammar="solo presente, «hay», «me gusta», «quiero» y «voy a» + infinitivo; ningún pasado ni subjuntivo",
        vocabulary="solo las 500 palabras más comunes",
        sentence_words=8,
        reply_sentences=2,
        help="Si no entiende o escribe en {language}, da la palabra en español con su traducción al {language}",
        speech_speed=0.8,
        pause_s=1.8,
        examples=(
            (
                "¿Qué es la música clásica?",
                "Es música antigua y muy bonita. ¿Hay conciertos en la ciudad?",
            ),
            (
                "La restaurante es muy bonito.",
                "Sí, el restaurante es muy bonito. ¿Es cara la comida?",
            ),
            (
                "¿Qué haces hoy?",
                "Hoy trabajo y luego leo un libro. ¿Qué tal el día?",
            ),
        ),
    ),
    Level.A2: LevelProfile(
        name="Elementary",
        can_do="I can talk about my day, my family and what I did, in simple sentences.",
        grammar="presente, «ir a» + infinitivo, perfecto, indefinido e imperfecto sencillos; sin subjuntivo",
        vocabulary="las 1000 palabras más comunes",
        sentence_words=12,
        reply_sentences=2,
        help="Si escribe en {language}, da la frase en español con una breve aclaración en {language}",
        speech_speed=0.85,
        pause_s=1.8,
        examples=(
            (
                "¿Qué es la música clásica?",
                "Es una música antigua que mucha gente escucha en casa. ¿Qué música es buena para bailar?",
            ),
            (
                "La semana pasado fui en un restaurante bueno.",
                "La semana pasada yo también fui a un restaurante bueno. ¿Qué plato estaba más rico?",
            ),
            (
                "¿Qué haces hoy?",
                "Esta tarde voy a cocinar con mi hermana. ¿Qué plato es fácil?",
            ),
        ),
    ),
    Level.B1: LevelProfile(
        name="Intermediate",
        can_do="I can tell stories, give opinions and deal with most situations when travelling.",
        grammar="todos los pasados de indicativo, futuro, condicional e imperativo; presente de subjuntivo frecuente («quiero que», «cuando»)",
        vocabulary="las 2000 palabras más comunes, sin modismos raros",
        sentence_words=18,
        reply_sentences=3,
        help="Si escribe en {language}, dile la frase en español y sigue en español",
        speech_speed=0.92,
        pause_s=1.5,
        examples=(
            (
                "¿Qué es la música clásica?",
                "Es una música de hace siglos que todavía emociona a mucha gente. A mí me ayuda a descansar cuando llego a casa. ¿Qué canción es perfecta para un día triste?",
            ),
            (
                "La semana pasado fui en un restaurante bueno.",
                "¡Qué suerte! La semana pasada yo quería ir a un restaurante nuevo, pero estaba lleno. ¿Qué era lo mejor de la carta?",
            ),
        ),
    ),
    Level.B2: LevelProfile(
        name="Upper intermediate",
        can_do="I can discuss most topics fluently and explain my point of view.",
        grammar="todos los tiempos, también el imperfecto de subjuntivo y las oraciones condicionales",
        vocabulary="vocabulario general amplio, con algunas expresiones coloquiales frecuentes",
        sentence_words=24,
        reply_sentences=3,
        help="Usa el {language} solo si lo pide",
        speech_speed=0.96,
        pause_s=1.5,
        examples=(
            (
                "Yo pienso que la gente trabajan demasiado.",
                "Sí, la gente trabaja cada vez más y luego no tiene tiempo para lo importante. Si las jornadas fueran más cortas, quizá todos rendiríamos mejor. ¿Qué habría que cambiar primero?",
            ),
        ),
    ),
    Level.C1: LevelProfile(
        name="Advanced",
        can_do="I can express myself spontaneously, with nuance, on complex subjects.",
        grammar="toda la gramática, con conectores variados y matices de registro",
        vocabulary="vocabulario rico y preciso, con modismos naturales",
        sentence_words=30,
        reply_sentences=4,
        help="Habla siempre en español",
        speech_speed=1.0,
        pause_s=1.2,
        examples=(
            (
                "Yo pienso que la gente trabajan demasiado.",
                "Y lo peor es que la gente trabaja a destajo y encima se siente culpable cuando descansa. Ahora bien, a veces confundimos estar ocupados con ser útiles. ¿No será que nos da miedo parar?",
            ),
        ),
    ),
    Level.C2: LevelProfile(
        name="Mastery",
        can_do="I can say anything with precision, and enjoy irony, idiom and register.",
        grammar="toda la gramática, como con un hablante nativo culto",
        vocabulary="vocabulario nativo, con ironía, refranes y cambios de registro",
        sentence_words=36,
        reply_sentences=4,
        help="Habla siempre en español",
        speech_speed=1.0,
        pause_s=1.2,
        examples=(
            (
                "Yo pienso que la gente trabajan demasiado.",
                "Desde luego: la gente trabaja de sol a sol y todavía hay quien lo luce como una medalla. Tanta prisa, en el fondo, me huele a coartada para no pensar. ¿O acaso tiene algún mérito llegar a la cama hecho polvo?",
            ),
        ),
    ),
}


def profile(level: Level) -> LevelProfile:
    """What a level means for the tutor."""
    return _PROFILES[level]
