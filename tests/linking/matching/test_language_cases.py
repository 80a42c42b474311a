"""What an editor links in a sentence, language by language, beside one term: the cases that we were given.

Those of the same kinds in languages.yml and cases/ are our own, and need no other data.
"""

import re
from pathlib import Path

import markdown
import pytest
import yaml

from needs import needs_simplemma

LINK = re.compile(r'<a class="term"[^>]*>(.*?)</a>', re.DOTALL)


@pytest.fixture(scope="session")
def language_cases(shared_data) -> list[dict]:
    return yaml.safe_load((shared_data / "languages" / "cases.yml").read_text("utf-8"))


def links_of(case: dict, folder: Path) -> list[str]:
    """Return the words that are linked in the text of a case."""
    phrases = f"*Not: {', '.join(case['also_not'])}*\n\n" if "also_not" in case else ""
    (folder / "glossary.md").write_text(f"## {case['term']}\n\n{phrases}X.\n", encoding="utf-8")
    options = {"docs_dir": str(folder), "link": "all", "language": case["language"]}
    html = markdown.markdown(
        case["text"],
        extensions=["attr_list", "footnotes", "tracktwo"],
        extension_configs={"tracktwo": options},
    )
    return LINK.findall(html)


def test_a_text_in_any_language_gets_the_links_that_an_editor_would_make(language_cases, tmp_path):
    needs_simplemma()
    linked = [{**case, "links": links_of(case, tmp_path)} for case in language_cases]
    assert linked == language_cases
