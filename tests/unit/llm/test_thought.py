"""What models think, and the marks of their templates, never come through, however the text is cut."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.llm.base import ChatMessage, ChatRequest, Instead, Scored, Thought, Usage, complete
from tutor.llm.thought import Spoken, ThoughtFilter, without_thought

SAID = "¡Qué bien! ¿Y tú?"
CASES = {
    "tags": f"<think>The user says hello.\nI greet.</think>\n\n{SAID}",
    "empty tags": f"<think>\n\n</think>\n\n{SAID}",
    "other tags": f"<thinking>Hmm… 3 < 4</thinking>{SAID}",
    "upper case": f"<THINK>hm</THINK> {SAID}",
    "brackets": f"[THINK]The learner is at A2.[/THINK]{SAID}",
    "attributes": f"<think type=\"deep\">hm</think>{SAID}",
    "spaced tags": f"< think >hm</ think >{SAID}",
    "scratchpad": f"<scratchpad>3 < 4</scratchpad>{SAID}",
    "piped": f"<|thinking|>hm<|/thinking|>{SAID}",
    "answer": f"<think>hm</think><answer>{SAID}</answer>",
    "bare thought before an answer": f"The user greets.<answer>{SAID}</answer>",
    "answer alone": f"<response>{SAID}</response>",
    "a tool": f"<tool_call>{{\"name\": \"x\"}}</tool_call>{SAID}",
    "an empty tag": f"<think/>{SAID}",
    "granite": f"Here is my thought process:\nThe user greets.\n\nHere is my response:\n{SAID}",
    "labels": f"**Thinking:** The user greets.\n\n**Response:** {SAID}",
    "a shell": f"Thinking...\nThe user greets.\n...done thinking.\n\n{SAID}",
    "phi": f"<|im_start|>assistant<|im_sep|>{SAID}<|im_end|>",
    "exaone": f"[|assistant|]{SAID}[|endofturn|]\n[|user|]Hola",
    "glm": f"[gMASK]<sop><|assistant|>\n{SAID}<|user|>\nHola",
    "llama 2": f"<s>{SAID}</s>",
    "baichuan": f"{SAID}<reserved_106>Hola",
    "nemotron": f"{SAID}<SPECIAL_12>",
    "alpaca": f"{SAID}\n\n### Instruction:\nHola",
    "vicuna": f"{SAID}\nUSER: Hola",
    "anthropic": f"{SAID}\n\nHuman: Hola",
    "a header without its marks": f"assistant\n\n{SAID}",
    "the next without its marks": f"{SAID}\nuser\nHola",
    "a mark cut by the limit": f"{SAID}<|im_en",
    "markup": f"<assistant>{SAID}</assistant>",
    "apertus": f"<|inner_prefix|>The user greets.<|inner_suffix|>{SAID}<|assistant_end|>",
    "a comment": f"<!-- A2, so -> short -- words. -->\n{SAID}",
    "details": f"<details>\n<summary>Thinking</summary>\nThe user greets.\n</details>\n\n{SAID}",
    "a fence": f"```thinking\nThe user greets.\n```\n{SAID}",
    "in brackets": f"[Thinking: the user greets [A2].]\n{SAID}",
    "in parentheses": f"(Thinking: the user (A2) greets.)\n\n{SAID}",
    "a rule": f"*Thinking…* The user greets.\n---\n{SAID}",
    "a switch": f"/no_think {SAID}",
    "a play": f"Tutor: {SAID}\nLearner: Hola",
    "lone close": f"Okay, the user says hello. I should greet.\n</think>\n\n{SAID}",
    "lone close in Spanish": f"El usuario saluda. Respondo con una pregunta.</think>{SAID}",
    "lone close of anything": f"Greeting detected; answer briefly.</think>{SAID}",
    "lone close at once": f"</think>\n\n{SAID}",
    "harmony": "<|channel|>analysis<|message|>User says hi. Respond.<|end|><|start|>assistant<|channel|>final<|message|>"
    f"{SAID}<|return|>",
    "harmony, two channels": "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>commentary<|message|>b"
    f"<|end|><|start|>assistant<|channel|>final<|message|>{SAID}<|end|>",
    "harmony without marks": f"analysisThe user greets. Respond in Spanish.assistantfinal{SAID}",
    "gemma 4": f"<|channel>thought\nThe user greets.\n<channel|>{SAID}<turn|>",
    "cohere": f"<|START_THINKING|>Greet.<|END_THINKING|><|START_RESPONSE|>{SAID}<|END_RESPONSE|>",
    "end of turn": f"{SAID}<|im_end|>\n<|im_start|>user\nHola",
    "gemma's end": f"{SAID}<end_of_turn>\n<start_of_turn>user\nHola",
    "next role": f"{SAID}<|im_start|>user\nBien.<|im_end|>",
    "head": f"<|im_start|>assistant\n{SAID}<|im_end|>",
    "llama's head": f"<|start_header_id|>assistant<|end_header_id|>\n\n{SAID}<|eot_id|>",
    "deepseek's end": f"{SAID}<｜end▁of▁sentence｜>",
    "mistral's": f"[INST]{SAID}</s>[INST] Hola [/INST]",
    "nothing": SAID,
    "signs": SAID + " 2 < 3, [sic] y <3 (¡sí!) ``a``",
}  # fmt: skip
WANTED = dict.fromkeys(CASES, SAID) | {"signs": CASES["signs"]}


def heard(parts: Sequence[str]) -> str:
    kept, text = ThoughtFilter(), ""
    for part in [*(kept.add(part) for part in parts), kept.end()]:
        text = part if isinstance(part, Instead) else text + part
    return text.strip()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 1000])
def test_only_what_is_said_comes_through(case: str, size: int) -> None:
    text = CASES[case]
    assert heard([text[n : n + size] for n in range(0, len(text), size)]) == WANTED[case]
    assert without_thought(text) == WANTED[case]


@given(st.sampled_from(sorted(CASES)), st.lists(st.integers(1, 40), max_size=60))
def test_it_does_not_matter_where_the_text_is_cut(case: str, sizes: list[int]) -> None:
    text, parts = CASES[case], list[str]()
    for size in sizes:
        parts, text = [*parts, text[:size]], text[size:]
    assert heard([*parts, text]) == WANTED[case]


@given(st.text("ab <>[]|/¿hola. \n", max_size=60))
def test_what_has_no_marks_comes_through_as_it_is(text: str) -> None:
    if not any(mark in text for mark in ("<|", "</", "<<", "[/", "[INST")):
        assert heard([text[n : n + 3] for n in range(0, len(text), 3)]) == text.strip()


def test_a_reply_begins_at_once_and_a_thought_does_not() -> None:
    assert ThoughtFilter().add("¡Hola") == "¡Hola"
    assert ThoughtFilter().add("Me gusta") == "Me gusta"
    assert ThoughtFilter().add("Okay, the user greets me. ") == ""
    kept = ThoughtFilter()
    assert kept.add("Vale,") + kept.add(" quedamos") == "Vale, quedamos"


def test_a_thought_that_never_ends_leaves_nothing() -> None:
    assert heard(["<think>The user", " wants"]) == ""
    assert heard(["<|channel|>analysis<|message|>The user"]) == ""


def test_a_closing_tag_after_the_reply_takes_nothing_back() -> None:
    assert heard([SAID, "\n</think>", "\n"]) == SAID


class _Model:
    engine, name, shares_cpu, continues_answers = "fake", "fake", False, False

    def __init__(self, *replies: list[str | Usage]) -> None:
        self.replies = list(replies)
        self.closed = 0

    async def load(self) -> None: ...

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        try:
            for part in self.replies.pop(0):
                yield part
        finally:
            self.closed += 1

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None: ...

    async def close(self) -> None: ...


REQUEST = ChatRequest([{"role": "user", "content": "Hola."}], 50)


async def test_a_model_that_closes_what_its_template_opened_is_waited_for_the_next_time() -> None:
    thought = ["Greeting", " detected.", "</think>", SAID]
    model = Spoken(_Model([*thought], [*thought], [SAID]))
    assert await complete(model, REQUEST) == SAID
    told = [part async for part in model.stream(REQUEST) if not isinstance(part, Thought)]
    assert told == [SAID]  # not a word of the thought, not even for a moment
    assert await complete(model, REQUEST) == SAID


async def test_a_model_that_goes_on_after_its_turn_is_stopped_and_what_it_cost_is_told() -> None:
    usage = Usage(1, 2, None, None)
    wild = _Model([SAID, "<|im_end|>", *["más "] * 500])
    assert await complete(Spoken(wild), REQUEST) == SAID
    assert wild.closed == 1
    tame = Spoken(_Model([SAID, "<|im_end|>", usage]))
    assert [part async for part in tame.stream(REQUEST) if not isinstance(part, Thought)] == [SAID, usage]


async def test_how_likely_a_piece_was_stays_with_it() -> None:
    told = [p async for p in Spoken(_Model([Scored("Ho", -0.1), Scored("la", -0.2)])).stream(REQUEST)]
    assert [(p, p.logprob) for p in told if isinstance(p, Scored)] == [("Ho", -0.1), ("la", -0.2)]
