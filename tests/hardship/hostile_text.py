"""Loaded into schemathesis: every third request is sent with text in one of its fields that is none.

It is put in last of all, where requests are sent: schemathesis itself cannot look at such text.
"""

from __future__ import annotations

import atexit
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import requests

HOSTILE = (
    "\ud800 hola",
    "hola \udfff",
    "ho\0la",
    "el nin\u0303o canto\u0301",
    "\u200b\u202e\ufeff\u2028",
    "x" * 200_000,
    "que " * 25_000,
    "que " * 2_500_000,
)
# The last is ten million bytes: now and then.
WEIGHTS = (6, 6, 6, 6, 6, 2, 2, 0.2)
# Those that can stand in an address.
SHORT = (*HOSTILE[2:5], "x" * 8_000)
_CHANCE = random.Random(1)
_ANSWERS: Counter[str] = Counter()
_send = requests.Session.send


def spoiled(self: requests.Session, request: requests.PreparedRequest, **more: Any) -> requests.Response:
    """Sends a request, spoiled in one place."""
    if _CHANCE.random() < 1 / 3 and not str(request.url).endswith("/openapi.json"):
        body = _json(request.body)
        if body:
            _spoil(body, _CHANCE.choices(HOSTILE, WEIGHTS)[0])
            request.body = json.dumps(body).encode()
            request.headers["Content-Length"] = str(len(request.body))
        elif query := parse_qsl(urlsplit(str(request.url)).query):
            name, _ = _CHANCE.choice(query)
            request.url = str(request.url).partition("?")[0] + "?" + urlencode([*query, (name, _CHANCE.choice(SHORT))])
        elif _CHANCE.random() < 0.3:
            head, _, last = str(request.url).rpartition("/")
            if last and not request.body:
                request.url = f"{head}/{quote(_CHANCE.choice(SHORT))}"
    answer = _send(self, request, **more)
    _ANSWERS[str(answer.status_code)] += 1
    return answer


requests.Session.send = spoiled  # type: ignore[method-assign]
atexit.register(lambda: Path("answers.json").write_text(json.dumps(_ANSWERS)))


def _json(body: Any) -> Any:
    try:
        read = json.loads(body)
    except (TypeError, ValueError):
        return None
    return read if isinstance(read, (dict, list)) else None


def _spoil(inside: Any, text: str) -> None:
    """Replace one text anywhere in a body, or whatever there is."""
    while True:
        key = _CHANCE.choice(list(inside) if isinstance(inside, dict) else list(range(len(inside))))
        if not (isinstance(inside[key], (dict, list)) and inside[key]):
            inside[key] = text
            return
        inside = inside[key]
