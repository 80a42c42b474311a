"""Which files are of one talk: captions, chapters and a recording that lie beside each other by name."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracktwo.cli.catalogue.page_names import natural_order
from tracktwo.model.problem import Problem

VIDEO = frozenset(".mp4 .webm .m4v .mov .ogv .mkv .avi".split())
AUDIO = frozenset(".mp3 .m4a .ogg .oga .opus .wav .flac .aac".split())
_BESIDE = ("chapters", "descriptions")  # what goes with captions, and is no lesson where there are some
_CAPTIONS = (".vtt", ".srt", ".ttml", ".dfxp", ".sbv", ".ass", ".scc", ".json")
_PROSE = (".docx", ".odt", ".rtf", ".html", ".htm", ".md", ".txt")
_ORDER = {suffix: number for number, suffix in enumerate((*_CAPTIONS, *_PROSE))}
# `talk.en`, `talk_captions_en`, `talk.chapters`; a language is two letters, with its region.
_NAME = re.compile(
    r"(?P<base>.+?)(?:[ ._-]+(?P<role>captions?|subtitles?|chapters|descriptions|transcript))?"
    r"(?:(?P<mark>[._-])(?P<language>[a-z]{2}(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}|orig))?))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The files of one talk. `source` is what its lesson is read from, and `folder` its path below the root.

    `name` is theirs, without endings. `unread` are further sources, in other formats or languages.
    """

    source: Path
    folder: str
    name: str
    recording: Path | None = None
    captions: Path | None = None
    chapters: Path | None = None
    descriptions: Path | None = None
    unread: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file by the parts of its name: `base` is what the files of one talk share."""

    path: Path
    base: str
    role: str = ""
    language: str = ""


def find_talks(
    root: Path, files: Iterable[Path], *, named: Collection[Path] = (), language: str | None = None
) -> tuple[list[Talk], list[Problem]]:
    """Return the talks that some files are, in their order, and which recordings have no captions.

    Args:
        root: The folder below which they lie; one that does not is as if it lay in it.
        files: Sources and recordings.
        named: Those of them each of which shall be a lesson, whatever lies beside it.
        language: Which captions are read where there are some in several; else those of none, or English.

    """
    groups: dict[tuple[Path, str], list[NamedFile]] = defaultdict(list)
    for one in name_files(files):
        groups[one.path.parent, one.base.casefold()].append(one)
    talks: list[Talk] = []
    alone: list[Problem] = []
    what, remedy = "no captions or transcript of this recording lie beside it", "give it by its name"
    for group in groups.values():
        found = list(_talks_of(root, group, named, language))
        talks += found
        if not found:
            alone += [Problem(str(one.path), 0, "recording-alone", "notice", what, remedy) for one in group]
    return talks, alone


def name_files(files: Iterable[Path]) -> Iterator[NamedFile]:
    """Yield files by the parts of their names.

    A dot parts a language from a name; a hyphen or `_` only where what kind of file it is stands before it,
    or a file without the language or in another one lies beside it: `what-is-it.srt` is not Italian.
    """
    by_folder: dict[Path, list[Path]] = defaultdict(list)
    for path in dict.fromkeys(files):
        by_folder[path.parent].append(path)
    for beside in by_folder.values():
        stems = {path.stem.casefold() for path in beside}
        yield from (_named(path, stems) for path in beside)


def _named(path: Path, stems: Collection[str]) -> NamedFile:
    name = _NAME.fullmatch(path.stem)
    if not name:  # no name at all, or one with a line break
        return NamedFile(path, path.stem)
    base, role, mark, language = (name[part] or "" for part in ("base", "role", "mark", "language"))
    if mark in ("-", "_") and not role:
        other = re.compile(rf"{re.escape(base + mark)}[a-z]{{2}}", re.IGNORECASE)
        alone = not any(other.fullmatch(stem) for stem in stems if stem != path.stem.casefold())
        if base.casefold() not in stems and alone:
            return NamedFile(path, path.stem)
    return NamedFile(path, base, role.lower(), language.lower().replace("_", "-"))


def _talks_of(
    root: Path, group: Sequence[NamedFile], named: Collection[Path], language: str | None
) -> Iterator[Talk]:
    """Yield the talk of some files of one name, or one for each that is named."""
    recordings = [one.path for one in group if one.path.suffix.lower() in VIDEO | AUDIO]
    sources = [one for one in group if one.path not in recordings]
    sources.sort(key=lambda one: _rank(one, language))
    texts = [one for one in sources if one.role not in _BESIDE] or sources
    captions = [one.path for one in texts if one.path.suffix.lower() == ".vtt"]
    wanted = [one for one in texts if one.path in named] or texts[:1]
    for one in wanted:
        beside = {other.role: other.path for other in reversed(sources) if other != one}
        yield Talk(
            source=one.path,
            folder=one.path.parent.relative_to(root).as_posix() if one.path.is_relative_to(root) else ".",
            name=one.base if len(wanted) == 1 else one.path.stem,
            recording=next(iter(recordings), None),
            captions=one.path if one.path in captions else next(iter(captions), None),
            chapters=beside.get("chapters"),
            descriptions=beside.get("descriptions"),
            unread=tuple(other.path for other in texts if other not in wanted) if one is wanted[0] else (),
        )


def _rank(one: NamedFile, language: str | None) -> tuple[object, ...]:
    """Return what sorts the sources of a talk: the language that is wanted, and captions before prose."""
    wanted = (language or "").lower()
    tags = [*([wanted, wanted.partition("-")[0]] if wanted else []), "", "en"]
    by_language = tags.index(one.language) if one.language in tags else len(tags)
    suffix = one.path.suffix.lower()
    return by_language, _ORDER.get(suffix, len(_ORDER)), natural_order(one.path.name)
