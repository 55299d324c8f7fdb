# SPDX-License-Identifier: MIT
"""Bags and companions. Every model returns (scene text, width, height) in centimetres, on y = 0."""
import math

from forms import (cylinder, drape, pad, placed, plank, ring, rounded, slab, sphere, tube, turned,
                   union)
from models_kitchen import wood
from palette import srgb

TAN = f"Leather({srgb('Tan')})"


def canvas(colour, turn="<0, 0, 0>"):
    return f"Weave({srgb(colour)}, 0.34, 0.4, {turn})"


def weekender(colour):
    def body(texture, grow=0.0):
        return placed(pad(52 + grow, 27 + grow, 26 + grow, texture, .42, .38, .02, 90),
                      (0, -grow / 2, 0))

    foot = f"object {{ {body('', .7)} clipped_by {{ plane {{ y, 7.2 }} }} {TAN} }}\n"
    seam = tube([(-25.4, 14, 0), (-24, 22, 0), (-19, 26.4, 0), (-10, 27.1, 0), (0, 27.2, 0),
                 (10, 27.1, 0), (19, 26.4, 0), (24, 22, 0), (25.4, 14, 0)], .42, "Brass()",
                 sides=10)
    parts = [body(canvas(colour)), foot, seam]
    for side in (-1, 1):
        z = side * 13.15
        arc = [(-11, 6, z * 1.0), (-11, 14, z * 1.03), (-10.6, 22, z * .93), (-9, 31, z * .55),
               (-5, 37, z * .42), (0, 38.6, z * .4), (5, 37, z * .42), (9, 31, z * .55),
               (10.6, 22, z * .93), (11, 14, z * 1.03), (11, 6, z * 1.0)]
        parts.append(tube(arc, .95, TAN, sides=14, steps=10))
        for x in (-11, 11):
            parts.append(sphere((x, 18.6, z * 1.03 + side * .6), .8, "Brass()"))
            parts.append(placed(pad(3.4, 6, 1.2, TAN, .3, .3), (x, 15, z * 1.02)))
    tag = [cylinder((25.2, 19, 0), (26.4, 16.6, -1.4), .18, TAN),
           placed(slab(3.4, 5.2, .35, .15, TAN), (27, 11.4, -1.8), (8, 40, 12))]
    return union([*parts, *tag]), 56, 39


def shell(width, height, depth, texture):
    """A hard shell with upright ribs, round at every edge."""
    edge, straight = 4.6, 0.2

    def point(u, v):
        x, z = rounded(width, depth, 6, u)
        past = max(0.0, abs(v - .5) - straight) / (.5 - straight) * math.pi / 2
        inset = edge * (1 - math.cos(past))
        reach = (height / 2 - edge) * min(1, abs(v - .5) / straight) + edge * math.sin(past)
        y = height / 2 + math.copysign(reach, v - .5)
        if abs(v - .5) > .499:
            return (0, y, 0)
        face = max(0.0, 1 - (abs(x) / (width / 2 - 2.4)) ** 8) if abs(z) > depth / 2 - 3 else 0
        rib = .34 * math.cos(2 * math.pi * x / 3.3) * face * (1 - inset / edge)
        return (x * (1 - 2 * inset / width), y,
                z * (1 - 2 * inset / depth) + math.copysign(rib, z))

    return drape(point, 300, 61, texture)


