"""The Pelican plugin. Importing it does not import Pelican: small builds do without the host."""


def register() -> None:
    """Connect the plugin to Pelican's signals, as Pelican asks of every plugin."""
    from quanli.plugin.receivers import connect  # noqa: PLC0415

    connect()
