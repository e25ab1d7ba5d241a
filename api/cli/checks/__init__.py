"""What `shoubao doctor` looks at. Every check reads only, so that it can be asked while the server works."""
