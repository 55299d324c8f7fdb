# SPDX-License-Identifier: MIT
"""Which model is photographed how: two or three shots a product, named <slug>-<number>.

The first shot is the three-quarter hero. EVENING shots are taken with the lamps on; ABOVE looks
down on flat things; NEAR is a detail. Every shot may change any of the camera's settings.
"""
from dataclasses import dataclass

import models_ceramics as ceramics
import models_desk as desk
import models_kitchen as kitchen
import models_lighting as lighting
import models_textiles as textiles
import models_travel as travel
from groups import CATEGORY_GROUPS, HOME_GROUPS


@dataclass(frozen=True)
class Shot:
    """Camera: turn and tilt in degrees, zoom, aim as a share of the height, shift of the width."""

    model: object
    arguments: tuple = ()
    turn: float = 28
    tilt: float = 14
    zoom: float = 1
    aim: float = 0.5
    shift: float = 0
    paper: str = "Snow"
    mood: float = 1
    width: int = 1200
    height: int = 1200
    quality: int = 80

    def build(self):
        return self.model(*self.arguments)


EVENING = {"mood": 0.74, "paper": "Blush"}
OTHER = {"turn": -24, "paper": "Sage"}
WARM = {"paper": "Wheat"}
COOL = {"paper": "Mist"}
ABOVE = {"tilt": 34}
NEAR = {"zoom": 1.9, "tilt": 18}


def shot(model, *arguments, **camera):
    return model, arguments, camera


