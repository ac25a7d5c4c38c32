"""A plan becomes a document."""
