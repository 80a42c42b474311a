"""The hosts: their pages become a site, and what is published becomes their files."""
