"""What learners tell of themselves, noted when nobody waits: only by a model that is strong enough to be trusted with it."""

from __future__ import annotations

from functools import partial

from sqlmodel import Session, col, select

from tutor.conversation.ports import keep_told, remembers
from tutor.conversation.scenes.kept import scene_of
from tutor.llm.ask import asker
from tutor.llm.families import family_of
from tutor.llm.tasks.told_facts import ToldFact, told_facts
from tutor.runtime import Services
from tutor.store.tables import Conversation, Message

# So many new messages, and words in them, are worth asking a model about.
LEAST_MESSAGES, LEAST_WORDS = 2, 12
MOST_MESSAGES = 20


async def note_facts(services: Services, conversation_id: str) -> None:
    """Note what a learner's new messages tell. With a weak model the patterns of `learners/memory.py` are all there is."""
    read = await services.store.read(lambda session: _unread(session, conversation_id))
    if read is None:
        return
    learner_id, said, upto = read
    model = await services.engines.llm.ask(learner_id, "summary")
    if not family_of(model.name).leads:
        return
    found = await told_facts(asker(model), said)
    await services.store.run(partial(_keep, conversation_id=conversation_id, found=found, upto=upto))


def _unread(session: Session, conversation_id: str) -> tuple[str, list[str], int] | None:
    """Whose it is, what was said since it was last looked at, and up to where; None where there is too little, where the
    learner wants nothing remembered, or where one plays somebody else."""
    conversation = session.get(Conversation, conversation_id)
    if conversation is None or conversation.document_id or not remembers(session, conversation.learner_id):
        return None
    played = scene_of(session, conversation)
    if played.address != "tú" or not played.topic:
        return None
    new = session.exec(
        select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.role == "learner",
            col(Message.superseded).is_(False),
            Message.position > conversation.remembered_to,
        )
        .order_by(col(Message.position))
    ).all()[-MOST_MESSAGES:]
    said = [message.text for message in new if message.text]
    if len(said) < LEAST_MESSAGES or sum(len(text.split()) for text in said) < LEAST_WORDS:
        return None
    return conversation.learner_id, said, new[-1].position


def _keep(session: Session, conversation_id: str, found: list[ToldFact], upto: int) -> None:
    conversation = session.get(Conversation, conversation_id)
    if conversation is None:
        return
    conversation.remembered_to = upto
    keep_told(session, conversation.learner_id, [(fact.kind, fact.text) for fact in found])
