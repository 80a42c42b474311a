"""Lists of terms become entries of a glossary."""
