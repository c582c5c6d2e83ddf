### ボットが人について残すものと、その消し方。

what-is-kept = 全サーバーを通じて、あなたについて残しているのはこれだけです。再生の記録は{ $days }日で自然に消えます。「書き出す」で写しを受け取り、「消す」ですぐに全部消せます。
nothing-is-kept = あなたについて残しているものはありません。
kept-listens = 再生の記録
kept-membership = 参加先
kept-hidden = 隠したもの
kept-accounts = アカウント
kept-requests = 進行中の依頼
kept-answers = 返事
kept-conversation = プライベートな会話
kept-schedules = 定期投稿
entries = { $count }件
copy-label = 書き出す
here-is-your-copy = あなたについて残しているものすべての写しです。
copy-alt = あなたについて残しているすべて（JSON）。
erase-label = 消す…
erase-surely-label = はい、すべて消す
erase-really = 全サーバーであなたについて残しているものをすべて消します。再生の記録、連携したアカウント、隠したもの、進行中の依頼です。元には戻せません。投稿済みの絵はそのまま残ります。サーバーの管理者があなたを外している場合、それは名前を含まないチェックサムとして残ります。
everything-erased = 完了しました。あなたについて残していたものはすべて消えました。リミックスの音は誰の名前もなく、一日以内に自然に消えます。
mention-somebody = サーバーで、その人をwhoにメンションしてください。
person-blocked = { $who }は、これからこのサーバーの絵に出ません。
person-unblocked = { $who }は、またこのサーバーの絵に出られます。
