### ボット自身についての言葉。ターミナルと /about で使います。

settings-changed = 変更しました。これからはここの全員に適用されます。
settings-shown = ここの全員に適用される設定です。

about-me = Slateです。曲を聴いて、その気分と響きを絵にしてお返しします。
about-legend = 色は気分、形は音です。時間は絵の中を流れ、スペクトルの強いところで稜線や筆致や年輪がふくらみ、アクセントは和音に従い、音楽が変わるところに境目ができます。
about-privacy = 曲はこのマシンの中だけで聴きます。残すのは曲名、最初に聴いた場所、気分、響きを表す数値、約4 KBのスケッチだけで、そこから録音を復元することはできません。送られたファイルがほかの人に表示されるのは、この場所の中だけです。音そのものは聴き終えるとすぐに消します。リミックスとそのボタンのためには、一日だけ残します。
about-listening = あなたが聴く曲を数えるのは、/listeningで参加したときだけです。/privacyで、あなたについて残しているものを見たり、写しを受け取ったり、消したりできます。
about-command = コマンド
about-does = できること
# 並んだ二つのボタンです。
happy-label = 楽しい曲を聴く
sad-label = 悲しい曲を聴く

engine-busy = { $workers }個が作業中、{ $waiting }件が待機中
engine-ready = { $workers }個が準備完了

## 接続先の名前に続く言葉。ターミナルとページの一覧で使います

web-open = はい
discord-off = トークンがまだありません（.envのDISCORD_TOKENを設定。READMEを参照）
slack-off = { $count ->
    [1] トークンが一つ足りません
   *[other] トークンがまだありません
}（.envの{ $names }を設定）
links-name = リンク
links-followed = 有効
links-not-followed = 無効（理由は.envのSLATE_NONCOMMERCIALを参照）

## ターミナル

welcome = Slateは { $address } で待っています
how-to-stop = Ctrl-Cで終了します。
stopped = 終了しました。途中の作業は次の起動時に続けます。
cannot-start = 起動できません：{ $reason }。ポート{ $port }が使用中なら、SLATE_PORTで別のポートを選んでください。
engine-failed = 起動できません。聴くためのプロセスがすぐに終了しました。足りないものは`slate doctor`で調べられます。
written = { $path }に保存しました
migrated = { $folder }のデータベースは最新です。
