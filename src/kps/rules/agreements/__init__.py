"""A: agreements between municipality and police (section 3 of the guideline)."""
