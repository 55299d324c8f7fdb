#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes catalog.ndjson from content/*.toml, one document a line, as `sanity dataset import` wants.

The content files are written by hand; this script only gives them the shape of the documents: ids,
keys, SKUs, portable text. It uses no clock and no random number, so the same content gives the same
bytes. Run it after changing a content file, then check_catalog.py.
"""
import hashlib
import itertools
import json
import pathlib
import re
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
CATEGORIES = ["lighting", "ceramics", "kitchen", "textiles", "desk", "travel"]
BRAND_CODES = {
    "Nordlys": "NL", "Havn Keramikk": "HK", "Studio Havn": "SH", "Skog & Søn": "SS",
    "Jern & Glød": "JG", "Ullvik": "UV", "Papirhus": "PH", "Fjordgang": "FG",
}


def key(*parts):
    """A stable _key: the same place in the same document always gets the same one."""
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:12]


def load(name):
    return tomllib.loads((HERE / "content" / f"{name}.toml").read_text(encoding="utf-8"))


def slug(current):
    return {"_type": "slug", "current": current}


def image(name, alt, **extra):
    return {"_type": "image", "_sanityAsset": f"image@file://./images/{name}.webp",
            "alt": alt} | extra


def option_code(value):
    """'Sand' -> SND, '27 cm' -> 27, '0.75 l' -> 075, '140 × 200 cm' -> 140200."""
    digits = re.sub(r"[^0-9]", "", value)
    if digits:
        return digits
    letters = re.sub(r"[^A-Z]", "", value.upper())
    return (letters[0] + re.sub("[AEIOUY]", "", letters[1:]) + letters[1:])[:3]


def block(owner, index, text, style="normal", bullet=False):
    made = {
        "_key": key(owner, "block", index), "_type": "block", "style": style, "markDefs": [],
        "children": [{"_key": key(owner, "span", index), "_type": "span", "text": text,
                      "marks": []}],
    }
    return made | ({"listItem": "bullet", "level": 1} if bullet else {})


def description(product):
    material, size, care = product["facts"]
    rows = [(text, "normal", False) for text in product["story"]]
    rows += [("Good to know", "h3", False)]
    rows += [(text, "normal", True) for text in product["points"]]
    rows += [("Material, size and care", "h3", False)]
    rows += [(f"Material: {material}.", "normal", False), (f"Size: {size}.", "normal", False),
             (f"Care: {care}.", "normal", False)]
    return [block(product["slug"], index, *row) for index, row in enumerate(rows)]


def variant(product, values, stock):
    sku = "-".join([BRAND_CODES[product["brand"]], product["code"], *map(option_code, values)])
    more = sum(product.get("surcharge", {}).get(value, 0) for value in values)
    heavier = sum(product.get("heavier", {}).get(value, 0) for value in values)
    made = {
        "_key": key(product["slug"], "variant", sku), "_type": "productVariant", "sku": sku,
        "optionValues": list(values), "priceMinor": product["price"] + more,
    }
    if "was" in product:
        made["compareAtMinor"] = product["was"] + more
    return made | {"stock": stock, "weightGrams": product["weight"] + heavier}


def variants(product):
    choices = list(itertools.product(*product.get("options", {}).values()))
    assert len(choices) == len(product["stock"]), f"{product['slug']}: one stock figure per variant"
    return [variant(product, values, stock) for values, stock in zip(choices, product["stock"])]


def images(product):
    """Picture n shows value n of the option that changes the look; `shows` overrides that."""
    looks = next((values for name, values in product.get("options", {}).items() if name != "Size"),
                 [])
    shows = product.get("shows", looks)
    for number, alt in enumerate(product["alts"], start=1):
        shown = shows[number - 1] if number <= len(shows) else None
        extra = {"optionValue": shown} if shown in looks else {}
        name = f"{product['slug']}-{number}"
        yield image(name, alt, _key=key(name), **extra)


def product_document(product, category, currency):
    made = {
        "_id": f"product-{product['slug']}", "_type": "product", "title": product["title"],
        "slug": slug(product["slug"]), "brand": product["brand"],
        "category": {"_type": "reference", "_ref": f"category-{category}"},
        "summary": product["summary"], "description": description(product), "tags": product["tags"],
        "currency": currency, "featured": product.get("featured", False),
        "popularity": product["popularity"],
    }
    if "rating" in product:
        average, count = product["rating"]
        made["rating"] = {"average": average, "count": count}
    options = [
        {"_key": key(product["slug"], "option", name), "_type": "productOption", "name": name,
         "values": values}
        for name, values in product.get("options", {}).items()
    ]
    return made | {
        "publishedAt": f"{product['published']}T08:00:00Z", "options": options,
        "images": list(images(product)), "variants": variants(product),
    }


def category_document(content):
    name = content["slug"]
    return {
        "_id": f"category-{name}", "_type": "category", "title": content["title"],
        "slug": slug(name),
        "summary": content["summary"], "image": image(f"category-{name}", content["alt"]),
        "order": content["order"],
    }


def settings_document(shop):
    return {"_id": "shop-settings", "_type": "shopSettings"} | shop["settings"] | {
        "taxRates": [{"_key": key("tax", country), "country": country, "basisPoints": rate,
                      "name": "VAT"}
                     for country, rate in shop["taxes"].items()],
        "shippingMethods": [{"_key": key("shipping", row["methodId"])} | row
                            for row in shop["shipping"]],
        "promotions": [{"_key": key("promotion", row["promotionId"])} | row
                       for row in shop["promotion"]],
    }


def documents():
    shop = load("shop")
    yield settings_document(shop)
    contents = [load(name) for name in CATEGORIES]
    yield from map(category_document, contents)
    for content in contents:
        for product in content["product"]:
            yield product_document(product, content["slug"], shop["settings"]["currency"])
    for coupon in shop["coupon"]:
        yield {"_id": f"coupon.{coupon['code']}", "_type": "coupon"} | coupon


def main():
    lines = [json.dumps(document, ensure_ascii=False, separators=(",", ":"))
             for document in documents()]
    (HERE / "catalog.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"catalog.ndjson: {len(lines)} documents")


if __name__ == "__main__":
    main()
