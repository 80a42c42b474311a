"""The site, really built, served on a free port, and opened in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from talks import SETTINGS, write_talks

from needs import missing

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=30_000)  # ms: as long as the rest of Playwright waits, also on a busy machine


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    ranges = True

    def do_GET(self) -> None:
        """Answer a request for a part of a file (RFC 9110, 14.2), without which a browser cannot seek."""
        part = re.fullmatch(r"bytes=([0-9]+)-([0-9]*)", self.headers.get("Range", ""))
        if not part or not self.ranges:
            super().do_GET()
            return
        whole = Path(self.translate_path(self.path)).read_bytes()
        start, end = int(part[1]), min(int(part[2] or len(whole)), len(whole) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(whole)}")
        self.send_header("Content-Length", str(end + 1 - start))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(whole[start : end + 1])


class WholeFilesHandler(QuietHandler):
    ranges = False


@contextmanager
def served(folder: Path, handler: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    folder.mkdir(exist_ok=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def build(into: Path, config: Path = ROOT / "mkdocs.yml", address: str = "") -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(into)]
    result = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"TRACKTWO_SITE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> str:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not path:
        missing("needs the program chromium (apt-get install chromium)")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Callable[..., BrowserContext]:
    """One context for each set of settings, so that what a page loads is loaded once.

    With `own_clock`, a page's timers are run by `page.clock.run_for(milliseconds)`, without waiting for them.
    """

    @lru_cache
    def context(*, own_clock: bool = False, **settings: object) -> BrowserContext:
        context = browser.new_context(**settings)
        if own_clock:
            context.clock.install()
        return context

    return context


@pytest.fixture
def open_page(context: Callable[..., BrowserContext], address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site: `open_page("glossary.html", width=360, color_scheme="dark")`."""
    pages = []

    def open_page(
        path: str = "transcript.html", width: int = 1280, height: int = 800, **settings: object
    ) -> Page:
        page = context(**settings).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path if "://" in path else address + path)
        return page

    yield open_page
    for page in pages:
        page.close()


@contextmanager
def another_site(folder: Path, settings: str) -> Iterator[str]:
    """Serve a site that is as this one, but for what `settings` says."""
    (folder / "mkdocs.yml").write_text(
        f"INHERIT: {(ROOT / 'mkdocs.yml').as_posix()}\n"
        f"theme: {{custom_dir: {(ROOT / 'overrides').as_posix()}, features: [navigation.instant]}}\n"
        f"watch: []\n{settings}",
        encoding="utf-8",
    )
    with served(folder / "site") as url:
        build(folder / "site", folder / "mkdocs.yml", address=url)
        yield url


@pytest.fixture(scope="session")
def instant_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same site with the theme's instant navigation, which swaps pages and keeps the script."""
    with another_site(tmp_path_factory.mktemp("instant"), f"docs_dir: {(ROOT / 'docs').as_posix()}\n") as url:
        yield url


@pytest.fixture(scope="session")
def talks_site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[str, Path]]:
    """A site of recorded lessons: its address, and where it was built."""
    folder = tmp_path_factory.mktemp("talks")
    write_talks(folder, browser)
    with another_site(folder, SETTINGS) as url:
        yield url, folder / "site"


@pytest.fixture(scope="session")
def talks(talks_site: tuple[str, Path]) -> str:
    return talks_site[0]


RICH = """\
# Terms

## Envoy

Who *speaks* for a [state](#state), at $x^2$. <img src=x onerror="window.ran=1"><script>window.ran=2</script>

## State

A `<script>window.ran=3</script>` &lt;img src=x onerror=window.ran=4&gt; [x](javascript:window.ran=5)
"""


@pytest.fixture(scope="session")
def rich_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose definitions have markup, and what should never run."""
    folder = tmp_path_factory.mktemp("rich")
    (folder / "docs").mkdir()
    (folder / "docs/terms.md").write_text(RICH, encoding="utf-8")
    (folder / "docs/index.md").write_text("# Talk\n\nAn envoy of a state.\n", encoding="utf-8")
    settings = (
        "nav: [index.md, terms.md]\nplugins: [search, tracktwo]\n"
        "markdown_extensions: [toc, pymdownx.arithmatex: {generic: true}, tracktwo: {glossary: terms.md}]\n"
    )
    with another_site(folder, settings) as url:
        yield url
