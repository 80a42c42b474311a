"""What is inside a folder, and what only looks so."""

import os
from pathlib import Path

import pytest

from tracktwo.model.sources import inside


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    (docs / "a").mkdir(parents=True)
    (tmp_path / "docs-of-others").mkdir()
    return docs


@pytest.mark.parametrize("path", ["", "a", "a/new.md", "./a/../b", "a/../../docs/b", "..b", "%2e%2e/b"])
def test_what_is_inside_is_where_it_is(docs, path):
    assert inside(docs, path) == Path(os.path.realpath(docs / path))


@pytest.mark.parametrize(
    "path",
    ["..", "../b", "a/../../b", "/etc/passwd", "//host/share/b", "../docs-of-others", "../DOCS/b", "a\0b"],
)
def test_what_is_elsewhere_is_nowhere(docs, path):
    assert inside(docs, path) is None


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_links_are_followed_to_their_end(docs):
    for name, target in {
        "in": "a", "out": "..", "chain": "out", "loop": "loop", "gone": "../gone", "back": "../docs/a",
    }.items():  # fmt: skip
        (docs / name).symlink_to(target)
    found = {
        name for name in ("in", "back", "in/b", "out", "out/docs/a", "chain/b", "gone") if inside(docs, name)
    }
    assert found == {"in", "back", "in/b", "out/docs/a"}
    (docs.parent / "link").symlink_to("docs")
    assert inside(docs.parent / "link", "a") == docs / "a"
