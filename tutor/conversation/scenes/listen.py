"""What a learner's line does: per sentence which questions, steps, topics and items, and what every scene shares."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tutor.conversation.scenes.languages import ENGLISH, is_english, is_long_text, is_nonsense
from tutor.conversation.scenes.order import Named, is_request, wants
from tutor.conversation.scenes.patterns import Match
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import Sentence, read
from tutor.conversation.scenes.state import State
from tutor.conversation.scenes.wording import alike, last_question, sentences_of, words_of
from tutor.conversation.scenes.words import fold

# Acts about the talk itself; they come before what the scene knows unless that fits better.
META = ("how_to_say", "not_understood", "repeat", "slower", "meaning")
# Questions any partner may be asked; the scene's own answers come first.
ASKED_OF_ANYBODY = ("how_are_you", "ask_name", "ask_origin", "ask_age")
SOCIAL = (
    "goodbye",
    "apology",
    "thanks",
    "bad_news",
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
_POLITE = frozenset(
    [
        "encantado",
        "encantada",
        "si",
        "no",
        "vale",
        "bueno",
        "buena",
        "claro",
        "gracias",
        "bien",
        "perfecto",
        "muy",
        "ok",
        "genial",
        "gusto",
        "favor",
        "hola",
    ]
)
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
_NO = frozenset(["no", "nada", "ninguno", "ninguna", "tampoco", "nunca", "nope"])
_YES_PHRASES = re.compile(
    r"^(?:de acuerdo|por supuesto|esta bien|muy bien|como no|asi es|me parece bien|desde luego|encantad[oa]|todo (?:bien|perfecto|correcto|en orden)|con mucho gusto|me encantaria)\b"
)
_NO_PHRASES = re.compile(
    r"\b(?:nada mas|eso es todo|es todo|solo eso|con eso basta|asi esta bien|ya esta|no gracias|ya no|todavia no)\b"
)
_REFUSING = re.compile(
    r"^(?:no|ahora no|hoy no),? (?:quiero|puedo|me apetece|gracias|necesito|hace falta|voy a|tengo ganas|me interesa)\b"
)
_TOTAL = re.compile(
    r"\bcuant[oa]s? (?:es|son|le debo|te debo|debo|cuesta todo|vale todo|seria|tengo que pagar|es todo|es en total)\b|\btotal\b|\bla cuenta\b"
)
_UNDECIDED = re.compile(r"^no (?:lo )?(?:se|recuerdo|me acuerdo|estoy segur[oa]|entiendo|comprendo)\b")
_PRICE = re.compile(r"\b(?:cuant[oa]s?|precio|cuesta|cuestan|costar|vale|valen)\b")
_HAVE = re.compile(r"\b(?:tienes?|tienen|tenes|hay|quedan?|venden?|vendes|tendria)\b")
_GOOD = re.compile(
    r"\b(?:buen[oa]s?|ric[oa]s?|fresc[oa]s?|madur[oa]s?|dulces?|recomiendas?|recomendable|gusta|calidad)\b"
)
_OFF_MENU = re.compile(
    r"\b(?:un|una|unos|unas|dos|tres|cuatro|kilo de|botella de|algo de|medio)\s+(?!poco|momento|pregunta|cosa|vez|mas|favor|mesa|problema|amig|persona|otr)(\w{3,})"
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


_PERSONAL = re.compile(
    r"\b(?:novi[oa]|hij[oa]s?|herman[oa]s?|marido|mujer|espos[oa]|perros?|gatos?|tiempo|anos|edad|hambre|frio|calor|prisa|sueno|familia|"
    r"amig[oa]s?|ganas|miedo|razon|problemas?|preguntas?|dudas?|trabajo|coche|casa|dinero|suerte|mesas?|sitio|gente|nombre|que)\b"
)


def listen(script: Script, state: State, line: str) -> tuple[Act, ...]:
    """Everything a line does, in the order of its sentences."""
    sentences = read(line, script.vocabulary)
    if not sentences:
        return (Act("not_understood" if "?" in line else "silence"),)
    if is_long_text(line):
        return (Act("long_text"),)
    if (how := _how_to_say(line)) is not None:
        return (how,)
    if is_english(sentences, script.vocabulary) and not any(_best(script, "rules", s) for s in sentences):
        if any(_common(script, act, s) for s in sentences for act in ("not_understood", "slower", "meaning")):
            return (Act("not_understood"),)
        if not any(script.menu.named(s) for s in sentences):
            return (Act("english"),)
    words = words_of(line)
    if len(words) >= 4 and any(
        alike(words, said, 0.8) for said in (*sentences_of(state.last_line), words_of(state.last_line))
    ):
        return (Act("parrot"),)
    acts: list[Act] = []
    done = set(state.steps)
    for sentence in sentences:
        found = _heard(script, state, sentence, done)
        done |= {act.id for act in found if act.kind == "step"}
        acts.extend(found)
    if all(act.kind == "statement" for act in acts) and is_nonsense(sentences) and not _open_asked(script, state):
        return (Act("nonsense"),)
    return tuple(acts)


def _heard(script: Script, state: State, sentence: Sentence, done: set[str]) -> list[Act]:
    if _best(script, "insult", sentence):
        return [Act("insult")]
    answer = _answer(script, sentence)
    if (rules := _best(script, "rules", sentence)) and (answer is None or answer.terms < rules.terms):
        return [Act("rules")]
    for meta in META:
        if (found := _common(script, meta, sentence)) and (
            answer is None or answer.terms <= found.terms or len(sentence.words) <= 4
        ):
            return [Act(meta, asks=sentence.question)]
    named = script.menu.named(sentence)
    places = frozenset(at for item in named for at in item.places)
    request = is_request(sentence)
    acts: list[Act] = []
    if state.asked.kind == "twist" and state.twist:
        twist = script.hears[state.twist].best(sentence, asked=True, items=places)
        if (twist or script.twists[state.twist].open) and not (sentence.question and answer):
            acts.append(Act("twist", state.twist, twist.terms if twist else 0))
    if _refuses(script, state, sentence) and not (answer and answer.terms >= 3) and not named:
        return [Act("no", terms=2)]
    steps = _steps(script, state, sentence, done, places, request)
    if sentence.question and answer and steps and answer.terms >= steps[0].terms:
        steps = [step for step in steps if request and step.terms > 2]
    orders = _orders(script, state, sentence, named, request)
    if orders:
        steps = [step for step in steps if not script.steps[step.id].item]
    topic = _topic(script, state, sentence)
    most = max([0, *(step.terms for step in steps)])
    if answer and (sentence.question or not (steps or orders or acts) or answer.terms >= max(2, most)):
        if not orders or sentence.question or answer.terms >= 3:
            acts.append(answer)
    acts += [*orders, *steps]
    if (
        sentence.question
        and not any(act.kind in {"answer", "order", "off_menu", "sold_out"} for act in acts)
        and not steps
    ):
        return [*acts, _question(script, state, sentence, named, topic)]
    if topic and not sentence.question:
        rival = max([0, *(act.terms for act in acts)])
        if not acts or state.asked.kind == "topic" or (topic.terms > rival and not orders):
            acts.append(topic)
    if not acts and not sentence.question and (again := _again(script, state, sentence)):
        acts = [again]
    if not acts:
        acts = _statement(script, state, sentence)
    elif not sentence.question:
        moods = ("goodbye", "bad_news", "good_news") if topic or not steps else ("goodbye",)
        acts += [Act(mood) for mood in moods if _common(script, mood, sentence)]
        if (polarity := polarity_of(sentence)) and len(sentence.words) <= 5 and not orders:
            acts.append(Act(polarity, terms=len(sentence.words)))
    return acts


def _answer(script: Script, sentence: Sentence) -> Act | None:
    best: tuple[int, int, str] | None = None
    for answer_id in script.answers:
        if found := script.hears[answer_id].best(sentence):
            rank = (found.terms, len(found.places), answer_id)
            if best is None or rank[:2] > best[:2]:
                best = rank
    return Act("answer", best[2], best[0], asks=sentence.question) if best else None


def _steps(
    script: Script, state: State, sentence: Sentence, done: set[str], places: frozenset[int], request: bool
) -> list[Act]:
    found: list[tuple[Match, str, bool]] = []
    reached = set(done)
    for step in script.scene.step:
        asked = state.asked.kind == "step" and state.asked.id == step.id
        if step.id in done or (not set(step.after) <= reached and not asked):
            continue
        match = script.hears[step.id].best(sentence, asked=asked and not sentence.question, items=places)
        if match and sentence.question and not match.asks:
            if "por que" in sentence.text or not (request or match.terms >= 2 or len(sentence.words) <= 2):
                continue
        if match and not asked and _courtesy(sentence, match):
            continue
        if match and not (sentence.question and places and step.item and not request):
            found.append((match, step.id, asked))
            reached.add(step.id)
    if not found:  # ahead of the order, and plainly so
        brief = len(sentence.words) <= 3
        for step in script.scene.step:
            match = None if step.id in done else script.hears[step.id].best(sentence, items=places)
            if (
                match
                and (match.asks or not sentence.question or brief)
                and (match.terms >= 2 or brief)
                and not _courtesy(sentence, match)
            ):
                found.append((match, step.id, False))
    found.sort(key=lambda f: (not f[2], -f[0].terms))
    kept: list[tuple[Match, str, bool]] = []
    for match, step_id, asked in found:
        if all(match.places - other.places for other, _, _ in kept):
            kept.append((match, step_id, asked))
    order = list(script.steps)
    kept.sort(key=lambda f: order.index(f[1]))
    return [Act("step", step_id, match.terms, asks=sentence.question) for match, step_id, _ in kept]


def _again(script: Script, state: State, sentence: Sentence) -> Act | None:
    """Comes back to a step that is done."""
    for step_id in state.steps:
        found = script.hears[step_id].best(sentence)
        if found and (found.terms >= 2 or len(sentence.words) <= 4) and not _courtesy(sentence, found):
            return Act("again", step_id, found.terms)
    return None


def _courtesy(sentence: Sentence, match: Match) -> bool:
    """Only a polite word was recognised: too little for what was not asked."""
    return all(sentence.words[at] in _POLITE for at in match.places)


def _orders(script: Script, state: State, sentence: Sentence, named: tuple[Named, ...], request: bool) -> list[Act]:
    wanting = request or wants(sentence)
    if not named:
        return _off_menu(script, sentence, wanting)
    if sentence.question and not request:
        return []
    refused = tuple(item for item in named if item.refused)
    taken = tuple(item for item in named if not item.refused)
    about_items = state.asked.kind == "step" and script.steps[state.asked.id].item
    if not (wanting or about_items or len(sentence.words) <= 6 or any(item.count != 1 for item in named)):
        return []
    gone = tuple(item for item in taken if script.menu.items[item.id].sold_out)
    taken = tuple(item for item in taken if item not in gone)
    acts = [Act("sold_out", items=gone)] if gone else []
    if taken:
        acts.append(Act("order", items=taken))
    ordered = {one.item for one in state.order}
    if refused and not taken and any(item.id in ordered for item in refused):
        acts.append(Act("remove", items=refused))
    return acts


def _off_menu(script: Script, sentence: Sentence, wanting: bool) -> list[Act]:
    if not script.menu.items or not (wanting or (sentence.question and _HAVE.search(sentence.text))):
        return []
    if _answer(script, sentence) or any(script.hears[step].best(sentence, asked=True) for step in script.steps):
        return []
    if _PERSONAL.search(sentence.text):
        return []
    if _OFF_MENU.search(sentence.text) or (
        sentence.question and _HAVE.search(sentence.text) and len(sentence.words) <= 4
    ):
        return [Act("off_menu", asks=sentence.question)]
    return []


def _topic(script: Script, state: State, sentence: Sentence) -> Act | None:
    best: tuple[int, int, str] | None = None
    for topic_id in script.topics:
        asked = state.asked.kind == "topic" and state.asked.id == topic_id
        if found := script.hears[topic_id].best(sentence, asked=asked):
            rank = (found.terms, asked * 1 + len(found.places), topic_id)
            if best is None or rank[:2] > best[:2]:
                best = rank
    return Act("topic", best[2], best[0], asks=sentence.question) if best else None


def _question(script: Script, state: State, sentence: Sentence, named: tuple[Named, ...], topic: Act | None) -> Act:
    if _common(script, "back", sentence) and not (topic and len(sentence.words) > 3):
        return _asked_back(script, state)
    if state.order and _TOTAL.search(sentence.text):
        return Act("total", asks=True)
    if named:
        kinds = (("item_price", _PRICE), ("item_have", _HAVE), ("item_good", _GOOD))
        for kind, pattern in kinds:
            if pattern.search(sentence.text):
                gone = kind == "item_have" and script.menu.items[named[0].id].sold_out
                return Act("sold_out" if gone else kind, items=named[:1], asks=True)
    for kind in ASKED_OF_ANYBODY:
        if found := _best(script, kind, sentence):
            if topic is None or found.terms > topic.terms:
                return Act(kind, asks=True)
    if topic:
        return Act("own", topic.id, topic.terms, asks=True)
    for kind in ("surprise", "wait", "apology", "goodbye"):
        if _common(script, kind, sentence):
            return Act(kind, asks=True)
    return Act("unknown", asks=True)


def _asked_back(script: Script, state: State) -> Act:
    """«¿Y tú?»: as if the learner had asked what the partner asked."""
    if state.asked.kind != "topic":
        for sentence in read(last_question(state.last_line), script.vocabulary):
            if (answer := _answer(script, sentence)) and answer.terms >= 2:
                return Act("answer", answer.id, answer.terms, asks=True)
            for kind in ("ask_name", "ask_origin", "how_are_you"):
                if _common(script, kind, sentence):
                    return Act(kind, asks=True)
    return Act("back", asks=True)


def _refuses(script: Script, state: State, sentence: Sentence) -> bool:
    """«No quiero ir a su casa»: says no to what was asked, where no is an answer."""
    step = script.steps.get(state.asked.id)
    if step is None or not step.no or sentence.question or len(sentence.words) > 8:
        return False
    return bool(_REFUSING.match(sentence.text)) and script.hears[step.id].best(sentence, asked=True) is None


def _statement(script: Script, state: State, sentence: Sentence) -> list[Act]:
    acts: list[Act] = []
    polarity = polarity_of(sentence)
    if polarity and len(sentence.words) <= 8:
        acts.append(Act(polarity))
    for kind in SOCIAL:
        if _common(script, kind, sentence):
            acts.append(Act(kind))
    rest = [word for at, word in enumerate(sentence.words) if word not in _YES | _NO]
    if not acts or (polarity and len(rest) > 3 and len(acts) == 1):
        acts.append(Act("statement", terms=len(rest)))
    return acts


def polarity_of(sentence: Sentence) -> str:
    """«yes» or «no» where the sentence begins so, else empty."""
    first = sentence.words[0]
    if _UNDECIDED.match(sentence.text):
        return ""
    if first in _NO or _NO_PHRASES.search(sentence.text):
        return "no"
    if first in _YES or _YES_PHRASES.match(sentence.text):
        return "yes" if "no" not in sentence.words[1:3] else "no"
    return ""


def _best(script: Script, act: str, sentence: Sentence) -> Match | None:
    return script.common.heard[act].best(sentence)


def _common(script: Script, act: str, sentence: Sentence) -> Match | None:
    found = _best(script, act, sentence)
    if found and act == "not_understood" and len(found.places) == 1 and len(sentence.words) > 1:
        return None
    if (
        found
        and len(found.places) == 1
        and len(sentence.words) > _BARE_WORDS
        and act not in {"thanks", "goodbye", "bad_news", "good_news", "greeting"}
    ):
        return None
    return found


def _open_asked(script: Script, state: State) -> bool:
    return (state.asked.kind == "step" and script.steps[state.asked.id].open) or state.asked.kind == "topic"


_HOW_TO_SAY = re.compile(
    r"(?:como (?:se dice|digo|puedo decir|decir|se llama|dices|dice)|que es|que significa|how do (?:you|i) say|what is|what's)\s+(?:la palabra |the word )?"
    r"[«\"'“]?([a-z' ]+?)[»\"'”]?\s*(?:en|in)\s+(?:espanol|castellano|spanish)"
    r"|como (?:se dice|digo)\s+[«\"'“]?([a-z' ]+?)[»\"'”]?\s*[?.!]*$"
)


def _how_to_say(line: str) -> Act | None:
    found = _HOW_TO_SAY.search(fold(line))
    if not found:
        return None
    word = (found[1] or found[2] or "").strip()
    return (
        Act("how_to_say", asks=True, word=word)
        if word and word not in ENGLISH - {"help", "water", "coffee", "tea"}
        else None
    )
