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
    from tracktwo.model.problem import InvalidInput as GlossaryError
    from tracktwo.model.term import Glossary, Term

__all__ = ["Glossary", "GlossaryError", "Term"]

_PUBLIC = {
    "Glossary": ("tracktwo.model.term", "Glossary"),
    "GlossaryError": ("tracktwo.model.problem", "InvalidInput"),
    "Term": ("tracktwo.model.term", "Term"),
}


def __getattr__(name: str) -> object:
    """Import a public name (PEP 562)."""
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _PUBLIC[name]
    value: object = getattr(import_module(module), attribute)
    return value
