"""Nobody else on the machine reads what was said, whichever command made the folder, and however."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tutors import PATIENCE_S
from tutor import doctor
from tutor.core.private import close_to_others, is_open, make_private
from tutor.core.settings import Settings
from tutor.store.session import Store, held
from tutor.store.tables import Learner

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_that_was_made_carelessly_is_closed_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    with held(folder):
        assert mode(folder) == 0o700


def test_a_database_that_others_could_read_is_closed_with_its_log(tmp_path: Path) -> None:
    file = tmp_path / "tutor.db"
    first = Store(f"sqlite:///{file}")
    first.migrate()
    assert mode(file) == 0o600
    file.chmod(0o644)
    Path(f"{file}-wal").chmod(0o664)
    second = Store(f"sqlite:///{file}")
    assert {mode(path) for path in tmp_path.glob("tutor.db*")} == {0o600}
    for store in (first, second):
        store.close()


@pytest.mark.parametrize("arguments", [["models", "list"], ["backup", "{}/copy.zip"], ["export", "{}/sent"]])
def test_no_command_leaves_anything_for_others(tmp_path: Path, arguments: list[str]) -> None:
    """Also where a command fails: what it has made by then is closed."""
    data = tmp_path / "data"
    store = Store(f"sqlite:///{data}/tutor.db")
    store.migrate()
    with store.session() as session:
        session.add(Learner(id="ana"))
    store.close()
    command = [sys.executable, "-m", "tutor.cli", *(part.format(tmp_path) for part in arguments)]
    env = os.environ | {"TUTOR_DATA_DIR": str(data)}
    subprocess.run(command, env=env, check=True, capture_output=True, timeout=PATIENCE_S)
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert made
    assert arguments[0] != "export" or any(path.suffix == ".zip" for path in made)
    assert not [path for path in made if is_open(path)]


def test_fetching_models_first_leaves_a_closed_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tutor.core.downloads import Catalogue, commands

    monkeypatch.setattr(Catalogue, "installed", lambda *_: True)  # nothing to download here
    commands.models_get(Settings(data_dir=tmp_path / "data", _env_file=None), ["whisper-base"])
    assert mode(tmp_path / "data") == 0o700


def test_the_doctor_tells(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", _env_file=None)
    make_private(settings.data_dir)
    [check] = [check for check in doctor.machine(settings) if check.name == "privacy"]
    assert check.ok
    settings.data_dir.chmod(0o750)
    [check] = [check for check in doctor.machine(settings) if check.name == "privacy"]
    assert check.ok is False
    assert check.mend == f"chmod 700 {settings.data_dir}"


def test_what_is_not_there_is_passed_over(tmp_path: Path) -> None:
    close_to_others([tmp_path / "nothing"])
    assert not (tmp_path / "nothing").exists()
