"""python -m tests.audit [REPORT [PAGE]]: whether a version that Tutor pins has a hole that is known.

constraints.txt is held against deploy/advisories.toml, and against what pip-audit has told as JSON, if that is given; the
page's packages against what npm audit has. What could not be asked for is not without holes: pip-audit's report alone
would call that a pass.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
CONSTRAINTS, ADVISORIES = ROOT / "constraints.txt", ROOT / "deploy" / "advisories.toml"


def pinned(constraints: str) -> dict[str, Version]:
    """The version of each package."""
    found = re.findall(r"^([\w.-]+)==([^\s;#]+)", constraints, re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in found}


def holes(pins: dict[str, Version], advisories: dict[str, Any]) -> list[str]:
    """What is known of versions that are pinned."""
    return [
        f"{name} {pins[name]}: {hole} is mended in {version}"
        for name, fixed in advisories["fixed"].items()
        for hole, version in fixed.items()
        if name in pins and pins[name] < Version(version)
    ]


def told(report: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What pip-audit has found, and the packages that it could not ask for."""
    found, unasked = [], []
    for package in report["dependencies"]:
        if "skip_reason" in package:
            unasked.append(package["name"])
        found += [f"{package['name']} {package.get('version')}: {hole['id']}" for hole in package.get("vulns", [])]
    return found, unasked


def of_page(report: dict[str, Any]) -> list[str] | None:
    """What npm audit has found; None where it could not ask."""
    if "vulnerabilities" not in report:
        return None
    return [f"{name}: {hole['severity']}, {hole['range']}" for name, hole in report["vulnerabilities"].items()]


def _read(place: int) -> dict[str, Any] | None:
    """A report of the command line."""
    path = Path(sys.argv[place]) if len(sys.argv) > place else None
    text = path.read_text() if path and path.is_file() else ""
    return dict(json.loads(text)) if text.strip() else None


def main() -> int:
    advisories = tomllib.loads(ADVISORIES.read_text())
    pins = pinned(CONSTRAINTS.read_text())
    found = holes(pins, advisories)
    print(f"{len(pins)} packages against the list of {advisories['looked']}: {len(found)} holes")
    if report := _read(1):
        more, unasked = told(report)
        found += more
        asked = len(pins) - len(unasked)
        print(f"pip-audit could ask for {asked} of them: {len(more)} holes")
    else:
        print("pip-audit has told nothing: only the list was looked at")
    page = of_page(_read(2) or {})
    found += page or []
    print("npm audit could not ask" if page is None else f"npm audit: {len(page)} holes in what the page is built of")
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
