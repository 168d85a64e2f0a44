"""What was found out before, kept for the next run: never believed over the files, and none the worse if it is lost."""
