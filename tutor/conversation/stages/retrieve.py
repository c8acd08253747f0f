"""What the learner's words bring with them: passages of their document, orders to the tutor, another language."""

from __future__ import annotations

from tutor.conversation.ports import gives_orders_in, sources_for
from tutor.conversation.state import TurnState
from tutor.corrections.switching import switched
from tutor.llm.prompt_guard import gives_orders


async def retrieve(state: TurnState) -> None:
    """Find what the reply needs beside the conversation itself."""
    if state.opened.document_id:
        await _passages(state)
    if gives_orders(state.text) or gives_orders_in(state.sources):
        state.log.add("notice", {"code": "rules_hold", "message": "The tutor's rules stay as they are."})
    state.switch = switched(state.text, (await state.services.engines.corrector()).lexicon)


async def _passages(state: TurnState) -> None:
    """The passages of the conversation's document that the learner speaks of."""
    conversation_id, said = state.opened.conversation_id, state.text
    meaning = await state.services.engines.meaning(said)
    state.sources = await state.services.store.read(
        lambda session: sources_for(session, conversation_id, said, meaning)
    )
    if state.sources:
        state.log.add("sources", {"sources": [source.as_dict() for source in state.sources]})
