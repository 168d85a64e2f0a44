"""R: police councils, their members and their work (section 4 of the guideline)."""
