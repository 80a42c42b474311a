"""Each form of the guide's table is read: words whole, under their names, at their times."""

import io
import re
import zipfile
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest
import yaml

from tracktwo.model.problem import InvalidInput
from tracktwo.reading.formats import read_lesson, read_term_list

GUIDE = Path(__file__).resolve().parents[2] / "guide" / "bring-a-lesson.md"
HERE = Path(__file__).parent
FORMS = yaml.safe_load((HERE / "forms.yml").read_text("utf-8"))
SAID = [[1200, "Ana Ruiz", "Who owns a river?"], [6000, "Ben Oz", "We do."]]


@pytest.mark.parametrize("form", FORMS, ids=[f"{n} {form['format']}" for n, form in enumerate(FORMS)])
def test_a_form_arrives_whole_under_its_names_at_its_times(form):
    lesson = read_lesson(form["text"].encode(), "talk")
    said = [[part.start, part.speaker, part.text] for part in lesson.paragraphs]
    for part, expected in zip(said, form.get("said", SAID), strict=True):
        assert part[1:] == expected[1:]
        assert part[0] == expected[0] or abs(part[0] - expected[0]) <= form.get("about", 0)


def test_a_number_without_end_is_no_time_and_ends_no_import():
    number = "9" * 5000
    for form in FORMS:
        for place in islice(re.finditer(r"\d+", form["text"]), 8):
            with suppress(InvalidInput):
                read_lesson(
                    (form["text"][: place.start()] + number + form["text"][place.end() :]).encode(), "a"
                )


def test_the_guide_has_a_row_for_each_form_and_no_other():
    table = GUIDE.read_text("utf-8").split("## Every format")[1].split("\n## ")[0]
    rows = [row.split("|")[1].strip() for row in table.splitlines() if row.startswith("| ")][2:]
    assert sorted(set(rows)) == sorted(
        {form["format"] for form in FORMS} | {"DOCX, ODT, XLSX, ODS", "SCC, EBU-STL"}
    )


def test_a_word_document_arrives_with_its_title_and_without_what_was_deleted():
    deleted = "<w:del><w:r><w:delText>Hm.</w:delText></w:r></w:del>"
    paragraphs = (
        '<w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Rivers</w:t></w:r>',
        f"<w:r><w:t>Ana Ruiz   0:01</w:t><w:br/><w:t>Who owns a river?</w:t></w:r>{deleted}",
        "<w:r><w:t>Ben Oz   0:06</w:t><w:br/><w:t>We do.</w:t></w:r>",
    )
    written = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{name}"><w:body>{written}</w:body></w:document>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", document)
    lesson = read_lesson(data.getvalue(), "talk.docx")
    assert lesson.title == "Rivers"
    said = [[part.start, part.speaker, part.text] for part in lesson.paragraphs]
    assert said == [[1000, "Ana Ruiz", "Who owns a river?"], [6000, "Ben Oz", "We do."]]


def test_a_document_of_libreoffice_arrives_without_what_was_deleted_or_remarked():
    name = "urn:oasis:names:tc:opendocument:xmlns"
    deleted = "<t:changed-region><t:deletion><t:p>Hm.</t:p></t:deletion></t:changed-region>"
    remark = "<o:annotation><t:p>Check.</t:p></o:annotation>"
    document = (
        f'<o:document-content xmlns:o="{name}:office:1.0" xmlns:t="{name}:text:1.0"><o:body><o:text>'
        f"<t:tracked-changes>{deleted}</t:tracked-changes><t:h>Rivers</t:h>"
        f"<t:p>Ana Ruiz<t:s/>(00:01):<t:line-break/>Who <t:span>owns</t:span> a river?{remark}</t:p>"
        "<t:p>Ben Oz (00:06):<t:line-break/>We do.</t:p></o:text></o:body></o:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", document)
    lesson = read_lesson(data.getvalue(), "talk.odt")
    said = [[part.start, part.speaker, part.text] for part in lesson.paragraphs]
    assert (lesson.title, said) == (
        "Rivers", [[1000, "Ana Ruiz", "Who owns a river?"], [6000, "Ben Oz", "We do."]],
    )  # fmt: skip


def written_document(*paragraphs):
    def written(one):
        if isinstance(one, str):
            return f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>"
        rows = ("".join(f"<w:tc>{written(cell)}</w:tc>" for cell in row) for row in one)
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"

    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(map(written, paragraphs))
    return {"word/document.xml": f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>'}


def written_sheet(*rows):
    cells = ("".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) for row in rows)
    written = "".join(f"<row>{row}</row>" for row in cells)
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{name}"><sheetData>{written}</sheetData></worksheet>'
    return {"xl/worksheets/sheet1.xml": sheet}


