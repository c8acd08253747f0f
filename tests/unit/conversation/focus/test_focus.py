"""Talk with a point or with words: where a text uses them, what gives chances, how often and how well they were used."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from tutor.conversation.focus.chances import all_sentences, questions, sentences
from tutor.conversation.focus.focus import MOST_WORDS, Focus
from tutor.conversation.focus.report import practised
from tutor.conversation.focus.uses import uses_of_point, uses_of_word
from tutor.conversation.scenes.director import advance
from tutor.conversation.scenes.library import director
from tutor.core.errors import InvalidInput
from tutor.corrections.edits import Edit
from tutor.exercises.sentences import examples, reserved
from tutor.exercises.syllabus import syllabus
from tutor.store.tables import Message

FOUND = 0.5  # of a point's own sentences at least, however open its class
FOUND_ALL = 0.9  # of all sentences


@pytest.mark.parametrize(
    ("point", "text", "used"),
    [
        ("preterite-regular", "Anoche cené con mi tía y hablé mucho.", ["cené", "hablé"]),
        ("preterite-regular", "Mañana ceno con mi tía.", []),
        ("present-perfect", "Hoy he comido mal y no he visto a nadie.", ["he comido", "he visto"]),
        ("imperfect", "De niño vivía en un pueblo.", ["vivía"]),
        ("conditional", "Me gustaría ir, pero no sé.", ["gustaría"]),
        ("por-para-basic", "Esto es para ti, por ser mi amiga.", ["para", "por"]),
        ("ser-estar-basic", "Soy de Oslo y estoy cansado.", ["Soy", "estoy"]),
        ("subjunctive-wishes", "Quiero que vengas a mi casa.", ["vengas"]),
        ("commands-tu", "Ven aquí y dime la verdad.", ["Ven", "dime"]),
        ("commands-tu", "Mi hermano come aquí.", []),
    ],
)
def test_a_point_is_found_where_it_is_used(point: str, text: str, used: list[str]) -> None:
    assert [text[use.start : use.end] for use in uses_of_point(point, text)] == used


def test_most_sentences_of_each_point_use_it() -> None:
    all_found = all_of = 0
    for point in syllabus().points:
        found = 0
        for example in examples(point).values():
            start, end = len(example.before), len(example.before) + len(example.answers[0])
            found += any(use.start < end and use.end > start for use in uses_of_point(point.id, example.sentence()))
        assert found >= FOUND * len(examples(point)), point.id
        all_found, all_of = all_found + found, all_of + len(examples(point))
    assert all_found >= FOUND_ALL * all_of


def test_a_word_is_found_in_its_forms() -> None:
    text = "Perdí las llaves y tengo mucha prisa."
    assert [text[use.start : use.end] for use in uses_of_word("llave", text)] == ["llaves"]
    assert uses_of_word("tener prisa", text) == []  # other words between
    assert len(uses_of_word("tener prisa", "Siempre tienes prisa.")) == 1


def test_every_point_gives_chances() -> None:
    for point in syllabus().points:
        asked = questions(Focus(point.title, point), "tú", point.level)
        assert len(asked) >= 3, point.id
        assert all(line.endswith("?") and line.count("¿") == line.count("?") for line in asked), point.id
        kept = {examples(point)[key].sentence() for key in reserved(point)}
        assert not kept & {*asked, *sentences(Focus(point.title, point))}, "the placement test's own"
    assert all(not line.endswith("?") for line in all_sentences())


def test_a_point_that_is_not_on_the_map_and_words_that_are_none_are_refused() -> None:
    for wrong in (lambda: Focus.on_point("luna"), lambda: Focus.on_words([]), lambda: Focus.on_words(["!?"])):
        with pytest.raises(InvalidInput):
            wrong()
    with pytest.raises(InvalidInput):
        Focus.on_words([f"palabra {'a' * n}" for n in range(1, MOST_WORDS + 2)])
    assert Focus.stored({"point_id": "luna"}) is None
    assert Focus.stored(Focus.on_words(["llave", "llave"]).to_store()) == Focus.on_words(["llave"])


def test_the_partner_asks_for_it_every_other_time_and_never_the_same_twice() -> None:
    plays = director("charla")
    assert plays
    focus = Focus.on_point("gustar-basic")
    asked = questions(focus, "tú", "A1")
    state = plays.begin("A", 5, chances=asked)
    given = []
    for line in (
        "Hola, estoy bien.",
        "Trabajo en casa.",
        "Me gusta leer.",
        "Vivo en Roma.",
        "No lo sé.",
        "Tengo un gato.",
    ):
        move = plays.decide(state, line)
        state = advance(state, move, move.reply)
        given += [question for question in asked if question in move.reply]
    assert len(given) == len(set(given)) >= 2


def test_a_question_of_the_learner_is_answered_before_the_chance() -> None:
    plays = director("charla")
    assert plays
    state = plays.begin("A", 5, chances=questions(Focus.on_point("gustar-basic"), "tú", "A1"))
    move = plays.decide(state, "¿Tienes hermanos?")
    assert "Rocío" in move.reply


def said(text: str, *edits: Edit) -> Message:
    return Message(conversation_id="c", position=1, role="learner", text=text, corrections=[asdict(e) for e in edits])


def edit(text: str, original: str, replacement: str, rule_id: str, category: str) -> Edit:
    start = text.index(original)
    return Edit(
        start, start + len(original), original, replacement, category, "normal", "", "", rule_id, "", 0, 0.9, "grammar"
    )


def test_right_and_wrong_uses_are_counted() -> None:
    wrong = "Ayer yo hablo con Eva."
    told = practised(
        Focus.on_point("preterite-regular"),
        [
            said("Ayer cené en casa. Hoy trabajo."),
            said(wrong, edit(wrong, "hablo", "hablé", "other", "verb form")),
        ],
    )
    assert (told.used, told.right) == (2, 1)
    assert [(one.text, one.right, one.better) for one in told.sentences] == [
        (wrong, False, "Ayer yo hablé con Eva."),
        ("Ayer cené en casa.", True, None),
    ]


def test_words_are_counted_one_by_one() -> None:
    told = practised(Focus.on_words(["llave", "puente"]), [said("Perdí las llaves. ¿Dónde está mi llave?")])
    assert [(word.word, word.used) for word in told.words] == [("llave", 2), ("puente", 0)]
    assert (told.used, told.right) == (2, 2)
