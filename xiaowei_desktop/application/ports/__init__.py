"""What the jobs need from the outside, as protocols: storage, workbooks, paper, the clock."""
