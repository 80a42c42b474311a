"""Options that people guess work if they are harmless; of others, one line says where they belong."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from sites import GLOSSARY, LESSON, Site
from tracktwo.cli import main
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


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ({"language": "English"}, "language: English: this is no code of a language; write one, as `en`"),
        ({"language": ["en", "de"]}, "language: ['en', 'de']: this is no code of a language"),
        ({"language": {"en": 1}}, "language: {'en': 1}: this is no code of a language"),
        ({"link": "foo"}, "link: foo: this is none of section, page, all; write one of them"),
        ({"link": ["all"]}, "link: ['all']: this is none of section, page, all"),
        ({"attributes": "rel"}, "attributes: rel: a term's link cannot have this; write `name: value`"),
        ({"attributes": ["rel"]}, "attributes: ['rel']: a term's link cannot have this"),
        ({"attributes": {"onclick": "x"}}, "attributes: onclick: a term's link cannot have this"),
        ({"attributes": {"title": "x"}}, "attributes: title: a term's link cannot have this"),
        ({"attributes": {7: "x"}}, "attributes: 7: a term's link cannot have this"),
        ({"attributes": {"rel": ["x"]}}, "attributes: rel: a term's link cannot have this"),
        ({"exclude": 7}, "exclude: 7: these are no patterns; write them as in `.gitignore`"),
        ({"exclude": "!"}, "exclude: !: these are no patterns"),
        ({"glossary": 7}, "glossary: 7: this names no pages; write a page"),
        ({"glossary": {"os/": {"a": 1}}}, "glossary: os/: {'a': 1}: this names no pages"),
        ({"glossary": True}, "glossary: True: this names no pages"),
    ],
)
@pytest.mark.parametrize("place", ["plugins", "markdown_extensions"])
def test_an_option_that_cannot_be_is_one_line_with_its_remedy_in_build_and_in_check(
    tmp_path, caplog, place, option, said
):
    pages = {"glossary.md": GLOSSARY, "transcript.md": LESSON}
    site = Site(tmp_path, pages, **{place: ["toc", {"tracktwo": option}][place == "plugins" :]})
    site.build()
    assert_said(said, tmp_path, caplog)
    assert (
        'class="term"' in (tmp_path / "site/transcript/index.html").read_text("utf-8") or "glossary" in option
    )


NONE = "this is no option of the Markdown extension; take it out, or put it below `plugins: tracktwo`"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"plugins": [{"tracktwo": {"glosary": "a.md"}}]},
            "glosary: there is no such option; write `glossary`",
        ),
        ({"plugins": [{"tracktwo": {"cards": True}}]}, "cards: there is no such option; take it out"),
        ({"plugins": [{"tracktwo": {"paper": "A4"}}]}, "paper: there is no such option; put it below `pdf`"),
        (
            {"plugins": [{"tracktwo": {"pdf": {"colour": 1}}}]},
            "pdf: colour: there is no such option; write `color`",
        ),
        ({"markdown_extensions": ["toc", {"tracktwo": {"pdf": True}}]}, f"pdf: {NONE}"),
        (
            {"markdown_extensions": ["toc", {"tracktwo": {"glosary": "a.md"}}]},
            "glosary: this is no option of the Markdown extension; write `glossary`",
        ),
    ],
)
def test_an_unknown_option_is_one_line_with_its_remedy_in_build_and_in_check(
    tmp_path, caplog, settings, said
):
    Site(tmp_path, {"glossary.md": GLOSSARY, "transcript.md": LESSON}, **settings).build()
    assert_said(said, tmp_path, caplog)


def assert_said(said: str, folder: Path, caplog) -> None:
    """What is wrong with an option is said once by a build and by `tracktwo check`, with the file."""
    (found,) = [it.getMessage() for it in caplog.records if said in it.getMessage()]
    assert "mkdocs.yml: " in found
    checked = CliRunner().invoke(main, ["check", str(folder)])
    assert checked.output.count(said) == 1
    assert checked.exit_code == 0


@pytest.mark.parametrize("option", ["link", "language", "exclude", "attributes", "glossary", "pdf"])
def test_an_option_without_a_value_is_as_if_it_were_not_there(tmp_path, caplog, option):
    plugins = [{"tracktwo": {option: None}}]
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "transcript.md": LESSON}, plugins=plugins).build()
    assert 'class="term"' in (site / "transcript/index.html").read_text("utf-8")
    assert [it for it in caplog.records if it.levelname == "WARNING"] == []


@pytest.mark.parametrize(
    "pdf", [{"paper": "A3"}, {"color": "red"}, {"margins": {"left": "2cm"}}, {"margins": "2"}]
)
def test_a_look_that_cannot_be_is_one_line_in_check(tmp_path, pdf):
    Site(tmp_path, {"glossary.md": GLOSSARY}, plugins=[{"tracktwo": {"pdf": pdf}}])
    checked = CliRunner().invoke(main, ["check", str(tmp_path)], standalone_mode=True)
    assert isinstance(checked.exception, SystemExit)
    assert f"mkdocs.yml: pdf: {next(iter(pdf))}: " in checked.output


def test_an_unknown_option_stops_a_strict_build(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY}, plugins=[{"tracktwo": {"pdf": {"colour": "red"}}}])
    built = site.command("build", "--strict")
    assert built.returncode == 1
    assert built.stderr.count("pdf: colour: there is no such option; write `color`") == 1


def test_a_glossary_may_be_named_with_the_folder_of_documents(tmp_path):
    site = Site(
        tmp_path,
        {"glossary.md": GLOSSARY, "transcript.md": LESSON},
        plugins=[{"tracktwo": {"glossary": "docs/glossary.md"}}],
    )
    assert 'class="term"' in (site.build() / "transcript/index.html").read_text("utf-8")


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
