# SPDX-License-Identifier: MIT
"""Shapes as POV-Ray text: smooth meshes made here (turned, swept, draped) and small CSG solids.

A point is a tuple; lengths are centimetres. Every function returns scene text whose texture is the
last argument, a macro call of materials.inc such as "Glaze(Sand)".
"""
import math


def vector(point):
    return "<" + ",".join(f"{part:.4f}" for part in point) + ">"


def add(a, b):
    return tuple(p + q for p, q in zip(a, b))


def sub(a, b):
    return tuple(p - q for p, q in zip(a, b))


def times(a, factor):
    return tuple(p * factor for p in a)


def cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def unit(a):
    length = math.sqrt(sum(p * p for p in a)) or 1.0
    return tuple(p / length for p in a)


def spline(points, steps=8, closed=False):
    """Catmull-Rom curve through the points. A point given twice in a row is a corner."""
    if closed:
        points = [points[-1], *points, points[0], points[1]]
    else:
        points = [points[0], *points, points[-1]]
    made = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:]):
        if b == c:
            continue
        for step in range(steps):
            t = step / steps
            made.append(tuple(
                0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t
                       + (3 * q - p - 3 * r + s) * t ** 3) for p, q, r, s in zip(a, b, c, d)))
    return made if closed else [*made, points[-2]]


def mesh(grid, texture, wrap=False):
    """A smooth mesh over rows of points; wrap joins the last column to the first."""
    rows, columns = len(grid), len(grid[0])

    def at(i, j):
        return grid[max(0, min(rows - 1, i))][j % columns if wrap else max(0, min(columns - 1, j))]

    points, normals, faces = [], [], []
    for i in range(rows):
        for j in range(columns):
            points.append(at(i, j))
            along, across = sub(at(i + 1, j), at(i - 1, j)), sub(at(i, j + 1), at(i, j - 1))
            normal = cross(along, across)
            if sum(p * p for p in normal) < 1e-14:
                inner = 1 if i == 0 else -1
                normal = cross(sub(at(i + 1 + inner, j), at(i - 1 + inner, j)),
                               sub(at(i + inner, j + 1), at(i + inner, j - 1)))
            normals.append(unit(normal))
    for i in range(rows - 1):
        for j in range(columns if wrap else columns - 1):
            k = (j + 1) % columns
            a, b = i * columns + j, i * columns + k
            c, d = a + columns, b + columns
            faces += [(a, b, c), (b, d, c)]
    lists = [("vertex_vectors", map(vector, points)), ("normal_vectors", map(vector, normals)),
             ("face_indices", ("<%d,%d,%d>" % face for face in faces))]
    return "mesh2 {" + "".join(counted(*row) for row in lists) + f" inside_vector y {texture} }}\n"


def counted(name, rows):
    rows = list(rows)
    return f" {name} {{ {len(rows)}, {','.join(rows)} }}"


def runs(profile):
    """Splits a profile at its corners (points given twice), so that each corner stays sharp."""
    run = [profile[0]]
    for point in profile[1:]:
        if point == run[-1]:
            if len(run) > 1:
                yield run
            run = [point]
        else:
            run.append(point)
    if len(run) > 1:
        yield run


def turned(profile, texture, segments=96, steps=6, ripple=None):
    """A shape from the lathe: (radius, height) points, smooth between corners.

    ripple(angle, radius, height) may move the wall, for flutes, pleats and spouts.
    """
    move = ripple or (lambda angle, radius, height: (radius, height))
    parts = []
    for run in runs(profile):
        grid = []
        for radius, height in spline(run, steps):
            ring = []
            for segment in range(segments):
                angle = 2 * math.pi * segment / segments
                r, h = move(angle, max(radius, 0.0), height)
                ring.append((r * math.cos(angle), h, r * math.sin(angle)))
            grid.append(ring)
        parts.append(mesh(grid, "", wrap=True))
    return union(parts, texture)


def tube(path, radius, texture, closed=False, steps=8, sides=20, flat=1.0):
    """A round bar swept along a smooth path; radius may be a function of 0..1, flat < 1: oval."""
    points = spline(path, steps, closed)
    count = len(points)
    size = radius if callable(radius) else (lambda _: radius)
    grid, side = [], None
    for i, point in enumerate(points):
        ahead = points[(i + 1) % count] if closed else points[min(i + 1, count - 1)]
        behind = points[i - 1] if closed or i else points[0]
        tangent = unit(sub(ahead, behind))
        if side is None:
            side = unit(cross(tangent, (0.13, 0.31, 0.94) if abs(tangent[2]) < 0.9 else (0, 1, 0)))
        side = unit(sub(side, times(tangent, sum(p * q for p, q in zip(side, tangent)))))
        other = cross(tangent, side)
        r = size(i / max(1, count - 1))
        grid.append([add(point, add(times(side, r * math.cos(a)),
                                    times(other, flat * r * math.sin(a))))
                     for a in (2 * math.pi * s / sides for s in range(sides))])
    if closed:
        grid.append(grid[0])
        return mesh(grid, texture, wrap=True)
    ends = [f"sphere {{ 0, 1 scale {size(t):.4f} translate {vector(p)} }}" for t,
            p in ((0, points[0]), (1, points[-1]))]
    return union([mesh(grid, "", wrap=True), *(ends if flat == 1.0 else [])], texture)


def drape(function, columns, rows, texture, wrap=False):
    """A mesh over u and v in 0..1."""
    last = columns if wrap else columns - 1
    return mesh([[function(j / last, i / (rows - 1)) for j in range(columns)] for i in range(rows)],
                texture, wrap)


def union(parts, texture=""):
    return "union {\n" + "".join(parts) + texture + " }\n"


