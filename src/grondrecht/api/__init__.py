"""The door for programs: the API under /api/v1 and the permanent identifiers under /id."""
