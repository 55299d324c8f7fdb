// SPDX-License-Identifier: MIT
// Pronounceable words, and which of them a category speaks with: common words everywhere, words of
// the department, words of the category itself, and now and then any word of the shop.
import { pick, randomOf, shuffle, zipfOf } from "./random.mjs";

const single = "b c d f g h j k l m n p r s t v w b d f g k l m n p r s t".split(" ");
const onsets = [...single, ..."br cr dr fl gl gr kl pr sh sl sp st tr".split(" ")];
const vowels = "a e i o u a e i o u a e i o a e ai ea ee ie oo ou".split(" ");
const accents = ["ä", "ö", "ü", "é"];
const codas = [
  "",
  "",
  "",
  "",
  "",
  "",
  "",
  "",
  "l",
  "n",
  "r",
  "s",
  "t",
  "m",
  "ck",
  "nd",
  "nt",
  "st",
];
const endings = [
  "",
  "",
  "",
  "",
  "",
  "",
  "",
  "",
  "",
  "",
  "",
  "",
  "er",
  "en",
  "ing",
  "et",
  "el",
  "ic",
  "on",
  "a",
  "o",
  "y",
];
const syllableCounts = [1, 1, 2, 2, 2, 2, 3];

function wordOf(random) {
  let word = "";
  for (let left = pick(random, syllableCounts); left > 0; --left) {
    word +=
      pick(random, onsets) + (random() < 0.015 ? pick(random, accents) : pick(random, vowels));
    word += pick(random, codas);
  }
  return word + (random() < 0.01 ? "ß" : pick(random, endings));
}

/** So many different words of 3 to 13 letters. */
export function wordsOf(random, count) {
  const words = new Set();
  while (words.size < count) {
    const word = wordOf(random);
    if (word.length >= 3 && word.length <= 13) words.add(word);
  }
  return [...words];
}

const vocabularySize = 20_000;
const commonSize = 300;
const departmentSize = 700;
const categorySize = 90;
const rankOf = {
  common: zipfOf(commonSize, 1, 3),
  department: zipfOf(departmentSize, 1, 3),
  category: zipfOf(categorySize, 1, 3),
  any: zipfOf(vocabularySize, 0.7, 50),
};

/** The words in an order of use: the shorter ones rather more often, as in any language. */
function byUse(random, words) {
  const keys = new Map(words.map((word) => [word, word.length + 8 * random()]));
  return [...words].sort((a, b) => keys.get(a) - keys.get(b));
}

export class Vocabulary {
  #seed;
  #words;
  #common;
  #departments = new Map();
  #categories = new Map();

  constructor(seed) {
    const random = randomOf(seed);
    this.#seed = seed;
    this.#words = wordsOf(random, vocabularySize);
    this.#common = byUse(random, this.#words.slice(0, commonSize));
  }

  #department(number) {
    if (!this.#departments.has(number)) {
      const random = randomOf(this.#seed + 1000 + number);
      const words = shuffle(random, this.#words.slice(commonSize)).slice(0, departmentSize);
      this.#departments.set(number, byUse(random, words));
    }
    return this.#departments.get(number);
  }

  #category(department, number) {
    if (!this.#categories.has(number)) {
      const random = randomOf(this.#seed + 5000 + number);
      const words = shuffle(random, [...this.#department(department)]).slice(0, categorySize);
      this.#categories.set(number, byUse(random, words));
    }
    return this.#categories.get(number);
  }

  titleWord(random, department, category) {
    return this.#word(random, department, category, [0.34, 0.54, 0.93]);
  }

  textWord(random, department, category) {
    return this.#word(random, department, category, [0.2, 0.38, 0.95]);
  }

  // `shares`: up to where a chance means the category's words, the department's, the common ones.
  #word(random, department, category, shares) {
    const chance = random();
    if (chance < shares[0]) return this.#category(department, category)[rankOf.category(random)];
    if (chance < shares[1]) return this.#department(department)[rankOf.department(random)];
    if (chance < shares[2]) return this.#common[rankOf.common(random)];
    return this.#words[rankOf.any(random)];
  }
}
