"""What was told of a learner's sounds is counted by sound, from a time on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from tutor.learners.sounds import note_sounds, sounds_since
from tutor.store.columns import now
from tutor.store.session import Store
from tutor.store.tables import Learner


def word(score: float | None, sound: str = "") -> SimpleNamespace:
    return SimpleNamespace(score=score, sound=sound)


def test_sounds_are_counted(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'tutor.db'}")
    store.migrate()
    with store.session() as session:
        session.add(Learner(id="ana"))
        session.commit()
        before = now() - timedelta(hours=1)
        note_sounds(session, "ana", [word(0.9), word(0.2, "rr"), word(0.1, "rr"), word(None), word(0.3, "ñ")])
        note_sounds(session, "ana", [word(None)])
        note_sounds(session, "ana", [word(0.1, "ñ")])
        session.commit()
        found = sounds_since(session, "ana", before)
        assert (found.words, dict(found.missed)) == (5, {"rr": 2, "ñ": 2})
        assert sounds_since(session, "ana", now() + timedelta(hours=1)).words == 0
        assert sounds_since(session, "nobody", before).missed == []
    store.close()
