# SPDX-License-Identifier: MIT
"""The colours of the shop: one Nordic palette, shared by every maker's glaze, dye and paint."""

COLOURS = {
    "Sand": (0.83, 0.745, 0.62), "Ink": (0.16, 0.21, 0.31), "Rust": (0.66, 0.31, 0.19),
    "Chalk": (0.90, 0.88, 0.84), "Forest": (0.15, 0.29, 0.24), "Moss": (0.42, 0.45, 0.29),
    "Bone": (0.88, 0.83, 0.74), "Sea": (0.45, 0.59, 0.57), "Clay": (0.72, 0.44, 0.33),
    "Slate": (0.35, 0.40, 0.44), "Black": (0.13, 0.13, 0.13), "Ochre": (0.79, 0.57, 0.24),
    "Ivory": (0.93, 0.88, 0.78), "Oat": (0.85, 0.78, 0.67), "Stone": (0.60, 0.58, 0.55),
    "Tan": (0.70, 0.44, 0.25), "Concrete": (0.62, 0.61, 0.59), "Warm": (1.0, 0.80, 0.52),
    "Leaf": (0.27, 0.38, 0.20), "Straw": (0.78, 0.66, 0.44), "Wax": (0.94, 0.90, 0.80),
}

# Paper of the sweep: quiet, warm, a little darker than the lightest product.
PAPERS = {
    "Snow": (0.815, 0.807, 0.79), "Blush": (0.80, 0.745, 0.705), "Sage": (0.715, 0.735, 0.70),
    "Mist": (0.74, 0.765, 0.785), "Dusk": (0.62, 0.565, 0.52), "Wheat": (0.80, 0.745, 0.665),
}


def srgb(colour):
    """A colour of the palette, or its own numbers, as scene text."""
    red, green, blue = COLOURS.get(colour) or PAPERS[colour] if isinstance(colour, str) else colour
    return f"srgb <{red}, {green}, {blue}>"
