"""The study list: words by level and topic, which of them the learner has as cards, and cards made of them."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from sqlmodel import Session

from tutor.api.cards.study_schemas import StudyIn, WordOut
from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.api.spoken import SOUND, Speed, spoken
from tutor.cards.study import add, found, key_of_word, listed, spoken_sentence, standings
from tutor.core.levels import Level
from tutor.language.es.vocabulary import VocabularyWord
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["words"])

# Cards made at once: others wait to write for as long as that takes.
PART = 30


@router.get("/vocabulary")
async def read_vocabulary(
    services: ServicesDep,
    learner_id: LearnerId,
    level: Level | None = None,
    topic: str | None = None,
    q: Annotated[str, Query(max_length=60)] = "",
) -> list[WordOut]:
    """Words by level and topic, the commonest first; `q` is looked for in them and in their meanings."""

    def read(session: Session) -> list[WordOut]:
        language = session.get_one(Learner, learner_id).explained_in
        return _told(session, learner_id, found(level, topic, q, language))

    return await services.store.read(read)


@router.post("/vocabulary/cards", status_code=201)
async def add_cards(body: StudyIn, services: ServicesDep, learner_id: LearnerId) -> list[WordOut]:
    """Make cards of words of the list, as they now stand; nothing happens to those that are cards."""
    words = listed(body.words)
    for start in range(0, len(words), PART):
        part = words[start : start + PART]
        await services.store.run(partial(add, learner_id=learner_id, words=part))
    return await services.store.read(lambda session: _told(session, learner_id, words))


@router.get("/vocabulary/{word}/sentence", responses=SOUND, response_class=Response, dependencies=[rated("speech")])
async def sentence_speech(
    word: Annotated[str, Path(max_length=60)], services: ServicesDep, learner_id: LearnerId, speed: Speed = 1.0
) -> Response:
    """The sentence of a word of the list (by its `shown`), spoken; `speed` multiplies the speed of the learner's level."""
    sentence = spoken_sentence(word)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    return await spoken(services, learner, sentence, speed)


def _told(session: Session, learner_id: str, words: list[VocabularyWord]) -> list[WordOut]:
    language = session.get_one(Learner, learner_id).explained_in
    cards = standings(session, learner_id)
    return [WordOut.of(word, language, cards.get(key_of_word(word))) for word in words]
