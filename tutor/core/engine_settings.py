"""The settings of what thinks, hears and speaks: language models, recogniser, voices, and servers beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

Engine = Literal["ollama", "embedded", "openai", "anthropic", "gemini", "mqtt", "none"]


class EngineSettings(BaseSettings):
    """Which engines there are, where, and how much of them one may use. Fields as in `Settings`."""

    llm_slots: int = Field(2, ge=1, description="Replies made at the same time; further learners wait in turn.")
    llm_slot_s: float = Field(
        300.0,
        gt=0,
        description="Longest that one reply may take before it makes room for the next learner, in seconds.",
    )

    llm: Literal["auto"] | Engine = Field(
        "auto",
        description="Language model engine; `auto` is Ollama when it answers with a chat model, else embedded. Only "
        "`ollama` and `embedded` keep what a learner says on this machine, and `openai` if its server is here.",
    )
    llm_fallback: list[Engine] = Field(
        [], description='Engines that answer when the first one fails, in order, as JSON: ["embedded"].'
    )
    llm_offered: list[Engine] = Field(
        [], description='More engines that a learner may choose in Settings, as JSON: ["gemini"].'
    )
    llm_first_token_s: float = Field(
        180.0, gt=0, description="How long a model may take to begin its answer, loading included, in seconds."
    )
    llm_silence_s: float = Field(
        90.0,
        gt=0,
        description="How long a model that has begun may send nothing before it counts as broken, in seconds; less where "
        "it is known to be fast.",
    )
    openai_url: str = Field(
        "http://127.0.0.1:8080/v1",
        description="Base URL of a server with OpenAI's chat API: llama.cpp, vLLM, OpenAI. Several with the same model, "
        "with commas between, share the work.",
    )
    openai_model: str = Field("", description="Its model; empty takes the first that it lists.")
    openai_key: SecretStr = Field(SecretStr(""), description="Its key, if it asks for one.")
    anthropic_url: str = Field("", description="Base URL of Claude; empty means Anthropic's own.")
    anthropic_model: str = Field("", description="Which Claude.")
    anthropic_key: SecretStr = Field(SecretStr(""), description="The key for Claude.")
    gemini_url: str = Field("", description="Base URL of Gemini; empty means Google's own.")
    gemini_model: str = Field("", description="Which Gemini.")
    gemini_key: SecretStr = Field(SecretStr(""), description="The key for Gemini.")
    mqtt_url: str = Field("mqtt://127.0.0.1:1883", description="Broker of the model; `mqtts://` for TLS.")
    mqtt_ca: Path | None = Field(None, description="Certificates to trust the broker by; empty means the system's.")
    mqtt_user: str = Field("", description="Name at the broker.")
    mqtt_password: SecretStr = Field(SecretStr(""), description="Password at the broker.")
    mqtt_model: str = Field("mqtt", description="Name of the model, passed on with each request.")
    mqtt_request_topic: str = Field("tutor/requests", description="Topic that requests are published to.")
    mqtt_reply_topic: str = Field("tutor/replies", description="Topic below which each request awaits its reply.")
    mqtt_chunk_chars: int = Field(0, ge=0, description="Bits in which a whole reply is told; 0 goes word by word.")
    mqtt_chunk_delay_s: float = Field(
        0.0, ge=0, description="Seconds between them; 0 adapts. It never gets slower than one reads."
    )
    ollama_url: str = Field("http://127.0.0.1:11434", description="Where Ollama listens.")
    ollama_model: str = Field("", description="Ollama model to use; empty takes the fitting one for each message.")
    ollama_memory_gb: float = Field(
        0.0, ge=0, description="Memory for Ollama's models, in GB; 0 means 70 % of this machine's."
    )
    ollama_keep_alive: str = Field("30m", description="How long Ollama keeps the model in memory after a turn.")
    embedded_model: str = Field(
        "auto", description="Catalogue name of the embedded model; `auto` is the best of those that are here."
    )
    better_partner: bool = Field(
        True, description="Fetch by itself the chat model that suits this machine, while a smaller one answers."
    )
    context_tokens: int = Field(4096, ge=2048, description="Context window asked of the model, in tokens.")
    streaming: bool = Field(True, description="Show replies as they are written; else each comes whole.")
    reply_tokens: int = Field(320, ge=16, description="Longest reply, in tokens.")
    temperature: float | None = Field(
        None,
        ge=0,
        le=2,
        description="Sampling temperature of replies; unset, it is that of the model's family, else 0.6.",
    )
    llm_threads: int = Field(0, ge=0, description="Threads of the embedded model; 0 means one per core.")

    stt: Literal["whisper", "openai"] = Field(
        "whisper", description="Speech recognition here, or by a server with OpenAI's audio API."
    )
    stt_url: str = Field("http://127.0.0.1:8001/v1", description="Base URL of that server.")
    stt_model: str = Field("whisper-1", description="Its model.")
    stt_key: SecretStr = Field(SecretStr(""), description="Its key, if it asks for one.")
    tts: Literal["local", "openai"] = Field(
        "local", description="Voices of voices/catalogue.toml here, or one of a server with OpenAI's audio API."
    )
    tts_url: str = Field("http://127.0.0.1:8001/v1", description="Base URL of that server.")
    tts_model: str = Field("tts-1", description="Its model.")
    tts_voice: str = Field("alloy", pattern=r"^[\w.-]+$", description="Its voice, for who chose no other.")
    tts_key: SecretStr = Field(SecretStr(""), description="Its key, if it asks for one.")
    voice_slots: int = Field(
        0,
        ge=0,
        description="Sentences spoken at the same time; 0 means one for every two cores, and four at most: hearing needs the others.",
    )
    lighter_voice_s: float = Field(
        3.0,
        ge=0,
        description="While the first sound of a reply would be so many seconds in coming, since many speak, an installed "
        "Piper voice of the same variety speaks in Kokoro's place, and the page says so; 0 is never.",
    )
    whisper_model: str = Field("whisper-base", description="Catalogue name of the transcription model.")
    language: str = Field("es", description="Language the learner speaks in; never guessed.")
    voice: str = Field("auto", description="Default voice from voices/catalogue.toml; `auto` takes the first at hand.")

    embeddings_url: str = Field(
        "",
        description="Base URL of a server with OpenAI's embeddings API (Ollama's ends in /v1), by which passages of "
        "documents are found by what they mean; passages and questions are sent there. Empty goes by their words.",
    )
    embeddings_model: str = Field("bge-m3", description="Its model; it should know Spanish and English.")
    embeddings_key: SecretStr = Field(SecretStr(""), description="Its key, if it asks for one.")
    languagetool_url: str = Field("", description="A LanguageTool server that also checks the text; empty means none.")
