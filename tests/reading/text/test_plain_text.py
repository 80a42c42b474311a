"""Whatever encoding a file was saved in, its text is read, with a remark that names the line, or refused."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.text.decoding import line_at, read_text
from tracktwo.reading.text.lesson import ReadingError

SAID = "1\n00:00:01,000 --> 00:00:02,000\nJosé, où es-tu ?\n日本語 👩‍🚀 می‌خواهم\n"


def read(data: bytes) -> tuple[str, list[str]]:
    text, remarks = read_text(data, "talk.srt")
    return text, [f"{remark.line}: {remark.kind}" for remark in remarks]


def test_utf_8_with_or_without_its_mark_is_read_without_a_word() -> None:
    assert read(SAID.encode()) == read(codecs.BOM_UTF8 + SAID.encode()) == (SAID, [])


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without a mark", "with its mark"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_with_or_without_its_mark(encoding: str, mark: str) -> None:
    assert read((mark + SAID).encode(encoding)) == (SAID, ["1: UTF-16, not UTF-8"])


@pytest.mark.parametrize(
    ("data", "text", "remarks"),
    [
        ("a\nbé “c”".encode("cp1252"), "a\nbé “c”", ["2: Windows-1252, not UTF-8"]),
        ("a\r\nb\rcé".encode("latin-1"), "a\r\nb\rcé", ["3: Windows-1252, not UTF-8"]),
        ("é\né".encode()[:-1], "é\n", ["2: file cut off in the middle of a character"]),
        ("a\n👩".encode()[:-1], "a\n", ["2: file cut off in the middle of a character"]),
        (
            "\ufeffa👩".encode("utf-16-le")[:-1],
            "a",
            ["1: UTF-16, not UTF-8", "1: file cut off in the middle of a character"],
        ),
        (
            "éé\nè".encode() + b"\xff b",
            "éé\nè\ufffd b",
            ["2: byte that is not UTF-8, which is read as \ufffd"],
        ),
        (b"twelve\nletters\0", "twelve\nletters\ufffd", ["2: NUL, which is read as \ufffd"]),
    ],
    ids=["Windows-1252", "Latin-1", "cut off", "emoji cut off", "UTF-16 cut off", "one wrong byte", "NUL"],
)
def test_what_is_odd_about_the_bytes_is_remarked(data: bytes, text: str, remarks: list[str]) -> None:
    assert read(data) == (text, remarks)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "talk.srt: the file is empty; put the transcript into it and save it"),
        (b" \r\n\n\xe2\x80\x8b", "talk.srt: the file is empty; put the transcript into it and save it"),
        (codecs.BOM_UTF16_LE, "talk.srt: the file is empty; put the transcript into it and save it"),
        (b"%PDF\n\x00\xff", "talk.srt:2: this is a binary file; save it as plain text (.txt)"),
        (b"a\nb\x01", "talk.srt:2: this is a binary file; save it as plain text (.txt)"),
        (b"a\nb\0\0", "talk.srt:2: this is a binary file; save it as plain text (.txt)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "talk.srt:1: this is a binary file; save it as plain text (.txt)"),
    ],
)
def test_a_file_without_text_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError) as error:
        read_text(data, "talk.srt")
    assert str(error.value) == message


@settings(deadline=None)  # a busy machine is no failure
@given(st.one_of(st.binary(), st.text().map(str.encode), st.text().map(lambda text: text.encode("utf-16"))))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, remarks = read_text(data, "talk.srt")
    except ReadingError:
        return
    assert "\0" not in text
    assert all(1 <= remark.line <= line_at(text, len(text)) for remark in remarks)
