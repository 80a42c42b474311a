"""What `import tracktwo` gives: little, documented, and at once."""

import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import tracktwo

MODULES = [module.name for module in pkgutil.walk_packages(tracktwo.__path__, "tracktwo.")]


@pytest.mark.parametrize("name", ["tracktwo", *MODULES])
def test_what_docstrings_show_is_so(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_package_and_the_glossary_show_how_they_are_used():
    for documented in (tracktwo, tracktwo.Glossary):
        assert ">>>" in documented.__doc__


@pytest.mark.parametrize("name", tracktwo.__all__)
def test_every_public_name_is_there_and_documented_with_all_it_offers(name):
    public = getattr(tracktwo, name)
    assert f"`{name}`" in tracktwo.__doc__
    assert inspect.getdoc(public)
    for method, value in vars(public).items():
        if not method.startswith("_") and (callable(value) or hasattr(value, "__func__")):
            assert inspect.getdoc(value), f"{name}.{method}"


def test_no_other_name_is_there():
    with pytest.raises(AttributeError, match="no attribute 'Lesson'"):
        tracktwo.Lesson  # noqa: B018 - asking for it is the test


def test_importing_the_package_loads_nothing_of_it():
    program = "import sys; before = set(sys.modules); import tracktwo; print(*set(sys.modules) - before)"
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert run.stdout.split() == ["tracktwo"]


def test_a_glossary_is_read_from_files(tmp_path, monkeypatch):
    (tmp_path / "docs/more").mkdir(parents=True)
    (tmp_path / "docs/glossary.md").write_text("# Glossary\n\n## Envoy\n\nWho speaks.\n")
    (tmp_path / "docs/more/herald.md").write_text("# Herald\n\nWho calls.\n")
    monkeypatch.chdir(tmp_path)
    assert [term.headword for term in tracktwo.Glossary.read()] == ["Envoy"]
    both = tracktwo.Glossary.read(tmp_path / "docs", ["glossary.md", "more"])
    assert [term.headword for term in both] == ["Envoy", "Herald"]
    assert both["herald"].page == "more/herald.md"
    with pytest.raises(KeyError):
        both["consul"]
    with pytest.raises(tracktwo.GlossaryError, match=r"none\.md: the glossary cannot be read"):
        tracktwo.Glossary.read("docs", "none.md")
