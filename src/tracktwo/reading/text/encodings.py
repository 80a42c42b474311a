"""Which encoding bytes are in that are not UTF-8: by what makes sense, and by the letters of languages."""

import re

from charset_normalizer import CharsetMatch, from_bytes
from charset_normalizer.constant import FREQUENCIES

# Those in which people save text today, the likeliest first; any other is for the publisher to name.
LIKELY = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8_r koi8_u iso8859_2 cp932 gb18030 "
    "big5 cp949 euc_jp cp874"
).split()
# Characters of Chinese, Japanese and Korean, but for the narrow ones, which nobody writes; and Arabic's, of
# which texts in other encodings are never all.
_WHOLE = (
    re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"),
    re.compile("[\u0600-\u06ff\u200c\u200d]"),
)
_WORD = re.compile(r"[^\s!-@\[-`{-~“”‘’„«»–—…¿¡·。、，！？：；「」]+")
SAMPLE = 100_000  # bytes that tell
CLOSE = 0.1  # of mess: two guesses that differ by less are as good


def guess_encoding(data: bytes) -> str:
    """Return Python's name of the likeliest encoding; Windows-1252, which has Latin-1, if nothing tells."""
    matches = list(from_bytes(data[:SAMPLE], cp_isolation=LIKELY))
    least = min((match.chaos for match in matches), default=0)
    close = [match for match in matches if match.chaos <= least + CLOSE]

    def rank(match: CharsetMatch, encoding: str) -> tuple[float, float, float, int]:
        covered = round(_covered(str(match)), 2)
        return covered, match.coherence, -round(match.chaos, 2), -LIKELY.index(encoding)

    ranked = [
        (rank(match, encoding), encoding)
        for match in close
        for encoding in (match.encoding, *match.could_be_from_charset)
        if encoding in LIKELY
    ]
    return max(ranked)[1] if ranked else "cp1252"


def _covered(text: str) -> float:
    """Return which share of the letters of words beyond ASCII the language has that has most of them."""
    words = [word for word in _WORD.findall(text.lower()) if not word.isascii()]
    letters = "".join(words)
    if letters and any(all(map(script.match, letters)) for script in _WHOLE):
        return 1
    shares = (sum(map(set(usual).__contains__, letters)) / len(letters) for usual in FREQUENCIES.values())
    return max(shares) if letters else 1
