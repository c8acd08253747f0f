"""The learner's own errors as cards: each correction makes one, and only right use in conversation retires it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from tutor.cards.schedule import bring_back
from tutor.corrections.edits import Edit, apply
from tutor.language.es.tokens import Token, tokenize
from tutor.store.columns import now
from tutor.store.tables import Card, Conversation, Message

# A transcriber writes these, so that speech tells nothing about them.
WRITTEN_ONLY = frozenset(["diacritic", "capitals", "punctuation", "spelling"])
# Words said so lately are an echo: by the tutor in its last messages, or in a correction of the learner's last ones.
PROMPTED_BY = 2
# Such a word says little alone: the error is about it together with a neighbour.
FUNCTION_WORDS = frozenset(
    [
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "unos",
        "unas",
        "al",
        "del",
        "a",
        "de",
        "en",
        "con",
        "por",
        "para",
        "sin",
        "sobre",
        "desde",
        "hasta",
        "y",
        "e",
        "o",
        "u",
        "que",
        "mi",
        "mis",
        "tu",
        "tus",
        "su",
        "sus",
        "este",
        "esta",
        "estos",
        "estas",
        "ese",
        "esa",
        "esos",
        "esas",
        "me",
        "te",
        "se",
        "nos",
        "os",
        "lo",
        "le",
        "les",
        "muy",
        "no",
    ]
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a message changed: cards of errors made, and cards retired by right use."""

    made: list[Card]
    retired: list[Card]


def follow_up(session: Session, message_id: str, text: str, edits: Sequence[Edit], *, spoken: bool) -> FollowUp:
    """Learn from a corrected message of the learner's. Doing it twice for one message changes nothing more."""
    message = session.get_one(Message, message_id)
    learner_id = session.get_one(Conversation, message.conversation_id).learner_id
    retired = _retire(session, learner_id, message, text, edits, spoken=spoken)
    made = [_keep(session, learner_id, message, text, edits, edit) for edit in edits]
    return FollowUp([card for card in made if card is not None], retired)


def forget(session: Session, message_ids: Sequence[str]) -> None:
    """Delete the errors that were made in messages which are deleted."""
    session.connection().execute(delete(Card).where(col(Card.kind) == "error", col(Card.message_id).in_(message_ids)))


def retired_notice(cards: Sequence[Card], language: str) -> dict[str, object]:
    """What the page is told of errors that the learner has got over."""
    forms = [card.form for card in cards]
    said = ", ".join(f"«{form}»" if language == "es" else f"“{form}”" for form in forms)
    message = f"Ya te sale sin ayuda: {said}." if language == "es" else f"You used it right without help: {said}."
    return {"code": "error_retired", "message": message, "cards": [card.id for card in cards], "forms": forms}


def form_of(text: str, edits: Sequence[Edit], edit: Edit) -> str:
    """The words to produce: the correction, with a neighbour when it is a mere el, de or por."""
    shift = sum(len(e.replacement) - (e.end - e.start) for e in edits if e.end <= edit.start)
    start = edit.start + shift
    end = start + len(edit.replacement)
    tokens = tokenize(apply(text, edits))
    inside = [n for n, t in enumerate(tokens) if t.start < end and t.end > start]
    if not inside:  # something was left out: what now stands side by side
        at = next((n for n, t in enumerate(tokens) if t.start >= start), len(tokens))
        inside = [max(at - 1, 0), min(at, len(tokens) - 1)] if tokens else []
    if not inside:
        return ""
    first, last = inside[0], inside[-1]
    words = [t for t in tokens[first : last + 1] if t.is_word]
    if words and all(t.text.lower() in FUNCTION_WORDS for t in words):
        if edit.category == "preposition" and first and tokens[first - 1].is_word:
            first -= 1
        elif last + 1 < len(tokens) and _is_word(tokens[last + 1]):
            last += 1
        elif first and _is_word(tokens[first - 1]):
            first -= 1
    elif edit.category == "agreement" and first and _is_word(tokens[first - 1]):
        first -= 1
    return " ".join(t.text for t in tokens[first : last + 1])


def _is_word(token: Token) -> bool:
    return token.is_word or token.text.isdigit()


def _keep(
    session: Session, learner_id: str, message: Message, text: str, edits: Sequence[Edit], edit: Edit
) -> Card | None:
    form = form_of(text, edits, edit)
    if not form:
        return None
    key = f"{edit.rule_id}:{form.lower()}"
    card = session.exec(
        select(Card).where(Card.learner_id == learner_id, Card.kind == "error", Card.key == key)
    ).first()
    if card is None:
        card = Card(learner_id=learner_id, kind="error", key=key, rule=edit.about, category=edit.category, form=form)
        session.add(card)
    elif card.message_id == message.id:
        return None
    else:  # made again, perhaps after it was got over
        bring_back(session, card, now())
    card.front, card.back = edit.original or form, edit.replacement or form
    card.sentence, card.message_id = text, message.id
    session.flush()
    return card


def _retire(
    session: Session, learner_id: str, message: Message, text: str, edits: Sequence[Edit], *, spoken: bool
) -> list[Card]:
    cards = session.exec(
        select(Card).where(
            Card.learner_id == learner_id,
            Card.kind == "error",
            col(Card.standing) != "retired",
            col(Card.form) != "",
        )
    ).all()
    if not cards:
        return []
    recent = session.exec(
        select(Message)
        .where(
            Message.conversation_id == message.conversation_id,
            Message.position < message.position,
            col(Message.superseded).is_(False),
        )
        .order_by(col(Message.position).desc())
        .limit(2 * PROMPTED_BY)
    ).all()
    echoes = [m.text for m in recent if m.role == "tutor"]
    corrected_just_now = {message.id, *(m.id for m in recent if m.role == "learner")}
    at: datetime = now()
    retired = []
    for card in cards:
        if card.message_id in corrected_just_now or (spoken and card.category in WRITTEN_ONLY):
            continue
        places = _places(card, text)
        right = [p for p in places if not any(e.start < p[1] and e.end > p[0] for e in edits)]
        if right and not any(_places(card, echo) for echo in echoes):
            card.standing, card.retired_at, card.version = "retired", at, card.version + 1
            session.add(card)
            retired.append(card)
    return retired


def _places(card: Card, text: str) -> list[tuple[int, int]]:
    """Where the card's form stands in a text, as whole words; any number will do for a number."""
    parts = [r"\d+" if part.isdigit() else re.escape(part) for part in card.form.split()]
    edge_before, edge_after = (r"(?<!\w)", r"(?!\w)") if parts[0][-1].isalnum() or parts[0] == r"\d+" else ("", "")
    pattern = edge_before + (r"\s+" if edge_before else r"\s*").join(parts) + edge_after
    flags = re.NOFLAG if card.category == "capitals" else re.IGNORECASE
    return [m.span() for m in re.finditer(pattern, text, flags)]
