"""Cards: the day's queue, reviewing and taking back, saving words, lists in and decks out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Query, Response
from sqlmodel import Session, col, select

from tutor.api.cards.schemas import (
    CardKind,
    CardOut,
    CardPatch,
    CardStanding,
    ImportOut,
    NewWord,
    QueueOut,
    RefusedRow,
    ReviewIn,
    ReviewSettingsOut,
    ReviewSettingsPatch,
    WordList,
)
from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.api.exercises.schemas import ItemOut
from tutor.api.spoken import SOUND, Speed, say, spoken
from tutor.cards.drilled import AGAIN, answered_wrongly, item_on
from tutor.cards.exchange import import_words, to_apkg, to_csv
from tutor.cards.queue import queue, settings_of
from tutor.cards.schedule import bring_back, get_card, review, set_aside, undo
from tutor.cards.words import save_word
from tutor.core.days import zone
from tutor.runtime import Services
from tutor.store.owned import get_message
from tutor.store.tables import Card, Learner

router = APIRouter(prefix="/api", tags=["cards"])

MOST_REFUSED = 100  # rows of a list told one by one
# Speaking a word takes a few tenths of a second; a deck with more is exported without the rest of its sounds.
MOST_SOUNDS = 200
_CSV = {200: {"content": {"text/csv": {}}, "description": "One card a line."}}
_APKG = {200: {"content": {"application/octet-stream": {}}, "description": "An Anki package."}}


@router.get("/cards/queue")
async def read_queue(
    services: ServicesDep, learner_id: LearnerId, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> QueueOut:
    """What to review now, in order, within the learner's daily limit."""

    def read(session: Session) -> QueueOut:
        today = queue(session, learner_id, datetime.now(UTC), limit)
        language = session.get_one(Learner, learner_id).explained_in
        return QueueOut(
            cards=[_out(card, language) for card in today.cards],
            due=today.due,
            new=today.new,
            done_today=today.done_today,
            new_today=today.new_today,
            daily_limit=today.daily_limit,
            session_minutes=settings_of(session, learner_id).session_minutes,
        )

    return await services.store.read(read)


@router.get("/cards")
async def list_cards(
    services: ServicesDep,
    learner_id: LearnerId,
    kind: CardKind | None = None,
    standing: CardStanding | None = None,
    leech: bool | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, lt=2**31)] = 0,
) -> list[CardOut]:
    """The learner's cards, the newest first."""

    def read(session: Session) -> list[CardOut]:
        wanted = select(Card).where(Card.learner_id == learner_id)
        if kind is not None:
            wanted = wanted.where(Card.kind == kind)
        if standing is not None:
            wanted = wanted.where(Card.standing == standing)
        if leech is not None:
            wanted = wanted.where(col(Card.leech).is_(leech))
        cards = session.exec(wanted.order_by(col(Card.created_at).desc(), col(Card.id)).offset(offset).limit(limit))
        return [CardOut.of(card) for card in cards]

    return await services.store.read(read)


@router.post("/cards/words", status_code=201, responses={200: {"model": CardOut, "description": "Saved before."}})
async def add_word(body: NewWord, response: Response, services: ServicesDep, learner_id: LearnerId) -> CardOut:
    """Save a word; 200 with its card when it was saved before."""

    def write(session: Session) -> tuple[CardOut, bool]:
        if body.message_id:
            get_message(session, learner_id, body.message_id)
        card, new = save_word(
            session,
            learner_id,
            body.word,
            meaning=body.meaning,
            sentence=body.sentence,
            message_id=body.message_id,
        )
        return CardOut.of(card), new

    card, new = await services.store.run(write)
    response.status_code = 201 if new else 200
    return card


@router.post("/cards/{card_id}/review")
async def review_card(card_id: str, body: ReviewIn, services: ServicesDep, learner_id: LearnerId) -> CardOut:
    """Rate a card: 1 again, 2 hard, 3 good, 4 easy. 409 when `version` is no longer the card's.

    A card whose exercise was answered wrongly just before counts as 1, whatever the rating.
    """

    def write(session: Session) -> CardOut:
        asked = get_card(session, learner_id, card_id)
        rating = AGAIN if answered_wrongly(session, asked) else body.rating
        card = review(
            session,
            asked,
            rating,
            body.version,
            datetime.now(UTC),
            duration_ms=body.duration_ms,
            sent_id=body.id,
        )
        return CardOut.of(card, right=rating > AGAIN)

    return await services.store.run(write)


@router.post("/cards/undo")
async def undo_review(services: ServicesDep, learner_id: LearnerId) -> CardOut:
    """Take back the latest review."""

    def write(session: Session) -> CardOut:
        return _out(undo(session, learner_id), session.get_one(Learner, learner_id).explained_in)

    return await services.store.run(write)


