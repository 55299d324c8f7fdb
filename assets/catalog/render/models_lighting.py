# SPDX-License-Identifier: MIT
"""Lamps. Every model returns (scene text, width, height) in centimetres, standing on y = 0."""
import math

from forms import cylinder, lamp, placed, ring, sphere, tube, turned, union
from models_props import book
from palette import srgb

BULB = "<1.0, 0.74, 0.44>"
INSIDE = "Glow(srgb <1.0, 0.86, 0.66>, 0.95)"
METALS = {"Brass": "Brass()", "Copper": "Copper()"}


def coat(colour):
    return METALS.get(colour) or f"Powder({srgb(colour)})"


def cord(path, colour="Oat", radius=0.3):
    return tube(path, radius, f"Plain({srgb(colour)})", sides=10)


def mushroom(colour):
    dome = [(12.9, 19.2), (13.1, 19.3), (13.1, 20), (12.4, 24), (10.2, 28.4), (6.4, 31.8),
            (3, 33.3), (1, 33.7), (0.01, 33.7)]
    inner = [(12.9, 19.2), (12.8, 20), (12.0, 24), (9.8, 28.2), (6, 31.5), (0.01, 33.2)]
    stem = [(0.01, 0), (7.4, 0), (7.4, 0), (7.6, .25), (7.6, .9), (7.4, 1.2), (3.2, 2.2), (2.1, 4),
            (1.8, 9), (1.7, 15), (1.7, 18.4), (1.7, 18.4), (0.01, 18.8)]
    return union([
        turned(dome, coat(colour)), turned(inner, INSIDE), turned(stem, coat(colour)),
        cylinder((0.5, 12, -1.5), (0.9, 12, -2.9), .55, "Brass()"),
        cord([(0, .6, 7.4), (0, .4, 11), (3, .35, 18), (12, .35, 26), (40, .35, 30)]),
        lamp((0, 26.5, 0), BULB, 2.0, 12.2, 58),
    ]), 27, 34


def pendant(colour):
    outer = [(19, 2), (19.1, 2.15), (19, 2.6), (18.2, 8), (15, 14), (9.5, 18.5), (4, 20.6),
             (1.6, 21), (1.6, 21), (1.6, 24), (1.6, 24), (0.01, 24.3)]
    inner = [(19, 2), (18.8, 2.4), (17.9, 8), (14.7, 13.8), (9.2, 18.1), (3.8, 20.2), (0.01, 20.4)]
    lift = "translate <0, 10, 0>"
    return union([
        union([turned(outer, coat(colour)), turned(inner, INSIDE),
               sphere((0, 11, 0), 3.6, "Glow(srgb <1,.93,.8>, 1.15)"),
               cylinder((0, 24, 0), (0, 80, 0), .28, f"Plain({srgb('Oat')})")], lift),
        lamp((0, 15, 0), BULB, 1.4, 13.6, 74),
    ]), 40, 38


def floor_lamp(wood):
    legs = []
    for angle in (80, 200, 320):
        a = math.radians(angle)
        foot, top = (34 * math.cos(a), 0.6, 34 * math.sin(a)), (-3 * math.cos(a), 112,
            -3 * math.sin(a))
        legs.append(tube([foot, top], lambda t: 1.5 + 0.5 * t,
                         "Oak(<0, 0, 86>)" if wood == "Oak" else "Ebony(<0, 0, 86>)"))
    shade = [(22.5, 112), (22.6, 112), (22.6, 112), (18.5, 146), (18.5, 146), (18.4, 146),
             (18.4, 146), (22.4, 112)]
    return union([
        *legs, turned(shade, "ShadeLinen()", steps=2), cylinder((0, 103, 0), (0, 114, 0), 3.6,
            "Brass()"),
        placed(ring(22.6, .35, "Brass()"), (0, 112, 0)), placed(ring(18.5, .35, "Brass()"),
            (0, 146, 0)),
        cord([(0, 100, 0), (4, 60, 6), (10, 12, 14), (20, .6, 24), (70, .6, 40)], radius=.5),
        lamp((0, 128, 0), BULB, 1.4, 60, 52),
    ]), 92, 147


