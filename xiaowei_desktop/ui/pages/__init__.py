"""The pages of the window: one for each job of the office."""
