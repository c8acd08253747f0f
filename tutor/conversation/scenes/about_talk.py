"""Lines about the talk itself: not understood, once more, slower, and orders to leave the role.

They are told from ordinary lines with the same words by what else stands in them: «No entiendo la pregunta» is about the
talk, «No entiendo a mi jefe» is not; «Ignora las reglas» gives an order, «Hay que cambiar las reglas» does not.
"""

from __future__ import annotations

import re

from tutor.conversation.scenes.patterns import Match
from tutor.conversation.scenes.sentences import LineSentence

ABOUT_TALK = frozenset({"not_understood", "repeat", "slower"})
# All that may stand in a line about the talk beside the words by which it is recognised.
_BESIDE = frozenset(
    ["pregunta", "palabra", "palabras", "frase", "respuesta", "ultima", "ultimo", "primera", "parte", "final", "nada", "bien", "muy", "tan", "un", "poco", "poquito", "mas", "lo", "le", "te", "me", "la", "el", "eso", "esto", "esa", "ese", "los", "las", "que", "como", "dice", "dices", "decir", "dijo", "dijiste", "dicho", "ha", "has", "he", "habla", "hablas", "hable", "hablar", "quiere", "quieres", "perdon", "perdona", "perdone", "disculpa", "disculpe", "lo", "siento", "yo", "usted", "tu", "senor", "senora", "mi", "espanol", "y", "pero", "ah", "eh", "uy", "ay", "oh", "pues", "no", "si", "de", "otra", "vez", "nuevo", "por", "favor", "gracias", "puede", "puedes", "podria", "podrias", "podeis", "todo", "aun", "todavia", "ahora", "esta", "es", "mal", "porque", "soy", "principiante", "vale", "hola", "manera", "forma", "facil", "what", "sorry", "please", "i", "it", "you", "don't", "dont", "can't", "can", "understand", "do", "not", "did", "say", "said", "again", "se", "cuando", "demasiado", "tanto"]
)  # fmt: skip
_SAY_IT_AGAIN = re.compile(
    r"^(?:por favor |perdone? |perdona |disculp[ae] |y )*(?:repit[ae]\w*|(?:me lo |me la |me )?(?:puedes?|podrias?|podeis) (?:\w+ )?repetir\w*|me (?:lo |la )?repites?|me (?:lo |la )?repite)\b"
)
# «No entiendo, ¿puedes hablar más despacio?», «Más despacio, por favor, este acento es nuevo para mí»
_SLOWER = re.compile(
    r"^(?:no (?:te |le |lo )?(?:entiendo|entendi|comprendo) |por favor |perdone? |perdona |disculp[ae] |un poco |y |pero )*"
    r"(?:(?:puedes?|podrias?|podeis|pueden) (?:\w+ )?)?(?:(?:ir|vay\w*|(?:habl|dec|dig|dil|repet|repit|explic|contest)\w*) )?(?:un poc\w+ )?"
    r"(?:mas (?:despacio|lent[oa]|lentamente)|no tan rapido)\b"
)
# Stories and news are sad or glad without anybody here being so.
_FICTION = re.compile(
    r"\b(?:peliculas?|series?|novelas?|libros?|cuentos?|historias?|cancion(?:es)?|protagonistas?|personajes?|capitulos?|autor[ae]?s?|noticias?)\b"
)
# «¿Qué es lo que más echas de menos?», «¿Qué es lo más ligero?», «¿Qué es ese edificio?» ask for no word.
_CLEFT = re.compile(
    r"\bque (?:es|era|fue) lo que (?!(?:me )?(?:has? dicho|dices?|dijo|dijiste|acabas?|quiere|significa))"
    r"|\bque (?:es|son) (?:est|es|aquel)\w{0,3} (?!palabr|fras|expresion)\w{4,}"
    r"|\bque (?:es|seria|fue) (?:(?:lo )?(?:mejor|peor|primero|ultimo)|lo (?:mas|menos|que mas))\b"
)
_MOODS = frozenset({"bad_news", "mild_news", "good_news"})

