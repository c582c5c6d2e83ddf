"""Settings: the environment beats ``.env`` beats the default; read once, frozen, passed down.

``.env.example`` lists each of them; a test holds the two together.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that can be set. Secrets never show in logs."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    slate_data: Path = Field(default=Path("data"), description="Folder of the database, pictures and caches.")
    slate_host: str = Field(default="127.0.0.1", description="Address of the page. Keep it on this machine.")
    slate_port: int = Field(default=8321, ge=0, le=65535, description="Port of the page; 0 takes any free one.")
    slate_workers: int = Field(default=0, ge=0, le=64, description="Worker processes; 0 is one less than cores.")
    slate_timeout: float = Field(default=60.0, gt=0, le=3600, description="Seconds after which one task is ended.")
    slate_max_mib: int = Field(default=50, ge=1, le=1024, description="Largest file taken, in MiB.")
    slate_max_minutes: int = Field(default=15, ge=1, le=240, description="Longer files are heard in windows.")
    slate_keep_days: int = Field(default=90, ge=1, le=3650, description="Days the page keeps its conversation.")
    slate_log: str = Field(default="warning", pattern="^(debug|info|warning|error)$", description="How much to log.")
    discord_token: SecretStr = Field(default=SecretStr(""), description="Token of your Discord bot.")
    discord_api_base: str = Field(default="", description="Another address of Discord's API, for proxies and tests.")
    discord_gateway: str = Field(default="", description="Another address of Discord's gateway, likewise.")
    slack_bot_token: SecretStr = Field(default=SecretStr(""), description="Slack bot token, begins with xoxb-.")
    slack_app_token: SecretStr = Field(default=SecretStr(""), description="Slack app-level token, begins with xapp-.")
    slack_api_base: str = Field(default="", description="Another address of Slack's API, for proxies and tests.")

    @property
    def max_bytes(self) -> int:
        """The largest file taken, in bytes."""
        return self.slate_max_mib * 2**20

    @property
    def workers(self) -> int:
        """How many worker processes to run."""
        return self.slate_workers or max(1, (os.cpu_count() or 2) - 1)
