"""Cards to and from other programs: CSV, and Anki's .apkg."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import anyio.to_thread
import genanki
from sqlmodel import Session

from tutor.cards.words import check_room, key_of, save_key
from tutor.core.errors import InvalidInput
from tutor.core.spreadsheet import harmless
from tutor.store.session import Store
from tutor.store.tables import Card

COLUMNS = ("kind", "front", "back", "sentence", "standing", "due", "reviews", "lapses")
MOST_ROWS = 5_000
# Words saved at once: others wait for as long as that takes.
BATCH = 50
# Fixed for good: Anki recognises the deck and the note type by them when a deck is imported again.
_DECK, _MODEL = 1_894_206_711, 1_703_554_962


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A word of a list, in its dictionary form."""

    key: str
    meaning: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import went; `refused` tells the row, counted from 1, and why."""

    added: int
    known: int
    refused: list[tuple[int, str]]


def to_csv(cards: Iterable[Card]) -> str:
    """The cards as CSV with a heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for card in cards:
        cells = [harmless(str(getattr(card, name))) for name in COLUMNS[:5]]
        writer.writerow([*cells, card.due.isoformat(), card.reviews, card.lapses])
    return out.getvalue()


def read_list(text: str) -> tuple[list[ListedWord], list[tuple[int, str]]]:
    """The words of a list, and the rows that hold none: one a line, or CSV, semicolons or tabs as word, meaning,
    sentence; a heading is skipped.

    Looks every word up, which takes a second for a thousand: call it in a worker thread. Raises InvalidInput when the
    list is too long, or no list.
    """
    text = text.removeprefix("\ufeff")
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise InvalidInput(f"A list can have {MOST_ROWS} words.", action="Import it in parts.")
    delimiter = max(",;\t", key=lambda mark: sum(mark in line for line in lines[:50])) if lines else ","
    words: list[ListedWord] = []
    refused: list[tuple[int, str]] = []
    for n, row in enumerate(_rows(lines, delimiter), 1):
        word, meaning, sentence = [cell.strip() for cell in (*row, "", "", "")[:3]]
        if n == 1 and word.lower() in ("word", "palabra", "front", "kind"):
            continue
        try:
            key = key_of(word)
        except InvalidInput as error:
            refused.append((n, error.message))
            continue
        words.append(ListedWord(key, meaning[:200], sentence[:500]))
    return words, refused


def _rows(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    rows = csv.reader(lines, delimiter=delimiter)
    try:
        yield from rows
    except csv.Error as error:  # a cell that is longer than any word list's, or a quote that is never closed
        raise InvalidInput(
            f"Line {rows.line_num} is not one of a list of words.", action="Look at it, and import the list again."
        ) from error


async def import_words(store: Store, learner_id: str, text: str) -> Imported:
    """Save a list of words, in parts, so that others write in between. Raises InvalidInput, DiskFull."""
    words, refused = await anyio.to_thread.run_sync(read_list, text)
    added = 0
    for start in range(0, len(words), BATCH):
        added += await store.run(partial(_save, learner_id=learner_id, part=words[start : start + BATCH]))
    return Imported(added, len(words) - added, refused)


def _save(session: Session, learner_id: str, part: Sequence[ListedWord]) -> int:
    """How many of them are new."""
    check_room(session, learner_id)
    saved = [save_key(session, learner_id, word.key, meaning=word.meaning, sentence=word.sentence) for word in part]
    return sum(new for _, new in saved)


def to_apkg(cards: Iterable[Card], sounds: Mapping[str, bytes] | None = None) -> bytes:
    """The cards as an Anki deck; `sounds` are WAV files by card id. Importing it twice makes no doubles."""
    model = genanki.Model(
        _MODEL,
        "Tutor",
        fields=[{"name": name} for name in ("Front", "Back", "Sentence", "Audio")],
        templates=[
            {
                "name": "Card",
                "qfmt": "{{Front}}<br>{{Audio}}",
                "afmt": "{{FrontSide}}<hr id=answer>{{Back}}<br><i>{{Sentence}}</i>",
            }
        ],
    )
    deck = genanki.Deck(_DECK, "Tutor")
    with tempfile.TemporaryDirectory() as folder:
        media = []
        for card in cards:
            sound = (sounds or {}).get(card.id)
            if sound:
                path = Path(folder) / f"tutor-{card.id}.wav"
                path.write_bytes(sound)
                media.append(str(path))
            fields = [
                _html(card.front),
                _html(card.back),
                _html(card.sentence),
                f"[sound:tutor-{card.id}.wav]" if sound else "",
            ]
            deck.add_note(genanki.Note(model, fields, guid=card.id, tags=[card.kind]))
        file = Path(folder) / "tutor.apkg"
        genanki.Package(deck, media_files=media).write_to_file(str(file))
        return file.read_bytes()


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
