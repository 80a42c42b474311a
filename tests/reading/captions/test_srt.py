"""SRT is known by its times, wherever its numbers are."""

import pytest

from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.captions.srt import is_srt


@pytest.mark.parametrize(
    ("text", "srt"),
    [
        ("Made by Jo\n\n1\n00:00:01,000 --> 00:00:02,000\nOne\n", True),
        ("00:01 --> 00:02\nOne\n", True),
        ("00:00:01.5 → 00:00:02.5\rOne\r", True),
        ("12:30 → 13:00 lunch\n", False),
        ("# Arrows\n\nWe write 00:00:01,000 --> 00:00:02,000 above.\n", False),
        ("[00:01] **Jo:** One\n", False),
    ],
)
def test_srt_is_known_by_a_line_of_times(text: str, *, srt: bool) -> None:
    assert is_srt(text) == srt


def test_a_cue_of_srt_has_its_number() -> None:
    cues = read_captions(
        "\n7\n00:00:01,000 --> 00:00:02,000\none\n\n9\n00:00:03,000 --> 00:00:04,000\ntwo\n", "talk"
    ).cues
    assert [(cue.id, cue.line) for cue in cues] == [("7", 3), ("9", 7)]