def suitcase(colour, size=1.0):
    body = placed(shell(38, 50, 22, f"Powder({srgb(colour)})"), (0, 4.6, 0))
    dark = f"Powder({srgb((.12, .12, .12))})"
    band = "intersection { %s box { <-30, 0, -.45>, <30, 70, .45> } %s }\n" % (placed(pad(38.6,
        50.6, 22.6, "", .25, .25), (0, 4.3, 0)), "Metal(SteelColour, 0.005)")
    wheels = [placed(union([cylinder((-.9, 2.1, 0), (.9, 2.1, 0), 2.1, dark),
                            cylinder((-1.0, 2.1, 0), (1.0, 2.1, 0), .9, "Steel()"),
                            slab(3, 2.4, 3.6, .8, dark + " translate <0, 3, 0>")]), (x, 0, z),
                            (0, 20 * x, 0))
              for x in (-14, 14) for z in (-7, 7)]
    poles = [cylinder((x, 50, 5), (x, 76, 5), .75, "Steel()") for x in (-8, 8)]
    grip = placed(slab(20, 3, 3.2, 1.2, dark), (0, 75, 5))
    top = tube([(-6, 54.2, -2), (-5.6, 56.6, -2), (0, 57.2, -2), (5.6, 56.6, -2), (6, 54.2, -2)],
               .9, TAN, sides=14)
    lock = placed(slab(5, 7, 1.6, .6, "Metal(SteelColour, 0.005)"), (19.2, 30, 0), (0, 90, 0))
    return union([body, band, *wheels, *poles, grip, top, lock],
                 f"scale {size}"), 44 * size, 79 * size


def flask(*places):
    """Insulated bottles as (x, z, colour, size)."""
    parts = []
    body = [(0.01, 0), (3.2, 0), (3.5, .15), (3.6, .6), (3.6, .6), (3.6, 16), (3.5, 17.4),
            (2.6, 19), (2.3, 19.8), (2.3, 20.4)]
    for x, z, colour, size in places:
        collar = cylinder((0, 20.2, 0), (0, 20.9, 0), 2.42, "Steel()")
        lid = turned([(2.5, 20.8), (2.6, 21), (2.6, 21), (2.6, 23.8), (2.5, 24.1), (2.3, 24.2),
                      (2.3, 24.2), (0.01, 24.2)], f"Powder({srgb('Black')})")
        oak = cylinder((0, 24.1, 0), (0, 24.45, 0), 2.3, wood("Oak"))
        loop = tube([(2.5, 22.4, 0), (4, 23.6, 0), (3.6, 25.6, 0), (2, 26, 0)], .25, TAN, sides=10)
        base = cylinder((0, 0.05, 0), (0, .62, 0), 3.52, "Steel()")
        parts.append(placed(union([turned(body, f"Powder({srgb(colour)})"), collar, lid, oak, base,
                                   loop]), (x, 0, z), (0, -30, 0), size))
    return union(parts), 2 * max(abs(p[0]) for p in places) + 8, 26 * max(p[3] for p in places)


def travel_mug(colour):
    body = [(0.01, 0), (2.9, 0), (3.05, .1), (3.1, .5), (3.9, 12.6), (3.95, 13)]
    band = [(3.38, 4.6), (3.5, 4.7), (3.72, 8.1), (3.6, 8.2)]
    lid = [(3.95, 13), (4.15, 13.1), (4.15, 13.9), (4.0, 14.2), (3.7, 14.3), (3.6, 14.1),
           (3.5, 13.7), (0.01, 13.7)]
    slide = placed(slab(1.6, .5, 2.4, .2, f"Powder({srgb('Black')})"), (0, 13.7, -1.6))
    return union([turned(body, f"Powder({srgb(colour)})"), turned(band, "Cork()"),
                  turned(lid, f"Powder({srgb((.17, .17, .17))})"), slide]), 9, 14.6


def stitches(path, step, colour="Ivory"):
    parts = []
    for a, b in zip(path, path[1:]):
        length = math.dist(a, b)
        for n in range(int(length / step)):
            p, q = (n + .2) * step / length, (n + .78) * step / length
            ends = [tuple(i + (j - i) * t for i, j in zip(a, b)) for t in (p, q)]
            parts.append(cylinder(*ends, .055))
    return union(parts, f"Plain({srgb(colour)})")


