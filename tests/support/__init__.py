"""What the tests stand on: a real Engine of their own, event loops, and guards against leaks."""
