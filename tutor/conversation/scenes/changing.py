"""A change of mind, and what is turned down: «No, mejor tres», «No quiero ir a pie»."""

from __future__ import annotations

import re

from tutor.conversation.scenes.numbers import quantity
from tutor.conversation.scenes.patterns import Match
from tutor.conversation.scenes.schema import Step
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import LineSentence
from tutor.conversation.scenes.state import State
from tutor.conversation.scenes.wording import is_yes_no
from tutor.language.es.numbers import value

AMOUNT_WORDS = 4  # after «mejor»
_AMOUNTS = frozenset(["un", "una", "uno", "medio", "media", "solo"])
_TAKING_BACK = r"(?:no|perdon|perdone|perdona|disculpe|disculpa|espere|espera|ay|uy|bueno|pensandolo (?:bien|mejor))"
_CORRECTING = re.compile(rf"^{_TAKING_BACK}\b.*\b(?:mejor|prefiero)\b (?!no\b|dicho\b)(.*)")
_PREFERRING = re.compile(
    r"^(?:mejor|prefiero|al final|(?:he )?cambi(?:e|o|ado) de (?:idea|opinion))\b(?! (?:no|dicho)\b)(?!.*\b(?:tambien|otr[oa]s?|ademas)\b)"
)
# «Mejor no quiero refresco», «No me gustan los jarabes»
_TURNING_DOWN = re.compile(
    r"no (?:l[oae]s? )?(?:quiero|quisiera|queremos|puedo|necesito|me gustan?|me apetecen?|me interesan?)\b"
)
DISLIKING = re.compile(r"(?:pero |pues |y )?(?:a mi )?no (?:me gustan?|como|bebo|tomo)\b")
_GOES_ON = frozenset(["pero", "sino", "mejor", "prefiero", "porque", "y"])
# «Prefiero no hablar de mi familia»
NOT_OF_THAT = re.compile(
    r"\bno (?:quiero|quisiera|me gusta|me apetece|tengo ganas de|voy a)? ?(?:mucho )?hablar(?:te|le)? (?:mas )?(?:de|sobre)\b"
)


def corrects(text: str) -> bool:
    """Does a line take back what was said before it? «No, mejor tres»"""
    return bool(_CORRECTING.match(text))


def changes_mind(text: str) -> bool:
    """Does it say that something else is wanted, whatever came before? «Mejor al centro»"""
    return corrects(text) or bool(_PREFERRING.match(text))


def corrected_amount(text: str) -> float | None:
    """So many, in the place of what was said before: «No, mejor tres»."""
    found = _CORRECTING.match(text)
    words = found[1].split()[:AMOUNT_WORDS] if found else []
    return quantity(words) if words and (value(words[0]) or words[0] in _AMOUNTS) else None


def turned_down(refused: frozenset[int], match: Match, step: Step) -> bool:
    """Is all that a step's pattern took among what the learner does not want? «No quiero ir a pie», where it took «a pie».
    False where a refusal is an answer: «¿Quieres bailar?»"""
    return bool(match.places) and match.places <= refused and not _may_be_refused(step)


def _may_be_refused(step: Step) -> bool:
    asks = [ask for asks in step.ask.values() for ask in asks]
    return step.open or (not step.item and 2 * sum(map(is_yes_no, asks)) > len(asks))


def refuses_asked(script: Script, state: State, sentence: LineSentence) -> bool:
    """Is what was asked for answered by what is not wanted, and by nothing else?"""
    step = script.steps.get(state.asked.id) if state.asked.kind == "step" else None
    if sentence.question or step is None or step.id in state.steps:
        return False
    refused = refused_places(sentence)
    found = script.hears[step.id].best(sentence, asked=True, refused=refused)
    return found is not None and turned_down(refused, found, step)


def refused_places(sentence: LineSentence) -> frozenset[int]:
    """Where the words stand that follow «no», from the verb to the end of the clause."""
    places: set[int] = set()
    for found in _TURNING_DOWN.finditer(sentence.text):
        at = sentence.text[: found.start()].count(" ") + 1
        while at < len(sentence.words) and at not in sentence.breaks and sentence.words[at] not in _GOES_ON:
            places.add(at)
            at += 1
    return frozenset(places)
