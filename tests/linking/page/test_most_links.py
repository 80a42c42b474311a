"""How many links a hundred words have at most, where a site says so."""

from pathlib import Path

import markdown
import pytest

from tracktwo.linking.extension import TracktwoExtension

NAMES = [f"name{number}" for number in range(9)]
GLOSSARY = "# Glossary\n\n" + "\n\n".join(f"## {name}\n\nA definition." for name in NAMES)


def linked(folder: Path, text: str, **options: object) -> int:
    (folder / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    extension = TracktwoExtension(docs_dir=str(folder), **options)
    return markdown.markdown(text, extensions=[extension]).count('class="term"')


@pytest.mark.parametrize(("most", "links"), [(None, 9), (0, 9), (1, 1), (8, 8), (20, 9)])
def test_a_paragraph_has_no_more_links_than_a_site_wants(tmp_path, most, links):
    assert linked(tmp_path, " ".join(NAMES), most=most) == links


def test_each_hundred_words_have_their_own(tmp_path):
    part = f"{' '.join(NAMES)} {'words ' * 100}"
    assert linked(tmp_path, f"{part}\n\n{part}", most=2) == 4


def test_a_use_that_has_no_room_leaves_the_link_to_a_later_one(tmp_path):
    text = f"name1 name2 {'words ' * 100} name2 name1"
    assert linked(tmp_path, text, most=1) == 2


@pytest.mark.parametrize("most", ["8", -1, True, 1.5])
def test_what_is_no_number_is_named(tmp_path, most, caplog):
    assert linked(tmp_path, " ".join(NAMES), most=most) == 9
    assert f"most: {most}: this is no number of links" in caplog.text
