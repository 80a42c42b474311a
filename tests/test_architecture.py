"""What the design says of the tree: imports run one way, folders are small, a name stands for one thing."""

import ast
from collections import Counter, defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "tracktwo"
MODULES = {path.relative_to(SOURCE): ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")}
# What each room may import of the others.
ALLOWED = {
    "model": ("wording",),
    "wording": (),
    "theme": (),
    "reading": ("model", "wording"),
    "linking": ("model", "wording", "theme"),
    "publishing": ("model", "wording", "theme"),
    "hosts": ("model", "wording", "theme", "reading", "linking", "publishing"),
    "cli": ("model", "wording", "theme", "reading", "linking", "publishing", "hosts"),
}
HOSTS = ("mkdocs", "properdocs", "material", "zensical")
MOST_MODULES = 14  # in a folder
MOST_LINES = 300  # in a module
MOST_INNER_IMPORTS = 8  # inside functions, in the whole package


def imported(tree: ast.AST) -> set[str]:
    """Return the full names that a module imports, wherever it does."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def module_of(name: str) -> Path | None:
    """Return the module of ours that defines a full name, `tracktwo.model.term.Term`."""
    first, *parts = name.split(".")
    if first != "tracktwo":
        return None
    for end in range(len(parts), 0, -1):
        for path in (Path(*parts[:end]).with_suffix(".py"), Path(*parts[:end], "__init__.py")):
            if path in MODULES:
                return path
    return Path("__init__.py")


IMPORTS = {path: {module_of(name) for name in imported(tree)} - {None} for path, tree in MODULES.items()}


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_the_rooms_below_it(room):
    ours = [path for path in MODULES if path.parts[0] == room]
    assert ours
    for path in ours:
        for target in IMPORTS[path]:
            assert target.parts[0] in (room, *ALLOWED[room]), f"{path} imports {target}"


def test_every_folder_is_a_room():
    folders = {path.parts[0] for path in MODULES if len(path.parts) > 1}
    assert folders == set(ALLOWED)


def test_only_hosts_and_scripts_import_a_host():
    for path, tree in MODULES.items():
        if path.parts[0] != "hosts":
            found = {name for name in imported(tree) if name.split(".")[0] in HOSTS}
            assert not found, f"{path} imports {found}"


def test_imports_between_folders_run_one_way():
    folders = defaultdict(set)
    for path, targets in IMPORTS.items():
        folders[path.parent] |= {target.parent for target in targets} - {path.parent}
    list(TopologicalSorter(folders).static_order())  # raises CycleError for a circle, and names it


def test_imports_between_modules_run_one_way():
    list(TopologicalSorter({path: IMPORTS[path] - {path} for path in MODULES}).static_order())


def test_a_folder_has_a_handful_of_modules():
    counted = Counter(path.parent for path in MODULES if path.name != "__init__.py")
    assert max(counted.values()) <= MOST_MODULES, counted.most_common(3)


def test_a_module_is_one_concept_long():
    for path in MODULES:
        lines = len((SOURCE / path).read_text("utf-8").splitlines())
        assert lines <= MOST_LINES, f"{path}: {lines} lines"


def test_a_class_name_stands_for_one_thing():
    named = defaultdict(list)
    for path, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                named[node.name].append(path)
    assert not {name: paths for name, paths in named.items() if len(paths) > 1}


def test_imports_stand_at_the_top_of_their_modules():
    inner = [
        f"{path}:{node.lineno}"
        for path, tree in MODULES.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert len(inner) <= MOST_INNER_IMPORTS, inner


def test_every_module_says_in_its_first_line_what_it_is_for():
    for path, tree in MODULES.items():
        docstring = ast.get_docstring(tree)
        assert docstring, path
        assert docstring.splitlines()[0].endswith((".", ":")), path
