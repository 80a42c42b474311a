"""Print how many kilobytes the PDF of a lesson of some sections takes beyond those of a lesson of one."""

import resource
import sys
from pathlib import Path

from tracktwo.model.page import LinkedPage
from tracktwo.publishing.book.book import make_book
from tracktwo.publishing.book.html_page import parse_page
from tracktwo.publishing.pdf.pdf import to_pdf

SECTION = f"<h2>Section</h2><p>{'An envoy of the state came to the talks. ' * 20}</p>"


def memory_of(sections: int) -> int:
    page = parse_page(LinkedPage("page.md", "page/", "Page", SECTION * sections))
    folder = Path(__file__).parent
    to_pdf(make_book([page], [], title="Book", language="en", site_url=None, docs_dir=folder))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


alone = memory_of(1)
print(memory_of(int(sys.argv[1])) - alone)
