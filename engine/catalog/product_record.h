// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "engine/catalog/card.h"
#include "engine/catalog/product.h"
#include "engine/catalog/query.h"
#include "engine/catalog/snapshot.h"
#include "engine/catalog/text_table.h"

namespace vitrine {

// What a snapshot keeps of a product beside its columns, as bytes:
//
//   record  = id title shared:number slug  revision summary  brand category currency:name
//             tag*  option*  image*  rated [average reviews]  variant*
//   option  = name:name  value:name*
//   image   = url assetRef  width height  alt lqip  optionValue:name
//   variant = value:name*  grams
//
// Most slugs are made of the title ("Aurora Lamp" has "aurora-lamp-2"): `shared` is how many bytes of
// such a slug this one begins with, `slug` the rest of it. Lists begin with their length, which is no
// more than a product may have (decode.h); a name is the number of a text of the snapshot's names.
// SKUs, prices, stock, popularity, date and whether it is featured are columns; they are not read
// here.
std::string encodeRecord(const Product& product, TextTable& names);

// The product without what the columns and the descriptions hold. Never fails: what makes no sense
// reads as empty.
Product decodeRecord(std::string_view record, const Texts& names);

// What a card shows of a record, without what the columns hold: with the picture of the variant at
// this place. Likewise.
struct RecordCard {
  Card card;
  BadgeFacts facts;  // tags alone
};
RecordCard decodeRecordCard(std::string_view record, const Texts& names, std::size_t shown);

// The id and title of a record alone, and the slug.
struct RecordHead {
  std::string_view id;
  std::string_view title;
};
RecordHead decodeRecordHead(std::string_view record);
std::string decodeRecordSlug(std::string_view record);

std::string encodeDescription(const std::vector<DescriptionBlock>& blocks);
std::vector<DescriptionBlock> decodeDescription(std::string_view bytes);

}  // namespace vitrine
