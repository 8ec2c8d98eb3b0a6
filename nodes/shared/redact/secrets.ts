import type { Span } from './documents';
import { PIECE, piecesOf } from './pieces';
import { folded, joined, packedReadingsOf, readingsOf, type Reading } from './readings';

/**
 * Looks for many values in a text at once. The time grows with the text and with the values, never
 * with their product: a bulk request may carry thousands, and its refusal as many messages.
 */

/** Values shorter than this are not searched for: masking "1" or "ok" everywhere helps nobody. */
const SHORTEST = 4;
/** More than this is not searched for; then nothing of a text is shown. */
const MOST_CHARACTERS = 256 * 1024;

/** Secrets, prepared to be looked for. */
export interface Searcher {
	/** Whether there is anything to look for. */
	isEmpty: boolean;
	/** Whether there is too much to look for. */
	isOverfull: boolean;
	/** The places of the secrets in a text, given its readings. */
	find: (readings: readonly Reading[]) => Span[];
}

/** A secret as it was given, and as it is when what looks like an escape in it is decoded. */
function formsOf(secret: string): string[] {
	const readings = readingsOf(secret.trim());
	const forms = [readings[0], readings[readings.length - 1]].map(folded);
	const long = forms.map(joined).filter(({ text }) => text.length >= PIECE);
	return [...forms, ...long].map(({ text }) => text);
}

const BUCKETS = 1 << 14;

/** The bucket of the four characters at a place, which tells most places of a text that hold nothing. */
const bucketAt = (text: string, place: number) =>
	(Math.imul(text.charCodeAt(place), 31) ^
		Math.imul(text.charCodeAt(place + 1), 601) ^
		Math.imul(text.charCodeAt(place + 2), 7_919) ^
		text.charCodeAt(place + 3)) &
	(BUCKETS - 1);

/** Short values, found only as a whole. */
function wordsOf(forms: readonly string[]) {
	const byLength = new Map<number, Set<string>>();
	const heads = new Uint8Array(BUCKETS);
	for (const form of forms) {
		const same = byLength.get(form.length) ?? new Set();
		byLength.set(form.length, same.add(form));
		heads[bucketAt(form, 0)] = 1;
	}
	const lengths = [...byLength].sort(([one], [other]) => other - one);
	return (text: string, tell: (place: number, length: number) => void): void => {
		if (lengths.length === 0) return;
		for (let place = 0; place + SHORTEST <= text.length; place++) {
			if (heads[bucketAt(text, place)] === 0) continue;
			const found = lengths.find(([length, same]) => same.has(text.slice(place, place + length)));
			if (found) tell(place, found[0]);
		}
	};
}

/** A label that the node gave to a payment, by which it has to be found. */
const isLabel = (secret: string) => /^n8n-\d+-\d+-\d+$/.test(secret);

export function prepare(secrets: readonly string[]): Searcher {
	const unique = [...new Set(secrets)].filter(
		(secret) => secret.trim().length >= SHORTEST && !isLabel(secret),
	);
	const isOverfull = unique.reduce((sum, { length }) => sum + length, 0) > MOST_CHARACTERS;
	const forms = [...new Set(isOverfull ? [] : unique.flatMap(formsOf))];
	const isLong = (form: string) => form.length >= PIECE;
	const eachWord = wordsOf(forms.filter((form) => form.length >= SHORTEST && !isLong(form)));
	const pieces = piecesOf(forms.filter(isLong));
	const hasLong = forms.some(isLong);

	return {
		isEmpty: forms.length === 0 && !isOverfull,
		isOverfull,
		find: (readings) => {
			const spans: Span[] = [];
			const search = ({ text, from, to }: Reading, again = false) => {
				const tell = (place: number, length: number) =>
					spans.push([from[place], to[place + length - 1]]);
				if (!again) eachWord(text, tell);
				pieces.eachIn(text, (place) => tell(place, PIECE));
			};
			for (const reading of readings) {
				const plain = folded(reading);
				search(plain);
				// A long value may come in lines.
				if (hasLong) search(joined(plain), true);
			}
			for (const packed of packedReadingsOf(readings)) search(folded(packed));
			return spans;
		},
	};
}
