"""Feeds and pages over HTTP: the only door to FastAPI."""
