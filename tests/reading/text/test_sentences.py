"""Sentences begin where a reader says: `|` marks the places in sentences.yml."""

from pathlib import Path

import pytest
import yaml

from tracktwo.reading.text.sentences import sentence_starts

SENTENCES = yaml.safe_load(Path(__file__).with_name("sentences.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_begin_where_a_reader_says(marked):
    *starts, _ = (len(part) for part in marked.split("|"))
    expected = [sum(starts[: number + 1]) for number in range(len(starts))]
    assert list(sentence_starts(marked.replace("|", ""))) == expected
