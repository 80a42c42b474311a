"""One page in Python-Markdown's tree: its running text, its links, times and tooltips."""
