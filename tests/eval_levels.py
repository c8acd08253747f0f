"""How often replies of the embedded model lie above the learner's level, before and after simplification.

python -m tests.eval_levels [messages per level]
"""

from __future__ import annotations

import asyncio
import sys

from tests.conftest import REAL
from tutor.drills.readability import level_of
from tutor.drills.simplify import easier, far_above
from tutor.levels import Level
from tutor.llm.base import ChatMessage, ChatRequest, complete
from tutor.prompts import build_messages, scenario, system_prompt
from tutor.services import Services
from tutor.store.session import Store

SAID = (
    "Hola, me gusta viajar. ¿Y a ti?",
    "¿Qué piensas de la tecnología?",
    "Cuéntame algo de la historia de España.",
    "Ayer fui al mercado con mi madre.",
    "¿Por qué es importante cuidar el medio ambiente?",
    "Quiero hablar de comida.",
)


async def main(count: int) -> None:
    services = Services(REAL.model_copy(update={"llm": "embedded", "data_dir": REAL.data_dir}), Store("sqlite://"))
    model = (await services.models.choose()).model
    print(f"{model.name}: replies above the level (score), of {count} each; far above; after simplification")
    for n, level in enumerate(Level, 1):
        above = far = mended = 0
        for said in SAID[:count]:
            turns: list[ChatMessage] = [{"role": "user", "content": said}]
            messages = build_messages(system_prompt(level, scenario("charla"), "en"), "", turns)
            reply = await complete(model, ChatRequest(messages, 160))
            above += level_of(reply).score > n + 0.5
            if far_above(reply, level):
                far += 1
                simpler = await easier(model, reply, level)
                mended += simpler is not None and not far_above(simpler, level)
        print(f"{level}: above {above}, far above {far}, of these no longer so once simplified {mended}", flush=True)
    await services.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else len(SAID)))
