"""What an editor is asked to judge, and what is counted of it."""

import csv
import io

import pytest
from click.testing import CliRunner

from editors_links import main as editors
from judging import interval, main

GLOSSARY = "# Terms\n\n## Envoy\n\nWho speaks.\n\n## Treaty\n\nA promise.\n"
PAGE = "# Envoy\n\nAn *envoy* left, and `envoy` stays. No sub-envoy.\n\n- Two treaties, one Envoy.\n"


@pytest.fixture
def drawn(tmp_path):
    (tmp_path / "glossary.md").write_text(GLOSSARY, "utf-8")
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    return list(csv.DictReader(io.StringIO(CliRunner().invoke(main, ["draw", str(tmp_path)]).stdout)))


def test_links_are_drawn_with_their_text_and_so_are_mentions_that_the_linker_leaves(drawn):
    assert {(use["kind"], use["term"], use["text"]) for use in drawn} == {
        ("link", "Envoy", "An «envoy» left, and … stays. No sub-envoy."),
        ("link", "Treaty", "Two «treaties», one Envoy."),
        ("link", "Envoy", "Two treaties, one «Envoy»."),
        ("mention", "Envoy", "An envoy left, and … stays. No sub-«envoy»."),
    }


def test_judgements_are_counted_and_what_is_none_is_refused(drawn, tmp_path):
    def count(judgements):
        rows = [{**use, "judgement": judgements[use["kind"]]} for use in drawn]
        judged = tmp_path / "judged.csv"
        with judged.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return CliRunner().invoke(main, ["count", str(judged)])

    assert "links right: 100% of 3 (44% to 100%)" in count({"link": "right", "mention": "fine"}).stdout
    refused = count({"link": "perhaps", "mention": "fine"})
    assert refused.exit_code == 1
    assert "line 2: 'perhaps' is none of: right, harmless, wrong" in refused.stderr


def test_an_interval_is_wilsons():
    low, high = interval(139, 150)  # worked out by hand with z = 1.96
    assert (round(low, 3), round(high, 3)) == (0.873, 0.959)


def test_editors_links_are_compared_with_those_that_are_made_without_them(tmp_path):
    pages = {
        "envoy.md": "---\ntitle: Enviado\n---\nHabla de un [tratado](/es/treaty/) y de [otro](https://example.org).",
        "treaty.md": "---\ntitle: Tratado\n---\nLo firman [enviados](../envoy/) o quien [habla](../envoy/).",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, "utf-8")
    run = CliRunner().invoke(editors, [str(tmp_path), "--language", "es", "--missed"])
    assert [row["text"] for row in csv.DictReader(io.StringIO(run.stdout))] == [
        "Lo firman enviados o quien «habla»."
    ]
    assert "editors' links made: 2 of 3, 67%" in run.stderr
    assert "of those that name the term: 2 of 2, 100%" in run.stderr


def test_the_words_of_editors_links_are_names_for_the_other_half_of_the_pages(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(f"# {name.title()}\n\nIt [grows](../scale/).\n", "utf-8")
    (tmp_path / "scale.md").write_text("---\ntitle: Scale\n---\nA size.\n", "utf-8")
    run = CliRunner().invoke(editors, [str(tmp_path), "--learn"])
    assert "editors' links made: 2 of 2, 100%" in run.stdout
