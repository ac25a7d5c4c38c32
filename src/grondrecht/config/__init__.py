"""How the site is set up: settings from the environment, addresses, the door for servers."""
