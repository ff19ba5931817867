"""How each line of a score sheet is computed, as formulas over input cells: what a spreadsheet can recalculate.

Nothing here knows Excel's files. A formula is text with the numbers of other lines in braces, and what it comes to now.
"""
