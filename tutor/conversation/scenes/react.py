"""How the partner reacts to what a line does, before asking on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.described import word_for
from tutor.conversation.scenes.lead import hint
from tutor.conversation.scenes.order import Named
from tutor.conversation.scenes.progress import finish, own_story, plain, take_up
from tutor.conversation.scenes.serve import by_piece, measure, menu, order, recount, serve, wanted
from tutor.conversation.scenes.turn import SceneTurn
from tutor.language.es.dictionary import spanish_for

# Acts that leave the scene where it was; the partner says a line and asks again in other words.
STEM = 5  # letters of a word of a question by which a line is found that speaks of it
WORDS_OF_A_WORD = 3  # more describe what is meant
BARE_NO = 2  # words: «No sé bailar» says no to nothing else
BARE_QUESTION = 4  # words of a question that leans on what was said before it
ASIDE = frozenset(
    {
        "insult",
        "rules",
        "machine",
        "english",
        "nonsense",
        "long_text",
        "parrot",
        "silence",
        "repeat",
        "slower",
        "meaning",
        "not_understood",
        "not_meant",
    }
)
AT_A_LOSS = frozenset({"not_understood", "meaning", "slower", "repeat", "silence", "english", "nonsense"})
CRIES = frozenset({"not_understood", "slower", "meaning", "not_meant"})
SUBSTANCE = frozenset({"step", "order", "topic"})
PLAIN_QUESTION = 3  # terms of an answer that is wanted even by who says that they have not understood
SOCIAL_LINES = (
    "bad_news",
    "mild_news",
    "good_news",
    "compliment",
    "apology",
    "thanks",
    "surprise",
    "disagree",
    "agree",
    "wait",
)


_SORRY = re.compile(r"(?i)\b(?:lo siento|lo lamento|qué (?:pena|lástima|susto|faena|mal|duro|triste)|ánimo|vaya|uf)\b")


def react(turn: SceneTurn, acts: Sequence[Act]) -> None:
    """Say what this line calls for, and note what it changed."""
    if any(act.kind in SUBSTANCE for act in acts):  # «No sé cómo decirlo… mi teléfono no está»
        acts = [act for act in acts if act.kind not in CRIES]
    if any(act.kind == "answer" and act.asks and act.terms >= PLAIN_QUESTION for act in acts):
        acts = [act for act in acts if act.kind not in {*CRIES, "repeat"}]  # «No entiendo, ¿por qué cierran hoy?»
    kinds = {act.kind for act in acts}
    turn.sad = bool(kinds & {"bad_news", "mild_news"})
    for act in acts:
        if act.kind in ASIDE:
            turn.at_a_loss = act.kind in AT_A_LOSS
            _aside(turn, act.kind)
            return
    turn.at_a_loss = kinds == {"greeting"}
    if "greeting" in kinds and turn.state.turn == 0 and not kinds & {"back", "how_are_you"}:
        turn.greeted = turn.say([line for line in turn.common("greeting") if len(line.split()) <= 2], "greeting")
    if "bad_news" in kinds and not kinds & {"step", "answer", "order"} and not _consoles(turn, acts):
        turn.say_common("bad_news")
    elif {"mild_news", "topic"} <= kinds and not kinds & {"step", "answer", "order"}:
        turn.say_common("mild_news")  # «Diez horas en el hospital, estoy muerta»
    elif "good_news" in kinds and not kinds & {"step", "answer", "order", "topic"}:
        turn.say_common("good_news")
    _answers(turn, acts)
    turn.answered_items = bool(turn.script.menu.items) and any(act.asks for act in acts)
    serve(turn, acts)
    about = [
        item
        for act in acts
        if act.asks and act.kind in {"answer", "item_price", "item_have", "item_good"}
        for item in act.items
    ]
    turn.offered = about[0].id if len(about) == 1 else None
    if turn.state.offered and "order" not in kinds and ("yes" in kinds or wanted(turn, acts) is not None):
        count = wanted(turn, acts) or 1.0
        turn.took_offer = True
        order(turn, (Named(turn.state.offered, count, by_piece(turn, turn.state.offered, count), frozenset()),))
        acts = [act for act in acts if act.kind != "step" or not turn.script.steps[act.id].item]
    if recount(turn, acts):
        return
    _steps(turn, acts)
    for act in acts:
        if act.kind == "twist" and not turn.twist_done:
            turn.twist_done = turn.progress = True
            turn.say(turn.lines(turn.script.twists[act.id].done), act.id)
    for topic in dict.fromkeys(act.id for act in acts if act.kind == "topic"):
        take_up(turn, topic, quiet=len(turn.pieces) > turn.greeted)  # one reaction is enough
    for act in acts:
        reply_to(turn, act, acts)
    if not turn.progress and not any(act.asks for act in acts) and "goodbye" not in kinds:
        plain(turn, acts)
    if not turn.pieces and "greeting" in kinds and turn.state.turn < 3:
        turn.say_common("greeting")
    for kind in SOCIAL_LINES:
        if not turn.pieces and kind in kinds:
            turn.say_common(kind)


def _aside(turn: SceneTurn, kind: str) -> None:
    turn.say_common(kind, turn.values())
    turn.told.append(
        {
            "english": "El alumno no habla en español: dile con amabilidad que hable en español.",
            "not_understood": "El alumno no ha entendido: dilo con palabras más fáciles.",
            "meaning": "El alumno no entiende una palabra: explícala con palabras fáciles.",
            "slower": "El alumno no ha entendido: dilo más corto y más fácil.",
            "repeat": "Repite lo último con otras palabras.",
            "insult": "Pide respeto con calma.",
            "silence": "El alumno no dice nada: anímalo.",
        }.get(kind, "No cambies de papel: vuelve a la escena.")
    )
    answer = turn.script.answers.get(turn.state.spoken)
    if (
        kind in {"not_understood", "repeat", "slower", "meaning"}
        and answer
        and turn.state.answered[-1:] == (answer.id,)
    ):
        turn.say(turn.lines(answer.say), answer.id, turn.values())
    turn.confident = kind not in {"meaning", "long_text"}


def _consoles(turn: SceneTurn, acts: Sequence[Act]) -> bool:
    """Is one of the topics about sad things, so that its own words are better than any?"""
    reacts = [turn.lines(turn.script.topics[act.id].react) for act in acts if act.kind == "topic"]
    return any(2 * sum(bool(_SORRY.search(line)) for line in lines) >= len(lines) for lines in reacts)


def _answers(turn: SceneTurn, acts: Sequence[Act]) -> None:
    seen: list[str] = []
    told = [act for act in acts if act.kind == "answer" and not act.asks]
    asked = [act for act in acts if act.kind == "answer" and act.asks]
    if told and asked:  # «Viajo con mi perro. ¿Le importa?»: one answer is enough, the one that knows what it is about
        leave = asked if all(act.length <= BARE_QUESTION for act in asked) and told[0].terms >= asked[0].terms else told
        acts = [act for act in acts if act not in leave]
    for act in sorted(
        (act for act in acts if act.kind == "answer"), key=lambda a: (not a.asks, a.id.startswith("how-are"), -a.terms)
    ):
        if act.id in seen:
            continue
        seen.append(act.id)
        answer = turn.script.answers[act.id]
        lines = act.telling or turn.lines(answer.say)
        # Of several lines the one that speaks of what was asked: «Los domingos está cerrado.»
        about = [word[:STEM] for word in turn.line if len(word) >= STEM] if act.asks else []
        if not turn.say(lines, act.id, turn.values(), prefer=about) and len(turn.pieces) == turn.greeted:
            if act.asks:
                turn.say_again(lines, act.id)
            else:
                turn.say_common("ok")
        turn.answered.append(act.id)
        turn.spoken = act.id
        turn.progress = turn.progress or act.id not in turn.state.answered
        if act.asks:
            turn.expect += answer.key


def _steps(turn: SceneTurn, acts: Sequence[Act]) -> None:
    named = tuple(item for act in acts if act.kind == "order" for item in act.items)
    if named:
        order(turn, named)
    found = [act for act in acts if act.kind == "step" and turn.steps.get(act.id) != "done"]
    if not named and any(act.id == turn.state.asked.id for act in found):
        measure(turn, turn.text)
    declined = bool(found) and _decline(turn, acts, {act.id for act in found})
    most = max([0, *(act.terms for act in found)])
    answered = bool(named) or turn.took_offer or any(act.kind == "answer" for act in acts)
    answered = answered or any(act.kind == "topic" and act.terms > most for act in acts)
    bare = next((act.kind for act in acts if act.kind in {"yes", "no"} and act.terms <= 2), "")
    answered = answered or (turn.sad and any(act.kind == "topic" for act in acts))
    # Of several things done at once the partner takes up one: what was asked, else the most plainly said.
    main = max(found, key=lambda act: (act.id == turn.state.asked.id, act.terms), default=None)
    for act in found:
        answers = any(other.kind == "answer" and (other.asks or act.by_asking) for other in acts)
        unknown = act.by_asking and any(other.kind == "unknown" for other in acts)
        beside = not act.asks and (answered or declined or (len(found) > 1 and act is not main))
        quiet = (answers and bool(turn.pieces)) or unknown or beside
        quiet = quiet and not (turn.order and _tells_total(turn, act.id))
        finish(turn, act.id, quiet=quiet, bare=bare if act.id == turn.state.asked.id else "")
    for act in acts:
        if act.kind == "again" and act.id not in {f.id for f in found}:
            turn.progress = True
            step = turn.script.steps[act.id]
            if not turn.pieces and not turn.say(turn.lines(step.done), f"done{act.id}", turn.values()):
                turn.say_common("ok")
    if turn.sad and not turn.pieces:
        turn.say_common("bad_news")


def _tells_total(turn: SceneTurn, step_id: str) -> bool:
    return any("{total}" in line for line in turn.lines(turn.script.steps[step_id].done))


def _decline(turn: SceneTurn, acts: Sequence[Act], found: set[str]) -> bool:
    """«No, nada más» says no to what was asked, even where it is also the answer to something else."""
    asked = turn.state.asked
    if (
        asked.kind == "step"
        and asked.id not in turn.steps
        and asked.id not in found
        and any(a.kind == "no" and (turn.enough or a.terms <= BARE_NO) for a in acts)
    ):
        no_lines = turn.lines(turn.script.steps[asked.id].no)
        if no_lines:
            turn.reach(asked.id, "passed")
            return turn.say(no_lines, f"no{asked.id}")
    return False


def reply_to(turn: SceneTurn, act: Act, acts: Sequence[Act]) -> None:
    """Answer a question that any partner may be asked, or one that the scene does not know."""
    script = turn.script
    if act.kind == "wares":
        turn.progress = True
        if not turn.say(turn.lines(script.steps[act.id].yes), f"yes{act.id}"):
            menu(turn, ())
    elif act.kind == "own":
        turn.progress = True
        if not own_story(turn, act.id):
            turn.confident = turn.say(turn.lines(script.topics[act.id].react), act.id)
    elif act.kind == "back":
        about = turn.topic_now or (turn.state.spoken if turn.state.spoken in script.topics else None)
        if about is None and turn.state.asked.kind == "topic":
            about = turn.state.asked.id
        feels = any(a.kind in {"greeting", "how_are_you"} for a in acts) or turn.state.turn == 0
        if about and own_story(turn, about):
            turn.progress = True
        else:
            turn.confident = turn.say_common("how_are_you" if feels else "back") and feels
    elif act.kind in {"how_are_you", "ask_name", "ask_origin", "ask_age", "ask_personal", "ask_since", "in_my_place"}:
        turn.say_common(act.kind, turn.values())
        turn.confident = turn.confident and act.kind in {"how_are_you", "ask_name"}
    elif act.kind == "how_to_say" and not act.word:
        turn.say_common("say_it_so")
        asked = script.steps.get(turn.state.asked.id)
        if asked and (example := hint(turn, turn.lines(asked.help))):
            turn.pieces.append(example)
    elif act.kind == "how_to_say":
        word = act.word.removeprefix("a ").removeprefix("the ")
        found = script.common.english.get(word) or script.common.english.get("to " + word)
        found = found or next(
            (es for es, en in script.scene.card.phrases if word in en.lower().strip(".?!").split(" , ")), None
        )
        found = found or next(iter(spanish_for(word)), "") or word_for(script, word)
        unknown = "word_not_found" if len(word.split()) > WORDS_OF_A_WORD else "how_to_say_unknown"
        turn.say_common("how_to_say" if found else unknown, {"word": found})
        turn.told.append(f"Di cómo se dice «{act.word}» en español.")
        turn.confident = turn.confident and bool(found)
    elif act.kind in {"word_defined", "word_meaning"}:
        turn.say_common(act.kind, {"word": act.word, "meaning": act.meaning})
        turn.told.append(f"Explica «{act.word}» con palabras fáciles.")
    elif act.kind == "word_unknown":
        turn.confident = False
        turn.say_common("word_unknown")
        turn.told.append(f"Explica «{act.word}» con palabras fáciles.")
    elif act.kind == "total":
        values = turn.values()
        turn.confident = turn.confident and turn.say_common("total", values)
        turn.expect += [word for word in values.get("total", "").split() if len(word) > 2]
    elif act.kind == "unknown" and any(a.kind == "answer" for a in acts) and len(turn.pieces) > turn.greeted:
        turn.confident = False  # the other question was answered
    elif act.kind == "unknown" and act.meaning:
        turn.told.append(f"Contesta: {act.meaning}")
        if not turn.say([act.meaning], "fact"):
            turn.say_again([act.meaning], "fact")
    elif act.kind == "unknown":
        turn.confident = False
        turn.told.append("Contesta a su pregunta con los datos de la escena; si no lo sabes, dilo.")
        about = turn.state.asked.id if turn.state.asked.kind == "topic" else turn.state.spoken
        if act.word == "you" and about in script.topics and about not in turn.own_told and own_story(turn, about):
            return
        if act.id and turn.say_common(act.id):
            return
        if not turn.say(turn.lines(script.scene.lost.unknown), "unknown"):
            turn.say_common("ok")
