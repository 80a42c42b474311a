"""What linking adds to the conversion of pages."""

import functools
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import markdown

from measuring import medians, table
from texts import GLOSSARY, LESSON, SHARED, entries, names, paragraphs, podcasts, statistical_terms

BATCH = 20
PARAGRAPHS = 40  # in a lesson, of some hundred words each
# None; those that MkDocs adds to all sites; those of this project's mkdocs.yml.
EXTENSIONS = {
    "none": [],
    "MkDocs' own": ["toc", "tables", "fenced_code"],
    "this site's": "abbr admonition attr_list def_list footnotes md_in_html tables toc fenced_code".split(),
}


def lesson() -> None:
    """Measure what linking adds to the conversion of one lesson."""

    def rows() -> Iterable[list[str]]:
        bare = markdown.Markdown()
        for count in (5, 100, 1_000, 10_000, 100_000):
            with tempfile.TemporaryDirectory() as docs:
                ours = linker(docs, GLOSSARY + entries(count - 5))
                works = (functools.partial(convert, md, [LESSON] * BATCH) for md in (bare, ours))
                plain, linked = (seconds / BATCH * 1e3 for seconds in medians(*works, runs=15))
            theirs = f"{abbr(count) * 1e3:.1f} ms" if count <= 1_000 else "not tried"
            yield [f"{count:,}", f"{plain:.2f} ms", f"{linked - plain:.2f} ms", theirs]

    words = len(LESSON.split())
    head = ("terms", "Python-Markdown alone", "Tracktwo adds", "Python-Markdown with abbr")
    table(f"Linking the terms of a glossary in a lesson of {words} words", head, rows())


def talks() -> None:
    """Measure what linking adds to the conversion of real podcasts, with a real glossary and many terms."""
    texts = podcasts()
    if not texts:
        print(f"\nLinking in podcasts is left out: {SHARED} is not there.")
        return
    real = statistical_terms()
    some = "\n\n".join(real)
    glossaries = {len(real): some, 100_000: some + entries(100_000 - len(real))}
    added: list[float] = []

    def rows() -> Iterable[list[str]]:
        for name, extensions in EXTENSIONS.items():
            for count, glossary in glossaries.items():
                with tempfile.TemporaryDirectory() as docs:
                    mds = (markdown.Markdown(extensions=extensions), linker(docs, glossary, extensions))
                    plain, linked = medians(*(functools.partial(convert, md, texts) for md in mds), runs=7)
                added.append(linked - plain)
                yield [name, f"{count:,}", f"{plain:.2f} s", f"{added[-1]:.2f} s", f"{added[-1] / plain:.0%}"]

    title = f"Linking in {len(texts)} podcasts of {len(' '.join(texts).split()):,} words"
    table(title, ("extensions", "terms", "Python-Markdown alone", "Tracktwo adds", "of that"), rows())
    print(f"\n100,000 terms cost {added[1] / added[0]:.2f} x what {len(real)} do.")


def languages() -> None:
    """Measure what linking adds to the conversion of a lesson in languages that are not English."""

    def rows() -> Iterable[list[str]]:
        for code, paragraph in paragraphs().items():
            texts = [paragraph.text * PARAGRAPHS]
            with tempfile.TemporaryDirectory() as docs:
                glossary = "".join(f"## {term}\n\nX.\n\n" for term in paragraph.terms) + entries(1_000)
                ours = linker(docs, glossary, options={"language": code})
                start = time.perf_counter()
                convert(ours, texts)
                first = time.perf_counter() - start
                works = (functools.partial(convert, md, texts) for md in (markdown.Markdown(), ours))
                plain, linked = medians(*works, runs=15)
            yield [
                code,
                f"{len(texts[0]):,}",
                f"{plain * 1e3:.2f} ms",
                f"{(linked - plain) * 1e3:.2f} ms",
                f"{first:.2f} s",
            ]

    head = (
        "language",
        "characters",
        "Python-Markdown alone",
        "Tracktwo adds",
        "the first page, with dictionary",
    )
    table("Linking 1,000 terms in a lesson in other languages", head, rows())


def linker(
    docs: str,
    glossary: str,
    extensions: Iterable[str] = (),
    options: Mapping[str, str] = MappingProxyType({}),
) -> markdown.Markdown:
    """Return a Markdown that links the terms of a glossary, which it writes into a folder."""
    Path(docs, "glossary.md").write_text(glossary, encoding="utf-8")
    return markdown.Markdown(
        extensions=[*extensions, "tracktwo.linking.extension:TracktwoExtension"],
        extension_configs={"tracktwo.linking.extension:TracktwoExtension": {"docs_dir": docs, **options}},
    )


def convert(md: markdown.Markdown, texts: list[str]) -> None:
    """Convert texts one after the other, as in the build of a site."""
    for text in texts:
        md.reset().convert(text)


def abbr(count: int) -> float:
    """Return how long Python-Markdown's abbr takes for the lesson and as many names."""
    terms = ["diplomacy", "track two", *names(count - 5)]
    text = LESSON + "\n\n" + "".join(f"*[{name}]: A definition.\n" for name in terms)
    md = markdown.Markdown(extensions=["abbr"])
    return medians(lambda: md.reset().convert(text), runs=3)[0]
