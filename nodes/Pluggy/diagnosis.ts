import type { IDataObject } from 'n8n-workflow';
import { isStableName } from '../shared/problems/details';
import { errorRow } from '../shared/problems/errors';
import { isObject } from '../shared/objects';
import {
	BY_AUTHORIZATION_STATUS,
	BY_ITEM_CODE,
	BY_ITEM_STATUS,
	BY_PAYMENT_CODE,
	BY_PAYMENT_STATUS,
	FINE_PAYMENT_STATUSES,
	type ProblemText,
} from '../shared/problems';
import { textOf } from '../shared/problems/words';
import { redact, redactDeep } from '../shared/problems/redact';
import { escaped, linksFirst } from './links';
import { mostPressing, sentenceOf, warningsOf } from '../shared/problems/readWarnings';

/**
 * What is the matter with something that Pluggy answered without an error: a connection or a
 * payment whose own status failed.
 */

function diagnosisRow(code: string, text: ProblemText, details: IDataObject): IDataObject {
	return errorRow({
		code: redact(code),
		...text,
		retryable: text.action === 'retryLater',
		...(Object.keys(details).length > 0 ? { details } : {}),
	});
}

/** Values that must not appear, such as the credentials that were sent. */
type Secrets = readonly string[];

/** A name or a text; direct connectors give some codes as numbers. */
function nameOf(value: unknown): string | undefined {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text !== '' ? text : undefined;
}

/** What Pluggy and the bank say in their own words, each once. */
function quote(texts: unknown[], secrets: Secrets = []): IDataObject {
	const said = [...new Set(texts.map(nameOf).filter((text) => text !== undefined))];
	return said.length > 0 ? { said: redact(said.join(' · '), secrets) } : {};
}

/**
 * Statuses of an item that is being synchronized. Every other one ends a wait: new ones come without
 * notice, and Pluggy's own advice is to poll while one of these lasts.
 * https://docs.pluggy.ai/en/docs/connections/errors-validations
 */
const RUNNING = new Set(['UPDATING', 'MERGING', 'CREATING', 'CREATED']);

/** The status of an item whose synchronization has ended. */
const DONE = 'UPDATED';

/** Whether an item is done, or waits for a person. */
export function isSettled(item: IDataObject): boolean {
	return !RUNNING.has(String(item.status));
}

/** The most characters of all warnings together. */
const MOST_OF_WARNINGS = 16_000;

/**
 * An item as Pluggy answers it to credentials or a code, without these where Pluggy or the bank may
 * repeat them. Its other data stays, also where it happens to be the same.
 */
export function withoutSecrets(item: IDataObject, secrets: Secrets): IDataObject {
	if (secrets.length === 0 || !isObject(item)) return item;
	const hide = <Value>(value: Value) => redactDeep(value, secrets, { what: 'secrets' });
	const { error, statusDetail } = item;
	const name = isObject(error) && isStableName(error.code) ? { code: error.code } : {};
	return {
		...item,
		...(error === undefined
			? {}
			: { error: isObject(error) ? { ...hide(error), ...name } : hide(error) }),
		...(statusDetail === undefined ? {} : { statusDetail: hide(statusDetail) }),
	};
}

/**
 * What is the matter with an item, and what to do: for every state that is final or waits for a
 * person and is not plain success.
 */
export function itemDiagnosis(item: IDataObject, secrets: Secrets = []): IDataObject | undefined {
	if (!isSettled(item)) return undefined;
	const error = isObject(item.error) ? item.error : {};
	const code = nameOf(error.code);
	const warnings = warningsOf(item);
	const details = {
		...quote([error.message, error.providerMessage], secrets),
		...(warnings.length > 0
			? {
					warnings: redactDeep(warnings.map(sentenceOf), secrets, { most: MOST_OF_WARNINGS }),
				}
			: {}),
	};
	// From the most telling name of its state to the least.
	const told = [code, nameOf(item.executionStatus), nameOf(item.status)]
		.map((name) => [name, textOf(BY_ITEM_CODE, name) ?? textOf(BY_ITEM_STATUS, name)] as const)
		.find((one): one is [string, ProblemText] => one[1] !== undefined);
	if (code !== undefined) return diagnosisRow(code, told?.[1] ?? BY_ITEM_STATUS.OUTDATED, details);
	const status = nameOf(item.status);
	if (told === undefined && status !== DONE) {
		const seen = status === undefined ? {} : { status: redact(status, secrets) };
		return diagnosisRow('UNKNOWN_STATUS', BY_ITEM_STATUS.UNKNOWN_STATUS, { ...seen, ...details });
	}
	// Of an item that works, its products and resources tell more than "partial".
	const isFine = told === undefined || told[0] === 'PARTIAL_SUCCESS';
	const [name, text] = (isFine ? mostPressing(item, warnings, told) : told) ?? [];
	return name === undefined || text === undefined ? undefined : diagnosisRow(name, text, details);
}

