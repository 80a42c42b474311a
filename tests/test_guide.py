"""What the guide says is so: every option that there is stands in it, and no other."""

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from contextlib import chdir, suppress
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from sites import GLOSSARY, LESSON, Site
from tracktwo.cli import main
from tracktwo.hosts.settings import PdfConfig, TracktwoConfig
from tracktwo.linking.blocks.registry import FILLERS
from tracktwo.linking.extension import TracktwoExtension
from tracktwo.model.term import Glossary

GUIDE = Path(__file__).resolve().parents[1] / "guide"
OPTIONS = (GUIDE / "options.md").read_text("utf-8")


def documented(heading: str) -> set[str]:
    """The names in the first cells of the table below a heading, or below the paragraph of that text."""
    after = re.split(rf"^(?:## )?{re.escape(heading)}$", OPTIONS, flags=re.MULTILINE)[1]
    table = re.search(r"(?:^\|.*\n)+", after, re.MULTILINE)[0]
    cells = [row.split(" | ")[0] for row in table.splitlines()[2:]]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def named(config: type) -> set[str]:
    return {name for name, _ in config()._schema}


def test_every_option_of_the_extension_is_documented_and_every_documented_one_exists():
    assert documented("`markdown_extensions: tracktwo`") == set(TracktwoExtension().getConfigs())


def test_every_option_of_the_plugin_is_documented_and_every_documented_one_exists():
    assert documented("`plugins: tracktwo`") == named(TracktwoConfig)
    assert documented("Below `pdf`:") == named(PdfConfig)


@pytest.mark.parametrize("command", main.list_commands(None))
def test_every_option_of_a_command_is_documented_and_every_documented_one_exists(command):
    options = {name for option in main.get_command(None, command).params for name in option.opts}
    options = {name for name in options if name.startswith("--")}
    assert (documented(f"`tracktwo {command}`") if options else set()) == options


def test_the_configuration_that_is_enough_is_enough(tmp_path):
    page = (GUIDE / "your-own-site.md").read_text("utf-8")
    config = "site_name: A talk\ntheme: material\n" + re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0]
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    (tmp_path / "docs/transcript.md").write_text(
        "---\ntitle: A talk\n---\nAbout an envoy.\n", encoding="utf-8"
    )
    (tmp_path / "docs/glossary.md").write_text("# Glossary\n\n## Envoy\n\nWho is sent.\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert 'class="term"' in (tmp_path / "site/transcript/index.html").read_text("utf-8")
    assert '"LearningResource"' in (tmp_path / "site/transcript/index.html").read_text("utf-8")
    assert '"DefinedTermSet"' in (tmp_path / "site/glossary/index.html").read_text("utf-8")
    assert '"Envoy"' in (tmp_path / "site/glossary.json").read_text("utf-8")


def test_every_marker_is_documented_and_every_documented_one_exists():
    assert documented("Markers, alone on a line") == set(FILLERS)


def pages() -> list[Path]:
    root = GUIDE.parent
    return [*sorted(GUIDE.glob("*.md")), root / "README.md", root / "CONTRIBUTING.md"]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_what_a_page_leads_to_is_there(page):
    text = re.sub(r"(`+).*?\1", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target


def test_every_extra_that_is_named_exists():
    root = GUIDE.parent
    there = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    texts = [page.read_text("utf-8") for page in (*pages(), root / "Makefile", *root.glob("src/**/*.py"))]
    named = {name for text in texts for name in re.findall(r"tracktwo\[(\w+)\]|--extra (\w+)", text)}
    assert {first or second for first, second in named} == set(there)


def test_every_file_that_the_architecture_names_exists():
    text = (GUIDE / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"`([\w/]+(?:/|\.(?:py|md|html|typ)))`", text))
    assert len(named) > 20
    root = GUIDE.parent
    source = root / "src/tracktwo"
    places = [root, root / "overrides", root / "scripts", GUIDE, source, *source.glob("*/")]
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


def test_the_architecture_is_one_screen():
    assert len((GUIDE / "architecture.md").read_text("utf-8").splitlines()) <= 60


def codes_in_the_source() -> set[str]:
    """The codes of problems: what is given to any function or class of ours that has a `code`."""
    source = GUIDE.parent / "src/tracktwo"
    trees = [ast.parse(path.read_text("utf-8")) for path in source.rglob("*.py")]
    positions: dict[str, int | None] = {"Problem": 2}
    for node in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        names = [arg.arg for arg in node.args.args if arg.arg != "self"]
        if "code" in [*names, *(arg.arg for arg in node.args.kwonlyargs)]:
            positions[node.name] = names.index("code") if "code" in names else None
    given = []
    for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in positions:
            given += [keyword.value for keyword in call.keywords if keyword.arg == "code"]
            position = positions[name]
            given += call.args[position : position + 1] if position is not None else []
    constants = (node for value in given for node in ast.walk(value) if isinstance(node, ast.Constant))
    return {constant.value for constant in constants if isinstance(constant.value, str)}


def test_every_code_of_a_problem_is_in_the_guide_and_no_other():
    table = (GUIDE / "problems.md").read_text("utf-8")
    documented = re.findall(r"^\| `([a-z0-9-]+)` \| (?:error|warning|notice) \|", table, re.MULTILINE)
    assert len(documented) == len(set(documented))
    found = codes_in_the_source()
    assert found <= set(documented)
    text = "".join(path.read_text("utf-8") for path in (GUIDE.parent / "src/tracktwo").rglob("*.py"))
    assert [code for code in documented if f'"{code}"' not in text] == []


def dependencies() -> dict[str, str]:
    """The licence of each package that the page on dependencies has, by name."""
    rows = re.findall(
        r"^\| (`.+?`) \| (.+?) \|", (GUIDE / "dependencies.md").read_text("utf-8"), re.MULTILINE
    )
    return {name: licence for names, licence in rows for name in re.findall(r"`([^`]+)`", names)}


def test_every_dependency_is_in_the_guide_and_no_other():
    root = GUIDE.parent
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    needs = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for group in [
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]:
        needs += [need for need in group if isinstance(need, str)]
    names = {re.match(r"[\w.-]+", need)[0] for need in needs}
    for folder in ("linters", "standards"):
        names |= json.loads((root / f"tests/{folder}/package.json").read_text("utf-8"))[
            "devDependencies"
        ].keys()
    assert dependencies().keys() == names


def test_a_dependency_has_the_licence_that_the_guide_says():
    compared = []
    for folder in ("linters", "standards"):
        lock = json.loads((GUIDE.parent / f"tests/{folder}/package-lock.json").read_text("utf-8"))
        said = {
            name: lock["packages"].get(f"node_modules/{name}", {}).get("license") for name in dependencies()
        }
        compared += [(name, licence) for name, licence in said.items() if licence]
    for name in dependencies():
        with suppress(metadata.PackageNotFoundError):
            expression = metadata.metadata(name).get("License-Expression")
            compared += [(name, expression)] if expression else []
    assert len(compared) > 10
    assert [(name, dependencies()[name]) for name, _ in compared] == compared


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (GUIDE / page).read_text("utf-8"), re.DOTALL)


