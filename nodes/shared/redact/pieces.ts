/** Any piece of a long value gives too much away: a line of a certificate, half a token. */
export const PIECE = 16;

const BASE = 0x01000193;
/** BASE to the power of PIECE, as 32-bit arithmetic has it. */
const LEAVING = Array.from({ length: PIECE }).reduce<number>((power) => Math.imul(power, BASE), 1);
const SPREAD = 0x9e3779b1;

/** Goes through all pieces of a text, with a number for each that follows from its characters. */
function eachPiece(text: string, visit: (place: number, hash: number) => void): void {
	let hash = 0;
	for (let end = 0; end < text.length; end++) {
		hash = (Math.imul(hash, BASE) + text.charCodeAt(end)) | 0;
		if (end >= PIECE) hash = (hash - Math.imul(LEAVING, text.charCodeAt(end - PIECE))) | 0;
		if (end >= PIECE - 1) visit(end - PIECE + 1, hash);
	}
}

/** All pieces of some texts, prepared to be looked for in others. */
export interface Pieces {
	/** Tells where in a text a piece of them begins. */
	eachIn: (text: string, tell: (place: number) => void) => void;
}

/** A table of the pieces, by their numbers: a set of strings would take ten times as long. */
export function piecesOf(texts: readonly string[]): Pieces {
	const long = texts.filter(({ length }) => length >= PIECE);
	const all = long.join('');
	const bits = Math.max(4, Math.ceil(Math.log2(all.length + 1)) + 1);
	/** For each slot one more than the place of a piece in `all`, or 0. */
	const slots = new Uint32Array(2 ** bits);

	/** The slot of a piece, or the free one where it belongs. */
	function slotOf(text: string, place: number, hash: number): number {
		let slot = Math.imul(hash, SPREAD) >>> (32 - bits);
		while (slots[slot] !== 0 && !isSame(text, place, slots[slot] - 1)) {
			slot = (slot + 1) % slots.length;
		}
		return slot;
	}

	function isSame(text: string, place: number, other: number): boolean {
		for (let next = 0; next < PIECE; next++) {
			if (text.charCodeAt(place + next) !== all.charCodeAt(other + next)) return false;
		}
		return true;
	}

	let start = 0;
	for (const text of long) {
		const begin = start;
		eachPiece(text, (place, hash) => {
			slots[slotOf(text, place, hash)] = begin + place + 1;
		});
		start += text.length;
	}
	return {
		eachIn: (text, tell) => {
			if (long.length === 0) return;
			eachPiece(text, (place, hash) => {
				if (slots[slotOf(text, place, hash)] !== 0) tell(place);
			});
		},
	};
}
