"""`make eval-talk`: scripted learners talk to the tutor, fresh ones and ones with weeks behind them; faults are counted.

    python -m tests.eval_talk [--llm embedded|none|auto] [--learner fresh|history|both] [--dialogues FILE] [--out FOLDER]

The dialogues are those of tests/talk (a copy of the yardstick that this project is measured by; others like them are
kept back). The history is a dozen messages with ordinary mistakes and twenty saved words: what the tutor knows of a
learner must not spoil the talk. Figures stand in docs/decisions/talk.md; no change to a prompt or a scene lands without
them. A fault that a program sees is no bad reply yet, and none is no good one: read `OUT/*.jsonl`, or a sheet of pairs
(`python tests/talk/score_talk.py A --against B --sheet S`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from tests.conftest import REAL, spawned
from tutor.core.settings import Settings

HERE = Path(__file__).parent / "talk"
WORDS = Path(__file__).parent.parent / "tutor/language/es/data/es.dic"
# What a learner of some weeks has got wrong, in our own words.
MISTAKES = (
    "Ayer yo fue al cine con mi hermano.", "La problema es muy grande.", "Mi madre es cansada hoy.",
    "Los niños es en el parque.", "Quiero que tú vienes a mi casa.", "Gracias para tu ayuda.",
    "Me gusta los perros.", "Yo tengo hambre mucho.", "Vivo en Madrid por dos años.", "Espero que tienes tiempo.",
    "Mi amigo trabajan en un banco.", "Voy a la cine el sábado.",
)  # fmt: skip
SAVED = [
    "ventana",
    "llave",
    "abrigo",
    "cuchara",
    "puente",
    "jabón",
    "espejo",
    "ladrillo",
    "martillo",
    "escalera",
    "pañuelo",
    "bolsillo",
    "cosecha",
    "herramienta",
    "cajón",
    "manta",
    "tijeras",
    "cuaderno",
    "almohada",
    "sartén",
]


def history(client: httpx.Client) -> None:
    """What a learner of some weeks has behind them: mistakes typed, words saved."""
    begun = client.post("/api/conversations", json={"level": "A2", "scenario_id": "charla"}).raise_for_status().json()
    for said in MISTAKES:
        client.post(f"/api/conversations/{begun['id']}/turns", json={"text": said, "stream": False}).raise_for_status()
    for word in SAVED:
        client.post("/api/cards/words", json={"word": word}).raise_for_status()


def talk(client: httpx.Client, dialogue: dict[str, Any]) -> dict[str, Any]:
    """One dialogue, in a conversation of its own."""
    asked = {"level": dialogue["level"], "scenario_id": dialogue["scenario"]}
    begun = client.post("/api/conversations", json=asked).raise_for_status().json()
    turns = []
    for said in dialogue["learner"]:
        since = time.perf_counter()
        answer = client.post(f"/api/conversations/{begun['id']}/turns", json={"text": said, "stream": False})
        done = answer.raise_for_status().json()
        turns.append(
            {
                "learner": said,
                "tutor": done["text"],
                "s": round(time.perf_counter() - since, 1),
                "corrections": [(edit["original"], edit["replacement"]) for edit in done["corrections"]],
            }
        )
    opening = [message["text"] for message in begun.get("messages", []) if message["role"] == "tutor"]
    return dialogue | {"opening": opening[:1], "turns": turns}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--llm", default="embedded")
    parser.add_argument("--learner", choices=["fresh", "history", "both"], default="both")
    parser.add_argument("--dialogues", type=Path, default=HERE / "dialogues.jsonl")
    parser.add_argument("--out", type=Path, default=Path("out/talk"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    dialogues = [json.loads(line) for line in args.dialogues.read_text(encoding="utf-8").splitlines()]
    for learner in ("fresh", "history") if args.learner == "both" else (args.learner,):
        transcripts = args.out / f"{args.llm}-{learner}.jsonl"
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(
                data_dir=Path(folder),
                models_dir=REAL.models_folder,
                voices_dir=REAL.voices_folder,
                llm=args.llm,
                corrections_llm=False,
                turns_rate="1000/minute",
            )
            with spawned(settings) as server, transcripts.open("w", encoding="utf-8") as out:
                if learner == "history":
                    history(server.client)
                for dialogue in dialogues:
                    out.write(json.dumps(talk(server.client, dialogue), ensure_ascii=False) + "\n")
                    out.flush()
        print(f"== {args.llm}, {learner} learner ({transcripts})")
        score = [sys.executable, str(HERE / "score_talk.py"), str(transcripts), "--words", str(WORDS)]
        subprocess.run(score, check=True)


if __name__ == "__main__":
    main()
