"""Looking for words in all texts of a register: what is asked, the texts item by item, and what the public may find."""
