/** Characters that cannot be seen, and dashes of all kinds. */

/** Marks that nobody sees and that come along when a text is copied: directions, joiners, breaks. */
const MARKS = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** Dashes that word processors put in place of a hyphen. */
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/** A text as a person reads it: without the marks, and with plain hyphens. */
export const withoutMarks = (text: string) => text.replace(MARKS, '').replace(DASHES, '-').trim();

/** A text without the marks alone, where every visible character counts. */
export const withoutInvisible = (text: string) => text.replace(MARKS, '').trim();
