"""assignments.yaml to nouns and rows, or every mistake with its place."""