def reading(colour):
    skin = coat(colour)
    elbow, wrist = (-9, 27, 0), (14, 42, 0)
    head = [(5.6, 0), (5.7, .1), (5.5, .6), (3.2, 7), (2.4, 9.5), (2.1, 11.4), (1.6, 12),
            (0.01, 12.1)]
    inner = [(5.6, 0), (5.3, .5), (2.7, 6.4), (0.01, 7)]
    cone = placed(union([turned(head, skin), turned(inner, INSIDE)], "translate <0, -9, 0>"), wrist,
                  (0, 0, 24))
    foot = [(0.01, 0), (7.9, 0), (7.9, 0), (8, .2), (8, 1.4), (7.8, 1.7), (0.01, 1.8)]
    return union([
        turned(foot, skin), cone,
        cylinder((0, 1.5, 0), elbow, .62, skin), cylinder(elbow, wrist, .62, skin),
        cylinder((-9, 27, -1.4), (-9, 27, 1.4), 1.3, "Brass()"),
        cylinder((14, 42, -1.5), (14, 42, 1.5), 1.2, "Brass()"),
        cylinder((0, 1.5, 0), (0, 3, 0), 1.5, "Brass()"),
        cord([(-7, .6, 3), (-14, .35, 8), (-40, .35, 16)]), lamp((18, 31, 0), BULB, 2.0, 12.3, 58),
    ]), 36, 44


def lantern(colour, raised=True):
    skin = coat(colour)
    foot = [(0.01, 0), (5.6, 0), (5.9, .3), (6, 1), (6, 3.2), (5.8, 3.6), (5.2, 3.8), (0.01, 3.8)]
    cap = [(0.01, 15.8), (5.2, 15.8), (5.8, 16), (6, 16.4), (5.9, 17.4), (4.8, 19), (2.4, 19.9),
           (0.01, 20.1)]
    opal = [(4.6, 3.6), (4.75, 4), (4.75, 15.5), (4.6, 16)]
    posts = [cylinder((5.3 * math.cos(a), 3.4, 5.3 * math.sin(a)),
                      (5.3 * math.cos(a), 16.2, 5.3 * math.sin(a)), .26, skin)
             for a in (math.radians(n) for n in (40, 130, 220, 310))]
    arc = [(6.1, 16.8, 0), (6.9, 20.5, 0), (4.6, 26, 0), (0, 28, 0), (-4.6, 26, 0), (-6.9, 20.5, 0),
           (-6.1, 16.8, 0)]
    if not raised:
        arc = [(x, 16.8 + (y - 16.8) * .25, -(y - 16.8) * .9) for x, y, _ in arc]
    return union([
        turned(foot, skin), turned(cap, skin), turned(opal, "Glow(srgb <1.0, 0.88, 0.68>, 0.95)",
            steps=3), *posts,
        tube(arc, .3, "Brass()", sides=12), sphere((6, 16.8, 0), .6, "Brass()"),
        sphere((-6, 16.8, 0), .6, "Brass()"),
        lamp((0, 9, -9), BULB, .8, 8.4),
    ]), 18, 28


