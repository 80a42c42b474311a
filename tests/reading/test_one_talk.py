"""One talk in every format that publishers have arrives whole, under the right names, at the right times."""

import json
import re
from itertools import groupby

from tracktwo.reading.formats import read_lesson

# What a format cannot say: who speaks; or when, to the second; or, here, all of the words.
FORMS_WITHOUT_NAMES = "07 11 13 14 16 17 20 21 22 23 24 30 47 48 49 51 52 63".split()
FORMS_WITHOUT_TIMES = "45 51 60".split()
SHORT = {
    "20": "Welcome to the course. Today we ask.",
    "66": "Welcome to the course on water rights. That is a question with three answers.",
}


def words(text):
    return re.findall(r"[\w']+", text.casefold())


def test_a_talk_arrives_whole_in_every_form(shared_data):
    folder = shared_data / "one-talk"
    talk = json.loads((folder / "expected.json").read_text("utf-8"))["utterances"]
    files = sorted(file for file in folder.iterdir() if file.name != "expected.json")
    assert len(files) == 48
    for file in files:
        number = file.name[:2]
        lesson = read_lesson(file.read_bytes(), file.name)
        paragraphs = list(lesson.paragraphs)
        said = " ".join(paragraph.text for paragraph in paragraphs)
        assert words(said) == words(SHORT.get(number) or " ".join(one["text"] for one in talk)), file.name
        times = [paragraph.start / 1000 for paragraph in paragraphs if paragraph.start is not None]
        if number in FORMS_WITHOUT_TIMES:
            assert not times, file.name
        else:
            assert len(times) == (2 if number == "06" else len(paragraphs)), file.name  # Meet has a few
            assert all(any(-1.3 < time - one["start"] < 0.7 for one in talk) for time in times), file.name
        turns = [list(turn) for _, turn in groupby(paragraphs, lambda paragraph: paragraph.speaker)]
        if number in FORMS_WITHOUT_NAMES:
            assert not any(paragraph.speaker for paragraph in paragraphs), file.name
        elif number not in SHORT:
            expected = [list(turn) for _, turn in groupby(talk, lambda one: one["speaker"])]
            assert len(turns) == len(expected), file.name
            named = {turn[0].speaker: one[0]["speaker"] for turn, one in zip(turns, expected, strict=True)}
            assert len(named) == 2, file.name
            for turn, one in zip(turns, expected, strict=True):
                assert words(" ".join(part.text for part in turn)) == words(
                    " ".join(part["text"] for part in one)
                )
                assert named[turn[0].speaker] == one[0]["speaker"], file.name
