"""What form a question has that nothing in the scene answers: «no sé quién» reacts to what was asked, «no lo sé» does not."""

from __future__ import annotations

import re

from tutor.conversation.scenes.acts import matched
from tutor.conversation.scenes.facts import fact_about
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import LineSentence

# Forms of questions that the scene does not know: a word for what is asked is better than «no sé».
OPEN_FORMS = (
    "when_meet",
    "rather",
    "what_about",
    "what_meant",
    "think_of",
    "recommends",
    "where_is",
    "price_is",
    "how_old",
    "how_much",
    "when_is",
    "who_is",
    "why_is",
    "which_is",
    "how_done",
)
CLOSED_FORMS = (
    "rather",
    "is_true",
    "treats",
    "invites",
    "was_told",
    "what_if",
    "willing",
    "been",
    "is_problem",
    "is_enough",
    "taste",
    "would",
    "think_of",
    "may_not",
    "may",
    "must",
    "where_is",
    "recommends",
    "there_is",
    "could_you",
)
# Told by the word that the question begins with.
_BY_ITS_WORD = frozenset({"where_is", "price_is", "how_old", "how_much", "when_is", "who_is", "why_is", "which_is"})
FORMS = frozenset((*OPEN_FORMS, *CLOSED_FORMS))
_INTERROGATIVE = re.compile(
    r"^(?:(?:y|pero|entonces|bueno|ah|oye|perdone?|perdona|disculp[ae]) )*"
    r"(?:(?:necesito|quiero|queria|quisiera|me gustaria) saber )?(?:(?:a|de|por|para|con|en|desde|hasta) )?"
    r"(?:que|cual(?:es)?|cuando|cuant[oa]s?|donde|adonde|quien(?:es)?|como)\b(?! tal si)"
)
# «¿A ti te ha pasado algo así?»
_AGAIN = re.compile(r"\b(?:algo (?:asi|parecido|igual)|alguna vez|tambien|lo mismo)\b")
# «¿Ha estado en Roma?», not «¿Eso lo ha hecho una empresa?»
_HAVE_YOU = re.compile(
    r"^(?:(?:y|pero|entonces|tu|usted|vosotros|ustedes|ya|nunca|a ti|a usted|alguna vez|no|te|le|lo|la|se) )*"
    r"(?:ha|has|han|habeis|conoces?|conoceis)\b|\b(?:has|habeis|ha usted)\b"
)


def form_of(script: Script, sentence: LineSentence) -> str:
    """The form of a question, an act of `scenes_common.toml`; empty where it has none."""
    forms = OPEN_FORMS if _INTERROGATIVE.match(sentence.text) else CLOSED_FORMS
    form = next((form for form in forms if _fits(script, form, sentence)), "")
    if form == "been" and not _HAVE_YOU.search(sentence.text):
        return ""
    known = _AGAIN.search(sentence.text) or fact_about(script.facts, sentence, "C", least=1)
    return "been_too" if form == "been" and known else form


def _fits(script: Script, form: str, sentence: LineSentence) -> bool:
    """Does the question have a form? «¿Qué pensaste cuando me viste?» does not ask when."""
    found, begun = matched(script, form, sentence), _INTERROGATIVE.match(sentence.text)
    return found is not None and (
        form not in _BY_ITS_WORD or begun is None or min(found.places) < len(begun[0].split())
    )
