"""What each sheet says, as plain data; screen, paper and Excel render the same object."""
