"""What a learner's line does: per sentence which questions, steps, topics and items, and what every scene shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tutor.conversation.scenes.about_talk import asks_for_machine, leaves_role
from tutor.conversation.scenes.acts import (
    UNDECIDED,
    Act,
    called_what,
    how_to_say,
    matched,
    polarity_of,
    shared_act,
    social_acts,
)
from tutor.conversation.scenes.asked_for import near_both, told_instead
from tutor.conversation.scenes.changing import NOT_OF_THAT, refuses_asked
from tutor.conversation.scenes.described import word_for
from tutor.conversation.scenes.explain import asked_meaning, knows_word
from tutor.conversation.scenes.facts import fact_about
from tutor.conversation.scenes.forms import FORMS, form_of
from tutor.conversation.scenes.languages import NAME_WORDS, is_english, is_long_text, is_nonsense
from tutor.conversation.scenes.leaning import SURE_ANSWER, leaning
from tutor.conversation.scenes.order import Named, is_request, wants
from tutor.conversation.scenes.patterns import Match
from tutor.conversation.scenes.recited import TOPIC_TERMS, is_recited, says_it_back
from tutor.conversation.scenes.recognise import (
    ABOUT_A_THING,
    CALLED,
    HAVE,
    PROPOSING,
    again_in,
    answer_in,
    orders_in,
    steps_in,
    topic_in,
)
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import LineSentence, read
from tutor.conversation.scenes.state import State
from tutor.conversation.scenes.wording import last_question
from tutor.language.es.tokens import plain

# Acts about the talk itself; they come before what the scene knows unless that fits better.
META = ("not_understood", "how_to_say", "repeat", "slower", "meaning")
# Questions any partner may be asked; the scene's own answers come first.
ASKED_OF_ANYBODY = ("how_are_you", "ask_name", "ask_origin", "ask_age", "ask_personal", "ask_since", "in_my_place")
# Of these a long match knows more than a short one of the scene: «¿Lleva mucho tiempo trabajando aquí?»
_PERSONAL = ("ask_since", "would", "willing", "treats", "when_meet")
_PLAINLY = {
    "ask_origin": ("¿De dónde eres?", "¿De dónde es usted?"),
    "ask_name": ("¿Cómo te llamas?", "¿Cómo se llama usted?"),
    "ask_age": ("¿Cuántos años tienes?", "¿Cuántos años tiene usted?"),
    "how_are_you": ("¿Cómo estás?", "¿Cómo está usted?"),
}
# What these do not ask: «¿Qué tal la comida?», «¿Cómo se llama eso?»
_OF_PEOPLE = {"how_are_you": ABOUT_A_THING, "ask_name": CALLED}
_SINCE = re.compile(r"\b(?:anos|meses|semanas|desde|hace)\b")
_POINTING = frozenset(["eso", "esto", "esa", "ese", "lo", "todo", "palabra", "un", "una", "el", "la"])
_BARE_PRICE = re.compile(r"^(?:y |pero )?(?:cuanto (?:cuesta|vale|cuestan|valen)|que precio tienen?)$")
_YOU = frozenset({"tu", "usted", "vos", "ti", "te"})
BARE_BACK = 3  # words: «¿Y tú?»
# «¿Tú también?», but not «¿Tú trabajas también?»
_TURNED_ROUND = frozenset(
    [
        "y",
        "tu",
        "usted",
        "vos",
        "ustedes",
        "vosotros",
        "ti",
        "a",
        "de",
        "tambien",
        "que",
        "hay",
        "pero",
        "pues",
        "eh",
        "oye",
        "bueno",
        "tal",
        "no",
        "si",
        "bien",
        "cual",
    ]
)
ONE_BY_ONE = 2  # steps that a sentence does; more is all at once
BARE_ASKING = 2  # terms of a step that any question does
_THANKING = frozenset(["muchas", "muchisimas", "mil", "gracias", "muy", "amable"])
REFUSING = re.compile(
    r"^(?:mejor |pues |no )?(?:no|ahora no|hoy no) (?:quiero|puedo|me apetece|gracias|necesito|hace falta|voy a|tengo ganas|me interesa)\b"
)
ASKING_INDIRECTLY = re.compile(
    r"\b(?:saber|pregunt\w+|duda|dime|digame|cuentame|cuenteme|explic\w+|recomiend\w+|ayud\w+|no se|necesito|quisiera|querria)\b"
)
ARGUED_TERMS = 2  # of a topic that one may speak about in a scene of topics
_CANNOT = re.compile(r"\bno (?:quiero|puedo|podre|me apetece|me interesa)\b")
TOTAL = re.compile(
    r"\bcuant[oa]s? (?:es|son|le debo|te debo|debo|cuesta todo|vale todo|seria|tengo que pagar|es todo|es en total)\b|\btotal\b|^cuanto$|\bla cuenta\b"
)
PRICE = re.compile(r"\b(?:cuant[oa]s?|precio|cuesta|cuestan|costar|vale|valen)\b")
GOOD = re.compile(
    r"\b(?:buen[oa]s?|ric[oa]s?|fresc[oa]s?|madur[oa]s?|dulces?|recomiendas?|recomendable|gusta|calidad)\b"
)


def listen(script: Script, state: State, line: str) -> tuple[Act, ...]:
    """Everything a line does, in the order of its sentences."""
    sentences = read(line, script.vocabulary)
    if not sentences:
        return (Act("not_understood" if "?" in line else "silence"),)
    if is_long_text(line):
        return (Act("long_text"),)
    if (how := how_to_say(line)) is not None:
        return (how,)
    if (description := called_what(line)) and word_for(script, description):
        return (Act("how_to_say", asks=True, word=description),)
    if (word := asked_meaning(script, state, line)) is not None:
        if not any(_answers_rather(script, answer_in(script, s), s, word) for s in sentences):
            return (word,)
    if is_english(sentences, script.vocabulary) and not any(leaves_role(s) for s in sentences):
        if any(shared_act(script, act, s) for s in sentences for act in ("not_understood", "slower", "meaning")):
            return (Act("not_understood"),)
        if not any(script.menu.named(s) for s in sentences):
            return (Act("english"),)
    acts: list[Act] = []
    done = {step for step, how in state.steps.items() if how == "done"}
    before: tuple[Named, ...] = ()
    previous: LineSentence | None = None
    for sentence in sentences:
        found = _heard(script, state, sentence, done)
        named = script.menu.named(sentence)
        if before and not named and sentence.question and _BARE_PRICE.match(sentence.text):
            found = [Act("item_price", items=before[-1:], asks=True)]  # «Un té. ¿Cuánto cuesta?»
        if previous is not None and (found_with := leaning(script, previous, sentence)):
            found = [found_with]
        told = next((act.id for act in reversed(acts) if act.kind == "step"), "")
        if told and is_bare_back(script, sentence) and (found_back := _what_was_told(script, told)):
            found = [found_back]
        if sentence.question:
            if all(act.kind == "step" and act.by_asking and act.terms <= BARE_ASKING for act in found):
                asked = _question(script, state, sentence, named, None)
                found = [*found, asked] if asked.kind == "unknown" else found
            found = told_instead(script, state, sentence, found)
            nobody_knows = any(act.kind == "unknown" and not act.meaning for act in found)
            if nobody_knows:
                found = [act for act in found if act.kind != "step" or act.terms > BARE_ASKING]
            if previous is not None and (near := near_both(script, state, previous, sentence, found)):
                found = [near]
        previous = sentence
        before = named or before
        if len(sentences) > 1 and all(word in _THANKING for word in sentence.words):
            found = [Act("thanks")]
        done |= {act.id for act in found if act.kind == "step"}
        acts.extend(found)
    if says_it_back(state, line, acts):
        return (Act("parrot"),)
    if is_recited(script, state, line, sentences, acts):
        return (Act("long_text"),)
    if all(act.kind == "statement" for act in acts) and is_nonsense(sentences) and not _open_asked(script, state):
        return (Act("nonsense"),)
    return (Act("step", state.asked.id, 1),) if _names_what_was_asked(script, state, sentences, acts) else tuple(acts)


def _names_what_was_asked(script: Script, state: State, sentences: Sequence[LineSentence], acts: Sequence[Act]) -> bool:
    """«Sam», «Martes»: a word or two that nothing recognised answer the question «¿Qué…?» that came before."""
    step = script.steps.get(state.asked.id) if state.asked.kind == "step" and not state.asked.yes_no else None
    brief = len(sentences) == 1 and len(sentences[0].words) <= NAME_WORDS and not sentences[0].question
    return bool(
        step
        and not step.item
        and state.steps.get(step.id) != "done"
        and brief
        and not wants(sentences[0])
        and all(a.kind == "statement" for a in acts)
    )


def _heard(script: Script, state: State, sentence: LineSentence, done: set[str]) -> list[Act]:
    if matched(script, "insult", sentence):
        return [Act("insult")]
    if NOT_OF_THAT.search(sentence.text) and not sentence.question:
        return [Act("no", terms=2)]
    answer = _sure(script, sentence, answer_in(script, sentence))
    if asks_for_machine(sentence):
        return [Act("machine", asks=True)]
    if leaves_role(sentence) and (answer is None or answer.terms < SURE_ANSWER):
        return [Act("rules")]
    if answer is None and matched(script, "not_meant", sentence):
        return [Act("not_meant")]
    if is_bare_back(script, sentence):
        if (back := _asked_back(script, state)).kind == "answer":
            return [back]
    for meta in META:
        if (found := shared_act(script, meta, sentence)) and (
            answer is None
            or (
                meta != "how_to_say"
                and not (meta in {"meaning", "repeat"} and _knows_more(script, answer, sentence, found))
                and (answer.terms <= found.terms or len(sentence.words) <= 4)
            )
        ):
            return [Act(meta, asks=sentence.question)]
    if sentence.question and answer:
        for kind in _PERSONAL:
            if kind == "ask_since" and any(_SINCE.search(plain(line)) for line in script.said(answer.id)):
                continue  # the scene's own answer says since when
            if (found := matched(script, kind, sentence)) and found.terms > answer.terms:
                return [Act("unknown", kind, asks=True) if kind in FORMS else Act(kind, asks=True)]
    named = script.menu.named(sentence)
    places = frozenset(at for item in named for at in item.places)
    request = is_request(sentence)
    acts: list[Act] = []
    if state.asked.kind == "twist" and state.twist:
        twist = script.hears[state.twist].best(sentence, asked=True, items=places)
        if (twist or script.twists[state.twist].open) and not (sentence.question and answer):
            acts.append(Act("twist", state.twist, twist.terms if twist else 0))
    if UNDECIDED.match(sentence.text) and len(sentence.words) <= 5 and not sentence.question and answer is None:
        return [Act("undecided")]
    if _refuses(script, state, sentence) and not (answer and answer.terms >= 3) and not named:
        return [Act("no", terms=2)]
    orders = orders_in(script, state, sentence, named, request)
    taken = {item.id for act in orders if act.kind == "order" for item in act.items}
    served = {step for step, items in script.step_items.items() if items & taken}
    steps = steps_in(script, state, sentence, done, served, places, request)
    if sentence.question and named and not request and PRICE.search(sentence.text):
        steps = []
    if len(steps) > ONE_BY_ONE and not sentence.question:
        answer = None  # who does all at once asks nothing
    if sentence.question and answer and steps and answer.terms >= steps[0].terms:
        steps = [
            step for step in steps if step.by_asking or (request and (step.terms > 2 or step.id == state.asked.id))
        ]
    if sentence.question and not (request or named or answer) and HAVE.search(sentence.text):
        if wares := [step for step in steps if script.steps[step.id].item]:
            return [Act("wares", wares[0].id, asks=True)]  # «¿Tiene pan?»
    if orders:
        steps = [step for step in steps if not script.steps[step.id].item]
    if steps and PROPOSING.search(sentence.text):
        answer = None  # «¿Qué le parece si…?» proposes what was asked for
    topic = topic_in(script, state, sentence)
    if topic and topic.terms < 2 and REFUSING.match(sentence.text):
        topic = None
    most = max([0, *(step.terms for step in steps)])
    asking = sentence.question or request or ASKING_INDIRECTLY.search(sentence.text)
    if answer and not asking and script.topic_led and topic and topic.terms >= max(ARGUED_TERMS, answer.terms):
        answer = None  # what is argued gets an argument, not the partner's own opinion
    if answer and (sentence.question or not (steps or orders or acts) or answer.terms >= max(2, most)):
        if not orders or sentence.question or answer.terms >= 3:
            acts.append(replace(answer, items=named if sentence.question else ()))
    acts += [*orders, *steps]
    if (
        sentence.question
        and not any(act.kind in {"answer", "order", "off_menu", "sold_out"} for act in acts)
        and not steps
    ):
        return [*acts, _question(script, state, sentence, named, topic)]
    if topic and not sentence.question and not acts and (told := _tells_openly(script, state, done)):
        if topic.terms < TOPIC_TERMS and not script.topic_led:
            topic = None
        acts.extend(told)
    if topic and not sentence.question:
        rival = max([0, *(act.terms for act in acts)])
        if not any(act.terms for act in acts) or state.asked.kind == "topic" or (topic.terms > rival and not orders):
            acts.append(topic)
    if not acts and not sentence.question and (again := again_in(script, state, sentence)):
        acts = [again]
    if not acts and refuses_asked(script, state, sentence):
        acts = [Act("no", terms=2)]
    if not acts:
        acts = social_acts(script, sentence)
    elif not sentence.question:
        moods = ("goodbye", "bad_news", "good_news", "mild_news") if topic or not steps else ("goodbye",)
        goes_on = any(act.kind in {"step", "order"} for act in acts) and len(sentence.words) > 2
        acts += [
            Act(mood) for mood in moods if shared_act(script, mood, sentence) and not (mood == "goodbye" and goes_on)
        ]
        if (polarity := polarity_of(sentence)) and len(sentence.words) <= 5 and not orders:
            acts.append(Act(polarity, terms=len(sentence.words)))
    return acts


def _sure(script: Script, sentence: LineSentence, answer: Act | None) -> Act | None:
    """An answer that knows next to nothing of a question gives way to the nearest, else to «no lo sé»."""
    found = script.hears[answer.id].best(sentence) if answer and sentence.question else None
    if answer is None or found is None or not script.nearest.doubtful(sentence, answer.id, found.places):
        return answer
    nearest = script.nearest.to(sentence, 2)
    return Act("answer", nearest, 1, asks=True) if nearest else None


def _answers_rather(script: Script, answer: Act | None, sentence: LineSentence, word: Act) -> bool:
    """Does an answer of the scene's own come before what a word means?"""
    if answer is None:
        return False
    if word.kind == "word_unknown" and word.terms > answer.terms:
        return knows_word(script, answer.id, sentence, word.word)
    return answer.terms > word.terms


