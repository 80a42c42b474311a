"""The plugin's own options; those of the linker are the Markdown extension's."""

from pathlib import Path

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from tracktwo.model.problem import InvalidInput
from tracktwo.publishing.outputs import OutputSettings
from tracktwo.publishing.pdf.style import DEFAULT_STYLE, Style


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
    markdown = option.Type(bool, default=False)


def output_settings(options: TracktwoConfig, config: MkDocsConfig) -> OutputSettings:
    """Return what a site wants published; raise PluginError for looks that cannot be."""
    site = Path(config.config_file_path).parent
    looks = {key: value for key, value in options.pdf.items() if key not in ("lessons", "book")}
    looks["fonts"] = looks["fonts"] and site / looks["fonts"]
    try:
        style = Style(**looks)
    except InvalidInput as error:
        raise PluginError(str(error)) from error
    templates = (Path(folder, "book.typ") for folder in config.theme.dirs)
    return OutputSettings(
        docs_dir=Path(config.docs_dir),
        book_pdf=options.pdf.book,
        book_epub=options.epub,
        lesson_pdfs=options.pdf.lessons,
        study=options.study,
        markdown=options.markdown,
        style=style,
        template=next(filter(Path.is_file, templates), None),
        cache=site / ".cache" / "tracktwo",
    )
