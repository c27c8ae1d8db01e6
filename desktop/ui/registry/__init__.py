"""The section "Registry": searching, what a registry holds, who is signed in."""
