"""Whatever encoding a file was saved in, its text is read, with a notice that names the line, or refused."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.model.problem import InvalidInput
from tracktwo.reading.text.decoding import read_text
from tracktwo.reading.text.lines import line_at

SAID = "1\n00:00:01,000 --> 00:00:02,000\nJosé, où es-tu ?\n日本語 👩‍🚀 می‌خواهم\n"


def read(data: bytes) -> tuple[str, list[str]]:
    text, notices = read_text(data, "talk.srt")
    return text, [f"{problem.line}: {problem.message}" for problem in notices]


def test_utf_8_with_or_without_its_mark_is_read_without_a_word() -> None:
    assert read(SAID.encode()) == read(codecs.BOM_UTF8 + SAID.encode()) == (SAID, [])


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without a mark", "with its mark"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_with_or_without_its_mark(encoding: str, mark: str) -> None:
    assert read((mark + SAID).encode(encoding)) == (SAID, ["1: UTF-16, not UTF-8"])


@pytest.mark.parametrize(
    ("data", "text", "notices"),
    [
        (
            "a\nbé “c”".encode("cp1252"),
            "a\nbé “c”",
            ["2: Windows-1252, by a guess that --encoding overrules"],
        ),
        (
            "a\r\nb\rcé".encode("latin-1"),
            "a\r\nb\rcé",
            ["3: Windows-1252, by a guess that --encoding overrules"],
        ),
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
        (b"twelve\nletters\0", "twelve\nletters\ufffd", ["2: control character, which is read as \ufffd"]),
        (b"object\x02oriented", "object\ufffdoriented", ["1: control character, which is read as \ufffd"]),
    ],
    ids=[
        "Windows-1252",
        "Latin-1",
        "cut off",
        "emoji cut off",
        "UTF-16 cut off",
        "one wrong byte",
        "NUL",
        "from a PDF",
    ],
)
def test_what_is_odd_about_the_bytes_has_a_notice(data: bytes, text: str, notices: list[str]) -> None:
    assert read(data) == (text, notices)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "talk.srt: the file is empty; put the text into it and save it"),
        (b" \r\n\n\xe2\x80\x8b", "talk.srt: the file is empty; put the text into it and save it"),
        (codecs.BOM_UTF16_LE, "talk.srt: the file is empty; put the text into it and save it"),
        (b"%PDF\n\x00\xff", "talk.srt:2: this is a binary file; save it as plain text (.txt)"),
        (b"a\nb\x01", "talk.srt:2: this is a binary file; save it as plain text (.txt)"),
        (b"a\nb\0\0", "talk.srt:2: this is a binary file; save it as plain text (.txt)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "talk.srt:1: this is a binary file; save it as plain text (.txt)"),
    ],
)
def test_a_file_without_text_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InvalidInput) as error:
        read_text(data, "talk.srt")
    assert str(error.value) == message


def test_arabic_in_windows_is_not_taken_for_cyrillic() -> None:
    said = "لمن النهر الذي يجري عبر ثلاثة بلدان؟ لنا ولهم أيضاً. إذن لا أحد يبني سداً وحده."
    text, notices = read(said.encode("cp1256"))
    assert text == said
    assert notices == ["1: Windows-1256, by a guess that --encoding overrules"]


@settings(deadline=None)  # a busy machine is no failure
@given(st.one_of(st.binary(), st.text().map(str.encode), st.text().map(lambda text: text.encode("utf-16"))))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, notices = read_text(data, "talk.srt")
    except InvalidInput:
        return
    assert "\0" not in text
    assert all(1 <= problem.line <= line_at(text, len(text)) for problem in notices)
