"""Names in the text of captions become speakers where they are names."""

from pathlib import Path

import pytest
import yaml

from tracktwo.reading.captions.cues import read_captions
from tracktwo.reading.captions.speaker_labels import name_speakers
from tracktwo.reading.text.lesson import Captions, Cue, Run

CASES = yaml.safe_load(Path(__file__).with_name("speaker_labels.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["it"] for case in CASES])
def test_a_name_in_the_text_becomes_the_speaker(case):
    named = name_speakers(Captions(tuple(Cue(0, 1, (Run(text),)) for text in case["cues"])))
    assert [[cue.speaker, cue.text] for cue in named.cues] == case["said"]


def test_who_has_a_voice_tag_keeps_it():
    cues = (Cue(0, 1, (Run("(A): x"),), "Jo"), Cue(1, 2, (Run("(A): y"),), "Jo"))
    assert name_speakers(Captions(cues)).cues == cues


def test_real_captions_have_their_speakers(shared_data):
    file = shared_data / "vtt" / "deadline_captions_ar.vtt"
    named = name_speakers(read_captions(file.read_text(encoding="utf-8"), file.name))
    assert {cue.speaker for cue in named.cues} == {None, "المشروع", "الولد"}
    assert not any(cue.text.startswith("(") for cue in named.cues)


def test_real_captions_without_names_stay_as_they_are(shared_data):
    for file in [*shared_data.glob("srt/*.srt"), shared_data / "vtt" / "paulallen_en.vtt"]:
        captions = read_captions(file.read_bytes().decode("utf-8-sig"), file.name)
        named = name_speakers(captions)
        assert {cue.speaker for cue in named.cues if cue.speaker} <= {"Instructor"}  # after a dialogue's dash
        assert named == captions or any(cue.speaker for cue in named.cues)