def globe(size=20, company=False):
    r = size / 2
    base = r * .52
    foot = [(0.01, 0), (base, 0), (base, 0), (base + .15, .3), (base, 1), (base * .55, 1.5),
            (base * .35, 2.6), (base * .5, 3.9), (base * .8, 4.6), (base * .8, 4.6),
            (base * .6, 4.6), (base * .3, 3.2)]
    rest = 4.2 + math.sqrt(r * r - (base * .8) ** 2)
    parts = [turned(foot, "Brass()"), sphere((0, rest, 0), r, "Glow(srgb <1.0, 0.93, 0.80>, 0.92)"),
             cord([(0, .5, base), (2, .35, base + 4), (12, .35, base + 12), (60, .35, base + 16)],
                  "Black", .25),
             lamp((-r * .5, rest * .7, -r * 1.5), BULB, .6, 7.3)]
    if company:
        parts += [placed(book(21, 3, 15, "Rust"), (r + 13, 0, 4), (0, 12, 0)),
                  placed(book(19, 2.4, 14, "Oat"), (r + 13, 3, 4), (0, -6, 0))]
    return union(parts, "" if not company else f"translate <{-10}, 0, 0>"), size + (24
        if company else 4), rest + r


def pleated(colour):
    def fold(angle, radius, height):
        return radius * (1 + .035 * (2 / math.pi) * math.asin(math.sin(64 * angle))), height

    foot_colour = "Ivory" if colour == "Ivory" else (.36, .27, .23)
    foot = [(0.01, 0), (6.8, 0), (7.6, .5), (8.6, 3.5), (8.6, 7), (7, 12), (4, 16.5), (2.4, 19),
            (2.2, 21.5), (2.2, 21.5), (1, 21.6), (1, 25)]
    glow = f"Pleats({srgb(colour)})"
    shade = [(16, 22), (8.4, 43)]
    bands = [placed(ring(r, .35, f"Plain({srgb(colour)})"), (0, y, 0)) for r,
             y in ((16, 22), (8.4, 43))]
    return union([turned(shade, glow, 64 * 8, 10, fold), turned(foot, f"Clay({srgb(foot_colour)})"),
                  *bands,
                  cord([(0, .6, 7.4), (0, .4, 11), (3, .35, 18), (12, .35, 26), (40, .35, 30)]),
                  lamp((0, 29, 0), BULB, 1.8, 13.2, 64)]), 34, 44


def candlestick(places):
    """Candlesticks at (x, z, height)."""
    parts = []
    for x, z, height in places:
        stick = [(0.01, 0), (3.9, 0), (3.9, 0), (4, .2), (4, .6), (3.6, .9), (1.6, 1.6), (1.0, 2.8),
                 (.8, height * .5), (1.0, height - 3.4), (1.7, height - 2.4), (1.9, height - 1),
                 (1.8, height), (1.8, height), (1.15, height), (1.15, height - 1)]
        candle = [(1.1, height - 1.5), (1.1, height + 15.5), (.95, height + 16.2),
                  (.3, height + 16.6), (0.01, height + 16.5)]
        parts.append(placed(union([
            turned(stick, "Brass()"), turned(candle, f"Plain({srgb('Wax')})", 48),
            cylinder((0, height + 16.3, 0), (0.1, height + 17.2, 0), .09,
                     f"Plain({srgb('Black')})")]), (x, 0, z)))
    top = max(height for _, _, height in places)
    return union(parts), max(abs(x) for x, _, _ in places) * 2 + 9, top + 17.5


def paper(size=40):
    r = size / 2

    def rib(angle, radius, height):
        return radius * (1 + .012 * abs(math.sin((height + r) * math.pi / (size / 20)))), height

    shape = [(max(.22 * r, r * math.cos(t)), r * .92 * math.sin(t))
             for t in (math.radians(d) for d in range(-78, 79, 4))]
    hang = f"translate <0, {r * 1.25}, 0>"
    return union([
        union([turned(shape, "Glow(srgb <1.0, 0.92, 0.79>, 0.72)", 96, 6, rib),
               cylinder((0, r * .8, 0), (0, r * 5, 0), .3, f"Plain({srgb('Black')})"),
               placed(ring(r * .22, .3, f"Plain({srgb('Black')})"), (0, r * .9, 0))], hang),
        lamp((0, r * .35, -r), BULB, .5, 13.8),
    ]), size, size * 1.15
