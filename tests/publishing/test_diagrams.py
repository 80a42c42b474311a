"""Diagrams that browsers draw on the page are drawn for the book, by a program that a page cannot command."""

import os

import pytest
from rendered_page import rendered_page
from tide_lesson import tide_book, to_pdf

from tracktwo.publishing import diagrams
from tracktwo.publishing.book.html_page import parse_page
from tracktwo.publishing.book.nodes import all_elements, plain_text
from tracktwo.publishing.diagrams import ARGUMENTS, DiagramDrawer

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the program that stands in is a shell's")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 80 40"><path d="M0 0h9v9z"/></svg>'
SOURCE = "--help\n$(touch x)\n%%{init: {'securityLevel': 'loose'}}%%\ngraph LR\n  A --> B"
PAGE = rendered_page("P", "p/", f"<pre class=mermaid><code>{SOURCE}</code></pre><p>b</p>", "p.md")
WORKS = f"printf %s '{SVG}' > diagram.svg"


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a program into the place of mermaid's, and return what it was given, a line for each time."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")

    def put(script, into=folder):
        file = into / "mmdc"
        file.write_text(f'#!/bin/sh\necho "$*" >> {tmp_path}/log\ncp diagram.mmd {tmp_path}/got\n{script}\n')
        file.chmod(0o755)
        monkeypatch.setenv("PATH", str(into), prepend=os.pathsep)
        return lambda: (tmp_path / "log").read_text().splitlines() if (tmp_path / "log").exists() else []

    return put


def book_of(drawer):
    return tide_book(PAGE, glossary=(), drawings=drawer.drawings([parse_page(PAGE)]))


def test_a_diagram_is_drawn_and_its_source_says_what_it_shows(program, tmp_path):
    runs = program(WORKS)
    book = book_of(DiagramDrawer())
    (picture,) = [node for node in all_elements(book.tree.chapters) if node.tag == "img"]
    assert picture.get("alt") == " ".join(SOURCE.split())
    assert picture.get("width") == "60pt"
    assert not book.problems
    assert to_pdf(book).startswith(b"%PDF")
    assert runs() == [" ".join(ARGUMENTS)]
    assert (tmp_path / "got").read_text() == SOURCE


def test_what_was_drawn_is_kept(program, tmp_path):
    runs = program(WORKS)
    assert book_of(DiagramDrawer(tmp_path / "cache")).tree == book_of(DiagramDrawer(tmp_path / "cache")).tree
    assert len(runs()) == 1


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("exit 3", "ended with 3"),
        ("true", "No such file"),
        ("echo words > diagram.svg", "no image that a book can show"),
        ("printf %s '<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"/a\"/></svg>' > diagram.svg",
         "links to another file"),
        ("head -c 6000000 /dev/zero > diagram.svg", "no drawing that a book can have"),
    ],
)  # fmt: skip
def test_where_it_fails_the_source_stands_for_it(program, script, says, tmp_path):
    program(script)
    book = book_of(DiagramDrawer(tmp_path / "cache"))
    assert plain_text(book.tree.chapters[0].body).startswith(SOURCE)
    (problem,) = book.problems
    assert problem.code == "undrawn-diagram"
    assert says in problem.message


def test_a_program_that_hangs_is_ended_and_not_asked_again(program, monkeypatch):
    runs = program("sleep 600")
    monkeypatch.setattr(diagrams, "MAX_SECONDS", 0.2)
    drawer = DiagramDrawer()
    assert "takes too long" in book_of(drawer).problems[0].message
    assert "has taken too long" in book_of(drawer).problems[0].message
    assert len(runs()) <= 1


def test_a_program_that_lies_in_the_folder_of_the_site_is_not_run(program, tmp_path):
    runs = program(WORKS, tmp_path / "site")
    assert "by mermaid's `mmdc`, which is not installed" in book_of(DiagramDrawer()).problems[0].message
    assert runs() == []
