"""Records written for these tests: different moods, with and without a chorus, one not in English."""

from __future__ import annotations

LANTERN = """[Verse 1]
The rain is on the window and the radio is low
I fold your letter twice and I put it in my coat
A train goes by the kitchen, shaking every cup
I count the empty platforms till the morning lights come up

[Chorus]
Leave the lantern burning
I'm coming down the road
My tired heart is turning
And carrying its load

[Verse 2]
There's rust upon the railing and there's frost along the wire
I warmed my hands at nothing but a photograph of fire

[Chorus]
Leave the lantern burning
I'm coming down the road
My tired heart is turning
And carrying its load
"""

HIGHWAY = """We stole the keys and took the car
the headlights cut the dark apart
you screamed my name above the noise
we broke the night, we burned the stars

the highway hates a quiet heart
it wants a fire, it wants a fight
the city bleeds across the glass
and no one's coming home tonight

The siren found us at the bridge
the engine coughing up its blood
you laughed and threw the map away
and left the boot prints in the mud
"""

REVIENS = """La mer emporte les lettres
que j'ai laissées sur le quai
Une lumière à la fenêtre
et la pluie qui revenait

Reviens, dit la lumière
reviens, dit la maison

Dans le vieux port, les bateaux dorment
la nuit leur fait un manteau
Le vent dessine des formes
sur la peau noire de l'eau

Reviens, dit la lumière
reviens, dit la maison
"""

MORNING = """The sun came up on the garden wall
with honey in its hands
The children ran through the orchard grass
like music from a band

Oh sweet morning, open the door
there is bread upon the table and the sea along the shore
Oh sweet morning, open the door
I have never loved a sunrise more

The letter came with a foreign stamp
You're well and you're coming home
I hung my coat on the apple tree
and laughed into the phone
"""

REGEN = """Der Regen fällt auf die Straße
und der letzte Zug fährt ab
Ich halte deine Hand im Dunkeln
und zähle die Lichter der Stadt

Am Fenster brennt eine Kerze
und keiner löscht sie aus
"""

CIUDAD = """La luna sobre las calles
y las flores en el balcón
Tu carta llega en la noche
como una vieja canción
"""

MACHI = """雨の街を歩いてる
君の手紙を持って
駅の光が遠くなる
夜が窓に落ちていく
"""
