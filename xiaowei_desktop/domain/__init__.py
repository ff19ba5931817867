"""The office's own matters: periods, figures, organisations, plans, returns, checks and scores.

Pure: only the standard library, no files, no windows, no database.
"""
