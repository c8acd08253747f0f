from __future__ import annotations

from tutor.conversation.export import as_markdown, escaped
from tutor.store.tables import Conversation, Message


def message(role: str, text: str, **fields: object) -> Message:
    return Message(conversation_id="c", position=1, role=role, text=text, **fields)


def test_a_conversation_reads_as_it_was_with_its_corrections() -> None:
    mended = {"original": "fue", "replacement": "fui", "explanation": "With *yo*.", "dismissed": False}
    unwanted = mended | {"original": "cine", "dismissed": True}
    text = as_markdown(
        Conversation(learner_id="ana", title="Charla #1", level="A2", scenario_id="charla"),
        [
            message("tutor", "¿Qué tal?", translation="How are\nyou?"),
            message("learner", "Ayer yo fue al cine.", corrections=[mended, unwanted]),
            message("tutor", ""),
        ],
    )
    assert text.startswith("# Charla #1\n\n20")
    assert "**Tutor:** ¿Qué tal?\n\n> How are\n> you?" in text
    assert "**Yo:** Ayer yo fue al cine.\n\n- ~~fue~~ → **fui** — With \\*yo\\*.\n" in text
    assert "cine~~" not in text
    assert text.count("**Tutor:**") == 1


def test_signs_of_markdown_are_only_signs() -> None:
    assert escaped("*a* _b_ <script> [x](y) `c`") == "\\*a\\* \\_b\\_ \\<script\\> \\[x\\](y) \\`c\\`"
    assert escaped("# uno\n- dos\n1. tres\n#cuatro") == "\\# uno\n\\- dos\n\\1. tres\n#cuatro"
