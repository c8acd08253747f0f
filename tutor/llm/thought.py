"""Keeps what a model thinks, and the marks of its template, out of what it says: one filter for all engines.

Models think between tags (`<think>…</think>`, `[THINK]…[/THINK]`), in channels (OpenAI's harmony:
`<|channel|>analysis<|message|>…`, Gemma 4: `<|channel>thought…<channel|>`), or from the start with a closing tag alone, where
their template has opened it. Engines that know the model's template take this out themselves; those that don't, don't.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Literal

from tutor.core.errors import ThoughtTooLong
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest, Instead, Scored, Thought, Usage
from tutor.llm.families import family_of

# What is thought, noted or handed to a tool; none of it is said.
_NAMES = (
    r"(?:think|thinking|thought|thoughts|thought_process|reason|reasoning|reasoning_content|reflection|reflect|analysis"
    r"|scratchpad|inner_monologue|internal_monologue|inner_thoughts|internal|seed:think|tool_call|tool_calls|tool_response"
    r"|function_call)"
)
# A tag may be spaced, and carry attributes.
_ATTRIBUTES = r"(?:\s[^<>]{0,40})?"
_OPENS = (
    rf"<\s?{_NAMES}{_ATTRIBUTES}(?<!/)>|<\|{_NAMES}\|>|\[(?:THINK|THINKING|REASONING)\]|◁think▷"
    r"|<\|(?:begin_of_thought|begin_of_thinking|START_THINKING|inner_prefix)\|>|<unused94>"
)
# Thoughts in what pages and notes are written with: how they open, and what alone closes each.
_NOTES = {
    r"<!--": r"-->",
    r"<details\b[^<>]{0,40}>": r"</details>",
    r"```(?:think|thinking|thought|reasoning|analysis)\b": r"```",
    r"\[(?:thinking|thought|reasoning|internal)\s?:": r"\](?=\s*\n)",
    r"\((?:thinking|thought|reasoning|internal)\s?:": r"\)(?=\s*\n)",
}
_CLOSES = (
    rf"<\s?/\s?{_NAMES}\s?>|<\|/{_NAMES}\|>|</\|{_NAMES}\|>|\[/(?:THINK|THINKING|REASONING)\]|◁/think▷"
    r"|<\|(?:end_of_thought|end_of_thinking|END_THINKING|inner_suffix)\|>|<unused95>|<channel\|>|\.\.\.done thinking\."
)
# Who speaks next, or in which channel.
_HEADS = r"<\|start\|>|<\|channel\|?>|<\|im_start\|>|<\|start_header_id\|>|<start_of_turn>|<\|turn>"
# Begins what is said; whatever stood before it, bare, was thought.
_ANSWERS = r"<(?:answer|response|final|final_answer|output)>"
# Any other special token: the end of the turn, of the text, of an instruction.
_OTHERS = (
    r"<\|/?[A-Za-z][A-Za-z0-9_]{1,30}\|>|<｜[^｜<>]{1,30}｜>|<end_of_turn>|<end_of_utterance>|<turn\|>|<eos>|<bos>|</?s>"
    r"|<(?:sop|eop|pad|unk)>|<(?:reserved_|extra_id_|SPECIAL_|unused)\d+>|</?(?:assistant|user|system)>"
    r"|</(?:answer|response|final|final_answer|output)>"
    rf"|<{_NAMES}\s?/>|\[/?INST\]|\[/?SYSTEM_PROMPT\]|\[(?:gMASK|BOS|EOS)\]|\[\|[a-z_]{{1,20}}\|\]|<</?SYS>>"
)
# Templates without special tokens write who speaks on a line of its own.
_ROLES = (
    r"\n[ \t]*(?:\#{2,3} ?(?:instruction|input|user|human|response|assistant)\b:?"
    r"|(?:user|human|assistant|learner|student):"
    r"|(?:user|assistant|model)[ ]*(?=\n))"
)
_MARK = re.compile(
    rf"(?P<open>{_OPENS})|(?P<note>{'|'.join(_NOTES)})|(?P<close>{_CLOSES})|(?P<answer>{_ANSWERS})|(?P<head>{_HEADS})|(?P<other>{_OTHERS}|{_ROLES})",
    re.IGNORECASE,
)
_OUT = re.compile(
    rf"(?P<close>{_CLOSES}|{_ANSWERS}|<\|end\|>)|(?P<head><\|start\|>|<\|channel\|>)|(?P<other>{_OTHERS})",
    re.IGNORECASE,
)
# What a mark may begin with, at the end of what has come so far.
_PARTIAL = re.compile(
    rf"(?:<{{1,2}}\s?[|｜/]?[|/]?\s?[\w:▁]{{0,30}}[|｜]?\s?/?|<\s?{_NAMES}\s[^<>]{{0,40}}|\[/?\|?[A-Za-z_]{{0,20}}\|?\s?|◁/?[a-z]{{0,6}}"
    r"|<!-?|<details\s[^<>]{0,40}|`{1,3}[a-z]{0,10}|\([a-z]{0,10}\s?"
    r"|\.{1,3}(?:d[a-z]{0,3}(?: [a-z]{0,8})?)?|\n[ \t]*(?:\#{1,3} ?)?[A-Za-z]{0,12}[ ]*)$",
    re.IGNORECASE,
)
_LONGEST_MARK = 64
# So many more parts an engine may send after its model has ended the turn, to tell what the reply cost.
AFTER_END = 8
# Room for what a model thinks of which that is not known by its family, in tokens.
THOUGHT_TOKENS = 1024
# A mark that the reply's limit has cut in two.
_TORN = re.compile(r"(?:<[|｜/][\w▁]{0,30}[|｜]?|<(?:think|end_of|start_of)\w{0,20})$")
_HEAD_ENDS = re.compile(r"<\|message\|>|<\|end_header_id\|>|<\|im_sep\|>|\n")
# What is left of a header where a server drops its marks.
_BARE_HEADS = ("assistant\n", "model\n", "assistant:", "tutor:", "/no_think", "/think")
# Harmony without its marks, as servers leave it that drop special tokens.
_BARE_FINAL = "assistantfinal"
# So begins what a model thinks where no tag says so. Whatever else begins a reply is let through at once.
_THINKING = (
    "okay, ", "ok, ", "alright, ", "hmm", "the user", "user says", "user:", "we need", "we have to", "i need to",
    "i should", "i must", "let me", "let's ", "so the user", "so, the user", "first, ", "the learner", "the student",
    "thinking process", "analysis", "el usuario", "la usuaria", "el alumno", "la alumna", "el estudiante",
    "la estudiante", "vale, el usuario", "bien, el usuario", "bueno, el usuario", "vale, el alumno", "bien, el alumno",
    "here is my thought process", "here's my thought process", "here's a thinking process", "thinking...", "thinking:",
    "**thinking", "**thought", "**reasoning", "**analysis", "*thinking", "*thought", "thought:", "reasoning:", "razonamiento:", "pensamiento:",
    "primero, el", "necesito responder", "debo responder", "tengo que responder",
)  # fmt: skip


# Where a model that thinks without tags says that its answer begins.
_LABEL = re.compile(
    r"^[ ]*\**(?:here(?: is|'s) my response|(?:final )?(?:response|answer|reply|output)|respuesta(?: final)?)\**\s*:\**\s*(?=[^\s*])"
    r"|^-{3,}[ ]*\n\s*(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)


def _closing(opening: str) -> re.Pattern[str]:
    closes = next(closes for opens, closes in _NOTES.items() if re.fullmatch(opens, opening, re.IGNORECASE))
    return re.compile(closes, re.IGNORECASE)


class ThoughtFilter:
    """Filters one reply as it comes, however its marks are cut. `over` is set when the model has ended its turn."""

    def __init__(self, *, expects_thought: bool = False) -> None:
        """`expects_thought` holds everything back until a closing tag or the end comes."""
        self.over = False
        self.thought = False
        """Whether anything was thought."""
        self.lone_close = False
        """Whether a closing tag came that nothing had opened."""
        self._mode: Literal["text", "thought", "head"] = "text"
        self._until: re.Pattern[str] | None = None  # what alone closes a thought written as a note
        self._rest = ""  # not looked at yet: it may be the beginning of a mark
        self._head = ""
        self._said = ""  # text that was let through in this step
        self._waiting = ""  # text that may yet turn out to be thought
        self._opening = True
        self._expects = expects_thought
        self._told = False
        self._retract = False
        self._cut = False

    def add(self, text: str) -> str:
        """What of the reply can be told now; `Instead` where all that was told before was thought."""
        self._rest += text
        steps = {"text": self._text, "thought": self._thought, "head": self._header}
        while not self.over and steps[self._mode]():
            pass
        return self._told_as()

    def end(self) -> str:
        """What is left when the model has ended."""
        if self._mode == "text" and not self.over:
            self._said, self._rest = self._said + _TORN.sub("", self._rest), ""
        self._opening = self._expects = False
        if self._retract and not self._said.strip():
            self._retract = False  # nothing came after the closing tag: what was before it is the reply
        return self._told_as()

    # Each of these goes one step on; False when more has to come.

    def _text(self) -> bool:
        if found := _MARK.search(self._rest):
            before, self._rest = self._rest[: found.start()], self._rest[found.end() :]
            self._cut = True
            self._said += before
            begun = self._told or bool((self._waiting + self._said).strip())
            if found["open"] or found["note"]:
                self._mode, self.thought = "thought", True
                self._until = _closing(found["note"]) if found["note"] else None
            elif found["close"] or (found["answer"] and begun):
                self.lone_close = self.thought = True
                self._retract, self._waiting, self._said = True, self._waiting + self._said, ""
                self._expects = self._opening = False
            elif found["head"]:
                self._head = found["head"].lower()
                if begun and self._head not in ("<|channel|>", "<|channel>"):
                    self.over = True  # the model goes on with somebody else's words
                else:
                    self._mode = "head"
            elif found["other"] and begun:
                self.over = True
            return True
        partial = _PARTIAL.search(self._rest)
        end = partial.start() if partial else len(self._rest)
        self._said, self._rest = self._said + self._rest[:end], self._rest[end:]
        return False

    def _thought(self) -> bool:
        if self._until:
            return self._note()
        found = _OUT.search(self._rest)
        if not found:
            self._rest = self._rest[-_LONGEST_MARK:]
            return False
        self._rest = self._rest[found.end() :]
        if found["head"]:
            self._mode, self._head = "head", found["head"].lower()
        elif found["close"]:
            self._mode = "text"
        else:
            self.over = True
        return True

    def _note(self) -> bool:
        assert self._until
        found = self._until.search(self._rest)
        if not found:
            return False
        self._rest, self._mode, self._until = self._rest[found.end() :], "text", None
        return True

    def _header(self) -> bool:
        """Who speaks, or in which channel: that is no text."""
        harmony = self._head in ("<|start|>", "<|channel|>")
        found = _HEAD_ENDS.search(self._rest)
        if not found or (harmony and found[0] == "\n"):
            return False
        head, self._rest = self._rest[: found.start()].lower(), self._rest[found.end() :]
        if re.search(r"analysis|commentary|thought|reflection", head):
            self._mode, self.thought = "thought", True
        elif re.search(r"\buser\b", head):
            self.over = True
        else:
            self._mode = "text"
        return True

    def _told_as(self) -> str:
        said, self._said = self._said, ""
        if self._retract:
            if not said.strip():
                return ""
            instead = self._told
            self._retract, self._waiting, self._told = False, "", True
            return Instead(said.lstrip()) if instead else said.lstrip()
        self._waiting += said
        if self._holds() and not self.over:
            return ""
        said, self._waiting = self._waiting, ""
        if self._cut and not self._told:
            said = said.lstrip()
        self._told = self._told or bool(said.strip())
        return said

    def _holds(self) -> bool:
        """Whether what came so far may be a thought that only its end will tell."""
        if self._expects:
            return True
        if not self._opening or self._told:
            return False
        if _BARE_FINAL in self._waiting:
            self._waiting, self.thought, self._opening = self._waiting.partition(_BARE_FINAL)[2], True, False
            return False
        begun = self._waiting.lstrip().lower()
        for head in _BARE_HEADS:
            if begun.startswith(head):
                self._waiting, self._cut = self._waiting.lstrip()[len(head) :], True
                begun = self._waiting.lstrip().lower()
            elif begun and head.startswith(begun):
                return True
        if begun.startswith(_THINKING) and (label := _LABEL.search(self._waiting)):
            self._waiting, self.thought, self._opening = self._waiting[label.end() :], True, False
            return False
        if begun.startswith(_THINKING) or (begun and any(opener.startswith(begun) for opener in _THINKING)):
            return True
        self._opening = not begun
        return False


def without_thought(text: str) -> str:
    """A whole reply without what was thought, for replies that were kept before there was a filter."""
    kept = ThoughtFilter()
    first = kept.add(text)
    last = kept.end()
    return str(last if isinstance(last, Instead) else first + last).strip()


class Spoken:
    """A model of which only what it says is heard.

    One that thinks whatever it is asked gets room for that outside the reply's budget: known by its family, or learned
    from what it does.
    """

    def __init__(self, model: ChatModel) -> None:
        self.inner = model
        self._opens_thought = False  # its template has opened the tag that it closes
        self._thinks = False

    @property
    def engine(self) -> str:
        return self.inner.engine

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def shares_cpu(self) -> bool:
        return self.inner.shares_cpu

    @property
    def continues_answers(self) -> bool:
        return self.inner.continues_answers

    @property
    def thought_tokens(self) -> int:
        """The room that its thoughts get, in tokens."""
        return family_of(self.name).thought_tokens or (THOUGHT_TOKENS if self._thinks else 0)

    async def load(self) -> None:
        await self.inner.load()

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        room = self.thought_tokens
        try:
            async with aclosing(self._heard(replace(request, thought_tokens=room))) as parts:
                async for part in parts:
                    yield part
        except ThoughtTooLong:
            if room:
                raise
            # That it thinks is only known now: it is asked again with room for that.
            async with aclosing(self._heard(replace(request, thought_tokens=THOUGHT_TOKENS))) as parts:
                async for part in parts:
                    yield part

    async def _heard(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        """Raises ThoughtTooLong when nothing was said for all that was thought."""
        heard = ThoughtFilter(expects_thought=self._opens_thought)
        usage: Usage | None = None
        left, told = AFTER_END, 0
        async with aclosing(self.inner.stream(request)) as parts:
            async for part in parts:
                if isinstance(part, Usage):
                    usage = part
                elif isinstance(part, Thought):
                    heard.thought = True
                    yield Thought()  # that it goes on is all that is told of it
                elif said := heard.add(part):
                    told += 1
                    yield _scored(said, part)
                else:
                    yield Thought()
                left -= heard.over
                if not left:  # leaving the loop stops the engine
                    break
                if request.thought_tokens and told > request.max_tokens:  # the room was for its thoughts alone
                    usage = Usage(0, told, None, None, cut=True)
                    break
        if said := heard.end():
            told += 1
            yield said
        self._opens_thought, self._thinks = heard.lone_close, self._thinks or heard.thought
        if heard.thought and not told and (usage is None or usage.cut):
            raise ThoughtTooLong()
        if usage:
            yield usage

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        await self.inner.prime(messages, conversation)

    async def close(self) -> None:
        await self.inner.close()


def _scored(said: str, part: str) -> str:
    if said == part and not isinstance(said, Instead):
        return part
    return Scored(said, part.logprob) if isinstance(part, Scored) and not isinstance(said, Instead) else said
