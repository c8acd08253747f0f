"""Fetching, trying and removing what answers, hears and speaks. Whoever learns may look; the owner changes."""

from __future__ import annotations

import time
from typing import Annotated, Any, cast

import anyio.to_thread
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse

from tutor.api.deps import LearnerId, MaybePerson, ServicesDep, rated
from tutor.api.models.schemas import DownloadOut, MachineOut, ModelOut, ModelsOut, TryIn, TryOut
from tutor.conversation.prompt.builder import build_messages, system_prompt
from tutor.conversation.scenes.library import scenes
from tutor.core.accelerators import accelerators
from tutor.core.downloads.partner import this_machine
from tutor.core.errors import EmptyText, Forbidden, InvalidInput
from tutor.learners.models.room import ModelRoom
from tutor.llm.base import ChatMessage, Instead, Thought, Usage
from tutor.llm.families import reply_request
from tutor.llm.prompt_guard import guarded
from tutor.speech.audio.encode import encoded, media_type
from tutor.speech.tts.synthesize import say_once
from tutor.store.tables import Learner

router = APIRouter(prefix="/api/models", tags=["models"])

# What a voice says to show how it sounds.
PREVIEW = "Hola, ¿qué tal? Me gusta hablar contigo: cuéntame algo de tu día."
# Long enough to compare two replies, in tokens.
TRY_TOKENS = 120


def _room(request: Request) -> ModelRoom:
    return cast(ModelRoom, request.app.state.models)


RoomDep = Annotated[ModelRoom, Depends(_room)]


def _may_change(person: MaybePerson) -> bool:
    """Without accounts it is one's own tutor."""
    return person is None or person.account.role == "owner"


MayChange = Annotated[bool, Depends(_may_change)]


def _owner(may_change: MayChange) -> None:
    if not may_change:
        raise Forbidden()


OWNER: Any = Depends(_owner)


@router.get("")
async def list_models(room: RoomDep, learner_id: LearnerId, may_change: MayChange) -> ModelsOut:
    """What there is and what can be had, and how each does on this machine."""
    goods = await room.goods()
    machine = await anyio.to_thread.run_sync(this_machine)
    told = await anyio.to_thread.run_sync(accelerators)
    gpu = told.llama or (told.gpu if told.whisper or told.onnx else None)
    shape = MachineOut(memory_gb=round(machine.memory_gb, 1), cores=machine.cores, gpu=gpu.name if gpu else "")
    models = [ModelOut.of(good) for good in goods]
    ollama = any(good.engine == "ollama" for good in goods)
    return ModelsOut(machine=shape, may_change=may_change, ollama=ollama, models=models)


@router.post("/{id:path}/download", status_code=202, dependencies=[OWNER])
async def fetch_model(id: str, room: RoomDep) -> DownloadOut:
    """Begin to fetch one, or go on with what has come of it; the list tells how far it is."""
    return DownloadOut.model_validate(await room.get(id), from_attributes=True)


@router.delete("/{id:path}/download", status_code=204, dependencies=[OWNER])
async def cancel_fetch(id: str, room: RoomDep) -> Response:
    """Break a fetch off; what has come is kept."""
    await room.cancel(id)
    return Response(status_code=204)


@router.post("/{id:path}/use", status_code=204, dependencies=[OWNER])
async def hear_with(id: str, room: RoomDep) -> Response:
    """Hear with these ears from the next recording on."""
    await room.hear_with(id)
    return Response(status_code=204)


@router.post("/{id:path}/measure", dependencies=[OWNER])
async def measure_model(id: str, room: RoomDep) -> ModelOut:
    """Find out how one does on this machine; it may take a minute or two."""
    await room.measure(id)
    return ModelOut.of(await room.good(id))


@router.post("/{id:path}/try", dependencies=[OWNER, rated("turns")])
async def try_model(id: str, body: TryIn, room: RoomDep, services: ServicesDep, learner_id: LearnerId) -> TryOut:
    """One answer of one model, to be compared with another's; one after the other. Nothing of it is kept.

    The owner's: another model is loaded for it, in the place of one that others talk with where memory is short.
    """
    if not body.text.strip():
        raise EmptyText()
    model = await room.chat_model(id)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    said: ChatMessage = {"role": "user", "content": guarded(body.text.strip())}
    messages = build_messages(system_prompt(body.level, scenes()[0], learner.first_language), "", [said])
    request = reply_request(model.name, messages, TRY_TOKENS, services.settings.temperature)
    async with room.trying:
        await model.load()
        began, first, text, speed = time.monotonic(), 0.0, "", None
        async for part in services.engines.queues["llm"].stream(learner_id, model.stream(request)):
            if isinstance(part, Usage):
                speed = part.tokens_per_s
            elif not isinstance(part, Thought):
                first = first or (time.monotonic() - began if part.strip() else 0.0)
                text = str(part) if isinstance(part, Instead) else text + part
    return TryOut(id=id, text=text.strip(), first_token_s=round(first, 3), tokens_per_s=speed)


@router.get("/{id:path}/preview", response_class=Response, dependencies=[rated("speech")])
async def preview_voice(id: str, room: RoomDep, services: ServicesDep, learner_id: LearnerId) -> Response:
    """A voice that is here, saying a sentence, as WAV."""
    good = await room.good(id)
    if good.kind != "tts" or not good.installed:
        raise InvalidInput(f"{good.name} is not here yet.", action="Get it first, then you can hear it.")
    voice_id, voice = await services.engines.voices.voice(id)
    variety = services.engines.voices.variety(voice_id)
    said = say_once(voice, PREVIEW, 1.0, services.engines.queues["tts"], learner_id, variety)
    sound = encoded(said, "wav", voice.sample_rate)
    return StreamingResponse(sound, media_type=media_type("wav"), headers={"Cache-Control": "no-store"})


@router.delete("/{id:path}", status_code=204, dependencies=[OWNER])
async def remove_model(id: str, room: RoomDep) -> Response:
    """Delete one from the disk."""
    await room.remove(id)
    return Response(status_code=204)
