"""Mending what can be mended without a person's knowledge: changes to the records' texts, made and checked."""
