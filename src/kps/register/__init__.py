"""Finding registers, reading them in one pass, and the index that everything else asks."""
