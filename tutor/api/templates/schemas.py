"""What goes over the wire about templates."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from tutor.api.schemas import Language, Strict
from tutor.conversation.prompt.templates.file import MOST_FILE_CHARS
from tutor.conversation.prompt.templates.text import Name, TemplateText
from tutor.core.levels import Level
from tutor.store.tables import BUILT_IN_ID

TemplateId = Annotated[str, StringConstraints(max_length=40)]


class TemplateIn(Strict):
    name: Name
    text: TemplateText


class TemplateOut(BaseModel):
    """A template in one version. The built-in one has none, and `id` is `built-in`."""

    id: str
    name: str
    version: int | None
    text: str
    saved_at: datetime | None


class TemplateImport(Strict):
    """The content of a file that was exported."""

    text: Annotated[str, StringConstraints(max_length=MOST_FILE_CHARS)]


class Trial(Strict):
    """A message to try a template on: `text`, or else the newest version of the one with that id.

    What is left out is as in a conversation; `top_p` is then the engine's own.
    """

    template_id: TemplateId = BUILT_IN_ID
    text: TemplateText | None = None
    message: str
    level: Level
    scenario_id: str = "charla"
    first_language: Language = "en"
    temperature: Annotated[float | None, Field(ge=0, le=2)] = None
    top_p: Annotated[float | None, Field(gt=0, le=1)] = None
    max_tokens: Annotated[int | None, Field(ge=1, le=2048)] = None