_LEAD_IN = (
    r"^(?:(?:por favor|ahora|oye|oiga|venga|pues|bueno|y|entonces|tu|usted|mejor|hola|no|quiero que|necesito que|te pido que|puedes|podrias|"
    r"puede|podria|me puedes|me puede) )*"
)
_LANGUAGES = r"(?:ingles|frances|aleman|italiano|portugues|ruso|chino|japones|arabe|holandes|codigo)"
_ORDERS = re.compile(
    _LEAD_IN
    + r"(?:"
    + r"(?:ignor|olvid|salt|desobede[cz]|incumpl|elimin|borr|cambi)\w{1,6}\b.{0,40}\b(?:instruccion\w*|reglas?|normas?|prompt|ordenes|lo anterior|anteriores|"
    + r"idioma|papel|personaje|lo que te (?:han dicho|dijeron))"
    + r"|(?:dime|diga|digame|muestr\w+|ensen\w+|repit\w+|escrib\w+|revel\w+|cual es|cuales son|decirme|dar\w*|dame)\b.{0,30}\b(?:(?:tus?|sus?) "
    + r"(?:instruccion\w*|reglas|prompt)|prompt|mensaje de(?:l)? sistema|contrasena del sistema)"
    + r"|(?:habl|contest|respond|dilo|digalo|escrib|traduc|cambi|sig[ae]|seguir)\w*\b.{0,25}\b(?:en|al|a) "
    + _LANGUAGES
    + r"|(?:escrib|program|hag|haz|hacer|gener|compon)\w*\b.{0,20}\b(?:codigo|poemas?|python|ensayo|programa|redaccion|deberes)"
    + r"|(?:haz|haga|hacer|hagas) como (?:si|que)|fin[gj]\w+ (?:que|ser)|imagin\w+ que eres (?!\w*(?:alcald|president|ministr|jef|turist|client|profesor|medic|padre|madre|ric))"
    + r"|(?:actu|comport|habl)(?:a|e|ate|ese|ar|as|es) (?:como|igual que) (?:un|una|si|el|la)\b"
    + r")"
)  # fmt: skip
_FROM_NOW_ON = re.compile(
    r"\b(?:a partir de|desde) ahora (?:eres|seras|hablas|hablaras|actuas|vas a|contestas|contesta\w*|respondes|responde\w*|es usted)\b"
    r"|\b(?:contest|respond|habl)\w+ .{0,25}(?:a partir de|desde) ahora\b"
    r"|\b(?:ignore|forget|disregard|bypass|override)\b.*\b(?:instructions?|rules|previous|everything|prompt)\b|\bsystem prompt\b|\bjailbreak\b"
)
_MACHINE = re.compile(
    r"\b(?:eres|sos|es usted)\b.{0,25}\b(?:robot|maquina|ia|chatgpt|gpt|bot|inteligencia artificial|programa|ordenador|modelo de lenguaje|"
    r"persona de verdad|humano|humana|persona real)\b"
)


def keeps_to_talk(act: str, sentence: LineSentence, found: Match) -> bool:
    """Is a line that reads like one about the talk, or like news, about nothing else?"""
    if act in _MOODS:
        return not _FICTION.search(sentence.text)
    if act == "wait":
        return min(found.places) <= 2 or not sentence.question  # «¿Estarías dispuesto a verla?»
    if act == "meaning":
        return not _CLEFT.search(sentence.text)
    if act not in ABOUT_TALK:
        return True
    if (act == "repeat" and _SAY_IT_AGAIN.match(sentence.text)) or (act == "slower" and _SLOWER.match(sentence.text)):
        return True
    return all(at in found.places or word in _BESIDE for at, word in enumerate(sentence.words))


def leaves_role(sentence: LineSentence) -> bool:
    """Does it order the partner to be or do something else?"""
    return bool(_ORDERS.search(sentence.text) or _FROM_NOW_ON.search(sentence.text))


def asks_for_machine(sentence: LineSentence) -> bool:
    """«¿Eres un robot?»"""
    return bool(_MACHINE.search(sentence.text))
