"""方案文件: a plan as a document of plain tables, and the files and texts that hold such a document."""
