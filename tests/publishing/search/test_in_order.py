"""The same pages give the same index, whose files name one another."""

import gzip
import json
import sys

from tracktwo.publishing.search.in_order import in_order
from tracktwo.publishing.search.pagefind import Record, write_index

PASSAGES = [
    Record(
        f"{n}/#t{n}", f"Envoy {n} spoke.", {"at": "1"}, {"page": [str(n % 9)], "speaker": [f"V{n % 5}", "W"]}
    )
    for n in range(300)
]

SERVICE = """#!{python}
import base64, json, sys
asked, said = [], b""
while byte := sys.stdin.buffer.read(1):
    said += byte
    if byte == b",":
        asked.append(json.loads(base64.b64decode(said[:-1]))["payload"]["type"])
        entry = json.dumps(dict(version="9", asked=asked)).encode()
        file = dict(path="pagefind-entry.json", content=base64.b64encode(entry).decode())
        answer = dict(payload=dict(type=asked[-1], files=[file]))
        sys.stdout.buffer.write(base64.b64encode(json.dumps(answer).encode()) + b",")
        sys.stdout.buffer.flush()
        said = b""
"""


def test_an_index_has_the_same_bytes_each_time_and_names_its_own_files(tmp_path):
    found = []
    for name in ("one", "two", "three"):
        folder = tmp_path / name
        write_index(PASSAGES, "en", folder)
        files = (file for file in folder.rglob("*") if file.is_file())
        found.append({file.relative_to(folder).as_posix(): file.read_bytes() for file in files})
    assert found[0] == found[1] == found[2]
    entry = json.loads(found[0]["pagefind-entry.json"])
    listed = gzip.decompress(found[0][f"pagefind.{entry['languages']['en']['hash']}.pf_meta"])
    filters = [name for name in found[0] if name.startswith("filter/")]
    assert len(filters) == 2
    for name in filters:
        assert name.removeprefix("filter/").removesuffix(".pf_filter").encode() in listed


def test_an_index_of_a_version_that_is_not_known_stays_as_it_is():
    files = {"pagefind-entry.json": b'{"version":"9.5.0"}', "filter/en_0000000.pf_filter": b"of another kind"}
    assert in_order(files) == files


def test_an_index_is_what_pagefind_answers_and_not_what_it_may_not_have_written_yet(tmp_path, monkeypatch):
    (program := tmp_path / "pagefind").write_text(SERVICE.format(python=sys.executable))
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: str(program))
    write_index(PASSAGES[:1], "en", folder := tmp_path / "index")
    entry = json.loads((folder / "pagefind-entry.json").read_bytes())
    assert entry["asked"] == ["NewIndex", "AddRecord", "GetFiles"]
