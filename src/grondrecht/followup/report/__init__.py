"""The report of a round, from its copy alone: Word, PDF, Excel, JSON and two pages for citizens.

``content`` turns the copy into headings, sentences, tables and drawings; the writers print those.
Nothing here asks the database anything, so a frozen round gives the same report for ever.
"""
