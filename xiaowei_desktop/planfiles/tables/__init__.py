"""A plan as seven tables of texts, in the words of the office: what the plan workbook and the plan pages hold."""
