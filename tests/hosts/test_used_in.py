"""'Used in': below each entry, which lessons teach the term, and where the pages use it."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from sites import GLOSSARY, LESSON, Site, dead_links
from tracktwo.model.term import Term
from tracktwo.publishing.web.used_in import uses_path


class UsedIn(HTMLParser):
    """What stands in the boxes below entries: their texts, and their links with the texts of these."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        read = page.read_text("utf-8")
        self.boxes = re.findall(r'(<div class="used-in" data-tracktwo .*?</div>)', read, re.DOTALL)

    def read(self, number: int) -> "UsedIn":
        self.links, self.text = [], ""
        self.feed(self.boxes[number])
        self.text = " ".join(self.text.split())
        return self

    def handle_starttag(self, tag, attrs):
        if tag == "a" and "href" in dict(attrs):  # a tick has xlink:href
            self.links.append((dict(attrs)["href"], ""))
        self.open.append(tag)
        self.text += {"details": "[", "li": "- "}.get(tag, "")

    def handle_endtag(self, tag):
        self.open.pop()
        self.text += "]" if tag == "details" else ""

    def handle_data(self, data):
        self.text += data
        if "a" in self.open:
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)


@pytest.mark.parametrize("directories", [True, False])
def test_used_in_lists_each_section_once_by_page_in_the_order_of_the_navigation(tmp_path, directories):
    pages = {"glossary.md": GLOSSARY, "b.md": LESSON, "a.md": "# Only here\n\nA treaty.\n"}
    nav = ["b.md", "a.md", "glossary.md", "index.md"]
    site = Site(tmp_path, pages, nav=nav, use_directory_urls=directories).build()
    treaty = UsedIn(site / ("glossary/index.html" if directories else "glossary.html")).read(0)
    b, a = ("../b/", "../a/") if directories else ("b.html", "a.html")
    assert treaty.links == [
        (b, "Talks"),
        (f"{b}#at-first", "At first"), (f"{b}#at-first", "The emissary and the treaty. The treaty again."),
        (f"{b}#at-last", "At last"), (f"{b}#at-last", "Two treaties."),
        (a, "Only here"),
    ]  # fmt: skip
    assert treaty.text == (
        "Used 4 times, on 2 pages - Talks - At first The emissary and the treaty. The treaty again. "
        "- At last Two treaties. - Only here - A treaty."
    )
    assert dead_links(site) == []


@pytest.mark.parametrize("directories", [True, False])
def test_five_quotations_stand_below_an_entry_and_all_on_a_page_of_their_own(tmp_path, directories):
    sections = "".join(f"\n## Part {number}\n\nAn envoy.\n" for number in range(1, 8))
    pages = {"glossary.md": GLOSSARY, "b.md": f"# Talk\n{sections}"}
    site = Site(tmp_path, pages, use_directory_urls=directories).build()
    envoy = UsedIn(site / ("glossary/index.html" if directories else "glossary.html")).read(0)
    assert [f"Part {number} " in envoy.text for number in range(1, 8)] == [True] * 5 + [False] * 2
    assert envoy.text.startswith("Used 8 times, on 2 pages")
    to_all = "uses-of-envoy.html" if directories else "glossary/uses-of-envoy.html"
    assert envoy.links[-1] == (to_all, "All 8 places")
    all_uses = UsedIn(site / "glossary/uses-of-envoy.html").read(0)
    assert [f"Part {number} " in all_uses.text for number in range(1, 8)] == [True] * 7
    assert all_uses.text.endswith("- Glossary - Treaty …between states, made by an envoy.")
    assert dead_links(site) == []


def test_a_page_of_many_terms_quotes_fewer_places_of_each(tmp_path):
    terms = "".join(f"## Term{n}x\n\nA definition.\n\n" for n in range(1500))
    said = " ".join(f"Term{n}x" for n in range(1500))
    lessons = {f"{n}.md": f"# {n}\n\n{said}\n" for n in range(3)}
    site = Site(tmp_path, {"glossary.md": f"# Terms\n\n{terms}", **lessons}).build()
    page = (site / "glossary/index.html").read_text("utf-8")
    assert (page.count("<q>"), page.count("All 3 places")) == (1500, 1500)
    assert '"encoding":{"@type":"MediaObject","contentUrl":"../glossary.json"' in page  # and no term of it


