"""`tutor models list | get | remove`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from tutor.catalogue import entries, fetch
from tutor.settings import Settings


def models_list(settings: Settings) -> int:
    """Print what there is and what is here."""
    catalogue = entries.load_catalogue()
    table = Table("name", "what", "size", "licence", "here", box=None, pad_edge=False)
    for model in catalogue.models:
        _row(table, catalogue, model, model.name, model.about, settings)
    for voice in catalogue.voices:
        about = f"{voice.engine} voice, {voice.language}, {voice.region}, {voice.gender}"
        _row(table, catalogue, voice, voice.id, about, settings)
    Console().print(table)
    return 0


def models_get(settings: Settings, names: Sequence[str], *, for_tests: bool = False) -> int:
    """Fetch models; without names, those the tutor needs. What is here and whole is not fetched again."""
    catalogue = entries.load_catalogue()
    wanted = list(names) or catalogue.needed(settings, for_tests=for_tests)
    missing = [name for name in wanted if not catalogue.installed(catalogue.entry(name), settings)]
    if not missing:
        print("All models are here.")
        return 0
    size = sum(catalogue.entry(name).size_bytes for name in missing)
    print(f"Fetching {len(missing)} models, {size / 1e6:.0f} MB in all, into {settings.data_dir}", flush=True)
    with _shown() as progress:
        for name in missing:
            catalogue.ensure(name, settings, progress)
    catalogue.tidy(settings)
    return 0


def models_remove(settings: Settings, names: Sequence[str]) -> int:
    """Delete models from the disk."""
    catalogue = entries.load_catalogue()
    for name in names:
        print(f"{name}: {'removed' if catalogue.remove(name, settings) else 'was not here'}")
    return 0


def _row(
    table: Table,
    catalogue: entries.Catalogue,
    entry: entries.ModelEntry | entries.VoiceEntry,
    name: str,
    about: str,
    settings: Settings,
) -> None:
    here = "yes" if catalogue.installed(entry, settings) else "-"
    table.add_row(name, about, f"{entry.size_bytes / 1e6:.1f} MB", entry.licence, here)


@contextmanager
def _shown() -> Iterator[fetch.Progress]:
    """Bars on a terminal, a line every few seconds elsewhere."""
    if sys.stdout.isatty():
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns) as bars:
            tasks: dict[tuple[str, int], object] = {}

            def bar(name: str, here: int, total: int) -> None:
                task = tasks.get((name, total))
                if task is None:
                    task = tasks[name, total] = bars.add_task(name, total=total)
                bars.update(task, completed=here)  # type: ignore[arg-type]

            yield bar
        return
    said: dict[str, float] = {}

    def line(name: str, here: int, total: int) -> None:
        if here >= total or time.monotonic() - said.get(name, 0.0) > 5:
            said[name] = time.monotonic()
            print(f"  {name}: {here / 1e6:.0f} of {total / 1e6:.0f} MB", flush=True)

    yield line
