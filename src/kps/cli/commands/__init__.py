"""The commands: a module each, found by name; ``HELP`` is its help, ``run`` its function."""
