"""The plan kept: models, the verbs that write them, the log, search and editions."""
