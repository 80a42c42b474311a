"""Time grows with size: no input, however hostile, stalls an import or a build. `make growth` runs this.

Each reader is given families of inputs that grow. A family grows until it takes time that can be measured, or
is larger than what people write; four times as much may then take 8 times as long, where 4 would be linear
and 16 square. Where Python-Markdown itself is slow, we are at most as slow again.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from growth import processor_time
from readers import READERS, bare_page
from tracktwo.model.problem import InvalidInput

FAMILIES = yaml.safe_load(Path(__file__).with_name("families.yml").read_text("utf-8"))
CASES = [(reader, family) for reader, families in FAMILIES.items() for family in families]
MEASURABLE = 0.1  # seconds
MAX_CHARACTERS = 50_000  # of a family, before it is made four times as large
MAX_GROWTH = 8


def grown(family: Mapping[str, str], n: int) -> bytes:
    """Return a family's input of size n."""
    times, then = _repeated(family["times"], n), _repeated(family.get("then", ""), n)
    outer = (family.get(name, "") for name in ("before", "between", "after"))
    before, between, after = outer
    return f"{before}{times}{between}{then}{after}".encode()


def _repeated(text: str, n: int) -> str:
    if "{n}" not in text:
        return text * n
    return "".join(text.replace("{n}", str(number)) for number in range(n))


def seconds(read: Callable[[bytes], None], data: bytes) -> float:
    def work() -> None:
        with suppress(InvalidInput):
            read(data)

    return processor_time(work)


@pytest.mark.parametrize(("reader", "family"), CASES)
def test_four_times_as_much_takes_about_four_times_as_long(reader, family):
    read = READERS[reader]
    seconds(read, grown(family, 1))  # what is loaded once is no growth
    n, before = 250, 0.0
    while True:
        after = seconds(read, grown(family, n))
        if after > MEASURABLE and "markdown" in family:
            alone = f"{family.get('before', '')}{family['markdown'] * n}{family.get('after', '')}"
            assert seconds(read, grown(family, n)) < 2 * seconds(bare_page, alone.encode())
            return
        if after > MEASURABLE and before and after > MAX_GROWTH * before:
            again = seconds(read, grown(family, n)) / seconds(read, grown(family, n // 4))
            assert again < MAX_GROWTH, f"{again:.0f} times as long for {n}"
        if after > 4 * MEASURABLE or len(grown(family, n)) > MAX_CHARACTERS:
            return
        n, before = 4 * n, after


def test_a_book_of_four_times_as_many_sections_takes_about_four_times_the_memory():
    one, four = (_memory_of_book(sections) for sections in (250, 1000))
    assert four < 6 * one
    assert four < 450_000  # kilobytes


def _memory_of_book(sections: int) -> int:
    """Return the kilobytes that the PDF of a lesson takes, beyond those of a lesson of one."""
    script = Path(__file__).with_name("memory_of_book.py")
    run = [sys.executable, str(script), str(sections)]
    return int(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
