"""Puts a link around a span of running text, in Python-Markdown's tree.

    <p>the <strong>state</strong> actors met</p>
    <p>the <a><strong>state</strong> actors</a> met</p>

If a span covers whole inline elements, the link goes around them; if it would cut one, no link is made.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tracktwo.linking.page.text_blocks import TextBlock, TextPiece, TreePosition


class TreeSpan(NamedTuple):
    """Two positions below the same element, between which a link can stand."""

    start: TreePosition
    end: TreePosition


def find_span(block: TextBlock, start: int, end: int, parents: dict[Element, Element]) -> TreeSpan | None:
    """Return the span of `block.text[start:end]`; None if a link around it would cut an element.

    Args:
        block: whose text it is.
        start: the offset of the first character.
        end: the offset after the last.
        parents: the parent of each inline element in the block.
    """
    pieces = block.pieces
    if not pieces:
        return TreeSpan(block.position_of(start), block.position_of(end))
    first = next(n for n, piece in enumerate(pieces) if piece.end > start)
    piece = pieces[first]
    if end <= piece.end and (piece.position.holder is block.element or piece.end - piece.start > end - start):
        # Most spans are a part of one string.
        return TreeSpan(piece.position_of(start), piece.position_of(end))
    last = next(n for n in range(first, len(pieces)) if pieces[n].end >= end)
    inner = _take_in_raw_tags(pieces, first, last, start, end)
    if inner is None:
        return None
    starts = {at.holder: at for at in _outer_positions(inner.start, block.element, parents, at_start=True)}
    ends = _outer_positions(inner.end, block.element, parents, at_start=False)
    spans = [TreeSpan(starts[at.holder], at) for at in ends if at.holder in starts]
    return spans[-1] if spans else None


def _take_in_raw_tags(
    pieces: list[TextPiece], first: int, last: int, start: int, end: int
) -> TreeSpan | None:
    """Return the positions of start and end, moved over the raw tags that a link has to take in."""
    opened: list[str] = []
    missing: list[str] = []
    for tag in filter(None, (piece.tag for piece in pieces[first + 1 : last])):
        if tag[0] != "/":
            opened.append(tag)
        elif not opened:
            missing.append(tag[1:])
        elif opened.pop() != tag[1:]:
            return None
    before = pieces[max(first - len(missing), 0) : first]
    after = pieces[last + 1 : last + 1 + len(opened)]
    if [piece.tag for piece in reversed(before)] != missing or (missing and pieces[first].start != start):
        return None
    if [piece.tag for piece in after] != [f"/{tag}" for tag in reversed(opened)] or (
        opened and pieces[last].end != end
    ):
        return None
    return TreeSpan(
        before[0].position if before else pieces[first].position_of(start),
        after[-1].position_of(after[-1].end + after[-1].length) if after else pieces[last].position_of(end),
    )


def _outer_positions(
    at: TreePosition, root: Element, parents: dict[Element, Element], *, at_start: bool
) -> Iterator[TreePosition]:
    """Yield a position, and while it is the very start (or end) of its element, the one outside of that."""
    yield at
    while at.holder is not root:
        holder = at.holder
        siblings = list(parents[holder])
        if at_start:
            if at.child is not None or at.offset:
                return
            number = siblings.index(holder)
            at = TreePosition(parents[holder], siblings[number - 1] if number else None, 0)
            at = at._replace(offset=len(at.string))
        else:
            if at.child is not (holder[-1] if len(holder) else None) or at.offset < len(at.string):
                return
            at = TreePosition(parents[holder], holder, 0)
        yield at


def wrap_in_link(link: Element, span: TreeSpan) -> None:
    """Put a link around a span. Spans after it in the same block must have been wrapped before."""
    start, end = span
    parent, text = start.holder, start.string
    first = list(parent).index(start.child) + 1 if start.child is not None else 0
    if end.child is None or end.child is start.child:
        link.text = text[start.offset : end.offset]
        link.tail = text[end.offset :]
    else:
        last = list(parent).index(end.child) + 1
        link.text = text[start.offset :]
        link.tail = end.string[end.offset :]
        end.child.tail = end.string[: end.offset]
        link.extend(parent[first:last])
        del parent[first:last]
    set_string(start, text[: start.offset])
    parent.insert(first, link)


def set_string(position: TreePosition, string: str) -> None:
    """Set the string that a position is in."""
    if position.child is None:
        position.holder.text = string
    else:
        position.child.tail = string
