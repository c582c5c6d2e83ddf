### ターミナルの道具の言葉。ほとんどは`slate doctor`です。

doctor-python = Python { $version }（3.11以上が必要です）。
folder-closed = フォルダー{ $folder }に書き込めません：{ $why }。SLATE_DATAを設定してください。
database-opens = { $folder }のデータベースは開けて、最新です。
disk-free = ディスクの空きは{ NUMBER($free, minimumFractionDigits: 1, maximumFractionDigits: 1) } GiBです（{ NUMBER($least, minimumFractionDigits: 1, maximumFractionDigits: 1) } GiB必要）。
port-taken = ポート{ $port }は使用中です（{ $why }）。SLATE_PORTに別の番号を設定してください。
port-free = ポート{ $port }は空いています。
engine-broken = エンジンが動きません。{ $why }
engine-works = 起動から{ NUMBER($seconds, minimumFractionDigits: 1, maximumFractionDigits: 1) }秒で、エンジンが一曲を聴いて描きました。
token-unset = { $name }は未設定です。問題ありません。
token-set = { $name }は設定されています。
token-known = Discordがトークンを認めました。
links-are-off = リンクは無効です。SLATE_NONCOMMERCIAL=yesで有効になり、各サービスの規約への同意となります。
service-ignorant = { $name }は応答しましたが、尋ねた曲を知りませんでした。
service-silent = { $name }が応答しません：{ $why }。続くようなら.envで無効にしてください。
service-answers = { $name }は{ $milliseconds }ミリ秒で応答しました。
copied = { $target }にコピーしました。
mend-settings = .envまたは環境変数でこれらの設定を直し、もう一度起動してください。
remix-extras-off = リミックスは追加のネットワークなしで拍と歌声を聴き取ります。重みのフォルダーはSLATE_REMIX_MODELSで指定します。
remix-extra-ready = リミックスは{ $name }を使います。
remix-extra-library = リミックスは{ $name }なしで作ります。インストールされていません。次で入れられます：pip install slate-bot[{ $extra }]
remix-extra-weights = リミックスは{ $name }なしで作ります。{ $file }が{ $folder }にありません。
remix-extra-damaged = リミックスは{ $name }なしで作ります。{ $folder }の{ $file }は壊れているか、別のものです。取得し直してください。
