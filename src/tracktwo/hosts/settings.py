"""The plugin's own options; those of the linker are the Markdown extension's."""

from mkdocs.config import config_options as option
from mkdocs.config.base import Config

from tracktwo.publishing.pdf.style import DEFAULT_STYLE


class PdfConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types there
    """Which PDFs are made, one of each lesson and one of the whole site, and how they look (see Style)."""

    lessons = option.Type(bool, default=False)
    book = option.Type(bool, default=False)
    paper = option.Type(str, default=DEFAULT_STYLE.paper)
    color = option.Type(str, default=DEFAULT_STYLE.color)
    margins = option.Type(dict, default={})
    font = option.Type(str, default="")
    fonts = option.Optional(option.Type(str))
    cover = option.Type(str, default="")


class TracktwoConfig(Config):  # type: ignore[no-untyped-call]  # the same
    """What the plugin makes beside the pages."""

    pdf = option.SubConfig(PdfConfig)
    epub = option.Type(bool, default=False)
    study = option.Type(bool, default=False)
