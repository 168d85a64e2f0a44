"""The rules, by chapter: a decorated function a rule, with its page in its docstring."""
