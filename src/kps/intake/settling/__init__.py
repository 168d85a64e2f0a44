"""What a source says, held against the register: new records, values put into those that are there, and the account."""
