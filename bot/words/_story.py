"""What the bot says of an artist's record as a story, and the captions that go with its pictures."""

from __future__ import annotations

from collections.abc import Sequence

from bot.words._languages import say
from bot.words._text import joined
from engine.api import Link, Scene, Story

__all__ = [
    "captions",
    "card_alt",
    "doctor_narrator",
    "drawing_cards",
    "drawing_collages",
    "kit_alt",
    "kit_collage_alt",
    "kit_text",
    "link_sentence",
    "no_prose",
    "no_songs_sent",
    "not_plain_text",
    "one_cover_only",
    "paper_gone",
    "prose_alt",
    "prose_follows",
    "rights_wanted",
    "scene_heading",
    "scene_role",
    "story_prose",
    "story_told",
    "too_many_songs_sent",
    "untitled",
    "zip_too_large",
    "zip_unreadable",
]

# --- what cannot be told ------------------------------------------------------------------------------------------


def no_songs_sent() -> str:
    """Nothing in the files or the text is a song."""
    return say("no-songs-sent")


def not_plain_text(file: str) -> str:
    """Lyrics came as a document of a word processor, or as a PDF."""
    return say("not-plain-text", file=file)


def too_many_songs_sent(count: int, most: int) -> str:
    """A record has its limits."""
    return say("too-many-songs-sent", count=count, most=most)


def one_cover_only(count: int) -> str:
    """Several pictures came, and one is the cover."""
    return say("one-cover-only", count=count)


def zip_too_large(file: str) -> str:
    """More comes out of a zip than is good."""
    return say("zip-too-large", file=file)


def zip_unreadable(file: str) -> str:
    """A zip that is damaged or locked."""
    return say("zip-unreadable", file=file)


def rights_wanted() -> str:
    """Lyrics and covers are used only by those who hold the rights to them."""
    return say("rights-wanted")


def paper_gone(file: str) -> str:
    """A file that came with a request, and is no longer there."""
    return say("paper-gone", file=file)


def doctor_narrator(model: str, ready: bool) -> str:
    """Whether the language model for stories can be used."""
    return say("doctor-narrator" if ready else "doctor-narrator-missing", model=model)


def untitled() -> str:
    """A song without a name."""
    return say("untitled")


# --- the story ----------------------------------------------------------------------------------------------------


def story_told(title: str, story: Story) -> str:
    """The answer: how many scenes, and what leads from each to the next."""
    told = [say("story-told", title=title, count=len(story.scenes))]
    if story.motifs:
        told.append(say("story-motifs", motifs=joined(tuple("/".join(motif.words) for motif in story.motifs[:4]))))
    told += [f"{link.first + 1} → {link.second + 1}: {link_sentence(story, link)}" for link in story.links]
    return "\n".join(told)


def scene_role(scene: Scene) -> str:
    """What a song does on the record, in a word or two."""
    return say("scene-role", role=scene.role.replace(" ", "-"))


def scene_heading(number: int, count: int, scene: Scene) -> str:
    """What stands over the title on a card."""
    return say("scene-heading", number=number, count=count, role=scene_role(scene))


def link_sentence(story: Story, link: Link) -> str:
    """What leads from one song to the next."""
    one, other = story.scenes[link.first], story.scenes[link.second]
    if link.kind == "motif" and len(link.shown) == 2:
        return say("link-akin", one=link.shown[0], other=link.shown[1])
    if link.kind == "motif":
        return say("link-motif", shown=link.shown[0])
    if link.kind == "mood":
        change = link.change
        known = "level" if change is not None else "open"  # of some languages only the words are known, not their mood
        way = "brighter" if (change or 0.0) > 0.15 else "darker" if (change or 0.0) < -0.15 else known
        return say("link-mood", way=way, one=one.title, other=other.title)
    return say("link-sound", kind=link.kind, arc=one.arc.replace(" ", "-"))


def prose_follows() -> str:
    """The language model is still writing."""
    return say("prose-follows")


def no_prose() -> str:
    """Nothing that the language model wrote may be shown."""
    return say("no-prose")


def prose_alt(title: str) -> str:
    """What the language model wrote, as a file."""
    return say("prose-alt", title=title)


def drawing_cards() -> str:
    """Cards are being drawn."""
    return say("drawing-cards")


def drawing_collages() -> str:
    """Collages are being laid."""
    return say("drawing-collages")


# --- captions to post ---------------------------------------------------------------------------------------------


def captions(story: Story, number: int, record: str) -> tuple[str, str, str]:
    """A short, a medium and a long caption for a song."""
    scene = story.scenes[number]
    short = say("caption-short", title=scene.title, images=joined(scene.images)) if scene.images else scene.title
    medium = _medium(scene)
    role = say(
        "caption-role",
        role=scene.role.replace(" ", "-"),
        record=record,
        number=number + 1,
        count=len(story.scenes),
    )
    link = next((each for each in story.links if each.second == number), None)
    before = say("caption-link", title=story.scenes[number - 1].title, link=link_sentence(story, link)) if link else ""
    return short, medium, " ".join(part for part in (medium, role, before) if part)


def _medium(scene: Scene) -> str:
    said = [say("caption-feeling", feeling=scene.feeling or "open", title=scene.title)]
    if scene.images:
        said.append(say("caption-images", images=joined(scene.images)))
    if scene.quote:
        said.append(say("caption-quote", quote=scene.quote))
    return " ".join(said)


def kit_text(title: str, story: Story, prose: Sequence[str] = ()) -> str:
    """The text file of the kit: every song with its captions, its colours' names left to the pictures."""
    parts = [title, story_told(title, story)]
    for number, scene in enumerate(story.scenes):
        said = [f"{number + 1}. {scene.title} ({scene_role(scene)})", *captions(story, number, title)]
        parts.append("\n".join([*said, *([prose[number]] if prose and prose[number] else [])]))
    return "\n\n".join(parts) + "\n"


def story_prose(story: Story, prose: Sequence[str]) -> str:
    """What a language model wrote, scene by scene."""
    return "\n\n".join(
        f"{number}. {scene.title}\n{text}"
        for number, (scene, text) in enumerate(zip(story.scenes, prose, strict=True), 1)
        if text
    )


def card_alt(scene: Scene, number: int, count: int) -> str:
    """A card for people who cannot see it."""
    return say(
        "card-alt",
        title=scene.title,
        heading=scene_heading(number, count, scene),
        images=joined(scene.images) if scene.images else "–",
    )


def kit_collage_alt(title: str, songs: tuple[str, ...]) -> str:
    """A collage of the kit for people who cannot see it."""
    return say("kit-collage-alt", title=title, songs=joined(songs))


def kit_alt(title: str) -> str:
    """The zip with everything."""
    return say("kit-alt", title=title)
