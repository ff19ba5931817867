"""Random years of counties under random schemes of every rule kind: for properties, and for recalculated workbooks."""
