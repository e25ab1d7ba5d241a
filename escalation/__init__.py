"""What wakes people: the waiter, the sweep, the watch over the clock."""
