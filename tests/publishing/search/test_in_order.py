"""The same pages give the same index, whose files name one another."""

import gzip
import json

from tracktwo.publishing.search.in_order import put_in_order
from tracktwo.publishing.search.pagefind import Record, write_index

PASSAGES = [
    Record(
        f"{n}/#t{n}", f"Envoy {n} spoke.", {"at": "1"}, {"page": [str(n % 9)], "speaker": [f"V{n % 5}", "W"]}
    )
    for n in range(300)
]


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


def test_an_index_of_a_version_that_is_not_known_stays_as_it_is(tmp_path):
    write_index(PASSAGES, "en", tmp_path)
    entry = tmp_path / "pagefind-entry.json"
    entry.write_text(entry.read_text("utf-8").replace('"version":"1.5.', '"version":"9.5.'), "utf-8")
    (filters := tmp_path / "filter/en_0000000.pf_filter").write_bytes(b"of another kind")
    put_in_order(tmp_path)
    assert filters.read_bytes() == b"of another kind"
