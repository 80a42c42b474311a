"""What is read and linked: a lesson, captions and glossaries of any size, real podcasts."""

import random
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
TRANSCRIPT = (ROOT / "docs" / "transcript.md").read_text(encoding="utf-8").split("---\n", 2)[2]
LESSON = "".join(re.findall(r"\S+\s*", TRANSCRIPT)[:850])
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")

PICTURE = ROOT / "pictures" / "site.png"
_ROWS = "".join(
    f"| `option_{n}` | text | {n * n} | What it does, in a sentence of some words. |\n" for n in range(20)
)
_CODE = "\n".join(
    f"def work_{n}(value: int) -> str:\n    return str(value * {n})  # as text\n" for n in range(8)
)
FIGURES = f"""
## Tables, code and pictures

| Name | Kind | Default | Meaning |
| --- | --- | --: | --- |
{_ROWS}
```python
{_CODE}
```

![A page of a site](site.png)
"""


def names(count: int) -> list[str]:
    """Return names that the lesson does not use, of which 4 in 100 begin with a word of it.

    So every twelfth word of the lesson begins one of 1,000 names, as with real text and a real glossary.
    """
    words = sorted({word for word in LESSON.casefold().split() if word.isalpha() and len(word) > 3})
    choose = random.Random(42)  # noqa: S311 - a fixed sequence is the point
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = [
            "".join(choose.choices(("ba", "do", "ki", "lu", "me", "ra", "so", "ti"), k=4)) for _ in "ab"
        ]
        first = choose.choice(words) if choose.random() < 0.04 else syllables[0]
        found[f"{first} {syllables[1]}"] = None
    return list(found)


def entries(count: int) -> str:
    """Return so many more entries for a glossary."""
    return "".join(f"\n\n## {name}\n\nA definition." for name in names(count))


def captions(words: int) -> str:
    """Return WebVTT with so many words of the lesson, over and over, at 10,000 an hour and 8 in a cue."""
    said = LESSON.split()
    cues = ["WEBVTT\n"]
    for first in range(0, words, 8):
        shown = [said[n % len(said)] for n in range(first, first + 8)]
        start, end = (_clock(n * 360) for n in (first, first + 8))
        cues.append(f"{start} --> {end}\n{' '.join(shown[:4])}\n{' '.join(shown[4:])}\n")
    return "\n".join(cues)


def as_srt(captions: str) -> str:
    """Return WebVTT as SRT, with numbers and commas."""
    cues = captions.replace(".", ",").split("\n\n")[1:]
    return "\n\n".join(f"{n}\n{cue}" for n, cue in enumerate(cues, 1))


def _clock(milliseconds: int) -> str:
    seconds, milliseconds = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{milliseconds:03}"


def conversations() -> list[str]:
    """Return real podcasts; where they are not at hand, as many conversations made of the lesson."""
    return podcasts() or list(map(_conversation, range(60)))


def _conversation(number: int) -> str:
    choose = random.Random(number)  # noqa: S311 - the same
    sentences = re.findall(r"\S[^.?!]*[.?!]", LESSON)
    turns = (" ".join(choose.choices(sentences, k=8)) for _ in range(75))
    return "\n\n".join(f"**Speaker {turn % 2 + 1}:** {text}" for turn, text in enumerate(turns))


def podcasts() -> list[str]:
    """Return the transcripts of real podcasts; none where they are not at hand."""
    return [path.read_text(encoding="utf-8") for path in sorted((SHARED / "podcast").glob("*.md"))]


class Paragraph(NamedTuple):
    """A paragraph in some language, and the terms in it."""

    text: str
    terms: tuple[str, ...]


def paragraphs() -> dict[str, Paragraph]:
    """Return a paragraph in each of some languages, by its code."""
    read = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
    return {code: Paragraph(one["text"], tuple(one["terms"])) for code, one in read.items()}


def many_terms() -> list[str]:
    """Return the entries of a real glossary, or where it is not at hand as many others."""
    return statistical_terms() or [f"## {name}\n\nA definition." for name in names(633)]


def headword(entry: str) -> str:
    """Return the term that an entry defines."""
    return entry.partition("\n")[0].removeprefix("## ")


def statistical_terms() -> list[str]:
    """Return the English entries of a real glossary, of statistics and computing, if it is at hand."""
    import yaml

    file = SHARED / "glossary" / "glosario.yml"
    text = file.read_text(encoding="utf-8") if file.exists() else "[]"
    terms = [term["en"] for term in yaml.load(text, Loader=yaml.CSafeLoader) if "en" in term]
    return [f"## {term['term']}\n\n{term['def']}" for term in terms]
