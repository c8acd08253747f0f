"""Lines that are no Spanish: English, signs, nonsense, a text pasted."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.conversation.scenes.sentences import LineSentence
from tutor.conversation.scenes.words import Vocabulary, tokens

# English words that are no everyday Spanish ones.
ENGLISH = frozenset(
    [
        "the",
        "is",
        "are",
        "am",
        "was",
        "were",
        "what",
        "how",
        "where",
        "when",
        "why",
        "who",
        "which",
        "i",
        "i'm",
        "you",
        "your",
        "my",
        "mine",
        "he's",
        "she",
        "she's",
        "it",
        "it's",
        "we",
        "they",
        "them",
        "this",
        "that",
        "these",
        "those",
        "do",
        "don't",
        "does",
        "did",
        "want",
        "would",
        "like",
        "to",
        "please",
        "can",
        "can't",
        "could",
        "have",
        "has",
        "had",
        "and",
        "or",
        "but",
        "with",
        "without",
        "of",
        "for",
        "from",
        "in",
        "on",
        "at",
        "by",
        "about",
        "not",
        "very",
        "much",
        "many",
        "good",
        "bad",
        "hello",
        "hi",
        "hey",
        "yes",
        "thanks",
        "thank",
        "sorry",
        "know",
        "think",
        "say",
        "mean",
        "speak",
        "english",
        "spanish",
        "understand",
        "need",
        "help",
        "go",
        "going",
        "give",
        "get",
        "make",
        "some",
        "any",
        "there",
        "here",
        "now",
        "today",
        "tomorrow",
        "be",
        "been",
        "will",
        "won't",
        "let's",
        "let",
        "tell",
        "me",
        "repeat",
        "slowly",
        "word",
        "question",
        "answer",
        "next",
        "coffee",
        "water",
        "tea",
        "breakfast",
        "room",
        "ticket",
        "price",
        "cost",
        "cheap",
        "expensive",
        "card",
        "pay",
    ]
) - frozenset({"me", "has", "he"})
NAME_WORDS = 3
LONG_WORDS = 150
POEM_LINES = 4


def is_english(sentences: Sequence[LineSentence], vocabulary: Vocabulary) -> bool:
    """Is most of it English?"""
    words = [word for sentence in sentences for word in sentence.words]
    english = sum(word in ENGLISH for word in words)
    spanish = sum(vocabulary.knows(word) and word not in ENGLISH for word in words)
    return (english >= 2 and english > 1.3 * spanish) or (
        english == len(words) == 1 and words[0] not in {"hello", "hi", "hey", "yes"}
    )


def is_nonsense(sentences: Sequence[LineSentence]) -> bool:
    """No word of it is Spanish, and it is more than a name."""
    words = [word for sentence in sentences for word in sentence.words]
    known = sum(sentence.known for sentence in sentences)
    if not words:
        return True
    if len(words) <= NAME_WORDS and all(s.raw.istitle() for s in sentences):
        return False
    if len(words) == 1:
        return len(words[0]) > 5 and known == 0 and not any(c in "aeiou" for c in words[0])
    return known <= 0.25 * len(words) and (len(words) >= 3 or known == 0)


def is_long_text(line: str) -> bool:
    """A poem or an article pasted."""
    rows = [row for row in line.splitlines() if row.strip()]
    return len(rows) >= POEM_LINES or len(tokens(line)) > LONG_WORDS
