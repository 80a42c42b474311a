"""Rich Text Format (1.9), as lines of text: its words, and none of its instructions."""

import codecs
import re
from dataclasses import dataclass, field

# A control word with its number, a byte, a control symbol, a brace, or text.
_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([\da-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.IGNORECASE,
)
# Groups whose text is none of the document's, besides all that begin with `\*`.
_NO_TEXT = frozenset(
    "fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr "
    "footerf listtable listoverridetable rsidtbl generator themedata datastore xmlnstbl latentstyles filetbl "
    "revtbl fldinst footnote annotation".split()
)
_CHARACTERS = {
    "par": "\n", "line": "\n", "sect": "\n\n", "page": "\n\n", "row": "\n", "tab": " ", "cell": " ",
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {"~": "\xa0", "_": "-", "-": "", "\n": "\n", "\r": "\n"}


def read_rtf(data: bytes, _file: str) -> str:
    """Return the paragraphs of a document, one a line."""
    text = data.decode("latin-1")
    page = re.search(r"\\ansicpg(\d{3,5})", text[:4096])
    reader = _RtfReader(_known(f"cp{page[1]}") if page else "mac-roman" if "\\mac" in text[:64] else "cp1252")
    for found in _TOKEN.finditer(text):
        reader.read(found)
    reader.write("")
    # Characters beyond the first plane are written as two.
    return "".join(reader.written).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass
class _RtfReader:
    """What was written so far; if the group is `hidden`; how many characters after a code repeat it."""

    encoding: str
    written: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    hidden: bool = False
    fallback: int = 1
    skip: int = 0
    groups: list[tuple[bool, int]] = field(default_factory=list)

    def read(self, found: re.Match[str]) -> None:
        """Read the next token."""
        word, number, byte, symbol, brace, plain = found.groups()
        if brace:
            self._read_brace(brace)
        elif word:
            self._read_word(word.lower(), number)
        elif symbol == "*":
            self.hidden = True
        elif byte and self.skip:
            self.skip -= 1
        elif byte:
            self.raw += b"" if self.hidden else bytes([int(byte, 16)])
        elif symbol:
            self.write(_SYMBOLS.get(symbol, symbol))
        elif plain:
            taken = min(self.skip, len(plain))
            self.skip -= taken
            self.write(plain[taken:])

    def write(self, text: str) -> None:
        """Write a text below the bytes that wait to be characters, unless it is hidden."""
        if self.raw:
            self.written.append(self.raw.decode(self.encoding, "replace"))
            self.raw.clear()
        self.written.append("" if self.hidden else text)

    def _read_brace(self, brace: str) -> None:
        self.write("")
        self.skip = 0
        if brace == "{":
            self.groups.append((self.hidden, self.fallback))
        else:
            self.hidden, self.fallback = self.groups.pop() if self.groups else (False, 1)

    def _read_word(self, name: str, number: str | None) -> None:
        if name == "u" and number:
            self.write(chr(int(number) % 0x10000))
            self.skip = self.fallback
        elif name == "uc":
            self.fallback = int(number or 1)
        elif name in _NO_TEXT:
            self.hidden = True
        else:
            self.write(_CHARACTERS.get(name, ""))


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