def wallet(colour, standing=True):
    skin = f"Leather({srgb(colour)})"

    def leaf_part():
        sheet = placed(plank(10.4, .34, 14.4, .8, .15, skin), (5.2, 0, 0))
        line = [(.6, .36, -6.8), (9.9, .36, -6.8), (9.9, .36, 6.8), (.6, .36, 6.8)]
        under = [(x, -.02, z) for x, _, z in line]
        return union([sheet, stitches(line, .42), stitches(under, .42)])

    page = placed(plank(8.8, .5, 12.6, .5, .05, f"Plain({srgb((.24, .11, .13))})"), (5.0, .36, 0))
    if standing:
        left = placed(placed(union([leaf_part()]), turn=(90, 0, 0)), (0, 7.2, 0), (0, 42, 0))
        right = placed(placed(union([leaf_part()]), turn=(90, 0, 0)), (0, 7.2, 0), (0, 138, 0))
        spine = cylinder((0, 0.1, 0.1), (0, 14.3, 0.1), .3, skin)
        return union([left, right, spine], "rotate y * 180"), 17, 14.5
    top = placed(leaf_part(), (0, 1.3, 0), (0, 0, -1.5))
    spine = placed(cylinder((0, .72, -7.1), (0, .72, 7.1), .75, skin), (.1, 0, 0))
    return union([leaf_part(), page, top, spine], "translate <-5.2, 0.05, 0>"), 15, 2.5


def backpack(colour):
    skin = f"Weave({srgb(colour)}, 0.24, 0.25, <0, 0, 0>)"
    dark = f"Felt({srgb((.14, .14, .14))})"
    body = pad(30, 41, 15, skin, .34, .22, .025, 90)
    neck = placed(pad(28, 10, 9, skin, .4, .3, .04), (0, 37, 0))
    roll = placed(pad(31, 5.4, 6, skin, .3, .9, .04), (0, 44, 0))
    pocket = placed(pad(22, 17, 5, skin, .3, .3, .03), (0, 5, -6.6))
    zip_line = tube([(-10, 20.2, -8.3), (0, 20.7, -8.9), (10, 20.2, -8.3)], .28, dark, sides=8)
    down = tube([(0, 49.2, -2), (0, 47, -4.4), (0, 40, -7.2), (0, 32, -8.3), (0, 27.5, -8.6)], 1.1,
                dark, flat=.18)
    hook = placed(ring(1.6, .32, "Steel()"), (0, 27, -8.9), (90, 0, 0))
    side = [tube([(x, 46.6, 0), (x * 1.06, 44, 0), (x * 1.03, 34, 0), (x * 1.0, 26, 0)], .9, dark,
                 flat=.2) for x in (-15.3, 15.3)]
    straps = [tube([(x, 40, 6.6), (x * 1.25, 36, 11.6), (x * 1.5, 24, 12.2), (x * 1.5, 10, 9.6),
                    (x * 1.3, 4, 6.8)], 2.2, dark, flat=.3) for x in (-7, 7)]
    handle = tube([(-4, 41, 6), (-3, 47, 7.6), (3, 47, 7.6), (4, 41, 6)], .8, dark)
    patch = placed(slab(5, 3, .5, .2, TAN), (0, 11, -9.15))
    return union([body, neck, roll, pocket, zip_line, down, hook, *side, *straps, handle,
                  patch]), 38, 50


def cube(width, height, depth, colour):
    skin = f"Weave({srgb(colour)}, 0.5, 0.16, <90, 0, 0>)"
    dark = f"Plain({srgb((.2, .2, .2))})"
    body = pad(width, height, depth, skin, .24, .3, .03)
    zip_ring = [(x * 1.004, height * .68, z * 1.004) for x, z in (super_ring(width, depth, n / 60)
        for n in range(60))]
    line = tube(zip_ring, .26, dark, closed=True, steps=2, sides=8)
    pull = placed(slab(1.1, 3, .3, .1, TAN), (width * .18, height * .68 - 3.1, -depth * .505),
                  (4, 0, 6))
    loop = tube([(width * .505, height * .45, -4), (width * .55, height * .5, -3),
                 (width * .56, height * .5, 0), (width * .55, height * .5, 3),
                 (width * .505, height * .45, 4)], .8, dark, flat=.3)
    mesh_top = placed(pad(width * .78, 1.2, depth * .74, f"Felt({srgb((.22, .23, .23))})", .3, .4),
                      (0, height - .85, 0))
    return union([body, line, pull, loop, mesh_top])


