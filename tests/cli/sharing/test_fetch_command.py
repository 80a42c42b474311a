"""`tracktwo fetch`: once, by https alone, and anew when somebody wants it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.request import HTTPHandler, OpenerDirector

import pytest
from click.testing import CliRunner, Result

from tracktwo.cli import main
from tracktwo.cli.sharing import fetch_command
from tracktwo.cli.sharing.download import download, https_opener
from tracktwo.cli.sharing.fetch_command import fetch_copies
from tracktwo.model.problem import InvalidInput
from tracktwo.model.sharing.shared_glossary import COPIES, read_copies

TERMS = [{"term": "Consul", "url": "terms/#consul", "definition": "Who helps."}]


def glossary(*terms: object) -> bytes:
    return json.dumps({"title": "Peace", "language": "en", "terms": [*TERMS, *terms]}).encode()


class OtherSite:
    """Another site: what it has, where it leads on to, and what it was asked for."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {"/glossary.json": glossary()}
        self.leads: dict[str, str] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.address = ""


@pytest.fixture(scope="module")
def server() -> Iterator[OtherSite]:
    there = OtherSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there.asked.append((self.path, dict(self.headers)))
            content = there.files.get(self.path)
            self.send_response(302 if self.path in there.leads else 404 if content is None else 200)
            if self.path in there.leads:
                self.send_header("Location", there.leads[self.path])
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        there.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield there
        server.shutdown()


@pytest.fixture
def there(server: OtherSite) -> OtherSite:
    fresh = OtherSite()
    server.files, server.leads, server.asked = fresh.files, fresh.leads, []
    return server


@pytest.fixture
def opener() -> OpenerDirector:
    """The one that is used, which here opens http, too: a test has no certificate."""
    opener = https_opener()
    opener.add_handler(HTTPHandler())
    return opener


def fetched(site: Path, opener: OpenerDirector, *addresses: str, update: bool = False) -> list[str]:
    return list(fetch_copies(site / COPIES, list(addresses), opener, update=update))


def test_it_is_fetched_once_and_says_what_it_has(there, opener, tmp_path):
    address = f"{there.address}/glossary.json"
    said = fetched(tmp_path, opener, address)
    (digest, one) = read_copies((tmp_path / COPIES).read_text("utf-8"))[address]
    assert said == [
        f"{address}: 1 term, fetched, sha256 {digest[:12]}…",
        f"The copies are in {tmp_path / COPIES}.",
    ]
    assert one.terms[0].origin.address == f"{there.address}/terms/#consul"
    there.files.clear()
    assert fetched(tmp_path, opener, address)[0].startswith(f"{address}: 1 term, unchanged")
    assert len(there.asked) == 1
    assert not {"Cookie", "Authorization", "Referer"} & there.asked[0][1].keys()


def test_an_update_says_what_has_changed_and_one_that_is_no_longer_named_goes(there, opener, tmp_path):
    one, two = f"{there.address}/glossary.json", f"{there.address}/two.json"
    there.files["/two.json"] = glossary({"term": "Envoy", "url": "#envoy"})
    fetched(tmp_path, opener, one, two)
    there.files["/two.json"] = glossary({"term": "Herald", "url": "#herald"}).replace(b"helps", b"aids")
    assert "2 terms, 1 new, 1 changed, 1 gone" in fetched(tmp_path, opener, one, two, update=True)[1]
    assert f"{one}: no longer named, and not kept" in fetched(tmp_path, opener, two)
    assert list(read_copies((tmp_path / COPIES).read_text("utf-8"))) == [two]


def test_a_copy_that_was_changed_is_fetched_again(there, opener, tmp_path):
    address = f"{there.address}/glossary.json"
    fetched(tmp_path, opener, address)
    written = (tmp_path / COPIES).read_text("utf-8")
    (tmp_path / COPIES).write_text(written.replace("helps", "harms"), encoding="utf-8")
    fetched(tmp_path, opener, address)
    assert (tmp_path / COPIES).read_text("utf-8") == written
    (tmp_path / COPIES).write_text("<<<<<<< HEAD", encoding="utf-8")
    with pytest.raises(InvalidInput, match="fetch them anew: tracktwo fetch --update"):
        fetched(tmp_path, opener, address)
    fetched(tmp_path, opener, address, update=True)
    assert (tmp_path / COPIES).read_text("utf-8") == written


