"""What cannot be played is said with its line and its remedy."""

import pytest

from tracktwo.publishing.web.recording import wrong

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
    assert list(wrong(meta, "", FILES)) == []


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
    ((line, what),) = wrong(meta, f"---\ntitle: A\n{name}: {value}\n---\n", FILES)
    assert line == 3
    assert what.startswith(f"{name}: {value}: ")
    assert said in what
