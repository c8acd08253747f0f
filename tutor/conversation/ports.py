"""What reading, cards and learners give to a conversation. No feature imports another but through here."""

from __future__ import annotations

from tutor.cards.errors import FollowUp, follow_up, retired_notice
from tutor.cards.suggestions import explain, suggest, unexplained_in
from tutor.cards.words import words_due
from tutor.learners.classes.scenes import offered_to, playable_by
from tutor.learners.correction_preferences import preferences_of
from tutor.learners.memory import facts_for_partner, keep_told, remember, remembers, unsay
from tutor.reading.easier import easier_passage
from tutor.reading.library import get_document, get_passage
from tutor.reading.meaning import keep_vectors, without_vector
from tutor.reading.talk import Source, fenced, gives_orders_in, sources_for

__all__ = [
    "FollowUp",
    "Source",
    "easier_passage",
    "explain",
    "facts_for_partner",
    "fenced",
    "follow_up",
    "get_document",
    "get_passage",
    "gives_orders_in",
    "keep_told",
    "keep_vectors",
    "offered_to",
    "playable_by",
    "preferences_of",
    "remember",
    "remembers",
    "retired_notice",
    "sources_for",
    "suggest",
    "unexplained_in",
    "unsay",
    "without_vector",
    "words_due",
]
