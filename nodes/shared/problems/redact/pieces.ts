/** Pieces of secrets, found in a text in one pass. */

const BASE = 0x01000193;
const SPREAD = 0x9e3779b1;

/** Goes through all pieces of a text, with a number for each that follows from its characters. */
function eachPiece(
	text: string,
	length: number,
	visit: (place: number, hash: number) => void,
): void {
	let leaving = 1;
	for (let power = 0; power < length; power++) leaving = Math.imul(leaving, BASE);
	let hash = 0;
	for (let end = 0; end < text.length; end++) {
		hash = (Math.imul(hash, BASE) + text.charCodeAt(end)) | 0;
		const place = end - length + 1;
		if (place > 0) hash = (hash - Math.imul(leaving, text.charCodeAt(place - 1))) | 0;
		if (place >= 0) visit(place, hash);
	}
}

/** All pieces of one length of some texts, prepared to be looked for in others. */
export interface Pieces {
	length: number;
	/** Tells where in a text a piece of them begins. */
	eachIn: (text: string, tell: (place: number) => void) => void;
}

/** A table of the pieces, by their numbers: a set of strings would take ten times as long. */
export function piecesOf(texts: readonly string[], length: number): Pieces {
	const all = texts.join('');
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
		for (let next = 0; next < length; next++) {
			if (text.charCodeAt(place + next) !== all.charCodeAt(other + next)) return false;
		}
		return true;
	}

	let start = 0;
	for (const text of texts) {
		const begin = start;
		eachPiece(text, length, (place, hash) => {
			slots[slotOf(text, place, hash)] = begin + place + 1;
		});
		start += text.length;
	}
	return {
		length,
		eachIn: (text, tell) => {
			eachPiece(text, length, (place, hash) => {
				if (slots[slotOf(text, place, hash)] !== 0) tell(place);
			});
		},
	};
}