PRODUCTS = {
    "aurora-table-lamp": [
        shot(lighting.mushroom, "Sand", **EVENING), shot(lighting.mushroom, "Ink", turn=-26,
            mood=.74, paper="Wheat"),
        shot(lighting.mushroom, "Rust", **EVENING | NEAR, aim=.66)],
    "halo-pendant": [
        shot(lighting.pendant, "Chalk", **EVENING), shot(lighting.pendant, "Forest", mood=.74,
            paper="Wheat", tilt=2, turn=-20),
        shot(lighting.pendant, "Brass", **EVENING, zoom=1.5, tilt=8, shift=.2, aim=.6)],
    "fjell-floor-lamp": [
        shot(lighting.floor_lamp, "Oak", mood=.82, paper="Snow", zoom=1.1),
        shot(lighting.floor_lamp, "Black", mood=.78, paper="Wheat", turn=-30, zoom=1.1)],
    "vidde-reading-lamp": [
        shot(lighting.reading, "Black", **EVENING), shot(lighting.reading, "Brass", turn=-16,
            mood=.74, paper="Sage")],
    "lykt-lantern": [
        shot(lighting.lantern, "Moss", **EVENING), shot(lighting.lantern, "Bone", mood=.74,
            paper="Sage", turn=-34),
        shot(lighting.lantern, "Rust", False, **EVENING, zoom=1.5, aim=.38)],
    "mane-globe-lamp": [
        shot(lighting.globe, 20, **EVENING), shot(lighting.globe, 30, True, mood=.74, paper="Wheat",
                                                  zoom=1.15),
        shot(lighting.globe, 20, **EVENING, zoom=2.0, aim=.22)],
    "vifte-pleated-lamp": [
        shot(lighting.pleated, "Ivory", mood=.8, paper="Snow"),
        shot(lighting.pleated, "Clay", mood=.76, paper="Blush", turn=-24),
        shot(lighting.pleated, "Ivory", mood=.76, paper="Blush", zoom=1.9, aim=.74)],
    "glod-candlestick": [
        shot(lighting.candlestick, ((0, 0, 9),), **WARM, zoom=1.1),
        shot(lighting.candlestick, ((-7, 2, 9), (0, -3, 17), (7.5, 1, 9)), paper="Snow", zoom=1.1),
        shot(lighting.candlestick, ((0, 0, 17), (9, 5, 9)), **WARM, zoom=2.2, aim=.38)],
    "sky-paper-pendant": [
        shot(lighting.paper, 40, **EVENING), shot(lighting.paper, 40, mood=.74, paper="Sage",
                                                  tilt=3, zoom=1.8, shift=.14, aim=.55)],

    "strand-vase": [
        shot(ceramics.bottle, "Sand"), shot(ceramics.bottle, "Sea", True, paper="Snow", turn=-14),
        shot(ceramics.bottle, "Ink", **WARM | NEAR, aim=.68)],
    "skal-serving-bowl": [
        shot(ceramics.bowl, "Chalk", tilt=22, zoom=1.18), shot(ceramics.bowl, "Sand", tilt=48,
            zoom=1.15, paper="Mist"),
        shot(ceramics.bowl, "Sea", True, **WARM, tilt=22, zoom=1.15)],
    "kyst-mug": [
        shot(ceramics.mug, "Sand"), shot(ceramics.mug, "Sea", **OTHER),
        shot(ceramics.mug, "Ink", **WARM, zoom=1.45, aim=.42)],
    "kyst-dinner-plate": [
        shot(ceramics.plates, "Sand", 4, tilt=22, zoom=1.2), shot(ceramics.plates, "Sea", 1,
            tilt=50, zoom=1.15, paper="Sage"),
        shot(ceramics.plates, "Ink", 2, "napkin", tilt=30, zoom=1.2, **WARM)],
    "torv-teapot": [
        shot(ceramics.teapot, "Ink", zoom=1.12), shot(ceramics.teapot, "Chalk", turn=-38,
            paper="Sage", zoom=1.12),
        shot(ceramics.teapot, "Ink", 2, **WARM, tilt=22, aim=.35)],
    "ring-vase": [
        shot(ceramics.ring_vase, "Chalk"), shot(ceramics.ring_vase, "Clay", True, turn=-20),
        shot(ceramics.ring_vase, "Black", **WARM, zoom=1.6, aim=.62)],
    "rille-planter": [
        shot(ceramics.planter, "Clay"), shot(ceramics.planter, "Chalk", **OTHER),
        shot(ceramics.planter, "Clay", True, zoom=1.25, aim=.42)],
    "krukke-jar": [
        shot(ceramics.jar, "Sand"), shot(ceramics.jar, "Slate", ((-6, 2, 1.15), (7.5, -2, .9)),
                                         paper="Wheat", turn=-18),
        shot(ceramics.jar, "Sand", ((0, 0, 1),), True, **WARM, tilt=20)],
    "draape-pitcher": [
        shot(ceramics.pitcher, "Sea"), shot(ceramics.pitcher, "Chalk", turn=-30, paper="Sage"),
        shot(ceramics.pitcher, "Ochre", "bowl", turn=18, tilt=18)],

    "ask-cutting-board": [
        shot(kitchen.board, turn=20), shot(kitchen.board_flat, tilt=40, zoom=1.25, paper="Sage"),
        shot(kitchen.board_flat, zoom=2.1, tilt=32, shift=.24, **WARM)],
    "kvern-pepper-mill": [
        shot(kitchen.mill, (0, 0, "Oak")), shot(kitchen.mill, (0, 0, "Walnut"), **OTHER),
        shot(kitchen.mill, (-7, 3, "Oak"), (7, 2, "Walnut"), (0, -4, "Black"), **WARM)],
    "gryte-casserole": [
        shot(kitchen.casserole, "Forest", zoom=1.2, tilt=18), shot(kitchen.casserole, "Clay", True,
            zoom=1.15, turn=-24, tilt=18, paper="Snow"),
        shot(kitchen.casserole, "Black", False, True, **WARM, zoom=1.2, tilt=20)],
    "panne-frying-pan": [
        shot(kitchen.pan, zoom=1.15, tilt=24), shot(kitchen.pan, zoom=1.15, tilt=55, turn=10,
                                                    **WARM)],
    "dryp-coffee-maker": [
        shot(kitchen.dripper), shot(kitchen.dripper, True, paper="Wheat", turn=12),
        shot(kitchen.dripper, zoom=1.9, aim=.56, paper="Sage")],
    "kjel-kettle": [
        shot(kitchen.kettle, "Chalk", paper="Sage"), shot(kitchen.kettle, "Ink", turn=-36),
        shot(kitchen.kettle, "Copper", **WARM, zoom=1.35, aim=.42)],
    "sleiv-utensil-set": [shot(kitchen.utensils), shot(kitchen.utensils, **WARM, tilt=38, turn=-20,
        zoom=1.15)],
    "knus-mortar": [
        shot(kitchen.mortar, "Marble", tilt=20, paper="Wheat"),
        shot(kitchen.mortar, "Granite", tilt=20, turn=-10), shot(kitchen.mortar, "Marble", tilt=46,
            zoom=1.3, turn=40, paper="Sage")],
    "klar-storage-jar": [
        shot(kitchen.storage, (0, 0, 16, (.42, .27, .18))),
        shot(kitchen.storage, (-11.5, 2, 13, (.82, .70, .50)), (0, 0, 17, (.42, .27, .18)),
             (11.5, -1, 21, (.60, .22, .15)), paper="Wheat", turn=10),
        shot(kitchen.storage, (0, 0, 16, (.82, .70, .50)), zoom=2.0, aim=.78, paper="Sage")],

    "ull-throw": [
        shot(textiles.throws, "Oat", tilt=20, zoom=1.25, paper="Sage"),
        shot(textiles.throws, "Moss", tilt=22, turn=40, zoom=1.25),
        shot(textiles.throws, "Oat", "Moss", "Rust", tilt=18, zoom=1.2, paper="Snow")],
    "lin-cushion": [
        shot(textiles.cushion, "Oat", turn=22, paper="Sage"), shot(textiles.cushion, "Sea",
            turn=-22), shot(textiles.cushion, "Clay", **WARM, turn=30, zoom=1.7, aim=.68,
                            shift=.16)],
    "duk-napkins": [
        shot(textiles.napkins, "Chalk", tilt=26, zoom=1.2, paper="Wheat"),
        shot(textiles.napkins, "Oat", tilt=30, turn=-24, zoom=1.2, paper="Sage"),
        shot(textiles.napkins, "Sea", True, tilt=34, zoom=1.2)],
    "bad-towel": [
        shot(textiles.towels, "Chalk", tilt=18, zoom=1.1, paper="Sage"),
        shot(textiles.towels, "Sea", 3, 0, tilt=16), shot(textiles.towels, "Slate", 1, 3, tilt=16,
            zoom=1.05, **WARM)],
    "fjord-rug": [shot(textiles.rug, tilt=28, zoom=1.18), shot(textiles.rug, True, zoom=1.9,
        aim=.82, tilt=30, paper="Wheat")],
    "kveld-bedding": [
        shot(textiles.ribbon_pack, "Chalk", tilt=22, zoom=1.15, paper="Wheat"),
        shot(textiles.ribbon_pack, "Sea", tilt=24, zoom=1.15, turn=-26),
        shot(textiles.ribbon_pack, "Chalk", tilt=34, zoom=2.0, aim=.7, shift=.05, paper="Sage")],
    "vev-tea-towels": [shot(textiles.tea_towels, tilt=32, zoom=1.2),
                       shot(textiles.tea_towels, tilt=30, zoom=2.1, turn=-10, shift=-.2,
                            paper="Wheat")],
    "filt-basket": [
        shot(textiles.basket, "Stone", zoom=1.05), shot(textiles.basket, "Moss", True, tilt=24,
            turn=-18, zoom=1.05, paper="Snow"), shot(textiles.basket, "Stone", **WARM, zoom=2.1,
                aim=.75, shift=.22)],
    "puff-pouf": [
        shot(textiles.pouf, "Oat", tilt=16, paper="Sage"), shot(textiles.pouf, "Slate", "throw",
            tilt=18, turn=-20), shot(textiles.pouf, "Oat", **WARM, zoom=2.1, aim=.6)],

    "notat-notebook": [
        shot(desk.notebook, "Ink", **ABOVE, zoom=1.2), shot(desk.notebook, "Sand", True, tilt=44,
            turn=-20, zoom=1.2, paper="Sage"),
        shot(desk.notebooks, "Ink", "Rust", "Sand", "Moss", tilt=20, zoom=1.15, paper="Wheat")],
    "penn-brass-pen": [
        shot(desk.pen, "Brass", tilt=36, turn=20, zoom=1.3), shot(desk.pen, "Black", "Sand",
            tilt=38, turn=-18, zoom=1.25), shot(desk.pen, "Brass", tilt=30, turn=34, zoom=3.0,
                                                shift=-.32, paper="Wheat")],
    "brett-desk-tray": [
        shot(desk.tray, "Oak", **ABOVE, zoom=1.3), shot(desk.tray, "Walnut", True, tilt=42,
            turn=-22, zoom=1.3, paper="Snow"), shot(desk.tray, "Oak", False, "Walnut", tilt=30,
                                                    zoom=2.1, shift=-.2, turn=34, paper="Wheat")],
    "matte-desk-mat": [
        shot(desk.mat, "Slate", tilt=40, zoom=1.3, turn=16), shot(desk.mat, "Stone", "pen", tilt=38,
            zoom=2.0, turn=24, shift=-.16, paper="Wheat"), shot(desk.mat, "Moss", "mug", tilt=36,
                zoom=1.5, turn=-14, shift=.1)],
    "stotte-bookends": [shot(desk.bookends, "Marble", zoom=1.2, tilt=16, paper="Wheat"),
                        shot(desk.bookends, "Granite", zoom=1.2, turn=-24)],
    "tid-desk-clock": [
        shot(desk.clock, "Chalk", turn=20, tilt=10, paper="Sage"),
        shot(desk.clock, "Black", turn=-32, tilt=10), shot(desk.clock, "Forest", True, turn=8,
            tilt=14, zoom=1.15, paper="Wheat")],
    "kopp-pencil-cup": [
        shot(desk.cup, "Brass"), shot(desk.cup, "Concrete", **OTHER),
        shot(desk.cup, "Black", **WARM, zoom=1.7, aim=.4)],
    "lupe-magnifier": [shot(desk.magnifier, tilt=36, zoom=1.3, paper="Wheat"),
                       shot(desk.magnifier, True, tilt=36, zoom=1.2, turn=-10)],
    "bro-monitor-shelf": [shot(desk.shelf, "Oak", zoom=1.3, tilt=16, turn=20),
                          shot(desk.shelf, "Walnut", "plant", zoom=1.25, tilt=16, turn=-22, aim=.4,
                               paper="Snow")],

    "vandre-weekender": [
        shot(travel.weekender, "Ochre", zoom=1.1), shot(travel.weekender, "Ink", turn=-30, zoom=1.1,
            paper="Wheat"), shot(travel.weekender, "Moss", zoom=2.1, aim=.45, shift=-.12)],
    "reise-cabin-case": [
        shot(travel.suitcase, "Forest", tilt=10), shot(travel.suitcase, "Bone", turn=-38, tilt=10,
            paper="Sage"), shot(travel.suitcase, "Black", zoom=1.9, aim=.66, **WARM)],
    "termo-bottle": [
        shot(travel.flask, (0, 0, "Moss", 1)), shot(travel.flask, (0, 0, "Sand", 1), **OTHER),
        shot(travel.flask, (-9, 3, "Moss", 1), (0, 0, "Sand", .86), (9, -3, "Ink", 1), **WARM)],
    "farer-travel-mug": [
        shot(travel.travel_mug, "Chalk", paper="Sage"), shot(travel.travel_mug, "Rust", turn=-24,
            paper="Snow"), shot(travel.travel_mug, "Sea", **WARM, zoom=1.8, aim=.74)],
    "pass-wallet": [
        shot(travel.wallet, "Tan", turn=12, tilt=16), shot(travel.wallet, "Black", False, tilt=34,
            zoom=1.25), shot(travel.wallet, "Tan", False, tilt=30, zoom=2.3, shift=.12,
                             paper="Wheat")],
    "tur-rolltop-pack": [
        shot(travel.backpack, "Moss"), shot(travel.backpack, "Black", turn=-38, paper="Wheat"),
        shot(travel.backpack, "Ochre", zoom=1.9, aim=.72)],
    "pakk-packing-cubes": [shot(travel.cubes, "Sea", zoom=1.1, tilt=18),
                           shot(travel.cubes, "Sand", turn=-26, tilt=22, zoom=1.1, paper="Sage")],
    "baal-enamel-mug": [
        shot(travel.enamel, (0, 0, "Chalk", 0), paper="Sage"),
        shot(travel.enamel, (0, 0, "Forest", 20), turn=-20),
        shot(travel.enamel, (-10, 3, "Chalk", -20), (0, 0, "Forest", 10), (10, -3, "Ink", -10),
             **WARM, tilt=18)],
    "vask-wash-bag": [
        shot(travel.wash_bag, "Ink", zoom=1.15, tilt=18), shot(travel.wash_bag, "Ochre", turn=-30,
            zoom=1.15, tilt=20, paper="Sage"), shot(travel.wash_bag, "Moss", zoom=2.0, aim=.7,
                                                    shift=.12, tilt=28, **WARM)],
}


def all_shots():
    """Every (name, Shot): products, categories, then the wide home pictures."""
    for slug, shots in PRODUCTS.items():
        for number, (model, arguments, camera) in enumerate(shots, start=1):
            yield f"{slug}-{number}", Shot(model, arguments, **camera)
    for slug, (model, camera) in CATEGORY_GROUPS.items():
        yield f"category-{slug}", Shot(model, **camera)
    for name, (model, camera) in HOME_GROUPS.items():
        yield f"home-{name}", Shot(model, **{"width": 2000, "height": 1100, "quality": 82} | camera)
