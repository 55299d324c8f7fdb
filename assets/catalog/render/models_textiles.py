# SPDX-License-Identifier: MIT
"""Cloth, wool and felt. Every model returns (scene text, width, height), centimetres, on y = 0."""
import math

from forms import drape, pad, placed, ring, slab, sphere, strap, tube, turned, union
from models_ceramics import plates
from palette import srgb


def folded(width, layer, depth, count, texture, seed=0.0):
    """A cloth folded to count layers: the folds face the viewer."""
    parts = []
    for n in range(count):
        shift = .012 * width * math.sin(n * 2.3 + seed)
        layer_height = layer * (1 + .1 * math.sin(n * 1.9 + seed))
        parts.append(placed(pad(width, layer_height * 1.22, depth, texture, .10, .24, .05, 60),
                            (shift, n * layer, .4 * shift), (0, 1.2 * math.sin(n * 3 + seed), 0)))
    return union(parts), count * layer


def fringe(width, height, texture, seed=0.0):
    """Knotted tassels hanging from the right edge of a folded throw."""
    parts, count = [], 22
    for n in range(count):
        z = width * (n / (count - 1) - .5)
        sway = math.sin(n * 2.7 + seed)
        y = height * (.42 + .3 * math.sin(n * 1.7 + seed))
        path = [(-.5, y, z), (.9, y - .2, z + .1 * sway), (1.8, y * .62, z + .3 * sway),
                (2.3 + .3 * sway, .25, z + .5 * sway)]
        parts.append(tube(path, lambda t: .22 + .16 * t, texture, sides=7, steps=4))
        parts.append(sphere((.8, y - .1, z), .36, texture))
    return union(parts)


def throws(*colours):
    parts, level = [], 0.0
    for number, colour in enumerate(colours):
        skin = f"Wool({srgb(colour)})"
        stack, height = folded(34, 2.5, 26, 3 if len(colours) == 1 else 2, skin, number * 1.7)
        both = union([stack, placed(fringe(22, height, skin, number), (16.6, 0, 0))])
        parts.append(placed(both, (0, level, 0), (0, 3 * math.sin(number * 2), 0)))
        level += height
    return union(parts, "translate <-1, 0, 0>"), 41, level + 1


def cushion(colour, lying=False):
    skin = f"Weave({srgb(colour)}, 0.42, 0.5, <0, 0, 0>)"

    def side(sign):
        def point(u, v):
            x, y = 2 * u - 1, 2 * v - 1
            pinch = .085
            px = x * (1 - pinch * (1 - y * y)) * 25
            py = y * (1 - pinch * (1 - x * x)) * 25
            depth = 8.4 * max(0, (1 - x * x) * (1 - y * y)) ** .46
            slack = (x * x + y * y) * (1 - x * x) * (1 - y * y)
            crease = 1.8 * math.sin(7 * x + 3 * y) * math.sin(6 * y - 2 * x) * slack
            return (px, py, sign * (depth + crease))

        return drape(point, 70, 70, "")

    def seam_point(t):
        a = t * 4
        edge, f = int(a) % 4, 2 * (a % 1) - 1
        x, y = [(f, -1), (1, f), (-f, 1), (-1, -f)][edge]
        return (x * (1 - .085 * (1 - y * y)) * 25, y * (1 - .085 * (1 - x * x)) * 25, 0)

    piping = tube([seam_point(n / 80) for n in range(80)], .42, "", closed=True, steps=2, sides=10)
    body = union([side(1), side(-1), piping], skin)
    if lying:
        return placed(body, (0, 8.3, 0), (90, 20, 0)), 52, 17
    return placed(body, (0, 24.6, 0), (14, 0, 0)), 50, 49


def napkins(colour, on_plate=None):
    skin = f"Weave({srgb(colour)}, 0.16, 0.4, <90, 0, 0>)"
    stack, height = folded(20, .75, 20, 5, skin)
    hoop = union([placed(ring(2.6, .28, "Brass()"), (0, 0, z * .5), (90, 0, 0))
                  for z in range(-3, 4)])
    roll = placed(pad(4.6, 4.2, 15, skin, .5, .8, .12), (0, .55, 0))
    parts = [stack, placed(union([roll, placed(hoop, (0, 2.7, 0))]), (0, height - .2, 0),
                           (0, 38, 0))]
    if on_plate:
        parts = [plates("Chalk", 1)[0], placed(union(parts[1:]), (0, .9 - height + .2, 0))]
    return union(parts), 24, height + 5


