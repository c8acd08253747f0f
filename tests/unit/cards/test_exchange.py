"""Saved words, lists of words, CSV, and decks that Anki opens."""

from __future__ import annotations

import csv
import io
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sqlmodel import Session, select

from tests.conftest import wav_bytes
from tests.tutors import PATIENCE_S
from tests.unit.watch import Watch
from tutor.cards.exchange import BATCH, MOST_ROWS, import_words, to_apkg, to_csv
from tutor.cards.words import save_word
from tutor.core.errors import InvalidInput
from tutor.language.es.lemma import lemma
from tutor.store.session import Store
from tutor.store.tables import Card


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("hablamos", "hablar"), ("fuimos", "ser"), ("vinos", "vino"), ("decirle", "decir"), ("dale", "dar"), ("dámelo", "dar"), ("Lápices", "lápiz"), ("cansadas", "cansado"),
        ("casas", "casa"), ("mesa", "mesa"), ("ventanas", "ventana"), ("hospitales", "hospital"), ("crisis", "crisis"),
        ("tuviéramos", "tener"), ("es", "ser"), ("levantarse", "levantar"), ("xyzzy", "xyzzy"),
    ],
)  # fmt: skip
def test_lemma(word: str, base: str) -> None:
    assert lemma(word) == base


def test_a_word_is_saved_once_with_its_meaning(session: Session) -> None:
    card, new = save_word(session, "ana", "¡Ventanas!", sentence="Abre las ventanas.")
    assert (card.front, card.back, card.sentence, new) == ("ventana", "window", "Abre las ventanas.", True)
    assert save_word(session, "ana", "ventana") == (card, False)


@pytest.mark.parametrize("word", ["", "  ", "🙂", "12", "a" * 61, "<b>x</b>", "uno\x00", "..."])
def test_what_is_no_word_is_refused(session: Session, word: str) -> None:
    with pytest.raises(InvalidInput):
        save_word(session, "ana", word)


@pytest.mark.parametrize(
    "text",
    [
        "mesa\nsilla\n",
        "\ufeffpalabra,significado\r\nmesa,table\r\nsilla,chair\r\n",
        "mesa;table;La mesa; grande\nsilla;chair\n",
        'mesa\ttable\n"silla"\tchair\n',
    ],
)
async def test_a_list_of_words(store: Store, ana: str, text: str) -> None:
    done = await import_words(store, ana, text)
    assert (done.added, done.known, done.refused) == (2, 0, [])
    assert (await import_words(store, ana, text)).known == 2
    with store.session() as session:
        assert {c.key: c.back for c in session.exec(select(Card))} == {"mesa": "table", "silla": "chair"}


async def test_a_list_with_rubbish_in_it(store: Store, ana: str) -> None:
    done = await import_words(store, ana, 'mesa,table\n🙂,x\n"\x00",\n,,,\n')
    assert done.added == 1
    assert [row for row, _ in done.refused] == [2, 3, 4]
    with pytest.raises(InvalidInput):
        await import_words(store, ana, "mesa\n" * (MOST_ROWS + 1))
    assert (await import_words(store, ana, "")).added == 0


@pytest.mark.parametrize("text", ["mesa," + "x" * 200_000, 'mesa,"' + "x\n" * 100_000, "silla\n" + "y" * 200_000])
async def test_a_cell_without_end_is_an_answer(store: Store, ana: str, text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await import_words(store, ana, text)
    assert refused.value.action


async def test_a_long_list_is_saved_in_parts(store: Store, ana: str) -> None:
    watch = Watch(store)
    vowels = "aeiou"
    words = [f"{a}l{b}m{c}s{d}" for a in vowels for b in vowels for c in vowels for d in vowels]
    done = await import_words(store, ana, "\n".join(words))
    assert done.added + done.known == len(words)
    assert sum(watch.rows) == done.added > BATCH
    assert max(watch.rows) <= BATCH


def test_csv_is_read_again_and_runs_no_formula(session: Session) -> None:
    save_word(session, "ana", "mesa", meaning="=HYPERLINK(1)", sentence='Dijo "sí",\nluego no.')
    rows = list(csv.DictReader(io.StringIO(to_csv(session.exec(select(Card)).all()))))
    assert (rows[0]["front"], rows[0]["back"]) == ("mesa", "'=HYPERLINK(1)")
    assert rows[0]["sentence"] == 'Dijo "sí",\nluego no.'


def deck(session: Session) -> tuple[bytes, Card]:
    import numpy as np

    card, _ = save_word(session, "ana", "mesa", meaning="<b>table</b>", sentence="La mesa & la silla.")
    save_word(session, "ana", "silla")
    sound = wav_bytes(np.zeros(100, dtype=np.int16), 16_000)
    return to_apkg(session.exec(select(Card).order_by(Card.key)).all(), {card.id: sound}), card


def test_the_deck_holds_its_notes_and_sounds(session: Session, tmp_path: Path) -> None:
    apkg, card = deck(session)
    with zipfile.ZipFile(io.BytesIO(apkg)) as archive:
        archive.extract("collection.anki2", tmp_path)
        assert archive.read("media").decode() == f'{{"0": "tutor-{card.id}.wav"}}'
        assert archive.read("0").startswith(b"RIFF")
    with sqlite3.connect(tmp_path / "collection.anki2") as db:
        notes = dict(db.execute("SELECT guid, flds FROM notes").fetchall())
    assert len(notes) == 2
    assert notes[card.id].split("\x1f") == [
        "mesa",
        "&lt;b&gt;table&lt;/b&gt;",
        "La mesa &amp; la silla.",
        f"[sound:tutor-{card.id}.wav]",
    ]


OPEN_IN_ANKI = """
import sys
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
collection = Collection(sys.argv[1] + "/collection.anki2")
for _ in range(2):
    options = ImportAnkiPackageOptions()
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=sys.argv[2], options=options))
notes = [collection.get_note(n) for n in collection.find_notes("deck:Tutor")]
print(len(notes), len(collection.find_cards("deck:Tutor")), sorted(n["Front"] for n in notes), collection.media.check().unused)
"""


def test_anki_itself_opens_the_deck_and_makes_no_doubles(session: Session, tmp_path: Path) -> None:
    pytest.importorskip("anki")
    apkg, _ = deck(session)
    (tmp_path / "tutor.apkg").write_bytes(apkg)
    # In a process of its own: Anki's library takes over signal handling and logging.
    told = subprocess.run(
        [sys.executable, "-c", OPEN_IN_ANKI, str(tmp_path), str(tmp_path / "tutor.apkg")],
        capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert told.stdout.strip() == "2 2 ['mesa', 'silla'] []", told.stderr


async def test_there_is_an_end_to_the_cards_of_one_learner(
    store: Store, ana: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.cards.words.MOST_CARDS", 2)
    monkeypatch.setattr("tutor.cards.exchange.BATCH", 2)
    with pytest.raises(InvalidInput, match="cards already"):
        await import_words(store, ana, "mesa\nsilla\ncama\npuerta")
    with store.session() as session, pytest.raises(InvalidInput):
        save_word(session, ana, "libro")
