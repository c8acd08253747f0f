"""Words: looked up, heard, and those of the tutor's replies that are suggested to the learner."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from sqlmodel import Session, select

from tutor.api.cards.schemas import CardOut, EntryOut, GuessOut, SentenceIn, SuggestionOut
from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, rated
from tutor.api.spoken import SOUND, Speed, spoken
from tutor.cards.suggestions import decline, keep, offered
from tutor.cards.words import clean, key_of
from tutor.exercises.choosing import Home
from tutor.exercises.explain import Explainer
from tutor.exercises.grading.regions import said_at_home
from tutor.language.es.dictionary import look_up, meanings_of
from tutor.language.es.readability import word_level
from tutor.llm.ask import asker
from tutor.llm.tasks.guess import guess
from tutor.store.tables import Card, Learner

router = APIRouter(prefix="/api", tags=["words"])

Word = Annotated[str, Path(max_length=200)]
# What stands beside a word: a few words of its clause.
Beside = Annotated[str, Query(max_length=500)]


@router.get("/words/{word}")
async def read_word(
    word: Word, services: ServicesDep, learner_id: LearnerId, before: Beside = "", after: Beside = ""
) -> EntryOut:
    """A word as it stands in a text: its dictionary form, meaning and what form it is. Nothing is saved.

    What stands before and after it decides between its readings: «yo bajo», «bajo la mesa».
    """
    text = clean(word)

    def read(session: Session) -> EntryOut:
        learner = session.get_one(Learner, learner_id)
        entry = look_up(text, learner.explained_in, before, after)
        card = select(Card.id).where(
            Card.learner_id == learner_id, Card.kind == "word", Card.key == key_of(entry.lemma)
        )
        return EntryOut(
            word=entry.word,
            lemma=entry.lemma,
            level=word_level(entry.lemma, entry.word),
            meaning=entry.meaning,
            source=entry.source,
            gender=entry.gender,
            forms=list(entry.forms),
            elsewhere=_elsewhere(entry.lemma, learner),
            card_id=session.exec(card).first(),
        )

    return await services.store.read(read)


def _elsewhere(lemma: str, learner: Learner) -> str:
    learnt = Home.of(learner).learnt
    found = said_at_home(lemma, meanings_of(lemma), learnt)
    return Explainer(learner.explained_in, learnt).word_of_elsewhere(lemma, *found) if found else ""


@router.get("/words/{word}/speech", responses=SOUND, response_class=Response, dependencies=[rated("speech")])
async def word_speech(word: Word, services: ServicesDep, learner_id: LearnerId, speed: Speed = 1.0) -> Response:
    """A word, spoken; `speed` multiplies the speed of the learner's level."""
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    return await spoken(services, learner, clean(word), speed)


@router.post("/words/{word}/meaning", dependencies=[rated("turns")])
async def guess_meaning(
    word: Word, body: SentenceIn, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> GuessOut:
    """What a word means in its sentence by the language model's opinion, for words that no list has; "" if it has none."""
    text = clean(word)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    with background.paused():
        model = await services.engines.llm.ask(learner_id)
        meaning = await guess(asker(model), text, body.sentence, learner.first_language)
    return GuessOut(meaning=meaning)


@router.get("/suggestions")
async def list_suggestions(services: ServicesDep, learner_id: LearnerId) -> list[SuggestionOut]:
    """Words of the tutor's replies, at the learner's level or the next, that they have not used yet."""
    found = await services.store.read(lambda session: offered(session, learner_id))
    return [SuggestionOut.model_validate(suggestion.model_dump()) for suggestion in found]


@router.post("/suggestions/{suggestion_id}/keep", status_code=201)
async def keep_suggestion(suggestion_id: str, services: ServicesDep, learner_id: LearnerId) -> CardOut:
    """Save a suggested word as a card."""
    return await services.store.run(lambda session: CardOut.of(keep(session, learner_id, suggestion_id)))


@router.delete("/suggestions/{suggestion_id}", status_code=204)
async def decline_suggestion(suggestion_id: str, services: ServicesDep, learner_id: LearnerId) -> Response:
    """A suggested word is not wanted; it is not suggested again."""
    await services.store.run(lambda session: decline(session, learner_id, suggestion_id))
    return Response(status_code=204)