def towel_roll(length, radius, texture):
    def spiral(u, v):
        a = 2 * math.pi * 3.4 * v
        r = radius * (.10 + .90 * v) + .12 * math.sin(17 * u + 5 * v)
        return ((u - .5) * length, r * math.cos(a - 1.2), r * math.sin(a - 1.2))

    return drape(spiral, 24, 170, texture)


def towels(colour, rolled=0, stacked=4):
    skin = f"Terry({srgb(colour)})"
    parts, level = [], 0.0
    if stacked:
        stack, level = folded(32, 3.4, 24, stacked, skin)
        parts.append(stack)
    for n in range(rolled):
        spot = ((n - 1) * 11.6 if rolled > 1 else 0, 5.6, 0) if not stacked else (0, level + 5.2, 0)
        if rolled == 3 and not stacked:
            spot = [(-5.7, 5.6, 0), (5.7, 5.6, 0), (0, 15.2, 0)][n]
        parts.append(placed(towel_roll(30, 5.6, skin), spot, (0, 90 if not stacked else 4, 0)))
    if not stacked:
        return union(parts, "rotate y * 30"), 38, 21
    return union(parts), 34, level + (11 if rolled else 1)


BANDS = [("Slate", 9), ("Oat", 3), ("Sea", 6), ("Oat", 9), ("Ink", 2), ("Oat", 3), ("Slate", 5),
         ("Stone", 8), ("Oat", 3)]


def rug(standing=False):
    def skin(colour):
        return f"Weave({srgb(colour)}, 0.85, 0.7, <90, 0, 0>)"

    parts, place, length = [], 0.0, 84.0
    total = sum(width for _, width in BANDS)
    for colour, share in [*BANDS, *BANDS[:4]]:
        size = share * length / total
        if place + size <= length:
            parts.append(slab(size, 1.0, 74, .3,
                              skin(colour) + f" translate <{place + size / 2 - 46}, 0, 0>"))
        place += size
    roll, turns, start = [], 4.2, 3.2
    bands = [c for c, s in [*BANDS, *BANDS, *BANDS, *BANDS] for _ in range(s)]
    steps = 150
    for n, first in enumerate(range(0, steps, 5)):
        def spiral(u, v, first=first):
            t = (first + 5.04 * v) / steps
            r, a = start + 5.4 * t, 2 * math.pi * turns * t
            return (r * math.sin(a), -r * math.cos(a), (u - .5) * 74)

        roll.append(drape(spiral, 3, 8, skin(bands[(n * 2) % len(bands)])))
    parts.append(placed(union(roll), (40, 9.2, 0)))
    if standing:
        return placed(union(roll), (0, 37, 0), (90, 0, 0)), 26, 74
    return union(parts, "rotate y * -34 translate <0, 0, 4>"), 96, 30


def ribbon_pack(colour):
    skin = f"Weave({srgb(colour)}, 0.22, 0.35, <90, 0, 0>)"
    stack, height = folded(36, 3.0, 27, 4, skin)
    band = f"Weave({srgb('Oat')}, 0.12, 0.3, <0, 0, 0>)"
    top, half = height + 1.0, 13.9
    loop = [(3.4, 0, -half), (3.4, height * .5, -half - .4), (3.4, top, -half * .82),
            (3.4, top + .1, 0), (3.4, top, half * .8)]
    turned_loop = [(z, y, x) for x, y, z in loop]
    bow = [strap([(0, 0, 0), (2.4, 2, 0), (4.6, 1.6, 0), (4.2, .2, 0), (0, .1, 0)], 1.7, .12, band),
           strap([(0, 0, 0), (-2.4, 2, 0), (-4.6, 1.6, 0), (-4.2, .2, 0), (0, .1, 0)], 1.7, .12,
                 band),
           strap([(0, .2, 0), (2.2, .5, 0), (5.4, .15, 0)], 1.7, .12, band),
           strap([(0, .2, 0), (-2.4, .5, 0), (-5.2, .15, 0)], 1.7, .12, band),
           sphere((0, .4, 0), .9, band)]
    return union([stack, placed(strap(turned_loop, 1.7, .14, band), (4, 0, 0), (0, 90, 0)),
                  placed(union(bow), (4, top + .1, -4), (0, 40, 0))]), 37, height + 4


