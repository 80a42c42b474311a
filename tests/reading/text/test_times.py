"""Times are read and written as people and WebVTT have them, and shared by the length of what is said."""

import pytest

from tracktwo.reading.text.times import clock, milliseconds, share_time, webvtt_time


@pytest.mark.parametrize(
    ("parts", "time", "people", "webvtt"),
    [
        ((None, "0", "5", None), 5000, "0:05", "00:00:05.000"),
        (("1", "02", "03", "5"), 3_723_500, "1:02:03", "01:02:03.500"),
        ((None, "12", "34", "5678"), 754_567, "12:34", "00:12:34.567"),
        (("100", "0", "0", ""), 360_000_000, "100:00:00", "100:00:00.000"),
    ],
)
def test_a_time_is_read_and_written(parts, time, people, webvtt):
    assert milliseconds(parts) == time
    assert (clock(time), webvtt_time(time)) == (people, webvtt)


@pytest.mark.parametrize(
    ("start", "end", "lengths", "starts"),
    [
        (0, 1000, [1, 3], [0, 250]),
        (500, 500, [2, 2, 2], [500, 500, 500]),
        (2000, 1000, [1, 1], [2000, 2000]),
        (0, 1000, [0, 0], [0, 0]),
        (0, 1000, [7], [0]),
    ],
)
def test_time_is_shared_by_length_and_never_goes_back(start, end, lengths, starts):
    assert share_time(start, end, lengths) == starts
