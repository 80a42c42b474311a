"""What cannot be played is said with its line and its remedy."""

import pytest

from tracktwo.model.markdown.front_matter import read_front_matter
from tracktwo.model.recording import check_recording, read_recording

FILES = {"talk.webm", "talk.vtt", "talk.srt"}


@pytest.mark.parametrize(
    "meta",
    [
        {},
        {"video": "talk.webm", "captions": "talk.vtt"},
        {"video": "https://youtu.be/abcdefghijk"},
        {"video": "https://www.youtube.com/live/abcdefghijk?t=9"},
        {"video": "https://player.vimeo.com/video/12345"},
    ],
)
def test_what_can_be_played_has_no_warning(meta):
    assert list(check_recording(meta, FILES)) == []


@pytest.mark.parametrize(
    ("meta", "said"),
    [
        ({"video": "gone.webm"}, "no such file"),
        ({"video": "https://a.example/talk.webm"}, "no video of YouTube or Vimeo"),
        ({"video": "https://youtu.be/"}, "no video of YouTube or Vimeo"),
        ({"audio": "https://youtu.be/abcdefghijk"}, "no video of YouTube or Vimeo"),
        ({"captions": "talk.srt"}, "WebVTT only"),
        ({"descriptions": "gone.vtt"}, "no such file"),
    ],
)
def test_what_cannot_be_played_is_named_with_its_line(meta, said):
    ((name, value),) = meta.items()
    lines = read_front_matter(f"---\ntitle: A\n{name}: {value}\n---\n").lines
    (problem,) = check_recording(meta, FILES, lines)
    assert problem.line == 3
    assert problem.message.startswith(f"{name}: {value}: ")
    assert said in problem.message
    assert problem.remedy


def test_a_video_wins_over_a_sound_and_keeps_what_lies_beside_it():
    found = read_recording({"audio": "a.mp3", "video": "a.mp4", "captions": "a.vtt"})
    assert (found.kind, found.file, found.captions) == ("video", "a.mp4", "a.vtt")
    assert read_recording({"captions": "a.vtt"}) is None


@pytest.mark.parametrize(
    ("address", "host", "player"),
    [
        ("https://youtu.be/abcdefghijk", "YouTube", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://vimeo.com/12345", "Vimeo", "https://player.vimeo.com/video/12345"),
        ("https://vimeo.com/12345/abcdef", "Vimeo", "https://player.vimeo.com/video/12345?h=abcdef"),
        ("https://a.example/talk", "", ""),
    ],
)
def test_a_video_elsewhere_is_known_by_its_host(address, host, player):
    found = read_recording({"video": address})
    assert (found.host, found.player_url, found.place) == (host, player, address)


@pytest.mark.parametrize("address", ["javascript://a.example/%0aalert(1)", "file:///etc/passwd", "data://x"])
def test_an_address_that_is_none_of_the_web_is_no_recording(address):
    assert read_recording({"video": address}) is None
