"""
Bringing articles in: readers turn a file into an `ArticleDocument`, without a database.

A reader invents nothing and drops nothing in silence: what it recognised, guessed or left
out stands in the document's notes.
"""

from .document import ArticleDocument, ImportProblem, Note, Reference
from .markdown_reader import read_markdown

__all__ = ["ArticleDocument", "ImportProblem", "Note", "Reference", "read_markdown"]
