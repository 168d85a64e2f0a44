"""The rules: a file a chapter, a decorated function a rule, with its page in the docstring."""
