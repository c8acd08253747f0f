"""Every first language that the page offers has its names here, so that prompts call it by one."""

from __future__ import annotations

import re
from pathlib import Path

from tutor.conversation.prompt.builder import translation_messages
from tutor.language.names import LANGUAGES, language_name

PAGE = Path(__file__).parents[3] / "frontend/src/features/learners/languages.ts"
# Spanish is what is learned; Norwegian and Filipino are offered under their other codes.
NOT_OFFERED = {"es", "no", "fil"}


def offered() -> list[str]:
    found = re.search(r'CODES =\s*"([a-z ]+)"', PAGE.read_text("utf-8"))
    assert found
    return found[1].split()


def test_the_page_offers_what_is_known_here_and_nothing_else() -> None:
    assert sorted(offered()) == sorted(set(LANGUAGES) - NOT_OFFERED)


def test_a_prompt_says_the_name_of_a_language_never_its_code() -> None:
    for code in offered():
        assert language_name(code) != code
        system, said = translation_messages("Hola.", code)
        for message in (system, said):
            assert f"al {language_name(code)}" in message["content"]


def test_no_two_are_called_alike_in_their_own_language() -> None:
    own = [LANGUAGES[code].own for code in offered()]
    assert len(set(own)) == len(own)
