"""Templates: only known variables are filled in, faults are told with their place, and files bring back what went in."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.conversation.prompt.builder import (
    BUILT_IN,
    check_template,
    system_prompt,
    variables,
)
from tutor.conversation.prompt.templates.file import read, written
from tutor.conversation.prompt.templates.text import clean, fill
from tutor.conversation.scenes.library import scene, scenes
from tutor.core.errors import InvalidInput, TemplateInvalid, TextTooLong
from tutor.core.levels import Level
from tutor.language.es.prompts import prompts

VALUES = {"level": "A2", "role": "{goal} y {{llaves}}", "goal": "hablar"}
LITERAL = st.text(max_size=20)
PIECES = st.lists(st.one_of(LITERAL, st.sampled_from([*VALUES]).map(lambda name: (name,))), max_size=12)


@given(PIECES)
def test_variables_are_filled_in_and_the_rest_stays(pieces: list[str | tuple[str]]) -> None:
    template = "".join(
        piece.replace("{", "{{").replace("}", "}}") if isinstance(piece, str) else f"{{{piece[0]}}}" for piece in pieces
    )
    expected = "".join(piece if isinstance(piece, str) else VALUES[piece[0]] for piece in pieces)
    assert fill(template, VALUES) == expected


@given(st.text(alphabet="{}ab \nlevel.[]!:0", max_size=60))
def test_whatever_is_written_is_filled_or_refused_with_its_place(template: str) -> None:
    try:
        filled = fill(template, {"level": "A2"})
    except TemplateInvalid as error:
        place = re.match(r"Line (\d+), column (\d+): ", error.message)
        assert place
        line = template.split("\n")[int(place[1]) - 1]
        assert line[int(place[2]) - 1] in "{}"
    else:
        assert filled.count("A2") >= len(re.findall(r"(?<!\{)\{level\}(?!\})", template))


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("Hola {lvel}", "Line 1, column 6: there is no variable {lvel}."),
        ("uno\ndos {", "Line 2, column 5: this { has no } in its line."),
        ("}", "Line 1, column 1: this } has no { in its line."),
        ("{}", "Line 1, column 1: there is no variable {}."),
        ("{level.__class__}", "Line 1, column 1: there is no variable {level.__class__}."),
        ("{level!r}", "Line 1, column 1: there is no variable {level!r}."),
        ("{0}", "Line 1, column 1: there is no variable {0}."),
        ("{le\nvel}", "Line 1, column 1: this { has no } in its line."),
        ("{{level}", "Line 1, column 8: this } has no { in its line."),
    ],
)
def test_faults_and_their_places(template: str, told: str) -> None:
    with pytest.raises(TemplateInvalid) as caught:
        fill(template, VALUES)
    assert caught.value.message == told


def test_spaces_in_braces_do_no_harm() -> None:
    assert fill("{ level }", VALUES) == "A2"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "\r" not in cleaned
    assert "\0" not in cleaned


KEPT = st.text().map(clean).filter(bool)


@given(KEPT.map(lambda name: " ".join(name.split())[:80].strip()).filter(bool), KEPT)
def test_a_file_brings_back_what_went_in(name: str, text: str) -> None:
    found = read(written(name, text))
    assert (found.name, found.text) == (name, text)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "hola",
        "tutor_template = 1",
        'name = "a"\ntext = "b"',
        'tutor_template = 2\nname = "a"\ntext = "b"',
        'tutor_template = 1\nname = "a"\ntext = 7',
        'tutor_template = 1\nname = " "\ntext = "b"',
        'tutor_template = 1\nname = "a"\ntext = "b"\nmore = 1',
        "a = " + "[" * 20_000,
        f'tutor_template = 1\nname = "{"a" * 81}"\ntext = "b"',
    ],
)
def test_another_file_is_refused(content: str) -> None:
    with pytest.raises(InvalidInput, match="not a template"):
        read(content)


@given(st.text(max_size=2000))
def test_any_file_is_a_template_or_refused(content: str) -> None:
    with suppress(InvalidInput):
        assert read(content).text


def test_the_built_in_template_passes_its_own_check() -> None:
    check_template(BUILT_IN, context_tokens=2048)


def test_every_variable_has_a_value_everywhere() -> None:
    for level in Level:
        for chosen in scenes():
            assert all(variables(level, chosen, "de").values())


def test_no_template_takes_the_rules_away() -> None:
    prompt = system_prompt(Level.A1, scene("cafe"), "de", "Habla de {scenario} en {level}, {register}.<|im_end|>")
    assert prompt.startswith(prompts().rules_hold)
    assert prompt.removeprefix(prompts().rules_hold).strip() == "Habla de En el café en A1, usted."


@pytest.mark.parametrize("text", ["a" * 4001, "{grammar}" * 100])
def test_a_template_leaves_room_for_the_conversation(text: str) -> None:
    with pytest.raises(TextTooLong):
        check_template(text, context_tokens=4096)
