"""Fills every table of a tutor by using it, and writes its database as SQL: how the dumps in this folder were made.

    PYTHONPATH=WORKTREE_OF_A_COMMIT python fill.py OUT.sql

A dump is made once, at the commit it is named after; the tests then open it with every later version.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import httpx

from tests.api.client import begin, messages, say
from tests.conftest import running
from tests.fakes.embeddings import MODEL as EMBEDDINGS
from tests.fakes.embeddings import fake_embeddings
from tests.fakes.ollama import fake_ollama

PASSWORD = "una contraseña larga"
TEXT = (
    "# El mar\n\n"
    + "El pescador salió al mar antes del amanecer y volvió con el barco lleno. " * 8
    + "\n\n# El pan\n\n"
    + "La harina llegaba los lunes, y el panadero cantaba mientras amasaba. " * 8
)


def fill(client: httpx.Client) -> None:
    """A learner with weeks of everything, as far as one can have them in a minute."""
    client.patch("/api/learner", json={"level": "A2", "first_language": "de"}).raise_for_status()
    template = client.post("/api/templates", json={"name": "Mi plantilla", "text": "Habla del mar. {level}"}).json()
    client.put(f"/api/templates/{template['id']}", json={"name": "Mi plantilla", "text": "Habla del pan. {level}"})
    document = client.post("/api/documents", files={"file": ("mar.txt", TEXT.encode())}).json()
    reading = client.post("/api/conversations", json={"level": "A2", "document_id": document["id"]}).json()["id"]
    say(client, reading, "¿Qué hizo el pescador?")
    talk = begin(client, "A2", "cafe")
    say(client, talk, "Yo quiere un café con leche, por favor.")
    say(client, talk, "La problema es que no tengo dinero. ¿Qué es la idiosincrasia?")
    say(client, talk, "Gracias, adiós.")
    client.patch(f"/api/conversations/{talk}", json={"title": "Café y problemas"}).raise_for_status()
    client.post(f"/api/conversations/{talk}/share", json={"hours": 24}).raise_for_status()
    corrected = next(m for m in messages(client, talk) if m["role"] == "learner" and m["corrections"])
    dismissed = corrected["corrections"][0]["id"]
    client.post(f"/api/messages/{corrected['id']}/corrections/{dismissed}/dismiss").raise_for_status()
    word = client.post("/api/cards/words", json={"word": "madrugada", "sentence": "Era de madrugada."}).json()
    review = {"rating": 3, "version": word["version"], "duration_ms": 2500}
    client.post(f"/api/cards/{word['id']}/review", json=review).raise_for_status()
    client.patch("/api/review-settings", json={"new_per_day": 7, "timezone": "Europe/Madrid"}).raise_for_status()
    for item in client.get("/api/drills/items", params={"point": "ser-present"}).json()[:3]:
        client.post(f"/api/drills/items/{item['id']}/answer", json={"answer": "son"}).raise_for_status()
    placement = client.post("/api/placement", json={"spoken": False}).json()
    for _ in range(3):
        body = {"item_id": placement["item"]["id"], "answer": "no sé"}
        placement = client.post(f"/api/placement/{placement['id']}/answer", json=body).json()


def dump(database: Path) -> str:
    """The database as SQL; the index over words is made anew, as SQLite fills its tables itself."""
    with closing(sqlite3.connect(database)) as opened:
        indexes = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")]
        made = opened.execute(
            "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL "
            "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, rowid"
        ).fetchall()
        lines = []
        for name, kind, sql in made:
            if name.startswith("sqlite_") or any(name.startswith(f"{index}_") for index in indexes):
                if kind == "table":
                    continue
            lines.append(f"{sql};")
            if kind == "table" and name not in indexes:
                columns = ", ".join(f"quote({row[1]})" for row in opened.execute(f'PRAGMA table_info("{name}")'))
                for row in opened.execute(f'SELECT {columns} FROM "{name}"'):
                    lines.append(f'INSERT INTO "{name}" VALUES ({", ".join(row)});')
        lines += [f"INSERT INTO {index}({index}) VALUES ('rebuild');" for index in indexes]
        return "\n".join(lines) + "\n"


def main(out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, fake_ollama() as ollama, fake_embeddings() as embeddings:
        ollama.tokens = ["¡Qué idiosincrasia ", "tan ", "singular! ", "¿Y tú?"]
        meant = {"embeddings_url": embeddings.url, "embeddings_model": EMBEDDINGS}
        data = Path(folder)
        with running(ollama.tutor(data, **meant)) as server:
            fill(server.client)
            time.sleep(8)  # suggestions and vectors are made while nobody waits
        with running(ollama.tutor(data, accounts=True, **meant)) as server:
            found = re.search(r"token=(\S+)", "".join(server.wait_for_line("#/setup")))
            assert found
            with httpx.Client(base_url=server.url, timeout=60, trust_env=False) as owner:
                body = {"name": "Doña Clara", "password": PASSWORD, "token": found[1]}
                owner.post("/api/owner", json=body).raise_for_status()
                owner.post("/api/invitations").raise_for_status()
                owner.post("/api/tokens", json={"name": "un programa"})
        out.write_text(dump(data / "tutor.db"), "utf-8")
        with closing(sqlite3.connect(data / "tutor.db")) as opened:
            names = [r[0] for r in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            print({name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
