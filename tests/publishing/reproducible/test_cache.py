"""What is kept between builds, and what of it is believed."""

import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sites import GLOSSARY, LESSON, Site
from tracktwo.publishing.reproducible.cache import cache_folder, cached, forget_unused

BOOK = [{"tracktwo": {"pdf": {"book": True}}}]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a" / "cache"


def kept(folder: Path, *contents: bytes) -> list[bytes]:
    """What is had for one key, by builds that would make these contents."""
    return [cached(folder, "k", lambda made=made: made) for made in contents]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run([shutil.which("git"), "-C", folder, *arguments], check=True, capture_output=True)


def test_what_was_made_is_kept_whole_under_its_key(folder):
    assert kept(folder, b"one", b"two") == [b"one", b"one"]
    assert [file.name for file in folder.iterdir()] == ["k"]


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path):
    (tmp_path / "cache").write_text("a file")
    assert kept(tmp_path / "cache", b"one", b"two") == [b"one", b"two"]


def test_a_file_that_is_damaged_is_made_anew(folder):
    kept(folder, b"one")
    whole = (folder / "k").read_bytes()
    for damaged in (b"", whole[:-1], b"%PDF", whole.replace(b"one", b"eno")):
        (folder / "k").write_bytes(damaged)
        assert kept(folder, b"two", b"three") == [b"two", b"two"]


def test_a_full_disk_only_costs_time_and_what_a_killed_build_left_goes(folder, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        assert kept(folder, b"one", b"two") == [b"one", b"two"]
    assert list(folder.iterdir()) == []
    (folder / f".tracktwo-{32 * '0'}.tmp").write_text("half")
    assert kept(folder, b"one", b"two") == [b"one", b"one"]
    assert [file.name for file in folder.iterdir()] == ["k"]


@pytest.mark.parametrize("now", [0, 1 << 33])
def test_a_clock_that_is_wrong_only_costs_time(folder, monkeypatch, now):
    kept(folder, b"one")
    os.utime(folder / "k", (1 << 32, 1 << 32))
    monkeypatch.setattr(time, "time", lambda: now)
    assert kept(folder, b"two") == [b"one"]
    forget_unused(folder)
    assert kept(folder, b"one", b"two") == [b"one", b"one"]


def test_what_lies_in_a_clone_is_not_believed_wherever_the_cache_is_said_to_be(tmp_path, folder):
    kept(folder, b"from a pull request")
    git(tmp_path, "init")
    assert kept(folder, b"one", b"two") == [b"one", b"two"]
    (tmp_path / "link").symlink_to(folder.parent)
    assert kept(tmp_path / "link" / "cache", b"one") == [b"one"]


@POSIX
def test_what_another_user_may_write_is_not_believed(folder):
    kept(folder, b"one")
    assert folder.stat().st_mode & 0o777 == 0o700
    for mode in (0o720, 0o702, 0o777):
        folder.chmod(mode)
        assert kept(folder, b"two") == [b"two"]
    folder.chmod(0o755)
    assert kept(folder, b"two") == [b"one"]


@POSIX
def test_what_belongs_to_another_user_is_not_believed(folder, monkeypatch):
    kept(folder, b"one")
    another = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: another)
    assert kept(folder, b"two") == [b"two"]


def test_what_no_build_has_asked_for_in_a_month_goes(folder):
    old, new = folder / "old", folder / "new"
    for file in (old, new):
        cached(folder, file.name, lambda: b"x")
    os.utime(old, (0, 0))
    forget_unused(folder)
    assert [file.name for file in folder.iterdir()] == ["new"]


@POSIX
@pytest.mark.parametrize("cache", ["", ".cache"], ids=["the user's", "in the clone, as in some pipelines"])
def test_a_pull_request_that_brings_a_cache_changes_nothing_that_is_published(tmp_path, monkeypatch, cache):
    """It names its files as the build will look for them, which anyone can find out by building."""
    clone, own = tmp_path / "clone", tmp_path / "own"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "strangers"))
    site = Site(clone, {"glossary.md": GLOSSARY, "transcript.md": LESSON}, plugins=BOOK)
    good = (site.build() / "talks.pdf").read_bytes()
    (made,) = cache_folder().iterdir()
    for folder in (clone / ".cache" / "tracktwo", clone / "docs" / ".cache" / "tracktwo"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent))
        cached(folder, made.name, lambda: b"%PDF of a stranger")
        assert (folder / made.name).is_file()
    git(clone, "init")
    git(clone, "add", "--force", ".")
    git(clone, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-m", "x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(clone / cache if cache else own))
    for _ in "first", "again":
        assert (site.build() / "talks.pdf").read_bytes() == good
