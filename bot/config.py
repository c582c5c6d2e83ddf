"""Settings: the environment beats ``.env`` beats the default; read once, frozen, passed down.

``.env.example`` lists each of them; a test holds the two together.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

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
    slate_at_once: int = Field(
        default=10, ge=1, le=1000, description="Requests one person may have in hand; your own page is free of limits."
    )
    slate_cooldown: int = Field(
        default=0, ge=0, le=3600, description="Seconds between two of a person's requests for the same command."
    )
    slate_log: str = Field(default="warning", pattern="^(debug|info|warning|error)$", description="How much to log.")
    discord_token: SecretStr = Field(default=SecretStr(""), description="Token of your Discord bot.")
    discord_api_base: str = Field(default="", description="Another address of Discord's API, for proxies and tests.")
    discord_gateway: str = Field(default="", description="Another address of Discord's gateway, likewise.")
    slack_bot_token: SecretStr = Field(default=SecretStr(""), description="Slack bot token, begins with xoxb-.")
    slack_app_token: SecretStr = Field(default=SecretStr(""), description="Slack app-level token, begins with xapp-.")
    slack_mode: Literal["socket", "http"] = Field(
        default="socket", description="How Slack reaches the bot: socket needs no public address, http needs one."
    )
    slack_signing_secret: SecretStr = Field(
        default=SecretStr(""), description="Signing secret of your Slack app; http needs it instead of the app token."
    )
    slack_client_id: str = Field(
        default="", description="Client ID of your Slack app; with its secret, other workspaces can install the bot."
    )
    slack_client_secret: SecretStr = Field(default=SecretStr(""), description="Client secret of your Slack app.")
    slack_host: str = Field(
        default="127.0.0.1", description="Address for Slack's requests and installations; put a proxy with TLS before."
    )
    slack_port: int = Field(default=8322, ge=0, le=65535, description="Port for them; 0 takes any free one.")
    slack_public_url: str = Field(
        default="", description="Where the internet reaches them, such as https://slate.example.org."
    )
    slack_api_base: str = Field(default="", description="Another address of Slack's API, for proxies and tests.")

    slate_noncommercial: bool = Field(
        default=False,
        description="Follow links: yes confirms non-commercial use under the terms of the sources below.",
    )
    slate_deezer: bool = Field(
        default=True, description="Hear excerpts from Deezer; its terms allow non-commercial use only."
    )
    slate_apple: bool = Field(default=False, description="Hear excerpts from Apple too; its terms are stricter still.")
    slate_reccobeats: bool = Field(
        default=True, description="Ask ReccoBeats for the names of songs, and for their published features."
    )
    slate_musicbrainz: bool = Field(default=True, description="Ask MusicBrainz for the names of songs.")
    slate_oembed: bool = Field(default=True, description="Ask Spotify's public oEmbed for titles.")
    slate_contact: str = Field(default="", description="Where the sources can reach you; it goes into the requests.")
    slate_listening_days: int = Field(
        default=90, ge=1, le=365, description="Days that is kept what people who joined listened to."
    )
    slate_listenbrainz: bool = Field(default=True, description="Let people link their ListenBrainz accounts.")
    lastfm_api_key: SecretStr = Field(
        default=SecretStr(""), description="API key of Last.fm, so that people can link accounts; non-commercial use."
    )
    spotify_client_id: str = Field(default="", description="Client ID of your Spotify app; links work better with it.")
    spotify_client_secret: SecretStr = Field(default=SecretStr(""), description="Client secret of your Spotify app.")
    spotify_api_base: str = Field(default="https://api.spotify.com/v1/", description="Address of Spotify's Web API.")
    spotify_token_url: str = Field(
        default="https://accounts.spotify.com/api/token", description="Address of Spotify's tokens."
    )
    short_links_base: str = Field(
        default="", description="Another address for Spotify's short links, for proxies and tests; their host follows."
    )
    deezer_base: str = Field(default="https://api.deezer.com", description="Address of Deezer's API.")
    apple_base: str = Field(default="https://itunes.apple.com", description="Address of Apple's search.")
    reccobeats_base: str = Field(default="https://api.reccobeats.com", description="Address of ReccoBeats' API.")
    musicbrainz_base: str = Field(default="https://musicbrainz.org", description="Address of MusicBrainz.")
    coverart_base: str = Field(default="https://coverartarchive.org", description="Address of the Cover Art Archive.")
    listenbrainz_base: str = Field(default="https://api.listenbrainz.org", description="Address of ListenBrainz.")
    lastfm_base: str = Field(default="https://ws.audioscrobbler.com", description="Address of Last.fm's API.")
    oembed_base: str = Field(default="https://open.spotify.com", description="Address of Spotify's oEmbed.")

    slate_diffusion: str = Field(
        default="auto",
        description="Repaint slates: auto, off, lightning, lcm, quality, strict, cpu, turbo, a hub id or a folder.",
    )
    slate_diffusion_cpu: bool = Field(
        default=False, description="Let the processor repaint where there is no GPU: seconds to minutes a picture."
    )
    slate_diffusion_seconds: float = Field(
        default=300.0, ge=10, le=3600, description="Seconds after which a repaint is ended, with loading."
    )
    slate_diffusion_steps: int = Field(default=0, ge=0, le=150, description="Steps of a repaint; 0 is the model's own.")
    slate_diffusion_side: int = Field(
        default=0, ge=0, le=2048, description="Pixels of a side that the model paints; 0 is the model's own."
    )
    slate_diffusion_safety: bool = Field(
        default=True, description="Use the safety check of models that bring one along."
    )
    slate_lora: str = Field(default="", description="LoRA over all repaints: a name in data/loras, a path or a hub id.")
    slate_lora_weight: float = Field(default=0.8, ge=0, le=1.5, description="How heavily that LoRA lies on them.")
    slate_remix_models: str = Field(
        default="",
        description="Folder of weights for remixes: small0.ckpt for beat_this, 955717e8.safetensors for demucs.",
    )
    slate_narrator: str = Field(
        default="", description="Language model for /story, a folder or a fetched hub id such as Qwen/Qwen3-0.6B."
    )
    slate_narrator_address: str = Field(
        default="", description="Or the address of a server with OpenAI's protocol, such as http://127.0.0.1:11434/v1."
    )
    slate_narrator_key: SecretStr = Field(default=SecretStr(""), description="Key for that server, if it wants one.")

    @property
    def remix_models(self) -> Path | None:
        """The folder of weights for the remix's optional networks, if there is one."""
        return Path(self.slate_remix_models) if self.slate_remix_models else None

    @property
    def max_bytes(self) -> int:
        """The largest file taken, in bytes."""
        return self.slate_max_mib * 2**20

    @property
    def slack_shared(self) -> bool:
        """Whether any workspace can install the bot."""
        return bool(self.slack_client_id and self.slack_client_secret.get_secret_value())

    @property
    def slack_needs(self) -> tuple[str, ...]:
        """The settings that Slack needs and that are not there yet."""
        needed = ["slack_signing_secret" if self.slack_mode == "http" else "slack_app_token"]
        needed += ["slack_public_url"] if self.slack_shared else ["slack_bot_token"]
        values = {name: getattr(self, name) for name in sorted(needed, key=list(type(self).model_fields).index)}
        shown = {n: v.get_secret_value() if isinstance(v, SecretStr) else v for n, v in values.items()}
        return tuple(name.upper() for name, value in shown.items() if not value)

    @property
    def workers(self) -> int:
        """How many worker processes to run."""
        return self.slate_workers or max(1, (os.cpu_count() or 2) - 1)
