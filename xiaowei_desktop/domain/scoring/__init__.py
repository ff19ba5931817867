"""考核评分: the scoring scheme, its rules, marks, score sheets and the ranking."""
