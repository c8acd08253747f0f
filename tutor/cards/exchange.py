"""Cards to and from other programs: CSV, and Anki's .apkg."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import genanki
from sqlmodel import Session

from tutor.cards.words import save_word
from tutor.core.errors import InvalidInput
from tutor.core.spreadsheet import harmless
from tutor.store.tables import Card

COLUMNS = ("kind", "front", "back", "sentence", "standing", "due", "reviews", "lapses")
MOST_ROWS = 5_000
# Fixed for good: Anki recognises the deck and the note type by them when a deck is imported again.
_DECK, _MODEL = 1_894_206_711, 1_703_554_962


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


def import_words(session: Session, learner_id: str, text: str) -> Imported:
    """Save a list of words: one a line, or CSV, semicolons or tabs as word, meaning, sentence; a heading is skipped.

    Raises InvalidInput when it is too long.
    """
    text = text.removeprefix("\ufeff")
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise InvalidInput(f"A list can have {MOST_ROWS} words.", action="Import it in parts.")
    delimiter = max(",;\t", key=lambda mark: sum(mark in line for line in lines[:50])) if lines else ","
    added, known, refused = 0, 0, []
    for n, row in enumerate(csv.reader(lines, delimiter=delimiter), 1):
        word, meaning, sentence = [cell.strip() for cell in (*row, "", "", "")[:3]]
        if n == 1 and word.lower() in ("word", "palabra", "front", "kind"):
            continue
        try:
            _, new = save_word(session, learner_id, word, meaning=meaning[:200], sentence=sentence[:500])
        except InvalidInput as error:
            refused.append((n, error.message))
            continue
        added, known = added + new, known + (not new)
    return Imported(added, known, refused)


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
