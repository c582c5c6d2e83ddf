"""The page: one conversation in a browser tab that speaks every cog's commands.

Knows the desk, the jobs and the store, and no other platform. What the browser may ask:

========  ======================  ==================================================================================
GET       ``/``                   the page; its parts lie under ``/page/``
GET       ``/api/features``       what can be asked, as the forms need it; gives a new browser its session cookie
GET       ``/api/events``         server-sent events. ``state`` is everything there is to show and comes first, on
                                  every connection, so a reconnect needs no other rule; then ``line`` (somebody said
                                  something), ``amended`` (a better answer took a line's place), ``step`` (a job
                                  moved), ``piece`` (a part of the greeting is there) and ``cleared``
POST      ``/api/ask``            multipart: ``line`` (as typed), or ``feature`` and ``words`` (JSON), and files ->
                                  ``{}``, or ``{"form": …}`` when something is missing; answers come as events
POST      ``/api/move``           JSON ``{"code", "label"}``: a button of an answer -> as above
POST      ``/api/cancel``         JSON ``{"job"}`` -> ``{"cancelled": bool}``
POST      ``/api/clear``          forget this browser's conversation -> ``{}``
GET       ``/files/{digest}``     a picture or sound of an answer; ``?name=`` is what it is saved as
========  ======================  ==================================================================================

A browser is known by a random cookie, which is the ``Person`` and the channel; two of its tabs show the same. Every
failure is ``{"error": sentence}``. Who may ask at all is the business of ``_guard``.
"""

from bot.web._page import Web

__all__ = ["Web"]
