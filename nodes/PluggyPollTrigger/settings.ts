import { COMMA, foundNothing, listOf, WORDS } from '../shared/lists';
import { entryWithoutId, EXAMPLE_ID, isObject } from '../shared/objects';
import { localProblem } from '../shared/problems/errors';
import { PAYMENT_EVENT, POLLED_EVENTS } from './events';
import { DAY_MS } from './told';

/** The settings of the poll trigger, read and checked. */

export interface PollSettings {
	events: readonly string[];
	/** In lower case, each once. */
	itemIds: readonly string[];
	/** On a first poll, what happened since this time is told; undefined: nothing. */
	since: number | undefined;
}

/** Each is a request in every poll. */
export const MOST_CONNECTIONS = 50;

const MOST_DAYS = 365;

/** Option names, as in the editor. */
const OPTIONS = ['firstPollDays'];

function fault(what: string): never {
	throw localProblem('INVALID_INPUT', what);
}

function eventsOf(value: unknown): string[] {
	if (typeof value !== 'string' && !Array.isArray(value)) fault(foundNothing('Events'));
	const { entries } = listOf(value, COMMA);
	if (entries.length === 0) fault('Choose at least one event in the Pluggy Poll Trigger');
	const unknown = entries.find((event) => !POLLED_EVENTS.some((one) => one === event));
	if (unknown !== undefined) {
		fault(
			`"Events" has one that polling cannot see. It sees ${POLLED_EVENTS.join(', ')}; the others need the Pluggy Trigger`,
		);
	}
	return [...new Set(entries)];
}

function itemIdsOf(value: unknown, ofCredential: readonly string[]): string[] {
	if (typeof value !== 'string' && !Array.isArray(value)) fault(foundNothing('Item IDs'));
	const isEmpty = typeof value === 'string' && value.trim() === '';
	const listed = isEmpty ? { entries: [...ofCredential] } : listOf(value, WORDS);
	const where = isEmpty ? '"Item IDs" of the credential' : '"Item IDs"';
	if ('fault' in listed && listed.fault !== undefined) fault(`${where} ${listed.fault}`);
	const wrong = entryWithoutId(listed.entries);
	if (wrong !== undefined) {
		fault(`${where}: entry ${wrong} is no ID of an item, such as ${EXAMPLE_ID}`);
	}
	const ids = [...new Set(listed.entries.map((id) => id.toLowerCase()))];
	if (ids.length > MOST_CONNECTIONS) {
		fault(
			`${where} has ${ids.length} connections, and one trigger asks for ${MOST_CONNECTIONS} at most: divide them among several triggers`,
		);
	}
	return ids;
}

function sinceOf(options: unknown, now: number): number | undefined {
	if (!isObject(options)) fault(foundNothing('Options'));
	const stranger = Object.keys(options).find((name) => !OPTIONS.includes(name));
	if (stranger !== undefined)
		fault(`"Options" has a member that it does not know: only ${OPTIONS.join(', ')}`);
	const { firstPollDays } = options;
	if (firstPollDays === undefined) return undefined;
	const days = Number(firstPollDays);
	const isNumber = typeof firstPollDays === 'number' || typeof firstPollDays === 'string';
	if (!isNumber || firstPollDays === '' || !(days >= 0 && days <= MOST_DAYS)) {
		fault(`"First Poll: Last Days" (Options) must be a number from 0 to ${MOST_DAYS}`);
	}
	return days === 0 ? undefined : now - days * DAY_MS;
}

/**
 * @param read gives the value of a parameter of the node
 * @param ofCredential the connections of the credential, for whoever names none
 * @throws PluggyError for settings with which nothing could be found, or more than was meant
 */
export function readPollSettings(
	read: (name: string) => unknown,
	ofCredential: readonly string[],
	now: number,
): PollSettings {
	const events = eventsOf(read('events'));
	const itemIds = itemIdsOf(read('itemIds'), ofCredential);
	const since = sinceOf(read('options'), now);
	const needsItems = events.some((event) => event !== PAYMENT_EVENT);
	if (needsItems && itemIds.length === 0) {
		fault(
			'No connection to ask about: write its ID into "Item IDs", here or in the credential. Connections cannot be listed with most Pluggy accounts',
		);
	}
	return { events, itemIds: needsItems ? itemIds : [], since };
}
