"""Front matter gets other values, and nothing else of a page becomes another."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.model.markdown.front_matter import read_front_matter
from tracktwo.model.markdown.front_matter_update import with_values

INSTEAD = {"video": "audio"}
DAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        (
            "title: Mills  # ours\ndate: 2026-01-01\n",
            {"title": "Weirs"},
            "title: Weirs  # ours\ndate: 2026-01-01\n",
        ),
        (
            "# first\ntitle: 'It''s'\n\nlesson: true\n",
            {"title": "A: b"},
            "# first\ntitle: 'A: b'\n\nlesson: true\n",
        ),
        ("title: Mills\n", {"date": DAY}, "title: Mills\ndate: 2026-11-21\n"),
        ("title:  # to come\nlesson: true\n", {"title": "No"}, "title: 'No'  # to come\nlesson: true\n"),
        ("author:\n  - Ana\n  - Ben\n# end\n", {"author": ["Ana", "Cy"]}, "author: [Ana, Cy]\n# end\n"),
        ("author: [Ana,\n  Ben]  # both\n", {"author": "Cy"}, "author: Cy  # both\n"),
        (
            "objective: >-\n  One will\n  see.\n\ntitle: A\n",
            {"objective": "See."},
            "objective: See.\n\ntitle: A\n",
        ),
        ("title: one\n  and two\nlesson: true\n", {"title": "A"}, "title: A\nlesson: true\n"),
        ("audio: a.mp3\ncaptions: a.vtt\n", {"video": "a.mp4"}, "video: a.mp4\ncaptions: a.vtt\n"),
        ("title: Ö 🌊 # x\nlang: de\n", {"lang": "fr", "title": "Ü"}, "title: Ü # x\nlang: fr\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_value_becomes_another_and_all_else_stays(before, values, after, end, mark):
    text = f"{mark}---\n{{}}---\n\n# Mills\n\ntitle: no  \n---\n".replace("\n", end)
    changed = with_values(text.format(before.replace("\n", end)), values, INSTEAD)
    assert changed == text.format(after.replace("\n", end))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_page_without_front_matter_gets_some(mark):
    assert (
        with_values(f"{mark}# Mills\r\n", {"title": "A"}, {})
        == f"{mark}---\r\ntitle: A\r\n---\r\n# Mills\r\n"
    )


@pytest.mark.parametrize(
    "before",
    [
        "author:\n  - Ana  # who speaks\n  - Ben\n",
        "author:\n  - name: Ana\n    url: https://ana.example\n",
        "author: {name: Ana}\n",
        "title: [\nauthor: Ana\n",
        "author: &a Ana\ntitle: *a\n",
        "{title: x}\n",
        "video: a.mp4\naudio: a.mp3\n",
    ],
)
def test_what_has_more_in_it_than_could_be_kept_stays(before):
    assert with_values(f"---\n{before}---\n", {"author": "Cy", "video": "b.mp4"}, INSTEAD) is None


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(), st.text(max_size=9))
def test_the_text_below_stays_whatever_is_written(body, title, comment):
    text = f"---\ntitle: A # {comment}\nlang: en\n---\n{body}"
    changed = with_values(text, {"title": title}, {})
    if changed is not None:
        assert changed.endswith(f"---\n{body}")
        assert read_front_matter(changed).values["title"] == title
