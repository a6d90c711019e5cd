"""What happens when: the only door to Prefect."""
