"""What the design says of imports: they run one way, and only the edges know MkDocs."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "tracktwo"
ALLOWED = {
    "reading": {"reading", "linking.glossary", "wording"},
    "linking": {"linking", "wording"},
    "publishing": {"publishing", "linking.glossary", "wording"},
}


def imports(module: Path) -> set[str]:
    tree = ast.parse(module.read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{module}: a relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_what_it_may_and_never_mkdocs(room):
    modules = list((SOURCE / room).rglob("*.py"))
    assert modules
    for module in modules:
        for name in imports(module):
            assert not name.startswith("mkdocs"), f"{module} imports {name}"
            ours = name.removeprefix("tracktwo.")
            if ours != name:
                assert any(f"{ours}.".startswith(f"{allowed}.") for allowed in ALLOWED[room]), (
                    f"{module}: {name}"
                )


def test_every_module_says_in_its_first_line_what_it_is_for():
    for module in SOURCE.rglob("*.py"):
        docstring = ast.get_docstring(ast.parse(module.read_text("utf-8")))
        assert docstring, module
        assert docstring.splitlines()[0].endswith((".", ":")), module
