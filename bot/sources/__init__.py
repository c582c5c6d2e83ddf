"""Where songs come from: links, public catalogues and the one client that asks them. Knows no chat platform."""
