# SPDX-License-Identifier: MIT
"""Small things that keep products company: books, branches, plants, lemons, paper pages."""
import math

from forms import cylinder, drape, placed, plank, slab, sphere, tube, turned, union
from palette import srgb


def book(width, height, depth, colour):
    """A closed cloth book lying flat, spine towards the viewer."""
    cover, pages = f"Weave({srgb(colour)}, 0.07, 0.25, <90, 0, 0>)", f"Plain({srgb('Ivory')})"
    board = 0.28
    return union([
        placed(plank(width, board, depth, 0.3, 0.08, cover), (0, 0, 0)),
        placed(plank(width, board, depth, 0.3, 0.08, cover), (0, height - board, 0)),
        slab(width - 0.7, height - 2 * board + 0.02, depth - 0.8, 0.05,
             pages + f" translate <0.1, {board - 0.01}, 0.25>"),
        placed(slab(width, height, 0.5, 0.2, cover), (0, 0, -depth / 2 + 0.15)),
    ])


def branch(base, height, lean=0.3, leaves=9, colour="Straw"):
    """A dried twig with small oval leaves, growing from base."""
    path = [(base[0] + lean * height * (t ** 1.6), base[1] + height * t,
             base[2] + 0.06 * height * math.sin(5 * t))
            for t in (0, .25, .5, .75, 1)]
    parts = [tube(path, lambda t: 0.16 - 0.09 * t, f"Plain({srgb((0.42, 0.31, 0.2))})", sides=8)]
    for n in range(leaves):
        t = 0.35 + 0.62 * n / max(1, leaves - 1)
        spot = (base[0] + lean * height * t ** 1.6, base[1] + height * t,
                base[2] + 0.06 * height * math.sin(5 * t))
        side = 1 if n % 2 else -1
        turn = (25 * math.sin(n * 2.1), 70 * n, side * (48 + 9 * math.sin(n * 3.3)))
        parts.append(placed(leaf(height * (0.13 - 0.04 * t), colour), spot, turn))
    return union(parts)


def leaf(length, colour, width=0.42):
    def point(u, v):
        span = math.sin(math.pi * min(1, v * 0.96 + 0.04)) ** 0.8 * length * width
        side = (u - 0.5) * span
        return (side, length * 1.9 * v, -abs(side) * 0.35 + 0.35 * length * v * v)

    return drape(point, 9, 14, f"Plain({srgb(colour)})")


def plant(base, height, colour="Leaf", stems=13):
    """Broad leaves on arching stems."""
    parts = []
    for n in range(stems):
        angle, reach = n * 2.4, height * (0.18 + 0.34 * ((n * 7) % stems) / stems)
        top = height * (0.98 - 0.5 * ((n * 7) % stems) / stems)
        end = (base[0] + reach * math.cos(angle), base[1] + top, base[2] + reach * math.sin(angle))
        middle = (base[0] + reach * 0.35 * math.cos(angle), base[1] + top * 0.6,
                  base[2] + reach * 0.35 * math.sin(angle))
        parts.append(tube([base, middle, end], 0.11 * height / 20, f"Plain({srgb('Moss')})",
                          sides=6))
        blade = leaf(height * 0.16, colour, 1.0)
        parts.append(placed(blade, end, (38 + 8 * math.sin(n), 90 - math.degrees(angle), 0)))
    return union(parts)


def lemon(place, turn):
    shape = [(0.01, -4.2), (0.5, -4.1), (0.9, -3.6), (2.3, -2.3), (2.8, 0), (2.3, 2.3), (0.8, 3.4),
             (0.4, 3.7), (0.01, 3.7)]
    skin = ("texture { pigment { srgb <0.88, 0.70, 0.18> } normal { bumps 0.15 scale 0.22 } "
            "finish { diffuse 0.75 specular 0.2 roughness 0.04 } }")
    return placed(turned(shape, skin, 48), place, turn)


def cone(low, high, wide, narrow, colour):
    return f"cone {{ <0, {low}, 0>, {wide}, <0, {high}, 0>, {narrow} Plain({srgb(colour)}) }}\n"


def pencil(place, turn, length, colour):
    """A sharpened pencil, point up."""
    return placed(union([
        cylinder((0, 0, 0), (0, length, 0), 0.36, f"Enamel({srgb(colour)})"),
        cone(length, length + 1.6, 0.36, 0.09, (0.86, 0.70, 0.52)),
        cone(length + 1.5, length + 1.95, 0.11, 0.01, "Black"),
    ]), place, turn)


def coffee(place, radius):
    return cylinder(place, (place[0], place[1] + 0.05, place[2]), radius,
                    "Liquid(srgb <0.16, 0.08, 0.04>)")


def beans(radius, height, colour, size=0.55):
    """A jar's filling: beans along the wall and on top, a plain core behind them."""
    parts, skin = [], f"Enamel({srgb(colour)})"
    parts.append(cylinder((0, 0, 0), (0, height - size, 0), radius - size * 0.9,
                          f"Plain({srgb(colour)})"))
    rows = int(height / (size * 1.25))
    for row in range(rows):
        for n in range(round(2 * math.pi * radius / (size * 1.7))):
            a = n * size * 1.7 / radius + row * 0.37
            r = radius - size * (0.75 + 0.2 * math.sin(n * 5.1 + row * 3.7))
            wobble = (40 * math.sin(n * 3 + row), 57 * n, 60 * math.cos(n * 2 + row * 5))
            bean = sphere((0, 0, 0), 1, f"scale <{size}, {size * 0.62}, {size * 0.72}>")
            parts.append(placed(bean, (r * math.cos(a), size * 0.6 + row * size * 1.2,
                                       r * math.sin(a)), wobble))
    for n in range(int(1.15 * (radius / size) ** 2)):
        a, r = n * 2.39996, radius * 0.88 * math.sqrt((n + 0.5) / (1.15 * (radius / size) ** 2))
        bean = sphere((0, 0, 0), 1, f"scale <{size}, {size * 0.62}, {size * 0.72}>")
        parts.append(placed(bean, (r * math.cos(a), height - size * 0.3, r * math.sin(a)),
                            (20 * math.sin(n), 71 * n, 15)))
    return union(parts, skin)
