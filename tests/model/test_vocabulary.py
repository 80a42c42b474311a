"""Styles, scripts and templates name what the vocabulary has, and the vocabulary has nothing else."""

import re
from pathlib import Path

from tracktwo.linking.blocks.marker_context import DEFINES
from tracktwo.model.vocabulary import CLASSES, DATA_ATTRIBUTES

THEME = Path(__file__).resolve().parents[2] / "src/tracktwo/theme"
TEMPLATES = "".join(path.read_text("utf-8") for path in (THEME / "templates").iterdir())
STYLES = "".join(path.read_text("utf-8") for path in (THEME / "assets").glob("*.css"))
STYLES = re.sub(r"/\*.*?\*/", "", STYLES, flags=re.DOTALL)
SCRIPTS = "".join(path.read_text("utf-8") for path in (THEME / "assets").glob("*.js"))
OTHERS = ("md-", "wy-", "headerlink", "footnote")  # the theme's and Python-Markdown's own


def of_others(name: str) -> bool:
    return name.startswith(OTHERS)


def camel(name: str) -> str:
    """A data attribute as scripts have it in a dataset."""
    return re.sub(r"-(\w)", lambda match: match[1].upper(), name.removeprefix("data-"))


def test_styles_name_our_classes_alone():
    selectors = re.sub(r"{[^{}]*}", " ", STYLES)
    assert {name for name in re.findall(r"\.(-?[a-z][\w-]*)", selectors) if not of_others(name)} <= CLASSES


def test_no_style_is_of_a_class_alone_which_a_site_may_have_too():
    """Each selector asks for an attribute that our templates alone write."""
    listed = ",".join(re.findall(r"([^{};]+){[^{}@]*}", STYLES))
    while listed != (
        bare := re.sub(r"\(([^()]*)\)", lambda match: f"<{match[1].replace(',', ';')}>", listed)
    ):
        listed = bare
    selectors = listed.split(",")
    assert len(selectors) > 60
    assert [
        it
        for it in selectors
        if not re.search(r"\[data-(tracktwo|definition)\]|::highlight[(<]tracktwo-", it)
    ] == []


def test_styles_name_our_attributes_alone():
    named = set(re.findall(r"\[(data-[\w-]+)", STYLES))
    assert named <= DATA_ATTRIBUTES


def test_templates_name_our_classes_and_attributes_alone():
    classes = {name for value in re.findall(r'class="([^"{]*)', TEMPLATES) for name in value.split()}
    assert classes <= CLASSES
    assert set(re.findall(r"\bdata-[a-z-]+", TEMPLATES)) <= DATA_ATTRIBUTES | {DEFINES}


def test_scripts_name_our_classes_and_attributes_alone():
    selectors = re.findall(r"""[("`\s](?:[a-z]+)?\.([a-z]+(?:-[a-z]+)+)\b""", SCRIPTS)
    assert {name for name in selectors if not of_others(name)} <= CLASSES
    used = set(re.findall(r"dataset\.(\w+)", SCRIPTS))
    assert used <= {camel(name) for name in DATA_ATTRIBUTES}


def test_what_the_vocabulary_has_is_used():
    source = TEMPLATES + STYLES + SCRIPTS
    source += "".join(
        path.read_text("utf-8") for path in THEME.parent.rglob("*.py") if "vocabulary" not in path.name
    )
    assert [name for name in CLASSES if not re.search(rf"\b{name}\b", source)] == []
    unused = [name for name in DATA_ATTRIBUTES if name not in source and camel(name) not in source]
    assert unused == []
