"""What stands in the way of a book."""


class PublishingError(Exception):
    """A book that cannot be published: what is wrong, where, and what to do."""
