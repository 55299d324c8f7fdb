# SPDX-License-Identifier: MIT
"""Kitchen tools. Every model returns (scene text, width, height) in centimetres, on y = 0."""
import math

from forms import cylinder, pad, placed, plank, ring, sphere, tube, turned, union
from models_ceramics import mug
from models_props import beans, coffee, lemon
from palette import srgb

TAN = f"Leather({srgb('Tan')})"
WOODS = {"Oak": "Oak", "Walnut": "Walnut", "Black": "Ebony", "Beech": "Beech"}


def wood(name, turn=(0, 0, 0)):
    return f"{WOODS[name]}(<{turn[0]}, {turn[1]}, {turn[2]}>)"


def board(standing=True, size=1.0):
    hole = "cylinder { <15, -1, 0>, <15, 4, 0>, 1.1 }"
    body = f"difference {{ {plank(38, 2.2, 22, 3, .35, '')} {hole} {wood('Oak')} }}\n"
    loop = tube([(15, .9, 0), (16.5, 2.6, .3), (20, 2.2, 1.6), (23, .5, 1.2), (22.6, .4, -1.2),
                 (20, .5, -1.6), (16.8, -.4, -.4), (15, .9, 0)],
                .3, TAN, sides=10)
    if standing:
        stood = placed(placed(union([body, loop]), turn=(0, 0, 90)), turn=(0, 90, 0))
        return placed(stood, (0, 19 * size, 0), (7, 0, 0), size), 24 * size, 41 * size
    return union([body, loop]), 40, 6


def board_flat():
    body, width, _ = board(False)
    return union([body, lemon((-6, 5, 3), (85, 30, 0)), lemon((2, 5, -4), (90, 110, 0))]), width, 8


def mill(*places):
    """Mills as (x, z, wood)."""
    parts = []
    body = [(0.01, 0), (2.9, 0), (2.9, 0), (3.05, .15), (3.0, 1.6), (2.5, 3.6), (2.0, 6.4),
            (2.05, 9), (2.6, 11.2), (2.75, 12), (2.6, 12.6), (2.6, 12.6), (0.01, 12.7)]
    head = [(0.01, 12.8), (2.5, 12.8), (2.5, 12.8), (2.8, 13.2), (2.95, 15), (2.5, 17.4),
            (1.4, 18.9), (.5, 19.2), (0.01, 19.2)]
    for x, z, name in places:
        skin = wood(name, (0, 0, 88))
        parts.append(placed(union([
            turned(body, skin), turned(head, skin), cylinder((0, 12.5, 0), (0, 12.95, 0), 2.35,
                "Brass()"),
            turned([(0.6, 19), (.6, 19.6), (.9, 19.9), (.95, 20.4), (.6, 20.8), (0.01, 20.8)],
                   "Brass()", 48)]), (x, 0, z)))
    return union(parts), 2 * max(abs(p[0]) for p in places) + 7, 21


def casserole(colour, ajar=False, base=False):
    skin = f"Enamel({srgb(colour)})"
    pot = [(0.01, 0), (10.2, 0), (10.9, .3), (11.4, 1.4), (11.8, 6), (12, 11), (12.1, 11.5),
           (11.7, 11.6), (11.4, 11.2), (11.2, 4), (0.01, 1)]
    lid = [(12.15, 11.6), (12.3, 11.9), (12.1, 12.3), (10.6, 13.1), (6, 14.5), (2, 15.1),
           (0.01, 15.1)]
    grips = [tube([(11.4 * s, 9.3, -4.2), (13.6 * s, 9.6, -3.9), (14.9 * s, 9.8, -1.6),
                   (14.9 * s, 9.8, 1.6), (13.6 * s, 9.6, 3.9), (11.4 * s, 9.3, 4.2)], .8,
                   skin) for s in (1, -1)]
    knob = [(.9, 15), (.8, 15.8), (1.9, 16.6), (2.2, 17.2), (1.8, 17.7), (0.01, 17.8)]
    top = union([turned(lid, skin), turned(knob, "Brass()")])
    if ajar:
        top = placed(placed(top, (0, -11.6, 0)), (3.4, 12.4, 2), (4, 0, 9))
    parts = [turned(pot, skin), top, *grips]
    if base:
        parts = [placed(union(parts), (0, 2.2, 0)), plank(40, 2.2, 26, 3, .35, wood("Oak"))]
    return union(parts), 31 if not base else 40, 18 if not base else 20


