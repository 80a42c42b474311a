"""A talk: the moments in its contents, and the speakers that readers choose."""

import lxml.html
import markdown
import pytest

CALLS = [f"[{minute}:05] **{name}:** So *we* begin {name}, and there are many questions.\n\nMore.\n\n"
         for minute, name in enumerate(["Ada", "Bo"] * 10)]  # fmt: skip
LONG = "".join(CALLS)


@pytest.fixture
def converted(tmp_path):
    def converted(text: str, front: str = "lesson: true"):
        (tmp_path / "glossary.md").write_text("# Terms\n\n## Envoy\n\nX.\n", encoding="utf-8")
        options = {"tracktwo": {"docs_dir": str(tmp_path)}}
        md = markdown.Markdown(extensions=["meta", "tracktwo", "toc"], extension_configs=options)
        html = md.convert(f"---\n{front}\n---\n\n{text}")
        return lxml.html.fragment_fromstring(html, create_parent="body"), md.toc_tokens

    return converted


def contents(tokens) -> list[tuple[str, str]]:
    (title,) = tokens
    return [(token["id"], token["name"]) for token in title["children"]]


def test_a_long_talk_without_chapters_has_moments_in_its_contents(converted):
    page, tokens = converted(f"# Talk\n\n{LONG}## Terms\n\nAn envoy.\n")
    listed = contents(tokens)
    assert listed[0] == ("t5", "0:05 So we begin Ada, and there…")
    assert [anchor for anchor, _ in listed] == [*(f"t{n * 60 + 5}" for n in range(0, 20, 2)), "terms"]
    assert {anchor for anchor, _ in listed} <= set(page.xpath("//@id"))


@pytest.mark.parametrize(("text", "front"), [
    (f"# Talk\n\n## First\n\n{LONG}", "lesson: true"),
    (f"# Talk\n\n{''.join(CALLS[:9])}## Then\n\n{''.join(CALLS[9:])}", "lesson: true"),
    (f"# Talk\n\n{''.join(CALLS[:5])}", "lesson: true"),
    (f"# Talk\n\n{LONG}", "lesson: false"),
])  # fmt: skip
def test_a_talk_with_chapters_a_short_one_and_what_is_no_lesson_have_none(converted, text, front):
    _, tokens = converted(text, front)
    assert not [anchor for anchor, _ in contents(tokens) if anchor.startswith("t") and anchor[1:].isdigit()]


def test_first_words_are_text(converted):
    said = "[9:00] A &lt;script> of `code` & [a link](https://example.org) here and there."
    _, tokens = converted(f"# Talk\n\n[0:00] Well.\n\n{said}\n")
    assert contents(tokens)[1] == ("t540", "9:00 A &lt;script&gt; of … &amp; a…")


def speakers(page) -> list[str]:
    return [" ".join(button.text_content().split()) for button in page.xpath("//*[@class='speakers']/button")]


def test_speakers_can_be_chosen_above_their_first_words(converted):
    page, _ = converted(f"# Talk\n\nBefore.\n\n{LONG}")
    assert speakers(page) == ["Ada (10)", "Bo (10)"]
    (box,) = page.find_class("speakers")
    assert box.get("hidden") is not None, "without a script there is nothing to press"
    assert box.getprevious().text == "Before."
    assert box.getnext().text_content().startswith("0:05 Ada:")


@pytest.mark.parametrize(("text", "named"), [
    ("**Ada:** Yes.\n\n**Bo:** No.\n\nWell.\n\n**Ada:** Good.", ["Ada (2)", "Bo (1)"]),
    ("[0:01] **Ada:** A.\n\nB.\n\nC.\n\nD.\n\nD.\n\n[0:04] **Bo:** E.\n\n**Ada:** F.", ["Ada (2)", "Bo (1)"]),
    ("**Note:** this.\n\n**Hint:** that.\n\nOne.\n\nTwo.\n\nThree.", []),
    ("[0:01] **Ada:** Yes.\n\n[0:04] **Ada:** No.", []),
    ("[0:01] **甲：** 是。\n\n[0:04] **乙：** 不。", ["甲 (1)", "乙 (1)"]),
])  # fmt: skip
def test_who_speaks_is_whom_times_or_half_of_the_paragraphs_name(converted, text, named):
    page, _ = converted(f"# Talk\n\n{text}\n")
    assert speakers(page) == named
