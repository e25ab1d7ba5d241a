"""预案登记册: a sheet of plans read as offices write it, looked at before it is taken in, and written out again."""
