#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Renders the catalog's pictures with POV-Ray and writes them as WebP to ../images and ../../brand.

    render.py                 every picture
    render.py kyst-mug-1 ...  only pictures whose name starts so
    --quick                   small and rough, for trying out
    --out DIR                 write there instead
"""
import argparse
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile

import palette
import shots

HERE = pathlib.Path(__file__).resolve().parent
DEVELOP = ["-level", "0.5%,98%,1.02"]  # a touch brighter, as a photographer would print it
FIELD = 20  # degrees of view: a long lens, as in product photography


def scene(shot, rays):
    """The scene text: subject scaled to the studio, camera on a sphere around it."""
    subject, width, height = shot.build()
    scale = 10 / max(width, height)
    distance = 5 / math.tan(math.radians(FIELD / 2)) * 1.42 / shot.zoom
    turn, tilt = math.radians(shot.turn), math.radians(shot.tilt)
    aim = (shot.shift * 10, height * scale * shot.aim, 0)
    view = (aim[0] + distance * math.sin(turn) * math.cos(tilt),
            aim[1] + distance * math.sin(tilt), -distance * math.cos(turn) * math.cos(tilt))
    angle = 2 * math.degrees(math.atan(math.tan(math.radians(FIELD / 2)) * max(1,
        shot.width / shot.height)))
    return "\n".join([
        "#version 3.7;", "global_settings { assumed_gamma 1.0 }",
        f"#declare Paper = {palette.srgb(shot.paper)};",
        f"#declare View = <{view[0]:.4f}, {view[1]:.4f}, {view[2]:.4f}>;",
        f"#declare Aim = <{aim[0]:.4f}, {aim[1]:.4f}, {aim[2]:.4f}>;",
        f"#declare Angle = {angle:.4f};", f"#declare Mood = {shot.mood};",
        f"#declare Scale = {scale:.5f};",
        f"#declare Rays = {rays};", "#ifndef (Lamps) #declare Lamps = 5; #end",
        "#ifndef (Part) #declare Part = 0; #end",
        '#include "studio.inc"', '#include "materials.inc"',
        f"union {{ {subject} scale Scale #if (Part = 1) no_image #end }}",
    ])


def trace(source, picture, width, height, *options):
    command = ["povray", f"+I{source}", f"+O{picture}", f"+W{width}", f"+H{height}", f"+L{HERE}",
               "-D", "+FN", "+WT1", "-GA", *map(str, options)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0 or not picture.exists():
        lines = [line for line in done.stderr.splitlines() if "rror" in line]
        sys.exit("POV-Ray failed\n" + "\n".join(lines[-12:] or done.stderr.splitlines()[-12:]))


def photograph(shot, folder, quick):
    """The picture as PNG.

    Paper and soft shadow vary slowly, so they are traced small, with a finely sampled lamp; the
    subject is traced in full size and laid over them. Glass bends the paper behind it, so a scene
    with glass is traced whole.
    """
    source, paper, subject = folder / "scene.pov", folder / "paper.png", folder / "subject.png"
    text = scene(shot, 16 if quick else 48)
    source.write_text(text, encoding="utf-8")
    small, full = (round(shot.width * 0.36), round(shot.height * 0.36)), (shot.width, shot.height)
    if quick:
        trace(source, paper, *small, "-A")
    elif "Glass()" in text:
        trace(source, paper, *full, "Declare=Lamps=7", "+A0.16", "+AM2", "+R2")
        return paper
    else:
        trace(source, paper, *small, "Declare=Part=1", "Declare=Lamps=9", "+A0.1", "+R2")
    subprocess.run(["convert", paper, "-blur", "0x0.7", "-filter", "Mitchell", "-resize",
                    f"{shot.width}x{shot.height}!", paper], check=True)
    if not quick:
        trace(source, subject, *full, "Declare=Part=2", "+UA", "+A0.16", "+AM2", "+R2")
        subprocess.run(["convert", paper, subject, "-composite", paper], check=True)
    return paper


def render(name, shot, folder, quick):
    with tempfile.TemporaryDirectory() as temporary:
        picture = photograph(shot, pathlib.Path(temporary), quick)
        target, made = folder / f"{name}.webp", picture.with_suffix(".webp")
        subprocess.run(["convert", picture, *DEVELOP, "-quality", str(shot.quality),
                        "-define", "webp:method=4", "-strip", made], check=True)
        shutil.copyfile(made, target)  # an interrupted run leaves no half picture
        return target


def importance(named):
    """Wide pictures first, then every product's first picture, then the others."""
    name = named[0]
    return (0 if name.startswith(("home-", "category-")) else int(name[-1]))


def main():
    options = argparse.ArgumentParser(description=__doc__,
                                      formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("names", nargs="*")
    options.add_argument("--quick", action="store_true")
    options.add_argument("--out", type=pathlib.Path)
    chosen = options.parse_args()
    for name, shot in sorted(shots.all_shots(), key=importance):
        if chosen.names and not any(name.startswith(wanted) for wanted in chosen.names):
            continue
        folder = chosen.out or (HERE.parents[1] / "brand"
                                if name.startswith("home-") else HERE.parent / "images")
        target = render(name, shot, folder, chosen.quick)
        print(f"{name}: {target.stat().st_size // 1024} KB", flush=True)


if __name__ == "__main__":
    main()