def test_names_of_pages_of_uses_suit_every_disk():
    named = {"envoy": "uses-of-envoy.html", "": "uses.html"}
    named |= {"Envoy": "uses-of-93163a5fed0d40cf.html", "../../x": "uses-of-9cdf6a50100a862e.html"}
    for anchor, name in named.items():
        term = Term("Envoy", "Who speaks.", anchor=anchor)
        assert uses_path("glossary/", term) == f"glossary/{name}"
        assert uses_path("w%C3%B6rter.html", term) == f"wörter/{name}"


def test_how_to_mend_a_page_stands_below_all_of_its_last_entry(tmp_path):
    pages = {"glossary.md": GLOSSARY, "lesson.md": LESSON}
    address = {"repo_url": "https://github.com/talks/talks", "edit_uri": "edit/main/docs/"}
    site = Site(tmp_path, pages, nav=["lesson.md", "glossary.md", "index.md"], **address).build()
    page = (site / "glossary/index.html").read_text("utf-8")
    assert page.rindex('<div class="used-in"') < page.index('<p class="contribute">')


def test_a_few_words_around_the_first_use_in_a_section_are_shown(tmp_path):
    text = "# A\n\nOne two three four five six *seven* `code` envoy, nine ten; eleven twelve 13 14 15 16.\n"
    by_hand = "\n## B\n\nSay [who it was](glossary.md#envoy) again.\n"
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "b.md": text + by_hand}).build()
    page = (site / "glossary/index.html").read_text("utf-8")
    assert "<q>…four five six seven … <mark>envoy</mark>, nine ten; eleven twelve 13…</q>" in page
    assert "<q>Say <mark>Envoy</mark> again.</q>" in page


def test_a_title_from_a_heading_is_text_for_people_and_machines(tmp_path):
    """MkDocs escapes such a title, and leaves one from front matter as it is."""
    pages = {"b.md": "# R&D `<b>`\n\nAn envoy.\n", "c.md": "---\ntitle: A & B\n---\nAn envoy.\n"}
    site = Site(tmp_path, {"glossary.md": GLOSSARY, **pages}).build()
    envoy = UsedIn(site / "glossary/index.html").read(0)  # the treaty is used nowhere
    assert [text for _, text in envoy.links][:2] == ["R&D <b>", "A & B"]
    terms = json.loads((site / "glossary.json").read_text("utf-8"))["terms"]
    assert [use["page"] for use in terms[1]["usedIn"]][:2] == ["R&D <b>", "A & B"]


def test_a_title_in_the_navigation_is_what_its_html_shows(tmp_path):
    nav = ["glossary.md", {"In <em>brief</em> &amp; more": [{"<code>List</code>": "b.md"}]}]
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "b.md": "An envoy.\n"}, nav=nav).build()
    assert UsedIn(site / "glossary/index.html").read(0).links[0][1] == "List"
    assert "<code>List</code>" in (site / "b/index.html").read_text("utf-8"), "which themes print"


def test_a_second_build_in_one_process_counts_no_use_twice(tmp_path):
    """As `mkdocs serve` builds, again and again."""
    Site(tmp_path, {"glossary.md": GLOSSARY, "b.md": LESSON})
    config = load_config(str(tmp_path / "mkdocs.yml"))
    for _ in range(2):
        build(config)
    treaty = UsedIn(tmp_path / "site/glossary/index.html").read(0)
    assert treaty.text.startswith("Used 3 times, on one page")


def taught(tmp_path, *names: object) -> Site:
    lesson = "---\nlesson: true\ntitle: Lesson {0}\nteaches: {1}\n---\nHello.\n"
    pages = {f"lesson-{n}.md": lesson.format(n, json.dumps(name)) for n, name in enumerate(names, 1)}
    return Site(tmp_path, {"glossary.md": GLOSSARY, **pages})


def test_below_a_term_stand_the_lessons_that_teach_it(tmp_path):
    site = taught(tmp_path, ["treaties", "Envoy"], "Treaty").build()
    boxes = UsedIn(site / "glossary/index.html")
    assert boxes.read(0).text == "2 lessons teach this term: Lesson 1, Lesson 2"
    assert boxes.links == [("../lesson-1/", "Lesson 1"), ("../lesson-2/", "Lesson 2")]
    assert boxes.read(1).text.startswith("One lesson teaches this term: Lesson 1 Used once, on one page")
    assert dead_links(site) == []


