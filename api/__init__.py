"""How the world talks to the desk: pages, live socket, command line, settings, and the only clock."""
