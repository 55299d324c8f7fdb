# SPDX-License-Identifier: MIT
"""Things for the desk. Every model returns (scene text, width, height) in centimetres, on y = 0."""
import math

from forms import box, cylinder, placed, plank, ring, slab, strap, turned, union
from models_ceramics import mug, planter
from models_kitchen import wood
from models_lighting import coat
from models_props import book, coffee, pencil
from palette import srgb

STONES = {"Marble": "Marble()", "Granite": "Granite()"}


def cover(colour):
    return f"Weave({srgb(colour)}, 0.085, 0.3, <90, 0, 0>)"


def notebook(colour, with_pen=False):
    board, width, depth, height = .24, 14.8, 21, 1.9
    parts = [plank(width, board, depth, .6, .07, cover(colour)),
             placed(plank(width, board, depth, .6, .07, cover(colour)), (0, height - board, 0)),
             placed(plank(width - .5, height - 2 * board, depth - .6, .4, .02,
                          f"Plain({srgb('Ivory')})"), (.1, board, 0)),
             placed(slab(.6, height, depth - .05, .22, cover(colour)), (-width / 2 + .25, 0, 0)),
             slab(.55, height + .08, depth + .1, .05,
                  f"Felt({srgb('Black')}) translate <5.6, -.02, 0>"),
             strap([(-2, height * .5, 0), (-2, height * .5 - .05, 0), (-2.3, .3, 0),
                    (-2.6, .08, 0)], .5, .05,
                    f"Plain({srgb('Rust')}) rotate y * 90 translate <-2, 0, -10.6>"),
             placed(slab(.5, .04, 3.4, .02, f"Plain({srgb('Rust')})"), (-2, .02, -11.6),
                    (0, 12, 0))]
    if with_pen:
        parts.append(placed(pen_body("Brass"), (1, height + .5, -1), (0, 62, 0)))
    return union(parts), 21, 2


def notebooks(*colours):
    parts = [placed(notebook(colour)[0], (.5 * math.sin(n * 2), n * 1.95, .4 * math.cos(n * 3)),
                    (0, (-7, 5, -2, 9)[n % 4], 0)) for n, colour in enumerate(colours)]
    return union(parts), 22, 2 * len(colours)


def pen_body(colour):
    """A pen along x, its middle at the origin."""
    skin = "Brass()" if colour == "Brass" else f"Powder({srgb('Black')})"
    corners = [(.5 * math.cos(math.radians(60 * n)), .5 * math.sin(math.radians(60 * n)))
               for n in range(7)]
    barrel = "prism { linear_sweep linear_spline 0, 10.6, 7, " + ",".join(f"<{a:.4f},{b:.4f}>"
        for a, b in corners) + " rotate <0, 0, -90> translate <-5.6, 0, 0> }\n"
    barrel = f"intersection {{ {barrel} cylinder {{ <-6, 0, 0>, <6, 0, 0>, .475 }} }}\n"
    tip = turned([(.43, 0), (.43, .2), (.36, .8), (.16, 2.2), (.12, 2.4), (.12, 2.4), (.07, 2.4),
                  (.05, 2.9), (0.01, 2.95)], "", 48)
    knob = turned([(.43, 0), (.36, .1), (.36, .1), (.36, .25), (.36, .25), (.46, .3), (.46, 2.0),
                   (.4, 2.15), (0.01, 2.2)], "", 48)
    clip = "box { <2.4, .42, -.16>, <6.6, .56, .16> }\n" + box((6.2, .2, -.16), (6.6, .56, .16))
    return union([barrel, placed(tip, (-5.6, 0, 0), (0, 0, 90)),
                  placed(knob, (5, 0, 0), (0, 0, -90)), clip], skin)


def pen(colour, on_book=None):
    parts = [placed(pen_body(colour), (0, .47, 0), (0, 0, 0))]
    if on_book:
        parts = [notebook(on_book)[0], placed(pen_body(colour), (-.5, 2.4, 0), (0, -55, 0))]
    return union(parts), 15 if not on_book else 21, 1


def tray_body(name):
    outside, inside = plank(28, 2.5, 14, 2.4, .3, ""), plank(26.2, 4, 12.2, 1.6, .6, "")
    return f"difference {{ {outside} object {{ {inside} translate y * .9 }} {wood(name)} }}\n"


def tray(name, filled=False, second=None):
    parts = [tray_body(name)]
    if filled:
        parts += [placed(pen_body("Brass"), (0, 1.4, -3.2), (0, 8, 0)),
                  placed(ring(1.5, .16, "Steel()"), (7, 1.1, 2.4)),
                  placed(ring(2.6, .5, f"Leather({srgb('Tan')})"), (-6.6, 1.4, 2))]
    if second:
        parts.append(placed(tray_body(second), (0, 2.5, 0), (0, 4, 0)))
    return union(parts), 30, 3 + (2.5 if second else 0)


def mat(colour, company="notebook"):
    parts = [placed(plank(80, .35, 35, 1.2, .12, f"Felt({srgb(colour)}) "), (0, .3, 0)),
             plank(80, .3, 35, 1.2, .1, f"Clay({srgb((.66, .48, .32))})")]
    items = {
        "notebook": placed(notebook("Sand", True)[0], (14, .65, 0), (0, -14, 0)),
        "mug": placed(union([mug("Chalk")[0], coffee((-1.2, 7.6, 0), 3.86)]), (26, .65, 4),
                      (0, 30, 0)),
        "pen": placed(pen_body("Black"), (-8, 1.15, 2), (0, 20, 0)),
    }
    parts += [items["notebook"]] if company == "notebook" else [items["mug"],
        items["pen"]] if company == "mug" else [items["pen"]]
    return union(parts), 84, 10