def _knows_more(script: Script, answer: Act, sentence: LineSentence, asking: Match) -> bool:
    """Does the scene's answer fit a word beyond «qué es»?"""
    own = script.hears[answer.id].best(sentence)
    return own is not None and any(sentence.words[at] not in _POINTING for at in own.places - asking.places)


def _question(script: Script, state: State, sentence: LineSentence, named: tuple[Named, ...], topic: Act | None) -> Act:
    if shared_act(script, "back", sentence) and not (topic and len(sentence.words) > 3):
        return _asked_back(script, state)
    if state.order and TOTAL.search(sentence.text) and not (named and "tod" not in sentence.text):
        return Act("total", asks=True)
    if named:
        kinds = (("item_price", PRICE), ("item_have", HAVE), ("item_good", GOOD))
        for kind, pattern in kinds:
            if pattern.search(sentence.text):
                gone = kind == "item_have" and script.menu.items[named[0].id].sold_out
                return Act("sold_out" if gone else kind, items=named[:1], asks=True)
    for kind in ASKED_OF_ANYBODY:
        if found := matched(script, kind, sentence):
            if kind in _OF_PEOPLE and _OF_PEOPLE[kind].search(sentence.text):
                continue
            if topic is None or found.terms > topic.terms:
                return _asked_of_anybody(script, kind)
    if topic:
        return Act("own", topic.id, topic.terms, asks=True)
    for kind in ("surprise", "wait", "apology", "goodbye"):
        if shared_act(script, kind, sentence):
            return Act(kind, asks=True)
    you = "you" if _YOU & set(sentence.words) else ""
    told = fact_about(script.facts, sentence, state.band)
    return Act("unknown", form_of(script, sentence), asks=True, word=you, meaning=told)


