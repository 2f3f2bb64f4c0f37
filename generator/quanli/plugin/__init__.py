from quanli.plugin.receivers import register

__all__ = ["register"]
