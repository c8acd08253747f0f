"""python deploy/sbom_valid.py FILE: whether a list of what is inside is what CycloneDX 1.6 says it must be.

Needs cyclonedx-python-lib[json-validation], which has the schema with it; `make sbom` has it in a place of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

if __name__ == "__main__":
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(Path(sys.argv[1]).read_text(encoding="utf-8"))
    why = str(wrong).partition("\n")[0]  # the whole schema follows
    sys.exit(f"{sys.argv[1]} is no CycloneDX 1.6: {why}" if wrong else None)
