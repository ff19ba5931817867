"""The scoring rules computed a second time, from their description and in fractions, by somebody who did not know how.

Only the parameters of a scheme are the program's: whatever is computed from them is computed here anew.
"""
