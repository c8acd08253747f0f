"""A scene that is being written: the format of scenes, every size of it bounded, and nothing in it needed yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from tutor.conversation.scenes.schema import Address, Band, Scene
from tutor.conversation.scenes.writing.prices import with_prices, without_prices
from tutor.language.es.tokens import plain, words
from tutor.language.es.variety import Variety

MOST_STEPS, MOST_ITEMS, MOST_ANSWERS, MOST_TOPICS, MOST_TWISTS = 20, 80, 400, 60, 8

Name = Annotated[str, StringConstraints(max_length=80)]
Sentence = Annotated[str, StringConstraints(max_length=300)]
Paragraph = Annotated[str, StringConstraints(max_length=2000)]
PartId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Hears = Annotated[list[Annotated[str, StringConstraints(max_length=5000)]], Field(max_length=40)]
DraftLines = dict[Band, Annotated[list[Sentence], Field(max_length=12)]]

# Small words that do not tell one thing on a menu from another.
_SMALL = frozenset(
    [
        "un",
        "una",
        "unos",
        "unas",
        "el",
        "la",
        "los",
        "las",
        "de",
        "del",
        "con",
        "sin",
        "y",
        "e",
        "o",
        "u",
        "a",
        "al",
        "para",
        "por",
        "en",
        "trozo",
        "vaso",
        "botella",
        "taza",
    ]
)
_DEFINITE = {"un": "el", "una": "la", "unos": "los", "unas": "las"}


class _InDraft(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class DraftPart(_InDraft):
    """What has an id, and patterns by which it is recognised."""

    id: PartId
    hears: Hears = []


class DraftPartner(_InDraft):
    """Who the tutor plays. `facts` leaves out the prices of what is sold: they are told of the table."""

    name: Name = ""
    role: Sentence = ""
    facts: Paragraph = ""


class DraftCard(_InDraft):
    you: Paragraph = ""
    you_es: Paragraph = ""
    phrases: Annotated[list[tuple[Sentence, Sentence]], Field(max_length=12)] = []


class DraftItem(DraftPart):
    """Something that is sold. Without `the` and `hears` they are made of `one`."""

    one: Name = ""
    the: Name = ""
    price: Annotated[float | None, Field(ge=0, le=10_000_000, allow_inf_nan=False)] = None
    unit: Name | None = None
    sold_out: bool = False


class DraftStep(DraftPart):
    goal: Sentence = ""
    goal_es: Sentence = ""
    item: bool = False
    open: bool = False
    optional: bool = False
    closes: bool = False
    after: Annotated[list[PartId], Field(max_length=MOST_STEPS)] = []
    ask: DraftLines = {}
    done: DraftLines = {}
    yes: DraftLines = {}
    no: DraftLines = {}
    help: DraftLines = {}


class DraftAnswer(DraftPart):
    say: DraftLines = {}
    key: Annotated[list[Name], Field(max_length=12)] = []


class DraftTopic(DraftPart):
    title: Name = ""
    offered: bool = True
    react: DraftLines = {}
    own: DraftLines = {}
    ask: DraftLines = {}
    help: DraftLines = {}


class DraftTwist(DraftPart):
    after: PartId
    say: DraftLines = {}
    open: bool = False
    done: DraftLines = {}
    help: DraftLines = {}


class DraftEnd(_InDraft):
    say: DraftLines = {}


class DraftLost(_InDraft):
    say: DraftLines = {}
    unknown: DraftLines = {}


class DraftExample(_InDraft):
    band: Band
    learner: Sentence = ""
    partner: Sentence = ""


class SceneDraft(_InDraft):
    """A scene as far as it is written."""

    title: Name = ""
    title_es: Name = ""
    description: Sentence = ""
    description_es: Sentence = ""
    icon: Annotated[str, StringConstraints(max_length=8)] = "💬"
    level_min: Literal["A1", "A2", "B1", "B2", "C1", "C2"] = "A1"
    address: Address = "usted"
    variety: Variety = "spain"
    goal: Sentence = ""
    opening: DraftLines = {}
    partner: DraftPartner = DraftPartner()
    card: DraftCard = DraftCard()
    item: Annotated[list[DraftItem], Field(max_length=MOST_ITEMS)] = []
    step: Annotated[list[DraftStep], Field(max_length=MOST_STEPS)] = []
    answer: Annotated[list[DraftAnswer], Field(max_length=MOST_ANSWERS)] = []
    topic: Annotated[list[DraftTopic], Field(max_length=MOST_TOPICS)] = []
    twist: Annotated[list[DraftTwist], Field(max_length=MOST_TWISTS)] = []
    end: DraftEnd = DraftEnd()
    lost: DraftLost = DraftLost()
    example: Annotated[list[DraftExample], Field(max_length=12)] = []
    glossary: Annotated[dict[Name, Sentence], Field(max_length=80)] = {}


def blank() -> SceneDraft:
    """A small scene to begin with: one step, an end, and what the partner says to what is not understood."""
    return SceneDraft(
        opening={"A": ["¡Hola! ¿Qué necesita?"]},
        step=[DraftStep(id="step-1", open=True)],
        end=DraftEnd(say={"A": ["Muchas gracias. ¡Hasta pronto!", "Gracias por todo. ¡Adiós!"]}),
        lost=DraftLost(
            say={"A": ["Perdone, no le entiendo bien.", "Lo siento, no le he oído bien."]},
            unknown={"A": ["Eso no lo sé, lo siento.", "Pues no lo sé, la verdad."]},
        ),
    )


def copy_of(scene: Scene) -> SceneDraft:
    """A scene to write on, without where else it may be set: a teacher's is set in one place."""
    drop = {"id", "offered", "variant"}
    return _without_prices(SceneDraft.model_validate(scene.model_dump(mode="json", exclude=drop)))


