"""What a page may reach while a book is made of it: images below docs/, and nothing else."""

import io
import os
import shutil
import socket
import threading
from importlib import resources
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from rendered_page import rendered_page
from tide_lesson import messages, tide_book, to_pdf

TEMPLATES = tuple(Path(resources.files("tracktwo.publishing.pdf")).glob("*.typ"))
SECRET = (12, 34, 56)


@pytest.fixture
def docs(tmp_path):
    """A folder of documents beside a picture that is none of a reader's business."""
    folder = tmp_path / "site" / "docs"
    folder.mkdir(parents=True)
    (tmp_path / "site" / "overrides").mkdir()
    for template in TEMPLATES:
        shutil.copy(template, tmp_path / "site" / "overrides")
    for outside in (tmp_path / "secret.png", tmp_path / "site" / "secret.png"):
        Image.new("RGB", (8, 8), SECRET).save(outside)
    return folder


def pictures(html, docs, template=None):
    """The number of images in the PDF of a page, and the warnings."""
    book = tide_book(rendered_page("Lesson", "lesson/", html, "lesson.md"), docs_dir=docs, glossary=())
    with pikepdf.open(io.BytesIO(to_pdf(book, template=template))) as pdf:
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        return sum(item.get("/Subtype") == "/Image" for item in images), messages(book)


def outside(docs):
    secret = docs.parent.parent / "secret.png"
    yield from ("../../secret.png", "../../../secret.png", "/../secret.png", "..%2f..%2fsecret.png")
    yield from (str(secret), secret.as_uri(), f"//{secret}", "\\\\..\\secret.png", "..\\..\\secret.png")
    yield from ("file:../secret.png", "data:image/png;base64,AAAA", "/etc/passwd", "~/secret.png")


def test_an_image_outside_is_its_alternative_text_and_a_warning(docs):
    for source in outside(docs):
        found, warnings = pictures(f'<p><img src="{source}" alt="Alternative"></p>', docs)
        assert found == 0, source
        assert len(warnings) == 1, source
        assert "its alternative text stands for it" in warnings[0]


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_symbolic_link_leads_no_further(docs):
    (docs / "link.png").symlink_to(docs.parent / "secret.png")
    (docs / "folder").symlink_to(docs.parent)
    for source in ("../link.png", "../folder/secret.png"):
        found, warnings = pictures(f'<p><img src="{source}" alt="x"></p>', docs)
        assert found == 0
        assert "is not below the documentation folder" in warnings[0]


def test_a_drawing_reaches_nothing_outside(docs):
    for number, source in enumerate(source for source in outside(docs) if not source.startswith("data:")):
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="9" height="9"><rect width="9" height="9"/><image href="{source}" width="9" height="9"/>'
            f'<image xlink:href="{source}" width="9" height="9"/></svg>'
        )
        (docs / f"{number}.svg").write_text(svg)
        drawn = f'<p><img src="../{number}.svg" alt="A drawing"></p><p>a {svg}</p>'
        for template in (None, docs.parent / "overrides" / "book.typ"):
            found, warnings = pictures(drawn, docs, template)
            assert found == 0, source
            assert [warning.split(" ", 1)[1].split(" that links")[0] for warning in warnings] == [
                f"image ../{number}.svg is a drawing",
                "<svg> is a drawing",
            ]


def test_an_entity_in_a_drawing_reads_no_file(docs):
    (docs / "secret.txt").write_text("PASSWORD")
    entity = f'<!DOCTYPE svg [<!ENTITY e SYSTEM "{(docs / "secret.txt").as_uri()}">]>'
    (docs / "a.svg").write_text(
        f'{entity}<svg xmlns="http://www.w3.org/2000/svg" width="99" height="9"><text y="9">&e;</text></svg>'
    )
    page = rendered_page("L", "l/", '<p>Text. <img src="../a.svg" alt="x"></p>', "l.md")
    book = tide_book(page, docs_dir=docs, glossary=())
    assert messages(book) == [
        (
            "l.md: image ../a.svg is a drawing with entities: write out what they stand for: "
            "its alternative text stands for it"
        )
    ]
    assert b"PASSWORD" not in to_pdf(book)


def test_nothing_is_asked_of_the_network(docs):
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen():
            while request := read_request(server):
                asked.append(request)

        listener = threading.Thread(target=listen)
        listener.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{address}"/></svg>'
        (docs / "a.svg").write_text(svg)
        images = f'<img src="{address}" alt="x"> <img src="../a.svg" alt="y"> {svg}'
        html = f'<p>{images} <a href="{address}">b</a></p>'
        assert pictures(html, docs)[0] == 0
        socket.create_connection(server.getsockname()).close()  # who asks for nothing comes last
        listener.join()
    assert asked == []


def read_request(server: socket.socket) -> bytes:
    connection, _ = server.accept()
    with connection:
        return connection.recv(1000)