@router.patch("/cards/{card_id}")
async def change_card(card_id: str, body: CardPatch, services: ServicesDep, learner_id: LearnerId) -> CardOut:
    """Change what is on a card, set it aside, or bring it back."""

    def write(session: Session) -> CardOut:
        card = get_card(session, learner_id, card_id)
        card.back = card.back if body.back is None else body.back
        card.sentence = card.sentence if body.sentence is None else body.sentence
        session.flush()
        if body.standing == "suspended":
            set_aside(session, card)
        elif body.standing == "active":
            bring_back(session, card, datetime.now(UTC))
        return CardOut.of(card)

    return await services.store.run(write)


@router.delete("/cards/{card_id}", status_code=204)
async def delete_card(card_id: str, services: ServicesDep, learner_id: LearnerId) -> Response:
    """Delete a card with its reviews."""
    await services.store.run(lambda session: session.delete(get_card(session, learner_id, card_id)))
    await services.scrub()
    return Response(status_code=204)


@router.get("/cards/{card_id}/speech", responses=SOUND, response_class=Response, dependencies=[rated("speech")])
async def card_speech(card_id: str, services: ServicesDep, learner_id: LearnerId, speed: Speed = 1.0) -> Response:
    """The word of a card, or the right form of an error, spoken."""

    def read(session: Session) -> tuple[Card, Learner]:
        return get_card(session, learner_id, card_id), session.get_one(Learner, learner_id)

    card, learner = await services.store.read(read)
    text = card.form or card.front if card.kind != "item" else card.sentence
    return await spoken(services, learner, text, speed)


@router.get("/review-settings")
async def read_settings(services: ServicesDep, learner_id: LearnerId) -> ReviewSettingsOut:
    """How much the learner wants to review a day, and in which time zone."""
    found = await services.store.read(lambda session: settings_of(session, learner_id))
    return ReviewSettingsOut.model_validate(found.model_dump())


@router.patch("/review-settings")
async def change_settings(body: ReviewSettingsPatch, services: ServicesDep, learner_id: LearnerId) -> ReviewSettingsOut:
    """Change some of the review settings."""
    if body.timezone is not None:
        zone(body.timezone)

    def write(session: Session) -> ReviewSettingsOut:
        wanted = settings_of(session, learner_id)
        for name, value in body.model_dump(exclude_none=True).items():
            setattr(wanted, name, value)
        session.add(wanted)
        return ReviewSettingsOut.model_validate(wanted.model_dump())

    return await services.store.run(write)


@router.post("/cards/import", dependencies=[rated("uploads")])
async def import_list(body: WordList, services: ServicesDep, learner_id: LearnerId) -> ImportOut:
    """Save a list of words: one a line, or CSV as word, meaning, sentence."""
    done = await import_words(services.store, learner_id, body.text)
    refused = [RefusedRow(row=row, reason=reason) for row, reason in done.refused[:MOST_REFUSED]]
    return ImportOut(added=done.added, known=done.known, refused=refused, refused_in_all=len(done.refused))


@router.get("/cards/export.csv", responses=_CSV, response_class=Response, dependencies=[rated("exports")])  # type: ignore[arg-type]
async def export_csv(services: ServicesDep, learner_id: LearnerId) -> Response:
    """All cards as CSV."""
    text = await services.store.read(lambda session: to_csv(_all(session, learner_id)))
    return _download(text.encode(), "text/csv; charset=utf-8", "tutor.csv")


@router.get("/cards/export.apkg", responses=_APKG, response_class=Response, dependencies=[rated("exports")])  # type: ignore[arg-type]
async def export_anki(services: ServicesDep, learner_id: LearnerId, audio: bool = False) -> Response:
    """All cards as an Anki deck, with the words spoken when `audio` is asked for."""
    cards = await services.store.read(lambda session: _all(session, learner_id))
    if audio:
        await services.limits.count("speech", learner_id, MOST_SOUNDS // 20)
    sounds = await _sounds(services, learner_id, cards) if audio else {}
    deck = await anyio.to_thread.run_sync(to_apkg, cards, sounds)
    return _download(deck, "application/octet-stream", "tutor.apkg")


def _all(session: Session, learner_id: str) -> list[Card]:
    return list(session.exec(select(Card).where(Card.learner_id == learner_id).order_by(col(Card.created_at))))


async def _sounds(services: Services, learner_id: str, cards: list[Card]) -> dict[str, bytes]:
    """WAV files of the words, by card."""
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    sounds = {}
    for card in [card for card in cards if card.kind == "word"][:MOST_SOUNDS]:
        made = await say(services, learner, card.front)
        path = made if isinstance(made, Path) else await made.finished()
        sounds[card.id] = await anyio.Path(path).read_bytes()
    return sounds


def _out(card: Card, language: str) -> CardOut:
    """A card with what to ask now; an item that the syllabus no longer has is shown as front and back."""
    item = item_on(card)
    return CardOut.of(card, ItemOut.of(item, language) if item else None)


def _download(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
