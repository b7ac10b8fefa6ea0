"""What user-data scripts may import."""
