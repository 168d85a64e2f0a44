"""The records as people type them: one module a record kind, Norwegian keys, English attributes."""
