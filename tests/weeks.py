"""A learner with six weeks behind them: talks, mistakes, cards, exercises, texts. Made in a minute, then drawn out over time."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from sqlmodel import SQLModel

from tutor.exercises.items import item_of
from tutor.store.columns import UTCDateTime

WEEKS = 6
TALKS = 36
LEARNER_WORDS = [
    "ventana", "llave", "abrigo", "cuchara", "puente", "jabón", "espejo", "ladrillo", "martillo", "escalera",
    "pañuelo", "bolsillo", "cosecha", "herramienta", "cajón", "manta", "tijeras", "cuaderno", "almohada", "sartén",
    "cebolla", "harina", "pueblo", "sombra", "vidrio", "techo", "cuello", "hombro", "rodilla", "tobillo",
]  # fmt: skip
# As people write after some weeks: with mistakes, without marks, in one word, about themselves.
LINES = (
    "Hola, me llamo Petra y vivo en Graz.",
    "Ayer yo fue al mercado con mi hermana.",
    "La problema es que no tengo mucho tiempo.",
    "Sí.",
    "Mi madre es cansada hoy, ella trabaja mucho.",
    "quiero un cafe con leche por favor",
    "Me gusta los perros y los gatos también.",
    "¿Cuánto cuesta? ¿Y tienen algo más barato?",
    "No entiendo, ¿puedes repetir?",
    "Espero que tienes un buen día.",
    "El año pasado he viajado a Perú y fui muy contenta.",
    "Creo que sí, pero depende del tiempo y de mis hijos, porque el pequeño tiene que ir al médico el jueves.",
)


def six_weeks(client: httpx.Client) -> None:
    """Live them: `client` talks to a tutor whose model answers at once."""
    chance = random.Random(6)
    client.patch("/api/learner", json={"level": "A2", "first_language": "en", "goal": "family"}).raise_for_status()
    scenes = [scene["id"] for scene in client.get("/api/scenarios").json() if scene["id"] != "lectura"]
    for n in range(TALKS):
        begun = client.post("/api/conversations", json={"level": "A2", "scenario_id": scenes[n % len(scenes)]})
        talk = begun.raise_for_status().json()["id"]
        for line in chance.sample(LINES, 4):
            client.post(f"/api/conversations/{talk}/turns", json={"text": line, "stream": False}).raise_for_status()
        if n % 3 == 0:
            _practise(client, chance)
        if n < len(LEARNER_WORDS):
            sentence = f"La palabra «{LEARNER_WORDS[n]}» es nueva para mí."
            client.post("/api/cards/words", json={"word": LEARNER_WORDS[n], "sentence": sentence}).raise_for_status()
    text = "\n\n".join(
        f"# Capítulo {n}\n\n" + "El pescador salió al mar antes del amanecer. " * 12 for n in range(1, 9)
    )
    client.post("/api/documents", files={"file": ("El pescador.txt", text.encode())}).raise_for_status()
    for hidden in client.get("/api/conversations").json()[-3:]:
        client.patch(f"/api/conversations/{hidden['id']}", json={"archived": True}).raise_for_status()


def _practise(client: httpx.Client, chance: random.Random) -> None:
    for item in client.get("/api/drills/items", params={"count": 8}).json():
        right = item_of(item["id"]).answers[0]
        answer = right if chance.random() < 0.7 else "no sé"
        client.post(f"/api/drills/items/{item['id']}/answer", json={"answer": answer}).raise_for_status()
    for entry in client.get("/api/cards/queue").json().get("cards", [])[:6]:
        review = {"rating": chance.choice([1, 3, 3, 4]), "version": entry["version"], "duration_ms": 2500}
        client.post(f"/api/cards/{entry['id']}/review", json=review).raise_for_status()


def draw_out(database: Path) -> None:
    """Stretch what was lived since the first row over six weeks, in its order; what is due later falls due now."""
    with closing(sqlite3.connect(database)) as opened, opened:
        columns = [
            (table.name, column.name)
            for table in SQLModel.metadata.sorted_tables
            for column in table.columns
            if isinstance(column.type, UTCDateTime)
        ]
        end = datetime.now(UTC).replace(tzinfo=None)
        began = _time(opened.execute("SELECT min(created_at) FROM conversation").fetchone()[0])
        factor = timedelta(weeks=WEEKS) / (end - began)
        for table, column in columns:
            for row, told in opened.execute(f'SELECT rowid, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'):
                then = _time(told)
                moved = end - (end - then) * factor if then <= end else then - timedelta(days=3)
                text = moved.isoformat(" ", "microseconds")
                opened.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (text, row))


def _time(told: str) -> datetime:
    return datetime.fromisoformat(told).replace(tzinfo=None)
