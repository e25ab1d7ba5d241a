"""What is shown: folds of the log, one file a question. Never decides."""
