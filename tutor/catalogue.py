"""shim"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class VoiceEntry:
    id: str
    name: str
    engine: str
    language: str
    region: str
    gender: str
    quality: str
    sample_rate: int
    size_bytes: int


class Catalogue:
    voices = [VoiceEntry("ef_dora", "Dora", "kokoro", "es", "", "female", "", 24000, 1)]

    def installed(self, e, s):
        return True

    def ensure(self, name, s, progress=None):
        if name == "whisper-base":
            return Path("/tmp/mdl/whisper")
        d = Path("/tmp/me/mm") / name
        d.mkdir(parents=True, exist_ok=True)
        f = d / "m.gguf"
        if not f.exists():
            f.symlink_to("/tmp/mdl/qwen15.gguf" if "1.5" in name else "/tmp/mdl/qwen05.gguf")
        return d

    def ensure_voice(self, e, s):
        return {"model": Path("/tmp/mdl/kokoro.onnx"), "style": Path("/tmp/mdl/package/voices/ef_dora.bin")}


def load_catalogue():
    return Catalogue()
