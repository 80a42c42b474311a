"""A site keeps its own look and scripts: outside of what is ours nothing changes, in no pixel."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from conftest import served
from sites import GLOSSARY, Site
from tracktwo.model.vocabulary import CLASSES
from tracktwo.theme.assets import ASSETS, FOLDER, SEARCH_ASSETS

THEMES = {
    "Material": {
        "name": "material",
        "font": False,
        "features": ["content.code.annotate", "content.tabs.link"],
        "palette": [
            {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "indigo"},
            {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "indigo"},
        ],
    },
    "MkDocs": {"name": "mkdocs", "color_mode": "auto"},
}
EXTENSIONS = [
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.details",
    "pymdownx.highlight", "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}},
    {"pymdownx.tasklist": {"custom_checkbox": True}}, "tracktwo",
]  # fmt: skip
# What a site has of its own, with a term in it.
ORDINARY = """
An envoy, **bold**, *slanted*, `code`, [a link](glossary.md), <q>a quote</q> and <mark>a mark</mark>.[^1]

!!! note "A note"

    Of a treaty.

??? tip

    - One
    - Two

=== "One"

    A tab.

=== "Two"

    Another.

| Left | Right |
| ---- | ----: |
| 1    | 2     |

```python
print("envoy")
```

<div class="grid cards" markdown>

- Card one
- Card two

</div>

[A button](index.md){ .md-button .btn .btn-primary }

A word
:   What it means.

    In two paragraphs.

- [x] done
- [ ] to do

1. First
    - inner

> Quoted.

[^1]: A footnote.
"""
# Its own elements, in classes that we have too.
PARTS = (
    "<h2>A</h2><p>Words <small>small</small> <q>q</q> <mark>mark</mark> <a href='#'>link</a> <b>b</b></p>"
    "<ul><li>One<ul><li>Two</li></ul></li></ul><dl><dt><a href='#'>A</a></dt><dd>B</dd></dl><nav><a>A</a>"
    "</nav><button type='button'>Press</button><input value='text'>"
    "<details open><summary>More</summary>Less</details><pre>pre</pre><p></p>"
    "<fieldset><legend>Which</legend><label>One</label></fieldset>"
)
OWN = "".join(
    f"<div><div class='{name}'>{PARTS}</div><a class='{name}' href='#'>A</a> <i class='{name}'>B</i></div>"
    for name in sorted(CLASSES)
)
OWN = f"<section style='display: grid; grid-template-columns: repeat(6, minmax(0, 1fr))'>{OWN}</section>\n"
TERMS = GLOSSARY.removeprefix("# Glossary")
PAGES = {
    "index.md": f"# Its own\n\n{ORDINARY.replace('n envoy', ' word').replace('treaty', 'word')}\n\n{OWN}",
    "glossary.md": f"# Terms\n\n[LETTERS]\n{TERMS}\n## State\n\nA country.\n{ORDINARY}",
    "film.md": "---\ntitle: A film\nlesson: true\nauthor: A\nlicense: MIT\nvideo: a.webm\n---\n"
    f"[0:04] **Ada:** An envoy.\n\n[TERMS]\n\n{ORDINARY}\n\n[CARDS]\n\n[LESSONS]\n\n{OWN}\n[SELF-CHECK]\n",
    "a.webm": "",
}
BY_ITSELF = 3  # of 255 levels: Chromium draws round corners a little differently from one time to the next
STYLES = "".join(asset.content.decode() for asset in (*ASSETS, *SEARCH_ASSETS) if asset.name.endswith(".css"))
# What is ours takes no place and has no ink; the boxes around a lesson stay, and so must their looks.
OURS_HIDDEN = "[data-tracktwo] { display: none !important } a.term[data-definition] { visibility: hidden }"


@pytest.fixture(scope="module", params=THEMES)
def themed(request, tmp_path_factory) -> Iterator[str]:
    """A site in another theme, with all that we have."""
    folder = tmp_path_factory.mktemp("themed")
    config = {"theme": THEMES[request.param], "markdown_extensions": EXTENSIONS}
    plugins = [{"tracktwo": {"study": True}}]
    with served(Site(folder, PAGES, plugins=plugins, **config).build()) as url:
        yield url


def picture_at_rest(page: Page) -> bytes:
    """A picture of a whole page, once two in turn are the same: a theme marks late what is in view.

    The window is as high as the page, or each picture would change what is in view.
    """
    page.set_viewport_size({"width": 1000, "height": page.evaluate("document.documentElement.scrollHeight")})
    pictures = [b"", page.screenshot(full_page=True, animations="disabled")]
    while pictures[-1] != pictures[-2] and len(pictures) < 30:
        page.wait_for_timeout(100)
        pictures.append(page.screenshot(full_page=True, animations="disabled"))
    return pictures[-1]


@pytest.mark.parametrize("name", ["", "glossary/", "film/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_outside_of_what_is_ours_our_style_and_scripts_change_no_pixel(context, themed, scheme, name):
    pictures = []
    for content, withheld in ((STYLES, f"{FOLDER}/*.css"), ("", f"{FOLDER}/*")):
        page = context(color_scheme=scheme, reduced_motion="reduce").new_page()
        page.set_viewport_size({"width": 1000, "height": 600})
        page.route(f"**/{withheld}", lambda route: route.abort())
        page.goto(f"{themed}{name}")
        # In its place also on the page that has nothing of ours, and does not load it.
        page.add_style_tag(content=content + OURS_HIDDEN)
        page.wait_for_load_state("networkidle")
        pictures.append(picture_at_rest(page))
        assert bool(name) is bool(page.locator("link[href*='tracktwo.css']").count())
        page.close()
    ours, theirs = (Image.open(BytesIO(picture)).convert("RGB") for picture in pictures)
    assert ours.size == theirs.size
    changed = ImageChops.difference(ours, theirs).point(lambda level: 255 * (level > BY_ITSELF))
    assert changed.getbbox() is None


def test_a_time_plays_in_every_theme(context, themed):
    page = context().new_page()
    page.goto(f"{themed}film/")
    expect(page.get_by_role("button", name="Play from 0:04")).to_be_visible()
    expect(page.get_by_label("Speed", exact=True)).to_be_visible()
    page.close()


PLAIN_LISTS = """[...document.querySelectorAll(".used-in :is(li, li > a, mark)")].map((element) => {
  const { listStyleType, marginBlock, paddingInline } = getComputedStyle(element)
  return { LI: listStyleType, A: marginBlock, MARK: paddingInline }[element.tagName]
})"""


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_where_a_term_is_used_no_theme_has_bullets_gaps_between_lines_or_around_marks(
    context, tmp_path, theme
):
    with served(Site(tmp_path, PAGES, theme=theme, plugins=["tracktwo"]).build()) as url:
        page = context().new_page()
        page.goto(f"{url}glossary/")
        assert set(page.evaluate(PLAIN_LISTS)) == {"none", "0px"}
        page.close()
