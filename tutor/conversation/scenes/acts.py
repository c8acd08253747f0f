"""Acts that every scene shares, and how a sentence says yes, no or something social."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tutor.conversation.scenes.about_talk import keeps_to_talk
from tutor.conversation.scenes.languages import ENGLISH
from tutor.conversation.scenes.order import Named
from tutor.conversation.scenes.patterns import Match
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import LineSentence
from tutor.language.es.tokens import plain

SOCIAL = (
    "goodbye",
    "apology",
    "thanks",
    "bad_news",
    "mild_news",
    "good_news",
    "compliment",
    "surprise",
    "disagree",
    "agree",
    "wait",
    "greeting",
)
# Acts of one word, which count only where they are nearly all of a sentence.
_BARE_WORDS = 3
_YES = frozenset(
    [
        "si",
        "claro",
        "vale",
        "bueno",
        "perfecto",
        "ok",
        "okay",
        "exacto",
        "cierto",
        "correcto",
        "genial",
        "estupendo",
        "dale",
        "yes",
        "seguro",
        "efectivamente",
        "sip",
    ]
)
ADDRESSING = frozenset(
    ["hola", "perdon", "perdona", "perdone", "disculpa", "disculpe", "oye", "oiga", "senor", "senora"]
)
_FILLERS = frozenset(["entonces", "pues", "ah", "oh", "eh", "y", "pero", "uy", "ay", "mmm", "hmm"])
_NO = frozenset(["no", "nada", "ninguno", "ninguna", "tampoco", "nunca", "nope"])
_YES_PHRASES = re.compile(
    r"^(?:de acuerdo|por supuesto|esta bien|muy bien|como no|asi es|me parece bien|desde luego|encantad[oa]|todo (?:bien|perfecto|correcto|en orden)|con mucho gusto|me encantaria)\b"
)
_NO_PHRASES = re.compile(
    r"\b(?:nada mas|eso es todo|es todo|solo eso|con eso basta|asi esta bien|ya esta|no gracias|ya no|todavia no)\b"
)
# «No sé bailar» cannot, «no sé qué pedir» is undecided.
UNDECIDED = re.compile(
    r"^(?:pues |uy |hombre )?no (?:lo |le |te )*(?:sabria|se(?! (?!decir|elegir|responder|contestar)\w+r\b)|recuerdo|me acuerdo|estoy segur[oa]|entiendo|comprendo)\b"
)
_GREETED_AFTER = frozenset(["ah", "oh", "eh", "pues", "ay", "uy", "muy", "y", "bueno", "si"])
_POINTED_AT = frozenset({"eso", "esto", "algo", "en"})  # «¿Cómo se dice eso en lenguaje formal?»
_HOW_TO_SAY = re.compile(
    r"(?:como (?:se dice|digo|puedo decir|decir|se llama|dices|dice)|que es|que significa|how do (?:you|i) say|what is|what's)\s+(?:la palabra |the word )?"
    r"[«\"'“]?([a-z' ]+?)[»\"'”]?\s*(?:en|in)\s+(?:espanol|castellano|spanish)"
    r"|how do (?:you|i) say,?\s+([a-z' ]+?)\s*[?.!]*$"
    r"|como (?:se dice|digo)\s+(?:en (?:espanol|castellano) )?[«\"'“]?([a-zñ' ]+?(?:[,.…]+[a-zñ' ]+?)*)[»\"'”]?\s*[?.!]*$"
)
# «¿Cómo se llama la persona que dirige una obra?»: only where a definition is near is it a word that is asked for.
_CALLED_WHAT = re.compile(
    r"como se (?:llaman?|le llama a)\s+((?:(?:el|la|los|las|un|una) (?:persona|gente|cosa|aparato|objeto|sitio|lugar|parte|papel|maquina|animal)|"
    r"alguien|algo|eso|lo|cuando)\b[^?]{6,}?)\s*[?.!]*$"
)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a sentence does."""

    kind: str
    id: str = ""
    terms: int = 0
    items: tuple[Named, ...] = ()
    asks: bool = False  # in a question
    word: str = ""  # the word asked about
    meaning: str = ""  # its definition, or its English
    by_asking: bool = False  # a step that is done by a question
    length: int = 0  # words of its sentence
    telling: tuple[str, ...] = ()  # those of an answer's lines that tell the kind of thing that was asked for


def matched(script: Script, act: str, sentence: LineSentence) -> Match | None:
    """How an act's patterns fit a sentence, or None."""
    return script.common.heard[act].best(sentence)


def shared_act(script: Script, act: str, sentence: LineSentence) -> Match | None:
    """Like `matched`, but one recognised word does not make a long sentence that act."""
    found = matched(script, act, sentence)
    if found is None or not keeps_to_talk(act, sentence, found):
        return None
    first = min(found.places)
    taken = {sentence.words[at] for at in found.places}  # «¿Qué tengo que hacer?» is «que» twice
    if act == "not_understood" and len(taken) == 1 and len(sentence.words) > 1:
        return None
    if act in {"greeting", "meaning"} and not all(
        word in _GREETED_AFTER | ADDRESSING for word in sentence.words[:first]
    ):
        return None  # «Las peras están buenas», «¿Crees que es caro?»
    if (
        len(taken) == 1
        and len(sentence.words) > _BARE_WORDS
        and act not in {"thanks", "goodbye", "bad_news", "good_news", "greeting", "repeat"}
    ):
        return None
    return found


def polarity_of(sentence: LineSentence) -> str:
    """«yes» or «no» where the sentence begins so, else empty."""
    words = sentence.words
    while len(words) > 1 and words[0] in _FILLERS:
        words = words[1:]
    if len(words) > 1 and words[0] == "bueno" and words[1] in _NO:
        words = words[1:]
    first = words[0]
    if UNDECIDED.match(sentence.text):
        return ""
    if first in _NO or _NO_PHRASES.search(sentence.text):
        return "no"
    if first in _YES or _YES_PHRASES.match(sentence.text):
        return "yes" if "no" not in words[1:3] else "no"
    return ""


def social_acts(script: Script, sentence: LineSentence) -> list[Act]:
    """Yes, no, thanks, greetings, moods; what is none of them is a statement."""
    acts: list[Act] = []
    polarity = polarity_of(sentence)
    if polarity and len(sentence.words) <= 8:
        acts.append(Act(polarity))
    for kind in SOCIAL:
        if shared_act(script, kind, sentence):
            acts.append(Act(kind))
    rest = [word for at, word in enumerate(sentence.words) if word not in _YES | _NO]
    if not acts or (polarity and len(rest) > 3 and len(acts) == 1):
        acts.append(Act("statement", terms=len(rest)))
    return acts


def called_what(line: str) -> str:
    """What «¿Cómo se llama la persona que…?» describes; empty for another question."""
    found = _CALLED_WHAT.search(plain(line))
    return found[1] if found else ""


def how_to_say(line: str) -> Act | None:
    """«¿Cómo se dice “bill” en español?»: the act with its word, or None."""
    found = _HOW_TO_SAY.search(plain(line))
    if not found:
        return None
    word = next((group for group in found.groups() if group), "").strip()
    return (
        Act("how_to_say", asks=True, word=word)
        if word and word not in ENGLISH - {"help", "water", "coffee", "tea"} and word.split()[0] not in _POINTED_AT
        else None
    )
