"""What a page says of itself is text in every theme, which prints it as it is."""

import pytest
from lxml import html

from sites import GLOSSARY, Site

PAYLOAD = "\"></title></script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'> A & B"
FRONT = "---\ntitle: {0}\nauthor: {0}\ndescription: {0}\nlesson: true\n---\n\nA treaty.\n"
OBJECTIVE = "---\nlesson: true\nobjective: {0}\nauthor: [{0}, Bo]\n---\n# Talk\n\nA treaty.\n"


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_what_a_page_says_of_itself_runs_nothing(theme, tmp_path):
    quoted = "'" + PAYLOAD.replace("'", "''") + "'"
    escaped = PAYLOAD.replace("<", "&lt;")
    pages = {
        "glossary.md": GLOSSARY, "front.md": FRONT.format(quoted), "objective.md": OBJECTIVE.format(quoted),
        "heading.md": f"# {escaped}\n\nA treaty.\n", "index.md": f"# {escaped}\n",
    }  # fmt: skip
    built = Site(tmp_path, pages, theme={"name": theme}, plugins=["search", "tracktwo"]).build()
    for file in built.rglob("*.html"):
        page = html.parse(str(file)).getroot()
        assert "window.ran = 1" not in map(str.strip, page.xpath("//script/text()")), file
        assert not page.xpath("//@onerror"), file
    titles = [
        html.parse(str(built / f"{name}/index.html")).findtext(".//title") for name in ("front", "heading")
    ]
    assert all(PAYLOAD in title for title in titles), "a reader sees what was written"


def test_an_ampersand_is_one(tmp_path):
    pages = {"glossary.md": GLOSSARY, "talk.md": "---\ntitle: A & B\nlesson: true\n---\n\nA treaty.\n"}
    for theme in ("material", "mkdocs", "readthedocs"):
        built = Site(tmp_path / theme, pages, theme={"name": theme}).build()
        page = html.parse(str(built / "talk/index.html"))
        assert "A & B" in page.findtext(".//title")
        assert "A & B" in page.xpath("string(//h1)")
        assert "&amp;amp;" not in (built / "talk/index.html").read_text("utf-8")
