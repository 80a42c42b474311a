"""Transcripts that people wrote: each paragraph, time and name is found, and no word is lost."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import page

from tracktwo.model.problem import InvalidInput
from tracktwo.reading.text.lesson import Lesson
from tracktwo.reading.transcripts.transcripts import read_transcript
from tracktwo.reading.writing.markdown import transcript_markdown

CASES = yaml.safe_load(Path(__file__).with_name("transcripts.yml").read_text(encoding="utf-8"))
WORD = re.compile(r"[^\W_]+")


def found(lesson: Lesson) -> list[list[object]]:
    rows: list[list[object]] = []
    for section in lesson.sections:
        rows += [["#", None, section.title]] if section.title else []
        rows += [[said.start, said.speaker, said.text] for said in section.paragraphs]
    return rows


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_each_paragraph_is_found_with_its_time_and_speaker(case: dict) -> None:
    if "error" in case:
        with pytest.raises(InvalidInput) as error:
            read_transcript(case["text"], "talk.md")
        assert str(error.value) == case["error"]
        return
    lesson = read_transcript(case["text"], "talk.md")
    assert found(lesson) == case["paragraphs"]
    assert [lesson.title, lesson.author] == [case.get("title"), case.get("author")]
    assert dict(lesson.metadata) == case.get("metadata", {})
    assert [[problem.message, problem.line] for problem in lesson.problems] == case.get("notices", [])


def test_links_and_pictures_keep_their_address() -> None:
    source = "**Jo:** See [the *site*](https://x.org/a_b), ![a cat](cat.png), <https://y.org>."
    written = transcript_markdown(read_transcript(source, "talk.md")).strip()
    assert written.partition("\n\n")[0] == (
        "**Jo:** See [the](https://x.org/a_b) [*site*](https://x.org/a_b), [a cat](cat.png), https://y.org."
    )


TIME = re.compile(r"[(\[]?\b[\d:]*\d:\d[\d:]*[\])]?")
TOKENS = "HOST:|Jo:|12:34|[12:34]|(0:05)|well|I|Anna|00:00:01|,|1986.|*|_|#|-|--|\n|\n\n|\n# |\t|[laughs]|は"
plain = st.lists(
    st.sampled_from(TOKENS.split("|"))
    | st.text(st.characters(categories=["L", "N", "P", "M"], exclude_characters="\\&![:"), max_size=4)
).map(" ".join)


@settings(deadline=None)  # a busy machine is no failure
@given(plain)
def test_each_word_of_a_text_but_its_times_arrives_in_order(text: str) -> None:
    expected = "".join(WORD.findall(TIME.sub(" ", text)))  # は has no spaces around it
    try:
        lesson = read_transcript(text, "talk.txt")
    except InvalidInput:
        assert "#" in text or not expected
        return
    rows = [lesson.title or "", *(f"{speaker or ''} {said}" for _, speaker, said in found(lesson))]
    assert "".join(WORD.findall(TIME.sub(" ", " ".join(rows)))) == expected


@pytest.fixture(scope="module")
def podcasts(shared_data: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((shared_data / "podcast").glob("*.md"))}


def test_each_word_time_and_speaker_of_sixty_podcasts_arrives(podcasts: dict[str, str]) -> None:
    assert len(podcasts) == 60
    for name, source in podcasts.items():
        lesson = read_transcript(source, name)
        assert lesson.problems == (), name
        blocks = [block.strip() for block in re.split(r"\n\s*\n|\n(?=\*\*|\\\[\d)", source) if block.strip()]
        assert len(list(lesson.paragraphs)) == len(blocks), name
        for block, said in zip(blocks, lesson.paragraphs, strict=True):
            label = re.match(r"\*\*(.+?):?\*\*:?", block)
            time = re.search(r"(?:^|\*\*:? ?)\\\[([\d:.]+)\\\]", block[:60])
            body = block[label.end() :] if label else block
            body = body.replace(time[0].lstrip("*: "), "", 1) if time else body
            if label and WORD.search(body):
                assert said.speaker == label[1]
            elif label:
                assert said.text == label[1]
                body = label[1]
            assert (said.start is not None) == (time is not None), block
            assert WORD.findall(rendered(body)) == WORD.findall(said.text), block


def rendered(source: str) -> str:
    """What a reader of the source sees."""
    plain = not re.search(r"[\\*_&<`\]]", source)
    return source if plain else page(f"<span></span>{source}").text_content()


def test_the_words_of_a_podcast_are_those_of_its_page(podcasts: dict[str, str]) -> None:
    for source in list(podcasts.values())[::6]:
        lesson = read_transcript(source, "talk.md")
        html = page(transcript_markdown(lesson))
        spoken = [WORD.findall(f"{said.speaker or ''} {said.text}") for said in lesson.paragraphs]
        *shown, terms = [re.sub(r"^\[[\d:]+\]", "", element.text_content()) for element in html.iter("p")]
        assert [WORD.findall(text) for text in shown] == spoken
        assert terms == "[TERMS]"


def test_comments_by_the_hundred_thousand_that_never_close_are_read_in_the_time_of_their_length() -> None:
    # In the square of it, this would take an hour.
    said = "<!--" * 300_000
    (paragraph,) = read_transcript(f"**Jo:** {said} x", "talk").paragraphs
    assert paragraph.text == f"{said} x"


def test_a_paragraph_that_nobody_would_read_is_parted_where_sentences_begin() -> None:
    text = "The water rises. " * 600
    lesson = read_transcript(f"Jo: Hello.\n\nAna: {text}\n\nJo: Hello.\n\nAna: Yes.", "talk.txt")
    assert max(len(said.text) for said in lesson.paragraphs) < 600
    assert " ".join(said.text for said in lesson.paragraphs) == f"Hello. {text}Hello. Yes."
    assert [said.speaker for said in lesson.paragraphs][:3] == ["Jo", "Ana", None]
    assert [(problem.code, problem.line) for problem in lesson.problems] == [("long-paragraph", 3)]
