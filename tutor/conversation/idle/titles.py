"""Conversations called after all that was said in them, when nobody waits: until then they are called after one sentence."""

from __future__ import annotations

from functools import partial

from sqlmodel import Session

from tutor.conversation.naming import beginning_by_rule, title_from
from tutor.llm.ask import asker
from tutor.llm.families import family_of
from tutor.llm.tasks.title import title_of
from tutor.runtime import Services
from tutor.store.owned import shown
from tutor.store.tables import Conversation

# From so many messages on there is something that they have in common; of very many the first tell it.
LEAST_MESSAGES, MOST_MESSAGES = 3, 20


async def name_by_model(services: Services, conversation_id: str) -> None:
    """Name a conversation that the rule has named. With a weak model that name stays, and so does one of the learner's."""
    read = await services.store.read(lambda session: _ruled(session, conversation_id))
    if read is None:
        return
    learner_id, title, before, said = read
    model = await services.engines.llm.ask(learner_id, "summary")
    if not family_of(model.name).leads:
        return
    if found := await title_of(asker(model), said):
        better = title_from(before + found)
        await services.store.run(partial(_keep, conversation_id=conversation_id, old=title, new=better))


def _ruled(session: Session, conversation_id: str) -> tuple[str, str, str, list[str]] | None:
    """Whose it is, what it is called, what stays of that, and what the learner said; None where the rule has not named it."""
    conversation = session.get(Conversation, conversation_id)
    if conversation is None or conversation.document_id:
        return None
    messages = [message for message in shown(session, conversation_id) if message.role == "learner"]
    said = [message.corrected_text or message.text for message in messages if message.text]
    if len(said) < LEAST_MESSAGES:
        return None
    sentences = [text for one in messages for text in (one.text, one.corrected_text) if text]
    before = beginning_by_rule(session, conversation, sentences)
    return None if before is None else (conversation.learner_id, conversation.title, before, said[:MOST_MESSAGES])


def _keep(session: Session, conversation_id: str, old: str, new: str) -> None:
    conversation = session.get(Conversation, conversation_id)
    if conversation is not None and conversation.title == old:  # nobody has named it meanwhile
        conversation.title = new
