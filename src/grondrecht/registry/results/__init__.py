"""Files of results are read: of `grondrecht indicators`, plain CSV, and Eurostat's SDMX-CSV."""
