"""How often replies lie above the learner's level, as the model wrote them and as the learner gets them.

python -m tests.eval_levels [prompts] prints the table of docs/decisions/exercises.md: replies of the embedded model to
so many prompts, spread evenly over the levels, and of a script whose every reply is a text written for level C1.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import tomllib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import REAL
from tutor.conversation.prompt.builder import build_messages, examples_at, scenario, system_prompt
from tutor.core.levels import Level
from tutor.language.es.readability import above, level_of
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest, Usage, complete
from tutor.llm.tasks.simplify import FAR, simplify
from tutor.runtime import Engines
from tutor.store.session import Store

SAID = (
    "Hola, me gusta viajar. ¿Y a ti?",
    "¿Qué piensas de la tecnología?",
    "Cuéntame algo de la historia de España.",
    "Ayer fui al mercado con mi madre.",
    "¿Por qué es importante cuidar el medio ambiente?",
    "Quiero hablar de comida.",
    "¿Cómo es la vida en una ciudad grande?",
)
PROMPTS, REPLY_TOKENS = 40, 160
# A reply this much above the middle of the learner's level belongs to the next one.
NEXT = 0.5


class Script:
    """Answers with the texts of one level, and asked to say them more easily, with those of A2."""

    name, engine = "script", "script"
    shares_cpu = continues_answers = False

    def __init__(self) -> None:
        texts = tomllib.loads((Path(__file__).parent / "data" / "levelled_texts.toml").read_text(encoding="utf-8"))
        self._hard, self._easy = itertools.cycle(texts["C1"]), itertools.cycle(texts["A2"])

    async def load(self) -> None: ...

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        yield next(self._easy if request.messages[0]["content"].startswith("Reescribe") else self._hard)

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None: ...

    async def close(self) -> None: ...


@dataclass
class Tally:
    """Counts of replies to learners of one level, each before and after."""

    replies: int = 0
    above: list[int] = field(default_factory=lambda: [0, 0])
    far: list[int] = field(default_factory=lambda: [0, 0])
    hard_words: list[int] = field(default_factory=lambda: [0, 0])

    def count(self, texts: tuple[str, str], level: Level) -> None:
        self.replies += 1
        for n, text in enumerate(texts):
            over = level_of(text).score - (tuple(Level).index(level) + 1)
            self.above[n] += over > NEXT
            self.far[n] += over >= FAR
            self.hard_words[n] += len(above(text, level))

    def row(self, name: str) -> str:
        pairs = (f"{a} → {b}" for a, b in (self.above, self.far, self.hard_words))
        return f"| {name} | {self.replies} | {' | '.join(pairs)} |"


async def measure(model: ChatModel, prompts: int) -> None:
    heading = "| learner | replies | above | far above | words above |\n|---|---|---|---|---|"
    print(f"\n{model.name}\n\n{heading}", flush=True)
    for at, level in enumerate(Level):
        tally = Tally()
        for said in itertools.islice(itertools.cycle(SAID), at, at + prompts // 6 + (at < prompts % 6)):
            turns: list[ChatMessage] = [{"role": "user", "content": said}]
            system = system_prompt(level, scenario("charla"), "en")
            messages = build_messages(system, "", turns, examples=examples_at(level))
            reply = await complete(model, ChatRequest(messages, REPLY_TOKENS))
            tally.count((reply, (await simplify(model, reply, level)).text), level)
        print(tally.row(level), flush=True)


async def main(prompts: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        given = {"llm": "embedded", "models_dir": REAL.models_folder, "data_dir": Path(folder)}
        engines = Engines.of(REAL.model_copy(update=given), Store("sqlite://"))
        await measure(Script(), prompts)
        await measure((await engines.llm.models.choose()).model, prompts)
        await engines.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else PROMPTS))