def import_as_told(page: str, folder: Path) -> str:
    """Run the first command of a page in a folder; return the glossary that it wrote."""
    program, *arguments = shlex.split(blocks(page, "console")[0])
    assert program == "tracktwo"
    with chdir(folder):
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return (folder / "docs/glossary.md").read_text("utf-8")


def test_who_comes_from_abbr_has_a_glossary_of_the_abbreviations(tmp_path):
    for folder in ("includes", "docs"):
        (tmp_path / folder).mkdir()
    snippet = "*[MOOC]: massive open online course\n*[ODR]: dispute resolution online\n"
    (tmp_path / "includes/abbreviations.md").write_text(snippet, encoding="utf-8")
    written = Glossary.from_markdown(import_as_told("from-abbr.md", tmp_path))
    assert [(term.headword, term.definition) for term in written] == [
        ("MOOC", "massive open online course"),
        ("ODR", "dispute resolution online"),
    ]


@pytest.mark.skipif(not shutil.which("perl"), reason="needs perl")
def test_who_comes_from_ezglossary_has_its_terms_and_plain_words_in_pages(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/words.md").write_text("term:Envoy\n:   Who is sent.\n", encoding="utf-8")
    marked = "| An <term:Envoy> | <term:Envoy\\|emissaries> |\n\n<term:Envoy|envoys>, <https://a.org>.\n"
    (tmp_path / "docs/page.md").write_text(marked, encoding="utf-8")
    (term,) = Glossary.from_markdown(import_as_told("from-ezglossary.md", tmp_path))
    assert (term.headword, term.definition) == ("Envoy", "Who is sent.")
    subprocess.run(blocks("from-ezglossary.md", "console")[1], shell=True, cwd=tmp_path, check=True)  # noqa: S602 - as people type it
    assert (tmp_path / "docs/page.md").read_text("utf-8") == (
        "| An Envoy | emissaries |\n\nenvoys, <https://a.org>.\n"
    )


def test_who_comes_from_mkdocs_glossary_plugin_changes_the_configuration_alone(tmp_path):
    page = "---\nglossary: emissary\nglossary: go-between\n---\n\nWho is sent.\n"
    config = yaml.safe_load(blocks("from-glossary-plugin.md", "yaml")[0])
    text = "An emissary, a go-between, a state actor.\n"
    pages = {"words/envoy.md": page, "words/state-actor.md": "Who acts.\n", "talk.md": text}
    site = Site(tmp_path, pages, **config).build()
    linked = re.findall(r'<a class="term"[^>]*>(.*?)</a>', (site / "talk/index.html").read_text("utf-8"))
    assert linked == ["emissary", "state actor"]  # the first use of each


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_a_lesson_is_the_same_in_each_theme(tmp_path, theme):
    pages = {
        "glossary.md": GLOSSARY,
        "talk.md": LESSON.replace("---\nAn", "author: Ada\nlesson: true\n---\nAn"),
    }
    plugins = ["search", "tracktwo"]
    page = (Site(tmp_path, pages, theme=theme, plugins=plugins).build() / "talk/index.html").read_text(
        "utf-8"
    )
    assert page.count('<header class="lesson"') == 1
    assert re.findall(r'<a class="term"[^>]*data-definition', page)
    assert ("tracktwo.css" in page, "definitions.js" in page) == (True, True)
