"""Sites for tests: written into a folder, built as people build them, and read back."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

GLOSSARY = """\
# Glossary

## Treaty

A promise between states, made by an envoy.

## Envoy

*Also: emissary*

Who speaks for a state.
"""
LESSON = """\
---
title: Talks
---
An envoy came.

## At first

The emissary and the treaty. The treaty again.

## At last

Two treaties.
"""


class Site:
    """A site in a folder of its own."""

    def __init__(self, folder: Path, pages: dict[str, str], **config: object) -> None:
        self.folder = folder
        for path, text in {"index.md": "# Home\n\nHello.\n", **pages}.items():
            (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "docs" / path).write_text(text, encoding="utf-8")
        settings = {
            "site_name": "Talks", "theme": "mkdocs", "markdown_extensions": ["toc", "tracktwo"],
            "plugins": ["tracktwo"], **config,
        }  # fmt: skip
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")

    def build(self) -> Path:
        config = load_config(str(self.folder / "mkdocs.yml"))
        build(config)
        return Path(config.site_dir)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )


class Links(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[tuple[str, dict[str, str]]] = []
        self.ids: set[str] = set()
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.ids.add(attributes.get("id", ""))
        if tag == "a" and attributes.get("href"):
            self.links.append((attributes["href"], attributes))


def dead_links(site: Path) -> list[str]:
    dead = []
    pages = {page: Links(page) for page in site.rglob("*.html") if page.name != "404.html"}
    for page, found in pages.items():
        for href, _ in found.links:
            url = urlsplit(urljoin(page.as_uri(), href))
            target = Path(unquote(url.path))
            target = target / "index.html" if target.is_dir() else target
            fine = url.scheme != "file" or (target.exists() and (not url.fragment or target not in pages
                   or unquote(url.fragment) in pages[target].ids))  # fmt: skip
            if not fine:
                dead.append(f"{page.name}: {href}")
    return dead
