"""Every setting, typed. Order of precedence: environment `TUTOR_*`, `.env`, `tutor.toml`, the defaults here."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from tutor.core.engine_settings import EngineSettings
from tutor.core.sign_in_settings import SignInSettings


class Settings(EngineSettings, SignInSettings):
    """What an operator may choose. Each field is `TUTOR_<NAME>` in the environment."""

    model_config = SettingsConfigDict(env_prefix="TUTOR_", env_file=".env", toml_file="tutor.toml", extra="ignore")

    host: str = Field("127.0.0.1", description="Address to listen on. Only loopback is allowed without accounts.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    data_dir: Path = Field(
        default_factory=lambda: user_data_path("tutor-es"),
        description="Folder of everything the tutor keeps: database, recordings, models, speech cache.",
    )
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite in the data folder.")
    bus: str = Field(
        "",
        description="Address of a Valkey server, `valkey://host:6379/0`, through which several tutors on one PostgreSQL "
        "database and one data folder are one tutor; empty for a tutor by itself.",
    )
    files: str = Field(
        "",
        pattern=r"^(s3://[^/]+(/.*)?)?$",
        description="Where recordings are kept: `s3://bucket/prefix`, a store that speaks the S3 API, with keys from its "
        "client's usual environment; empty for <data_dir>/recordings. Needs the extra `s3`.",
    )
    files_url: str = Field("", description="Address of that store; empty for the one of its client's environment.")
    models_dir: Path | None = Field(None, description="Folder of downloaded models; empty means <data_dir>/models.")
    models_url: str = Field(
        "",
        description="A folder, or the address of a server of one's own, with what `tutor models pack` has written: "
        "models and voices come from there first. Sizes and hashes are those of the catalogue all the same.",
    )
    voices_dir: Path | None = Field(None, description="Folder of downloaded voices; empty means <data_dir>/voices.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="How much is logged. What a learner said is never logged above `debug`."
    )
    log_format: Literal["auto", "text", "json"] = Field(
        "auto", description="Log lines as text or JSON; `auto` is text on a terminal, JSON elsewhere."
    )

    traces: str = Field(
        "",
        description="Address of an OpenTelemetry collector, `http://127.0.0.1:4318`, that is told where the time of requests "
        "and turns goes, never what was said; empty tells nobody. Needs the extra `traces`.",
    )
    wyoming_port: int = Field(
        0, ge=0, le=65535, description="Port of the Wyoming protocol, for Home Assistant; 0 is off."
    )
    wyoming_host: str = Field(
        "127.0.0.1", description="Address it listens on. It knows no sign-in: who reaches it may use it."
    )
    accounts: bool = Field(False, description="Ask everyone to sign in. Needed for any address but loopback.")
    allowed_hosts: list[str] = Field(
        [], description='Host names, beside loopback, under which the tutor answers; as JSON: ["tutor.example.org"].'
    )
    allowed_origins: list[str] = Field(
        [], description='Pages hosted elsewhere that may use this tutor, as JSON: ["https://page.example.org"].'
    )
    trusted_proxies: list[str] = Field(
        [], description="Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."
    )
    turns_rate: str = Field("30/minute", description="Turns, regenerations and explanations a learner may ask for.")
    speech_rate: str = Field("120/minute", description="Times a learner may ask for speech.")
    uploads_rate: str = Field("200/hour", description="Recordings a learner may send.")
    listens_rate: str = Field("60/minute", description="Times a learner may open the microphone, or come back to it.")
    checks_rate: str = Field(
        "300/minute",
        description="Texts a learner may have checked while typing; a long one counts once a 1,000 characters.",
    )
    conversations_rate: str = Field("60/hour", description="Conversations a learner may begin.")
    searches_rate: str = Field("240/minute", description="Searches a learner may make; the page makes one a pause.")
    exports_rate: str = Field("60/hour", description="Files with what is theirs that a learner may ask for.")
    tokens_rate: str = Field("20/hour", description="Tokens for programs that one person may make.")
    corrections_llm: bool = Field(True, description="Let the language model propose corrections in a turn.")
    history_messages: int = Field(10, ge=2, description="More messages than this and the older ones are summarised.")
    keep_messages: int = Field(5, ge=1, description="Messages kept word for word after a summary.")

    max_text_chars: int = Field(4000, ge=1, description="Longest typed message, in characters.")
    max_check_chars: int = Field(100_000, ge=1, description="Longest text `POST /api/corrections` takes.")
    max_upload_bytes: int = Field(25_000_000, ge=1, description="Largest upload.")
    learner_mb: int = Field(2000, ge=1, description="Room for the recordings of one learner, in MB.")
    keep_free_mb: int = Field(
        500, ge=0, description="Room on the disk that recordings and documents of all learners leave free, in MB."
    )
    backup_days: int = Field(
        7, ge=0, description="Daily copies of the SQLite database to keep in <data_dir>/backups; 0 makes none."
    )
    speech_mb: int = Field(1000, ge=1, description="Room for speech that is kept to be heard again, in MB.")
    max_audio_seconds: float = Field(300.0, gt=0, description="Longest recording of one message.")
    max_sound_minutes: float = Field(30.0, gt=0, description="Longest sound file that becomes a text to read.")
    listen_silence_s: float = Field(1800.0, gt=0, description="Silence after which a call is ended, in seconds.")
    prewarm: bool = Field(True, description="Load and warm the models at start.")

    @property
    def computes_here(self) -> bool:
        """Whether the embedded model may have to answer."""
        return self.llm == "auto" or "embedded" in (self.llm, *self.llm_fallback)

    @property
    def voices_folder(self) -> Path:
        return self.voices_dir or self.data_dir / "voices"

    @property
    def models_folder(self) -> Path:
        return self.models_dir or self.data_dir / "models"

    @property
    def recordings_folder(self) -> Path:
        return self.data_dir / "recordings"

    @property
    def speech_folder(self) -> Path:
        return self.data_dir / "speech"

    @property
    def backups_folder(self) -> Path:
        return self.data_dir / "backups"

    @property
    def setup_file(self) -> Path:
        """Holds the secret for making the first owner, until there is one."""
        return self.data_dir / "owner-setup"

    @property
    def sign_in_key_file(self) -> Path:
        """Holds the secret by which the tutor knows what it gave browsers to bring back."""
        return self.data_dir / "sign-in-key"

    @property
    def tool_keys_file(self) -> Path:
        """Holds the keys with which this tutor signs as an LTI tool."""
        return self.data_dir / "lti-keys.json"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'tutor.db'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, dotenv_settings, TomlConfigSettingsSource(settings_cls)
