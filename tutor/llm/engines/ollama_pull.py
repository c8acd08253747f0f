"""Fetching and removing models of an Ollama: `/api/pull`, told line by line, and `/api/delete`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import httpx

from tutor.core.errors import DownloadFailed, InvalidInput, NotFound, TutorError
from tutor.core.loopback import is_private
from tutor.llm.engines.ollama_list import in_the_cloud
from tutor.llm.engines.reasons import reason

# `name`, `name:tag`, `folder/name:tag`, `host:port/folder/name:tag`.
NAME = re.compile(r"[\w][\w.-]*(?::\d+)?(?:/[\w][\w.-]*)*(?::[\w][\w.-]*)?")
LONGEST_NAME = 200
# What ends an address in numbers, however they are written; no public name ends so (RFC 3696, 2).
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
# Between two lines it may check gigabytes, in seconds.
TIMEOUT = httpx.Timeout(connect=3.0, read=300.0, write=30.0, pool=30.0)


def checked(name: str) -> str:
    """A model's name that may be fetched. Raises InvalidInput."""
    name = name.strip()
    if len(name) > LONGEST_NAME or not NAME.fullmatch(name):
        raise InvalidInput(f"{name[:60]} is not the name of a model.", action="Write it as Ollama does: gemma3:4b.")
    if _in_a_private_network(name):
        raise InvalidInput(
            f"{name[:60]} is fetched from an address inside this network.",
            action="Fetch it there with `ollama pull`, if that is meant.",
        )
    if in_the_cloud(name):
        raise InvalidInput(
            f"{name} is computed by somebody else: what you say would leave this computer.",
            action="Choose one without “cloud” in its name.",
        )
    return name


def _in_a_private_network(name: str) -> bool:
    """Whether a name has Ollama ask a server that is none of the public ones: who may fetch models needs not see those."""
    first, *rest = name.split("/")
    if not rest or (len(rest) == 1 and not {".", ":"} & set(first)):
        return False  # that of a folder
    host = first.partition(":")[0].lower().rstrip(".")
    return is_private(host) or _NUMBER.fullmatch(host.rpartition(".")[2]) is not None


async def pull(http: httpx.AsyncClient, name: str, report: Callable[[int, int], None]) -> None:
    """Fetch a model; `report` hears the bytes that are here, and those known of. What breaks off is gone on with later.

    Raises DownloadFailed, NotFound.
    """
    came: dict[str, tuple[int, int]] = {}
    status = ""
    try:
        asked = {"model": name, "stream": True}
        async with http.stream("POST", "/api/pull", json=asked, timeout=TIMEOUT) as answer:
            if answer.status_code != httpx.codes.OK:
                raise _failure(name, answer.status_code, _told(await answer.aread()))
            async for line in answer.aiter_lines():
                if not line.strip():
                    continue
                told = json.loads(line)
                if not isinstance(told, dict):
                    raise ValueError("not told as Ollama does")
                if error := told.get("error"):
                    raise _failure(name, 200, str(error))
                status = str(told.get("status", ""))
                total, here = told.get("total"), told.get("completed", 0)
                if isinstance(total, int) and total > 0 and isinstance(here, int):
                    came[str(told.get("digest") or status)] = min(here, total), total
                    report(sum(one for one, _ in came.values()), sum(all for _, all in came.values()))
    except (httpx.HTTPError, ValueError) as error:
        raise DownloadFailed(
            f"{name} could not be fetched: Ollama broke off.",
            action="See that Ollama runs, then press “Get it” again; it goes on where it stopped.",
            detail=str(error),
        ) from error
    if status != "success":
        raise DownloadFailed(
            f"{name} has not come whole.", action="Press “Get it” again; it goes on where it stopped.", detail=status
        )


async def remove(http: httpx.AsyncClient, name: str) -> None:
    """Delete a model. Raises NotFound, DownloadFailed."""
    try:
        answer = await http.request("DELETE", "/api/delete", json={"model": name}, timeout=TIMEOUT)
    except httpx.HTTPError as error:
        raise DownloadFailed(
            f"{name} could not be removed.", action="See that Ollama runs.", detail=str(error)
        ) from error
    if answer.status_code == httpx.codes.NOT_FOUND:
        raise NotFound(f"Ollama does not have {name}.", action="Reload the page.")
    if answer.is_error:
        raise DownloadFailed(
            f"{name} could not be removed.", action=f"Try `ollama rm {name}`.", detail=_told(answer.content)
        )


def _told(body: bytes) -> str:
    try:
        return str(json.loads(body).get("error", ""))
    except (ValueError, AttributeError):
        return body[:200].decode(errors="replace")


def _failure(name: str, status: int, told: str) -> TutorError:
    if re.search(r"no space left|disk is full|not enough (?:disk )?space", told, re.IGNORECASE):
        return DownloadFailed(
            f"The disk has too little room for {name}.", action="Free some space, then fetch it again.", detail=told
        )
    if re.search(r"newer version of ollama|requires a newer", told, re.IGNORECASE):
        return DownloadFailed(
            f"{name} needs a newer Ollama.", action="Update Ollama, then fetch it again.", detail=told
        )
    if re.search(r"file does not exist|not found|no such model|invalid model|does not exist", told, re.IGNORECASE):
        return NotFound(f"Ollama knows no model called {name}.", action="Look at its name on ollama.com.")
    if why := reason("Ollama", name, status, told):
        return why
    return DownloadFailed(
        f"{name} could not be fetched.", action="Check the network, then fetch it again; it goes on.", detail=told
    )
