"""Teaching a diffusion model a collage style: a LoRA from a folder of pictures with captions, or from our own collages.

After the recipe of the diffusers project's ``train_text_to_image_lora.py``, on calls of the libraries alone, with what
that leaves out: captions are held against what the text encoder reads, latents are made once, and some pictures are
held back to see whether anything was learned.
"""
