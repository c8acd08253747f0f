"""Agreement items: a determiner or adjective to fit a noun, in its gender and number."""

from __future__ import annotations

import random
from functools import cache

from tutor.exercises.item import GAP, Item
from tutor.exercises.syllabus import Agreement, Point
from tutor.language.es.inflect import plural
from tutor.language.es.vocabulary import VocabularyWord, vocabulary

# Masculine singular, feminine singular, masculine plural, feminine plural.
Four = tuple[str, str, str, str]
DETERMINERS: dict[Agreement, tuple[str, Four]] = {
    "article": ("¿Dónde {be} {gap} {noun}?", ("el", "la", "los", "las")),
    "indefinite": ("Aquí hay {gap} {noun}.", ("un", "una", "unos", "unas")),
    "demonstrative": ("{gap} {noun} {be} aquí.", ("este", "esta", "estos", "estas")),
}
# What adjectives can be said of without saying anything odd.
_THINGS = frozenset(["home", "clothes", "city", "transport", "shopping"])
_OF_THINGS = (
    "bueno", "malo", "pequeño", "nuevo", "viejo", "bonito", "feo", "caro", "barato", "rojo", "blanco", "negro",
    "amarillo", "antiguo", "moderno",
)  # fmt: skip


@cache
def _nouns() -> dict[str, VocabularyWord]:
    return {word.text: word for word in vocabulary() if word.placed}


def singular(word: str) -> str:
    """The singular of a noun that items are made of, "" for other words."""
    return next((noun.text for noun in _nouns().values() if word in (noun.text, noun.plural)), "")


def ids(point: Point) -> list[str]:
    """The agreement items of a point: noun, number and, for adjectives, the adjective."""
    if point.agreement is None:
        return []
    if point.agreement != "adjective":
        return [f"agreement.{point.id}.{noun}.{number}" for noun in _nouns() for number in "sp"]
    things = [w.text for w in _nouns().values() if w.topic in _THINGS]
    return [
        f"agreement.{point.id}.{noun}.{number}.{adjective}"
        for noun in things
        for number in "sp"
        for adjective in _OF_THINGS
        if number == "p" or _nouns()[noun].gender == "f"  # else the form is the one that is shown
    ]


def make(point: Point, rest: str) -> Item | None:
    """`noun.number` or `noun.number.adjective` as an item."""
    noun_text, _, more = rest.partition(".")
    number, _, adjective = more.partition(".")
    noun = _nouns().get(noun_text)
    if point.agreement is None or noun is None or number not in ("s", "p"):
        return None
    place = (noun.gender == "f") + 2 * (number == "p")
    shown = noun.plural if number == "p" else noun.text
    if point.agreement == "adjective":
        if adjective not in _OF_THINGS:
            return None
        forms = four(adjective)
        article = DETERMINERS["article"][1][place]
        frame = f"{article.capitalize()} {shown} {'son' if number == 'p' else 'es'} {{gap}}."
    else:
        if adjective:
            return None
        frame, forms = DETERMINERS[point.agreement]
        frame = frame.format(be="están" if number == "p" else "está", noun=shown, gap="{gap}")
    answer = forms[place]
    item_id = f"agreement.{point.id}.{rest}"
    options = tuple(random.Random(item_id).sample(forms, 4))
    sentence = frame.format(gap=answer)
    return Item(
        id=item_id,
        kind="choice" if point.agreement != "adjective" else "cloze",
        point=point.id,
        level=point.level,
        prompt=frame.format(gap=GAP),
        answers=(answer,),
        sentence=sentence[0].upper() + sentence[1:],
        hint=adjective,
        options=options if point.agreement != "adjective" else (),
        wrong=tuple(form for form in forms if form != answer),
        english=noun.english if not adjective else "",
    )


def four(adjective: str) -> Four:
    """The four forms of an adjective in -o."""
    feminine = adjective[:-1] + "a"
    return adjective, feminine, plural(adjective), plural(feminine)
