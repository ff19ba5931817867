"""Taking in workbooks: read, interpret, check, show what would change, store all of a file or nothing."""
