# SPDX-License-Identifier: MIT
"""Still lifes of several products: the category pictures and the wide ones of the home page."""
import models_ceramics as ceramics
import models_desk as desk
import models_kitchen as kitchen
import models_lighting as lighting
import models_props as props
import models_textiles as textiles
import models_travel as travel
from forms import placed, union


def group(width, height, *members):
    """Members are (model result, (x, y, z), turn about y, size)."""
    return union([placed(made[0], place, (0, turn, 0), size) for made, place, turn,
                  size in members]), width, height


def books(*rows):
    level, parts = 0.0, []
    for n, (colour, thick) in enumerate(rows):
        parts.append(placed(props.book(21 - n, thick, 15 - n * .6, colour), (0, level, 0),
                            (0, (6, -8, 3)[n % 3], 0)))
        level += thick
    return union(parts), 21, level


def lights():
    return group(70, 40, (lighting.mushroom("Rust"), (-17, 0, 4), 0, 1),
                 (lighting.globe(20), (12, 0, 6), 0, 1),
                 (lighting.candlestick(((0, 0, 9),)), (-1, 0, -10), 0, .9),
                 (lighting.candlestick(((0, 0, 17),)), (27, 0, -4), 0, .9),
                 (books(("Ink", 2.8), ("Oat", 2.4)), (18, 0, -12), -14, .8))


def pots():
    return group(56, 34, (ceramics.bottle("Sand", True), (-14, 0, 6), 0, 1),
                 (ceramics.pitcher("Sea"), (5, 0, 5), 0, .95),
                 (ceramics.bowl("Chalk", True), (17, 0, -8), 0, .72),
                 (ceramics.mug("Rust"), (-8, 0, -12), 200, .95),
                 (ceramics.ring_vase("Clay"), (26, 0, 10), -20, .9))


def cooking():
    return group(62, 34, (kitchen.casserole("Forest"), (-8, 0, 4), 10, 1),
                 (kitchen.mill((0, 0, "Walnut")), (13, 0, -4), 0, 1),
                 (kitchen.utensils(), (19, 0, 10), 0, .95), (kitchen.mortar("Marble"), (-25, 0, -9),
                     0, .75), (kitchen.board_flat(), (4, 0, -18), -8, .62))


def cloth():
    return group(92, 56, (textiles.pouf("Oat"), (-24, 0, 6), 0, 1),
                 (textiles.throws("Rust"), (-24, 34, 6), 12, .95),
                 (textiles.cushion("Sea"), (26, 0, 10), 14, 1),
                 (textiles.basket("Stone", True), (12, 0, -22), 0, .72))


def writing():
    return group(46, 24, (desk.notebooks("Moss", "Rust", "Sand"), (-9, 0, -3), 14, 1),
                 (desk.clock("Forest"), (10, 0, 6), 10, 1),
                 (desk.cup("Brass"), (-16, 0, 12), 0, 1), (desk.pen("Brass"), (10, 0, -8), 24, 1),
                 (desk.magnifier(), (-11, 5.9, -3), 30, .8))


def leaving():
    return group(120, 80, (travel.suitcase("Forest"), (-26, 0, 8), 16, 1),
                 (travel.weekender("Ochre"), (26, 0, 4), -8, 1),
                 (travel.flask((0, 0, "Sand", 1)), (-2, 0, -16), 0, 1),
                 (travel.backpack("Ink"), (64, 0, 16), -16, 1))


def evening():
    return group(96, 48, (lighting.mushroom("Sand"), (20, 0, 4), 0, 1.1),
                 (ceramics.bottle("Sea", True), (46, 0, 10), 0, 1.05),
                 (ceramics.bowl("Chalk", True), (66, 0, -6), 0, .8),
                 (books(("Ink", 3), ("Rust", 2.4)), (41, 0, -14), 12, 1),
                 (ceramics.mug("Ink"), (41, 5.4, -14), 20, .95),
                 (lighting.candlestick(((0, 0, 17),)), (82, 0, 6), 0, 1),
                 (ceramics.ring_vase("Clay"), (0, 0, 12), -14, 1))


def departure():
    return group(150, 82, (travel.suitcase("Bone"), (34, 0, 8), 14, 1),
                 (travel.weekender("Ink"), (84, 0, 4), -6, 1.05),
                 (travel.flask((0, 0, "Moss", 1)), (58, 0, -18), 0, 1.1),
                 (travel.backpack("Ochre"), (130, 0, 14), -14, 1),
                 (travel.enamel((0, 0, "Chalk", 30)), (74, 0, -26), 0, 1.15))


CATEGORY_GROUPS = {
    "lighting": (lights, {"mood": .72, "paper": "Blush", "zoom": 1.25, "turn": 4, "aim": .42}),
    "ceramics": (pots, {"zoom": 1.15, "turn": 6, "tilt": 16, "aim": .5, "shift": .08,
                        "paper": "Wheat"}),
    "kitchen": (cooking, {"zoom": 1.2, "turn": 6, "tilt": 18, "paper": "Snow"}),
    "textiles": (cloth, {"zoom": 1.2, "turn": 4, "tilt": 14, "paper": "Sage"}),
    "desk": (writing, {"zoom": 1.2, "turn": 6, "tilt": 24, "paper": "Wheat"}),
    "travel": (leaving, {"zoom": 1.25, "turn": 6, "tilt": 12, "shift": .12, "paper": "Mist"}),
}

# The left third stays empty: the page sets its headline there.
HOME_GROUPS = {
    "evening": (evening, {"mood": .74, "paper": "Blush", "zoom": 1.72, "turn": 0, "tilt": 12,
                          "aim": .44, "shift": .26}),
    "departure": (departure, {"paper": "Wheat", "zoom": 1.62, "turn": 2, "tilt": 11, "aim": .48,
                              "shift": .34}),
}
