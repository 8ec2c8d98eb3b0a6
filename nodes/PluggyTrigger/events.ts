import type { IDataObject } from 'n8n-workflow';
import { localProblem } from '../shared/errors';
import { parseRange, type Range } from './addresses';

/** The subscription that brings every event. */
export const ALL = 'all';

/** What the person who built the workflow asks for. */
export interface Settings {
	/** The events to register, each once; only `all` when all are wanted. */
	events: readonly string[];
	/** Empty: no filter. Item IDs are in lower case. */
	itemIds: readonly string[];
	clientUserIds: readonly string[];
	triggeredBy: readonly string[];
	/** Undefined: from anywhere. */
	sources: readonly Range[] | undefined;
	/** What the list of sources holds beside addresses. */
	badSources: readonly string[];
}

const textList = (value: unknown): string[] =>
	(Array.isArray(value) ? value : String(value ?? '').split(/[\s,;]+/))
		.map((entry) => String(entry).trim())
		.filter((entry) => entry !== '');

/** @param read gives the value of a parameter of the node */
export function readSettings(read: (name: string) => unknown): Settings {
	const chosen = [...textList(read('events')), ...textList(read('customEvent'))];
	const filters = (read('filters') ?? {}) as IDataObject;
	const options = (read('options') ?? {}) as IDataObject;
	const sources = textList(options.sourceIps).map((text) => ({ text, range: parseRange(text) }));
	return {
		events: chosen.includes(ALL) ? [ALL] : [...new Set(chosen)],
		itemIds: textList(filters.itemIds).map((id) => id.toLowerCase()),
		// Client user IDs may hold spaces.
		clientUserIds: String(filters.clientUserId ?? '')
			.split(',')
			.map((id) => id.trim())
			.filter((id) => id !== ''),
		triggeredBy: textList(filters.triggeredBy),
		sources:
			sources.length === 0
				? undefined
				: sources.flatMap(({ range }) => (range === undefined ? [] : [range])),
		badSources: sources.filter(({ range }) => range === undefined).map(({ text }) => text),
	};
}

/** @throws PluggyError for settings with which nothing could ever arrive */
export function checked(settings: Settings): Settings {
	const { events, badSources } = settings;
	if (events.length === 0) {
		throw localProblem('INVALID_INPUT', 'Choose at least one event in the Pluggy Trigger');
	}
	if (badSources.length > 0) {
		throw localProblem(
			'INVALID_INPUT',
			`"Source IPs" (Options) must hold IP addresses or CIDR blocks, not "${badSources.join('", "')}"`,
		);
	}
	return settings;
}

/**
 * Whether an event is one of those asked for. A filter decides only about events that have its
 * member: a payment belongs to no item.
 */
export function isWanted(event: IDataObject, settings: Settings): boolean {
	const { events, itemIds, clientUserIds, triggeredBy } = settings;
	const passes = (list: readonly string[], value: unknown) =>
		list.length === 0 || value === undefined || list.includes(String(value));
	return (
		(events.includes(ALL) || events.includes(String(event.event))) &&
		passes(itemIds, typeof event.itemId === 'string' ? event.itemId.toLowerCase() : event.itemId) &&
		passes(clientUserIds, event.clientUserId) &&
		passes(triggeredBy, event.triggeredBy)
	);
}
