"""One module for each job of the office; storage, workbooks and paper are reached through `ports`."""
