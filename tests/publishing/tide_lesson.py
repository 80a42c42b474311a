"""An invented lesson and its glossary as the linker hands pages over, in as many copies as a book takes."""

import datetime
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rendered_page import rendered_page

from tracktwo.model.page import LinkedPage
from tracktwo.publishing.book.book import Book, make_book
from tracktwo.publishing.book.colophon import Colophon
from tracktwo.publishing.book.html_page import parse_page
from tracktwo.publishing.pdf.pdf import typeset

TERMS = {
    "Neap tide": (
        "neaps",
        "A [[tide]] with a small range, in the week between two [[spring tide|spring tides]].",
    ),
    "Slack water": ("slack", "The short while in which a tidal stream stands still before it turns."),
    "Spring tide": (
        "springs",
        "A [[tide]] with a large range, about the time of new and full moon, when sun and moon pull in line.",
    ),
    "Tide": ("", "The slow rise and fall of the sea, which the pull of the moon and the sun drives."),
    "Tide table": (
        "almanac",
        "A list of the times and heights of high and low water at one place, worked out for a year ahead.",
    ),
}

LESSON = """
**Host:** Stand on the harbour wall at noon, and the boats float level with your feet. Come back at
supper, and you look down on their masts. Nobody pulled a plug. What you saw is the [[tide]], and by the
end of this lesson you will be able to say when it will do so tomorrow, and by how much.

People who live by the sea know this without a word for it. They moor with a long rope. They gather
mussels at one hour and keep off the sand at another. What took our ancestors much longer was to say why,
and longer still to print it in a small book that a fisherman could buy for a coin.

## Two bulges and a turning world

Begin with the moon. It pulls on the near side of the earth more strongly than on the middle, and on the
middle more strongly than on the far side. Water gives way where rock does not, so the sea is stretched a
little: one bulge lies under the moon, and another on the side that faces away. The earth turns beneath
both. That is why most coasts have two high waters a day and not one.

Why then does the hour not stay the same? Because the moon moves on while we turn. Each day our harbour
has to turn for some fifty minutes more before it stands under the moon again, and so each [[tide]] comes
later than yesterday's. An old pilot would not look at a clock. He would look at the moon, and add the
lag that he had learnt for his port.

The bulge itself is small. Out in the ocean it is hardly as high as your knee. It is the coast that makes
it great: a bay that narrows like a funnel can lift half a metre of open sea to the height of a house.

## When sun and moon agree

The sun pulls too, with somewhat less than half the strength. Twice a month, at new and at full moon,
both pull along one line, and their work adds up. The water climbs higher than usual and falls lower than
usual. This is a [[spring tide]]. The name has nothing to do with the season: it comes from the water,
which springs up.

A week later the moon stands at a right angle to the sun. Now one fills what the other empties, and the
range is small. Sailors call it a [[neap tide]]. For somebody who digs for clams, the days of [[neap
tide|neaps]] are days off, since the best sand never falls dry.

> Springs for the digger, neaps for the diver: that is what my grandmother used to say, and she did
neither.

It is worth remembering both names in a pair. Between them lies the whole rhythm of a coast: about seven
days from the largest range to the smallest, and seven days back.

## The hour in between

Rising and falling water has to come from somewhere. In a channel it runs in for six hours, and out for
six. When it turns, there is a pause in which a dropped leaf stays where it is. This is [[slack water]].
Divers plan their whole day around it, and so did the builders of the first bridges, since nobody can set
a stone in a river that runs at the pace of a horse.

How long does [[slack water]] last? In a wide bay perhaps half an hour. In a narrow strait, at a [[spring
tide]], it may be over before you have put on your fins. **Never trust the clock alone:** watch the weed
on the rocks, and the way the buoys lean.

One warning belongs here. The stream does not turn at high water. In many places it keeps running in long
after the level has begun to fall, as a swing keeps moving after the push. Those who confuse the two have
lost their boats.

## A book of hours

For centuries each harbour guarded its own numbers. A father taught his son how many hours after the
moon's passage the water would stand highest at the quay, and that was that. Then came men with wheels.
They found that a [[tide]] is a sum of many plain waves, some two dozen of them, each with a period that
the sky dictates; and they built machines of brass, in which every wheel drew one wave and a wire added
them up. A year of one port took a clerk half a day of turning a crank.

What came out was the [[tide table]]. It lists, for each day, the times and the heights. A ship's officer
who has one can tell, months ahead, whether there will be water enough over the bar on a given night.
Today a computer does the work of the wheels, but the [[tide table]] in the harbour shop still rests on
the same sum. You will find the numbers for your own coast with [the national
service](https://tides.example.org/tables/2026), free of charge.

## What the table leaves out

A [[tide table]] knows the sky, and nothing else. It does not know that a storm has pushed the sea
against the coast for two days, nor that the air weighs little tonight and lets the water swell. Either
can add a metre. When a storm meets a [[spring tide]], the sea comes over the wall, and the old houses
show the marks of those nights, with dates, beside the door.

So read it as a promise about the moon, and not about the weather. Take the hour from the page, the
height with a pinch of salt, and the last word from the water itself. Then go down to the harbour at
[[slack water|slack]], sit on the wall, and watch the boats turn round, all together, as if someone had
called them.
"""


def slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.casefold()).strip("-")


def _term_link(found: re.Match[str]) -> str:
    name, text = found[1], found[2] or found[1]
    return f'<a class="term" href="../glossary/#{slug(name)}" data-term="{name}">{text}</a>'


def _html(text: str) -> str:
    text = re.sub(r"\[\[([^|\]]+)(?:\|([^\]]+))?\]\]", _term_link, text)
    text = re.sub(r"\[([^\]]+)\]\((\S+)\)", r'<a href="\2">\1</a>', text)
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)


def _block(block: str) -> str:
    if block.startswith("## "):
        title = block[3:]
        return f'<h2 id="{slug(title)}">{title}<a class="headerlink" href="#{slug(title)}">¶</a></h2>'
    if block.startswith("> "):
        return f"<blockquote><p>{_html(block[2:])}</p></blockquote>"
    return f"<p>{_html(block)}</p>"


def lesson_page(number: int | None = None, *, text: str = LESSON) -> LinkedPage:
    title = "Reading the tide" + (f", part {number}" if number else "")
    meta = {
        "author": "Ada Wren",
        "objective": "Say when the sea will be high tomorrow, and why the answer changes from week to week.",
        "source": {
            "title": "Harbour talks",
            "author": "Ada Wren",
            "url": "https://harbour.example.org/talks/1",
        },
        "license": "CC BY 4.0",
        "date": datetime.date(2026, 3, 14),
    }
    url = f"lesson-{number}/" if number else "transcript/"
    body = "\n".join(_block(block) for block in text.strip().split("\n\n"))
    return rendered_page(title, url, f'<h1 id="top">{title}</h1>\n{body}', f"{url[:-1]}.md", meta)


def glossary_page(terms: dict[str, tuple[str, str]] | None = None) -> LinkedPage:
    parts = ["<h1>Glossary</h1>"]
    for term, (other, definition) in (terms or TERMS).items():
        parts.append(f'<h2 id="{slug(term)}">{term}</h2>')
        parts += [f"<p><em>Also: {other}</em></p>"] if other else []
        parts.append(f"<p>{_html(definition)}</p><div class='used-in' data-entry='{slug(term)}'></div>")
    return rendered_page("Glossary", "glossary/", "\n".join(parts), "glossary.md", {})


def tide_book(
    *pages: LinkedPage,
    language: str = "en",
    site_url: str | None = None,
    docs_dir: Path = Path(__file__).parent,
    glossary: Iterable[LinkedPage] | None = None,
    drawings: Mapping[str, str] | None = None,
) -> Book:
    """The lesson, or other pages, with the glossary, as a book."""
    lessons = list(map(parse_page, pages or (lesson_page(),)))
    entries = list(map(parse_page, (glossary_page(),) if glossary is None else glossary))
    return make_book(lessons, entries, Colophon("Harbour talks", site_url, language), docs_dir, drawings)


def to_pdf(book: Book, **settings: Any) -> bytes:
    """The PDF alone, without what could not be shown in it."""
    return typeset(book, **settings)[0]


def messages(book: Book) -> list[str]:
    """What is wrong in a book, each on its line."""
    return [problem.text for problem in book.problems]
