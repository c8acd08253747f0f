"""What is in deploy/ fits the program that it starts: settings, extras, versions, and what stands in front of it."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.here import described
from tutor.core.settings import Settings

yaml = pytest.importorskip("yaml", reason="comes with what serves S3 in tests")
ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# What compose.yaml asks for itself.
OF_COMPOSE = {"TUTOR_NAME", "TUTOR_DATABASE_PASSWORD"}
# What is no setting of a school's: where the image keeps things, and what tests ask.
OF_IMAGE = {"TUTOR_DATA_DIR", "TUTOR_HOST"}


def read(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


def named(text: str) -> set[str]:
    return set(re.findall(r"\b(?:TUTOR|AWS)_[A-Z_0-9]*[A-Z0-9]\b", text))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load(read("compose.yaml")))


@pytest.fixture(scope="module")
def kuberay() -> dict[str, Any]:
    return dict(yaml.safe_load(read("kuberay.yaml")))


def script(name: str) -> Iterator[ModuleType]:
    """What is no part of the program, as a module."""
    spec = importlib.util.spec_from_file_location(name, DEPLOY / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[name]


@pytest.fixture(scope="module")
def folders() -> Iterator[ModuleType]:
    yield from script("in_folders")


@pytest.fixture(scope="module")
def valid() -> Iterator[ModuleType]:
    yield from script("kuberay_valid")


@pytest.mark.parametrize("file", ["compose.yaml", "kuberay.yaml", "Containerfile"])
def test_every_setting_that_is_named_is_one(file: str) -> None:
    settings = {f"TUTOR_{name.upper()}" for name in Settings.model_fields}
    said = {name for name in named(read(file)) if name.startswith("TUTOR_") and name not in OF_COMPOSE}
    assert said - {"TUTOR_OIDC_"} <= settings
    assert said


def test_whatever_the_guides_tell_a_school_to_set_reaches_its_containers(compose: dict[str, Any]) -> None:
    told = {name for guide in ("cluster.md", "school.md") for name in named((ROOT / "docs" / guide).read_text("utf-8"))}
    for service in ("one", "two"):
        assert told - OF_IMAGE - {"TUTOR_TEST_S3"} <= compose["services"][service]["environment"].keys()


def test_what_is_left_empty_is_as_if_it_were_not_set(compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"TUTOR_NAME": "tutor.example.org", "TUTOR_DATABASE_PASSWORD": "x"}
    for name, value in compose["services"]["one"]["environment"].items():
        filled = re.sub(r"\$\{(\w+)(?::[-?]([^}]*))?\}", lambda m: given.get(m[1], m[2] or ""), value)
        monkeypatch.setenv(name, filled)
    settings = Settings(_env_file=None)
    assert settings.allowed_hosts == ["tutor.example.org"]
    assert settings.database_url == "postgresql+psycopg://tutor:x@postgres/tutor"
    usual = Settings.model_fields
    for name in ("files", "files_url", "public_url", "oidc_issuer", "oidc_client_id", "traces", "llm_slots"):
        assert getattr(settings, name) == usual[name].default, name
    assert not settings.oidc_makes_accounts


def test_services_wait_for_what_tells_its_health_and_caddy_names_those_there_are(compose: dict[str, Any]) -> None:
    services = compose["services"]
    replicas = [name for name, one in services.items() if one.get("image") == "tutor"]
    assert len(replicas) >= 2
    for name in replicas:
        for needed, how in services[name]["depends_on"].items():
            assert how == {"condition": "service_healthy"}
            assert services[needed]["healthcheck"]["test"]
    used = {volume.partition(":")[0] for one in services.values() for volume in one.get("volumes", [])}
    assert {volume for volume in used if not volume.startswith(".")} == set(compose["volumes"])
    caddy = read("Caddyfile.cluster")
    fronted = re.search(r"reverse_proxy ([^{]+)\{", caddy)
    assert fronted
    assert fronted[1].split() == [f"{name}:8000" for name in replicas]
    assert re.search(r"health_uri (\S+)", caddy)[1] in described().openapi()["paths"]  # type: ignore[index]
    assert f"max_size {Settings.model_fields['max_upload_bytes'].default // 10**6}MB" in caddy
    assert (DEPLOY / "Caddyfile.cluster").samefile(DEPLOY / services["caddy"]["volumes"][0].split(":")[0])


def test_the_image_has_every_extra_but_those_for_writing_it(folders: ModuleType) -> None:
    steps = folders.steps(read("Containerfile"))
    (installed,) = [re.search(r"'\.\[([\w,]+)\]'", told) for word, told in steps if "constraints.txt" in told]
    assert installed
    having = set(installed[1].split(","))
    extras = PROJECT["optional-dependencies"]
    for extra in list(having):  # what another one brings along
        having |= {inner for need in extras[extra] for inner in re.findall(r"tutor-es\[(\w+)\]", need)}
    having |= {
        inner for extra in list(having) for need in extras[extra] for inner in re.findall(r"tutor-es\[(\w+)\]", need)
    }
    assert having == set(extras) - {"dev", "train"}


def test_the_image_takes_only_from_stages_before_and_what_is_checked_out(folders: ModuleType) -> None:
    stages: list[str] = []
    for word, told in folders.steps(read("Containerfile")):
        assert word in ("FROM", "RUN", "COPY", "WORKDIR", "ENV", "USER", "VOLUME", "EXPOSE", "CMD")
        if word == "FROM":
            image, _, name = told.removeprefix(f"{folders.BUILT_HERE} ").partition(" AS ")
            assert re.fullmatch(r"debian:[a-z]+-slim", image)
            stages.append(name)
        if word == "COPY" and (other := re.match(r"--from=(\w+) ", told)):
            assert other[1] in stages[:-1]
        elif word == "COPY":
            assert (ROOT / told.split()[0]).exists()
    kept_out = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {".git", ".venv", ".env", "frontend/dist", "**/node_modules"} <= set(kept_out)


def test_steps_that_go_on_over_lines_are_one(folders: ModuleType) -> None:
    assert folders.steps('# x\nFROM debian:a-slim AS b\nRUN a \\\n    && b\n\nCMD ["c"]\n') == [
        ("FROM", "debian:a-slim AS b"),
        ("RUN", "a  && b"),
        ("CMD", '["c"]'),
    ]


def test_kubernetes_starts_this_version_with_what_the_program_takes(kuberay: dict[str, Any]) -> None:
    spec = kuberay["spec"]
    pinned = re.search(r"^ray==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    assert pinned
    assert spec["rayClusterConfig"]["rayVersion"] == pinned[1]
    groups = [spec["rayClusterConfig"]["headGroupSpec"], *spec["rayClusterConfig"]["workerGroupSpecs"]]
    pods = [container for group in groups for container in group["template"]["spec"]["containers"]]
    assert {pod["image"] for pod in pods} == {f"tutor:{PROJECT['version']}"}
    # The module itself cannot be imported where Ray is not.
    program = ast.parse((ROOT / "tutor" / "cluster.py").read_text("utf-8"))
    functions = {node.name: node for node in program.body if isinstance(node, ast.FunctionDef)}
    (application,) = yaml.safe_load(spec["serveConfigV2"])["applications"]
    module, _, function = application["import_path"].partition(":")
    assert (module, function in functions) == ("tutor.cluster", True)
    assert application["args"].keys() <= {argument.arg for argument in functions["deployed"].args.args}
    assigned = {node.targets[0].id: node.value for node in program.body if isinstance(node, ast.Assign)}  # type: ignore[attr-defined]
    told = ast.literal_eval(assigned["RAY"])
    for pod in pods:
        assert told.items() <= {one["name"]: one["value"] for one in pod["env"]}.items()
        assert "tutor" in [source["secretRef"]["name"] for source in pod["envFrom"]]


DEFINED = """
spec:
  names: {kind: RayService}
  versions:
    - name: v1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            apiVersion: {type: string}
            kind: {type: string}
            metadata: {type: object}
            spec:
              type: object
              required: [pods]
              properties:
                pods: {type: integer, format: int32}
                port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
                env: {type: array, items: {type: object, properties: {name: {type: string}}}}
                labels: {type: object, additionalProperties: {type: string}}
                rest: {type: object, properties: {}, x-kubernetes-preserve-unknown-fields: true}
"""


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({}, None),
        ({"pods": "two"}, "spec.pods"),
        ({"port": ["x"]}, "spec.port"),
        ({"pod": 2}, "spec"),
        ({"env": [{"name": "A", "vlaue": "1"}]}, "spec.env.0"),
        ({"labels": {"a": 1}}, "spec.labels.a"),
        ({"rest": {"whatever": [1]}}, None),
    ],
)
def test_what_a_cluster_would_drop_or_refuse_is_told(
    valid: ModuleType, changed: dict[str, Any], where: str | None
) -> None:
    right = {"pods": 2, "port": "http", "env": [{"name": "A"}], "labels": {"a": "b"}}
    resource = {"apiVersion": "ray.io/v1", "kind": "RayService", "metadata": {"name": "x"}, "spec": right | changed}
    told = list(valid.faults(yaml.safe_load(DEFINED), resource))
    assert [fault.partition(":")[0] for fault in told] == ([where] if where else [])
    assert list(valid.faults(yaml.safe_load(DEFINED), resource | {"apiVersion": "ray.io/v2"}))