def placed(part, move=(0, 0, 0), turn=(0, 0, 0), size=1):
    return f"object {{ {part} scale {size} rotate {vector(turn)} translate {vector(move)} }}\n"


def slab(width, height, depth, radius, texture):
    """A box with round edges, standing on y = 0, centred on x and z."""
    w, d, r = width / 2, depth / 2, radius
    xs, ys, zs = (-w + r, w - r), (r, height - r), (-d + r, d - r)
    parts = [f"box {{ <{-w},{r},{-d + r}>, <{w},{height - r},{d - r}> }}\n",
             f"box {{ <{-w + r},0,{-d + r}>, <{w - r},{height},{d - r}> }}\n",
             f"box {{ <{-w + r},{r},{-d}>, <{w - r},{height - r},{d}> }}\n"]
    corners = [(x, y, z) for x in xs for y in ys for z in zs]
    parts += [f"sphere {{ {vector(c)}, {r} }}\n" for c in corners]
    edges = [(a, b) for a in corners for b in corners if a < b and sum(p != q for p,
        q in zip(a, b)) == 1]
    parts += [f"cylinder {{ {vector(a)}, {vector(b)}, {r} }}\n" for a, b in edges]
    return union(parts, texture)


def plank(width, height, depth, corner, edge, texture):
    """A flat board lying on y = 0 with round corners in plan and a small soft edge."""
    def point(u, v):
        ring = rounded(width, depth, corner, u)
        inset, level = outline[round(v * (len(outline) - 1))]
        scale_x, scale_z = 1 - 2 * inset / width, 1 - 2 * inset / depth
        return (ring[0] * scale_x, level, ring[1] * scale_z)

    arc = [(edge - edge * math.sin(a), edge - edge * math.cos(a))
           for a in (0, .26, .52, .79, 1.05, 1.31, 1.57)]
    outline = [(min(width, depth) / 2, 0), (edge * 2, 0), *arc]
    outline += [(i, height - y) for i, y in reversed(arc)] + [(edge * 2, height),
        (min(width, depth) / 2, height)]
    return drape(point, 121, len(outline), texture)


def rounded(width, depth, corner, u):
    """The point at u in 0..1 of a rectangle with round corners."""
    w, d = width / 2 - corner, depth / 2 - corner
    spots = []
    for number, (cx, cz) in enumerate([(w, d), (-w, d), (-w, -d), (w, -d)]):
        for step in range(13):
            a = math.pi / 2 * (number + step / 12)
            spots.append((cx + corner * math.cos(a), cz + corner * math.sin(a)))
    spots.append(spots[0])
    lengths = [0.0]
    for a, b in zip(spots, spots[1:]):
        lengths.append(lengths[-1] + math.dist(a, b))
    want = u * lengths[-1]
    for a, b, start, end in zip(spots, spots[1:], lengths, lengths[1:]):
        if want <= end + 1e-9:
            t = (want - start) / (end - start or 1)
            return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
    return spots[-1]


def cylinder(base, top, radius, texture=""):
    return f"cylinder {{ {vector(base)}, {vector(top)}, {radius} {texture} }}\n"


def sphere(centre, radius, texture=""):
    return f"sphere {{ {vector(centre)}, {radius} {texture} }}\n"


def ring(radius, thickness, texture=""):
    return f"torus {{ {radius}, {thickness} {texture} }}\n"


def box(low, high, texture=""):
    return f"box {{ {vector(low)}, {vector(high)} {texture} }}\n"


def lamp(place, colour, power, reach, cone=None):
    """Light of a bulb, half as bright reach centimetres away; with a cone (degrees): downwards."""
    below = vector(sub(place, (0, 1, 0)))
    down = f"spotlight point_at {below} radius 8 falloff {cone} tightness 0" if cone else ""
    return (f"light_source {{ {vector(place)} srgb {colour} * {power} {down} "
            f"fade_distance {reach} * Scale fade_power 2 }}\n")



def power(value, exponent):
    return math.copysign(abs(value) ** exponent, value)


def pad(width, height, depth, texture, plan=0.35, edge=0.45, wave=0.0, detail=72):
    """A soft box (superellipsoid) standing on y = 0: cushions, folded cloth, bags.

    plan and edge run from 0 (square) to 1 (round); wave adds slow unevenness, as stuffed cloth has.
    """
    def point(u, v):
        a, b = 2 * math.pi * u, math.pi * (v - 0.5)
        x = power(math.cos(b), edge) * power(math.cos(a), plan)
        y = power(math.sin(b), edge)
        z = power(math.cos(b), edge) * power(math.sin(a), plan)
        bulge = math.sin(5 * x + 2 * z) * math.cos(3 * z - x) + 0.5 * math.sin(9 * z + 4 * x)
        sag = 1 + wave * bulge
        return (x * width / 2, (y * sag + 1) * height / 2, z * depth / 2)

    return drape(point, detail * 2, detail, texture, wrap=True)


def strap(path, width, thickness, texture, steps=8):
    """A flat band along a path, standing on edge across z."""
    points = spline(path, steps)
    grid = []
    for i, point in enumerate(points):
        ahead, behind = points[min(i + 1, len(points) - 1)], points[max(i - 1, 0)]
        tangent = unit(sub(ahead, behind))
        out = unit(cross(tangent, (0, 0, 1)))
        ring_points = [(thickness, -width), (thickness, width), (-thickness, width),
                       (-thickness, -width)]
        grid.append([add(point, add(times(out, a / 2), (0, 0, b / 2)))
                     for p, q in zip(ring_points, ring_points[1:] + ring_points[:1])
                     for a, b in (p, tuple(m + (n - m) * 0.02 for m, n in zip(p, q)),
                                  tuple(m + (n - m) * 0.98 for m, n in zip(p, q)))])
    return mesh(grid, texture, wrap=True)
