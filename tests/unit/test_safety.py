"""Settings that would let others in are refused, with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tutor.core.errors import UnsafeSettings
from tutor.core.settings import Settings
from tutor.core.startup_checks import refuse_unsafe


@pytest.mark.parametrize(
    "changes",
    [
        {"host": "0.0.0.0"},
        {"host": "192.168.1.5"},
        {"host": "::"},
        {"host": "127.0.0.1", "allowed_hosts": ["tutor.example.org"]},
        {"host": "0.0.0.0", "accounts": True},
        {"accounts": True, "allowed_hosts": ["*"]},
        {"turns_rate": "often"},
        {"listens_rate": "often"},
        {"checks_rate": "often"},
        {"wyoming_port": 10300, "wyoming_host": "0.0.0.0", "accounts": True},
        {"allowed_origins": ["*"]},
        {"allowed_origins": ["https://*.example.org"]},
        {"allowed_origins": ["https://page.example.org/"]},
        {"allowed_origins": ["page.example.org"]},
        {"allowed_origins": ["null"]},
        {"database_url": "postgresql://db/tutor", "bus": "valkey://valkey.example.org:6379/0"},
        {"database_url": "postgresql://db/tutor", "bus": "valkey://8.8.8.8:6379/0"},
        {"files": "s3://school/tutor", "files_url": "http://store.example.org"},
        {"public_url": "https://tutor.example.org/tutor"},
        {"public_url": "tutor.example.org"},
        {"oidc_issuer": "http://id.example.org", "oidc_client_id": "t", "accounts": True},
        {"oidc_issuer": "https://id.example.org", "accounts": True},
        {"oidc_issuer": "https://id.example.org", "oidc_client_id": "t"},
    ],
)
def test_refused(changes: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UnsafeSettings) as refused:
        refuse_unsafe(Settings(data_dir=tmp_path, **changes))
    assert refused.value.action


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"host": "::1"},
        {"allowed_origins": ["https://page.example.org", "http://localhost:5173"]},
        {"host": "localhost", "accounts": True},
        {"host": "0.0.0.0", "accounts": True, "allowed_hosts": ["tutor.example.org"]},
        {"database_url": "postgresql://db/tutor", "bus": "valkey://valkey:6379/0"},
        {"files": "s3://school/tutor", "files_url": "http://store:9000"},
        {"files": "s3://school/tutor", "files_url": "https://store.example.org"},
        {"database_url": "postgresql://db/tutor", "bus": "valkeys://:secret@valkey.example.org:6379/0"},
        {"public_url": "https://tutor.example.org/"},
        {"oidc_issuer": "https://id.example.org/realms/a", "oidc_client_id": "t", "accounts": True},
        {"oidc_issuer": "http://keycloak:8080/realms/a", "oidc_client_id": "t", "accounts": True},
    ],
)
def test_accepted(changes: dict[str, Any], tmp_path: Path) -> None:
    refuse_unsafe(Settings(data_dir=tmp_path, **changes))


def test_a_password_in_a_file_that_others_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "tutor.toml"
    file.write_text('database_url = "postgresql+psycopg://tutor:secret@127.0.0.1/tutor"\n')
    file.chmod(0o644)
    with pytest.raises(UnsafeSettings, match=r"tutor\.toml"):
        refuse_unsafe(Settings(data_dir=tmp_path))
    file.chmod(0o600)
    refuse_unsafe(Settings(data_dir=tmp_path))
    file.chmod(0o644)
    monkeypatch.setenv("TUTOR_DATABASE_URL", "postgresql+psycopg://tutor:other@127.0.0.1/tutor")
    file.write_text("")
    refuse_unsafe(Settings(data_dir=tmp_path))


def test_the_password_of_valkey_in_a_file_that_others_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "tutor.toml"
    file.write_text('database_url = "postgresql://db/tutor"\nbus = "valkey://:secret@valkey:6379/0"\n')
    file.chmod(0o644)
    with pytest.raises(UnsafeSettings, match=r"tutor\.toml"):
        refuse_unsafe(Settings(data_dir=tmp_path))
    file.chmod(0o600)
    refuse_unsafe(Settings(data_dir=tmp_path))


def test_a_key_in_a_file_that_others_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / ".env"
    file.write_text("TUTOR_ANTHROPIC_KEY=secreta\n")
    file.chmod(0o640)
    with pytest.raises(UnsafeSettings, match=r"\.env") as refused:
        refuse_unsafe(Settings(data_dir=tmp_path))
    assert "secreta" not in str(refused.value) + str(Settings(data_dir=tmp_path))
    file.chmod(0o600)
    refuse_unsafe(Settings(data_dir=tmp_path))
    file.chmod(0o640)
    monkeypatch.setenv("TUTOR_ANTHROPIC_KEY", "otra")
    refuse_unsafe(Settings(data_dir=tmp_path))
