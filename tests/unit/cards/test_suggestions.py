"""Suggested words: near the level, new to the learner, and never a pile."""

from __future__ import annotations

from collections import Counter

from sqlmodel import Session, select

from tutor.cards.suggestions import MOST_OF_A_REPLY, MOST_OPEN, offered, sentence_of, suggest, worth_learning
from tutor.cards.words import save_word
from tutor.core.levels import Level
from tutor.language.es.vocabulary import vocabulary
from tutor.store.tables import Conversation, Message, Suggestion


def conversation(session: Session, *replies: str, said: str = "") -> str:
    found = Conversation(learner_id="ana", title="", level="B1", scenario_id="charla")
    session.add(found)
    session.flush()
    texts = [("learner", said), *(("tutor", reply) for reply in replies)]
    for n, (role, text) in enumerate(texts, 1):
        session.add(Message(conversation_id=found.id, position=n, role=role, text=text))
    session.flush()
    return found.id


def test_words_at_the_level_or_the_next_the_commonest_first() -> None:
    text = "La casa está cerca. La huelga sube el presupuesto, y la trayectoria es larga."
    assert [w.lemma for w in worth_learning(text, Level.B1)] == ["presupuesto", "huelga"]


def test_words_that_only_join_others_are_not_offered() -> None:
    found = [w.lemma for w in worth_learning("¿Quiere té o una tostada para llevar y un zumo más?", Level.A1)]
    assert "té" in found
    assert not {"o", "para", "y", "más", "un", "una"} & set(found)


def test_what_the_learner_knows_is_not_offered(session: Session) -> None:
    save_word(session, "ana", "huelga")
    suggest(session, conversation(session, "La huelga, la sequía y las sequías.", said="Hubo sequías."))
    assert offered(session, "ana") == []


def test_it_never_becomes_a_pile(session: Session) -> None:
    nouns = [w.text for w in vocabulary() if w.level == "B1" and w.gender and " " not in w.text][:60]
    for n in range(0, 60, 6):
        place = conversation(session, f"Esto es {', '.join(nouns[n : n + 6])}.")
        for _ in range(3):
            suggest(session, place)
    found = offered(session, "ana")
    assert len(found) == MOST_OPEN
    assert set(Counter(s.message_id for s in found).values()) == {MOST_OF_A_REPLY}
    for suggestion in found:
        suggestion.state = "declined"
    session.flush()
    suggest(session, place)
    assert set(session.exec(select(Suggestion.state)).all()) == {"declined", "offered"}


def test_the_sentence_around_a_place() -> None:
    text = "Hola. ¿Qué tal? Bien… creo"
    assert [sentence_of(text, at) for at in (0, 7, 17, 24)] == ["Hola.", "¿Qué tal?", "Bien… creo", "Bien… creo"]
