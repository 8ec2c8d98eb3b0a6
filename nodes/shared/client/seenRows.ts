import type { IDataObject } from 'n8n-workflow';

/** Which rows of a list came before. */

/** Characters at the end of an ID that are looked at first: those of a UUID are random. */
const LOOKED_AT = 8;
/** Places of the quick look: a hundred thousand rows take a tenth of them. */
const PLACES = 2 ** 20;

const keyOf = (row: IDataObject): string =>
	typeof row.id === 'string' ? row.id : ` ${JSON.stringify(row.id ?? row)}`;

function placeOf(key: string): number {
	let place = 0;
	for (let at = Math.max(0, key.length - LOOKED_AT); at < key.length; at++) {
		place = (place * 31 + key.charCodeAt(at)) % PLACES;
	}
	return place;
}

/**
 * Remembers the rows of all pages of a list. A set of all IDs answers exactly, and takes longer to fill
 * than everything else that is done with a row: it is made when a quick look sees nothing new.
 */
export class SeenRows {
	/** The keys of all pages, until they are in a set. */
	private pages: string[][] = [];

	/** Made with the second page: most lists have one. */
	private places: Uint8Array | undefined;

	private all: Set<string> | undefined;

	/** Takes up a page. @returns whether it has a row that no page before had */
	add(rows: readonly IDataObject[]): boolean {
		const keys = rows.map(keyOf);
		if (this.pages.length === 0 && this.all === undefined) {
			this.pages.push(keys);
			return keys.length > 0;
		}
		this.places ??= placesOf(this.pages);
		const { places } = this;
		const isNew = keys.some((key) => places[placeOf(key)] === 0) || this.hasNew(keys);
		for (const key of keys) {
			places[placeOf(key)] = 1;
			this.all?.add(key);
		}
		if (this.all === undefined) this.pages.push(keys);
		return isNew;
	}

	private hasNew(keys: readonly string[]): boolean {
		const all = (this.all ??= new Set(this.pages.flat()));
		this.pages = [];
		return keys.some((key) => !all.has(key));
	}
}

function placesOf(pages: readonly string[][]): Uint8Array {
	const places = new Uint8Array(PLACES);
	for (const keys of pages) for (const key of keys) places[placeOf(key)] = 1;
	return places;
}
