"""Builds the page for a wheel: `pip install .` gives a tutor with its page."""

import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs npm when frontend/dist is missing, and ships it inside the package."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or os.environ.get("TUTOR_SKIP_PAGE"):
            return  # a checkout builds and serves its own
        folder = Path(self.root) / "frontend"
        if not (folder / "dist" / "index.html").is_file():
            subprocess.run(["npm", "ci", "--no-fund", "--no-audit"], cwd=folder, check=True)
            subprocess.run(["npm", "run", "build"], cwd=folder, check=True)
        build_data["force_include"][str(folder / "dist")] = "tutor/page"