def pan(size=1.0):
    steel = f"Powder({srgb((.15, .15, .155))})"
    bowl = [(0.01, 0), (9.6, 0), (10.4, .3), (12.2, 2.4), (14, 5), (14, 5), (13.8, 5.05), (12, 2.5),
            (10.2, .6), (9.5, .4), (0.01, .4)]
    handle = tube([(17, 5.4, 0), (20, 6.6, 0), (26, 8.4, 0), (33, 9.6, 0)],
                  lambda t: 1.0 + .45 * math.sin(2.6 * t), wood("Beech", (0, 0, 16)), flat=.75)
    end = placed(sphere((0, 0, 0), 1.28, wood("Beech", (0, 0, 16))), (33, 9.6, 0))
    arm = tube([(12.6, 3.4, 0), (14.6, 4.4, 0), (17.4, 5.55, 0)], .62, steel, flat=.6)
    return union([turned(bowl, steel), arm, cylinder((16.6, 5.25, 0), (17.9, 5.75, 0), 1.1,
        "Brass()"), handle, end],
                 f"translate <-10, 0, 0> scale {size}"), 46 * size, 11 * size


def dripper(full=False):
    glass = [(0.01, .2), (5.4, .2), (6.6, .6), (7.1, 2), (6.6, 5), (3.4, 10.2), (2.6, 11.6),
             (3.4, 13), (6.2, 18), (7.2, 20.6), (7.3, 20.9), (7.15, 21), (6.95, 20.8), (5.9, 18),
             (3.1, 13), (2.35, 11.6), (3.1, 10.2), (6.3, 5), (6.8, 2), (6.4, .9), (5.2, .5),
             (0.01, .45)]
    collar = [(4.6, 8.7), (4.75, 8.9), (3.55, 11.6), (4.65, 14.4), (4.5, 14.6), (3.9, 14.2),
              (2.9, 11.6), (3.9, 9)]
    tie = [placed(ring(3.55, .3, TAN), (0, 11.6, 0)), tube([(0, 11.6, -3.6), (.8, 10.6, -4.6),
        (1.5, 8.6, -5.2)], .22, TAN, sides=8),
           tube([(0, 11.6, -3.6), (-.7, 10.4, -4.7), (-.9, 8.4, -5.2)], .22, TAN, sides=8),
           sphere((0, 11.6, -3.9), .55, TAN)]
    parts = [turned(glass, "Glass()"), turned(collar, wood("Oak", (0, 0, 88))), *tie]
    if full:
        brew = [(0.01, .6), (5.1, .6), (6.2, .95), (6.68, 2), (6.2, 4.9), (5.6, 5.7), (5.6, 5.7),
                (0.01, 5.7)]
        parts += [turned(brew, "Liquid(srgb <.20,.09,.03>)"),
                  placed(union([mug("Chalk", 1)[0], coffee((-1.2, 7.6, 0), 3.86)]), (12.5, 0, -3),
                         (0, -20, 0))]
    return union(parts, "translate <-5, 0, 0>" if full else ""), 16 if not full else 27, 21.5


def kettle(colour):
    skin = "Copper()" if colour == "Copper" else f"Enamel({srgb(colour)})"
    body = [(0.01, 0), (9.4, 0), (9.9, .2), (10.3, 1), (10.2, 3), (8.9, 7.6), (6.6, 11), (4.6, 12),
            (4.4, 12.05)]
    lid = [(4.4, 12.05), (4.55, 12.2), (4.4, 12.5), (2, 13.1), (0.01, 13.2)]
    spout = tube([(-8.2, 5.4, 0), (-10.6, 7, 0), (-12.2, 9.6, 0), (-13.6, 11, 0)],
                 lambda t: 2.1 - 1.05 * t, skin, sides=24)
    arch = [(7.4, 9.6, 0), (8.4, 13, 0), (6.8, 18.4, 0), (3.6, 20.6, 0)]
    posts = [tube(arch, .42, "Steel()", sides=12), tube([(-x, y, z) for x, y, z in arch], .42,
        "Steel()", sides=12)]
    grip = tube([(4.6, 20.2, 0), (2.4, 21.1, 0), (0, 21.4, 0), (-2.4, 21.1, 0), (-4.6, 20.2, 0)],
                lambda t: .9 + .35 * math.sin(math.pi * t), wood("Oak"))
    return union([turned(body, skin), turned(lid, skin), spout, *posts, grip,
                  sphere((0, 14, 0), 1.0, wood("Oak")),
                  cylinder((0, 13, 0), (0, 13.4, 0), .5, "Steel()"),
                  sphere((7.3, 9.5, 0), .8, "Steel()"), sphere((-7.3, 9.5, 0), .8, "Steel()")],
                 "translate <1.5, 0, 0>"), 24, 22.5


