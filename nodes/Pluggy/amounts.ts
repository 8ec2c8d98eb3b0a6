import type { IDataObject } from 'n8n-workflow';
import type { Field, Operation, Values } from './operation';

/** "1.234,56" was read as 1234.56: the row shows what was sent. */

/** Whether a field holds an amount of money. */
export const isMoney = ({ money = false }: Field, values: Values) =>
	typeof money === 'function' ? money(values) : money;

/** The amounts of money that a request sends, by the names of their parameters. */
export function sentAmounts({ fields }: Operation, values: Values): IDataObject {
	return Object.fromEntries(
		fields
			.filter((field) => isMoney(field, values))
			.map(({ property: { name } }) => [name, values[name] as number | undefined])
			.filter(([, amount]) => amount !== undefined),
	) as IDataObject;
}

function valueAt(row: IDataObject, path: string): unknown {
	return path.split('.').reduce<unknown>((part, name) => (part as IDataObject | null)?.[name], row);
}

/**
 * An output row with the amounts that were sent, each where the answer does not repeat it by its
 * name or at its place in the body: automatic PIX, flat rows and short answers do not.
 */
export function withSentAmounts(
	row: IDataObject,
	operation: Operation,
	values: Values,
): IDataObject {
	const targets = new Map(
		operation.fields.map(({ property: { name }, target = name }) => [name, target]),
	);
	const missing = Object.entries(sentAmounts(operation, values)).filter(
		([name]) => (row[name] ?? valueAt(row, targets.get(name)!) ?? null) === null,
	);
	return missing.length === 0 ? row : { ...row, ...Object.fromEntries(missing) };
}
