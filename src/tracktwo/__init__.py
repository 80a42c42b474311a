r"""Tracktwo: the second track of a talk, the one that people read.

    >>> from tracktwo import Glossary
    >>> glossary = Glossary.from_markdown("## Envoy\n\n*Also: emissary*\n\nWho *speaks* for a state.")
    >>> glossary["emissary"].headword
    'Envoy'

What is public: `Glossary`, its entries (`Term`), and `GlossaryError`, which `Glossary.read` raises. They are
imported when they are asked for, so that what needs none of them does not wait for them.
"""

TYPE_CHECKING = False  # as in typing, whose import would cost most of this one's time
if TYPE_CHECKING:
    from tracktwo.model.term import Glossary, GlossaryError, Term

__all__ = ["Glossary", "GlossaryError", "Term"]


def __getattr__(name: str) -> object:
    """Import a public name (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tracktwo.model import term as glossary

    value: object = getattr(glossary, name)
    return value
