"""Symbolic links that lead out of a site's documents: MkDocs would follow them, and publish what is there."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from mkdocs.structure.files import Files

from tracktwo.model.problem import InvalidInput, Problem
from tracktwo.model.sources import inside

_REMEDY = "put what it leads to below the documents, or take the link away"


def refuse_folders(docs: str, displayed: Callable[[str], str], *, files_left_out: bool = False) -> None:
    """Raise InvalidInput for links to folders through which MkDocs must not walk: nothing stops it then.

    They are those that lead out of the documents, and those to where other links to folders are, themselves
    among them: a few of these make more folders than any disk has. Where `leave_out_files` follows, a link
    may lead to a folder of which git tracks files.
    """
    links = list(_folder_links(docs))
    tracked = _tracked(docs) if files_left_out and any(inside(docs, link) is None for link in links) else ()
    holding = [os.path.realpath(os.path.dirname(link)) for link in links]  # noqa: PTH120 - texts, as MkDocs has
    wrong = []
    for link in links:
        there = inside(docs, link) or _tracked_folder(link, tracked)
        if there is None or any(inside(there, folder) for folder in holding):
            what = "out of the documents" if there is None else "to where other links to folders are"
            file = displayed(os.path.relpath(link, docs))
            wrong.append(Problem(file, 0, "leads-out", "error", f"this link leads {what}", _REMEDY))
    if wrong:
        raise InvalidInput(*wrong)


def _tracked_folder(link: str, tracked: Iterable[str]) -> Path | None:
    """Return the folder to which a link leads, if git tracks files in it and it holds no such links."""
    there = os.path.realpath(link)
    is_tracked = any(file.startswith(there + os.sep) for file in tracked)
    return Path(there) if is_tracked and not any(_folder_links(there)) else None


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
    """Take the files out that links put among the documents, and yield what is wrong with each.

    Those to files that git tracks stay, as `docs/index.md` to `README.md`: who may commit a link can read
    them, and could have committed their text.
    """
    own = {str(file.abs_src_path): file for file in files if file.src_dir == docs}  # plugins' lie elsewhere
    linked = {folder for folder in set(map(os.path.dirname, own)) if inside(docs, folder) is None}
    links = (path for path in own if os.path.dirname(path) in linked or os.path.islink(path))  # noqa: PTH114, PTH120 - texts
    out = [own[path] for path in links if inside(docs, path) is None]
    tracked = _tracked(docs) if out else frozenset()
    for file in out:
        if os.path.realpath(str(file.abs_src_path)) not in tracked:
            files.remove(file)
            message = "this link leads out of the documents: it is not published"
            yield Problem(displayed(file.src_uri), 0, "leads-out", "warning", message, _REMEDY)


def _tracked(docs: str) -> frozenset[str]:
    """Return the files that git tracks around the documents; none without git."""
    git = shutil.which("git")
    root = next((folder for folder in Path(docs).resolve().parents if (folder / ".git").exists()), None)
    if not git or not root:
        return frozenset()
    listed = subprocess.run([git, "ls-files", "-z"], cwd=root, capture_output=True, check=False)  # noqa: S603 - nothing in it is anyone's
    return frozenset(str(root / os.fsdecode(name)) for name in listed.stdout.split(b"\0") if name)
