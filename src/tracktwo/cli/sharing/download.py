"""Downloads a file of the web: by https alone, of a limited size, and with nothing that says who asks."""

from http.client import HTTPException
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from tracktwo.model.problem import InvalidInput, invalid

_SECONDS = 30  # without a byte


def https_opener() -> OpenerDirector:
    """Return what opens addresses of https, wherever they lead on to, and no others: it knows no files."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler, UnknownHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler,
        HTTPErrorProcessor,
    ):  # fmt: skip
        opener.add_handler(handler())
    return opener


def download(address: str, most: int, opener: OpenerDirector) -> tuple[bytes, str]:
    """Return what is at an address, and the address that it led on to; raise InvalidInput.

    `most` is the size, in bytes, beyond which it is refused.
    """
    try:
        if "@" in urlsplit(address).netloc:
            raise _unusable(address, "it holds a name or a password")
        request = Request(address, headers={"User-Agent": "tracktwo", "Accept": "application/json"})  # noqa: S310 - the opener knows https alone
        with opener.open(request, timeout=_SECONDS) as response:
            content, there = response.read(most + 1), response.geturl()
    except (OSError, HTTPException, ValueError) as error:
        raise _unusable(address, str(getattr(error, "reason", "") or error)) from error
    if len(content) > most:
        raise _unusable(address, f"it has more than {most:,} bytes")
    return content, there


def _unusable(address: str, why: str) -> InvalidInput:
    remedy = "see that the address is that of a glossary.json, and begins with https"
    return invalid(f"{address} cannot be fetched: {why}", code="not-fetched", remedy=remedy)
