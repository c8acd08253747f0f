"""All engines' candidates for a text, merged into the edits a learner is told of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import anyio.to_thread

from tutor.corrections import llm
from tutor.corrections.check import Checked, Corrector
from tutor.corrections.edits import Edit
from tutor.corrections.languagetool import LanguageTool
from tutor.corrections.policy import CorrectionPreferences
from tutor.corrections.proposal import propose
from tutor.llm.base import ChatModel
from tutor.llm.families import family_name

Groups = list[tuple[int, list[Edit]]]
Worker = Callable[..., Awaitable[Any]]


async def review(
    corrector: Corrector,
    text: str,
    preferences: CorrectionPreferences,
    *,
    model: ChatModel | None = None,
    languagetool: LanguageTool | None = None,
    worker: Worker = anyio.to_thread.run_sync,
) -> Checked:
    """The corrections with the help of a language model and a LanguageTool server, where there are any; `worker` runs what
    computes.

    What a helper fails to answer is left out; whatever else goes wrong with the model is raised.
    """
    groups = await worker(lambda: list(corrector.candidates(text, preferences)))
    if languagetool:
        add(groups, await languagetool.candidates(text, preferences.level, preferences.first_language))
    if model:
        proposal = await propose(model, text, [edit for _, edits in groups for edit in edits])
        groups = await worker(
            llm.judged, corrector, text, groups, proposal, preferences, model.engine, family_name(model.name)
        )
    checked: Checked = await worker(corrector.chosen, text, groups, preferences)
    return checked


def add(groups: Groups, edits: Iterable[Edit]) -> None:
    """Put another engine's edits with the sentences they belong to; engines that agree make an edit surer."""
    for edit in edits:
        into = _sentence(groups, edit.start)
        if into is None:
            continue
        for n, other in enumerate(into):
            if (other.start, other.end, other.replacement) == (edit.start, edit.end, edit.replacement):
                into[n] = replace(other, confidence=1 - (1 - other.confidence) * (1 - edit.confidence))
                break
        else:
            into.append(edit)


def _sentence(groups: Sequence[tuple[int, list[Edit]]], at: int) -> list[Edit] | None:
    """The edits of the sentence that a place belongs to."""
    found = None
    for start, edits in groups:
        if start > at:
            break
        found = edits
    return found
