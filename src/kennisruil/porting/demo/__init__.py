"""The demo network: invented people, organisations and concepts, and a walk through the program's own actions."""
