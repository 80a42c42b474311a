"""Addresses on the web as an EPUB may hold them: EPUBCheck reads each as the URL Standard has it."""

import re

WEB = re.compile(
    r"(?P<before>https?://(?:[^\s/?#@:]+(?::[^\s/?#@:]*)?@)?)"
    r"(?P<host>\[[0-9a-f:.]+\]|[^\s/?#@:\[\]%]+)(?P<port>:[0-9]{1,5})?(?P<rest>[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
OTHER = re.compile(r"(?P<before>mailto:|tel:)(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
TO_ESCAPE = re.compile(r"[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})")
MAX_PORT = 65535


def url(address: str) -> str:
    """Write an address in ASCII, with what it may not hold escaped; an empty string if it is none.

    See https://url.spec.whatwg.org/#url-writing, and RFC 3490 for hosts in other scripts.
    """
    if other := OTHER.fullmatch(address):
        return other["before"] + _escaped(other["rest"])
    web = WEB.fullmatch(address)
    if not web or int((web["port"] or ":0")[1:]) > MAX_PORT:
        return ""
    host = web["host"] if web["host"].startswith("[") else _host(web["host"])
    path, mark, fragment = (web["rest"] or "").partition("#")
    rest = _escaped(path) + mark + _escaped(fragment)
    return f"{_escaped(web['before'])}{host}{web['port'] or ''}{rest}" if host else ""


def _host(name: str) -> str:
    try:
        host = name.encode("idna").decode()
        host.encode().decode("idna")  # refuses what only looks like such a name
    except UnicodeError:
        return ""
    return host if re.fullmatch(r"[\w.-]+", host, re.ASCII) else ""


def _escaped(text: str) -> str:
    return TO_ESCAPE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)
