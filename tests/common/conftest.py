from tests.world import client_of

__all__ = ["client_of"]
