"""Times and speakers of a transcript, as HTML and as the linker sees them."""

from pathlib import Path

import markdown
import pytest
import yaml

from recording_host import RecordingHost
from tracktwo.linking.extension import TracktwoExtension

CASES = yaml.safe_load(Path(__file__).with_name("times.yml").read_text("utf-8"))
GLOSSARY = "# Terms\n\n## Envoy\n\nWho speaks.\n\n## 34 hosts\n\nMany.\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_time_at_the_start_of_a_paragraph_becomes_an_anchor(case, tmp_path):
    extension = TracktwoExtension(docs_dir=str(tmp_path), glossary=[])
    assert markdown.markdown(case["text"], extensions=[extension]) == case["html"]


def test_the_linker_sees_what_was_said_and_not_when_or_by_whom(tmp_path):
    (tmp_path / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    host = RecordingHost(tmp_path)
    extension = TracktwoExtension(host=host)
    html = markdown.markdown("[12:34] **Envoy:** An envoy came.", extensions=[extension])
    (use,) = host.records[0].uses
    assert use.context == ("An ", "envoy", " came.")
    assert '<strong class="speaker">Envoy:</strong> An <a class="term"' in html
    assert 'class="term"' not in markdown.markdown("[12:34] hosts", extensions=[extension])
