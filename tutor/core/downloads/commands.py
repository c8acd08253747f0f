"""`tutor models list | get | pack | remove`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from tutor.core.downloads import entries, fetch
from tutor.core.downloads.partner import (
    Known,
    Size,
    choose_partner,
    remember_size,
    remembered_size,
    suited,
    this_machine,
)
from tutor.core.errors import DiskFull, DownloadFailed
from tutor.core.private import make_private
from tutor.core.settings import Settings

LINE_EVERY_S = 5.0


def models_list(settings: Settings) -> int:
    """Print what there is and what is here. Returns the exit code, as all commands do."""
    catalogue = entries.load_catalogue()
    table = Table("name", "what", "size", "licence", "here", box=None, pad_edge=False)

    def row(entry: entries.Entry, name: str, what: str) -> None:
        here = "yes" if catalogue.installed(entry, settings) else "-"
        table.add_row(name, what, f"{entry.size_bytes / 1e6:.1f} MB", entry.licence, here)

    for model in catalogue.models:
        row(model, model.name, model.description)
    for voice in catalogue.voices:
        row(voice, voice.id, f"{voice.engine} voice, {voice.language}, {voice.region}, {voice.gender}, {voice.quality}")
    # Names must be whole when the list is piped into something.
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    return 0


def models_get(
    settings: Settings,
    names: Sequence[str],
    *,
    for_tests: bool = False,
    size: Size | None = None,
    known: Known | None = None,
    to_begin: bool = False,
) -> int:
    """Fetch models; without names, those the tutor needs. What is here and whole is not fetched again.

    Which chat model that is, this machine decides, or `size`; `to_begin` takes the smallest where that is another one, for
    the running tutor fetches it. Raises NotFound, DiskFull, DownloadFailed.
    """
    make_private(settings.data_dir)  # `make run` comes here first, and conversations will lie beside the models
    catalogue = entries.load_catalogue()
    done = _get(catalogue, settings, names, for_tests=for_tests, size=size, known=known, to_begin=to_begin)
    helpful = [] if names else catalogue.helpful(settings)
    try:
        if not all(catalogue.installed(name, settings) for name in helpful):
            _fetch(catalogue, helpful, settings)
    except (DownloadFailed, DiskFull) as error:
        _say(f"The tutor does without {', '.join(helpful)} ({error.message}). Later: tutor models get")
    return done


def _get(
    catalogue: entries.Catalogue,
    settings: Settings,
    names: Sequence[str],
    *,
    for_tests: bool,
    size: Size | None,
    known: Known | None,
    to_begin: bool,
) -> int:
    if names or for_tests or not settings.computes_here:
        wanted = catalogue.with_models(names) if names else catalogue.needed(settings, for_tests=for_tests)
        return _fetch(catalogue, wanted, settings)
    *others, usual = catalogue.needed(settings)
    if size:
        remember_size(settings, size)
    elif not catalogue.installed(usual, settings):
        size = remembered_size(settings)
    machine = this_machine()
    partner, why = choose_partner(catalogue, settings, machine, size, known)
    _say(why)
    first, _ = suited(catalogue, machine, "small", known or Known())
    if to_begin and first and not catalogue.installed(partner, settings) and settings.better_partner:
        if partner != first.name:
            _say(f"You begin with {first.name}; {partner} comes while you talk.")
        partner = first.name
    try:
        return _fetch(catalogue, [*others, partner], settings)
    except DownloadFailed as error:
        if partner == usual:
            raise
        _say(f"{partner} could not be fetched ({error.message}), so {usual} is the partner. Later: tutor models get")
        return _fetch(catalogue, [*others, usual], settings)


def _fetch(catalogue: entries.Catalogue, wanted: Sequence[str], settings: Settings) -> int:
    missing = [name for name in wanted if not catalogue.installed(name, settings)]
    if not missing:
        _say("All models are here.")
        return 0
    catalogue.check_room(missing, settings)
    total = sum(catalogue.entry(name).size_bytes for name in missing)
    _say(f"Fetching {', '.join(missing)} into {settings.data_dir} ({total / 1e6:.0f} MB in all)")
    with _shown() as progress:
        for name in missing:
            catalogue.ensure(name, settings, progress)
    _say("All models are here.")
    return 0


def models_pack(settings: Settings, target: Path, names: Sequence[str]) -> int:
    """Copy models into a folder for machines without internet; without names, those the tutor needs, fetched if missing.

    Raises NotFound, DiskFull, DownloadFailed, ModelFileBroken.
    """
    catalogue = entries.load_catalogue()
    wanted = catalogue.with_models(names) if names else catalogue.needed(settings)
    _fetch(catalogue, wanted, settings)
    for name in wanted:
        catalogue.pack(name, settings, target)
        _say(f"  {name}")
    _say(f"Take {target} to the other machine, or serve it, and set TUTOR_MODELS_URL there to its path or address.")
    return 0


def models_remove(settings: Settings, names: Sequence[str]) -> int:
    """Delete models from the disk. Raises NotFound before anything is deleted."""
    catalogue = entries.load_catalogue()
    for name in names:
        catalogue.entry(name)
    for name in names:
        _say(f"{name}: {'removed' if catalogue.remove(name, settings) else 'was not here'}")
    return 0


def _say(text: str) -> None:
    Console(soft_wrap=True, highlight=False, markup=False).print(text)


@contextmanager
def _shown() -> Iterator[fetch.Progress]:
    """Bars on a terminal, a line every few seconds elsewhere."""
    if sys.stdout.isatty():
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns) as bars:
            tasks: dict[str, TaskID] = {}

            def bar(name: str, here: int, total: int) -> None:
                if name not in tasks:
                    tasks[name] = bars.add_task(name, total=total)
                bars.update(tasks[name], completed=here)

            yield bar
        return
    said: dict[str, float] = {}

    def line(name: str, here: int, total: int) -> None:
        if here >= total or time.monotonic() - said.get(name, 0.0) > LINE_EVERY_S:
            said[name] = time.monotonic()
            _say(f"  {name}: {here / 1e6:.1f} of {total / 1e6:.1f} MB")

    yield line
