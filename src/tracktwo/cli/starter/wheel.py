"""Tracktwo itself as a wheel: of the files that are installed, or of the source tree it runs from.

Both ways give the same bytes. Nothing is compressed: git does that, and of the next version keeps what
differs.
"""

import io
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tracktwo.model.problem import InvalidInput, invalid

VENDOR = "vendor"  # the folder in which a site has it
SOURCE_TREE = Path(__file__).parents[4]
# What a wheel has beside the package; an installer adds files of its own.
_METADATA = ("METADATA", "WHEEL", "entry_points.txt")
_DATE = (2020, 2, 2, 0, 0, 0)


class Wheel(NamedTuple):
    """A wheel: what its file is called, and its bytes."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal."""
        return sha256(self.content).hexdigest()


@cache
def own_wheel() -> Wheel:
    """Return this Tracktwo as a wheel; raise InvalidInput where none can be made of it."""
    is_source = (SOURCE_TREE / "pyproject.toml").is_file()
    files = _build(SOURCE_TREE) if is_source else _installed(distribution("tracktwo"))
    information = next(name for name in files if name.endswith(".dist-info/METADATA")).split("/")[0]
    return Wheel(f"{information.removesuffix('.dist-info')}-py3-none-any.whl", _pack(files, information))


def _installed(installed: Distribution) -> dict[str, bytes]:
    """Return the files of an installed wheel, without those that its installer wrote."""
    names = [file for file in installed.files or () if _is_in_wheel(file.as_posix())]
    try:
        files = {name.as_posix(): Path(str(name.locate())).read_bytes() for name in names}
    except OSError as error:
        raise _impossible(f"{error.filename}: {error.strerror}") from error
    if not any(name.startswith("tracktwo/") for name in files):
        raise _impossible("the list of its files is missing")
    return files


def _is_in_wheel(path: str) -> bool:
    folder, _, name = path.partition("/")
    if folder.endswith(".dist-info"):
        return name in _METADATA or name.startswith("licenses/")
    return folder == "tracktwo" and "/__pycache__/" not in path


def _build(source: Path) -> dict[str, bytes]:
    """Return the files of a wheel that is built of a source tree."""
    with TemporaryDirectory() as folder:
        # This project's own build, as pip runs it.
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise _impossible((done.stderr.strip() or done.stdout.strip()).splitlines()[-1])
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            return {name: wheel.read(name) for name in wheel.namelist() if _is_in_wheel(name)}


def _impossible(why: str) -> InvalidInput:
    message = f"no wheel can be made of this Tracktwo ({why})"
    remedy = "install it from a clone of its repository: pipx install ."
    return invalid(message, code="no-wheel", remedy=remedy)


def _pack(files: Mapping[str, bytes], information: str) -> bytes:
    """Return the bytes of a wheel: the files by name, the record of them last (PyPA, binary distribution)."""
    record = f"{information}/RECORD"
    text = "".join(f"{name},{_digest(content)},{len(content)}\n" for name, content in sorted(files.items()))
    text += f"{record},,\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as wheel:
        for name, content in [*sorted(files.items()), (record, text.encode())]:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3  # Unix, whichever system this is
            wheel.writestr(entry, content)
    return packed.getvalue()


def _digest(content: bytes) -> str:
    return "sha256=" + urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode()
