"""Symbolic links that lead out of a site's documents: MkDocs would follow them, and publish what is there."""

import os
from collections.abc import Callable, Iterator

from mkdocs.structure.files import File, Files

from tracktwo.model.problem import InvalidInput, Problem
from tracktwo.model.sources import inside

_REMEDY = "put what it leads to below the documents, or take the link away"


def refuse_folders(docs: str, displayed: Callable[[str], str]) -> None:
    """Raise InvalidInput for links to folders through which MkDocs must not walk: nothing stops it then.

    They are those that lead out of the documents, and those to where other links to folders are, themselves
    among them: a few of these make more folders than any disk has.
    """
    links = list(_folder_links(docs))
    holding = [os.path.realpath(os.path.dirname(link)) for link in links]  # noqa: PTH120 - texts, as MkDocs has
    wrong = []
    for link in links:
        there = inside(docs, link)
        if there is None or any(inside(there, folder) for folder in holding):
            what = "out of the documents" if there is None else "to where other links to folders are"
            file = displayed(os.path.relpath(link, docs))
            wrong.append(Problem(file, 0, "leads-out", "error", f"this link leads {what}", _REMEDY))
    if wrong:
        raise InvalidInput(*wrong)


def _folder_links(docs: str) -> Iterator[str]:
    for folder, names, _ in os.walk(docs):
        yield from filter(os.path.islink, (os.path.join(folder, name) for name in names))  # noqa: PTH118 - the same


def refuse_files(docs: str, displayed: Callable[[str], str]) -> None:
    """Raise InvalidInput for files that are links out of the documents, where none can be left out."""
    files = (os.path.join(folder, name) for folder, _, names in os.walk(docs) for name in names)  # noqa: PTH118 - the same
    if out := [file for file in files if os.path.islink(file) and inside(docs, file) is None]:  # noqa: PTH114 - the same
        message = "this link leads out of the documents"
        shown = (displayed(os.path.relpath(file, docs)) for file in out)
        raise InvalidInput(*(Problem(file, 0, "leads-out", "error", message, _REMEDY) for file in shown))


def leave_out_files(files: Files, docs: str, displayed: Callable[[str], str]) -> Iterator[Problem]:
    """Take the files out that are links out of the documents, and yield what is wrong with each."""
    for file in list(files):
        if _is_own(file, docs) and inside(docs, str(file.abs_src_path)) is None:
            files.remove(file)
            message = "this link leads out of the documents: it is not published"
            yield Problem(displayed(file.src_uri), 0, "leads-out", "warning", message, _REMEDY)


def _is_own(file: File, docs: str) -> bool:
    """Tell whether a file is a link on the disk, below the documents; plugins have theirs elsewhere."""
    return file.src_dir == docs and os.path.islink(str(file.abs_src_path))  # noqa: PTH114 - a text
