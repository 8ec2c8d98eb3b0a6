import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../objects';
import { BY_ITEM_CODE, BY_WARNING, type Action, type ProblemText } from './';
import { textOf } from './words';

/** The warnings of an item, whatever form they come in. */

/**
 * What Pluggy says about single products of an item that is otherwise fine.
 * https://docs.pluggy.ai/en/docs/connections/warnings-status-codes
 */
export interface Warning {
	/** A name of `statusDetail`, such as creditCards. */
	product: string;
	code?: string;
	words: string;
}

/** A problem and the name it goes by. */
export type NamedText = readonly [code: string, text: ProblemText];

/** Direct connectors number their codes. */
const nameOf = (value: unknown): string | undefined =>
	(typeof value === 'string' && value !== '') || typeof value === 'number'
		? String(value)
		: undefined;

/** Codes of Open Finance connectors say themselves which product they are about. */
const CODE = /\b[A-Z]{2,5}_\d{3}\b/;

/** Pluggy sends a warning as an object, and sometimes as a text: its code, or a sentence. */
function warningOf(product: string, warning: unknown): Warning | undefined {
	if (!isObject(warning)) {
		const text = nameOf(warning);
		if (text === undefined) return undefined;
		const code = CODE.exec(text)?.[0];
		return { product, code, words: code === text ? (textOf(BY_WARNING, code)?.title ?? '') : text };
	}
	const code = nameOf(warning.code);
	const said = nameOf(warning.providerMessage) ?? nameOf(warning.message);
	return { product, code, words: said ?? textOf(BY_WARNING, code)?.title ?? '' };
}

/** The warnings in `statusDetail`, product by product. */
export function warningsOf({ statusDetail }: IDataObject): Warning[] {
	if (!isObject(statusDetail)) return [];
	return Object.entries(statusDetail).flatMap(([product, state]) => {
		const warnings: unknown[] = [isObject(state) ? (state.warnings ?? []) : []].flat();
		return warnings
			.filter((warning) => warning !== null && warning !== '')
			.map((warning) => warningOf(product, warning))
			.filter((warning) => warning !== undefined);
	});
}

/** A warning as "creditCards: message (CC_003)". */
export function sentenceOf({ product, code, words }: Warning): string {
	const suffix = code === undefined || words.includes(code) ? '' : ` (${code})`;
	return `${product}: ${words || 'warning'}${suffix}`;
}

/** What somebody can do comes before what only time mends, and that before what stays so. */
const URGENCY: readonly Action[] = ['waitForUser', 'reconnect', 'retryLater', 'useData'];

function urgencyOf([, { action }]: NamedText): number {
	const place = URGENCY.indexOf(action);
	return place < 0 ? URGENCY.length : place;
}

/**
 * The one thing to tell of an item that works, but did not bring all: the most pressing of its
 * warnings. What is known of the item as a whole counts where a warning has no text.
 */
export function mostPressing(
	item: IDataObject,
	warnings: readonly Warning[],
	ofItem: NamedText | undefined,
): NamedText | undefined {
	const texts = warnings.map(({ code }) => [code, textOf(BY_WARNING, code)] as const);
	const known = texts.filter((one): one is [string, ProblemText] => one[1] !== undefined);
	const general: NamedText | undefined =
		ofItem ??
		(warnings.length > 0 ? ['PRODUCT_WARNINGS', BY_ITEM_CODE.PRODUCT_WARNINGS] : undefined);
	const isAllKnown = known.length > 0 && known.length === texts.length;
	const candidates: NamedText[] = [
		...(item.hasResourcesPendingAuthorization === true
			? [['RESOURCES_PENDING_AUTHORIZATION', BY_ITEM_CODE.RESOURCES_PENDING_AUTHORIZATION] as const]
			: []),
		...known,
		...(general !== undefined && !isAllKnown ? [general] : []),
	];
	return candidates.reduce<NamedText | undefined>(
		(first, one) => (first === undefined || urgencyOf(one) < urgencyOf(first) ? one : first),
		undefined,
	);
}
