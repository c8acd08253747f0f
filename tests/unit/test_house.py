"""What keeps the house one that people find their way in: sizes, names, rooms. Checked in the syntax trees of `tutor/`."""

from __future__ import annotations

import ast
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

TUTOR = Path(__file__).parents[2] / "tutor"
FILE_LINES = 400
CLASS_LINES = 200
PARAMETERS = 8
ROOMS = 12
LOOSE_MODULES = 6

Function = ast.FunctionDef | ast.AsyncFunctionDef


def trees(root: Path) -> dict[str, ast.Module]:
    """The syntax trees by the file's place below `root`."""
    return {str(path.relative_to(root)): ast.parse(path.read_text("utf-8")) for path in sorted(root.rglob("*.py"))}


@pytest.fixture(scope="module")
def tree() -> dict[str, ast.Module]:
    return trees(TUTOR)


def long_files(root: Path) -> list[str]:
    """The files that have more lines than one reads at a sitting."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in root.rglob("*.py")}
    return [f"{path.relative_to(root)}: {length}" for path, length in lengths.items() if length > FILE_LINES]


def large_classes(modules: dict[str, ast.Module]) -> set[str]:
    return {
        node.name
        for module in modules.values()
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef) and (node.end_lineno or 0) - node.lineno + 1 > CLASS_LINES
    }


def parameters(function: Function) -> int:
    """How many things a caller may give: a method's object counts too, as does a `*` or `**`."""
    takes = function.args
    return len([*takes.posonlyargs, *takes.args, *takes.kwonlyargs, *filter(None, [takes.vararg, takes.kwarg])])


def greedy_functions(modules: dict[str, ast.Module]) -> list[str]:
    return [
        f"{place}:{node.lineno} {node.name}"
        for place, module in modules.items()
        for node in ast.walk(module)
        if isinstance(node, Function) and parameters(node) > PARAMETERS
    ]


def doubled_names(modules: dict[str, ast.Module]) -> dict[str, list[str]]:
    """Names of classes that mean two things, and where."""
    places = [
        (node.name, f"{place}:{node.lineno}")
        for place, module in modules.items()
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
    ]
    counts = Counter(name for name, _ in places)
    return {name: [place for other, place in places if other == name] for name in counts if counts[name] > 1}


def rooms(root: Path) -> list[str]:
    return sorted(folder.name for folder in root.iterdir() if any(folder.glob("**/*.py")))


def loose_modules(root: Path) -> list[str]:
    """The modules that lie in no room; what makes the folder a package is none."""
    return sorted(path.name for path in root.glob("*.py") if not path.name.startswith("__"))


def circle(modules: dict[str, ast.Module], package: str) -> list[str]:
    """Modules that import each other in a loop, also for their types alone and inside functions; empty if there are none."""
    names = {place: f"{package}.{place[:-3].replace('/', '.')}".removesuffix(".__init__") for place in modules}
    known = set(names.values())
    imports = {
        names[place]: {
            one
            for node in ast.walk(module)
            if isinstance(node, ast.ImportFrom) and node.module
            for one in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
            if one in known and one != names[place]
        }
        for place, module in modules.items()
        if not place.endswith("__init__.py")  # a package's face hands on what is inside
    }
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_file_is_longer_than_one_reads_at_a_sitting() -> None:
    assert long_files(TUTOR) == []


def test_nothing_imports_itself_by_a_way_around(tree: dict[str, ast.Module]) -> None:
    assert circle(tree, "tutor") == []


def test_no_class_does_everything(tree: dict[str, ast.Module]) -> None:
    assert large_classes(tree) == set()


def test_no_function_takes_more_than_one_can_keep_in_mind(tree: dict[str, ast.Module]) -> None:
    assert greedy_functions(tree) == []


def test_no_class_name_means_two_things(tree: dict[str, ast.Module]) -> None:
    assert doubled_names(tree) == {}


def test_the_rooms_are_few() -> None:
    assert len(rooms(TUTOR)) <= ROOMS, rooms(TUTOR)


def test_little_lies_loose() -> None:
    assert len(loose_modules(TUTOR)) <= LOOSE_MODULES, loose_modules(TUTOR)


def test_a_house_that_breaks_each_rule_is_found(tmp_path: Path) -> None:
    takes = ", ".join(f"p{n}" for n in range(PARAMETERS))
    (tmp_path / "one.py").write_text(f"class Word:\n    async def says(self, {takes}): ...\n")
    (tmp_path / "two.py").write_text("class Word:\n" + "    x = 1\n" * FILE_LINES)
    for n in range(ROOMS + 1):
        (tmp_path / f"room{n}").mkdir()
        (tmp_path / f"room{n}" / "deep.py").touch()
    (tmp_path / "there.py").write_text("from house.back import there\n")
    (tmp_path / "back.py").write_text("def there():\n    from house import there\n")
    found = trees(tmp_path)
    assert long_files(tmp_path) == [f"two.py: {FILE_LINES + 1}"]
    assert large_classes(found) == {"Word"}
    assert greedy_functions(found) == ["one.py:2 says"]
    assert doubled_names(found) == {"Word": ["one.py:1", "two.py:1"]}
    assert len(rooms(tmp_path)) == ROOMS + 1
    assert loose_modules(tmp_path) == ["back.py", "one.py", "there.py", "two.py"]
    assert set(circle(found, "house")) == {"house.back", "house.there"}
