"""卷宗: a part of the log taken out of the office with all that shows it to be that."""
