"""One module for each sort of rule: the formula of an item's points before rounding."""