@pytest.mark.parametrize(("also", "listed"), [([], ""), (["Treaty"], "Terms: Envoy Treaty")])
def test_the_strips_of_a_lesson_stand_for_the_list_of_its_terms_where_they_are_all(tmp_path, also, listed):
    page = "---\nlesson: true\ntitle: Talk\nteaches: {}\n---\nAn envoy.\n".format(["Envoy", *also])
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "talk.md": page}).build()
    (strips,) = html.parse(str(site / "talk/index.html")).getroot().find_class("strips")
    (before,) = strips.xpath("preceding-sibling::p[1]")
    assert strips.text_content().split() == ["Envoy", "once"]
    assert strips.get("aria-label") == "Terms:"
    assert " ".join(before.text_content().split()) == (listed or "1 min read")


def test_to_teach_what_no_entry_defines_fails_a_strict_build(tmp_path):
    site = taught(tmp_path, ["Envoy", "Treatie", "Pastry"])
    assert site.command("build").returncode == 0
    strict = site.command("build", "--strict")
    assert strict.returncode == 1
    assert "docs/lesson-1.md:4: `teaches` names 'Treatie', which is no term; write 'Treaty'" in strict.stderr
    assert "`teaches` names 'Pastry', which is no term; define it, or take it out" in strict.stderr


TALK = """---
title: A talk
lesson: true
---
An envoy first.

[0:05] **Ada:** An envoy. The envoy again.

Also an envoy.

[1:02:03] No more.

## Envoys

Envoys, before the time.

[1:05:00] An envoy.
"""


def test_a_quotation_leads_to_the_nearest_time_before_it_in_its_section(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "talk.md": TALK}, nav=["talk.md", "glossary.md"]).build()
    box = UsedIn(site / "glossary/index.html").read(0)
    assert [link for link in box.links if link[1]][:5] == [
        ("../talk/", "A talk"),
        ("../talk/#t5", "0:05 An envoy. The envoy again."),
        ("../talk/#envoys", "Envoys"),
        ("../talk/#envoys", "Envoys, before the time."),
        ("../talk/#t3900", "1:05:00 An envoy."),
    ]
    assert "A talk 6 times, 0:05–1:05:00 - An envoy first. -" in box.text
    assert dead_links(site) == []
    used = json.loads((site / "glossary.json").read_text("utf-8"))["terms"][1]["usedIn"]
    assert [(use["section"], use["url"]) for use in used][:2] == [
        ("", "./talk/"), ("Envoys", "./talk/#envoys"),
    ]  # fmt: skip


def test_a_strip_has_a_tick_that_leads_to_each_place_of_a_lesson(tmp_path):
    site = Site(tmp_path, {"glossary.md": GLOSSARY, "talk.md": TALK}, nav=["talk.md", "glossary.md"]).build()
    [strip, *_] = html.parse(site / "glossary/index.html").xpath("//*[@class='strip']")
    assert strip.get("aria-hidden") == "true"
    assert {link.get("tabindex") for link in strip.iterfind(".//a")} == {"-1"}
    ticks = [(link.get("xlink:href"), int(link[0].get("d")[1:-5])) for link in strip.iterfind(".//a")]
    assert [to for to, _ in ticks] == [f"../talk/{it}" for it in ("", "#t5", "#envoys", "#t3900")]
    assert ticks == sorted(ticks, key=lambda tick: tick[1])
    assert strip[0].get("d") == "" + "".join(f"M{at} 4v16" for _, at in ticks)


def test_a_link_that_only_looks_like_a_time_is_none(tmp_path):
    text = "# Talk\n\n## Part\n\n[0:01](#top){: .time data-tracktwo='' } An envoy.\n"
    pages = {"glossary.md": GLOSSARY, "b.md": text}
    site = Site(tmp_path, pages, markdown_extensions=["attr_list", "toc", "tracktwo"]).build()
    assert ("../b/#part", "An envoy.") in UsedIn(site / "glossary/index.html").read(0).links
