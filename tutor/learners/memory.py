"""What learners tell of themselves: found by patterns that are sure, kept as short facts, theirs to edit and delete."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, func, select

from tutor.core.errors import InvalidInput, NotFound
from tutor.language.es.sentences import whole_sentences
from tutor.llm.prompt_guard import gives_orders, plain
from tutor.store.tables import Fact, Learner

MOST_FACTS, MOST_CHARS = 60, 120
# So many are given to the partner of a scene.
TOLD = 6
# Of these there is one: a new name takes the place of the old.
SINGLE = frozenset(["name", "home", "origin"])

_NAME = r"(?P<x>[A-ZÁÉÍÓÚÑ][\w'’-]+(?: [A-ZÁÉÍÓÚÑ][\w'’-]+){0,2})"
_PLACE = r"(?P<x>(?:el |la |los |las |un pueblo (?:de|cerca de) |una ciudad (?:de|cerca de) )?[A-ZÁÉÍÓÚÑ][\w'’-]+(?: (?:de |del |la |los )?[A-ZÁÉÍÓÚÑ][\w'’-]+){0,3})"
_SOME = r"(?P<x>[\w'’áéíóúñü -]{3,60}?)"
_END = r"(?=[.,;!?]|$| y (?:soy|vivo|tengo|trabajo|estudio|me)| pero | porque | desde )"
# (kind, what the learner says, how it is kept). Only what is said in the first person of the present is sure.
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    ("name", rf"\b[Mm]e llamo {_NAME}", "se llama {}"),
    ("name", rf"\b[Mm]i nombre es {_NAME}", "se llama {}"),
    ("home", rf"\b(?:[Yy]o )?[Vv]ivo en {_PLACE}", "vive en {}"),
    ("origin", rf"\b(?:[Yy]o )?[Ss]oy de {_PLACE}", "es de {}"),
    ("work", rf"\b(?:[Yy]o )?[Tt]rabajo (?:de|como) {_SOME}{_END}", "trabaja de {}"),
    ("work", rf"\b(?:[Yy]o )?[Tt]rabajo en (?P<x>(?:un|una|el|la) [\wáéíóúñü ]{{3,40}}?){_END}", "trabaja en {}"),
    ("studies", rf"\b(?:[Yy]o )?[Ee]studio (?!espa[ñn]ol)(?P<x>[\wáéíóúñü ]{{4,40}}?){_END}", "estudia {}"),
    ("family", r"\b[Tt]engo (?P<x>(?:un|una|dos|tres|cuatro|cinco) (?:hij[oa]s?|herman[oa]s?|niet[oa]s?))\b", "tiene {}"),
    ("pet", r"\b[Tt]engo (?P<x>(?:un|una|dos|tres) (?:perr[oa]s?|gat[oa]s?|conejos?|caballos?|pájaros?))\b", "tiene {}"),
    ("likes", rf"\b(?<!no )(?<!No )[Mm]e (?:gusta|encanta) (?:mucho )?(?P<x>(?:el|la|los|las)? ?[\wáéíóúñü ]{{3,40}}?){_END}", "le gusta {}"),
    ("likes", rf"\b(?<!no )(?<!No )[Mm]e (?:gustan|encantan) (?:mucho )?(?P<x>(?:los|las) [\wáéíóúñü ]{{3,40}}?){_END}", "le gustan {}"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern), text) for kind, pattern, text in _PATTERNS)
# Words of a half sentence, or of what is said of somebody else.
_VAGUE = re.compile(r"\b(?:que|esto|eso|ese|esa|este|esta|tu|tú|usted|ustedes|más|menos|también|nada|algo)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in a learner's words."""

    kind: str
    text: str


def told_in(text: str) -> list[Told]:
    """What a learner surely tells of themselves in a text; questions and orders tell nothing."""
    found: dict[str, Told] = {}
    for sentence in whole_sentences(text):
        if "?" in sentence or gives_orders(sentence):
            continue
        for kind, pattern, kept in _COMPILED:
            match = pattern.search(sentence)
            if not match or (kind not in SINGLE and _VAGUE.search(match["x"])):
                continue
            fact = kept.format(" ".join(match["x"].split()))
            if len(fact) <= MOST_CHARS:
                found.setdefault(fact, Told(kind, fact))
    return list(found.values())


