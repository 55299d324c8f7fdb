# SPDX-License-Identifier: MIT
"""Stoneware. Every model returns (scene text, width, height) in centimetres, standing on y = 0."""
import math

from forms import cylinder, pad, placed, sphere, tube, turned, union
from models_props import branch, lemon, plant
from palette import srgb

BARE = f"Clay({srgb((.74, .62, .50))})"


def glaze(colour):
    return f"Glaze({srgb(colour)})"


def bottle(colour, twig=False, size=1.0):
    body = [(0.01, .4), (4.2, .4), (4.4, 0), (4.4, 0), (5, 0), (5.4, .3), (7.0, 3.5), (7.4, 7),
            (6.4, 11), (3.6, 14.2), (2.1, 16.4), (1.75, 19), (2.0, 21.4), (2.35, 22), (2.2, 22.2),
            (1.9, 22), (1.5, 20), (1.4, 16)]
    parts = [turned(body, glaze(colour))]
    if twig:
        parts += [branch((0, 18, 0), 20, .32, 11), branch((0.2, 18, 0.3), 15, -.38, 8)]
    return union(parts, f"scale {size}"), 17 * size if not twig else 26, (22
        if not twig else 38) * size


def bowl(colour, lemons=False):
    foot = [(0.01, .5), (5.4, .5), (5.5, 0), (5.5, 0), (6, 0), (6.2, .2), (6.4, .9)]
    outer = [(6.4, .9), (9.5, 2.3), (12.8, 5.3), (14.3, 8.6), (14.4, 8.8)]
    rim = [(14.4, 8.8), (14.5, 9.0), (14.35, 9.2), (14.15, 9.1), (14.1, 8.9)]
    inner = [(14.1, 8.9), (12.4, 5.4), (9, 2.6), (5, 1.5), (0.01, 1.3)]
    parts = [turned(foot, BARE), turned(outer, glaze(colour)), turned(rim, BARE),
             turned(inner, f"GlossGlaze({srgb(colour)})")]
    if lemons:
        parts += [lemon((-4, 5.2, -1), (80, 30, 0)), lemon((4, 5.4, -2.5), (75, -50, 20)),
                  lemon((1, 5.6, 4.5), (90, 100, 0)), lemon((0, 9.2, 0), (82, 10, 15))]
    return union(parts), 29, 9.5 if not lemons else 13


def mug(colour, size=1.0):
    bare = [(0.01, .3), (2.9, .3), (3.0, 0), (3.0, 0), (3.5, 0), (3.5, 0), (3.75, .3), (4.1, 1.4),
            (4.2, 3.0)]
    cup = [(4.2, 3.0), (4.27, 3.05), (4.3, 3.2), (4.3, 3.2), (4.29, 5), (4.25, 8.9), (4.22, 9.3),
           (4.1, 9.48), (3.97, 9.4), (3.9, 9.0), (3.85, 5), (3.6, 1.6), (2.6, .9), (0.01, .8)]
    handle = tube([(3.9, 8.0, 0), (5.2, 8.25, 0), (6.5, 7.5, 0), (6.9, 6.0, 0), (6.4, 4.5, 0),
                   (5.2, 3.75, 0), (3.9, 3.8, 0)],
                  lambda t: .62 - .52 * t * (1 - t), glaze(colour))
    return union([turned(bare, BARE), turned(cup, glaze(colour)), handle],
                 f"translate <-1.2, 0, 0> scale {size}"), 11.5 * size, 9.5 * size


