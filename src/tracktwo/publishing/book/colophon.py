"""What a book says of itself and of its lessons, and how it leads back to where they are."""

import base64
import datetime
import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import segno

from tracktwo.model.citation import cite
from tracktwo.model.lesson import CreditedWork, LessonMeta
from tracktwo.model.page import LinkedPage
from tracktwo.model.recording import Recording
from tracktwo.publishing.book.nodes import Element, Node, element
from tracktwo.publishing.book.tree import Fact, TitlePage
from tracktwo.wording import words, written_date

QR_SIZE = "60pt"  # its squares are 0.6 mm wide, which telephones read


@dataclass(frozen=True)
class Colophon:
    """Makes title pages for a site: its name, its address, if that is known, and its language."""

    site: str
    address: str | None
    language: str

    def of_book(self, pages: Sequence[LinkedPage], date: datetime.date | None) -> TitlePage:
        """Say of several lessons what holds for all: their authors, and a licence they share."""
        authors = dict.fromkeys(author for page in pages for author in page.meta.authors)
        licenses = {page.meta.license for page in pages}
        shared = licenses.pop() if len(licenses) == 1 else None
        meta = LessonMeta(authors=tuple(authors), license=shared, date=date)
        return self._title_page(self.site, meta, self._url(""))

    def of_page(self, page: LinkedPage) -> TitlePage:
        """Say of a lesson where it is from, and where it is."""
        address = self._url(page.url) if page.meta.has_header else ""
        return self._title_page(page.title or page.source, page.meta, address)

    def _url(self, page: str) -> str:
        return f"{self.address.rstrip('/')}/{page}" if self.address else ""

    def _title_page(self, title: str, meta: LessonMeta, address: str) -> TitlePage:
        lines: dict[str, list[Node]] = {
            "source": _source(meta.source) if meta.source else [],
            "recording": self._recording(meta.recording) if meta.recording else [],
            "license": _linked(meta.license.name, meta.license.url) if meta.license else [],
            "date": [written_date(meta.date, self.language)] if meta.date else [],
            "web": _linked(address, address),
            "citation": self._citation(title, meta, address) if address else [],
        }
        labels = {**words(self.language, "book"), "recording": words(self.language, "lesson")["recording"]}
        facts = tuple(Fact(labels[name], tuple(body)) for name, body in lines.items() if body)
        code = (qr_code(address, labels["qr-code"].format(address=address)),) if address else ()
        return TitlePage(title=title, author=meta.author, objective=meta.objective, facts=facts, code=code)

    def _recording(self, recording: Recording) -> list[Node]:
        address = recording.address or (self._url(quote(recording.file)) if self.address else "")
        return _linked(address, address)

    def _citation(self, title: str, meta: LessonMeta, address: str) -> list[Node]:
        cited = cite(title, meta, self.site, address)
        after = cited.after.removesuffix(address)
        return [cited.before, element("em", [cited.title]), after, *_linked(address, address)]


@functools.lru_cache(maxsize=4096)
def qr_code(address: str, alternative: str) -> Element:
    """Return a QR code that leads to an address, as a drawing with its alternative in words."""
    drawn = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=2, light="#fff", xmldecl=False, omitsize=True)
    data = base64.b64encode(drawn.getvalue()).decode()
    return element("img", data=data, format="svg", alt=alternative, width=QR_SIZE, height=QR_SIZE)


def _source(work: CreditedWork) -> list[Node]:
    """Return a source: its title, its authors, and on a line of its own its address."""
    credit = ", ".join(filter(None, (work.title, *work.authors)))
    address = _linked(work.url, work.url)
    return [credit, element("br"), *address] if credit and address else [credit] if credit else address


def _linked(text: str, address: str) -> list[Node]:
    return [element("a", [text], href=address)] if address else [text] if text else []
