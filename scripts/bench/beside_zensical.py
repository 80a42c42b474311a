"""Links the same page with Tracktwo and with zensical-glossary, in an environment that has both."""

import tempfile
from collections.abc import Callable
from copy import deepcopy
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from linking import linker
from measuring import medians, table
from texts import GLOSSARY, LESSON, entries

BATCH = 5


class Keep(Treeprocessor):
    """Keeps the tree of a page as it is before terms are linked."""

    tree = Element("div")

    def run(self, root: Element) -> None:
        """Copy it."""
        self.tree = deepcopy(root)


def linking_alone(md: markdown.Markdown, name: str, runs: int) -> Callable[[], None]:
    """Return what links the lesson as often as it is timed, each time in a new copy of its tree."""
    keep = Keep(md)
    md.treeprocessors.register(keep, "keep", 7)  # after inline patterns, before either links
    if 'data-term="' not in (html := md.convert(LESSON)) and "glossary-term" not in html:
        raise RuntimeError(f"{name} links nothing")
    md.treeprocessors.deregister("keep")
    copies = [deepcopy(keep.tree) for _ in range(BATCH * (runs + 1))]
    processor = md.treeprocessors[name]

    def link() -> None:
        for _ in range(BATCH):
            processor.run(copies.pop())

    return link


def main() -> None:
    """Print the table."""
    rows = []
    for count, runs in ((100, 15), (1_000, 15), (10_000, 5)):
        with tempfile.TemporaryDirectory() as docs:
            ours = linker(docs, GLOSSARY + entries(count - 5), options={"link": "page"})
            theirs = markdown.Markdown(
                extensions=["zensical_glossary"], extension_configs={"zensical_glossary": {"docs_dir": docs}}
            )
            works = (
                linking_alone(ours, "tracktwo", runs),
                linking_alone(theirs, "zensical-glossary", runs),
            )
            mine, other = (seconds / BATCH * 1e3 for seconds in medians(*works, runs=runs))
        rows.append([f"{count:,}", f"{mine:.2f} ms", f"{other:.1f} ms", f"{other / mine:.0f} x"])
    title = "Linking alone: the tree of the lesson, its glossary loaded, the first use of each term"
    table(title, ("terms", "Tracktwo", "zensical-glossary", "ratio"), rows)


if __name__ == "__main__":
    main()
