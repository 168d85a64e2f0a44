"""The command line: a thin door to the engine. A command is a file under ``commands/``."""
