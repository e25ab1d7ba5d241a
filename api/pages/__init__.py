"""The pages people work on: plain forms that work without JavaScript, one router a subject."""
