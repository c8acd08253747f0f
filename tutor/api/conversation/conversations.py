"""Conversations: list, begin, open, rename, change level, delete."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Query, Response
from sqlmodel import Session, col, func, select

from tutor.api.conversation.schemas import ConversationOut, ConversationPatch, ConversationSummary, NewConversation
from tutor.api.deps import BackgroundDep, LearnerId, ListenersDep, ServicesDep, TurnsDep, rated
from tutor.api.schemas import Moment
from tutor.cards.errors import forget
from tutor.cards.words import words_due
from tutor.conversation.erasing import erase
from tutor.conversation.export import as_markdown
from tutor.conversation.focus.open import Open
from tutor.conversation.prompt.memory_note import remembered
from tutor.conversation.prompt.templates.shelf import latest, used_in
from tutor.conversation.repository import recordings
from tutor.conversation.scenes.kept import keep, to_begin
from tutor.conversation.scenes.library import opening, seed_of
from tutor.conversation.scenes.told import title_in
from tutor.reading.library import get_document
from tutor.reading.talk import READING
from tutor.store.columns import now
from tutor.store.owned import get_conversation, shown
from tutor.store.tables import Conversation, Learner, Message

# Messages whose errors are forgotten at once: others wait to write for as long as that takes.
FORGOTTEN_AT_ONCE = 200
# So many words of the learner's cards are talked with.
WORDS_DUE = 8

router = APIRouter(prefix="/api/conversations", tags=["conversations"])

_MARKDOWN: dict[int | str, dict[str, Any]] = {200: {"content": {"text/markdown": {}}, "description": "A text file."}}


@router.get("")
async def list_conversations(
    services: ServicesDep,
    learner_id: LearnerId,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
    before: Moment | None = None,
    archived: bool = False,
) -> list[ConversationSummary]:
    """The learner's conversations, the latest first; with `before`, those last used before that time; with
    `archived`, those that were put away instead."""

    def read(session: Session) -> list[ConversationSummary]:
        away = col(Conversation.archived_at).is_not(None) & (
            col(Conversation.archived_at) >= col(Conversation.updated_at)
        )
        wanted = select(Conversation).where(Conversation.learner_id == learner_id, away if archived else ~away)
        if before is not None:
            wanted = wanted.where(Conversation.updated_at < before)
        found = session.exec(wanted.order_by(col(Conversation.updated_at).desc()).limit(limit)).all()
        ids = [c.id for c in found]
        visible = (col(Message.conversation_id).in_(ids), col(Message.superseded).is_(False))
        counts = dict(
            session.exec(
                select(Message.conversation_id, func.count()).where(*visible).group_by(col(Message.conversation_id))
            ).all()
        )
        # A reply that failed has no words: what was said before it tells more of the conversation than nothing.
        last = (
            select(Message.conversation_id, func.max(Message.position).label("position"))
            .where(*visible, Message.text != "")
            .group_by(col(Message.conversation_id))
            .subquery()
        )
        texts = dict(
            session.exec(
                select(Message.conversation_id, Message.text).join(
                    last,
                    (col(Message.conversation_id) == last.c.conversation_id)
                    & (col(Message.position) == last.c.position),
                )
            ).all()
        )
        return [
            ConversationSummary(
                **c.model_dump(), message_count=counts.get(c.id, 0), last_text=texts.get(c.id, "")[:160]
            )
            for c in found
        ]

    return await services.store.read(read)


@router.post("", status_code=201, dependencies=[rated("conversations")])
async def begin_conversation(
    body: NewConversation, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> ConversationOut:
    """A new conversation; the tutor speaks first, unless it is for reading together."""
    scenario_id = READING if body.document_id else body.scenario_id

    def write(session: Session) -> ConversationOut:
        chosen, written = to_begin(session, learner_id, scenario_id)
        focus = body.focus(lambda: words_due(session, learner_id, WORDS_DUE))
        learner = session.get_one(Learner, learner_id)
        language = learner.page_language
        template_id = body.template_id or learner.template_id
        version = latest(session, learner_id, template_id)
        about = get_document(session, learner_id, body.document_id) if body.document_id else None
        steers = focus or (None if about else Open.of(session, learner_id))
        conversation = Conversation(
            learner_id=learner_id,
            title=about.title if about else focus.title_in(language) if focus else title_in(chosen, language),
            level=body.level,
            scenario_id=chosen.id,
            template_version_id=version.id if version else None,
            document_id=body.document_id,
            focus=steers.to_store() if steers else None,
            summary="" if version else remembered(session, learner_id, chosen),
        )
        session.add(conversation)
        session.flush()
        if written:
            keep(session, conversation, written)
        template = used_in(session, conversation)
        if about and body.reading:
            return ConversationOut.of(conversation, template, [], None, language)
        line = opening(chosen, body.level, seed_of(conversation.id))
        first = Message(conversation_id=conversation.id, position=1, role="tutor", text=line)
        session.add(first)
        return ConversationOut.of(conversation, template, [first], None, language)

    begun = await services.store.run(write)
    background.look_after(begun.id)
    return begun


def _out(session: Session, conversation: Conversation, active: str | None) -> ConversationOut:
    language = session.get_one(Learner, conversation.learner_id).page_language
    messages = shown(session, conversation.id)
    return ConversationOut.of(conversation, used_in(session, conversation), messages, active, language)


@router.get("/{conversation_id}")
async def open_conversation(
    conversation_id: str, services: ServicesDep, turns: TurnsDep, learner_id: LearnerId
) -> ConversationOut:
    """One conversation with its messages, and the turn under way if there is one."""
    active = await turns.under_way(conversation_id)

    def read(session: Session) -> ConversationOut:
        conversation = get_conversation(session, learner_id, conversation_id)
        return _out(session, conversation, active)

    return await services.store.read(read)


@router.patch("/{conversation_id}")
async def change_conversation(
    conversation_id: str,
    body: ConversationPatch,
    services: ServicesDep,
    turns: TurnsDep,
    background: BackgroundDep,
    learner_id: LearnerId,
) -> ConversationOut:
    """Rename a conversation, change its level, put it away or bring it back."""
    active = await turns.under_way(conversation_id)

    def write(session: Session) -> Conversation:
        conversation = get_conversation(session, learner_id, conversation_id)
        if body.title is not None:
            conversation.title = body.title
        if body.level is not None:
            conversation.level = body.level
        if body.archived is None:
            conversation.updated_at = now()
        else:  # neither is a use of it
            conversation.archived_at = now() if body.archived else None
        return conversation

    kept = await services.store.run(write)
    changed = await services.store.read(lambda session: _out(session, kept, active))
    if body.level is not None:
        background.look_after(conversation_id)  # the new level's prompt is primed before it is needed
    return changed


@router.delete("/{conversation_id}", status_code=204)
async def delete_conversation(
    conversation_id: str, services: ServicesDep, turns: TurnsDep, listeners: ListenersDep, learner_id: LearnerId
) -> Response:
    """Delete a conversation with all that was said in it, recordings and speech included."""
    if active := await turns.under_way(conversation_id):
        await services.store.read(lambda session: get_conversation(session, learner_id, conversation_id))
        await turns.stop(active)

    def look(session: Session) -> tuple[list[str], list[str]]:
        get_conversation(session, learner_id, conversation_id)
        files = recordings(session, conversation_id)
        return files, list(session.exec(select(Message.id).where(Message.conversation_id == conversation_id)))

    files, message_ids = await services.store.read(look)
    listeners.forget(conversation_id=conversation_id)
    turns.subscribers.dismiss(conversation_id, guests_only=False)
    await anyio.to_thread.run_sync(services.forget_files, files, message_ids)
    for start in range(0, len(message_ids), FORGOTTEN_AT_ONCE):
        await services.store.run(partial(forget, message_ids=message_ids[start : start + FORGOTTEN_AT_ONCE]))
    await erase(services.store, conversation_id)
    await services.scrub()
    return Response(status_code=204)


@router.get(
    "/{conversation_id}/export.md",
    responses=_MARKDOWN,
    response_class=Response,
    dependencies=[rated("exports")],
)
async def export_conversation(conversation_id: str, services: ServicesDep, learner_id: LearnerId) -> Response:
    """One conversation as Markdown, with what was corrected."""

    def read(session: Session) -> tuple[str, str]:
        conversation = get_conversation(session, learner_id, conversation_id)
        return as_markdown(conversation, shown(session, conversation_id)), conversation.created_at.strftime("%Y-%m-%d")

    text, day = await services.store.read(read)
    headers = {"Content-Disposition": f'attachment; filename="tutor-{day}.md"', "Cache-Control": "no-store"}
    return Response(text, media_type="text/markdown; charset=utf-8", headers=headers)


@router.post("/{conversation_id}/prewarm", status_code=202)
async def prewarm_conversation(
    conversation_id: str, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> dict[str, str]:
    """Evaluate a conversation's prompt ahead of the next turn, when nothing else is going on."""
    await services.store.read(lambda session: get_conversation(session, learner_id, conversation_id))
    background.look_after(conversation_id)
    return {}
