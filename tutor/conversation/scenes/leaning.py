"""Questions that lean on the sentence before them: «Hay una luz roja. ¿Qué significa?», «Me duele la espalda. ¿Qué hago?»"""

from __future__ import annotations

from dataclasses import replace

from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.nearest import telling
from tutor.conversation.scenes.recognise import answer_in
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import LineSentence, joined

SURE_ANSWER = 3  # terms of an answer of the scene's own that comes before an order to leave the role
BRIEF = 5  # words of a question that may lean on it though it has an answer of its own
LEANING = 8  # words of a question that may lean on what was said before it
SHORTER = 3  # the same, where a question came before it: «¿Cómo se vive en Granada? ¿Es cara?»
_YOU = frozenset({"tu", "usted", "vos", "ti", "te"})
# All that stands in a question which says nothing of what it is about: «¿Es un problema?», «¿Qué puedo hacer?»
_SAYS_NOTHING = frozenset(
    ["a", "aconseja", "aconsejas", "ahora", "algo", "alguna", "alguno", "ayuda", "ayudar", "ayudarme", "beber", "bien", "comer",
     "como", "con", "cuando", "de", "deberia", "debo", "donde", "en", "entonces", "es", "eso", "esta", "este", "fuerte", "grave",
     "hacer", "hacerlo", "hago", "haria", "hay", "importa", "importante", "la", "le", "lo", "mal", "malo", "me", "mi", "mucho",
     "necesito", "no", "normal", "nos", "o", "para", "pasa", "pero", "podemos", "poder", "podria", "podrian", "por", "posible",
     "problema", "puede", "pueden", "puedes", "puedo", "que", "recomienda", "recomiendas", "se", "seria", "si", "sirve", "solucion",
     "suficiente", "tal", "tengo", "tiene", "tienen", "tienes", "tomar", "un", "una", "usted", "vale", "y"]
)  # fmt: skip


def leaning(script: Script, said: LineSentence, asked: LineSentence) -> Act | None:
    """The answer to a short question that leans on the sentence before it: «Hay una luz roja. ¿Qué significa?»"""
    if not asked.question or len(asked.words) > (SHORTER if said.question else LEANING) or _YOU & set(asked.words):
        return None  # «… ¿Y tú?»
    both, own = joined(said, asked), answer_in(script, asked)
    answer = answer_in(script, both)
    if answer is None:
        return None
    found = script.hears[answer.id].best(both)
    places = found.places if found else frozenset[int]()
    here, there = min(places, default=0) < len(said.words), max(places, default=0) >= len(said.words)
    if not said.question and _SAYS_NOTHING.issuperset(asked.words):  # «Me duele la espalda. ¿Qué hago?»
        told = [said.words[at] for at in places if at < len(said.words)]
        if any(telling(word) == 1.0 for word in told) or len({*told} - _SAYS_NOTHING) > 1:
            return replace(answer, asks=True)
    if own is not None and (answer.terms < own.terms or len(asked.words) > BRIEF):
        return None
    if answer.terms < SURE_ANSWER:
        return None
    return replace(answer, asks=True) if here and there else None
