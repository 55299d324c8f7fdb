#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks catalog.ndjson: ids, slugs, SKUs and keys are unique, references and pictures exist, money
is whole, and the file is what make_catalog.py would write today. Prints every fault; exit status 1
if there is any.
"""
import collections
import json
import pathlib
import re
import sys

import make_catalog

HERE = pathlib.Path(__file__).resolve().parent
COUPON_SHAPES = {"percent_off": "basisPoints", "amount_off": "amountMinor"}
MAX_IMAGE_BYTES = 120_000
MAX_FOLDER_BYTES = 14_000_000


def walk(value, path=""):
    """Every (path, object) in the document, outermost first."""
    if isinstance(value, dict):
        yield path, value
        for name, child in value.items():
            yield from walk(child, f"{path}.{name}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from walk(child, f"{path}[{index}]")


def repeated(values):
    return [value for value, count in collections.Counter(values).items() if count > 1]


def check_keys(document):
    for path, holder in walk(document):
        for name, child in holder.items():
            if not isinstance(child, list) or not any(isinstance(item, dict) for item in child):
                continue
            keys = [item.get("_key") for item in child]
            if None in keys or repeated(keys):
                yield f"{path}.{name}: every item needs its own _key"


def check_money(document):
    for path, holder in walk(document):
        for name, amount in holder.items():
            whole = isinstance(amount, int) and not isinstance(amount, bool) and amount >= 0
            if (name.endswith("Minor") or name in ("stock", "weightGrams",
                                                   "basisPoints")) and not whole:
                yield f"{path}.{name}: {amount!r} is not a whole number of 0 or more"


def check_links(document, ids):
    for path, holder in walk(document):
        if holder.get("_type") == "reference" and holder["_ref"] not in ids:
            yield f"{path}: {holder['_ref']} does not exist"
        if "_sanityAsset" in holder:
            file = HERE / holder["_sanityAsset"].removeprefix("image@file://./")
            if not file.is_file():
                yield f"{path}: {file.name} is missing"
            elif file.stat().st_size > MAX_IMAGE_BYTES:
                yield f"{path}: {file.name} has {file.stat().st_size} bytes"
            if not holder.get("alt"):
                yield f"{path}: a picture without alt text"


def check_product(product):
    options = product["options"]
    if len(product["images"]) < 2:
        yield "fewer than two pictures"
    if any(variant["optionValues"] != list(values) for variant, values in zip(
            product["variants"], expected_choices(options), strict=True)):
        yield "the variants are not the product of the options"
    looks = {value for option in options for value in option["values"]}
    for picture in product["images"]:
        if picture.get("optionValue", next(iter(looks), None)) not in looks | {None}:
            yield f"picture of {picture['optionValue']}, which no option has"
    for variant in product["variants"]:
        if variant.get("compareAtMinor", variant["priceMinor"] + 1) <= variant["priceMinor"]:
            yield f"{variant['sku']}: compared with a price that is not higher"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", product["slug"]["current"]):
        yield "slug is not made of small letters, digits and single hyphens"


def expected_choices(options):
    choices = [[]]
    for option in options:
        choices = [choice + [value] for choice in choices for value in option["values"]]
    return choices


def check_coupon(coupon):
    if coupon["_id"] != f"coupon.{coupon['code']}":
        yield "the id of a coupon is `coupon.` and its code"
    if COUPON_SHAPES[coupon["kind"]] not in coupon:
        yield f"{coupon['kind']} without {COUPON_SHAPES[coupon['kind']]}"


def check_counts(by_type, pictures):
    if len(by_type["product"]) < 48 or len(by_type["category"]) != 6:
        yield "at least 48 products in 6 categories are wanted"
    if len(by_type["shopSettings"]) != 1:
        yield "exactly one shop-settings is wanted"
    stock = [variant["stock"] for product in by_type["product"] for variant in product["variants"]]
    if 0 not in stock or not any(0 < left <= 3 for left in stock):
        yield "no variant is sold out, or none is nearly so"
    unused = {file.name for file in (HERE / "images").glob("*")} - pictures
    yield from (f"images/{name} is used by no document" for name in sorted(unused))
    total = sum(file.stat().st_size for file in HERE.parent.rglob("*") if file.is_file())
    if total > MAX_FOLDER_BYTES:
        yield f"the assets folder has {total} bytes"


def faults(lines):
    documents = [json.loads(line) for line in lines]
    by_type = collections.defaultdict(list)
    for document in documents:
        by_type[document["_type"]].append(document)
    ids = [document["_id"] for document in documents]
    products = by_type["product"]
    skus = [variant["sku"] for product in products for variant in product["variants"]]
    slugs = [(document["_type"], document["slug"]["current"])
             for document in products + by_type["category"]]
    yield from (f"{value} is used twice"
                for value in repeated(ids) + repeated(skus) + repeated(slugs))
    special = {"product": check_product, "coupon": check_coupon}
    for document in documents:
        found = [*check_keys(document), *check_money(document), *check_links(document, set(ids))]
        found += special.get(document["_type"], lambda _: [])(document)
        yield from (f"{document['_id']}: {fault}" for fault in found)
    pictures = {holder["_sanityAsset"].rsplit("/", 1)[1]
                for document in documents for _,
                holder in walk(document) if "_sanityAsset" in holder}
    yield from check_counts(by_type, pictures)
    if documents != json.loads(json.dumps(list(make_catalog.documents()))):
        yield "catalog.ndjson is not what make_catalog.py writes: run it"


def main():
    found = list(faults((HERE / "catalog.ndjson").read_text(encoding="utf-8").splitlines()))
    print("\n".join(found) if found else "catalog.ndjson: no fault")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
