"""值班表: a roster sheet read as offices write it, written out on A4, and two rosters held side by side."""
