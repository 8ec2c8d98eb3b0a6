/** Seeded randomness: the same seed gives the same bank, row for row. */

/** FNV-1a over the parts. @param {...(string | number)} parts */
export function hash(...parts) {
	let h = 0x811c9dc5;
	for (const part of parts) {
		const text = `${part}|`;
		for (let i = 0; i < text.length; i++) {
			h ^= text.charCodeAt(i);
			h = Math.imul(h, 0x01000193);
		}
	}
	h ^= h >>> 16;
	h = Math.imul(h, 0x85ebca6b);
	return (h ^ (h >>> 13)) >>> 0;
}

/** mulberry32. @param {...(string | number)} seedParts */
export function createRandom(...seedParts) {
	let state = hash(...seedParts);
	const uint = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return (t ^ (t >>> 14)) >>> 0;
	};
	const next = () => uint() / 4_294_967_296;
	return {
		uint,
		next,
		/** @param {number} min @param {number} max inclusive */
		int: (min, max) => min + Math.floor(next() * (max - min + 1)),
		/** Money with two decimals. @param {number} min @param {number} max */
		money: (min, max) => Math.round((min + next() * (max - min)) * 100) / 100,
		/** @template T @param {readonly T[]} list @returns {T} */
		pick: (list) => list[Math.floor(next() * list.length)],
		/** @param {number} probability */
		chance: (probability) => next() < probability,
		/** A whole number whose mean is `mean`. @param {number} mean */
		count: (mean) => Math.floor(mean) + (next() < mean % 1 ? 1 : 0),
		/** @param {number} length */
		digits: (length) => {
			let text = '';
			for (let left = length; left > 0; left -= 9) {
				const width = Math.min(9, left);
				text += String(uint() % 10 ** width).padStart(width, '0');
			}
			return text;
		},
		uuid: () => formatUuid(uint(), uint(), uint(), uint()),
	};
}

/** @typedef {ReturnType<typeof createRandom>} Random */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** @param {number} n */
const hex4 = (n) => HEX[(n >>> 8) & 255] + HEX[n & 255];

/** A version 4 uuid of four 32-bit numbers. */
function formatUuid(/** @type {number} */ a, /** @type {number} */ b, c = 0, d = 0) {
	const third = (c & 0x3fffffff) | 0x80000000;
	return `${hex4(a >>> 16)}${hex4(a)}-${hex4(b >>> 16)}-${hex4((b & 0xfff) | 0x4000)}-${hex4(third >>> 16)}-${hex4(third)}${hex4(d >>> 16)}${hex4(d)}`;
}

/** @param {...(string | number)} parts */
export const uuidOf = (...parts) => createRandom('uuid', ...parts).uuid();
