"""D and P: whether the records can be read and are sound, and personal data in them."""
