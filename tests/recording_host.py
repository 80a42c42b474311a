"""A host for tests: pages come from the disk, and what is found on them is kept."""

from tracktwo.linking.page.host import StandaloneHost
from tracktwo.model.page import PageRecord
from tracktwo.model.problem import Problem


class RecordingHost(StandaloneHost):
    """Keeps what the extension finds, in order; with `marks_uses`, its comments stand in the page."""

    keeps_records = True

    def __init__(self, docs: object, *, marks_uses: bool = False) -> None:
        super().__init__(str(docs))
        self.config_file = "mkdocs.yml"
        self.marks_uses = self.marks_entries = marks_uses
        self.records: list[PageRecord] = []
        self.problems: list[Problem] = []

    def report(self, problem: Problem) -> None:
        self.problems.append(problem)

    def receive(self, record: PageRecord) -> None:
        self.records.append(record)
