"""Sites that Zensical builds: its pages are kept while it runs, and all else is published when it is done."""

import hashlib
import pickle
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from click import ClickException

from tracktwo.hosts.links_out import refuse_files, refuse_folders
from tracktwo.hosts.programs import run_program
from tracktwo.hosts.zensical_host import ZensicalHost, read_source
from tracktwo.hosts.zensical_project import ZensicalProject
from tracktwo.linking.matching.languages import find_language
from tracktwo.linking.matching.matcher import Matcher
from tracktwo.linking.page.host import disk_sources, standing_in
from tracktwo.linking.review.glossary_review import unused_terms
from tracktwo.linking.review.site_review import review, unknown_taught
from tracktwo.model.markdown.front_matter import read_front_matter, would_stall_others
from tracktwo.model.markdown.headings import without_comments
from tracktwo.model.problem import InvalidInput, Problem, front_matter_problem, invalid
from tracktwo.model.problem_formats import in_order
from tracktwo.model.site import Site
from tracktwo.model.sources import DiskSources, encoding_problem, inside
from tracktwo.model.whole_files import write_all
from tracktwo.publishing.outputs import Publication, output_paths
from tracktwo.publishing.reproducible.cache import cache_folder, keep, kept

_AT_ONCE = 100  # pages that are written together


def build_site(configuration: Path) -> list[Problem]:
    """Build a site with Zensical, and finish it; return what is wrong. Raises InvalidInput."""
    project = ZensicalProject(configuration)
    host = ZensicalHost(project)
    for refuse in (refuse_folders, refuse_files):
        refuse(str(project.docs_dir), host.sources.displayed)
    if stalling := list(_unreadable(host.sources, would_stall_others)):
        raise InvalidInput(*stalling)
    try:
        with standing_in(host):
            # Its cache does not know our options, and pages that come from it are not converted.
            run_program("zensical", "build", "--clean", "--strict", configuration=configuration)
    except (RuntimeError, ClickException) as error:
        why = str(error).partition("\nTraceback")[0]  # of an extension
        message, remedy = f"Zensical has not built the site ({why})", "mend what it says"
        failed = Problem(str(configuration), 0, "zensical", "error", message, remedy)
        raise InvalidInput(*host.problems, *_unreadable(host.sources), failed) from error
    site = host.site()
    made = pickle.dumps((site, tuple(host.problems)))
    keep(cache_folder(), _key(configuration), made)
    return _publish(project, site, dict(host.problems))


def finish_site(configuration: Path) -> list[Problem]:
    """Publish again what the last build knew of a site; return what is wrong. Raises InvalidInput."""
    project = ZensicalProject(configuration)
    return _publish(project, *_last_build(project))


def review_built(configuration: Path) -> list[Problem]:
    """Review a site as it was built last; raise InvalidInput where it is no longer that."""
    project = ZensicalProject(configuration)
    site, problems = _last_build(project)
    languages = {page.record.glossary: page.meta.language or site.language for page in site.pages}
    matchers = {found: Matcher(found.terms, find_language(languages[found])) for found in languages}
    docs = disk_sources(str(project.docs_dir)).displayed("")
    found = review(site, matchers, docs, unused=project.settings.unused)
    return in_order({**problems, **dict.fromkeys(found)})


def _last_build(project: ZensicalProject) -> tuple[Site, dict[Problem, None]]:
    """Return a site as it was built last, and what was wrong with it."""
    made = kept(cache_folder(), _key(project.file))
    if not made:
        raise _not_built(project.file, "no record of its pages is there")
    site, problems = pickle.loads(made)  # noqa: S301 - only this user can have written it (see the cache)
    sources = disk_sources(str(project.docs_dir))
    if any(page.markdown != read_source(sources, page.source) for page in site.pages):
        raise _not_built(project.file, "its pages are no longer what was built")
    return site, dict.fromkeys(problems)


def _publish(project: ZensicalProject, site: Site, problems: dict[Problem, None]) -> list[Problem]:
    """Write all that is published of a site beside its pages, and finish these."""
    settings, target, sources = project.settings, project.site_dir, disk_sources(str(project.docs_dir))

    def report(problem: Problem) -> None:
        problems[problem.at(sources.displayed(problem.file)) if problem.file else problem] = None

    publication = Publication(site, settings, report)
    paths = output_paths(settings, site.title, (page.source for page in site.lessons))
    for output in publication.outputs([path for path in paths if not sources.exists(path)]):
        write_all({target / output.path: output.content})
    write_all({target / asset.path: asset.content for asset in project.settings.assets})
    pages = _finished(publication, target)
    while some := dict(islice(pages, _AT_ONCE)):
        write_all(some)
    publication.write_search(find_language(site.language).inflect, target, "search.json")
    docs = sources.displayed("")
    unused = unused_terms(site.glossary.terms, site.uses if settings.unused else site.glossary.terms, docs)
    return list({**problems, **dict.fromkeys([*unknown_taught(site, docs), *unused])})


def _finished(publication: Publication, target: Path) -> Iterator[tuple[Path, str]]:
    """Yield the pages as they are published, and their Markdown where it is; and then those made of them."""
    target = target.resolve()
    ours = {target / "404.html"}  # which is shown at any address
    if publication.settings.search:
        yield from ((file, publication.not_found(file.read_text("utf-8"))) for file in ours if file.is_file())
    for page in publication.site.pages:
        file = inside(target, page.url if page.url.endswith(".html") else f"{page.url}index.html")
        if file and file.is_file():
            ours.add(file)
            yield file, publication.finished(page, file.read_text("utf-8"))
        if publication.settings.markdown:
            yield target / page.source, without_comments(page.markdown)
    for file in sorted(set(target.rglob("*.html")) - ours):
        html = file.read_text("utf-8")
        url = file.relative_to(target).as_posix().removesuffix("index.html")
        if (made := publication.with_assets(html, url)) != html:
            yield file, made


def _unreadable(sources: DiskSources, which: Callable[[str], bool] = bool) -> Iterator[Problem]:
    """Yield what of the front matter of pages, or some of them, cannot be read: Zensical stops there."""
    for path in sources.pages_below(""):
        file = sources.displayed(path)
        try:
            text = sources.read(path)
        except UnicodeDecodeError as error:
            yield encoding_problem(error, file)
        else:
            errors = read_front_matter(text).errors if which(text) else ()
            yield from (front_matter_problem(file, line, why) for line, why in errors)


def _key(configuration: Path) -> str:
    named = f"{version('tracktwo')} {configuration.resolve()}"
    return f"{hashlib.sha256(named.encode()).hexdigest()}.site"


def _not_built(configuration: Path, why: str) -> InvalidInput:
    remedy = "build it: tracktwo build --host zensical"
    message = f"the last build of this site cannot be used: {why}"
    return invalid(message, code="not-built", file=str(configuration), remedy=remedy)
