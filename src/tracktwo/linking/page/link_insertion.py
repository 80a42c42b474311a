"""Puts a link around a span of running text, in Python-Markdown's tree.

    <p>the <strong>state</strong> actors met</p>
    <p>the <a><strong>state</strong> actors</a> met</p>

If a span covers whole inline elements, the link goes around them; if it would cut one, no link is made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tracktwo.linking.page.text_blocks import TextBlock, TextPiece, TreePosition

Outside = Mapping[Element, tuple[Element, Element | None]]


class TreeSpan(NamedTuple):
    """Two positions below the same element, between which a link can stand."""

    start: TreePosition
    end: TreePosition


def find_span(block: TextBlock, start: int, end: int, outside: Outside) -> TreeSpan | None:
    """Return the span of `block.text[start:end]`; None if a link around it would cut an element.

    Args:
        block: whose text it is.
        start: the offset of the first character.
        end: the offset after the last.
        outside: of each inline element in the block, its parent and the element before it.
    """
    pieces = block.pieces
    if not pieces:
        return TreeSpan(block.position_of(start), block.position_of(end))
    first = block.piece_at(start)
    piece = pieces[first]
    if end <= piece.end and (piece.holder is block.element or piece.end - piece.start > end - start):
        # Most spans are a part of one string.
        return TreeSpan(piece.position_of(start), piece.position_of(end))
    last = next(n for n in range(first, len(pieces)) if pieces[n].end >= end)
    inner = _take_in_raw_tags(pieces, first, last, start, end)
    if inner is None:
        return None
    starts = {at.holder: at for at in _outer_positions(inner.start, block.element, outside, at_start=True)}
    ends = _outer_positions(inner.end, block.element, outside, at_start=False)
    spans = [TreeSpan(starts[at.holder], at) for at in ends if at.holder in starts]
    return spans[-1] if spans else None


def _take_in_raw_tags(
    pieces: Sequence[TextPiece], first: int, last: int, start: int, end: int
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
        before[0].position_of(before[0].start) if before else pieces[first].position_of(start),
        after[-1].position_of(after[-1].end + after[-1].length) if after else pieces[last].position_of(end),
    )


def _outer_positions(
    at: TreePosition, root: Element, outside: Outside, *, at_start: bool
) -> Iterator[TreePosition]:
    """Yield a position, and while it is the very start (or end) of its element, the one outside of that."""
    yield at
    while at.holder is not root:
        holder = at.holder
        parent, before = outside[holder]
        if at_start:
            if at.child is not None or at.offset:
                return
            at = TreePosition(parent, before, 0)
            at = at._replace(offset=len(at.string))
        else:
            if at.child is not (holder[-1] if len(holder) else None) or at.offset < len(at.string):
                return
            at = TreePosition(parent, holder, 0)
        yield at


class Edit(NamedTuple):
    """What is put into the tree: a link around a span, or a mark at a position."""

    start: TreePosition
    end: TreePosition
    made: Element | str


def insert(edits: Iterable[Edit]) -> None:
    """Make the edits of a block, which come in its order.

    They are made back to front, so that the positions before stay true, and those within one string at once,
    so that a paragraph as long as a book takes no longer than its words.
    """
    places = _Places()
    in_string = groupby(edits, key=lambda edit: edit.start[:2] if edit.start[:2] == edit.end[:2] else edit)
    for _, found in reversed([(key, list(group)) for key, group in in_string]):
        if found[0].start[:2] == found[0].end[:2]:
            _insert_in_string(found, places)
        else:
            _wrap(found[0], places)


class _Places:
    """Where elements stand in their parents, before the edits that are behind them."""

    def __init__(self) -> None:
        self._places: dict[Element, dict[Element, int]] = {}

    def after(self, position: TreePosition) -> int:
        """Return the place behind the element after which a position is."""
        holder, child, _ = position
        if child is None:
            return 0
        if holder not in self._places:
            self._places[holder] = {element: place for place, element in enumerate(holder)}
        return self._places[holder][child] + 1


def _insert_in_string(edits: list[Edit], places: _Places) -> None:
    """Put links and marks into one string: what stands before the first link stays, the rest are tails."""
    position = edits[0].start
    text, done = position.string, 0
    links: list[Element] = []
    pieces: list[str] = []

    def end_string(following: str) -> None:
        pieces.append(following)
        if links:
            links[-1].tail = "".join(pieces)
        else:
            set_string(position, "".join(pieces))
        pieces.clear()

    for (_, _, start), (_, _, end), made in edits:
        if isinstance(made, str):
            pieces += [text[done:start], made]
        else:
            end_string(text[done:start])
            made.text = text[start:end]
            links.append(made)
        done = end
    end_string(text[done:])
    place = places.after(position)
    position.holder[place:place] = links


def _wrap(edit: Edit, places: _Places) -> None:
    """Put a link around a span of several strings."""
    start, end, link = edit
    if isinstance(link, str):
        raise TypeError("a mark has no extent")
    first, last = places.after(start), places.after(end)
    text = start.string
    link.text = text[start.offset :]
    link.tail = end.string[end.offset :]
    set_string(end, end.string[: end.offset])
    link.extend(start.holder[first:last])
    start.holder[first:last] = [link]
    set_string(start, text[: start.offset])


def set_string(position: TreePosition, string: str) -> None:
    """Set the string that a position is in."""
    if position.child is None:
        position.holder.text = string
    else:
        position.child.tail = string
