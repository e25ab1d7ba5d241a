"""单位人员表: a sheet of units and people read, shown before it is taken in, and written out again."""