def test_addresses_in_it_are_relative_to_where_it_was_found(there, opener, tmp_path):
    there.leads["/old.json"] = "/new/glossary.json"
    there.files["/new/glossary.json"] = glossary()
    fetched(tmp_path, opener, f"{there.address}/old.json")
    assert f'"{there.address}/new/terms/#consul"' in (tmp_path / COPIES).read_text("utf-8")


@pytest.mark.parametrize(
    ("leads_to", "content", "said"),
    [
        ("", None, "Not Found"),
        ("file:///etc/passwd", b"", "not allowed"),
        ("ftp://127.0.0.1/a", b"", "unknown url type: ftp"),
        ("data:application/json,{}", b"", "not allowed"),
        ("/bad.json", b"", "infinite loop"),
        ("", b" " * 8_000_001, "it has more than 8,000,000 bytes"),
        ("", b"<!doctype html>", "it is no JSON; name the glossary.json of a site"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(there, opener, leads_to, content, said):
    good, bad = f"{there.address}/glossary.json", f"{there.address}/bad.json"
    there.leads |= {"/bad.json": leads_to} if leads_to else {}
    there.files |= {} if content is None else {"/bad.json": content}
    with pytest.raises(InvalidInput, match=said):
        fetched(Path("nowhere"), opener, good, bad)
    assert not Path("nowhere").exists()


@pytest.mark.parametrize("scheme", ["http", "file", "ftp", "data"])
def test_nothing_is_opened_but_https(there, scheme):
    with pytest.raises(URLError, match=f"unknown url type: {scheme}"):
        https_opener().open(f"{scheme}://{there.address.removeprefix('http://')}/glossary.json")
    assert there.asked == []


def test_an_address_with_a_password_is_not_asked_for():
    with pytest.raises(InvalidInput, match="it holds a name or a password"):
        download("https://ada:secret@a.example/glossary.json", 1, https_opener())


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["fetch", str(folder), *options])


@pytest.mark.parametrize("place", ["markdown_extensions", "plugins"])
def test_the_command_takes_what_the_configuration_names(there, opener, tmp_path, monkeypatch, place):
    monkeypatch.setattr(fetch_command, "https_opener", lambda: opener)
    (tmp_path / "docs").mkdir()
    address = f"{there.address}/glossary.json"
    named = f"fr/: [fr.md, '{address}']\n        '': ['{address}', terms.json]"
    config = f"site_name: A\n{place}:\n  - tracktwo:\n      glossary:\n        {named}\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    result = run(tmp_path)
    assert result.exit_code == 0, result.output
    assert list(read_copies((tmp_path / "docs" / COPIES).read_text("utf-8"))) == [address]
    assert len(there.asked) == 1


def test_a_file_elsewhere_is_copied_too(tmp_path):
    site, other = tmp_path / "site", tmp_path / "other"
    (site / "docs").mkdir(parents=True)
    other.mkdir()
    (other / "glossary.json").write_bytes(glossary().replace(b"terms/#", b"https://peace.example/#"))
    config = "site_name: A\nmarkdown_extensions:\n  - tracktwo: {glossary: ../../other/glossary.json}\n"
    (site / "mkdocs.yml").write_text(config, encoding="utf-8")
    assert run(site).exit_code == 0
    assert list(read_copies((site / "docs" / COPIES).read_text("utf-8"))) == ["../../other/glossary.json"]


def test_a_link_in_the_place_of_the_copies_writes_nothing_elsewhere(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "secret").write_text("S", encoding="utf-8")
    (tmp_path / "docs" / COPIES).symlink_to(tmp_path / "secret")
    result = run(tmp_path)
    assert (result.exit_code, "this leads out of the documents" in result.output) == (2, True)
    assert (tmp_path / "secret").read_text("utf-8") == "S"


def test_a_site_that_names_none_is_told_so(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nmarkdown_extensions: [tracktwo]\n", encoding="utf-8")
    assert run(tmp_path).output == "The site names no glossary of another site.\n"
    assert not (tmp_path / "docs").exists()
