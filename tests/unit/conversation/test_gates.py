from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.conversation.gates import Gate, SentenceStream, looping, whole_part
from tutor.conversation.scenes.library import scenes
from tutor.language.es.sentences import whole_sentences


def stream(text: str, size: int = 3) -> list[str]:
    cut = SentenceStream()
    told: list[str] = []
    for n in range(0, len(text), size):
        told += cut.add(text[n : n + size])
    return told + cut.end()


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_sentences_come_as_they_end(size: int) -> None:
    text = "¡Claro! Vivo en la C. Mayor, n.º 5. ¿Y tú? Son 3.5 km."
    assert stream(text, size) == ["¡Claro!", "Vivo en la C. Mayor, n.º 5.", "¿Y tú?", "Son 3.5 km."]


def test_the_first_sentence_is_told_with_the_first_letter_of_the_next() -> None:
    cut = SentenceStream()
    assert cut.add("Muy bien, gracias. ") == []
    assert cut.add("¿") == ["Muy bien, gracias."]


@given(st.lists(st.text(alphabet="ab .?¡!¿\n", max_size=12), max_size=12))
def test_no_letter_is_lost(parts: list[str]) -> None:
    cut = SentenceStream()
    told = [sentence for part in parts for sentence in cut.add(part)] + cut.end()
    assert "".join("".join(told).split()) == "".join("".join(parts).split())


@pytest.mark.parametrize("text", ["¡¡¡¡¡¡¡¡", "no no no no", "y tú y tú y tú y tú", "bien. bien. bien. bien."])
def test_loops_are_seen(text: str) -> None:
    assert looping(text)


@pytest.mark.parametrize(
    "text", ["No, no, no.", "¡¡¡Qué bien!!!", "Poco a poco y paso a paso.", "2000000", "Llame al 7 7 7 7."]
)
def test_emphasis_is_no_loop(text: str) -> None:
    assert not looping(text)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("¿Qué quiere tomar con el café?", "repeated"),
        ("Quiero un café con leche, por favor.", "parrot"),
        ("Soy un modelo de lenguaje.", "machine"),
        ("¿En qué puedo ayudarte?", "machine"),
        ("This is the coffee that you want.", "foreign"),
        ("¿Y tú qué quieres?", "address"),
        ("Son 7 euros.", "fact"),
        (", y nada más.", "broken"),
        ("no no no no", "loop"),
    ],
)
def test_what_is_wrong_is_not_shown(sentence: str, fault: str) -> None:
    gate = Gate(
        "Quiero un café con leche.", ["Buenos días. ¿Qué quiere tomar con el café?"], "usted", "Un café: 1,60 €."
    )
    assert gate(sentence) is None
    assert gate.fired[fault] == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Muy bien, un café con leche ahora mismo.",
        "Son 1,60 €.",
        "La inteligencia artificial ahorra trabajo.",
        "¿Quiere algo de comer?",
        "¡Buenos días!",
        "¿Y usted?",
    ],
)
def test_what_is_right_passes_untouched(sentence: str) -> None:
    gate = Gate("Quiero un café con leche.", ["Buenos días. ¿Qué quiere tomar?"], "usted", "Un café: 1,60 €.")
    assert gate(sentence) == sentence
    assert not gate.fired


def test_a_sentence_of_the_same_reply_is_not_said_twice() -> None:
    gate = Gate("Hola.")
    assert gate("Me gusta mucho el cine.")
    assert gate("Me gusta mucho el cine.") is None


def test_mistakes_are_mended_or_the_sentence_is_left_out() -> None:
    mended = Gate("Hola.", mend=lambda s: s.replace("está lista", "está listo"))
    assert mended("El café está lista.") == "El café está listo."
    assert Gate("Hola.", mend=lambda _: None)("El café están.") is None


def test_english_passes_where_the_learner_asked_in_it() -> None:
    assert Gate("How do you say cheese?", bilingual=True)("Cheese is «queso», and you say it so.")


def test_a_cut_reply_ends_with_its_last_whole_sentence() -> None:
    assert whole_part("Vivo en Lima. Me gusta mucho porque") == "Vivo en Lima."
    assert whole_part("Me gusta mucho porque") == "Me gusta mucho porque"


def test_a_good_model_passes_untouched() -> None:
    """What a good partner says in our scenes stands for a good model: other words to other learners, in every scene."""
    passed, told = 0, Counter[str]()
    for scene in scenes():
        lines = [e.partner for e in scene.example]
        lines += [line for answer in scene.answer for band in answer.say.values() for line in band[:1]]
        gate = Gate("Perdone, ¿me lo puede explicar un poco mejor?", [], scene.address, scene.partner.facts)
        for line in lines:
            for sentence in whole_sentences(line):
                gate._passed.clear()  # each line is a reply of its own
                passed += gate(sentence) == sentence
        told += gate.fired
    assert passed > 1500
    assert told.total() <= passed * 0.01, told