def _asked_back(script: Script, state: State) -> Act:
    """«¿Y tú?»: as if the learner had asked what the partner asked."""
    if state.asked.kind != "topic":
        for sentence in read(last_question(state.last_line), script.vocabulary):
            if (answer := answer_in(script, sentence)) and answer.terms >= 2:
                return Act("answer", answer.id, answer.terms, asks=True)
            for kind in ASKED_OF_ANYBODY:
                if matched(script, kind, sentence):
                    return _asked_of_anybody(script, kind)
    return Act("back", asks=True)


def is_bare_back(script: Script, sentence: LineSentence) -> bool:
    """«¿Y tú?», by itself."""
    brief = sentence.question and len(sentence.words) <= BARE_BACK
    return bool(brief and _TURNED_ROUND.issuperset(sentence.words) and shared_act(script, "back", sentence))


def _what_was_told(script: Script, step_id: str) -> Act | None:
    """«Quería ser médica. ¿Y tú?»: the answer to any of the questions by which a step is asked for."""
    asks = (line for lines in script.steps[step_id].ask.values() for line in lines)
    sentences = [s for line in asks for s in read(last_question(line), script.vocabulary)]
    best = max((act for s in sentences if (act := answer_in(script, s))), key=lambda act: act.terms, default=None)
    if best is not None and best.terms >= SURE_ANSWER:
        return replace(best, asks=True)
    kinds = (kind for s in sentences for kind in ASKED_OF_ANYBODY if matched(script, kind, s))
    return next((_asked_of_anybody(script, kind) for kind in kinds), None)


