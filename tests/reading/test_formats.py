"""What a source is, its content says, whatever its name."""

import codecs

import pytest

from tracktwo.model.problem import InvalidInput
from tracktwo.reading.formats import read_lesson

PAGE = "Tides\nAuthor: Jo Doe\nTranscript\nTwice a day, the sea comes and goes.\n"
SOURCES = {
    "WebVTT": ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jo>Twice a day.\n", 1000, "Jo", "Twice a day."),
    "SRT": ("1\n00:00:01,000 --> 00:00:02,000\nTwice a day.\n", 1000, None, "Twice a day."),
    "a podcast's Markdown": ("# Tides\n\n**Jo:** \\[00:01\\] Twice a day.\n", 1000, "Jo", "Twice a day."),
    "a transcript with its heading": ("# Tides\n\n## Transcript\n\n**Jo:** Twice.\n", None, "Jo", "Twice."),
    "plain text": ("JO: Twice a day.\n\nAL: Why twice?\n\nJO: The moon.\n", None, "JO", "Twice a day."),
    "a pasted page": (PAGE, None, None, "Twice a day, the sea comes and goes."),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("source", SOURCES)
def test_a_source_is_known_by_its_content(source: str, encoding: str) -> None:
    text, start, speaker, words = SOURCES[source]
    lesson = read_lesson(text.encode(encoding), "a")
    said = next(lesson.paragraphs)
    assert (said.start, said.speaker, said.text) == (start, speaker, words)
    assert [problem.message for problem in lesson.problems] == ["UTF-16, not UTF-8"] * (encoding == "utf-16")


@pytest.mark.parametrize(
    "data", [b"", codecs.BOM_UTF8, b"\x89PNG\r\n\x1a\n\0", b"ID3\x03\0\0\0", b"int main() { return 0; }"]
)
def test_what_is_no_source_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(InvalidInput, match=r"^a(:1)?: [^\n]+; [^\n]+$"):
        read_lesson(data, "a")
