"""What a lesson says of itself, in one typed object: title, authors, licence, recording and the rest.

Front matter is read here once, for the site, PDF, EPUB, JSON-LD, citations and imports alike, with its
problems: a value that cannot be what it says is named, and never printed as text of the page.
"""

import datetime
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import NamedTuple

from tracktwo.model.addresses import is_of_web
from tracktwo.model.licenses import License, find_license
from tracktwo.model.markdown.front_matter import read_front_matter
from tracktwo.model.markdown.headings import first_title
from tracktwo.model.markdown.lesson_text import LessonText, read_lesson_text
from tracktwo.model.problem import Problem
from tracktwo.model.recording import RECORDING_KEYS, Recording, check_recording, read_recording
from tracktwo.model.scripts import LANGUAGE_TAG

IMAGE = "image"
TRANSCRIPT = "transcript.md"  # a page of this name is a lesson, unless it says that it is none
KEYS = (
    "title", "author", "objective", "description", "source", "license", "date", "teaches", "terms", "link",
    "lesson", "glossary", "series", "subject", IMAGE, *RECORDING_KEYS,
)  # fmt: skip
# What others read, and is near one of ours by a letter or two.
_KEYS_OF_OTHERS = frozenset(
    "authors categories dates descriptions draft icon lang language links sources tags".split()
)
_IMAGES = frozenset(".avif .gif .jpeg .jpg .png .svg .webp".split())
_NEAR = 0.8  # the share of letters that a slip leaves: `titel`, `autor`, `licence`


@dataclass(frozen=True, slots=True)
class CreditedWork:
    """What a lesson is based on: a title or a sentence, its authors, and its address; any may be empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class LessonMeta:
    """What a page says of itself, as plain text and typed to the leaves; what it does not say is empty.

    `lesson` tells whether it is one. `minutes` is how long its text takes to read, and is 0 until the page
    has been read. `language` is that of the page, as a BCP 47 tag. `series` is a heading that it is listed
    below, and `image` the path of its picture below the documents.
    """

    title: str = ""
    lesson: bool = False
    authors: tuple[str, ...] = ()
    objective: str = ""
    description: str = ""
    source: CreditedWork | None = None
    license: License | None = None
    date: datetime.date | None = None
    recording: Recording | None = None
    teaches: tuple[str, ...] = ()
    language: str = ""
    minutes: int = 0
    series: str = ""
    image: str = ""

    @property
    def author(self) -> str:
        """The authors as one text."""
        return ", ".join(self.authors)

    @property
    def summary(self) -> str:
        """What a search engine or a shared link says of the page: its description, else its objective."""
        return self.description or self.objective

    @property
    def has_header(self) -> bool:
        """Tell whether the page begins with a lesson's header."""
        return self.lesson or bool(self.objective or self.recording)


class ListedLesson(NamedTuple):
    """A lesson as lists name it: its path below the documents, its title, and what it and its text say."""

    source: str
    title: str
    meta: LessonMeta
    text: LessonText


def is_lesson(source: str, meta: Mapping[str, object]) -> bool:
    """Tell whether a page is a lesson: its front matter says so, or else its name."""
    said = meta.get("lesson")
    return said if isinstance(said, bool) else PurePosixPath(source).name == TRANSCRIPT


def read_lesson_meta(
    source: str,
    meta: Mapping[str, object],
    *,
    language: str = "",
    file: str = "",
    lines: Mapping[str, int] | None = None,
) -> tuple[LessonMeta, tuple[Problem, ...]]:
    """Return what a page's front matter says, and what is wrong with it.

    Args:
        source: The page's path below the folder of documents.
        meta: The front matter, as YAML or the host gives it.
        language: That of the page, where its front matter names none.
        file: The page's file, as problems name it.
        lines: The line of each key, as problems name it.

    """
    lesson = is_lesson(source, meta)
    if not meta:  # most pages of a documentation
        return LessonMeta(lesson=lesson, language=language), ()
    reader = _Reader(meta, file, lines or {})
    read = LessonMeta(
        title=reader.text("title"),
        lesson=lesson,
        authors=reader.names("author"),
        objective=reader.text("objective"),
        description=reader.text("description"),
        source=reader.work("source"),
        license=find_license(reader.text("license")),
        date=reader.date("date"),
        recording=read_recording({key: reader.text(key) for key in RECORDING_KEYS}),
        teaches=reader.names("teaches"),
        language=reader.language() or language,
        series=reader.text("series") or reader.text("subject"),
        image=reader.text(IMAGE),
    )
    for key in ("lesson", "terms"):
        others = key == "terms" and not isinstance(meta.get(key), str)  # a list, as another program has it
        if key in meta and not isinstance(meta[key], bool) and not others:
            reader.refuse(key, "this is neither `true` nor `false`", "write one of them")
    if lesson or "lesson" in meta:
        reader.check_keys()
    return read, tuple(reader.problems)


