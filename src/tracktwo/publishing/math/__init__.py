"""Formulas: LaTeX and MathML become nodes of the document tree."""
