"""A site each field of which is an attack that says where it stands: imported, written by hand, and built.

Which fields are text and which are Markdown is the difference that matters. What is text goes in as it is:
all that is imported, all front matter, and what mkdocs.yml says of a site. A heading, a definition and a
paragraph that people write are Markdown, in which raw HTML is the author's own (SECURITY.md): there the
attack is written as text, `&lt;script>`, as somebody writes who wants to show it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import get_type_hints

import yaml
from click.testing import CliRunner

from tracktwo.cli import main
from tracktwo.model.lesson import KEYS, CreditedWork, LessonMeta
from tracktwo.model.licenses import License
from tracktwo.model.markdown.lesson_text import LessonText
from tracktwo.model.page import Moment, PageSection
from tracktwo.model.recording import Recording
from tracktwo.model.sharing.shared_glossary import COPIES, SharedGlossary, read_shared, write_copies
from tracktwo.model.site import Site as PublishedSite
from tracktwo.model.term import Origin, Term
from tracktwo.reading.text.lesson import Cue, Lesson, Run, Section, TermEntry

LAST_WORDS = "These are the last words."
SCRIPT = "javascript:pwned(1)"
REFUSED = ("lesson", "glossary")  # with such a value, a page is no lesson, and a check says nothing else
SHARED = "https://a.example/glossary.json"  # of which a site keeps a copy
FILE = """"><img src=x onerror=pwned(1)> {{7*7}} [a](javascript:x).md"""
PICTURE = FILE.replace(".md", ".png")
MODELS = (
    LessonMeta, LessonText, CreditedWork, License, Recording, Term, PageSection, PublishedSite, Run, Cue,
    Section, TermEntry, Lesson, SharedGlossary, Origin, Moment,
)  # fmt: skip
# Fields whose text is not what somebody wrote there, and why. Every other one is attacked and published.
NOT_WRITTEN = {
    "LessonMeta.image": "a file's name",
    "LessonMeta.language": "a language's tag", "Lesson.language": "the same", "Site.language": "the same",
    "Recording.kind": "a word of ours", "Recording.host": "a name of ours", "Run.emphasis": "letters of ours",
    "Recording.video_id": "letters and digits", "Recording.video_key": "letters and digits",
    "Term.anchor": "made of the headword", "Term.form": "a word of ours", "Term.page": "a file's name",
    "Term.excluded": "not published", "Cue.id": "not published", "Cue.label": "a speaker's name again",
    "PageSection.anchor": "made of the title", "Moment.written": "digits", "Site.nav": "names of files",
    "Site.folder": "a language's", "TermEntry.file": "the same",
    "SharedGlossary.language": "a language's tag", "Origin.address": "an address or nothing",
    "Origin.said": "a sentence of ours", "Origin.language": "the same",
    "Site.address": "MkDocs takes an address alone", "Lesson.metadata": "front matter, whose KEYS are here",
}  # fmt: skip


def attack(name: str) -> str:
    """Return a text that would run, name itself, end what holds it, and be a formula or a template."""
    name = f"pwn-{name}"
    ends = "\"'></title></style></textarea></script>"
    runs = f"<script>pwned(/{name}/)</script><img src=x onerror=pwned(/{name}/)> [a](javascript:pwned(1))"
    return f"=1+1 {name} {ends}{runs} {{{{7*7}}}} [sound:x] a\n::error::{name} & z \x1b[31m\x07"


def address(name: str) -> str:
    """Return an attack that is an address of the web."""
    return f"https://a.example/{'-'.join(attack(name).split())}"


def fields_of_text() -> Iterator[str]:
    """Yield the fields of all models that hold text."""
    for model in MODELS:
        for name, kind in get_type_hints(model).items():
            if re.search(r"\bstr\b|Literal\['", str(kind)):
                yield f"{model.__name__}.{name}"


def as_markdown(text: str) -> str:
    """Write an attack as text of Markdown, on one line."""
    escaped = re.sub(r"([\\\[\]{*_`])", r"\\\1", " ".join(text.split()))
    return escaped.replace("&", "&amp;").replace("<", "&lt;")


