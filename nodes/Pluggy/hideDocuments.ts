import { isUuid } from '../shared/objects';
import { hideDocuments } from '../shared/problems/redact';
import type { MakeFile, OutputRow } from './operation';

/** The option Hide Documents: rows and names of files without CPF and CNPJ, for AI agents and for who needs none. */

const HIDDEN = '[hidden]';

/** Members that hold one, whatever its check digits are. */
const HOLDS_DOCUMENT = /cpf|cnpj|taxNumber$|document(?:s|Number)?$/i;

/** What such a member says besides: kinds, dates, numbers of few digits. */
const IS_NONE = /^(?!.*\d(?:\D*\d){4})|^\d{4}-\d\d-\d\d(?:T|$)/s;

/** Times of Pluggy: these and its IDs are what most columns hold. */
const IS_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/i;

/** Numbers of Pluggy that count or measure something: most are money, and may be large and whole. */
const IS_AMOUNT =
	/amount|balance|value|limit|payment|total|quantity|price|profit|shareholding|interest|income|fees?$|tax(?:es)?\d?$|^iof|provision/i;

/** The shortest, a CPF without the zeros in front. */
const SHORTEST = 9;
/** From here on a number may be a CPF; an amount looks like one only if it is larger than any is. */
const SMALLEST = 10 ** (SHORTEST - 1);
const SMALLEST_AMOUNT = 10 ** 10;

/** A text without documents, such as a title or the name of a file: the rest stays. */
export const textWithoutDocuments = (text: string): string =>
	text.length < SHORTEST || isUuid(text) || IS_TIME.test(text) ? text : hideDocuments(text);

function textOf(text: string, isDocument: boolean): string {
	return isDocument && !IS_NONE.test(text) ? HIDDEN : textWithoutDocuments(text);
}

function numberOf(value: number, isDocument: boolean, name: string): number | string {
	const written = String(Math.abs(value));
	if (isDocument) return IS_NONE.test(written) ? value : HIDDEN;
	const smallest = IS_AMOUNT.test(name) ? SMALLEST_AMOUNT : SMALLEST;
	if (!Number.isInteger(value) || Math.abs(value) < smallest) return value;
	return hideDocuments(written) === written ? value : HIDDEN;
}

/** @param name of the member that holds the value */
function clean(value: unknown, isDocument: boolean, name: string): unknown {
	if (typeof value === 'string') return textOf(value, isDocument);
	if (typeof value === 'number') return numberOf(value, isDocument, name);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) {
		return value.map((entry: unknown) => clean(entry, isDocument, name));
	}
	const members = new Map<string, unknown>();
	for (const [key, member] of Object.entries(value)) {
		const masked = textWithoutDocuments(key);
		// Two names may look the same then: none of the members is lost.
		let shown = masked;
		for (let count = 2; members.has(shown); count++) shown = `${masked} ${count}`;
		members.set(shown, clean(member, isDocument || HOLDS_DOCUMENT.test(key), key));
	}
	return Object.fromEntries(members);
}

/** Any JSON value without documents: of its texts the rest stays. */
export const withoutDocuments = <Value>(value: Value): Value => clean(value, false, '') as Value;

export const rowWithoutDocuments = (row: OutputRow): OutputRow => ({
	...row,
	json: withoutDocuments(row.json),
});

/** Files whose names hold no documents: n8n stores a name beside its file. */
export const namedWithoutDocuments =
	(makeFile: MakeFile): MakeFile =>
	async (bytes, name, mimeType) =>
		await makeFile(bytes, textWithoutDocuments(name), mimeType);
