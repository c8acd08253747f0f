"""What of a scene a sentence speaks of: its questions, steps, topics and items."""

from __future__ import annotations

import re

from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.changing import changes_mind, refused_places, turned_down
from tutor.conversation.scenes.facts import about
from tutor.conversation.scenes.order import Named, wants
from tutor.conversation.scenes.patterns import Match
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import LineSentence
from tutor.conversation.scenes.state import State

POLITE = frozenset(
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
# «¿Por qué no quedamos el domingo?» asks nothing, it proposes.
PROPOSING = re.compile(r"\b(?:parece si|y si|que tal si|por que no \w+(?:mos|is|s)\b)")
_TURNING = frozenset({"y", "a", "tu", "ti", "usted", "vos", "pero"})
_BARE_YES = frozenset({"si", "claro", "vale", "ok", "bueno", "bien", "muy"})
HAVE = re.compile(r"\b(?:tienes?|tienen|tenes|hay|quedan?|venden?|vendes|tendria)\b")
# «¿Qué tal es el desayuno?» does not ask how somebody is.
ABOUT_A_THING = re.compile(
    r"\bque tal (?:es|son|(?:(?:esta|estan|estuvo|fue|va) )?(?:el|la|los|las|un|una|mi|su|tu))\b"
)
# «¿Cómo se llama este papel?» does not ask for a name.
CALLED = re.compile(r"\bcomo se llaman? (?:este|esta|esto|ese|esa|eso)\b")
# «Tengo alergia al melocotón», «Hay una mosca en mi café»: what is named is not ordered.
_NOT_ORDERING = re.compile(
    r"\b(?:alergi\w+|intoleran\w+|moscas?|faltan?|odio|detesto|olvid\w+|cambiar\w*|en (?:lugar|vez) de)\b"
)
# «¿Hay trenes a Cádiz?» says where to, «¿Es bonita Segovia?» does not.
_TRAVELLING = re.compile(
    r"\b(?:tren(?:es)?|billetes?|boletos?|pasajes?|auto(?:bus|buses)|bus(?:es)?|ida|hay|para|a|hasta|hacia)\b"
)
_WANTING = ("quier", "quisier", "querri", "necesit", "prefier")
_ONE = frozenset({"un", "una"})
_WORD_FOR_YES = 2  # terms: the word, and that it was asked for
_TRYING = re.compile(r"\b(?:probar|ver|mirar|tocar)")
_BEING = frozenset(["esta", "estan", "estaba", "estaban", "es", "son", "era", "sabe", "huele"])
_OFF_MENU = re.compile(
    r"\b(?:un|una|unos|unas|dos|tres|cuatro|kilo de|botella de|algo de|medio)\s+(?!poco|momento|pregunta|cosa|vez|mas|favor|mesa|problema|amig|persona|otr)(\w{3,})"
)
_PERSONAL = re.compile(
    r"\b(?:novi[oa]|hij[oa]s?|herman[oa]s?|marido|mujer|espos[oa]|perros?|gatos?|tiempo|anos|edad|hambre|frio|calor|prisa|sueno|familia|"
    r"amig[oa]s?|ganas|miedo|razon|problemas?|preguntas?|dudas?|trabajo|coche|casa|dinero|suerte|mesas?|sitio|gente|nombre|que)\b"
)


def answer_in(script: Script, sentence: LineSentence) -> Act | None:
    """The question or remark of the scene that fits a sentence best: by how rare the words are that it takes, then how many."""
    best: tuple[float, int, int, str] | None = None
    of_a_thing, called = ABOUT_A_THING.search(sentence.text), CALLED.search(sentence.text)
    for answer_id in script.answers:
        if (of_a_thing and answer_id.startswith("how-are")) or (called and answer_id.endswith("name")):
            continue
        if (found := script.hears[answer_id].best(sentence)) and not _only_turns(sentence, found):
            # «¿Y tu hermana?»: of two answers as good, the one that names the very form
            exact = sum(sentence.words[at] in script.hears[answer_id].words for at in found.places)
            rank = (script.nearest.worth(sentence, answer_id, found.places), found.terms, exact, answer_id)
            if best is None or rank[:3] > best[:3]:
                best = rank
    return Act("answer", best[3], best[1], asks=sentence.question, length=len(sentence.words)) if best else None


def _only_turns(sentence: LineSentence, found: Match) -> bool:
    """«¿Y tú dónde creciste?» asks where, «¿y tú?» only turns the question round; «según usted» asks nothing of them."""
    if any(sentence.words[at] in _TURNING and sentence.words[max(0, at - 1)] == "segun" for at in found.places):
        return True
    return len(sentence.words) > 4 and all(sentence.words[at] in _TURNING for at in found.places)


def steps_in(
    script: Script,
    state: State,
    sentence: LineSentence,
    done: set[str],
    served: set[str],
    places: frozenset[int],
    request: bool,
) -> list[Act]:
    """The steps a sentence does; of several for the same words the one just asked, then the most specific."""
    found: list[tuple[Match, str, bool]] = []
    reached = done | served  # what this sentence orders comes first
    refused = refused_places(sentence)
    for step in script.scene.step:
        asked = state.asked.kind == "step" and state.asked.id == step.id
        if step.id in done or (served and step.item) or (not set(step.after) <= reached and not asked):
            continue
        match = script.hears[step.id].best(
            sentence, asked=asked and (request or not sentence.question), items=places, refused=refused
        )
        if match and sentence.question and not match.asks:
            if ("por que" in sentence.text and not PROPOSING.search(sentence.text)) or not (
                step.id in script.asking or request or match.terms >= 2 or len(sentence.words) <= 2
            ):
                continue
        if match and not asked and is_courtesy(sentence, match):
            continue
        if match and asked and not state.asked.yes_no and all(word in _BARE_YES for word in sentence.words):
            continue  # «Sí» to «¿Cuál prefiere?»
        if match and not (asked and state.asked.yes_no) and turned_down(refused, match, step):
            continue
        if match and asked and _wants_something_else(script, state, sentence, match):
            continue
        if match and not (sentence.question and places and step.item and not request):
            found.append((match, step.id, asked))
            reached.add(step.id)
    if not found:  # ahead of the order, and plainly so
        brief = len(sentence.words) <= 3
        for step in script.scene.step:
            match = (
                None
                if step.id in done or (served and step.item)
                else script.hears[step.id].best(sentence, items=places, refused=refused)
            )
            if (
                match
                and (match.asks or not sentence.question or brief)
                and (match.terms >= 2 or brief)
                and not is_courtesy(sentence, match)
                and not turned_down(refused, match, step)
                and not (sentence.question and places and step.item and not request)
            ):
                found.append((match, step.id, False))
    found.sort(key=lambda f: (not f[2], -f[0].terms))
    kept: list[tuple[Match, str, bool]] = []
    for match, step_id, asked in found:
        if all(match.places - other.places for other, _, _ in kept):
            kept.append((match, step_id, asked))
    order = list(script.steps)
    kept.sort(key=lambda f: order.index(f[1]))
    return [
        Act(
            "step", step_id, match.terms, asks=sentence.question,
            by_asking=match.asks or step_id in script.asking,
        )
        for match, step_id, _ in kept
    ]  # fmt: skip


def _wants_something_else(script: Script, state: State, sentence: LineSentence, match: Match) -> bool:
    """«Quiero una piscina», to «¿Quiere el desayuno?» or «¿Cuántas noches?»: a word for yes or one, and most of the rest is
    of something else."""
    taken = {sentence.words[at] for at in match.places}
    one = taken <= _ONE
    yes = state.asked.yes_no and not min(match.places)
    if match.terms > _WORD_FOR_YES or not (one or yes) or not sentence.words[0].startswith(_WANTING):
        return False
    of_it = [bool(keys & script.hears[state.asked.id].words) for keys in about(sentence)]
    return 2 * sum(of_it) < len(of_it)


def again_in(script: Script, state: State, sentence: LineSentence) -> Act | None:
    """Comes back to a step that is done."""
    for step_id in state.steps:
        found = script.hears[step_id].best(sentence)
        brief = len(sentence.words) <= 4 or changes_mind(sentence.text)
        if found and (found.terms >= 2 or brief) and not is_courtesy(sentence, found):
            return Act("again", step_id, found.terms)
    return None


def is_courtesy(sentence: LineSentence, match: Match) -> bool:
    """Only a polite word was recognised: too little for what was not asked."""
    return all(sentence.words[at] in POLITE for at in match.places)


def topic_in(script: Script, state: State, sentence: LineSentence) -> Act | None:
    """The topic that fits a sentence best."""
    best: tuple[int, int, bool, str] | None = None
    for topic_id in script.topics:
        asked = state.asked.kind == "topic" and state.asked.id == topic_id
        if found := script.hears[topic_id].best(sentence, asked=asked):
            rank = (found.terms + asked, len(found.places), not _company(sentence, found), topic_id)
            if best is None or rank[:3] > best[:3]:
                best = rank
    return Act("topic", best[3], best[0], asks=sentence.question) if best else None


def _company(sentence: LineSentence, match: Match) -> bool:
    """«… a la montaña con mi hermana»: who comes along is not what is talked of."""
    return all("con" in sentence.words[max(0, at - 2) : at] for at in match.places)


def orders_in(
    script: Script, state: State, sentence: LineSentence, named: tuple[Named, ...], request: bool
) -> list[Act]:
    """What a sentence orders, takes back, or asks for in vain."""
    wanting = request or wants(sentence)
    if not named:
        return _off_menu(script, state, sentence, wanting)
    places_only = all(
        script.menu.items[item.id].price is None for item in named
    )  # «¿Hay trenes a Cádiz?» says where to
    if sentence.question and not places_only and (not request or _TRYING.search(sentence.text)):
        return []
    if _NOT_ORDERING.search(sentence.text):
        return []
    if sentence.question and not request and not _TRAVELLING.search(sentence.text):
        return []
    refused = tuple(item for item in named if item.refused)
    taken = tuple(item for item in named if not item.refused)
    about_items = state.asked.kind == "step" and script.steps[state.asked.id].item
    if not (wanting or about_items or len(sentence.words) <= 6 or any(item.count != 1 for item in named)):
        return []
    if any(
        max(item.places) + 1 < len(sentence.words) and sentence.words[max(item.places) + 1] in _BEING for item in named
    ):
        return []  # «El café está frío» orders nothing
    gone = tuple(item for item in taken if script.menu.items[item.id].sold_out)
    taken = tuple(item for item in taken if item not in gone)
    acts = [Act("sold_out", items=gone)] if gone else []
    if taken:
        acts.append(Act("order", items=taken))
    ordered = {one.item for one in state.order}
    if refused and not taken and any(item.id in ordered for item in refused):
        acts.append(Act("remove", items=refused))
    return acts


def _off_menu(script: Script, state: State, sentence: LineSentence, wanting: bool) -> list[Act]:
    if not script.menu.items or not (wanting or (sentence.question and HAVE.search(sentence.text))):
        return []
    if answer_in(script, sentence):
        return []
    if any(script.hears[step].best(sentence, asked=step == state.asked.id) for step in script.steps):
        return []
    if _PERSONAL.search(sentence.text):
        return []
    if _OFF_MENU.search(sentence.text) or (
        sentence.question and HAVE.search(sentence.text) and len(sentence.words) <= 4
    ):
        return [Act("off_menu", asks=sentence.question)]
    return []
