"""The rights finder: a person answers as few questions as needed; nothing is stored or sent on."""
