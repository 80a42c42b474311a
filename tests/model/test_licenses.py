"""Licences by their names, as people write them, and Creative Commons' addresses."""

import pytest

from tracktwo.model.licenses import find_license

CC = "https://creativecommons.org"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("CC BY 4.0", f"{CC}/licenses/by/4.0/"),
        ("CC BY 4.0 International", f"{CC}/licenses/by/4.0/"),
        ("cc by-sa 3.0", f"{CC}/licenses/by-sa/3.0/"),
        ("CC-BY-NC-SA-4.0", f"{CC}/licenses/by-nc-sa/4.0/"),
        ("CC BY-NC 3.0 DE", f"{CC}/licenses/by-nc/3.0/de/"),
        ("Creative Commons Attribution 4.0", f"{CC}/licenses/by/4.0/"),
        ("Creative Commons Attribution-ShareAlike 4.0 International License", f"{CC}/licenses/by-sa/4.0/"),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0", f"{CC}/licenses/by-nc-nd/4.0/"),
        ("CC0", f"{CC}/publicdomain/zero/1.0/"),
        ("CC0 1.0 Universal", f"{CC}/publicdomain/zero/1.0/"),
        ("CC BY", ""),
        ("CC BY 9.9", ""),
        ("CC XX 4.0", ""),
        ("MIT", ""),
        ("https://a.example/licence", "https://a.example/licence"),
    ],
)
def test_a_licence_has_the_address_that_there_is(written, url):
    found = find_license(written)
    assert found.url == url
    assert found.name == written


def test_an_address_of_creative_commons_has_its_name():
    assert find_license(f"{CC}/licenses/by-sa/4.0/deed.de").name == "CC BY-SA 4.0"
    assert find_license(f"{CC}/licenses/by/3.0/us/").name == "CC BY 3.0 US"
    assert find_license(f"{CC}/publicdomain/zero/1.0/").name == "CC0 1.0"


def test_no_licence_is_none():
    assert find_license(" ") is None
