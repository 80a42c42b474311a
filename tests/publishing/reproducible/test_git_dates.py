"""When a file was changed last: the same for everyone who has the same commits."""

import os
import shutil
import subprocess

import pytest

from tracktwo.publishing.reproducible.git_dates import ChangeDates


def git(folder, *arguments, when=0):
    env = {**os.environ, "GIT_COMMITTER_DATE": f"@{when} +0000", "GIT_AUTHOR_DATE": "@1 +0000"}
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = [shutil.which("git") or "git", *identity, *arguments]
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_the_newest_commit_counts_whenever_the_files_were_written(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    git(tmp_path, "init")
    for when, name in ((1000, "a.md"), (2000, "\u00e9 b.md"), (3000, "c.md")):
        (docs / name).write_text("x")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-m", name, when=when)
    changes = ChangeDates(docs)
    assert changes.newest(["a.md"]) == 1000
    assert changes.newest(["a.md", "\u00e9 b.md"]) == 2000
    assert changes.newest([]) == changes.newest(["no page.md"]) == 0


def test_without_commits_the_newest_file_counts(tmp_path):
    for when, name in ((1000, "a.md"), (2000, "b.md")):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (when, when))
    assert ChangeDates(tmp_path).newest(["a.md", "b.md"]) == 2000
