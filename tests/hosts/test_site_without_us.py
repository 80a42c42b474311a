"""What holds always of a whole site: without what we add, it is the site without us."""

import re
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from selectolax.lexbor import LexborHTMLParser

from generated_markdown import MATERIAL, OPTIONS, PAGES
from sites import Site

CONSTRUCTS = (
    (Path(__file__).parents[1] / "linking/matching/cases/constructs.txt").read_text("utf-8").split("%\n")
)
NAMES = ["State actor", "Multi-track diplomacy", "WHO", "Peace treaty", "C++", ".NET"]
LINK = re.compile(r'<a class="term"[^>]*>(.*?)</a>', re.DOTALL)
# What a glossary and a lesson have besides: where a term is used, the header of a lesson but for its title,
# what machines read, ids of listed names; and the ends of the frame of a lesson.
ADDED = re.compile(
    r'<div class="used-in" data-tracktwo [^>]*>.*?</div>'
    r'|<div class="lesson-page">\s*<header class="lesson" data-tracktwo="" role="none">'
    r'|<ul class="strips" data-tracktwo .*?</ul>|<p class="lesson-files"[^>]*>.*?</p>'
    r'|<div [^>]*class="moment"[^>]*>.*?</div>'
    r'|<p class="lesson-[^"]*"[^>]*>.*?</p>'
    r'|<details class="cite".*?</details>|</header>\s*<div id="lesson-text">'
    r'|<script type="application/ld\+json">.*?</script>|(?<=<dt) id="[^"]*"',
    re.DOTALL,
)
FRAME_ENDS = re.compile(r"</div>\s*</div>(?=\s*</article>)")
# What the head of each page has: what a shared link shows, and where the Markdown is.
HEAD = re.compile(
    r'<(?:meta property="og:|meta name="twitter:|link rel="alternate" type="text/markdown"'
    r'|link rel="stylesheet" href="[./]*assets/tracktwo/|script src="[./]*assets/tracktwo/)'
    r"[^>]*>(?:</script>)?\n"
)
WITH_MORE = ("headings/", "list/", "terms/", "transcript/")
Pages = dict[str, str]


def drawn(number: int) -> list[str]:
    """Draw pages, others on each run."""
    pages: list[str] = []

    @given(PAGES)
    @settings(max_examples=number, phases=[Phase.generate], database=None, deadline=None)
    def draw(page: str) -> None:
        pages.append(page)

    draw()
    return pages


def written(texts: list[str]) -> Pages:
    """Return a site of these texts: as pages, and as definitions in each form of a glossary."""
    headings = "".join(f"## {name}\n\n{text}\n\n" for name, text in zip(NAMES, texts, strict=False))
    listed = [text.replace("\n", "\n    ") for text in texts]
    items = "".join(f"{name} x\n\n:   {text}\n\n" for name, text in zip(NAMES, listed, strict=False))
    return {
        "headings.md": f"# Words\n\n{headings}",
        "list.md": f"# More\n\n{items}",
        **{f"terms/{number}.md": f"# Actor {number}\n\n{text}\n" for number, text in enumerate(texts[:10])},
        **{f"pages/{number}.md": text for number, text in enumerate([*texts, *CONSTRUCTS])},
        "transcript.md": f"---\nteaches: [WHO, Actor 1]\n---\n# Talk\n\n{texts[0]}\n\nThe WHO.\n",
    }


def as_characters(html: str) -> str:
    """Return a page with characters for what titles may escape, since themes print them into attributes."""
    return html.replace("&#34;", '"').replace("&#39;", "'").replace("&nbsp;", "\u00a0")


def build(folder: Path, pages: Pages, *, ours: bool) -> Pages:
    """Build a site, and return its pages as they are written."""
    terms = {"tracktwo": {"glossary": ["headings.md", "list.md", "terms"]}}
    extensions = [{name: OPTIONS.get(name, {})} for name in MATERIAL]
    site = Site(
        folder,
        pages,
        theme={"name": "material", "font": False},
        markdown_extensions=[*extensions, terms] if ours else extensions,
        plugins=["tracktwo"] if ours else [],
    ).build()
    return {
        path.relative_to(site).as_posix(): as_characters(path.read_text("utf-8"))
        for path in site.rglob("*.html")
        if not path.name.startswith("uses")  # the pages of all uses of a term
    }


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> tuple[Pages, Pages]:
    """One generated site, with us and without us."""
    pages = written(drawn(60))
    with_us, without_us = (build(tmp_path_factory.mktemp("site"), pages, ours=ours) for ours in (True, False))
    return with_us, without_us


def test_without_our_links_each_page_is_written_as_without_us(sites):
    with_us, without_us = sites
    assert with_us.keys() == without_us.keys()
    others = [page for page in with_us if not page.startswith(WITH_MORE)]
    for page in others:
        assert LINK.sub(r"\1", HEAD.sub("", with_us[page])) == without_us[page]
    assert sum(len(LINK.findall(with_us[page])) for page in others) > 20


def test_without_what_we_add_a_glossary_and_a_lesson_are_but_for_white_space_as_without_us(sites):
    for page, html in sites[0].items():
        if page.startswith(WITH_MORE):
            # What is added contains links.
            bare = LINK.sub(r"\1", ADDED.sub("", HEAD.sub("", html)))
            if page.startswith("transcript/"):
                bare = FRAME_ENDS.sub("", bare)
            assert re.sub(r"\s*\n\s*", "\n", bare) == re.sub(r"\s*\n\s*", "\n", ADDED.sub("", sites[1][page]))
            assert ADDED.search(html)


def test_no_link_of_a_page_stands_in_a_link_and_no_marker_of_ours_is_left(sites):
    for html in sites[0].values():
        assert LexborHTMLParser(html).css("a[href] a.term, a.term a") == []
        assert "<!--tracktwo:" not in html
    assert "used-in" in sites[0]["terms/1/index.html"]  # at least by the lesson that teaches it