def imported(data: Mapping[str, Any]) -> SceneDraft:
    """A scene from what its file holds. Raises ValueError."""
    known = {name: value for name, value in data.items() if name not in ("id", "offered", "variant")}
    return _without_prices(SceneDraft.model_validate(known))


def _without_prices(draft: SceneDraft) -> SceneDraft:
    draft.partner.facts = without_prices(draft.partner.facts, [finished_item(item) for item in draft.item])
    return draft


def finished(draft: SceneDraft, scene_id: str) -> dict[str, Any]:
    """The draft as a scene's data: blank lines left out, and what follows from something else filled in."""
    data: dict[str, Any] = _trimmed(draft.model_dump(mode="json"))
    data["id"] = scene_id
    for english in ("title", "description"):
        data[english] = data[english] or data[f"{english}_es"]
    data["card"]["you"] = data["card"]["you"] or data["card"]["you_es"]
    for step in data["step"]:
        step["goal"] = step["goal"] or step["goal_es"]
    data["item"] = [finished_item(item) for item in draft.item]
    data["partner"]["facts"] = with_prices(data["partner"]["facts"], data["item"])
    data["icon"] = data["icon"] or "💬"
    return data


def finished_item(item: DraftItem) -> dict[str, Any]:
    """Something that is sold, with its article and with the words it is known by."""
    data: dict[str, Any] = _trimmed(item.model_dump(mode="json"))
    article, _, noun = data["one"].partition(" ")
    data["the"] = data["the"] or (f"{_DEFINITE[article]} {noun}" if article in _DEFINITE else data["one"])
    known_by = " ".join(word for word in words(plain(data["one"])) if word not in _SMALL)
    data["hears"] = data["hears"] or ([known_by] if known_by else [])
    return data


def _trimmed(value: Any) -> Any:
    """Without space around texts, and without texts that are blank in lists."""
    if isinstance(value, str):
        return " ".join(value.split(" ")).strip()
    if isinstance(value, Mapping):
        return {key: _trimmed(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [one for one in _each_trimmed(value) if one not in ("", ["", ""])]
    return value


def _each_trimmed(values: Iterable[Any]) -> Iterable[Any]:
    return (_trimmed(value) for value in values)
