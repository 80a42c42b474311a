"""What lies outside of the documents stays there: links that a stranger has put among them lead nowhere."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sites import GLOSSARY, LESSON, Site

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
LETTERS = "# Letters\n\n## Secret\n\nPASSWORD\n"
ALL = [{"tracktwo": {"pdf": {"book": True}, "epub": True, "study": True, "markdown": True}}]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("letters.md", "talk.mp3", "talk.vtt", "picture.png"):
        (folder / name).write_text(LETTERS)
    return folder


def published(site: Site) -> list[str]:
    """The files of the built site that hold what is outside."""
    root = site.folder / "site"
    return [path.name for path in root.rglob("*") if path.is_file() and b"PASSWORD" in path.read_bytes()]


def link(site: Site, name: str, target: Path) -> None:
    path = site.folder / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def test_a_file_that_leads_out_is_named_and_published_nowhere(tmp_path, outside):
    recorded = LESSON.replace("title: Talks", "lesson: true\naudio: talk.mp3\ncaptions: talk.vtt")
    lesson = f"{recorded}\n![A picture](picture.png) [Letters](letters.md)\n"
    site = Site(tmp_path / "site", {"glossary.md": GLOSSARY, "transcript.md": lesson}, plugins=ALL)
    for file in outside.iterdir():
        link(site, file.name, file)
    link(site, "deep/away.md", Path("../../../outside/letters.md"))
    link(site, "copy.md", Path("transcript.md"))
    built = site.command("build")
    assert built.returncode == 0, built.stderr
    for name in ("letters.md", "talk.mp3", "talk.vtt", "picture.png", "deep/away.md"):
        assert f"docs/{name}: this link leads out of the documents: it is not published" in built.stderr
    assert "audio: talk.mp3: there is no such file below docs/" in built.stderr
    assert published(site) == []
    assert (site.folder / "site/copy/index.html").is_file()
    assert site.command("build", "--strict").returncode == 1


def test_a_link_to_what_git_tracks_beside_the_documents_is_published(tmp_path):
    site = Site(tmp_path / "site", {"glossary.md": GLOSSARY})
    for name in ("README.md", ".env"):
        (site.folder / name).write_text(f"# {name}\n\nAn envoy.\n")
    link(site, "start.md", Path("../README.md"))
    link(site, "env.md", Path("../.env"))
    link(site, "config.md", Path("../.git/config"))
    for command in (["init", "--quiet"], ["add", "README.md", "docs"]):
        subprocess.run(["git", *command], cwd=site.folder, check=True)  # noqa: S607 - wherever it is
    said = site.command("build").stderr
    assert sorted(re.findall(r"docs/(\w+)\.md: this link leads out", said)) == ["config", "env"]
    assert 'class="term"' in (site.folder / "site/start/index.html").read_text("utf-8")
    assert not (site.folder / "site/env").exists()


def test_a_link_to_a_folder_of_the_repository_publishes_what_git_tracks_in_it(tmp_path):
    site = Site(tmp_path / "site", {"glossary.md": GLOSSARY})
    for name in ("notes/talk.md", "notes/private.md", "deep/a.md"):
        (site.folder / name).parent.mkdir(exist_ok=True)
        (site.folder / name).write_text("# Notes\n\nAn envoy.\n")
    (site.folder / "deep/home").symlink_to("..")
    link(site, "notes", Path("../notes"))
    for command in (["init", "--quiet"], ["add", "notes/talk.md", "deep", "docs"]):
        subprocess.run(["git", *command], cwd=site.folder, check=True)  # noqa: S607 - wherever it is
    said = site.command("build").stderr
    assert re.findall(r"docs/(\S+): this link leads out", said) == ["notes/private.md"]
    assert 'class="term"' in (site.folder / "site/notes/talk/index.html").read_text("utf-8")
    assert not (site.folder / "site/notes/private").exists()
    for name, target in (("deep", "../deep"), ("all", ".."), ("git", "../.git")):
        link(site, name, Path(target))
    said = site.command("build").stderr
    assert sorted(re.findall(r"docs/(\S+): this link leads", said)) == ["all", "deep", "git"]


def test_a_glossary_that_leads_out_is_not_read(tmp_path, outside):
    for number, extension in enumerate(([], ["tracktwo"])):  # without the plugin, too
        config = {"plugins": [], "markdown_extensions": ["toc", "tracktwo"]} if extension else {}
        site = Site(tmp_path / str(number), {"talk.md": "A Secret.\n"}, **config)
        link(site, "glossary.md", outside / "letters.md")
        said = site.command("build").stderr
        assert "docs/glossary.md: the glossary cannot be read (it leads out of the documents)" in said
        talk = (site.folder / "site/talk/index.html").read_text("utf-8")
        assert "PASSWORD" not in talk
        assert 'class="term"' not in talk


@pytest.mark.parametrize("glossary", ["../../outside/letters.md", "{}/letters.md", "../../outside", "{}"])
def test_a_glossary_is_not_named_outside(tmp_path, outside, glossary):
    extension = {"tracktwo": {"glossary": glossary.format(outside)}}
    site = Site(tmp_path / "site", {"talk.md": "A Secret.\n"}, markdown_extensions=["toc", extension])
    site.command("build")
    assert published(site) == []


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_that_leads_out_stops_a_build_before_it_is_looked_into(tmp_path, outside, command):
    site = Site(tmp_path / "site", {"glossary.md": GLOSSARY, "transcript.md": LESSON})
    link(site, "talks", outside)
    link(site, "everything", Path("/"))
    run = subprocess.run(
        [sys.executable, "-c", "from tracktwo.cli import main; main()", command],
        cwd=site.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode != 0
    for name in ("talks", "everything"):
        assert f"docs/{name}: this link leads out of the documents; put what" in run.stdout + run.stderr
    assert published(site) == []


def test_folders_that_lead_to_each_other_do_not_stall_a_build(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "a/transcript.md": LESSON, "b/c/talk.md": LESSON})
    links = {"a/here": ".", "a/up": "..", "a/b": "../b", "b/a": "../a"}
    for name, target in links.items():
        link(site, name, Path(target))
    said = site.command("build").stderr
    for name in links:
        assert f"docs/{name}: this link leads to where other links to folders are; put" in said


def test_a_folder_of_the_documents_may_be_linked(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "a/transcript.md": LESSON})
    link(site, "b", Path("a"))
    assert 'class="term"' in (site.build() / "b/transcript/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "looks",
    [{"cover": "picture.png"}, {"cover": "../../outside/picture.png"}, {"cover": "//host/share/picture.png"},
     {"fonts": "fonts"}, {"fonts": "docs"}, {"fonts": "../outside"}],
    ids=json.dumps,
)  # fmt: skip
def test_covers_and_fonts_of_a_site_are_in_it(tmp_path, outside, looks):
    book = [{"tracktwo": {"pdf": {"book": True, **looks}}}]
    site = Site(tmp_path / "site", {"glossary.md": GLOSSARY, "transcript.md": LESSON}, plugins=book)
    link(site, "picture.png", outside / "picture.png")
    (site.folder / "fonts").symlink_to(outside)
    run = site.command("build")
    assert run.returncode == 1
    ((name, value),) = looks.items()
    assert f"pdf: {name}: {value}: " in run.stderr
