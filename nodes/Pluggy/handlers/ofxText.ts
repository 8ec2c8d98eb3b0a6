/** Texts of an OFX file: what an encoding can hold, and its bytes. */

export interface Encoding {
	/** What the file says of itself. */
	header: readonly string[];
	/** A text on one line, in characters that the encoding has. */
	clean(text: string): string;
	/** A cleaned text as it is written with `charset`. */
	prepare(text: string): string;
	charset: 'latin1' | 'utf8';
}

/** What windows-1252 has between 0x80 and 0x9f, in its order; the gaps are unused. */
const ANSI_EXTRAS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const EXTRA_BYTES: ReadonlyMap<string, string> = new Map(
	[...ANSI_EXTRAS]
		.map((char, place) => [char, String.fromCharCode(0x80 + place)] as const)
		.filter(([char]) => char > '\u009f'),
);
const EXTRAS = [...EXTRA_BYTES.keys()].join('');
const NOT_ANSI = new RegExp(`[^\\x20-\\x7e\\xa0-\\xff${EXTRAS}]`, 'u');
const ALL_NOT_ANSI = new RegExp(NOT_ANSI.source, 'gu');

/** What most texts are made of: it stays as it is in either encoding. */
const PLAIN = /^[!-~¡-ÿ]+(?: [!-~¡-ÿ]+)*$/;

function oneLine(text: string): string {
	return text.normalize('NFC').replace(/[\s\p{Cc}\p{Noncharacter_Code_Point}]+/gu, ' ');
}

/** What windows-1252 lacks, in characters that it has. */
function transliterate(char: string): string {
	const plain = char.normalize('NFKD').replace(/\p{M}/gu, '');
	return plain === '' || NOT_ANSI.test(plain) ? '?' : plain;
}

export const ENCODINGS = {
	/** What Brazilian banks send, and OFX 1.0.2 knows. */
	'windows-1252': {
		header: ['ENCODING:USASCII', 'CHARSET:1252'],
		clean: (text) =>
			PLAIN.test(text) ? text : oneLine(text).replace(ALL_NOT_ANSI, transliterate).trim(),
		// Buffers know latin1, which has the same characters but for those extra bytes.
		prepare: (text) => text.replace(/[^\0-\xff]/g, (char) => EXTRA_BYTES.get(char) ?? '?'),
		charset: 'latin1',
	},
	/** For programs that ignore what a file says of its characters. Banks, too, declare it like this. */
	'utf-8': {
		header: ['ENCODING:UTF-8', 'CHARSET:NONE'],
		clean: (text) => (PLAIN.test(text) ? text : oneLine(text).trim()),
		prepare: (text) => text,
		charset: 'utf8',
	},
} as const satisfies Readonly<Record<string, Encoding>>;

export type EncodingName = keyof typeof ENCODINGS;

/** Whether a name from outside is one of them. */
export const isEncoding = (name: unknown): name is EncodingName =>
	typeof name === 'string' && Object.prototype.hasOwnProperty.call(ENCODINGS, name);
