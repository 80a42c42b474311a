"""Print how many kilobytes the PDF of a lesson of some sections takes beyond those of a lesson of one."""

import re
import sys
from pathlib import Path

from tracktwo.model.page import LinkedPage
from tracktwo.publishing.book.book import make_book
from tracktwo.publishing.book.colophon import Colophon
from tracktwo.publishing.book.html_page import parse_page
from tracktwo.publishing.pdf.pdf import typeset

SECTION = f"<h2>Section</h2><p>{'An envoy of the state came to the talks. ' * 20}</p>"


def memory_of(sections: int) -> int:
    page = parse_page(LinkedPage("page.md", "page/", "Page", SECTION * sections))
    folder = Path(__file__).parent
    typeset(make_book([page], [], Colophon("Book", None, "en"), folder))
    # Not resource.ru_maxrss, which begins with that of the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1])


alone = memory_of(1)
print(memory_of(int(sys.argv[1])) - alone)
