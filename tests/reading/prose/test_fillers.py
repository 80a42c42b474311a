"""With `clean`, hesitations of English speech go, and notices list them; without it nothing goes."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.reading.prose.fillers import without_fillers
from tracktwo.reading.prose.to_lesson import to_lesson
from tracktwo.reading.text.lesson import Captions, Cue, Run

CASES = yaml.safe_load(Path(__file__).with_name("fillers.yml").read_text(encoding="utf-8"))


def captions(texts: list[str], language: str | None = "en-GB") -> Captions:
    cues = (Cue(n, n + 1, (Run(text),), line=n + 1) for n, text in enumerate(texts))
    return Captions(tuple(cues), language)


@pytest.mark.parametrize("case", CASES, ids=[case["it"] for case in CASES])
def test_hesitations_go_and_are_listed(case):
    clean = without_fillers(captions(case["cues"]))
    assert [cue.text.strip() for cue in clean.cues] == case["clean"]
    assert sorted(problem.excerpt for problem in clean.problems) == sorted(case["went"])


def test_what_went_keeps_its_line_and_what_stays_its_look():
    (cue,) = without_fillers(Captions((Cue(0, 1, (Run("so um "), Run("we", "i")), line=7),), "en")).cues
    assert cue.runs == (Run("so "), Run("we", "i"))
    assert without_fillers(captions(["so", "um we"])).problems[0].line == 2


@pytest.mark.parametrize("language", [None, "de", "da-DK", "enm"])
def test_in_other_languages_all_stays_and_a_notice_says_so(language):
    said = captions(["Wir tun es um um zu gehen, er auch."], language)
    clean = without_fillers(said)
    assert clean.cues == said.cues
    assert [problem.message for problem in clean.problems] == [
        "hesitations kept, since the language is not said to be English"
    ]


def test_a_speaker_may_say_the_last_word_of_another():
    said = Captions((Cue(0, 1, (Run("see the"),), "A"), Cue(1, 2, (Run("the dog"),), "B")), "en")
    assert without_fillers(said) == said


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.lists(st.lists(st.sampled_from("um uh the The dog er, . I i go ER".split()), min_size=1).map(" ".join))
)
def test_only_what_remarks_list_goes(texts):
    said = captions(texts)
    clean = to_lesson(said, clean=True)
    words = sum(len(paragraph.text.split()) for paragraph in clean.paragraphs)
    gone = sum(len(problem.excerpt.split()) for problem in clean.problems if problem.excerpt)
    assert words + gone == sum(len(text.split()) for text in texts)
