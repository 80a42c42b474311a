"""The date of what a build makes, the same for everyone who builds the same."""

import datetime
import os

from tracktwo.model.problem import invalid


def build_time(changed: int, date: str | None) -> int:
    """Return a book's time in seconds since 1970: SOURCE_DATE_EPOCH, else `changed`, else its own `date`.

    See https://reproducible-builds.org/specs/source-date-epoch/. Raises InvalidInput where that is no number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or "0"
    if not epoch.isdecimal():
        remedy = "give whole seconds since 1970"
        raise invalid(f"SOURCE_DATE_EPOCH is {epoch!r}", code="invalid-epoch", remedy=remedy)
    if epoch == "0" and not changed and date:
        midnight = datetime.datetime.combine(datetime.date.fromisoformat(date), datetime.time(), datetime.UTC)
        return int(midnight.timestamp())
    return int(epoch) or changed
