"""The verbs that write. Each takes ``by`` and ``why``, is one transaction, and logs in it."""
