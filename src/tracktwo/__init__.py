r"""Tracktwo: the second track of a talk, the one that people read.

    >>> from tracktwo import Glossary
    >>> [term.headword for term in Glossary.from_markdown("## Envoy\n\nWho speaks for a state.")]
    ['Envoy']

`Glossary` and `Term` are the public API. They are imported when they are asked for, so that what needs
neither does not wait for them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracktwo.linking.glossary import Glossary, Term

__all__ = ["Glossary", "Term"]


def __getattr__(name: str) -> object:
    """Import a public name (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tracktwo.linking import glossary

    value: object = getattr(glossary, name)
    return value
