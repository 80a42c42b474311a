"""What `tracktwo new` is told of a site."""

from dataclasses import dataclass

from tracktwo.cli.starter.code_hosts import CODE_HOSTS, CodeHost


@dataclass(frozen=True, kw_only=True)
class NewSite:
    """What a site is called, who speaks, its language (BCP 47), and where its files are kept.

    `repository` is an address, and may be empty; `code_host` is a name of `CODE_HOSTS`; `branch` is the one
    that is published.
    """

    title: str
    author: str
    language: str
    repository: str
    code_host: str
    branch: str

    @property
    def host(self) -> CodeHost:
        """The kind of its code host."""
        return CODE_HOSTS[self.code_host]

    @property
    def edit_uri(self) -> str:
        """Where a page is edited, below the repository's address; empty where it cannot be."""
        return self.host.edit.format(branch=self.branch) if self.repository else ""
