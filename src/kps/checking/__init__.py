"""Asking the rules of a register: what a rule is, what it may ask, and what becomes of what it says."""
