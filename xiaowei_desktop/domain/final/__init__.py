"""定稿: a year's results as they are frozen, read again, and compared."""
