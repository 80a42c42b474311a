"""Definitions where they are read: rich text, and nothing that could be executed."""

from html import unescape
from pathlib import Path

import markdown
import pytest
import yaml
from lxml import html

CASES = yaml.safe_load(Path(__file__).with_name("definitions.yml").read_text("utf-8"))
EXTENSIONS = [
    "admonition", "attr_list", "footnotes", "tables", "pymdownx.arithmatex", "pymdownx.mark",
    "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tilde", "tracktwo",
]  # fmt: skip


def convert(docs: Path, definition: str, text: str = "The envoy.", **options: object) -> str:
    """Convert a text with a glossary that defines the envoy."""
    (docs / "glossary.md").write_text(f"# Terms\n\n## Envoy\n\n{definition}\n\nMore.\n", encoding="utf-8")
    (docs / "talk.md").touch()
    configs = {"tracktwo": {"docs_dir": str(docs), **options}, "pymdownx.arithmatex": {"generic": True}}
    return markdown.markdown(text, extensions=EXTENSIONS, extension_configs=configs)


def shown(page: str) -> str:
    return html.fromstring(page).xpath("//a[@class='term']/@data-definition")[0]


@pytest.mark.parametrize(("definition", "seen"), CASES.items())
def test_a_definition_is_shown_as_rich_text_that_is_safe(tmp_path, definition, seen):
    assert shown(convert(tmp_path, definition)) == str(seen)


@pytest.mark.parametrize(("definition", "seen"), CASES.items())
def test_the_list_of_terms_shows_the_same(tmp_path, definition, seen):
    listed = convert(tmp_path, definition, "The envoy.\n\n[TERMS]")
    inner = listed.split("<dd>")[1].split("</dd>")[0]
    # Python-Markdown hides addresses from robots, and writes quotation marks in its own way.
    assert unescape(inner).replace("\x22", "'") == unescape(str(seen)).replace("\x22", "'")


LONG = "\n".join(f"- {'long ' * 20}" for _ in range(99))


@pytest.mark.parametrize(("rest", "seen"), [("", ""), ("In CSS:", " In CSS:"), (LONG, " long long")])
def test_a_line_that_introduces_something_is_not_all_that_is_shown(tmp_path, rest, seen):
    (tmp_path / "glossary.md").write_text(f"## Envoy\n\nIn HTML:\n\n{rest}\n", encoding="utf-8")
    configs = {"tracktwo": {"docs_dir": str(tmp_path)}}
    page = markdown.markdown("The envoy.", extensions=["tracktwo"], extension_configs=configs)
    assert shown(page).startswith(f"In HTML:{seen}")
    assert len(shown(page)) <= 501


def test_a_definition_that_leads_on_adds_nothing_to_the_page_but_its_attribute(tmp_path):
    definition = "See [another](#other) and [a page](talk.md)."
    page = convert(tmp_path, definition, "One envoy, two envoys.", link="all")
    assert page.count("href=&quot;glossary.md#other&quot;") == 2
    assert [element.tag for element in html.fromstring(page).iter()] == ["p", "a", "a"]


def test_a_definition_is_rendered_once_for_all_pages_and_anew_when_it_changes(tmp_path):
    assert shown(convert(tmp_path, "*One*.")) == "<em>One</em>."
    assert shown(convert(tmp_path, "*Two*, longer.")) == "<em>Two</em>, longer."


def test_a_name_is_text_wherever_it_is_shown(tmp_path):
    name = 'R&amp;D &lt;b onclick=x&gt; "quoted"'
    (tmp_path / "glossary.md").write_text(f"## {name}\n\nX.\n", encoding="utf-8")
    page = markdown.markdown(
        f"The {name} costs.\n\n[TERMS]",
        extensions=["tracktwo"],
        extension_configs={"tracktwo": {"docs_dir": str(tmp_path)}},
    )
    tree = html.fromstring(page)
    plain = 'R&D <b onclick=x> "quoted"'
    assert tree.xpath("//a[@class='term']/@data-term") == [plain]
    assert [name.text_content() for name in tree.xpath("//dt")] == [plain]
    assert tree.xpath("//*[@onclick]") == []
