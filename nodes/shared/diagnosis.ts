import type { IDataObject } from 'n8n-workflow';
import { errorRow, type Problem } from './errors';
import { BY_ITEM_CODE, BY_ITEM_STATUS } from './problems';
import { redact } from './redact';

/** Statuses of an item that end polling. https://docs.pluggy.ai/en/docs/connections/errors-validations */
const SETTLED = new Set([
	'UPDATED',
	'LOGIN_ERROR',
	'OUTDATED',
	'WAITING_USER_INPUT',
	'WAITING_USER_ACTION',
]);

/** Whether an item is done, or waits for a person. */
export function isSettled(item: IDataObject): boolean {
	return SETTLED.has(String(item.status));
}

/** Warnings Pluggy gives for single products, as "accounts: message". */
function warningsOf(item: IDataObject): string[] {
	const detail = item.statusDetail;
	if (typeof detail !== 'object' || detail === null) return [];
	return Object.entries(detail as Record<string, IDataObject | null>).flatMap(
		([product, state]) => {
			const warnings = Array.isArray(state?.warnings) ? (state.warnings as IDataObject[]) : [];
			return warnings.map(({ message, providerMessage }) =>
				redact(`${product}: ${String(providerMessage ?? message ?? 'warning')}`),
			);
		},
	);
}

/** The most telling name of the state an item is in, or undefined when all is well. */
function codeOf(item: IDataObject): string | undefined {
	const code = (item.error as IDataObject | null | undefined)?.code;
	const candidates = [code, item.executionStatus, item.status].map(String);
	const known = candidates.find((name) => name in BY_ITEM_CODE || name in BY_ITEM_STATUS);
	if (known !== undefined) return known;
	if (typeof code === 'string') return code;
	return warningsOf(item).length > 0 ? 'PRODUCT_WARNINGS' : undefined;
}

/**
 * What is the matter with an item, and what to do: for every state that is final or waits for a
 * person and is not plain success.
 */
export function itemDiagnosis(item: IDataObject): IDataObject | undefined {
	if (!isSettled(item)) return undefined;
	const code = codeOf(item);
	if (code === undefined) return undefined;
	const text = BY_ITEM_CODE[code] ?? BY_ITEM_STATUS[code] ?? BY_ITEM_STATUS.OUTDATED;
	const { message, providerMessage } = (item.error ?? {}) as IDataObject;
	const said = [message, providerMessage].filter((part) => typeof part === 'string' && part !== '');
	const warnings = warningsOf(item);
	const problem: Problem = {
		code,
		...text,
		retryable: text.action === 'retryLater',
		...(said.length > 0 || warnings.length > 0
			? {
					details: {
						...(said.length > 0 ? { said: redact(said.join(' · ')) } : {}),
						...(warnings.length > 0 ? { warnings } : {}),
					},
				}
			: {}),
	};
	return errorRow(problem);
}

/** The item with its `diagnosis` (null when all is well or it is still running). */
export function withDiagnosis(item: IDataObject): IDataObject {
	return { ...item, diagnosis: itemDiagnosis(item) ?? null };
}
