"""Options that people guess work if they are harmless; of others, one line says where they belong."""

import pytest

from sites import GLOSSARY, LESSON, Site
from tracktwo.hosts.settings import as_documented


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"pdf": True}, {"pdf": {"book": True}}),
        ({"pdf": "book"}, {"pdf": {"book": True}}),
        ({"pdf": "lessons"}, {"pdf": {"lessons": True}}),
        ({"pdf": False}, {}),
        ({"pdf": {"paper": "A4"}}, {"pdf": {"book": True, "paper": "a4"}}),
        ({"pdf": {"lessons": True, "paper": "letter"}}, {"pdf": {"lessons": True, "paper": "us-letter"}}),
        ({"pdf": {"book": True, "color": "#abc"}}, {"pdf": {"book": True, "color": "#aabbcc"}}),
        (
            {"pdf": {"book": True, "margins": "2cm"}},
            {"pdf": {"book": True, "margins": dict.fromkeys(("inside", "outside", "top", "bottom"), "2cm")}},
        ),
        ({"epub": {"cover": "a.png"}}, {"epub": True}),
        ({"epub": False, "study": True}, {"epub": False, "study": True}),
    ],
)
def test_what_people_guess_is_what_they_mean(written, meant):
    assert as_documented(written) == meant


def test_an_option_of_the_extension_may_stand_below_the_plugin(tmp_path):
    plugins = [{"tracktwo": {"link": "all", "pdf": True}}]
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "transcript.md": LESSON}, plugins=plugins).build()
    assert (site / "transcript/index.html").read_text("utf-8").count('class="term"') == 5
    assert (site / "talks.pdf").is_file()


@pytest.mark.parametrize("name", ["pdf", "glosary"])
def test_an_option_that_is_none_of_the_extension_is_said_in_one_line(tmp_path, name):
    extensions = ["toc", {"tracktwo": {name: True}}]
    site = Site(tmp_path, {"glossary.md": GLOSSARY}, markdown_extensions=extensions)
    built = site.command("build")
    assert built.returncode == 0
    assert built.stderr.count(f"markdown_extensions: tracktwo: {name}: this is no option") == 1
    assert "below `plugins: tracktwo`" in built.stderr
    assert site.command("build", "--strict").returncode == 1
