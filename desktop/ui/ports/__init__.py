"""The section "Ports": all published ports of the Engine."""
