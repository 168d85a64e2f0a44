"""kps: the records of the cooperation between municipalities and police, held against the guideline."""

__version__ = "0.1.0"
