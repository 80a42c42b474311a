"""Which files are one talk, and what its page is called."""

import unicodedata
from pathlib import Path

import pytest

from tracktwo.cli.catalogue.page_names import MAX_BYTES, natural_order, page_name, page_names, readable_title
from tracktwo.cli.catalogue.talks import find_talks


def talks(*names: str, **settings):
    """The talks of some files, by their names: what is read of each, and what lies beside it."""
    found, alone = find_talks(Path("in"), [Path("in", name) for name in names], **settings)
    return found, [problem.file for problem in alone]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("Talk 1: Why?", "talk-1-why"),
        ("08_what-happens (pytorch)", "08-what-happens-pytorch"),
        ("Ünïversität – Über uns", "ünïversität-über-uns"),
        ("講義 1", "講義-1"),
        ("🔪", "lesson"),
        ("Index", "index-lesson"),
        ("GLOSSARY", "glossary-lesson"),
        ("con", "con-lesson"),
        ("..", "lesson"),
        (unicodedata.normalize("NFD", "café"), "café"),
    ],
)
def test_a_page_has_a_readable_name(name, page):
    assert page_name(name) == page


def test_a_page_has_a_name_that_every_disk_can_hold():
    assert len(page_name("é" * 300).encode()) <= MAX_BYTES
    assert page_name("講" * 300) == "講" * (MAX_BYTES // 3)


def test_no_two_files_are_one_page_also_where_case_means_nothing():
    names = page_names(["Talk 1", "talk_1", "TALK-1", "talk-1-2"])
    assert names == ["talk-1", "talk-1-3", "talk-1-4", "talk-1-2"]
    assert page_names(["talk", "talk", "Talk"]) == ["talk", "talk-2", "talk-3"]


def test_a_file_that_is_called_as_its_page_keeps_it_when_another_comes():
    assert page_names(["Talk 1", "talk-1"]) == ["talk-1-2", "talk-1"]


def test_a_name_becomes_a_title():
    assert readable_title("08_what-is-it") == "08 what is it"
    assert readable_title("self-attention in depth") == "Self-attention in depth"


def test_names_are_sorted_as_people_count():
    names = ["Talk 10", "talk 9", "talk"]
    assert sorted(names, key=natural_order) == ["talk", "talk 9", "Talk 10"]


def test_captions_chapters_and_recording_of_one_name_are_one_talk():
    (talk,), alone = talks("talk1.mp4", "talk1.vtt", "talk1.chapters.vtt", "other.mp3")
    assert (talk.source, talk.recording) == (Path("in/talk1.vtt"), Path("in/talk1.mp4"))
    assert talk.chapters == Path("in/talk1.chapters.vtt")
    assert alone == ["in/other.mp3"]


def test_of_captions_in_several_formats_webvtt_is_read_and_the_others_are_named():
    (talk,), _ = talks("talk1.txt", "talk1.srt", "talk1.vtt")
    assert talk.source.name == "talk1.vtt"
    assert [path.name for path in talk.unread] == ["talk1.srt", "talk1.txt"]


@pytest.mark.parametrize(
    ("language", "names", "read"),
    [
        (None, ["t.fr.vtt", "t.en.vtt"], "t.en.vtt"),
        (None, ["t.fr.vtt", "t.vtt"], "t.vtt"),
        (None, ["t.fr.vtt", "t.de.srt"], "t.fr.vtt"),
        ("de", ["t.fr.vtt", "t.de.srt"], "t.de.srt"),
        ("pt-BR", ["t.pt.vtt", "t.pt-BR.vtt"], "t.pt-BR.vtt"),
        ("pt-BR", ["t.pt.vtt", "t.en.vtt"], "t.pt.vtt"),
        ("ja", ["t_captions_en.vtt", "t_captions_ja.vtt"], "t_captions_ja.vtt"),
        (None, ["t-en.vtt", "t-fr.vtt", "t.mp4"], "t-en.vtt"),
    ],
)
def test_of_captions_in_several_languages_one_is_read(language, names, read):
    (talk,), _ = talks(*names, language=language)
    assert (talk.source.name, talk.name) == (read, "t")


def test_a_word_of_two_letters_is_no_language():
    found, _ = talks("what-is-it.srt", "how-to-do.srt", "to_be.vtt")
    assert [talk.name for talk in found] == ["what-is-it", "how-to-do", "to_be"]


def test_each_file_that_is_named_is_a_lesson():
    named = [Path("in/t.en.vtt"), Path("in/t.fr.vtt")]
    found, _ = talks("t.en.vtt", "t.fr.vtt", "t.txt", named=named)
    assert [(talk.source.name, talk.name, len(talk.unread)) for talk in found] == [
        ("t.en.vtt", "t.en", 1),
        ("t.fr.vtt", "t.fr", 0),
    ]


def test_files_of_one_name_in_two_folders_are_two_talks():
    found, _ = talks("a/talk.vtt", "b/talk.vtt")
    assert [talk.folder for talk in found] == ["a", "b"]
