"""Writing systems: one list for linking, reading and books."""

import pytest

from tracktwo.model.scripts import INVISIBLE, MEANINGLESS, is_right_to_left, language_code


@pytest.mark.parametrize(
    "tag", ["ar", "ar-EG", "he_IL", "fa", "ur", "ckb", "syr", "ku-Arab", "az-Arab-IR", "iw"]
)
def test_these_run_from_the_right(tag):
    assert is_right_to_left(tag)


@pytest.mark.parametrize("tag", ["en", "ku", "ks-Deva", "ar-Latn", "tr", "zh-Hant", ""])
def test_these_run_from_the_left(tag):
    assert not is_right_to_left(tag)


def test_a_tag_and_a_locale_have_one_code():
    assert language_code("pt-BR") == language_code("pt_BR") == "pt"


def test_joiners_show_nothing_and_mean_something():
    assert set(MEANINGLESS) < set(INVISIBLE)
    assert {"\u200c", "\u200d"} <= set(INVISIBLE) - set(MEANINGLESS)
