"""Nodes that stand on their own to XHTML: headings, lists, code, tables, figures, notes."""

from collections.abc import Sequence

from tracktwo.publishing.book.nodes import Node, is_block, plain_text
from tracktwo.publishing.epub.xhtml import (
    HeadingLink,
    NodeWriter,
    PageWriter,
    Tree,
    in_language,
    wrapped,
    xml,
)

MAX_COLUMNS = 5  # that fit a small screen
MAX_LEVEL = 6  # the levels of headings that HTML has


def heading(page: PageWriter, node: Tree) -> str:
    """Write a heading; a new section begins."""
    level = min(node["level"] + page.level_shift, MAX_LEVEL)
    name = page.id_of(node["anchor"]) or page.new_id()
    page.headings.append(
        HeadingLink(level, " ".join(plain_text(node["body"]).split()), f"{page.file}#{name}")
    )
    page.used = set()
    return f'<h{level} id="{name}">{page.write(node["body"])}</h{level}>\n'


def item_list(page: PageWriter, node: Tree) -> str:
    """Write a list; the items of a tight one are lines, not paragraphs."""
    write = bare if node["tight"] else PageWriter.write
    items = "".join(f"<li>{write(page, item)}</li>\n" for item in node["items"])
    if not node["numbered"]:
        kind = ' class="tasks"' if node["tasks"] else ""
        return f"<ul{kind}>\n{items}</ul>\n"
    style = f' type="{node["style"]}"' if node["style"] != "1" else ""
    start = f' start="{node["start"]}"' if node["start"] != 1 else ""
    return f"<ol{style}{start}>\n{items}</ol>\n"


def bare(page: PageWriter, nodes: Sequence[Node]) -> str:
    """Write blocks, with paragraphs as bare lines."""
    return "".join(
        page.write(node["body"] if not isinstance(node, str) and node["is"] == "p" else [node])
        for node in nodes
    )


def definitions(page: PageWriter, node: Tree) -> str:
    """Write a definition list."""
    items = (
        f"<dt>{page.write(item['term'])}</dt>\n<dd>{page.write(item['body'])}</dd>\n"
        for item in node["items"]
    )
    return f"<dl>\n{''.join(items)}</dl>\n"


def code_block(_: PageWriter, node: Tree) -> str:
    """Write code as it stands, with its title; its looks are the reader's, but for weight and slant."""
    title = f'<p class="file">{xml(node["title"])}</p>\n' if node.get("title") else ""
    lines = [
        "".join(f'<span class="{kind}">{xml(text)}</span>' if kind else xml(text) for text, kind in line)
        for line in node.get("lines", ())
    ] or xml(node["text"]).split("\n")
    for number in node.get("marked", ()):
        lines[number - 1] = f"<mark>{lines[number - 1]}</mark>"
    code = "\n".join(lines)
    return f"{title}<pre><code>{code}</code></pre>\n"


def table(page: PageWriter, node: Tree) -> str:
    """Write a table whose header cells say what they are the headers of."""
    head = "".join(row(page, cells, header=True) for cells in node["header"])
    body = "".join(row(page, cells) for cells in node["rows"])
    parts = "".join(f"<{tag}>\n{rows}</{tag}>\n" for tag, rows in (("thead", head), ("tbody", body)) if rows)
    kind = "wide table" if node["columns"] > MAX_COLUMNS else "table"
    return f'<div class="{kind}"><table>\n{parts}</table></div>\n'


def row(page: PageWriter, cells: Sequence[Tree], *, header: bool = False) -> str:
    """Write a row of a table."""
    return f"<tr>{''.join(cell(page, one, header=header) for one in cells)}</tr>\n"


def cell(page: PageWriter, of: Tree, *, header: bool) -> str:
    """Write a cell; one that is a single paragraph is a bare line."""
    spans = [f' {name}="{of[name]}"' for name in ("colspan", "rowspan") if name in of]
    tag = "th" if header or of.get("strong") else "td"
    scope = "" if tag == "td" else f' scope="{"col" if header else "row"}{"group" if spans else ""}"'
    write = bare if sum(map(is_block, of["body"])) == 1 else PageWriter.write
    return f'<{tag}{scope}{"".join(spans)} class="{of["align"]}">{write(page, of["body"])}</{tag}>'


def figure(page: PageWriter, node: Tree) -> str:
    """Write a figure with its caption."""
    caption = f"<figcaption>{page.write(node['caption'])}</figcaption>" if node["caption"] else ""
    return f"<figure>{page.write(node['body'])}{caption}</figure>\n"


def note(page: PageWriter, node: Tree) -> str:
    """Write what stands apart, below a title of its own: a note, a warning, or what was in a tab."""
    title = f'<p class="title">{page.write(node["title"])}</p>\n' if node["title"] else ""
    role = "" if node["kind"] == "tab" else ' role="note"'
    return f'<div class="box {node["kind"]}"{role}>\n{title}{page.write(node["body"])}</div>\n'


BLOCK_WRITERS: dict[str, NodeWriter] = {
    "p": wrapped("p", "\n"),
    "heading": heading,
    "list": item_list,
    "definitions": definitions,
    "quote": wrapped("blockquote", "\n"),
    "rule": lambda _page, _node: "<hr/>\n",
    "language-block": in_language("div"),
    "code-block": code_block,
    "table": table,
    "figure": figure,
    "note": note,
}
