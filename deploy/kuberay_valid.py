"""python deploy/kuberay_valid.py CRD [FILE]: whether kuberay.yaml, or another file, is what KubeRay's operator takes.

CRD is the definition of `RayService` in a release of KubeRay (`ray-operator/config/crd/bases/ray.io_rayservices.yaml`), or in a
cluster (`kubectl get crd rayservices.ray.io -o yaml`). What it does not name is told too: a cluster drops that without a word. What
Ray itself is told in it is held against Ray's own schema. Needs PyYAML and jsonschema_rs, and Ray.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """A structural schema of Kubernetes as JSON Schema, in which nothing is allowed that is not named."""
    if schema.get("x-kubernetes-int-or-string"):
        return {"type": ["integer", "string"]}
    known = {name: value for name, value in schema.items() if not name.startswith("x-kubernetes") and name != "format"}
    if "properties" in schema:
        known["properties"] = {name: strict(inner) for name, inner in schema["properties"].items()}
        if not schema.get("x-kubernetes-preserve-unknown-fields"):
            known.setdefault("additionalProperties", False)
    for name in ("items", "additionalProperties"):
        if isinstance(known.get(name), dict):
            known[name] = strict(known[name])
    return known


def faults(definition: dict[str, Any], resource: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a resource by its definition."""
    version = resource["apiVersion"].partition("/")[2]
    schemas = {one["name"]: one["schema"]["openAPIV3Schema"] for one in definition["spec"]["versions"] if one["served"]}
    if version not in schemas or resource["kind"] != definition["spec"]["names"]["kind"]:
        yield f"{resource['apiVersion']} {resource['kind']} is not defined there"
        return
    schema = strict(schemas[version])
    schema["properties"]["metadata"] = {"type": "object"}  # which every resource has
    for error in jsonschema_rs.validator_for(schema).iter_errors(resource):
        yield f"{'.'.join(map(str, error.instance_path))}: {error.message}"


def serve_faults(config: dict[str, Any]) -> Iterator[str]:
    """What is wrong with what Ray Serve is told, by Ray's own schema."""
    from pydantic import ValidationError
    from ray.serve.schema import ServeDeploySchema

    try:
        ServeDeploySchema.model_validate(config)
    except ValidationError as error:
        yield from (f"serveConfigV2: {one['loc']}: {one['msg']}" for one in error.errors())


if __name__ == "__main__":
    definition_file, *others = sys.argv[1:]
    file = Path(others[0]) if others else Path(__file__).with_name("kuberay.yaml")
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    wrong = list(faults(yaml.safe_load(Path(definition_file).read_text(encoding="utf-8")), told))
    wrong += serve_faults(yaml.safe_load(told["spec"]["serveConfigV2"]))
    sys.exit("\n".join(wrong) or None)
