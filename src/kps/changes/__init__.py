"""What differs between two readings of a register: pure, and told in plain words."""