def pages() -> dict[str, str]:
    """Return the pages that somebody writes by hand: lessons, and a glossary in each of its three forms."""
    keys = {key: attack(f"key-{key}") for key in (*KEYS, "lang") if key not in REFUSED}
    models = {
        "title": attack("LessonMeta.title"), "author": [attack("LessonMeta.authors"), "Bo"],
        "objective": attack("LessonMeta.objective"), "description": attack("LessonMeta.description"),
        "license": attack("License.name"), "teaches": [attack("LessonMeta.teaches"), "Envoy"],
        "source": {
            "title": attack("CreditedWork.title"), "author": attack("CreditedWork.authors"),
            "url": address("CreditedWork.url"),
        },
        "video": attack("Recording.file"), "captions": attack("Recording.captions"),
        "descriptions": attack("Recording.descriptions"), "series": attack("LessonMeta.series"),
        "image": PICTURE,
    }  # fmt: skip
    addresses = {"video": address("Recording.address"), "license": address("License.url"), "source": SCRIPT}
    scripts = {"video": "javascript://%0apwned(1)", "source": {"url": SCRIPT}, "license": SCRIPT}
    headword, also, definition = (
        as_markdown(attack(f"Term.{name}")) for name in ("headword", "also", "definition")
    )
    return {
        "keys.md": lesson(**keys),
        "models.md": lesson(**models),
        "wrong.md": lesson(lesson=attack("key-lesson"), date=attack("key-date")),
        "addresses.md": lesson(**addresses),
        "scripts.md": lesson(**scripts),
        "said.md": front_matter(lesson=True)
        + f"[0:05] **{as_markdown(attack('LessonText.speakers'))[:60]}:** "
        f"So {as_markdown(attack('LessonText.opening'))}\n\n"
        f"[9:00] **Bo:** {as_markdown(attack('moment'))}\n\n{LAST_WORDS}\n",
        FILE: lesson(),
        PICTURE: "",
        "index.md": f"# {as_markdown(attack('home'))}\n\n[LESSONS]\n\n{LAST_WORDS}\n",
        "glossary.md": f"# {as_markdown(attack('glossary'))}\n\n[LETTERS]\n\n{LAST_WORDS}\n\n"
        f"## Envoy\n\n*Also: emissary*\n\n{definition}\n\n"
        f"## {headword}\n\n*Also: {also}, treaty*\n\n{definition}\n",
        "list.md": f"# List\n\n{LAST_WORDS}\n\n{headword} in a list\nTruce\n:   {definition}\n",
        COPIES: shared(),
        "terms/heading.md": f"# {as_markdown(attack('term-heading'))}\n\n{definition}\n\n{LAST_WORDS}\n",
        "terms/page.md": front_matter(title=attack("term-page")) + f"{definition}\n\n{LAST_WORDS}\n",
    }


def shared() -> str:
    """Return a copy of another site's glossary that is an attack."""
    definition, name = attack("Shared.definition"), attack("Shared.term")[:200]
    terms = [
        {"term": "Legate", "definition": definition, "url": '#"onerror=pwned(1)'},
        {"term": name, "also": ["legate", name], "definition": definition, "url": "terms/#legate"},
        {"term": "Script", "definition": definition, "url": SCRIPT},
    ]
    made = {"title": attack("SharedGlossary.title"), "language": attack("language"), "terms": terms}
    return write_copies({SHARED: read_shared(json.dumps(made), SHARED)})


def lesson(**values: object) -> str:
    """Return a lesson whose front matter has some values, and that uses terms of each kind."""
    section = as_markdown(attack("PageSection.title"))
    return front_matter(**{"lesson": True, **values}) + (
        f"# {as_markdown(attack('heading'))}\n\nEnvoy, treaty, consul, legate, script and truce.\n\n"
        f"## {section}\n\n[0:05] The envoy again.\n\n[SELF-CHECK]\n\n[TERMS]\n\n{LAST_WORDS}\n"
    )


def front_matter(**values: object) -> str:
    return f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\n"


def imported(folder: Path) -> str:
    """Import two talks and a list of terms that are attacks into a site; return what is said of them."""
    begin = {"start": 0, "end": 9, "speaker": attack("Cue.speaker"), "text": attack("Run.text")}
    end = {"start": 9, "end": 20, "text": f"A consul. See <a href='javascript:pwned(1)'>it</a>. {LAST_WORDS}"}
    names = {name: attack(f"TermEntry.{name}") for name in ("headword", "definition", "also")}
    term = {"term": names["headword"], "definition": names["definition"], "also": [names["also"], "consul"]}
    chapter = escape(re.sub(r"[\x00-\x1f]", " ", attack("Section.title")))  # or the file is no text
    write(folder, {
        "talk.json": json.dumps({"segments": [begin, end]}),
        "terms.yml": json.dumps([term]),
        "chapters.vtt": f"WEBVTT\n\n00:00.000 --> 00:20.000\n{chapter}\n",
        "talk.txt": """**Ann:** See [it](https://a.example/pwn-Run.link"onerror=pwned(1)), <img src=x """
        "onerror=pwned(1)>, [it](javascript:pwned(1)) and <script>pwned(1)</script> the rest.\n\n"
        f"**Bo:** {LAST_WORDS}\n",
    })  # fmt: skip
    said = {name: attack(f"Lesson.{name}") for name in ("title", "author", "objective", "source", "license")}
    options = [part for name, text in said.items() for part in (f"--{name}", text)]
    lists = ["--terms", folder / "terms.yml", "--chapters", folder / "chapters.vtt"]
    return run("import", folder / "talk.json", *options, *lists, "--into", folder / "docs/talk.md") + run(
        "import", folder / "talk.txt", "--title", attack("page"), "--into", folder / "docs/page.md"
    )


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def run(*arguments: object) -> str:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    return result.output
