"""The command line: for offices' technicians and scripts, as its users may rely on it."""
