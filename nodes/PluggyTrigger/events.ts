import type { IDataObject } from 'n8n-workflow';
import { localProblem } from '../shared/problems/errors';
import { ALL } from '../shared/events';
import { COMMA, foundNothing, listOf, WORDS } from '../shared/lists';
import { isObject } from '../shared/objects';
import { parseRange, type Range } from './addresses';

/** The settings of a trigger: read, checked, and applied to an event. */

/**
 * A list that narrows what comes in. Undefined: it was not added, so everything passes. Empty: it was
 * added, but its expression found nothing, so nothing passes.
 */
type Narrowing<T> = readonly T[] | undefined;

/** What the person who built the workflow asks for. */
export interface Settings {
	/** The events to register, each once; only `all` when all are wanted. */
	events: readonly string[];
	/** In lower case. */
	itemIds: Narrowing<string>;
	clientUserIds: Narrowing<string>;
	triggeredBy: Narrowing<string>;
	sources: Narrowing<Range>;
	/** What is wrong with them, in sentences: such settings are not published. */
	faults: readonly string[];
}

/** The collections of the node, and how their members are named in the editor. */
const COLLECTIONS = {
	filters: {
		label: 'Filters',
		members: { itemIds: 'Item IDs', clientUserId: 'Client User ID', triggeredBy: 'Triggered By' },
	},
	options: { label: 'Options', members: { sourceIps: 'Source IPs' } },
} as const;

type Members = Readonly<Record<string, string>>;

/** The lists of one collection by their names. A collection that is none lets nothing in. */
function readCollection<M extends Members>(
	value: unknown,
	{ label, members }: { label: string; members: M },
	separators: Partial<Record<keyof M, RegExp>> = {},
): { lists: Record<keyof M, string[] | undefined>; faults: string[] } {
	const names = Object.keys(members) as Array<keyof M & string>;
	const isCollection = isObject(value);
	const given = isCollection ? value : {};
	const added = Object.keys(given);
	const strangers = added.filter((name) => !names.includes(name));
	const isWhole = isCollection && strangers.length === 0;
	const faults = isCollection
		? strangers.map((name) => `"${label}" has no "${name}": only ${names.join(', ')}`)
		: [foundNothing(label)];
	const lists = {} as Record<keyof M, string[] | undefined>;
	for (const name of names) {
		lists[name] = isWhole ? undefined : [];
		if (!isWhole || !added.includes(name)) continue;
		const { entries, fault } = listOf(given[name], separators[name] ?? WORDS);
		lists[name] = entries;
		if (fault !== undefined) {
			const what = `"${members[name]}" (${label}) ${fault}`;
			faults.push(`${what}: fill it, mend its expression, or remove it`);
		}
	}
	return { lists, faults };
}

/** The names of the events to register, chosen and typed in. */
function readEvents(read: (name: string) => unknown): { events: string[]; faults: string[] } {
	const parts = [
		{ label: 'Events', value: read('events') },
		{ label: 'Custom Event', value: read('customEvent') },
	].map((part) => ({ ...part, ...listOf(part.value, WORDS) }));
	const chosen = parts.flatMap(({ entries }) => entries);
	const faults = parts.flatMap(({ label, value, entries, fault }) => {
		if (typeof value !== 'string' && !Array.isArray(value)) return [foundNothing(label)];
		return entries.length > 0 && fault !== undefined ? [`"${label}" ${fault}`] : [];
	});
	if (chosen.length === 0) faults.unshift('Choose at least one event in the Pluggy Trigger');
	return { events: chosen.includes(ALL) ? [ALL] : [...new Set(chosen)], faults };
}

/** @param read gives the value of a parameter of the node */
export function readSettings(read: (name: string) => unknown): Settings {
	const { events, faults } = readEvents(read);
	const filters = readCollection(read('filters'), COLLECTIONS.filters, { clientUserId: COMMA });
	const options = readCollection(read('options'), COLLECTIONS.options);
	const sources = options.lists.sourceIps?.map((text) => ({ text, range: parseRange(text) }));
	const bad = (sources ?? []).filter(({ range }) => range === undefined).map(({ text }) => text);
	const badNames = bad.join('", "');
	return {
		events,
		itemIds: filters.lists.itemIds?.map((id) => id.toLowerCase()),
		clientUserIds: filters.lists.clientUserId,
		triggeredBy: filters.lists.triggeredBy,
		sources: sources?.flatMap(({ range }) => (range === undefined ? [] : [range])),
		faults: [
			...faults,
			...filters.faults,
			...options.faults,
			...(bad.length === 0
				? []
				: [`"Source IPs" (Options) must hold IP addresses or CIDR blocks, not "${badNames}"`]),
		],
	};
}

/** @throws PluggyError for settings with which nothing could arrive, or more than was meant */
export function checked(settings: Settings): Settings {
	const [fault] = settings.faults;
	if (fault !== undefined) throw localProblem('INVALID_INPUT', fault);
	return settings;
}

/** Pluggy writes null or an empty text where it could leave out a member. */
const isUntold = (value: unknown) => value === undefined || value === null || value === '';

/**
 * Whether an event is one of those asked for. A filter decides only about events that tell what it
 * is about: a payment belongs to no item, and an item event whose client user ID is null does not say
 * whose it is. Such events pass, because one that is dropped never comes again, while one too many
 * can still be sorted out in the workflow.
 */
export function isWanted(event: IDataObject, settings: Settings): boolean {
	const { events, itemIds, clientUserIds, triggeredBy } = settings;
	const passes = (list: Narrowing<string>, value: unknown) =>
		list === undefined || (list.length > 0 && (isUntold(value) || list.includes(String(value))));
	return (
		(events.includes(ALL) || events.includes(String(event.event))) &&
		passes(itemIds, typeof event.itemId === 'string' ? event.itemId.toLowerCase() : event.itemId) &&
		passes(clientUserIds, event.clientUserId) &&
		passes(triggeredBy, event.triggeredBy)
	);
}
