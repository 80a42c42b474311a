"""A ZIP archive that is the same from every machine."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)  # that an archive can say
_LINUX = 3


def archive(files: Mapping[str, bytes], date: tuple[int, int, int, int, int, int] = EARLIEST) -> bytes:
    """Pack files by their names, in their order; a `mimetype` says what the archive is, uncompressed."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as container:
        for name, content in files.items():
            entry = ZipInfo(name, max(date, EARLIEST))
            entry.create_system = _LINUX
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            container.writestr(entry, content)
    return packed.getvalue()
