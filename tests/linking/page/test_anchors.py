"""Each term's link leads to its entry, in whatever form the glossary is written."""

import re
import tempfile
from pathlib import Path
from urllib.parse import unquote

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from test_glossary_forms import EXTENSIONS, docs, on_page
from test_invariants import OURS

from tracktwo.model.term import Glossary

NAMES = ["Envoy", "Treaty", "Pact", "Track two", "Track-two", "WHO"]
# An id that is written may be the one that another name would get.
IDS = st.sampled_from(
    ["", "", " {: #envoy }", " {: #treaty }", " {: #pact_1 }", " {: #track-two }", " {: #who }"]
)
TEXTS = st.sampled_from(["X.", "X *y*{: #envoy } z.", "X.\n{: #treaty }", "X.\n\nY.\n{: #pact }"])
FORMS = {
    "headings": ("## {}", "\n\n{}"),
    "sections": ("### {}", "\n\n{}"),
    "list": ("{}", "\n\n:   {}"),
}


@st.composite
def glossaries(draw):
    """Draw a page of a glossary in which each id is written once at most."""
    form = draw(st.sampled_from(sorted(FORMS)))
    name_form, text_form = FORMS[form]
    written: set[str] = set()

    def once(text: str) -> str:
        ids = set(re.findall("#([a-z_0-9-]+)", text))
        if ids & written:
            return re.sub(r"\n?(?: |(?<=\*)|(?<=\n))?\{: #[^}]*\}", "", text)
        written.update(ids)
        return text

    section = draw(st.sampled_from(["All", *NAMES]))
    page = "# Glossary\n\n" + (f"## {section}\n\n" if form == "sections" else "")
    names = iter(draw(st.permutations(NAMES)))
    for name in names:
        lines = [name_form.format(name) + once(draw(IDS))]
        if form == "list" and draw(st.booleans()) and (other := next(names, "")):
            lines.append(other + once(draw(IDS)))
        text = once(draw(TEXTS))
        page += "\n".join(lines) + text_form.format(text.replace("\n", "\n    ") if form == "list" else text)
        page += "\n\n"
    return page


@given(st.lists(glossaries(), min_size=1, max_size=2))
@settings(max_examples=100, deadline=None)
def test_each_link_leads_to_the_one_element_that_holds_the_name(pages):
    with tempfile.TemporaryDirectory() as folder:
        written = docs(Path(folder), **dict(zip("ab", pages, strict=False)))
        for path in (f"{name}.md" for name, _ in zip("ab", pages, strict=False)):
            text = (written / path).read_text("utf-8")
            root = html.fragment_fromstring(on_page(written, path, text), create_parent=True)
            terms = Glossary.read(written, path).terms
            assert terms
            for term in terms:
                (entry,) = [element for element in root.iter() if element.get("id") == term.anchor]
                assert entry.text_content() == term.headword
                assert entry.tag == (f"h{term.level}" if term.level else "dt")


@st.composite
def folders(draw):
    """Draw a folder with pages for a term each, named by its heading or else by its file."""
    pages = {}
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True)):
        heading, files = draw(
            st.sampled_from([("", [name]), (f"# {name}", [name, f"deep/{name}", "a#b?c", "é"])])
        )
        below = draw(st.sampled_from(["X.", f"## {name}\n\nX.", f"{name}\n:   X.", *NAMES]))
        attributes = draw(IDS) if heading else ""
        pages[f"terms/{draw(st.sampled_from(files))}"] = f"{heading}{attributes}\n\n{below}\n"
    return pages


@given(glossaries(), folders())
@settings(max_examples=100, deadline=None)
def test_a_link_to_a_term_with_a_page_leads_to_that_page_which_gets_no_id_of_ours(page, folder):
    with tempfile.TemporaryDirectory() as name:
        written = docs(Path(name), **folder, z=page)
        glossary = Glossary.read(written, ["terms", "z.md"])
        assert len(glossary.marked) == len(glossary) > len(folder)
        for path, text in folder.items():
            bare = markdown.markdown(text, extensions=EXTENSIONS)
            assert OURS.sub(r"\1", on_page(written, f"{path}.md", text)) == bare
        root = html.fragment_fromstring(on_page(written, "other.md", "\n\n".join(NAMES)), create_parent=True)
        for link in root.iter("a"):
            path, _, anchor = link.get("href").partition("#")
            assert glossary.places[unquote(path), anchor].headword == link.get("data-term")
        assert len(list(root.iter("a"))) == len(NAMES)
