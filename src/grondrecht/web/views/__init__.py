"""The pages of the public site: one module per matter, each view reads like a paragraph."""
