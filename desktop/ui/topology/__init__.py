"""The picture of networks, containers, published ports and the host."""