def plates(colour, count=4, company=None):
    parts = []
    for n in range(count):
        under = [(0.01, .35), (7.6, .3), (7.8, 0), (7.8, 0), (8.3, 0), (8.5, .3), (12.4, .8),
                 (13.3, 2.1)]
        rim = [(13.3, 2.1), (13.45, 2.3), (13.3, 2.4), (13.15, 2.3)]
        top = [(13.15, 2.3), (12.4, 1.3), (11, .95), (6, .8), (0.01, .8)]
        plate = union([turned(under, glaze(colour)), turned(rim, BARE), turned(top, glaze(colour))])
        parts.append(placed(plate, (.15 * math.sin(n * 4), n * 1.15, .15 * math.cos(n * 3))))
    if company:
        parts.append(placed(napkin(), (-1, .9 + (count - 1) * 1.15, 0), (0, 24, 0)))
    return union(parts), 27, 3 + count * 1.1


def napkin():
    linen = f"Weave({srgb('Oat')}, 0.16, 0.4, <90, 0, 0>)"
    return union([pad(9, 1.0, 19, linen, .12, .3, .06), placed(pad(8.4, .9, 18.4, linen, .12, .3,
        .06), (.3, .75, 0), (0, 3, 0))])


def teapot(colour, cups=0):
    def lips(angle, radius, height):
        return radius, height

    belly = [(0.01, .4), (4.6, .4), (4.7, 0), (4.7, 0), (5.3, 0), (5.6, .2), (7.9, 2.6), (8.6, 6),
             (7.6, 9.6), (5.2, 11.7), (3.7, 12.2), (3.6, 12.3)]
    lid = [(3.6, 12.3), (3.75, 12.4), (3.7, 12.6), (2.4, 13.1), (.8, 13.4), (0.01, 13.4)]
    spout = tube([(-6.6, 4.4, 0), (-9.2, 5.2, 0), (-11, 7.6, 0), (-12.3, 10.6, 0),
                  (-12.7, 11.3, 0)], lambda t: 2.0 - 1.2 * t, glaze(colour), sides=24)
    handle = tube([(6.9, 9.6, 0), (9.4, 11, 0), (11.8, 9.6, 0), (12.2, 6.4, 0), (10.4, 3.8, 0),
                   (7.6, 3.2, 0)], lambda t: .72 - .5 * t * (1 - t), glaze(colour))
    parts = [turned(belly, glaze(colour), ripple=lips), turned(lid, glaze(colour)), spout, handle,
             cylinder((0, 13.3, 0), (0, 13.9, 0), .5, "Brass()"),
             sphere((0, 14.7, 0), 1.15, "Oak(<0, 0, 90>)")]
    cup = [(0.01, .3), (2, .3), (2.1, 0), (2.5, 0), (2.8, .4), (3.5, 3), (3.7, 5.6), (3.6, 5.75),
           (3.45, 5.6), (3.2, 3), (2.4, .8), (0.01, .6)]
    for n in range(cups):
        parts.append(placed(union([turned(cup, glaze(colour)),
                                   cylinder((0, 4.6, 0), (0, 4.65, 0), 3.3,
                                            "Liquid(srgb <.55,.32,.10>)")]),
                                            (3 + 8.6 * n, 0, -12 + 1.5 * n)))
    return union(parts), 26 + 3 * cups, 16


def ring_vase(colour, grass=False):
    hoop = "torus { 8.2, 3.5 rotate <90, 0, 0> scale <1, 1, 0.92> translate <0, 11.4, 0> }\n"
    foot = [(0.01, .2), (3.4, 0), (3.8, 0), (3.6, .6), (2.9, 1.6)]
    neck = [(2.6, 21.5), (1.75, 22.6), (1.6, 24), (1.95, 25), (1.8, 25.2), (1.5, 25), (1.3, 23),
            (1.2, 20)]
    parts = [union([hoop, turned(foot, ""), turned(neck, "")], f"Clay({srgb(colour)})")]
    if grass:
        parts += [branch((0, 22, 0), 17, .28, 9, "Straw"), branch((0, 22, 0), 13, -.4, 7, "Straw")]
    return union(parts), 24, 25 if not grass else 38


