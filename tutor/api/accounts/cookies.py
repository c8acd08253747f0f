"""The cookies of a browser: its session, that somebody has signed in there, and a sign-in under way."""

from __future__ import annotations

from datetime import timedelta

from fastapi import Request, Response

from tutor.core.settings import Settings

COOKIE = "tutor_session"
DEVICE_COOKIE = "tutor_device"  # tells that somebody has signed in here before, and opens nothing


def public_url(request: Request, settings: Settings) -> str:
    """The address under which browsers reach this tutor, without a path."""
    return settings.public_url.rstrip("/") or f"{request.url.scheme}://{request.headers.get('host', '')}"


def is_encrypted(request: Request, settings: Settings) -> bool:
    """Whether browsers reach this tutor by HTTPS."""
    return request.url.scheme == "https" or settings.public_url.startswith("https:")


def set_cookie(response: Response, name: str, value: str, age: timedelta, *, secure: bool) -> None:
    """A cookie that no script reads and that comes from our own page only."""
    response.set_cookie(name, value, max_age=int(age.total_seconds()), httponly=True, samesite="strict", secure=secure)


def set_brought_back(response: Response, name: str, value: str, age: timedelta, *, secure: bool) -> None:
    """One that a browser also brings when another site sends it back to us."""
    response.set_cookie(
        name, value, max_age=int(age.total_seconds()), path="/api", httponly=True, samesite="lax", secure=secure
    )


def set_framed(response: Response, name: str, value: str, age: timedelta) -> None:
    """One of a page that stands in a page of another site, kept for that site alone (CHIPS). Only sent encrypted."""
    response.headers.append(
        "set-cookie",
        f"{name}={value}; Max-Age={int(age.total_seconds())}; Path=/; HttpOnly; Secure; SameSite=None; Partitioned",
    )


def forget(response: Response, name: str, *, path: str = "/", framed: bool = False) -> None:
    """Take a cookie back."""
    if framed:
        set_framed(response, name, "", timedelta(0))
    else:
        response.delete_cookie(name, path=path)
