// Korean as it is typed: syllables in single jamo, the last one unfinished, or only the consonants that open them.

const COMPOUND = /[\u116A-\u11C2]/gu; // vowels that are typed as two, and closing consonants
const OPENING = "[\u1100-\u1112]";
const VOWEL = "[\u1160-\u1175]"; // the first of them is silent
const ALONE = /[\u3131-\u314E]/u; // a consonant by itself: in what is typed, any syllable that it opens
/** @type {Array<[number, string]>} */
const TYPED_AS = [
  [0x116a, "ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ"],
  [0x11a8, "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"],
];
const singles = new Map(); // by compound jamo: the vowels or opening consonants that it is typed with
for (const [first, row] of TYPED_AS) {
  for (const [step, typed] of row.split(" ").entries()) singles.set(String.fromCodePoint(first + step), typed.normalize("NFKC"));
}

/**
 * Write decomposed syllables (NFD) in the jamo that they are typed with.
 * @param {string} text
 */
export function single(text) {
  return text.replace(COMPOUND, (jamo) => singles.get(jamo) ?? jamo);
}

/**
 * Make a syllable of the first consonant of a word that stands alone, with a silent vowel.
 * @param {string} word
 */
export function opened(word) {
  return word.replace(ALONE, "$&\u1160");
}

/**
 * Whether a letter is a consonant by itself.
 * @param {string} letter
 */
export function isAlone(letter) {
  return ALONE.test(letter);
}

/**
 * Make the pattern of a consonant that was typed alone: any syllable that it opens, and what follows up to the next.
 * @param {string} consonant
 * @param {boolean} isLast whether nothing was typed behind it
 */
export function opening(consonant, isLast) {
  return consonant + (isLast ? `(?=${VOWEL})` : `${VOWEL}+${OPENING}*?`);
}
