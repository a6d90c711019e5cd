"""The nouns and their pure rules, and the database."""