def tea_towels():
    parts = []
    for n, colour in enumerate(("Ink", "Rust", "Moss")):
        stripe = f"Striped({srgb('Chalk')}, {srgb(colour)})"
        stack, height = folded(22, 1.1, 15, 2, stripe, n * 2.0)
        parts.append(placed(stack, (n * 1.2 - 1.2, n * 2.25, n * 1.5 - 1.5), (0, n * 5 - 5, 0)))
    return union(parts), 26, 8


def basket(colour, filled=False):
    felt = f"Felt({srgb(colour)})"
    wall = [(0.01, .2), (14, .2), (14.6, .4), (15, 1.4), (15.2, 10), (15.6, 23), (15.75, 23.6),
            (15.6, 23.9), (15.3, 24), (15.05, 23.8), (15, 23), (14.5, 10), (14.2, 1.6), (0.01, 1)]
    leather, parts = f"Leather({srgb('Tan')})", []
    cuff = [(15.65, 18.2), (16.05, 18.4), (16.25, 23.6), (16.0, 24.4), (15.5, 24.5), (15.2, 24.1)]
    for s in (1, -1):
        arc = [(s * x, y, 0) for x, y in ((16.3, 19), (17.2, 23), (17.4, 27), (16.6, 29.6))]
        left = [(s * 16.5, 20, -4), (s * 16.9, 24, -4), (s * 17.0, 28.4, -3.2), (s * 16.9, 30.2, 0),
                (s * 17.0, 28.4, 3.2), (s * 16.9, 24, 4), (s * 16.5, 20, 4)]
        parts += [tube(left, .62, leather, sides=12), sphere((s * 16.6, 20.6, -4), .75, "Brass()"),
                  sphere((s * 16.6, 20.6, 4), .75, "Brass()")]
        del arc
    if filled:
        for n, (x, z, shade) in enumerate(((-5, -4, "Oat"), (5, -3, "Rust"), (0, 6, "Chalk"),
                                           (1, -1, "Sand"))):
            parts.append(yarn((x, 21 + (3 if n == 3 else 0), z), 6.4, shade))
    return union([turned(wall, felt), turned(cuff, felt), *parts]), 36, 31


def yarn(place, radius, colour):
    parts = [sphere((0, 0, 0), radius * .93, f"Wool({srgb(colour)})")]
    for n in range(34):
        tilt = (70 * math.sin(n * 1.3), n * 47, 80 * math.cos(n * .9))
        parts.append(placed(ring(radius * math.cos(.5 * math.sin(n * 2.2)), .34, ""), turn=tilt))
    return placed(union([parts[0], union(parts[1:], f"Wool({srgb(colour)})")]), place)


def pouf(colour, company=None):
    columns, rows = 26, 19

    def knit(u, v):
        t = math.pi * (v - .5)
        a = 2 * math.pi * u
        column = (u * columns) % 1
        slant = abs(column - .5) * 1.1
        stitch = abs(math.sin(math.pi * (v * rows + slant)))
        seam = abs(math.sin(math.pi * column * 2))
        swell = (.55 + 1.25 * stitch ** .7 * seam ** .45) * min(1, math.cos(t) * 2.2)
        r = 25 * math.cos(t) ** .62 + swell
        return (r * math.cos(a), 17.5 + 17 * power_sin(t) + swell * math.sin(t), r * math.sin(a))

    def power_sin(t):
        return math.copysign(abs(math.sin(t)) ** .86, t)

    parts = [drape(knit, columns * 14, rows * 9, f"Wool({srgb(colour)})", wrap=True),
             sphere((0, 34.6, 0), 2.2, f"Wool({srgb(colour)}) scale <1, .4, 1> translate y * 21")]
    if company:
        parts.append(placed(throws("Oat")[0], (0, 33.6, 0), (0, 14, 0), .9))
    return union(parts), 53, 36 if not company else 44
