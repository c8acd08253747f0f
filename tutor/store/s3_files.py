"""Files in a store that speaks the S3 API, by the client of those who made it."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from tutor.core.errors import FilesUnreachable, UnsafeSettings
from tutor.core.settings import Settings

log = logging.getLogger(__name__)

# How long a connection and an answer may take, in seconds, and how often one is asked for.
CONNECT_S, ANSWER_S, TRIES = 2.0, 10.0, 2
# Files deleted by one request, as many as the API takes.
AT_ONCE = 1000
# Questions asked at the same time.
TOGETHER = 16
# Sizes remembered, some ten megabytes of them.
MOST_SIZES = 100_000
# What the API says of a file that is not there.
_MISSING = {"404", "NoSuchKey"}
# In the data folder, an empty file for each file of the store that is still to be deleted.
_TO_DELETE = "to-delete"


class S3Files:
    """The files below a prefix of a bucket. It may be used by several threads."""

    def __init__(self, client: Any, bucket: str, prefix: str, to_delete: Path) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix
        self._to_delete = to_delete
        self._sizes: dict[str, int] = {}  # a file never changes: asked for once

    def look(self) -> None:
        with _in_plain_words():
            self._client.head_bucket(Bucket=self._bucket)
        try:
            with _in_plain_words():
                kept = self._client.get_bucket_versioning(Bucket=self._bucket).get("Status")
        except FilesUnreachable as error:  # not every store knows of versions, nor may everybody ask
            log.info("the store of recordings does not tell whether it keeps versions", extra={"why": error.detail})
            return
        if kept == "Enabled":
            raise UnsafeSettings(
                f"The bucket {self._bucket} keeps versions: what a learner deletes would stay in it.",
                action="Suspend its versioning, or name another bucket in TUTOR_FILES.",
            )

    def put(self, name: str, content: BinaryIO) -> None:
        content.seek(0, 2)
        size = content.tell()
        content.seek(0)
        with _in_plain_words():
            self._client.put_object(Bucket=self._bucket, Key=self._key(name), Body=content, ContentLength=size)
        self._remember(name, size)

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes | None:
        part = {} if not start and end is None else {"Range": f"bytes={start}-{'' if end is None else end - 1}"}
        with _in_plain_words(), _or_none():
            content: bytes = self._client.get_object(Bucket=self._bucket, Key=self._key(name), **part)["Body"].read()
            return content
        return None

    def size(self, name: str) -> int | None:
        with _in_plain_words(), _or_none():
            size: int = self._client.head_object(Bucket=self._bucket, Key=self._key(name))["ContentLength"]
            self._remember(name, size)
            return size
        return None

    def total(self, names: Iterable[str]) -> int:
        sizes = {name: self._sizes.get(name) for name in names}
        unknown = [name for name, size in sizes.items() if size is None]
        if unknown:
            with ThreadPoolExecutor(TOGETHER) as threads:
                sizes |= dict(zip(unknown, threads.map(self.size, unknown), strict=True))
        return sum(size or 0 for size in sizes.values())

    def free(self) -> int | None:
        return None

    def names(self) -> list[str]:
        names: list[str] = []
        with _in_plain_words():
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
                names += [one["Key"].removeprefix(self._prefix) for one in page.get("Contents", [])]
        return sorted(names)

    def delete(self, names: Iterable[str]) -> None:
        left = list(names)
        for start in range(0, len(left), AT_ONCE):
            some = left[start : start + AT_ONCE]
            keys = [{"Key": self._key(name)} for name in some]
            with _in_plain_words():
                told = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": keys, "Quiet": True})
            if refused := [one for one in told.get("Errors", []) if one.get("Code") not in _MISSING]:
                raise FilesUnreachable(detail=f"{len(refused)} not deleted: {refused[0].get('Code')}")
            for name in some:
                self._sizes.pop(name, None)

    def discard(self, names: Iterable[str]) -> None:
        # A note on the disk first: it outlives this process too.
        for name in names:
            self._to_delete.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._to_delete / name).touch(mode=0o600)
        notes = list(self._to_delete.iterdir()) if self._to_delete.is_dir() else []
        try:
            self.delete(note.name for note in notes)
        except FilesUnreachable as error:
            log.warning("recordings are still to be deleted", extra={"count": len(notes), "why": error.detail})
            return
        for note in notes:
            note.unlink(missing_ok=True)

    def exchange(self, fresh: Path, aside: Path) -> None:
        files = {file.name: file for file in fresh.iterdir()} if fresh.is_dir() else {}
        for name, file in files.items():
            with file.open("rb") as content:
                self.put(name, content)
        others = [name for name in self.names() if name not in files]
        for name in others:
            if (content_of := self.read(name)) is not None:
                aside.mkdir(mode=0o700, exist_ok=True)
                (aside / name).write_bytes(content_of)
        self.delete(others)

    def _key(self, name: str) -> str:
        return self._prefix + name

    def _remember(self, name: str, size: int) -> None:
        if len(self._sizes) >= MOST_SIZES:
            self._sizes.clear()
        self._sizes[name] = size


def open_s3(settings: Settings) -> S3Files:
    """The files of `settings.files`, which is `s3://bucket/prefix`. Raises UnsafeSettings."""
    try:
        from boto3.session import Session
        from botocore.config import Config
    except ImportError as error:
        raise UnsafeSettings(
            "TUTOR_FILES names a store, and its client is not installed.", action="pip install '.[s3]'"
        ) from error

    address = urlsplit(settings.files)
    prefix = address.path.strip("/")
    config = Config(
        connect_timeout=CONNECT_S,
        read_timeout=ANSWER_S,
        retries={"mode": "standard", "total_max_attempts": TRIES},
        max_pool_connections=2 * TOGETHER,
        # Stores other than the first one know neither newer checksums nor a host for each bucket.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path" if settings.files_url else "auto"},
    )
    try:
        with _in_plain_words():
            client = Session().client("s3", endpoint_url=settings.files_url or None, config=config)
    except ValueError as error:
        raise UnsafeSettings(
            f"TUTOR_FILES_URL is no address: {error}", action="Write it as https://host:port."
        ) from error
    return S3Files(client, address.netloc, f"{prefix}/" if prefix else "", settings.data_dir / _TO_DELETE)


@contextlib.contextmanager
def _in_plain_words() -> Iterator[None]:
    """Errors of the client as those of the tutor."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise FilesUnreachable(detail=str(error)) from error


@contextlib.contextmanager
def _or_none() -> Iterator[None]:
    """Goes on after the block where a file is not there."""
    from botocore.exceptions import ClientError

    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] not in _MISSING:
            raise
