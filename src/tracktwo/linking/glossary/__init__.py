"""The glossary of a site: read through the host, and kept."""
