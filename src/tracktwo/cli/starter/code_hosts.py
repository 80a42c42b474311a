"""Code hosts: where each edits a page, what its buttons say, and which files make its pipeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class CodeHost:
    """A kind of code host. `edit` is where it edits a page of `docs/`, below a repository's address.

    `commit` and `request` are what its buttons say, as Markdown. `pipeline` is what it runs of a new site, by
    path, and the template of each; GitHub has beside it what this project has.
    """

    name: str
    title: str = ""
    edit: str = ""
    commit: str = ""
    request: str = ""
    pipeline: Mapping[str, str] = field(default_factory=dict)


# For a bot that some hosts run, and anyone may.
_RENOVATE = {"renovate.json": "renovate.json"}
_GITHUB = CodeHost(
    name="github",
    title="GitHub",
    edit="edit/{branch}/docs/",
    commit="**Commit changes** / **Propose changes**",
    request="*Create pull request*",
    pipeline={".github/dependabot.yml": "dependabot.yml"},
)
_GITLAB = CodeHost(
    name="gitlab",
    title="GitLab",
    edit="-/edit/{branch}/docs/",
    commit="**Commit changes**",
    request="*Create merge request*",
    pipeline={".gitlab-ci.yml": "gitlab.yml.jinja", **_RENOVATE},
)
_FORGEJO = CodeHost(
    name="forgejo",
    title="Forgejo",
    edit="_edit/{branch}/docs/",
    commit="**Commit changes** / **Propose file change**",
    request="*Create pull request*",
    pipeline={".forgejo/workflows/site.yml": "forgejo.yml.jinja", **_RENOVATE},
)
# Codeberg is a Forgejo whose pipelines are Woodpecker's.
_WOODPECKER = {".woodpecker.yml": "codeberg.yml.jinja", **_RENOVATE}
_CODEBERG = replace(_FORGEJO, name="codeberg", title="Codeberg", pipeline=_WOODPECKER)
NO_CODE_HOST = CodeHost(name="none")
_KINDS = {host.name: host for host in (_GITHUB, _GITLAB, _CODEBERG, _FORGEJO)}
CODE_HOSTS = _KINDS | {NO_CODE_HOST.name: NO_CODE_HOST}


def find_code_host(repository: str) -> CodeHost | None:
    """Return the code host of a repository's address by its domain; None where that does not tell.

    A domain that has the name of a kind is one of it: `gitlab.example.org`, `forgejo.example.org`.
    """
    labels = (urlsplit(repository).hostname or "").split(".")
    return next((_KINDS[label] for label in labels if label in _KINDS), None)
