"""The embedded PostgreSQL of one installation: started by the first program that needs it, stopped by the last."""

from .home import DATABASE, home, read_card
from .problems import ServerProblem
from .supervisor import Server

__all__ = ["DATABASE", "Server", "ServerProblem", "home", "read_card"]