HEAD = ("Time", "Speaker", "Transcript")
TURNS = (("00:00:01.200", "Ana Ruiz", "Who owns a river?"), ("00:00:06.000", "Ben Oz", "We do."))
UNTIMED = (("Ana Ruiz", "Who owns a river?"), ("Ben Oz", "We do."), ("Ana Ruiz", "Do we?"))
SRT = ("1", "00:00:01,200 --&gt; 00:00:05,800", "Ana Ruiz: Who owns a river?", "", "2",
       "00:00:06,000 --&gt; 00:00:08,000", "Ben Oz: We do.")  # fmt: skip
NOWHERE = [[None, who, words] for who, words in UNTIMED]
DOCUMENTS = {
    "a table with times in Word": (written_document((HEAD, *TURNS)), SAID),
    "a table of who says what in Word": (written_document(UNTIMED), NOWHERE),
    "captions in Word": (written_document(*SRT), SAID),
    "a spreadsheet": (written_sheet(HEAD, *TURNS), SAID),
}


def archived(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_has_in_tables_or_as_captions_arrives_with_names_and_times(name):
    files, said = DOCUMENTS[name]
    lesson = read_lesson(archived(files), "talk")
    assert [[part.start, part.speaker, part.text] for part in lesson.paragraphs] == said


TERMS = (
    ("Term", "Also", "Definition"),
    ("Ebb", "", "The fall, twice."),
    ("Flood", "high water", "The rise."),
)
ROWS = ("".join(f"<table-cell><p>{cell}</p></table-cell>" for cell in row) for row in TERMS)
TABLE = f"<table>{''.join(f'<table-row>{row}</table-row>' for row in ROWS)}</table>"
TERM_TABLES = {
    "XLSX": written_sheet(*TERMS),
    "ODS": {"content.xml": f"<document-content><spreadsheet>{TABLE}</spreadsheet></document-content>"},
    "Word": written_document("Words of the sea", TERMS),
}


@pytest.mark.parametrize("name", TERM_TABLES)
def test_a_list_of_terms_arrives_from_the_table_of_a_document(name):
    data = archived(TERM_TABLES[name])
    for terms in (read_term_list(data, "terms").terms, read_lesson(data, "terms").terms):
        assert [(term.headword, term.definition, term.also) for term in terms] == [
            ("Ebb", "The fall, twice.", ()), ("Flood", "The rise.", ("high water",)),
        ]  # fmt: skip


def test_scenarist_captions_arrive():
    codes = "94ae 94ae 9420 9420 9470 9470 57e5 20e4 efae 942c 942c 942f 942f"  # "We do."
    lesson = read_lesson(f"Scenarist_SCC V1.0\n\n00:00:01:06\t{codes}\n".encode(), "talk.scc")
    assert [part.text for part in lesson.paragraphs] == ["We do."]


REFUSED = {
    "a PDF": "%PDF-1.7\n1 0 obj",
    "an old Word document": b"\xd0\xcf\x11\xe0\xa1\xb1".decode("latin-1"),
    "a picture": "\x89PNG\r\n\x1a\n\0\0",
    "a recording": "ID3\x04\0\0",
    "Final Cut's XML": '<?xml version="1.0"?>\n<!DOCTYPE fcpxml>\n<fcpxml version="1.9"></fcpxml>',
    "an archive": "\x1f\x8b\x08\0",
    "PGS, which is pictures": "PG\0\0\0\1\0\0\0\0\x16\0",
    "a script of SubViewer 1": "[TITLE]\nRivers\n[BEGIN]\n**** START SCRIPT ****\n[00:00:01]\nWe do.\n",
    "an e-mail": "MIME-Version: 1.0\nSubject: Rivers\n\nWho owns a river?\n",
    "RTTM, which says who speaks and not what": "SPEAKER talk 1 1.20 4.60 <NA> <NA> ana <NA> <NA>\n",
    "CTM, which has words without sentences": "talk 1 1.20 0.30 who 0.98\ntalk 1 1.50 0.40 owns 0.99\n",
    "a meeting's chat": "00:01:12\t From Ana Ruiz to Everyone:\n\tWho owns a river?\n",
    "VobSub, which is pictures": "# VobSub index file, v7\nsize: 720x576\n",
    "a list of chapters": "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Rivers\n",
    "gettext's catalogue of translations": 'msgid "river"\nmsgstr "Fluss"\n',
    "a deck of Anki": "#separator:tab\nRiver\tWhat flows.\n",
    "QuickTime text": "{QTtext} {font:Arial}\n[00:00:01.00]\nWe do.\n",
    "Cheetah's captions": "*NonDropFrame\n** Caption Number 1\n*T 00:00:01:05\nWe do.\n",
    "JacoSub's script": "#T100\n0:00:01.20 0:00:05.80 D We do.\n",
    "other XML": '<?xml version="1.0"?><note><to>Ana</to></note>',
    "a program's settings": "[core]\n\tbare = false\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_is_refused_by_its_name(name):
    with pytest.raises(InvalidInput, match=rf"talk:1: this is {name}, which is not read; \w[^\n]+$"):
        read_lesson(REFUSED[name].encode("latin-1"), "talk")


@pytest.mark.parametrize(
    "text",
    [
        "00:00.000 --> soon\nWe do.\n",
        "Dialog;00:01;00:02;We do.;x\nDialog;00:03;00:04;We do.;x\n",
        "<a>1</a>\n<b>2</b>\n",
        "width = 3\nheight = 4\n",
        "{\n  x: 1;\n}\n",
        "WEBVTT\n\n00:01.000 --> 00:05.000\nsheet.jpg#xywh=0,0,160,90\n",
        'WEBVTT\n\n00:01.000 --> 00:05.000\n{"place": "mill", "zoom": 3}\n',
    ],
)
def test_what_no_reader_knows_is_never_printed_as_prose(text):
    with pytest.raises(InvalidInput):
        read_lesson(text.encode(), "talk")


def test_xml_that_is_cut_off_is_read_as_far_as_it_goes_and_named():
    cue = '<p begin="{0}s" end="{1}s">We do {0}.</p>\n'
    text = "<tt xmlns='http://www.w3.org/ns/ttml'><body><div>\n" + "".join(
        cue.format(n, n + 1) for n in range(3)
    )
    lesson = read_lesson(f"{text}<p begin='3s'".encode(), "talk.ttml")
    assert " ".join(part.text for part in lesson.paragraphs) == "We do 0. We do 1. We do 2."
    assert ("xml-damaged", 5) in [(problem.code, problem.line) for problem in lesson.problems]


def test_a_file_that_is_cut_anywhere_is_read_or_refused_and_never_breaks():
    documents = [files for files, _ in DOCUMENTS.values()] + list(TERM_TABLES.values())
    lists = yaml.safe_load((HERE / "terms" / "lists.yml").read_text("utf-8"))
    texts = [case["text"].encode() for case in (*FORMS, *lists)]
    for whole in (*texts, *map(archived, documents)):
        for at in range(1, len(whole), len(whole) // 4 + 1):
            for data in (whole[:at], whole[:at] + whole[at + 9 :]):
                for read in (read_lesson, read_term_list):
                    with suppress(InvalidInput):
                        read(data, "talk")


def test_a_quotation_mark_that_is_never_closed_does_not_make_a_long_text_a_table():
    lesson = read_lesson(f'"{"We do. " * 20_000}'.encode(), "talk")
    assert (
        sum(len(said.text) for said in lesson.paragraphs) > 131_072
    )  # what the library for tables takes at most


def test_chapters_are_told_to_be_chapters():
    titles = ("The spring", "The mill and its pond", "The sea")
    cues = (f"00:0{n}:00.000 --> 00:0{n + 1}:00.000\n{title}\n" for n, title in enumerate(titles))
    for text in (
        "\n".join(("WEBVTT\n", *cues)),
        '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "A"}]}',
    ):
        with pytest.raises(InvalidInput, match="chapters, and no transcript"):
            read_lesson(text.encode(), "talk")


def test_a_table_has_times_in_brackets_remarks_beside_them_and_colons_behind_names():
    rows = ("[0:04] at the mill,ANA:,Who owns it?", ",BEN:,We do.", "[00:01:09],ANA:,Do we?")
    table = "\n".join(("timestamp,speaker,words", *rows))
    lesson = read_lesson(table.encode(), "talk.csv")
    assert [(said.start, said.speaker, said.text) for said in lesson.paragraphs] == [
        (4000, "ANA", "(at the mill) Who owns it?"),
        (4000, "BEN", "We do."),
        (69000, "ANA", "Do we?"),
    ]
    assert [(problem.code, problem.line) for problem in lesson.problems] == [("segment-without-time", 3)]
