"""The papers of a record: what stands in each as plain data, and templates that put it into words."""
