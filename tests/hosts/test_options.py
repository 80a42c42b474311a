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
        ({"pdf": {"paper": "6 x 9 in"}}, {"pdf": {"book": True, "paper": "us-trade"}}),
        ({"epub": True}, {"epub": {"book": True}}),
        ({"epub": "lessons"}, {"epub": {"lessons": True}}),
        ({"epub": {"cover": "a.png"}}, {"epub": {"book": True}}),
        ({"epub": False, "study": True}, {"study": True}),
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


def test_a_glossary_may_be_named_with_the_folder_of_documents(tmp_path):
    site = Site(
        tmp_path,
        {"glossary.md": GLOSSARY, "transcript.md": LESSON},
        plugins=[{"tracktwo": {"glossary": "docs/glossary.md"}}],
    )
    assert 'class="term"' in (site.build() / "transcript/index.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["English", ["en", "de"], {"en": 1}])
def test_a_language_that_is_none_is_said_in_one_line_and_the_theme_s_is_taken(tmp_path, language):
    plugins = [{"tracktwo": {"language": language}}]
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "transcript.md": LESSON}, plugins=plugins)
    built = site.command("build")
    assert built.returncode == 0
    assert built.stderr.count("this is no code of a language; write one, as `en`") == 1
    assert 'class="term"' in (tmp_path / "site/transcript/index.html").read_text("utf-8")


@pytest.mark.parametrize("patterns", ["changelog.md\nold/", ["/changelog.md", "old/**"], "*log.md\nold"])
def test_what_is_excluded_is_neither_linked_nor_counted(tmp_path, patterns):
    pages = {
        "glossary.md": GLOSSARY,
        "changelog.md": "An envoy, and [a treaty](glossary.md#treaty).\n",
        "old/a.md": "An envoy.\n",
        "new.md": "The emissary.\n",
    }
    site = Site(tmp_path, pages, plugins=[{"tracktwo": {"exclude": patterns}}]).build()
    assert 'class="term"' not in (site / "changelog/index.html").read_text("utf-8")
    assert 'class="term"' not in (site / "old/a/index.html").read_text("utf-8")
    glossary = (site / "glossary/index.html").read_text("utf-8")
    assert 'href="../new/"' in glossary.partition('"used-in"')[2]
    assert "changelog/" not in glossary.partition('"used-in"')[2]


@pytest.mark.parametrize("glossary", [7, {"os/": {"a": 1}}, True])
def test_a_glossary_that_names_no_pages_is_said_in_one_line(tmp_path, glossary):
    site = Site(tmp_path, {"glossary.md": GLOSSARY}, plugins=[{"tracktwo": {"glossary": glossary}}])
    built = site.command("build")
    assert built.returncode == 0
    assert built.stderr.count("this names no pages; write") == 1
