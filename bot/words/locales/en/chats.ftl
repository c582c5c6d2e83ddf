### What the bot says on chat platforms.

# $stage is what is being done, $ahead how many tasks wait before it, $done per cent.
step-line = { $stage }{ $ahead ->
    [0] {""}
   *[other] , { $ahead } before you
} · { $done } %
stage-line = { $stage }{ $ahead ->
    [0] {""}
   *[other] , { $ahead } before you
}
starting = starting
cancel-label = Cancel
cannot-cancel = There is nothing of yours to cancel here: it is done already, or somebody else asked for it.
already-asked = I am working on exactly that for you already.
send-label = Send
form-label = Fill in a form
# Over a field; $most is how many files it takes.
files-label = { $most ->
    [1] Or the audio file itself
   *[other] Or the audio files themselves
}
file-option = The audio itself: a file, a voice message or a video
# Under a table whose last rows did not fit.
more-rows = … and { $count } more
upload-lost = I could not fetch “{ $name }”. Send it again.
made-to-fit = The sound was too large for this place, so it came as an mp3.
too-large-to-post = { $count ->
    [one] One file is
   *[other] { $count } files are
} too large to be posted here.
restarting = I am being restarted; the answer follows below.
# Somebody mentioned the bot and said nothing else; $features are commands to type.
say-what = Mention me with a song (a file on the message will do), or begin with one of: { $features }.

## Discord

command-changed = That command has changed. Reload Discord (Ctrl-R) and call it again.
form-lost = I no longer have the form that you filled in: I was restarted, or it stood open too long. Call the command again.
upload-foreign = “{ $name }” does not lie with Discord itself, so I did not fetch it. Send the file here instead.
# Progress that can no longer be edited.
answer-apart = This takes longer than I may change this message; the answer follows as a new one.
asked-in-passing = I was restarted before I had read that. Ask again in a minute.
delete-label = Delete
cannot-delete = Only the person who asked for this and the moderators here may delete it.
# The button under a link to a song that somebody posted.
offer-label = Slate it
spoiler-option = Cover the pictures until somebody clicks them
# $names are some of the three intents below.
intents-missing = Discord does not let me see { $names }. That is fine for everything but what needs it; to allow it, switch it on under Privileged Gateway Intents on the Bot page of your application, then restart me.
intent-message-content = messages that do not mention me
intent-presences = what people listen to
intent-members = who is in a server
invitation-server = To a server (who may manage it): { $link }
invitation-person = For yourself, in every chat: { $link }
no-application = I do not know your application yet: set DISCORD_TOKEN in .env, or DISCORD_APPLICATION_ID.
connecting = connecting …
# After "Discord:" in a list; $invitation is an address.
discord-connected = connected as { $name }{ $servers ->
    [0] , in no server yet; invite it with { $invitation }
    [one] {" "}in { $servers } server
   *[other] {" "}in { $servers } servers
}
discord-token-refused = Discord refused the token. Copy it anew from the Bot page of your application into DISCORD_TOKEN in .env.
discord-unreachable = I cannot reach Discord; I keep trying. Check this machine's connection.

## Slack

slack-files-hint = Slack takes up to 10 MB here. Post a larger file in a channel, with a mention of me.
slack-file-denied = Slack would not hand me “{ $name }”. Whoever installed me can grant me files:read and install me again.
slack-file-elsewhere = “{ $name }” does not lie with Slack itself, so I did not fetch it. Upload the file here instead.
slack-not-invited = I may not write where you asked me, so here is the answer. Invite me there (/invite) to get it there.
# After "Slack:" in a list.
slack-connected = connected as { $name } in { $team }
# $why is Slack's own word for it.
slack-token-refused = Slack refused { $setting } ({ $why }). Copy it anew from your app's page at api.slack.com/apps into .env.
slack-unreachable = I cannot reach Slack; I keep trying. Check this machine's connection.
slack-lost = connection lost; I am making it anew
