"""What stands between the engine and its doors: git, the one writer of files, and errors told to people."""
