"""What a site is made of, and what was written into it, so that what people changed can be told from it."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from tracktwo.cli.starter.code_hosts import CODE_HOSTS, CodeHost
from tracktwo.cli.starter.wheel import VENDOR
from tracktwo.model.problem import invalid

RECORD = f"{VENDOR}/tracktwo.json"


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


@dataclass(frozen=True)
class SiteRecord:
    """What a site was made of, and the digest of each file as it was written, by path."""

    site: NewSite
    digests: Mapping[str, str]

    def to_json(self) -> str:
        """Return it as it is written into a site."""
        record = {"site": asdict(self.site), "files": dict(sorted(self.digests.items()))}
        return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file, whichever way git ends the lines of a text."""
    return sha256(content if b"\0" in content else content.replace(b"\r\n", b"\n")).hexdigest()


def read_record(data: bytes, file: str) -> SiteRecord:
    """Return the record of a site; raise InvalidInput for what is none."""
    try:
        found = json.loads(data)
        site, digests = found["site"], dict(found["files"])
        is_valid = all(isinstance(value, str) for value in [*site.values(), *digests.values()])
        record = SiteRecord(NewSite(**site), digests)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        is_valid = False
    if not is_valid or record.site.code_host not in CODE_HOSTS or not is_branch(record.site.branch):
        message, remedy = "it is not what tracktwo wrote", "take it back from the history of the site"
        raise invalid(message, code="record-unreadable", file=file, remedy=remedy)
    return record


def is_branch(name: str) -> bool:
    """Tell whether this may be a branch: what git takes, without what means something in a workflow."""
    written = re.fullmatch(r"\w[\w./-]*", name)
    return bool(written) and ".." not in name and not name.endswith(("/", ".lock", "."))
