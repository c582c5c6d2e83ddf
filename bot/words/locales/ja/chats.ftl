### チャットでの言葉。

step-line = { $stage }{ $ahead ->
    [0] {""}
   *[other] （前に{ $ahead }件）
}・{ $done }%
stage-line = { $stage }{ $ahead ->
    [0] {""}
   *[other] （前に{ $ahead }件）
}
starting = 開始しています
cancel-label = キャンセル
cannot-cancel = ここにキャンセルできるものはありません。もう終わっているか、ほかの人が頼んだものです。
already-asked = ちょうどそれに取りかかっているところです。
send-label = 送信
form-label = フォームに入力する
files-label = { $most ->
    [1] または音声ファイルそのもの
   *[other] または音声ファイルそのもの（複数可）
}
file-option = 音そのもの：ファイル、ボイスメッセージ、または動画
more-rows = …ほか{ $count }件
upload-lost = 「{ $name }」を取得できませんでした。もう一度送ってください。
made-to-fit = 音が大きすぎてここに置けないので、mp3にしました。
too-large-to-post = { $count }個のファイルが大きすぎて、ここに投稿できません。
restarting = 再起動しています。返事はこの下に届きます。
say-what = 曲を添えてメンションするか（ファイル付きのメッセージで大丈夫です）、次のどれかで始めてください：{ $features }。

## Discord

command-changed = そのコマンドは変わりました。Discordを再読み込み（Ctrl-R）してから、もう一度呼び出してください。
form-lost = 記入されたフォームがもうありません。再起動したか、長く開いたままでした。もう一度コマンドを呼んでください。
upload-foreign = 「{ $name }」はDiscordの外にあるため取得しませんでした。ファイルをここに送ってください。
answer-apart = このメッセージを書き換えられる時間を超えそうです。返事は新しいメッセージで届きます。
asked-in-passing = 読み終える前に再起動しました。1分ほどしてからもう一度頼んでください。
delete-label = 削除
cannot-delete = 削除できるのは、頼んだ本人とここのモデレーターだけです。
offer-label = この曲を絵にする
spoiler-option = クリックされるまで絵を隠します
intents-missing = Discordでは次のものを見られません：{ $names }。それを使わない機能はすべて動きます。許可するには、アプリのBotページの「Privileged Gateway Intents」で有効にして、再起動してください。
intent-message-content = メンションのないメッセージ
intent-presences = みなさんが聴いている曲
intent-members = サーバーのメンバー
invitation-server = サーバーへ（管理できる方）：{ $link }
invitation-person = ご自身用、どのチャットでも：{ $link }
no-application = アプリがまだわかりません。.envにDISCORD_TOKENかDISCORD_APPLICATION_IDを設定してください。
connecting = 接続中…
discord-connected = { $name }として接続中{ $servers ->
    [0] （まだどのサーバーにもいません。{ $invitation } で招待してください）
   *[other] （サーバー{ $servers }件）
}
discord-token-refused = Discordがトークンを受け付けませんでした。アプリのBotページからコピーし直し、.envのDISCORD_TOKENに入れてください。
discord-unreachable = Discordに接続できません。試し続けています。このマシンの接続を確かめてください。

## Slack

slack-files-hint = ここで受け取れるのは10 MBまでです。大きなファイルはチャンネルに投稿し、メンションしてください。
slack-file-denied = Slackから「{ $name }」を受け取れません。インストールした方にfiles:readの許可と再インストールを頼んでください。
slack-file-elsewhere = 「{ $name }」はSlackの外にあるため取得しませんでした。ここにファイルをアップロードしてください。
slack-not-invited = 頼まれた場所には書き込めないので、ここでお答えします。そこに招待（/invite）していただければ、次からはそこに届きます。
slack-connected = { $team }に{ $name }として接続中
slack-token-refused = Slackが{ $setting }を受け付けませんでした（{ $why }）。api.slack.com/apps のアプリのページからコピーし直し、.envに入れてください。
slack-unreachable = Slackに接続できません。試し続けています。このマシンの接続を確かめてください。
slack-lost = 接続が切れました。つなぎ直しています
