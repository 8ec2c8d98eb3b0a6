import type { Span } from './documents';
import { piecesOf } from './pieces';
import { folded, joined, packedReadingsOf, readingsOf, type Reading } from './readings';

/**
 * Looks for many values in a text at once. The time grows with the text and with the values, never
 * with their product: a bulk request may carry thousands, and its refusal as many messages.
 */

/** Values shorter than this are not searched for: masking "1" or "ok" everywhere helps nobody. */
const SHORTEST = 4;
/** Any piece of a longer value gives too much away: a line of a certificate, half a token. */
const PIECE = 16;
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

/** A label that the node gave to a payment, by which it has to be found. */
const isLabel = (secret: string) => /^n8n-\d+-\d+-\d+$/.test(secret);

export function prepare(secrets: readonly string[]): Searcher {
	const unique = [...new Set(secrets)].filter(
		(secret) => secret.trim().length >= SHORTEST && !isLabel(secret),
	);
	const isOverfull = unique.reduce((sum, { length }) => sum + length, 0) > MOST_CHARACTERS;
	const forms = [...new Set(isOverfull ? [] : unique.flatMap(formsOf))];
	/** Short values are found as a whole, of long ones each piece. */
	const byLength = new Map<number, string[]>();
	for (const form of forms) {
		const length = Math.min(form.length, PIECE);
		if (length < SHORTEST) continue;
		const same = byLength.get(length);
		if (same) same.push(form);
		else byLength.set(length, [form]);
	}
	const words = [...byLength].map(([length, texts]) => piecesOf(texts, length));
	const pieces = words.filter(({ length }) => length === PIECE);

	return {
		isEmpty: words.length === 0 && !isOverfull,
		isOverfull,
		find: (readings) => {
			const spans: Array<[from: number, to: number]> = [];
			const search = ({ text, from, to }: Reading, what = words) => {
				for (const { length, eachIn } of what) {
					eachIn(text, (place) => {
						const last = spans[spans.length - 1];
						const [start, end] = [from[place], to[place + length - 1]];
						// The pieces of a long value follow each other closely.
						if (last !== undefined && start >= last[0] && start <= last[1]) {
							last[1] = Math.max(last[1], end);
						} else spans.push([start, end]);
					});
				}
			};
			for (const reading of readings) {
				const plain = folded(reading);
				search(plain);
				// A long value may come in lines.
				if (pieces.length > 0) search(joined(plain), pieces);
			}
			for (const packed of packedReadingsOf(readings)) search(folded(packed));
			return spans;
		},
	};
}
