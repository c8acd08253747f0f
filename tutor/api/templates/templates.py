"""Templates of system prompts: written, saved as versions, tried, exported and imported."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, replace
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Query, Response
from sse_starlette import EventSourceResponse

from tutor.api.answer import ANSWER_STREAM, answer
from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, rated
from tutor.api.schemas import Language
from tutor.api.sse import sse
from tutor.api.templates.schemas import TemplateImport, TemplateIn, TemplateOut, Trial
from tutor.conversation.prompt.builder import build_messages, check_template, examples_at, fit, system_prompt, variables
from tutor.conversation.prompt.templates import file, shelf
from tutor.conversation.prompt.templates.shelf import Kept
from tutor.conversation.scenes.library import scene
from tutor.core.errors import EmptyText, NotFound, TextTooLong
from tutor.core.levels import Level
from tutor.llm.base import ChatMessage
from tutor.llm.families import reply_request
from tutor.llm.prompt_guard import guarded

router = APIRouter(prefix="/api/templates", tags=["templates"])

_FILE = {200: {"content": {"application/toml": {}}, "description": "The template as a file."}}


@router.get("")
async def list_templates(services: ServicesDep, learner_id: LearnerId) -> list[TemplateOut]:
    """The built-in template, then the learner's own by name, each in its newest version."""
    return [_out(one) for one in await services.store.read(lambda session: shelf.kept(session, learner_id))]


@router.get("/variables")
async def list_variables(
    level: Level = Level.A2, scenario_id: str = "charla", first_language: Annotated[Language, Query()] = "en"
) -> dict[str, str]:
    """The variables of templates, and what they stand for in such a conversation."""
    return variables(level, scene(scenario_id), first_language)


@router.post("", status_code=201, dependencies=[rated("checks")])
async def add_template(body: TemplateIn, services: ServicesDep, learner_id: LearnerId) -> TemplateOut:
    """A new template."""
    check_template(body.text, services.settings.context_tokens)
    return _out(await services.store.run(lambda session: shelf.add(session, learner_id, body.name, body.text)))


@router.post("/import", status_code=201, dependencies=[rated("checks")])
async def import_template(body: TemplateImport, services: ServicesDep, learner_id: LearnerId) -> TemplateOut:
    """A new template from a file."""
    found = await anyio.to_thread.run_sync(file.read, body.text)
    return await add_template(TemplateIn(name=found.name, text=found.text), services, learner_id)


@router.post("/try", responses=ANSWER_STREAM, response_class=EventSourceResponse, dependencies=[rated("turns")])
async def try_template(
    body: Trial, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> EventSourceResponse:
    """One answer to a message, as a stream, under a template and with these parameters. Nothing of it is kept."""
    settings = services.settings
    if not body.message.strip():
        raise EmptyText()
    if len(body.message) > settings.max_text_chars:
        raise TextTooLong(f"A message can have {settings.max_text_chars} characters.")
    text = body.text or (await _versions(services, learner_id, body.template_id))[0].text
    check_template(text, settings.context_tokens)
    chosen = scene(body.scenario_id)
    system = system_prompt(body.level, chosen, body.first_language, text)
    said: ChatMessage = {"role": "user", "content": guarded(body.message.strip())}
    examples = examples_at(body.level, chosen)
    messages = build_messages(system, "", [said], examples=examples)
    limit = body.max_tokens or settings.reply_tokens
    choice = await services.engines.llm.choose(learner_id, "reply", body.message, body.level)
    request = replace(
        reply_request(
            choice.model.name,
            fit(messages, settings.context_tokens - min(limit, settings.context_tokens // 2), head=1 + len(examples)),
            limit,
            settings.temperature if body.temperature is None else body.temperature,
        ),
        top_p=body.top_p,
    )
    return sse(answer(services, background, learner_id, request, "reply", body.message, body.level))


@router.get("/{template_id}/versions")
async def list_versions(template_id: str, services: ServicesDep, learner_id: LearnerId) -> list[TemplateOut]:
    """Every version of a template, the newest first. To go back to one, save its text again."""
    return [_out(one) for one in await _versions(services, learner_id, template_id)]


@router.put("/{template_id}", dependencies=[rated("checks")])
async def save_template(
    template_id: str, body: TemplateIn, services: ServicesDep, learner_id: LearnerId
) -> TemplateOut:
    """Rename a template, and save another text as its next version. Conversations keep the one they began with."""
    check_template(body.text, services.settings.context_tokens)
    saved = await services.store.run(lambda session: shelf.save(session, learner_id, template_id, body.name, body.text))
    return _out(saved)


@router.delete("/{template_id}", status_code=204)
async def delete_template(template_id: str, services: ServicesDep, learner_id: LearnerId) -> Response:
    """Delete a template with all its versions. Conversations that began with it go on with the built-in one."""
    await services.store.run(lambda session: shelf.remove(session, learner_id, template_id))
    await services.scrub()
    return Response(status_code=204)


@router.get("/{template_id}/file", responses=_FILE, response_class=Response)  # type: ignore[arg-type]
async def export_template(
    template_id: str,
    services: ServicesDep,
    learner_id: LearnerId,
    version: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """A template as a file, in its newest version or an older one."""
    found = await _versions(services, learner_id, template_id)
    wanted = next((one for one in found if version in (None, one.version)), None)
    if wanted is None:
        raise NotFound("That version does not exist.", action="Choose another.")
    headers = {
        "Content-Disposition": f'attachment; filename="{_file_name(wanted.name)}.toml"',
        "Cache-Control": "no-store",
    }
    return Response(file.written(wanted.name, wanted.text), media_type="application/toml", headers=headers)


async def _versions(services: ServicesDep, learner_id: str, template_id: str) -> list[Kept]:
    return await services.store.read(lambda session: shelf.versions(session, learner_id, template_id))


def _file_name(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "template"


def _out(one: Kept) -> TemplateOut:
    return TemplateOut.model_validate(asdict(one))