def book_row(colours):
    parts, place = [], 0.0
    for n, (colour, thick, tall) in enumerate(colours):
        standing = placed(placed(book(tall, thick, 14, colour), turn=(0, 0, 90)),
                          (place + thick, tall / 2, 0))
        parts.append(standing)
        place += thick + .1
    return parts, place


def quarter_round(side):
    low, high = sorted((0, side * 13))
    return ("intersection { cylinder { <0, 0, -4>, <0, 0, 4>, 12.4 } "
            f"box {{ <{low}, 0, -5>, <{high}, 13, 5> }} }}\n")


def bookends(stone):
    rows = [("Ink", 2.6, 20), ("Oat", 3.4, 18.4), ("Rust", 2.0, 21), ("Moss", 3.0, 19),
            ("Slate", 2.4, 17.6)]
    books, wide = book_row(rows)
    stones = [union([quarter_round(side)],
                    f"{STONES[stone]} translate <{side * (wide / 2 + .1)}, 0, 0>")
              for side in (1, -1)]
    return union([*stones, placed(union(books), (-wide / 2, 0, 0))]), 40, 21


def clock(colour, company=False):
    skin = coat(colour)
    case = [(0.01, 5.6), (6.2, 5.6), (6.8, 5.2), (7, 4.4), (7, .5), (6.9, .1), (6.6, 0), (6.4, .1),
            (6.35, .7), (6.35, .7), (0.01, .7)]
    face = "Plain(srgb <0.93, 0.92, 0.89>)" if colour == "Chalk" else skin
    parts = [turned(case, skin), cylinder((0, .68, 0), (0, .74, 0), 6.33, face)]
    for n in range(12):
        long_mark = 1.0 if n % 3 == 0 else .55
        parts.append(placed(box((-.09, .58, 5.5 - long_mark), (.09, .69, 5.5), "Brass()"),
                            turn=(0, 30 * n, 0)))
    parts += [placed(box((-.17, .4, -.9), (.17, .55, 3.2), "Brass()"), turn=(0, -55, 0)),
              placed(box((-.12, .2, -1.1), (.12, .32, 4.7), "Brass()"), turn=(0, 60, 0)),
              cylinder((0, 0.1, 0), (0, .7, 0), .38, "Brass()")]
    body = placed(union(parts), (0, 7.3, -2.8), (90, 0, 0))
    feet = [cylinder((x, 0, 1.2), (x * .8, 1.6, 0), .4, "Brass()") for x in (-3.4, 3.4)]
    made = [body, *feet]
    if company:
        made += [placed(book(19, 2.6, 13, "Oat"), (14.5, 0, 3), (0, 8, 0)),
                 placed(book(17, 2.2, 12, "Rust"), (14.5, 2.6, 3), (0, -10, 0))]
    return union(made, "translate <-6, 0, 0>" if company else ""), 15 if not company else 32, 14.5


def cup(finish):
    skin = {"Brass": "Brass()", "Concrete": f"Clay({srgb('Concrete')})",
            "Black": f"Powder({srgb('Black')})"}[finish]
    wall = [(0.01, 0), (3.7, 0), (3.9, .1), (4, .4), (4, 9.6), (3.95, 9.9), (3.8, 10), (3.65, 9.9),
            (3.6, 9.6), (3.6, 1), (0.01, 1)]
    sticks = [pencil((1.4 * math.cos(n * 1.1), 1, 1.4 * math.sin(n * 1.1)),
                     (9 * math.sin(n * 1.1), n * 30, -11 * math.cos(n * 1.1)),
                     15.5 + (n * 37 % 5) * .5, colour)
              for n, colour in enumerate(("Ochre", "Ink", "Rust", "Moss", "Oat", "Black"))]
    return union([turned(wall, skin), *sticks]), 12, 18.5


def magnifier(on_book=False):
    lens = ("intersection { sphere { <0, -8, 0>, 9.2 } sphere { <0, 8, 0>, 9.2 } "
            "scale <.97, .62, .97> Glass() }\n")
    rim = placed(ring(4.5, .42, "Brass()"), turn=(0, 0, 0))
    neck = turned([(.42, 0), (.42, .3), (.7, .5), (.7, 1.4), (.55, 1.7), (.9, 2.0), (1, 2.6)],
                  "Brass()", 48)
    grip = turned([(.95, 0), (1.15, .8), (1.2, 3), (.95, 6), (1.05, 8), (.9, 9), (.4, 9.3),
                   (0.01, 9.3)], wood("Oak", (0, 0, 88)), 64)
    body = union([lens, rim, placed(neck, (4.6, 0, 0), (0, 0, -90)),
                  placed(grip, (7.1, 0, 0), (0, 0, -90))])
    if on_book:
        return union([notebook("Ink")[0], placed(body, (-2.5, 2.45, 0), (0, -60, -2))]), 23, 3
    return placed(body, (-5.6, .95, 0), (0, 25, -1.2)), 22, 2


def shelf(name, company="notebook"):
    skin = wood(name)
    parts = [placed(plank(70, 2, 22, 1.2, .3, skin), (0, 10, 0)),
             placed(plank(2, 10.2, 20, .4, .1, wood(name, (0, 0, 90))), (-28, 0, 0)),
             placed(plank(2, 10.2, 20, .4, .1, wood(name, (0, 0, 90))), (28, 0, 0))]
    if company == "notebook":
        parts += [placed(notebooks("Ink", "Rust")[0], (8, 0, -1), (0, 10, 0)),
                  placed(cup("Brass")[0], (-22, 12, 1))]
    else:
        parts += [placed(planter("Chalk")[0], (20, 12, 0), size=.62),
                  placed(notebook("Sand")[0], (-12, 12, 0), (0, 74, 0))]
    return union(parts), 72, 12 if company == "notebook" else 30
