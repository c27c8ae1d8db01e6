"""Who reaches whom, as a matrix: the networks' verdict, and a real test."""
