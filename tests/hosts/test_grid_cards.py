"""A theme's own components keep their looks and scripts: Material's grid of cards has nothing of ours."""

from sites import GLOSSARY, Site

GRID = '<div class="grid cards" markdown>\n\n- A\n- B\n\n</div>\n'


def test_a_grid_of_cards_is_not_taken_for_flash_cards(tmp_path):
    pages = {"glossary.md": GLOSSARY, "grid.md": GRID}
    built = Site(tmp_path, pages, markdown_extensions=["toc", "md_in_html", "tracktwo"]).build()
    assert "assets/tracktwo/" not in (built / "grid/index.html").read_text("utf-8")
