### Words drawn into pictures.

## The four moods, the ends of the axes of the plane of mood, and what is alike of two songs: short, each stands alone

label-happy = happy
label-angry = angry
label-sad = sad
label-relaxed = relaxed
label-energetic = energetic
label-calm = calm
label-pleasant = pleasant
label-unpleasant = unpleasant
label-character = character
label-sound = timbre
label-groove = groove

## The picture of a remix

label-first = first song
label-second = second song
label-remix = remix
label-drums = drums
label-bed = harmony
