"""An Ollama that writes twenty words a second. In a process of its own."""

from __future__ import annotations

from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import serve_here

if __name__ == "__main__":
    serve_here(FakeOllama(tokens=[f"palabra {n}, " for n in range(15)], delay_s=0.05).app())
