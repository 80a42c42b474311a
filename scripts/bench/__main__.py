"""How fast Tracktwo is, beside what one would use instead: `make bench` prints these tables."""

import datetime
import os
import platform

import click

from archive import archive
from linking import languages, lesson, talks
from loading import loading
from pdfs import book, lessons
from reading import everything, folder, recordings
from rival import rival
from searching import searching
from sites import builds

PARTS = {
    part.__name__: part
    for part in (
        lesson,
        rival,
        talks,
        languages,
        loading,
        recordings,
        folder,
        everything,
        builds,
        archive,
        searching,
        book,
        lessons,
    )
}


@click.command()
@click.argument("names", metavar=f"[{'|'.join(PARTS)}]...", nargs=-1, type=click.Choice(list(PARTS)))
def main(names: tuple[str, ...]) -> None:
    """Print the tables: all, or those named."""
    cores = os.cpu_count()
    print(f"Medians, Python {platform.python_version()}, {cores} cores, {datetime.date.today().isoformat()}")
    for name in names or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
