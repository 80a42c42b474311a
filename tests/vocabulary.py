"""The classes and `data-` attributes of our HTML: styles, scripts and templates name these and no others."""

# The classes of what we put into a page: its HTML, styles and scripts name these and no others.
CLASSES = frozenset(
    "actions cite contribute filter find flash-cards lesson lesson-by lesson-files lesson-minutes "
    "lesson-objective lesson-page lesson-source lessons letters moment page-end play player player-back "
    "player-bar player-controls player-description player-embed player-follow player-keys player-links "
    "player-time recorded said-at said-now search search-asked search-close search-filters search-hits "
    "search-needs search-open search-said search-status self-check speaker speakers strip strips "
    "taught-in term term-definition terms time timed trainer trainer-answers trainer-card turn turned "
    "used-in used-in-title uses-page".split()
)
# The attributes by which HTML tells styles what is ours (`data-tracktwo`), scripts what to do and to say, and
# searches what to leave out.
DATA_ATTRIBUTES = frozenset(
    "data-all-uses data-answer data-answered data-audio data-away data-book data-cards data-close "
    "data-copied data-copy data-count data-date data-decks data-definition data-docked data-does "
    "data-done data-entries data-entry data-filter data-from data-kept data-label data-letters "
    "data-minutes data-needs data-open data-pause data-play data-player data-playing data-quote "
    "data-right data-search data-search-exclude data-seen data-sure data-term data-title data-toc-label "
    "data-tracktwo data-turn data-video data-words data-wrong".split()
)
