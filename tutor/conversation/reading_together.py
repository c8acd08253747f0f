"""Reading together: the tutor asks about one passage after the other, in the conversation about the document."""

from __future__ import annotations

from dataclasses import asdict

from sqlmodel import Session

from tutor.conversation.ports import Source, easier_passage, fenced, get_document, get_passage
from tutor.conversation.repository import prompt
from tutor.core.errors import NotFound
from tutor.core.levels import Level
from tutor.llm.families import reply_request
from tutor.llm.generate import Asking
from tutor.llm.offer import Choice
from tutor.llm.tasks.simplify import simplify
from tutor.runtime import Services
from tutor.store.columns import now
from tutor.store.owned import get_conversation, shown
from tutor.store.tables import Conversation, Document, Learner, Message, Passage

QUESTION_TOKENS = 90
NOTE = (
    "leéis juntos este fragmento; hazle al alumno una sola pregunta, breve, que se conteste con lo que dice el "
    "fragmento. Solo la pregunta"
)


async def ask_about(
    services: Services, learner_id: str, conversation_id: str, position: int
) -> tuple[Passage, Message]:
    """Go to a passage and ask the learner about it; the place is kept. Asked twice in a row, the question stays.

    Raises NotFound, EngineFailed, EngineUnavailable.
    """

    def go(session: Session) -> tuple[Conversation, Document, Passage, str, Message | None]:
        conversation = get_conversation(session, learner_id, conversation_id)
        if conversation.document_id is None:
            raise NotFound("This conversation is about no document.", action="Begin one from your documents.")
        document = get_document(session, learner_id, conversation.document_id)
        passage = get_passage(session, document, position)
        conversation.place = document.place = position
        if position == document.length:
            document.read_at = now()
        language = session.get_one(Learner, learner_id).first_language
        return conversation, document, passage, language, _asked(session, conversation_id, position)

    conversation, document, passage, language, asked = await services.store.run(go)
    level = Level(conversation.level)
    passage = await easier_passage(services, learner_id, document.id, position, level)
    if asked is not None:
        return passage, asked
    source = Source.of(passage, document)
    messages = await services.store.read(
        lambda session: prompt(
            session, services.settings, conversation_id, language, material=fenced([source]), note=NOTE
        )
    )
    taken = await services.engines.llm.choose(learner_id, "reply", level=level)

    def switched(choice: Choice) -> None:
        nonlocal taken
        taken = choice

    asking = Asking(learner_id, "reply", level=level, switched=switched)
    text = await services.engines.llm.generate.complete(
        asking,
        lambda model: reply_request(model.name, messages, QUESTION_TOKENS, services.settings.temperature),
        taken,
    )
    question = await simplify(services.engines.llm.generate.model(asking, taken), text.strip(), level)

    def keep(session: Session) -> Message:
        asking = get_conversation(session, learner_id, conversation_id)
        asking.updated_at = now()
        before = shown(session, conversation_id)
        message = Message(
            conversation_id=conversation_id,
            position=max((m.position for m in before), default=0) + 1,
            role="tutor",
            text=question.text,
            original_text=question.original,
            reply_level=question.level,
            glosses=[asdict(gloss) for gloss in question.glosses],
            sources=[source.as_dict()],
            model=taken.model.name,
            engine=taken.model.engine,
        )
        session.add(message)
        return message

    return passage, await services.store.run(keep)


def _asked(session: Session, conversation_id: str, position: int) -> Message | None:
    """The last message, if it is the question about this passage."""
    last = next(reversed(shown(session, conversation_id)), None)
    if last is None or last.turn_id is not None or [s["position"] for s in last.sources] != [position]:
        return None
    return last
