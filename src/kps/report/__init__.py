"""The yearly status: figures first, views after. Pure: no files, no clock, no printing."""
