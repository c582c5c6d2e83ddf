### 絵に書き込まれる言葉。

## 四つの気分、平面の軸の両端、二曲の似ているところ。短く、それぞれ単独で置かれます

label-happy = 楽しい
label-angry = 激しい
label-sad = 悲しい
label-relaxed = 穏やか
label-energetic = 活発
label-calm = 静か
label-pleasant = 心地よい
label-unpleasant = 重苦しい
label-character = 曲の性格
label-sound = 音色
label-groove = グルーヴ

## リミックスの絵

label-first = 一曲目
label-second = 二曲目
label-remix = リミックス
label-drums = ドラム
label-bed = ハーモニー