def remember(session: Session, learner_id: str, text: str) -> list[Fact]:
    """Keep what a learner surely tells of themselves in a text. Returns what is new."""
    return keep_told(session, learner_id, [(told.kind, told.text) for told in told_in(text)])


def remembers(session: Session, learner_id: str) -> bool:
    """Whether a learner wants anything remembered."""
    return session.get_one(Learner, learner_id).remembers


def keep_told(session: Session, learner_id: str, facts_told: Iterable[tuple[str, str]]) -> list[Fact]:
    """Keep facts (kind, text), unless the learner has switched that off. Returns what is new."""
    if not remembers(session, learner_id):
        return []
    new = []
    for told in (Told(kind, text) for kind, text in facts_told):
        known = session.exec(select(Fact).where(Fact.learner_id == learner_id)).all()
        if any(fact.text == told.text for fact in known):
            continue
        for old in known:
            if told.kind in SINGLE and old.kind == told.kind:
                session.delete(old)
        if len(known) >= MOST_FACTS:
            session.delete(min(known, key=lambda fact: fact.created_at))
        session.flush()
        fact = Fact(learner_id=learner_id, kind=told.kind, text=told.text)
        session.add(fact)
        session.flush()
        new.append(fact)
    return new


def unsay(session: Session, learner_id: str, text: str, since: datetime) -> None:
    """Forget what was kept from a text that the learner has taken back; what was known before it stays."""
    texts = [told.text for told in told_in(text)]
    session.exec(
        delete(Fact).where(col(Fact.learner_id) == learner_id, col(Fact.text).in_(texts), col(Fact.created_at) >= since)
    )


def facts(session: Session, learner_id: str) -> list[Fact]:
    """What is remembered of a learner, the oldest first."""
    return list(session.exec(select(Fact).where(Fact.learner_id == learner_id).order_by(col(Fact.created_at))))


def facts_for_partner(session: Session, learner_id: str) -> list[str]:
    """A few facts for the partner of a scene; none where the learner wants none remembered."""
    if not remembers(session, learner_id):
        return []
    order = ["name", "home", "work", "studies", "family", "pet", "likes", "plans", "origin", "other"]
    known = sorted(facts(session, learner_id), key=lambda fact: order.index(fact.kind) if fact.kind in order else 9)
    return [plain(fact.text) for fact in known[:TOLD]]


def add_fact(session: Session, learner_id: str, text: str) -> Fact:
    """Keep a fact that the learner wrote. Raises InvalidInput."""
    cleaned = _cleaned(text)
    if session.exec(select(func.count()).where(Fact.learner_id == learner_id)).one() >= MOST_FACTS:
        raise InvalidInput(f"The tutor remembers {MOST_FACTS} things at most.", action="Delete one of them first.")
    if found := session.exec(select(Fact).where(Fact.learner_id == learner_id, Fact.text == cleaned)).first():
        return found
    fact = Fact(learner_id=learner_id, kind="other", text=cleaned)
    session.add(fact)
    return fact


def change_fact(session: Session, learner_id: str, fact_id: str, text: str) -> Fact:
    """Raises NotFound, InvalidInput."""
    fact = _mine(session, learner_id, fact_id)
    cleaned = _cleaned(text)
    twin = session.exec(select(Fact).where(Fact.learner_id == learner_id, Fact.text == cleaned)).first()
    if twin is not None and twin.id != fact_id:
        session.delete(fact)
        return twin
    fact.text = cleaned
    return fact


def forget_fact(session: Session, learner_id: str, fact_id: str) -> None:
    """Raises NotFound."""
    session.delete(_mine(session, learner_id, fact_id))


def _mine(session: Session, learner_id: str, fact_id: str) -> Fact:
    fact = session.get(Fact, fact_id)
    if fact is None or fact.learner_id != learner_id:
        raise NotFound("The tutor does not remember that, or no longer does.")
    return fact


def _cleaned(text: str) -> str:
    cleaned = " ".join(plain(text).split())
    if not cleaned or len(cleaned) > MOST_CHARS:
        raise InvalidInput(f"Write between 1 and {MOST_CHARS} characters.")
    if gives_orders(cleaned):
        raise InvalidInput("That looks like an order to the tutor, not like something about you.")
    return cleaned