def listed_lesson(source: str, markdown: str) -> ListedLesson | None:
    """Return the lesson that a page is, given its whole source; None if it is none."""
    front = read_front_matter(markdown)
    if not is_lesson(source, front.values):
        return None
    meta, _ = read_lesson_meta(source, front.values)
    name = PurePosixPath(source).stem.replace("-", " ").replace("_", " ").capitalize()
    title = meta.title or first_title(markdown) or name
    return ListedLesson(source, title, meta, read_lesson_text(front.text))


def text_of(value: object) -> str:
    """Return a value of front matter as one line of text; nothing for what is no text, number or date."""
    if value is None or isinstance(value, bool | Mapping | list | tuple | set):
        return ""
    return " ".join(str(value).split())


def unplayable(
    meta: Mapping[str, object], files: Container[str], read: Callable[[], str]
) -> Iterator[Problem]:
    """Yield what of a page's recording cannot be played, and a picture of a lesson that cannot be shown.

    `files` are the paths of the files below the folder of documents, and `read` returns the page's source,
    which is asked for the lines where there is one of these.
    """
    written = {key: text_of(meta.get(key)) for key in RECORDING_KEYS}
    image = text_of(meta.get(IMAGE)) if meta.get("lesson") is True else ""
    if image or any(written.values()):
        lines = read_front_matter(read()).lines
        yield from check_recording(written, files, lines)
        if image and not (image in files and is_image(image)):
            message = f"image: {image[:80]}: there is no such picture below docs/"
            remedy = "put it there, as PNG, JPEG, WebP, AVIF, GIF or SVG, or mend the name"
            yield Problem("", lines.get(IMAGE, 1), "no-picture", "warning", message, remedy)


def is_image(path: str) -> bool:
    """Tell whether a file is a picture that browsers show, by its name."""
    return PurePosixPath(path).suffix.lower() in _IMAGES


@dataclass(slots=True)
class _Reader:
    """Reads one page's front matter, value by value, and keeps what is wrong with it."""

    meta: Mapping[str, object]
    file: str
    lines: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, key: str, what: str, remedy: str, code: str = "front-matter-value") -> None:
        """Keep a problem with the value of a key."""
        value = " ".join(str(self.meta[key]).split())
        message = f"{key}: {value[:80]}: {what}"
        self.problems.append(Problem(self.file, self.lines.get(key, 1), code, "warning", message, remedy))

    def text(self, key: str) -> str:
        """Return a value as one line; a list of texts is joined by commas."""
        value = self.meta.get(key)
        if isinstance(value, list | tuple) and not any(isinstance(one, Mapping | list) for one in value):
            return ", ".join(filter(None, map(text_of, value)))
        if isinstance(value, Mapping | list | tuple | set):
            self.refuse(key, "this is no text", "write it as one line of text, in quotation marks if need be")
        return text_of(value)

    def names(self, key: str) -> tuple[str, ...]:
        """Return one name or several: a text, a list of texts, or mappings that have a `name`."""
        value = self.meta.get(key)
        names, wrong = [], False
        for one in value if isinstance(value, list | tuple) else [value]:
            name = text_of(one.get("name") if isinstance(one, Mapping) else one)
            wrong = wrong or (not name and one not in (None, ""))
            names.append(name)
        if wrong:
            self.refuse(key, "this is no name", "write a name, or a list of names")
        return tuple(filter(None, names))

    def work(self, key: str) -> CreditedWork | None:
        """Return a source: a text, an address, or a mapping with `title`, `author` and `url`."""
        value = self.meta.get(key)
        if not isinstance(value, Mapping):
            text = self.text(key)
            return (CreditedWork(url=text) if is_of_web(text) else CreditedWork(text)) if text else None
        url = text_of(value.get("url"))
        if url and not is_of_web(url):
            self.refuse(key, "`url` is no address of the web", "write one that begins with https://")
            url = ""
        author = _Reader({"author": value.get("author")}, self.file, self.lines).names("author")
        work = CreditedWork(text_of(value.get("title") or value.get("name")), author, url)
        return work if work != CreditedWork() else None

    def date(self, key: str) -> datetime.date | None:
        """Return a date: YAML's, a text in the form of ISO 8601, or `created` of a mapping, as blogs have."""
        value = self.meta.get(key)
        if isinstance(value, Mapping):
            value = value.get("created", value)
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date) or value is None:
            return value
        try:
            return datetime.date.fromisoformat(text_of(value))
        except ValueError:
            if text_of(value) or not isinstance(value, str):
                self.refuse(key, "this is no date", "write it as 2026-11-21")
            return None

    def language(self) -> str:
        """Return a tag of BCP 47, or a locale."""
        written = text_of(self.meta.get("lang"))
        if written and not LANGUAGE_TAG.fullmatch(written):
            self.refuse("lang", "this is no tag of a language", "write it as en, fr or pt-BR")
            return ""
        return written

    def check_keys(self) -> None:
        """Name the keys that are nearly one of ours."""
        for key in self.meta:
            if key not in KEYS and key not in _KEYS_OF_OTHERS:
                for near in get_close_matches(str(key).lower(), KEYS, 1, _NEAR):
                    self.refuse(str(key), "nothing reads this key", f"write `{near}`", "front-matter-key")
