"""Reviews a MkDocs site: renders its pages, and says all that would make its terms better."""

from itertools import chain
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from tracktwo.hosts.mkdocs import TracktwoPlugin
from tracktwo.hosts.mkdocs_pages import rendered
from tracktwo.hosts.zensical import review_built
from tracktwo.linking.review.site_review import review
from tracktwo.model.problem import Problem
from tracktwo.model.problem_formats import in_order


def review_site(config_file: str) -> list[Problem]:
    """Review the site that a configuration describes; a glossary that cannot be read is all that is found.

    One of Zensical's own is reviewed as it was built last.

    Raises MkDocsException for a configuration that cannot be used, and OSError or ValueError for a page.
    """
    if config_file.endswith(".toml"):
        return review_built(Path(config_file))
    config = load_config(config_file)
    plugin = _plugin_of(config)
    try:
        with rendered(config):
            return _review_rendered(plugin, config)
    except PluginError:
        glossary = set(map(plugin.host.displayed, plugin.extension.glossaries.pages))
        if plugin.host.problems and {problem.file for problem in plugin.host.problems} <= glossary:
            return in_order(plugin.host.problems)
        raise


def _review_rendered(plugin: TracktwoPlugin, config: MkDocsConfig) -> list[Problem]:
    host = plugin.host
    unreadable = [p for p in plugin.host.problems if p.code in ("missing-glossary", "not-utf-8")]
    if unreadable:
        return unreadable
    found = chain(plugin.extension.loaded.values(), plugin.extension.shown.values())
    matchers = {loaded.glossary: loaded.matcher for loaded in found}
    problems = review(plugin.make_site(config), matchers, host.displayed(""), unused=plugin.settings.unused)
    return in_order({**host.problems, **dict.fromkeys(problems)})


def _plugin_of(config: MkDocsConfig) -> TracktwoPlugin:
    """Return the site's plugin; it joins in where the configuration has the Markdown extension alone."""
    found = config.plugins.get("tracktwo")
    if isinstance(found, TracktwoPlugin):
        return found
    plugin = TracktwoPlugin()
    plugin.load_config({})
    config.plugins["tracktwo"] = plugin
    return plugin
