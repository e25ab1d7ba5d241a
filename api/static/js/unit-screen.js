// The screen of a unit that is not being asked looks again every ten seconds.

setTimeout(() => location.reload(), 10_000);
