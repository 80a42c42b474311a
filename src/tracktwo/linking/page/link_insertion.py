"""Puts a link around a stretch of running text, in Python-Markdown's tree.

    <p>the <strong>state</strong> actors met</p>
    <p>the <a><strong>state</strong> actors</a> met</p>

If a stretch covers whole inline elements, the link goes around them; if it would cut one, no link is made.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tracktwo.linking.page.text_blocks import Block, Piece, Position


class Stretch(NamedTuple):
    """Two places below the same element, between which a link can stand."""

    start: Position
    end: Position


def stretch(block: Block, start: int, end: int, parents: dict[Element, Element]) -> Stretch | None:
    """Return where `block.text[start:end]` stands; None if a link around it would cut an element.

    `parents` knows the parent of each inline element in the block.
    """
    pieces = block.pieces
    if not pieces:
        return Stretch(block.place(start), block.place(end))
    first = next(n for n, piece in enumerate(pieces) if piece.end > start)
    piece = pieces[first]
    if end <= piece.end and (piece.position.holder is block.element or piece.end - piece.start > end - start):
        return Stretch(piece.place(start), piece.place(end))  # most links stand in one string, with others
    last = next(n for n in range(first, len(pieces)) if pieces[n].end >= end)
    places = _with_raw_tags(pieces, first, last, start, end)
    if places is None:
        return None
    opening = {place.holder: place for place in _outwards(places[0], block.element, parents, at_start=True)}
    closing = _outwards(places[1], block.element, parents, at_start=False)
    together = [Stretch(opening[place.holder], place) for place in closing if place.holder in opening]
    return together[-1] if together else None


def _with_raw_tags(
    pieces: list[Piece], first: int, last: int, start: int, end: int
) -> tuple[Position, Position] | None:
    """Return the places of start and end, moved over the raw tags that a link has to take in."""
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
    opening = before[0].position if before else pieces[first].place(start)
    return opening, after[-1].place(after[-1].end + after[-1].length) if after else pieces[last].place(end)


def _outwards(
    place: Position, root: Element, parents: dict[Element, Element], *, at_start: bool
) -> Iterator[Position]:
    """Yield a place, and as long as it is the very start (or end) of its element, the place outside of it."""
    yield place
    while place.holder is not root:
        holder = place.holder
        siblings = list(parents[holder])
        if at_start:
            if place.child is not None or place.offset:
                return
            number = siblings.index(holder)
            place = Position(parents[holder], siblings[number - 1] if number else None, 0)
            place = place._replace(offset=len(place.string))
        else:
            if place.child is not (holder[-1] if len(holder) else None) or place.offset < len(place.string):
                return
            place = Position(parents[holder], holder, 0)
        yield place


def wrap(link: Element, where: Stretch) -> None:
    """Put a link around a stretch. Stretches after it in the same block must have been wrapped before."""
    start, end = where
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


def set_string(place: Position, string: str) -> None:
    """Set the string that a place is in."""
    if place.child is None:
        place.holder.text = string
    else:
        place.child.tail = string
