### できないときの言葉。スラッシュの後の言葉と、入力する言葉はそのまま残します。

# $asked は入力された言葉です。
song-unknown = 「{ $asked }」という曲は知りません。音声ファイルをここにドロップするか、数秒録音するか、ジュークボックスの曲名（happy、angry、sad、relaxed）を入力してください。
song-wanted = 曲をください。音声ファイルをドロップするか、数秒録音するか、ジュークボックスの曲名（happy、angry、sad、relaxed）を入力してください。
links-off = ここではリンクが無効になっています。代わりに音声ファイルをドロップするか、数秒録音してください。
audio-gone = 「{ $name }」の音はもう手元にありません。一度聴いた曲の音は残さないためです。ファイルをもう一度送ってください。
file-empty = 「{ $name }」は空です。アップロードが終わったことを確かめて、もう一度送ってください。
# $name はオプション、$sentence はその説明です。
needs = あと一つ、{ $name }が必要です（{ $sentence }）。
not-one-of = 「{ $value }」は{ $name }に使えません。次から選んでください：{ $choices }。
not-a-number = { $name }には「{ $value }」ではなく整数を入れてください。
out-of-span = { $name }は{ NUMBER($lowest, useGrouping: 0) }から{ NUMBER($highest, useGrouping: 0) }までです。
not-yes-or-no = { $name }には「{ $value }」ではなく「はい」か「いいえ」を入れてください。
# $count はオプションの数、$known はその名前です。
no-such-option = /{ $feature }に「{ $name }」というオプションはありません。使えるもの：{ $count ->
    [0] なし
   *[other] { $known }
}。
no-such-feature = /{ $name }は知りません。{ $known }をお試しください。
too-many-songs = 一度に送れる曲は{ $most }曲までです。
surplus-file = { $most ->
    [0] /{ $feature }はファイルを受け取りません。ファイルなしでもう一度どうぞ。
    [1] /{ $feature }が受け取るファイルは一つです。一つずつ送ってください。
   *[other] /{ $feature }が受け取るファイルは{ $most }つまでです。減らして送ってください。
}
# $most はメビバイトです。
upload-too-large = 「{ $name }」は{ NUMBER($most, useGrouping: 0) } MiBを超えています。もっと短いものか、mp3などで圧縮したファイルを送ってください。
admins-only = それを変更できるのは、このサーバーの管理者だけです。
cancelled = キャンセルしました。
# $code でログから探せます。
apology = こちらで問題が起きました。ログに{ $code }として記録しました。もう一度試すとうまくいくかもしれません。
gave-up = この作業中に二度停止しました。もう一度送ってください。また起きるようなら、原因はファイルにあります。
# $why は一つの文です。
left-out = 「{ $name }」は除きました。{ $why }