def planter(colour, zoomed=False):
    def flutes(angle, radius, height):
        return radius - .38 * abs(math.sin(22 * angle)) ** .7 * min(1,
            max(0, (13.2 - height) / .8)), height

    wall = [(6.2, 1.4), (6.6, 4), (7.3, 9), (7.9, 13)]
    lip = [(7.9, 13), (8.1, 13.3), (8.0, 13.9), (7.7, 14.1), (7.3, 13.9), (7.1, 13), (6.8, 10)]
    saucer = [(0.01, 0), (7.2, 0), (7.6, .1), (8.2, 1.5), (8.0, 1.7), (7.7, 1.5), (7.2, .9),
              (0.01, .8)]
    soil = cylinder((0, 11.6, 0), (0, 12.2, 0), 7.0, "Felt(srgb <.20,.15,.12>)")
    parts = [turned(wall, f"Clay({srgb(colour)})", 22 * 16, 6, flutes),
             turned(lip, f"Clay({srgb(colour)})"),
             turned(saucer, glaze(colour)), soil, plant((0, 11.6, 0), 19)]
    return union(parts), (26 if not zoomed else 18), (31 if not zoomed else 16)


def jar(colour, places=((0, 0, 1),), opened=False):
    """Jars at (x, z, size)."""
    parts = []
    body = [(0.01, .3), (4.4, .3), (4.5, 0), (4.5, 0), (5, 0), (5.4, .4), (5.9, 2), (6, 6),
            (5.9, 10.4), (5.4, 11.6), (5.2, 11.8), (4.9, 11.6), (4.9, 9), (4.9, 3), (0.01, 2)]
    lid = [(0.01, 0), (5.2, 0), (5.35, .15), (5.35, 1.2), (5.2, 1.4), (0.01, 1.45)]
    for x, z, size in places:
        top = placed(union([turned(lid, "Oak(<0, 0, 0>)"), turned([(0.01, 1.4), (.9, 1.4), (.8, 2),
            (1.2, 2.7), (1.1, 3.2), (0.01, 3.4)], "Oak(<0, 0, 90>)")]),
                     (0, 11.75, 0) if not opened else (11.6, 4.9, -2.5),
                     (0, 0, 0) if not opened else (6, 30, -66))
        parts.append(placed(union([turned(body, glaze(colour)), top]), (x, 0, z), size=size))
    reach = max(abs(x) + 6 * size for x, _, size in places)
    return union(parts, "translate <-4, 0, 0>" if opened else ""), 2 * reach + (6
        if opened else 0), 15.4 * max(p[2] for p in places)


def pitcher(colour, company=None):
    def lip(angle, radius, height):
        a = math.atan2(math.sin(angle - math.pi), math.cos(angle - math.pi))
        rise = max(0, (height - 15) / 6) ** 1.6
        out, up = 2.0 * math.exp(-(a / .42) ** 2), .5 * math.exp(-(a / .5) ** 2)
        return radius + out * rise, height + up * rise

    wall = [(0.01, .4), (4.4, .4), (4.5, 0), (4.5, 0), (5.1, 0), (5.5, .3), (6.9, 4), (6.9, 8),
            (5.6, 13), (4.7, 17), (5.0, 20.4), (5.15, 20.8), (5.0, 21), (4.8, 20.8), (4.4, 17.4),
            (5.2, 13), (6.4, 8), (6.0, 3), (0.01, 1)]
    handle = tube([(4.6, 18.6, 0), (7.0, 19.6, 0), (9.2, 17.6, 0), (9.4, 13.4, 0), (8.2, 9.6, 0),
                   (6.4, 8, 0)], lambda t: .8 - .7 * t * (1 - t), f"GlossGlaze({srgb(colour)})")
    parts = [turned(wall, f"GlossGlaze({srgb(colour)})", 120, ripple=lip), handle]
    if company:
        parts.append(placed(bowl(colour)[0], (14, 0, -7), size=.55))
    return union(parts, "translate <-1, 0, 0>"
                 if not company else "translate <-5, 0, 0>"), 19 if not company else 30, 21.5
