"""WebVTT is cut into cues as the W3C's cases say."""

import json
from pathlib import Path

from tracktwo.reading.captions.webvtt import webvtt_blocks
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.lines import LINE_BREAK
from tracktwo.reading.text.notices import Notices


def test_all_cases_of_the_w3c_agree_on_count_id_text_start_and_end(shared_data: Path) -> None:
    expected = json.loads((shared_data / "webvtt/expected.json").read_text("utf-8"))
    assert len(expected) == 37
    for name, says in expected.items():
        text, _ = read_text((shared_data / "webvtt" / name).read_bytes(), name)
        blocks = [block for block in webvtt_blocks(LINE_BREAK.sub("\n", text), Notices(name)) if block.is_cue]
        found: dict[str, object] = {"cues.length": len(blocks)}
        for number, block in enumerate(blocks):
            found |= {
                f"cues[{number}].id": block.id,
                f"cues[{number}].text": block.text,
                f"cues[{number}].startTime": block.start / 1000,
                f"cues[{number}].endTime": block.end / 1000,
            }
        assert {asked: found.get(asked) for asked in says} == says, name
