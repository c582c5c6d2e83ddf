### What the bot says in Slack alone.

# The button of a card that leads to a song.
slack-open-label = Open
# The button under a link to a song that somebody posted.
slack-make-label = Make slate
# Stands for a song whose name is not known.
slack-some-track = A song on Spotify
# Under an answer; $files are the names of sounds and other files.
slack-beside = In the thread: { $files }
# Over a list in a form, below a field for words.
slack-recent-label = Or one of these songs
slack-button-unknown = That button belongs to an older version of me. Ask me again with a command.

## A person's own page

slack-home-intro = Give me a song (a link, a file or a recording) and I answer with mood art. Press one of these, or mention me anywhere.
slack-home-jobs = What I am working on for you
slack-home-no-jobs = Nothing at the moment.
slack-home-pictures = Your last pictures
slack-home-no-pictures = None yet. They will appear here.
slack-home-yours = About you
slack-home-everyone = For everyone in this workspace

## The connection

# $address is where another workspace can install the bot.
slack-installed = connected { $count ->
    [0] to no workspace yet
    [one] to { $count } workspace
   *[other] to { $count } workspaces
}; install it with { $address }
slack-uninstalled = uninstalled from the workspace; install it again from your app's page at api.slack.com/apps
# $why is the system's own word for it.
slack-port-taken = I cannot listen on port { $port } ({ $why }). Choose another SLACK_PORT in .env.
# $scopes are Slack's own names of permissions.
slack-scopes-missing = Slack does not grant me { $scopes }. Bring your app's manifest up to date (slate invite slack) and install it again.
slack-scopes-granted = Slack knows the token and grants all that I need.
slack-create-app = Create the app at { $address } (From a manifest) and paste this there.
slack-no-address = Set SLACK_PUBLIC_URL in .env first: Slack must know where to reach me.
