"""Elements that stand on their own to XHTML, where they are not written as they are."""

from tracktwo.publishing.book.nodes import Element, elements, plain_text
from tracktwo.publishing.epub.xhtml import HeadingLink, NodeWriter, PageWriter, language, xml

MAX_COLUMNS = 5  # that fit a small screen
MAX_LEVEL = 6  # the levels of headings that HTML has


def heading(page: PageWriter, node: Element) -> str:
    """Write a heading; a new section begins."""
    level = min(int(node.get("level")) + page.level_shift, MAX_LEVEL)
    name = page.id_of(node.get("anchor")) or page.new_id()
    page.headings.append(
        HeadingLink(level, " ".join(plain_text(node.children).split()), f"{page.file}#{name}")
    )
    page.used = set()
    return f'<h{level} id="{name}">{page.write(node.children)}</h{level}>\n'


def item_list(page: PageWriter, node: Element) -> str:
    """Write a list."""
    kind = ' class="tasks"' if node.get("tasks") else ""
    attributes = "".join(f' {name}="{node.get(name)}"' for name in ("type", "start") if node.get(name))
    return f"<{node.tag}{kind}{attributes}>\n{page.write(node.children)}</{node.tag}>\n"


def definitions(page: PageWriter, node: Element) -> str:
    """Write a definition list, which begins with a term and ends with a definition."""
    parts = elements(node.children)
    first = "<dt></dt>\n" if parts[0].tag == "dd" else ""
    last = "<dd></dd>\n" if parts[-1].tag == "dt" else ""
    return f"<dl>\n{first}{page.write(parts)}{last}</dl>\n"


def code_block(page: PageWriter, node: Element) -> str:
    """Write code as it stands, with its title; its looks are the reader's, but for weight and slant."""
    title = f'<p class="file">{xml(node.get("title"))}</p>\n' if node.get("title") else ""
    lines = ((line.get("marked"), page.write(line.children)) for line in elements(node.children))
    code = "\n".join(f"<mark>{line}</mark>" if marked else line for marked, line in lines)
    return f'{title}<pre dir="ltr"><code>{code}</code></pre>\n'


def table(page: PageWriter, node: Element) -> str:
    """Write a table."""
    kind = "wide table" if int(node.get("columns")) > MAX_COLUMNS else "table"
    return f'<div class="{kind}"><table>\n{page.write(node.children)}</table></div>\n'


def header(page: PageWriter, node: Element) -> str:
    """Write the header of a table, whose cells are all of them headers."""
    page.in_header = True
    written = page.write(node.children)
    page.in_header = False
    return f"<thead>\n{written}</thead>\n"


def cell(page: PageWriter, node: Element) -> str:
    """Write a cell; a header's says what it is the header of."""
    in_header = page.in_header
    page.in_header = False  # not that of a table in this cell
    spans = [f' {name}="{node.get(name)}"' for name in ("colspan", "rowspan") if node.get(name)]
    tag = "th" if in_header else node.tag
    scope = "" if tag == "td" else f' scope="{"col" if in_header else "row"}{"group" if spans else ""}"'
    written = page.write(node.children)
    page.in_header = in_header
    return f'<{tag}{scope}{"".join(spans)} class="{node.get("align") or "left"}">{written}</{tag}>'


def note(page: PageWriter, node: Element) -> str:
    """Write what stands apart, below a title of its own: a note, a warning, or what was in a tab."""
    role = "" if node.get("kind") == "tab" else ' role="note"'
    return f'<div class="box {node.get("kind")}"{role}>\n{page.write(node.children)}</div>\n'


def in_language(page: PageWriter, node: Element) -> str:
    """Write words in another language."""
    said = language(node.get("language"), node.get("region"))
    return f"<{node.tag} {said}>{page.write(node.children)}</{node.tag}>"


BLOCK_WRITERS: dict[str, NodeWriter] = {
    "heading": heading,
    "ul": item_list,
    "ol": item_list,
    "dl": definitions,
    "hr": lambda _page, _node: "<hr/>\n",
    "div": in_language,
    "span": in_language,
    "pre": code_block,
    "table": table,
    "thead": header,
    "th": cell,
    "td": cell,
    "aside": note,
    "summary": lambda page, node: f'<p class="title">{page.write(node.children)}</p>\n',
}
