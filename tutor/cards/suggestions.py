"""Words of the tutor's replies that the learner may want to keep: offered, never forced into the queue."""

from __future__ import annotations

from sqlmodel import Session, col, func, select

from tutor.cards.words import save_word
from tutor.core.errors import NotFound
from tutor.core.levels import Level
from tutor.language.es.dictionary import headword, meaning_of
from tutor.language.es.normalization.numerals import FUNCTION_WORDS
from tutor.language.es.readability import Placed, placed
from tutor.language.es.sentences import sentence_spans
from tutor.language.es.tokens import words
from tutor.language.es.vocabulary import frequency
from tutor.store.tables import Card, Conversation, Learner, Message, Suggestion

# More that wait for an answer would be a pile nobody looks through.
MOST_OPEN = 12
MOST_OF_A_REPLY = 2
# So many of the latest replies are read again, in case an earlier reading was interrupted.
REPLIES = 4
# What the learner wrote or said in so many of their last messages they know.
SAID = 200


def suggest(session: Session, conversation_id: str) -> None:
    """Offer new words of a conversation's latest replies. Doing it twice offers nothing more."""
    conversation = session.get(Conversation, conversation_id)
    if conversation is None:
        return
    learner = session.get_one(Learner, conversation.learner_id)
    room = MOST_OPEN - len(offered(session, learner.id))
    known = _known(session, learner.id)
    replies = session.exec(
        select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.role == "tutor",
            Message.state == "complete",
            col(Message.superseded).is_(False),
        )
        .order_by(col(Message.position).desc())
        .limit(REPLIES)
    ).all()
    for reply in replies:
        taken = session.exec(select(func.count()).where(Suggestion.message_id == reply.id)).one()
        fresh = [w for w in worth_learning(reply.text, Level(conversation.level)) if w.lemma not in known]
        for word in fresh[: max(0, min(room, MOST_OF_A_REPLY - taken))]:
            meaning, source = meaning_of(word.lemma, learner.explained_in)
            suggestion = Suggestion(
                learner_id=learner.id,
                word=word.lemma,
                level=word.level,
                meaning=meaning,
                source=source,
                sentence=sentence_of(reply.text, word.start),
                message_id=reply.id,
            )
            session.add(suggestion)
            known.add(word.lemma)
            room -= 1
    session.flush()


def unexplained_in(session: Session, conversation_id: str) -> tuple[list[Suggestion], str]:
    """The suggestions of a conversation that no list explains, with the language to explain them in."""
    conversation = session.get(Conversation, conversation_id)
    if conversation is None:
        return [], ""
    language = session.get_one(Learner, conversation.learner_id).first_language
    if language == "es":
        return [], language
    found = (
        select(Suggestion)
        .join(Message, col(Message.id) == col(Suggestion.message_id))
        .where(Message.conversation_id == conversation_id, Suggestion.source == "", Suggestion.state == "offered")
    )
    return list(session.exec(found)), language


def explain(session: Session, suggestion_id: str, meaning: str) -> None:
    """Keep the model's opinion of what a word means; "" too, so that it is not asked again."""
    if (suggestion := session.get(Suggestion, suggestion_id)) is not None:
        suggestion.meaning, suggestion.source = meaning, "model"


def worth_learning(text: str, level: Level) -> list[Placed]:
    """The words of a text at a level or the next, the commonest first; "y" and "para" are no words for a card."""
    levels = (level, level.next)
    told = [w for w in placed(text) if w.lemma in frequency() and w.lemma not in FUNCTION_WORDS]
    near = [w for w in told if w.level in levels]
    return sorted(near, key=lambda w: -frequency()[w.lemma])


def sentence_of(text: str, at: int) -> str:
    """The sentence of a text around a place in it."""
    spans = sentence_spans(text)
    return next((text[start:end] for start, end in spans if at < end), text.strip())


def offered(session: Session, learner_id: str) -> list[Suggestion]:
    """The words that wait for an answer, the newest first."""
    mine = select(Suggestion).where(Suggestion.learner_id == learner_id, Suggestion.state == "offered")
    return list(session.exec(mine.order_by(col(Suggestion.created_at).desc(), col(Suggestion.word))))


def keep(session: Session, learner_id: str, suggestion_id: str) -> Card:
    """Make a card of a suggestion. Raises NotFound, also when it was answered before."""
    found = _get(session, learner_id, suggestion_id)
    found.state = "kept"
    card, _ = save_word(
        session,
        learner_id,
        found.word,
        meaning=found.meaning,
        sentence=found.sentence,
        message_id=found.message_id,
    )
    return card


def decline(session: Session, learner_id: str, suggestion_id: str) -> None:
    """Offer a word no more. Raises NotFound."""
    _get(session, learner_id, suggestion_id).state = "declined"


def _get(session: Session, learner_id: str, suggestion_id: str) -> Suggestion:
    found = session.get(Suggestion, suggestion_id)
    if found is None or found.learner_id != learner_id or found.state != "offered":
        raise NotFound("That word is no longer suggested.")
    return found


def _known(session: Session, learner_id: str) -> set[str]:
    """Words that are cards, that were suggested before, or that the learner has used."""
    cards = session.exec(select(Card.key).where(Card.learner_id == learner_id, Card.kind == "word"))
    before = session.exec(select(Suggestion.word).where(Suggestion.learner_id == learner_id))
    said = session.exec(
        select(Message.text)
        .join(Conversation, col(Conversation.id) == col(Message.conversation_id))
        .where(Conversation.learner_id == learner_id, Message.role == "learner")
        .order_by(col(Message.created_at).desc())
        .limit(SAID)
    )
    used = {word for text in said for word in words(text)}
    return {*cards, *before, *(headword(word) for word in used)}
