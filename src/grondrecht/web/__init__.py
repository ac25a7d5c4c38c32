"""The door for people: the public site, server-rendered, in Dutch and English."""
