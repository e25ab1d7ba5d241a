"""预案: the plan register and the plan texts people act on."""
