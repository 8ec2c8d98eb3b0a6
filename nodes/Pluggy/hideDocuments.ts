import { hideDocuments } from '../shared/problems/redact';
import type { OutputRow } from './operation';

/** The option Hide Documents: rows without CPF and CNPJ, for AI agents and for who needs none. */

const HIDDEN = '[hidden]';

/** Members that hold one, whatever its check digits are. */
const HOLDS_DOCUMENT = /cpf|cnpj|taxNumber$|document(?:s|Number)?$/i;

/** What such a member says besides: kinds, dates, numbers of few digits. */
const IS_NONE = /^(?!.*\d(?:\D*\d){4})|^\d{4}-\d\d-\d\d(?:T|$)/s;

/** IDs and times of Pluggy, which most columns hold. */
const IS_OURS = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$|^\d{4}-\d\d-\d\dT[\d:.]+Z$/i;

/** The shortest, a CPF without the zeros in front. */
const SHORTEST = 9;
/** Amounts are smaller. */
const SMALLEST = 10 ** 10;

function textOf(text: string, isDocument: boolean): string {
	if (isDocument && !IS_NONE.test(text)) return HIDDEN;
	return text.length < SHORTEST || IS_OURS.test(text) ? text : hideDocuments(text);
}

function numberOf(value: number, isDocument: boolean): number | string {
	const written = String(value);
	if (isDocument) return IS_NONE.test(written) ? value : HIDDEN;
	if (!Number.isInteger(value) || value < SMALLEST) return value;
	return hideDocuments(written) === written ? value : HIDDEN;
}

/** Any JSON value without documents: of its texts the rest stays. */
export function withoutDocuments<Value>(value: Value, isDocument = false): Value {
	if (typeof value === 'string') return textOf(value, isDocument) as Value;
	if (typeof value === 'number') return numberOf(value, isDocument) as Value;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) {
		return value.map((entry: unknown) => withoutDocuments(entry, isDocument)) as Value;
	}
	return Object.fromEntries(
		Object.entries(value).map(([name, member]: [string, unknown]) => [
			name,
			withoutDocuments(member, isDocument || HOLDS_DOCUMENT.test(name)),
		]),
	) as Value;
}

export const rowWithoutDocuments = (row: OutputRow): OutputRow => ({
	...row,
	json: withoutDocuments(row.json),
});
