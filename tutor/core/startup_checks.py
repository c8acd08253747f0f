"""Settings the tutor refuses to start with."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from urllib.parse import urlsplit

from limits import parse
from pydantic import SecretStr

from tutor.core.errors import UnsafeSettings
from tutor.core.loopback import is_loopback, is_private
from tutor.core.settings import Settings

_ANY_ADDRESS = {"0.0.0.0", "::", ""}  # noqa: S104
_SECRET_FILES = (Path(".env"), Path("tutor.toml"))


def refuse_unsafe(settings: Settings) -> None:
    """Raises UnsafeSettings for what would let others in, or let them read a secret."""
    names = set(settings.allowed_hosts)
    if "*" in names:
        raise UnsafeSettings(
            "Any name would do for this tutor, also one that a hostile page points at it.",
            action="Write the names under which it is reached into TUTOR_ALLOWED_HOSTS.",
        )
    reachable = not is_loopback(settings.host) or any(not is_loopback(name) for name in names)
    if reachable and not settings.accounts:
        raise UnsafeSettings(detail=f"host {settings.host}, names {sorted(names)}")
    if settings.host in _ANY_ADDRESS and not names:
        raise UnsafeSettings(
            "It isn't known under which name this tutor is reached.",
            action='Write it into TUTOR_ALLOWED_HOSTS, for example ["tutor.example.org"].',
        )
    for origin in settings.allowed_origins:
        if not _is_origin(origin):
            raise UnsafeSettings(
                f"{origin} in TUTOR_ALLOWED_ORIGINS isn't the address of one page's server.",
                action='Name each one, without a path: ["https://page.example.org"].',
            )
    _refuse_unsafe_sign_in(settings)
    if settings.bus and not settings.database.startswith("postgresql"):
        raise UnsafeSettings(
            "TUTOR_BUS is for several tutors on one database, and several can't share SQLite's file.",
            action="Name a PostgreSQL database in TUTOR_DATABASE_URL, or leave TUTOR_BUS empty.",
        )
    if settings.bus and not settings.bus.startswith(("valkey://", "valkeys://")):
        raise UnsafeSettings(
            "TUTOR_BUS isn't the address of a Valkey server.",
            action="Write it as valkey://host:6379/0, or valkeys:// where it is encrypted.",
        )
    if settings.bus and not urlsplit(settings.bus).password and not is_private(urlsplit(settings.bus).hostname or ""):
        raise UnsafeSettings(
            "Whoever reaches that Valkey server hears what learners say, and it asks for no password.",
            action="Set one there and write valkeys://:password@host:6379/0, or name a server of a private network.",
        )
    store = urlsplit(settings.files_url)
    if store.scheme == "http" and not is_private(store.hostname or ""):
        raise UnsafeSettings(
            "What learners say would go to that store of recordings in clear text.",
            action="Write https:// in TUTOR_FILES_URL, or name a store of a private network.",
        )
    if settings.wyoming_port and not is_loopback(settings.wyoming_host):
        raise UnsafeSettings(
            "Wyoming knows no sign-in, so it is for this machine only.",
            action="Leave TUTOR_WYOMING_HOST at 127.0.0.1 and let Home Assistant reach it through a tunnel.",
        )
    for name in [name for name in Settings.model_fields if name.endswith("_rate")]:
        try:
            parse(getattr(settings, name))
        except ValueError as error:
            raise UnsafeSettings(
                f"TUTOR_{name.upper()} isn't a rate.", action='Write it as "30/minute".', detail=str(error)
            ) from error
    if _secrets_in_files(settings):
        for file in _SECRET_FILES:
            if file.exists() and os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
                raise UnsafeSettings(
                    f"{file} holds a password or a key, and other people on this machine can read it.",
                    action=f"Run `chmod 600 {file}`, or give the secret in the environment.",
                )


def _refuse_unsafe_sign_in(settings: Settings) -> None:
    if settings.public_url and not _is_origin(settings.public_url.rstrip("/")):
        raise UnsafeSettings(
            "TUTOR_PUBLIC_URL isn't the address of a server.",
            action="Write it without a path: https://tutor.example.org.",
        )
    if not settings.oidc_issuer:
        return
    issuer = urlsplit(settings.oidc_issuer)
    if issuer.scheme != "https" and not (issuer.scheme == "http" and is_private(issuer.hostname or "")):
        raise UnsafeSettings(
            "TUTOR_OIDC_ISSUER can be overheard, and who overhears it can sign in as anybody.",
            action="Name it by https://, or one of a private network.",
        )
    if not settings.oidc_client_id or not settings.accounts:
        raise UnsafeSettings(
            "TUTOR_OIDC_ISSUER is set, and nobody could sign in with it.",
            action="Set TUTOR_OIDC_CLIENT_ID and TUTOR_ACCOUNTS=1 too, or leave it empty.",
        )


def _secrets_in_files(settings: Settings) -> bool:
    """Whether a secret is set that does not come from the environment."""
    secrets = {name for name, value in settings if isinstance(value, SecretStr) and value.get_secret_value()}
    if urlsplit(settings.database_url).password:
        secrets.add("database_url")
    if urlsplit(settings.bus).password:
        secrets.add("bus")
    return any(not os.environ.get(f"TUTOR_{name.upper()}") for name in secrets)


def _is_origin(text: str) -> bool:
    """Whether it is what a browser sends as Origin: `*` would let every page act as the learner who is signed in."""
    parts = urlsplit(text)
    named = parts.scheme in ("http", "https") and bool(parts.hostname) and "*" not in text
    return named and text == f"{parts.scheme}://{parts.netloc}".lower() and "@" not in parts.netloc
