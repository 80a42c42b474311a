"""An author in lower case is written as a name; one who chose the case keeps it."""

import pytest

from tracktwo.reading.transcripts.author_names import author_name


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("jane doe", "Jane Doe"),
        ("anna-maria o'neill", "Anna-Maria O'Neill"),
        ("jo d’arcy", "Jo D’Arcy"),
        ("jo sa'id", "Jo Sa'id"),
        ("jo mcdonald", "Jo McDonald"),
        ("mc jo", "Mc Jo"),
        ("jo van der berg", "Jo van der Berg"),
        ("van le", "Van Le"),
        ("dr. j. y. doe", "Dr. J. Y. Doe"),
        ("jo doe, ph.d.", "Jo Doe, Ph.D."),
        ("jane doe and élodie roe", "Jane Doe and Élodie Roe"),
        ("Jane van Doe", "Jane van Doe"),
        ("Jo O'Neill", "Jo O'Neill"),
        ("JANE DOE", "JANE DOE"),
        ("jane Doe", "jane Doe"),
        ("", ""),
    ],
)
def test_an_author_is_written_as_a_name(typed: str, written: str) -> None:
    assert author_name(typed) == written