def super_ring(width, depth, u, plan=.24, level=.36, edge=.3):
    b = math.asin(level ** (1 / edge)) if level else 0
    a = 2 * math.pi * u
    shrink = math.cos(b) ** edge
    grow = lambda value: math.copysign(abs(value) ** plan, value)
    return (grow(math.cos(a)) * shrink * width / 2, grow(math.sin(a)) * shrink * depth / 2)


def cubes(colour):
    sizes = [(36, 10, 26), (27, 9, 20), (19, 7.5, 14)]
    level, parts = 0.0, []
    for n, (w, h, d) in enumerate(sizes):
        parts.append(placed(cube(w, h, d, colour), (n * .8 - .8, level, 0), (0, (0, 7, -6)[n], 0)))
        level += h - .5
    return union(parts), 40, 26


def enamel(*places):
    """Enamel mugs as (x, z, colour, turn)."""
    parts = []
    for x, z, colour, turn in places:
        skin = f"Enamel({srgb(colour)})"
        dark = f"Enamel({srgb((.10, .11, .14))})"
        wall = [(0.01, 0), (3.7, 0), (4.0, .12), (4.1, .5), (4.15, 7.6)]
        rim = [(4.1, 7.55), (4.28, 7.65), (4.32, 7.85), (4.2, 8.02), (4.02, 7.95), (3.98, 7.7)]
        inside = [(4.0, 7.7), (4.0, .6), (3.8, .35), (0.01, .3)]
        inner = f"Enamel({srgb('Chalk')})"
        handle = tube([(4.0, 6.7, 0), (5.6, 6.9, 0), (6.7, 5.8, 0), (6.5, 3.6, 0), (5.4, 2.2, 0),
                       (4.0, 2.0, 0)], .5, skin, flat=.7)
        parts.append(placed(union([turned(wall, skin), turned(rim, dark), turned(inside, inner),
                                   handle]), (x, 0, z), (0, turn, 0)))
    return union(parts, "translate <-1, 0, 0>" if len(places) == 1 else ""), 2 * max(abs(p[0])
        for p in places) + 11, 8


def wash_bag(colour):
    body = pad(24, 13.5, 13, canvas(colour), .36, .5, .02, 80)
    cap = pad(24.5, 13.9, 13.4, "", .36, .5, .02, 80)
    ends = [f"object {{ {cap} clipped_by {{ plane {{ {axis}, -9.2 }} }} {TAN} }}\n"
            for axis in ("x", "-x")]
    zip_base = tube([(-11, 9.8, 0), (-9, 12.6, 0), (-5, 13.5, 0), (0, 13.6, 0), (5, 13.5, 0),
                     (9, 12.6, 0), (11, 9.8, 0)], .55, f"Felt({srgb((.16, .14, .13))})", flat=.8)
    teeth = [cylinder((x * .62, 14.3 - .0115 * (x * .62) ** 2, -.2),
                      (x * .62, 14.3 - .0115 * (x * .62) ** 2, .2), .17, "Brass()") for x in range(-13, 14)]
    pull = [slab(1.5, .6, 1.2, .2, "Brass() translate <5.4, 13.9, 0>"),
            tube([(5.5, 14.3, -.4), (5.7, 14.2, -2.2), (6, 13.5, -4.2), (6.3, 12, -6)], .62, TAN, flat=.35)]
    strap_end = tube([(12, 7.4, -1.6), (14.4, 7.6, -1.5), (14.6, 7.6, 1.5), (12, 7.4, 1.6)], .55,
                     TAN, flat=.5)
    return union([body, *ends, zip_base, *teeth, *pull, strap_end]), 28, 14.5
