"""What is kept between builds."""

import os

from tracktwo.publishing.reproducible.cache import cached, forget_unused


def test_what_was_made_is_kept_whole_under_its_key(tmp_path):
    folder = tmp_path / "a" / "cache"
    assert [cached(folder, "k", lambda made=made: made) for made in (b"one", b"two")] == [b"one", b"one"]
    assert [file.name for file in folder.iterdir()] == ["k"]


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path):
    (tmp_path / "cache").write_text("a file")
    assert cached(tmp_path / "cache", "k", lambda: b"one") == b"one"


def test_what_no_build_has_asked_for_in_a_month_goes(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for file in (old, new):
        cached(tmp_path, file.name, lambda: b"x")
    os.utime(old, (0, 0))
    forget_unused(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["new"]
