"""python deploy/sbom.py [FILE]: what is inside Tutor, as CycloneDX 1.6: Python packages, the page's, models and voices."""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tutor.core.downloads import load_catalogue

ROOT = Path(__file__).parent.parent
EXTRAS = ("postgres", "anthropic", "gemini", "replicas", "s3", "traces")


def packages(of: str, extras: tuple[str, ...] = ()) -> dict[str, str]:
    """A package and all that it needs here, with their versions."""
    found: dict[str, str] = {}
    left = [(of, extras)]
    while left:
        name, wanted = left.pop()
        try:
            here = distribution(name)
        except PackageNotFoundError:  # for another system
            continue
        if canonicalize_name(name) in found and not wanted:
            continue
        found[canonicalize_name(name)] = here.version
        for text in here.requires or []:
            needed = Requirement(text)
            environments = [{"extra": extra} for extra in ("", *wanted)]
            if needed.marker is None or any(needed.marker.evaluate(one) for one in environments):
                if canonicalize_name(needed.name) not in found:
                    left.append((needed.name, tuple(needed.extras)))
    return found


def python_parts() -> list[dict[str, Any]]:
    return [
        {"type": "library", "name": name, "version": version, "purl": f"pkg:pypi/{name}@{version}"}
        for name, version in sorted(packages("tutor-es", EXTRAS).items())
        if name != "tutor-es"
    ]


def page_parts() -> list[dict[str, Any]]:
    """What the page is built of, its tools left out."""
    locked = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    parts = []
    for path, package in sorted(locked.items()):
        if path and not package.get("dev"):
            name, version = path.rpartition("node_modules/")[2], package["version"]
            purl = f"pkg:npm/{name.replace('@', '%40')}@{version}"
            parts.append({"type": "library", "name": name, "version": version, "purl": purl})
    return parts


def model_parts() -> list[dict[str, Any]]:
    """Models and voices of the catalogue: fetched later, and known by their hashes."""
    catalogue = load_catalogue()
    named = [(model.name, model) for model in catalogue.models] + [(voice.id, voice) for voice in catalogue.voices]
    return [
        {
            "type": "machine-learning-model",
            "name": f"{name}/{file.name}",
            "licenses": [{"license": {"name": entry.licence}}],
            "hashes": [
                {"alg": "SHA-256", "content": file.sha256} if file.sha256 else {"alg": "MD5", "content": file.md5}
            ],
        }
        for name, entry in named
        for file in entry.file
    ]


def inside() -> dict[str, Any]:
    """The whole list."""
    version = distribution("tutor-es").version
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "tutor-es", "version": version}},
        "components": [
            {"bom-ref": re.sub(r"\s", "-", part.get("purl", part["name"])), **part}
            for part in (*python_parts(), *page_parts(), *model_parts())
        ],
    }


if __name__ == "__main__":
    text = json.dumps(inside(), indent=1, ensure_ascii=False)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text + "\n", encoding="utf-8")
    else:
        sys.stdout.write(text + "\n")
