"""Tables: a sheet to read, and a grid to type in."""
