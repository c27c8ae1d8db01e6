"""What containers use: figures from two samples, their history, and who keeps it going."""
