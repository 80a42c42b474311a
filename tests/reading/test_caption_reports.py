"""What people reported of caption and transcript tools is right here: each report's file, and its prose."""

import pytest

from tracktwo.reading.formats import read_lesson
from tracktwo.reading.text.times import clock

# The beginning of a file's name, and its paragraphs: time, speaker (each with a letter), and how many words.
PROSE = {
    "i01": ["0:00 . 11", "0:05 . 4", "0:07 A 4"],
    "i02": ["0:01 A 2", "0:04 B 4", "0:06 A 2"],
    "i05": ["0:00 . 20", "0:07 . 1"],
    "i08": ["0:00 A 5", "0:03 B 1"],
    "i12": ["45:15 . 18"],
    "i14": ["0:01 . 11"],
    "i17": ["0:01 . 6", "0:03 . 17", "0:09 . 5"],
    "i19": ["0:00 A 19", "0:03 B 3", "0:04 A 2"],
    "i20": ["0:00 A 11", "0:10 . 1", "0:14 A 4", "0:15 B 4", "0:17 A 4"],
    "i22": ["0:00 A 5", "0:02 B 13", "0:04 A 2"],
    "i24": ["0:00 . 6"],
    "i25": ["0:03 A 4", "1:12 B 5", "1:02:05 A 3"],
    "i29": ["0:00 . 7"],
    "i30": ["0:00 . 6"],
    "i35": ["0:01 A 7", "0:05 B 5", "0:12 A 3"],
    "i36": ["0:00 A 4", "0:05 B 5", "0:12 A 3"],
    "i38": ["0:01 A 7", "0:06 B 5", "0:12 A 2"],
    "i40": ["0:01 A 7", "0:06 B 5", "0:12 A 2"],
    "i42": ["- . 14", "- . 11", "- . 6"],
    "i45": ["0:00 A 11", "0:06 B 4", "0:09 A 2", "0:12 B 3", "0:15 C 7", "0:21 D 1"],
    "i46": ["0:00 A 23"],
    "i50": ["0:00 . 7"],
    "j02": ["0:00 . 7"],
    "j03": ["0:00 A 4", "0:03 B 1", "0:06 A 7", "0:09 C 4", "0:12 B 2", "0:15 D 5", "0:21 E 3", "0:27 A 1"],
    "j06": ["0:00 . 22"],
    "j07": ["- A 4", "- B 4", "- A 2"],
    "j09": ["0:01 A 1", "0:03 B 4"],
    "j11": ["0:01 . 8"],
    "j16": ["0:01 A 1", "0:03 B 4"],
}  # fmt: skip


def shape(lesson):
    letters: dict[str | None, str] = {None: "."}
    for said in lesson.paragraphs:
        letters.setdefault(said.speaker, chr(64 + len(letters)))
    return [
        f"{'-' if said.start is None else clock(said.start)} {letters[said.speaker]} {len(said.text.split())}"
        for said in lesson.paragraphs
    ]


@pytest.mark.parametrize("report", PROSE)
def test_a_reported_file_becomes_the_prose_that_it_says(shared_data, report):
    file = next((shared_data / "caption-reports").glob(f"{report}-*"))
    lesson = read_lesson(file.read_bytes(), file.name)
    assert shape(lesson) == PROSE[report]


@pytest.mark.parametrize(
    ("report", "letters"), [("i29", "ěščřžýáíéůúťďň"), ("i30", "абвгдежзийклмнопрстуфхцчшщъыьэюяё")]
)
def test_an_old_encoding_is_guessed_and_said_with_a_sample(shared_data, report, letters):
    file = next((shared_data / "caption-reports").glob(f"{report}-*"))
    lesson = read_lesson(file.read_bytes(), file.name)
    said = " ".join(part.text for part in lesson.paragraphs).lower()
    assert {letter for letter in said if letter.isalpha() and not letter.isascii()} <= set(letters)
    assert [(problem.code, bool(problem.excerpt)) for problem in lesson.problems] == [
        ("encoding-guessed", True)
    ]


def test_a_recognisers_loop_is_kept_and_named(shared_data):
    file = next((shared_data / "caption-reports").glob("i09-*"))
    lesson = read_lesson(file.read_bytes(), file.name)
    text = " ".join(said.text for said in lesson.paragraphs)
    assert text.count("Thank you for watching.") == 40
    assert [problem.code for problem in lesson.problems] == ["words-loop"]


def test_every_report_is_here(shared_data):
    files = {file.name[:3] for file in (shared_data / "caption-reports").iterdir()}
    assert files == {*PROSE, "i09"}
