"""What `tracktwo new` and `tracktwo update` wrote into a site: what people changed can be told from it."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from tracktwo.cli.starter.code_hosts import CODE_HOSTS
from tracktwo.cli.starter.new_site import NewSite
from tracktwo.cli.starter.wheel import VENDOR
from tracktwo.model.problem import invalid

RECORD = f"{VENDOR}/tracktwo.json"


@dataclass(frozen=True)
class SiteRecord:
    """What a site was made of, and the digest of each file as it was written, by path."""

    site: NewSite
    digests: Mapping[str, str]

    def to_json(self) -> str:
        """Return it as it is written into a site."""
        return (
            json.dumps({"site": asdict(self.site), "files": self.digests}, indent=2, ensure_ascii=False)
            + "\n"
        )


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
    return (
        bool(re.fullmatch(r"\w[\w./-]*", name))
        and ".." not in name
        and not name.endswith(("/", ".lock", "."))
    )
