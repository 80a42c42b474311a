"""What Lighthouse measures, on the site as a host serves it. `make standards` fetches it (Apache 2.0)."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_site_pages import PAGES

from conftest import FLAGS, ROOT, QuietHandler, served
from needs import missing

LIGHTHOUSE = ROOT / ".standards/node_modules/lighthouse/cli/index.js"
FULL = ("accessibility", "best-practices", "seo")


class LikeAHost(QuietHandler):
    def do_GET(self) -> None:  # noqa: N802 - the standard library's name
        """Compress text, as every host of pages does."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = self.guess_type(path)
        if not path.is_file() or not kind.startswith(("text/", "application/j")):
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="module")
def hosted(site: Path) -> Iterator[str]:
    with served(site, LikeAHost) as url:
        yield url


def scores(url: str, chromium: str, *categories: str) -> dict[str, int]:
    """Return the scores of a page on a phone, out of 100, and print what costs points."""
    node = shutil.which("node")
    if not node or not LIGHTHOUSE.is_file():
        missing("needs Node.js, and Lighthouse: make standards")
    command = [
        node, LIGHTHOUSE, url, "--quiet", "--output=json", "--no-enable-error-reporting",
        f"--only-categories={','.join(categories)}", f"--chrome-flags={' '.join(['--headless', *FLAGS])}",
    ]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": chromium}
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    report = json.loads(run.stdout)
    for name, audit in report["audits"].items():
        if audit["score"] is not None and audit["score"] < 1:
            print(name, audit["score"], audit.get("displayValue", audit["title"]))
    return {name: round(category["score"] * 100) for name, category in report["categories"].items()}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wanting_in_accessibility_best_practices_and_findability(
    hosted: str, chromium: str, name: str
) -> None:
    assert scores(f"{hosted}{name}.html", chromium, *FULL) == dict.fromkeys(FULL, 100)


def test_the_lesson_is_on_the_screen_of_a_phone_at_once(hosted: str, chromium: str) -> None:
    # Other tests that run beside it only make a page slower, so the best of a few is the page's own.
    best = 0
    for _ in range(4):
        best = max(best, scores(f"{hosted}transcript.html", chromium, "performance")["performance"])
        if best >= 95:
            break
    assert best >= 95


def test_a_page_with_barriers_would_be_found(tmp_path: Path, chromium: str) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><p>A page.<img src=x.png>", encoding="utf-8")
    with served(tmp_path, LikeAHost) as url:
        found = scores(f"{url}index.html", chromium, *FULL)
    assert all(score < 100 for score in found.values())