def _asked_of_anybody(script: Script, kind: str) -> Act:
    """The scene's own answer where it has one for the plain way of asking it."""
    for plainly in _PLAINLY.get(kind, ()):
        for sentence in read(plainly, script.vocabulary):
            if answer := answer_in(script, sentence):
                return Act("answer", answer.id, answer.terms, asks=True)
    return Act(kind, asks=True)


def _refuses(script: Script, state: State, sentence: LineSentence) -> bool:
    """«No quiero ir a su casa»: says no to what was asked, where no is an answer."""
    refusing = REFUSING.match(sentence.text) or (state.asked.yes_no and _CANNOT.search(sentence.text))
    if not refusing or sentence.question:
        return False
    if state.asked.kind == "topic":
        return len(sentence.words) <= 6
    step = script.steps.get(state.asked.id)
    if step is None or not step.no or len(sentence.words) > (8 if state.asked.yes_no else 4):
        return False
    return script.hears[step.id].best(sentence, asked=True) is None


def _tells_openly(script: Script, state: State, done: set[str]) -> list[Act]:
    """Whatever is told when a step was asked that any statement answers, answers it."""
    step = script.steps.get(state.asked.id) if state.asked.kind == "step" else None
    return [Act("step", step.id)] if step and step.open and step.id not in done else []


def _open_asked(script: Script, state: State) -> bool:
    return (state.asked.kind == "step" and script.steps[state.asked.id].open) or state.asked.kind == "topic"
