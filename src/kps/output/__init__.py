"""Findings made visible: located in their files, then as text or as JSON."""
