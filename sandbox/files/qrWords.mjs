/** The words of a QR code (ISO 18004): bytes, padding, and the words that mend errors of level M. */

/** By version, from 1: words of correction in a block, and blocks. */
const CORRECTION = [
	10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28,
	28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];
const BLOCKS = [
	1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26,
	28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
];
const BYTES = 0b0100;
const PADDING = [0xec, 0x11];

/** How many words a code of a version has in all. @param {number} version */
function wordsIn(version) {
	const patterns = Math.floor(version / 7) + 2;
	const alignment = version < 2 ? 0 : (25 * patterns - 10) * patterns - 55;
	const information = version < 7 ? 0 : 36;
	return (((16 * version + 128) * version + 64 - alignment - information) / 8) | 0;
}

/** @param {number} version */
const dataWordsIn = (version) => wordsIn(version) - CORRECTION[version - 1] * BLOCKS[version - 1];

/** The bits that tell how many bytes follow. @param {number} version */
const countBits = (version) => (version < 10 ? 8 : 16);

/** The smallest version that has room. @param {number} bytes */
export function qrVersionOf(bytes) {
	const versions = CORRECTION.map((_, index) => index + 1);
	const found = versions.find(
		(version) => 4 + countBits(version) + 8 * bytes <= 8 * dataWordsIn(version),
	);
	if (!found) throw new Error(`A QR code has no room for ${bytes} bytes`);
	return found;
}

/** In the field of 256 elements that QR codes use. @param {number} a @param {number} b */
function multiply(a, b) {
	let product = 0;
	for (let bit = 7; bit >= 0; bit--) {
		product = (product << 1) ^ ((product >>> 7) * 0x11d);
		product ^= ((b >>> bit) & 1) * a;
	}
	return product;
}

/** Its factors, the first one (1) left out. @param {number} degree */
function generator(degree) {
	const factors = [...Array(degree - 1).fill(0), 1];
	let root = 1;
	for (let round = 0; round < degree; round++) {
		for (let at = 0; at < degree; at++) {
			factors[at] = multiply(factors[at], root) ^ (factors[at + 1] ?? 0);
		}
		root = multiply(root, 2);
	}
	return factors;
}

/** Reed and Solomon's remainder. @param {number[]} data @param {number[]} factors */
function correctionOf(data, factors) {
	let rest = factors.map(() => 0);
	for (const word of data) {
		const first = word ^ rest[0];
		rest = [...rest.slice(1), 0].map((value, at) => value ^ multiply(factors[at], first));
	}
	return rest;
}

/** The bytes with their head, filled up. @param {Uint8Array} bytes @param {number} version */
function dataWords(bytes, version) {
	const bits = [BYTES.toString(2).padStart(4, '0')];
	bits.push(bytes.length.toString(2).padStart(countBits(version), '0'));
	for (const byte of bytes) bits.push(byte.toString(2).padStart(8, '0'));
	const room = dataWordsIn(version);
	const text = bits.join('');
	const ended = text.padEnd(Math.min(text.length + 4, room * 8), '0');
	const whole = ended.padEnd(Math.ceil(ended.length / 8) * 8, '0');
	const words = (whole.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 2));
	const missing = Array.from({ length: room - words.length }, (_, at) => PADDING[at % 2]);
	return [...words, ...missing];
}

/** What is drawn: the first word of each block, the second of each, and so on. @param {Uint8Array} bytes @param {number} version */
export function qrWords(bytes, version) {
	const data = dataWords(bytes, version);
	const count = BLOCKS[version - 1];
	const factors = generator(CORRECTION[version - 1]);
	// The last blocks are a word longer if it does not come out even.
	const short = Math.floor(data.length / count);
	const shorts = count - (data.length % count);
	const blocks = Array.from({ length: count }, (_, at) => {
		const start = at * short + Math.max(0, at - shorts);
		return data.slice(start, start + short + (at < shorts ? 0 : 1));
	});
	/** @param {number[][]} lists */
	const inTurn = (lists) =>
		Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, at) =>
			lists.filter(({ length }) => at < length).map((list) => list[at]),
		).flat();
	return [...inTurn(blocks), ...inTurn(blocks.map((block) => correctionOf(block, factors)))];
}
