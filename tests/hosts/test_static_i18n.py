"""With static-i18n each language has its own glossary, books and data, whichever plugin is named first."""

import json
import re

import lxml.html
import pypdf
import pytest

from sites import Site

PAGES = {
    "index": ("# Home\n\nA treaty.\n", "# Accueil\n\nUn traité.\n"),
    "glossary": ("# Glossary\n\n## Treaty\n\nA promise.\n", "# Glossaire\n\n## Traité\n\nUne promesse.\n"),
}
NAMES = {"suffix": ("{}.md", "{}.fr.md"), "folder": ("en/{}.md", "fr/{}.md")}


@pytest.mark.parametrize("structure", ["suffix", "folder"])
@pytest.mark.parametrize("ours_first", [False, True])
def test_each_language_has_its_own(structure, ours_first, tmp_path):
    pages = {
        name.format(page): text
        for page, texts in PAGES.items()
        for name, text in zip(NAMES[structure], texts, strict=True)
    }
    languages = [
        {"locale": "en", "name": "English", "default": True},
        {"locale": "fr", "name": "Français"},
    ]
    i18n = {"i18n": {"docs_structure": structure, "languages": languages}}
    plugins = [i18n, {"tracktwo": {"pdf": True, "study": True, "markdown": True, "search": True}}]
    site = Site(tmp_path, pages, theme={"name": "material"}, plugins=plugins[::-1] if ours_first else plugins)
    if structure == "folder":
        (tmp_path / "docs/index.md").unlink()
    built = site.build()
    for folder, definition in (("", "A promise."), ("fr/", "Une promesse.")):
        (link,) = lxml.html.parse(str(built / folder / "index.html")).xpath("//a[@class='term']")
        assert link.get("data-definition") == definition
        assert link.get("href").startswith("glossary/#trait" if folder else "glossary/#treaty")
        assert 'class="used-in" data-' in (built / folder / "glossary/index.html").read_text("utf-8")
        (term,) = json.loads((built / folder / "glossary.json").read_text("utf-8"))["terms"]
        assert definition in json.dumps(term, ensure_ascii=False)
        for url in (term["url"], term["usedIn"][0]["url"]):  # as seen from the file
            assert (built / folder / url.partition("#")[0] / "index.html").is_file()
        search = built / folder / "assets/tracktwo/search"
        (named,) = json.loads((search / "terms.json").read_text("utf-8"))["terms"]
        assert named[1].startswith(f"{folder}glossary/#tr")
        page = lxml.html.parse(str(built / folder / "index.html"))
        [script] = page.xpath("//script[@data-search]")
        assets = (built / folder / script.get("src")).parent
        assert (assets / script.get("data-search")).resolve() == search
        listed = re.findall(r"]\(([^)]*)\)", (built / folder / "llms.txt").read_text("utf-8"))
        assert len(listed) == 3
        assert all((built / folder / path).is_file() for path in listed)
        book = pypdf.PdfReader(built / folder / "talks.pdf")
        assert definition in "".join(page.extract_text() for page in book.pages)
