import { localProblem } from './problems/errors';

/** What the Pluggy node may do with a credential: one table, narrow to wide. */

export const ACCESS_LEVELS = [
	{
		value: 'readOnly',
		name: 'Read Only',
		description: 'Reads data. Choose this for AI agents.',
	},
	{
		value: 'data',
		name: 'Data',
		description: 'Reads data, connects, updates and deletes items. No money moves.',
	},
	{
		value: 'payments',
		name: 'Data and Payments',
		description: 'Also creates PIX payments, automatic PIX, smart transfers and boletos',
	},
] as const;

export type Access = (typeof ACCESS_LEVELS)[number]['value'];

const rankOf = (access: Access) => ACCESS_LEVELS.findIndex(({ value }) => value === access);

/** n8n fills in the default: a value nobody knows came from an expression, and gets the least. */
export const readAccess = (value: unknown): Access =>
	ACCESS_LEVELS.find((level) => level.value === value)?.value ?? 'readOnly';

/** @throws PluggyError when the credential does not allow what an operation needs */
export function checkAccess(allowed: Access, needed: Access, action: string): void {
	if (rankOf(needed) <= rankOf(allowed)) return;
	const nameOf = (access: Access) => ACCESS_LEVELS[rankOf(access)].name;
	throw localProblem(
		'ACCESS_REFUSED',
		`"${action}" needs the access "${nameOf(needed)}", but the credential has "${nameOf(allowed)}"`,
	);
}