def utensil(kind, turn, base):
    skin = wood("Beech", (0, 0, 90))
    stick = tube([(0, 0, 0), (0, 12, 0), (.1, 22, 0)], lambda t: .62 - .12 * t, skin, sides=14)
    heads = {
        "spoon": placed(sphere((0, 0, 0), 1, f"scale <2.6, 3.9, .7>"), (.1, 25, 0)),
        "turner": placed(pad(6, 9, .7, "", .3, .3), (.1, 21.5, 0)),
        "corner": placed(pad(5, 8, .8, "", .6, .7), (.6, 21.5, 0), (0, 0, -8)),
        "ladle": placed(sphere((0, 0, 0), 1, "scale <2.9, 2.7, 1.7>"), (.1, 24.5, -.8)),
        "spatula": placed(pad(4.2, 10, .6, "", .5, .35), (.1, 21.5, 0)),
    }
    return placed(union([stick, union([heads[kind]], skin)]), base, turn)


def utensils():
    crock = [(0.01, .3), (5, .3), (5.1, 0), (5.6, 0), (6, .3), (6.3, 2), (6.2, 13.5), (6.3, 14.6),
             (6.1, 14.9), (5.8, 14.6), (5.6, 13), (5.6, 4), (0.01, 2)]
    sticks = [utensil("spoon", (6, 15, 13), (2.2, 3, 1)), utensil("turner", (-7, -20, -13),
        (-1.6, 3, -1)), utensil("corner", (10, 40, -3), (0, 3, 2)),
              utensil("ladle", (-12, 10, 5), (1, 3, -2)), utensil("spatula", (4, 70, -18),
                  (-2, 3, 2))]
    return union([turned(crock, f"Glaze({srgb('Chalk')})"), *sticks]), 20, 32


def mortar(stone):
    skin = f"{stone}()"
    body = [(0.01, 0), (4.6, 0), (5, .3), (5.1, 1), (6.2, 3), (7.1, 6), (7.3, 9.4), (7.2, 9.8),
            (6.8, 9.9), (6.2, 9.6), (5.8, 7), (4.4, 4.4), (0.01, 3.2)]
    stick = [(0.01, -.2), (1.3, 0), (2.0, 1), (1.9, 2.4), (1.2, 5), (1.05, 9), (1.4, 12),
             (1.5, 13.4), (.9, 14.2), (0.01, 14.3)]
    return union([turned(body, skin), placed(turned(stick, skin, 64), (-.6, 4.2, .4),
                                             (12, 0, -32))]), 19, 16.5


def storage(*places):
    """Glass jars as (x, z, height, colour of the filling)."""
    parts = []
    for x, z, h, filling in places:
        glass = [(0.01, .1), (4.6, .1), (5.1, .5), (5.2, 1), (5.2, h - 2), (4.9, h - .6), (4.7, h),
                 (4.5, h), (4.6, h - .7), (4.95, h - 2), (4.95, 1), (4.6, .6), (0.01, .55)]
        lid = [(0.01, h), (4.9, h), (5.0, h + .15), (5.0, h + 1.5), (4.85, h + 1.7),
               (0.01, h + 1.75)]
        parts.append(placed(union([turned(glass, "Glass()", 80), turned(lid, wood("Oak")),
                                   placed(beans(4.85, h * .68, filling), (0, .6, 0))]), (x, 0, z)))
    return union(parts), 2 * max(abs(p[0]) for p in places) + 11, max(p[2] for p in places) + 2
