"""Glossaries of other sites: fetched on demand, and kept with their digests."""
