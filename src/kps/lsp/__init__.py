"""The editor's door: what it asks over the Language Server Protocol, answered by the same engine as elsewhere."""