/** The item with its `diagnosis` (null when all is well or it is still running). */
export function withDiagnosis(
	item: IDataObject,
	{ secrets }: { secrets?: Secrets } = {},
): IDataObject {
	return { ...item, diagnosis: itemDiagnosis(item, secrets) ?? null };
}

/** Why a payment failed: its own reason, else that of its last attempt (automatic PIX). */
function reasonOf({ errorDetail, attempts }: IDataObject): IDataObject {
	if (isObject(errorDetail) && Object.keys(errorDetail).length > 0) return errorDetail;
	const tries = (Array.isArray(attempts) ? (attempts as unknown[]) : []).filter(isObject);
	const last = tries.reduce<IDataObject>(
		(latest, one) => (String(one.date ?? '') >= String(latest.date ?? '') ? one : latest),
		{},
	);
	return isObject(last.errorDetail) ? last.errorDetail : {};
}

/** Preauthorizations have recipients, enrollments limits: authorizations for many payments. */
const isAuthorization = (row: IDataObject) => Array.isArray(row.recipients) || 'limits' in row;

/**
 * What is the matter with a payment request, intent, scheduled or automatic PIX payment, smart
 * transfer, authorization or boleto, and what to do. A name that is unknown counts as a failure
 * only if there is a reason, too.
 */
export function paymentDiagnosis(row: IDataObject, secrets: Secrets = []): IDataObject | undefined {
	const status = nameOf(row.status);
	const reason = reasonOf(row);
	const code = nameOf(reason.code);
	if (status !== undefined && FINE_PAYMENT_STATUSES.has(status)) return undefined;
	const byStatus =
		(isAuthorization(row) ? textOf(BY_AUTHORIZATION_STATUS, status) : undefined) ??
		textOf(BY_PAYMENT_STATUS, status);
	if (byStatus === undefined && code === undefined) return undefined;
	// The bank's own name of the reason stands in for a name of Pluggy's that is new.
	const byCode =
		textOf(BY_PAYMENT_CODE, code) ?? textOf(BY_PAYMENT_CODE, nameOf(reason.providerCode));
	const { providerTitle, providerDetail, detail, description, providerMessage } = reason;
	return diagnosisRow(
		code ?? status!,
		byCode ?? byStatus ?? BY_PAYMENT_STATUS.ERROR,
		quote([providerTitle, providerDetail, description, detail, providerMessage], secrets),
	);
}

/** The payment with its `diagnosis` (null when all is well or it is still running). */
export function withPaymentDiagnosis(
	row: IDataObject,
	{ secrets }: { secrets?: Secrets } = {},
): IDataObject {
	return { ...linksFirst(row), diagnosis: paymentDiagnosis(row, secrets) ?? null };
}

/** What a run says of rows with a diagnosis, above its output: their column may be off the screen. */
export function diagnosisHints(rows: readonly IDataObject[]): string[] {
	const told = rows.map(({ diagnosis }) => diagnosis).filter(isObject);
	const first = told.find(({ title, advice }) => nameOf(title) && nameOf(advice));
	if (first === undefined) return [];
	const { title, advice, userMessage } = first;
	const whose = told.length === 1 ? '' : `${told.length} rows have a diagnosis. The first: `;
	const parts = [
		`${whose}${String(title)}.`,
		`What to do: ${String(advice).replace(/\.$/, '')}.`,
		...(nameOf(userMessage)
			? [`In Portuguese, for the account holder: "${String(userMessage)}"`]
			: []),
		'More in the column diagnosis.',
	];
	return [escaped(parts.join(' '))];
}
