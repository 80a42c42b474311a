"""Pagefind, a program that makes an index in small pieces: it is told each record, and gives its files.

It speaks base64 of JSON, parted by commas, with one answer to each request. Its own Python package asks the
same, and waits a tenth of a second for each answer: eleven minutes where there are 300 talks.

It is asked for the files and not to write them: what it writes is cut off where it ends before its disk has
them, which happens on a busy machine (its issue 1271).
"""

import base64
import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from importlib import import_module
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from tracktwo.model.problem import InvalidInput, Problem, install
from tracktwo.publishing.search.in_order import in_order

_REMEDY = f"{install('pagefind-bin')}, or leave out `search: true`"
_NOT_LOADED = re.compile(r"-ui\.|-(highlight|worker)\.js$")  # dialogs of Pagefind's own, and a worker


class Record(NamedTuple):
    """What is found as one: its address, its text, and by what it can be told apart and filtered."""

    url: str
    content: str
    meta: Mapping[str, str]
    filters: Mapping[str, list[str]]


def write_index(records: Iterable[Record], language: str, folder: Path) -> None:
    """Write the index of some records into a folder; raise InvalidInput where Pagefind cannot."""
    try:
        program = import_module("pagefind_bin").get_executable()
        with subprocess.Popen(  # noqa: S603 - the program that the package brings
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as service:
            _ask(service, {"type": "NewIndex", "config": {"force_language": language}})
            for record in records:
                told = {"index_id": 0, "language": language, "sort": None, **record._asdict()}
                _ask(service, {"type": "AddRecord", **told})
            files = _ask(service, {"type": "GetFiles", "index_id": 0})["files"]
    except (ImportError, OSError, ValueError) as error:
        message = f"the search has no index: Pagefind cannot be run ({error})"
        raise InvalidInput(Problem("", 0, "no-search-index", "warning", message, _REMEDY)) from error
    index = {file["path"]: base64.b64decode(file["content"]) for file in files}
    for path, content in in_order(index).items():
        if not _NOT_LOADED.search(path):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)


def _ask(service: "subprocess.Popen[bytes]", request: dict[str, Any]) -> dict[str, Any]:
    """Send a request, and return its answer; raise ValueError where it is none, or says what is wrong."""
    told, heard = cast("BinaryIO", service.stdin), cast("BufferedReader", service.stdout)
    message = json.dumps({"message_id": 1, "payload": request})
    told.write(base64.b64encode(message.encode()) + b",")
    told.flush()
    answer = bytearray()
    while not answer.endswith(b","):
        if not (part := heard.read1()):
            raise ValueError("it has ended")
        answer += part
    said: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
    if said["type"] == "Error":
        raise ValueError(said["message"])
    return said
