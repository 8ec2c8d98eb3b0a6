import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Access } from '../shared/access';
import { localProblem } from '../shared/problems/errors';
import { catalog } from './catalog';
import type { Operation, Place } from './operation';
import { nodeFieldsOf } from './nodeFields';
import { isPlainObject } from './parsers';

/** n8n's customary collections: how they are called, read and guarded. */

export type Collection = Exclude<Place, 'top'>;

export const COLLECTIONS: ReadonlyArray<readonly [place: Collection, label: string, add: string]> =
	[
		['filters', 'Filters', 'Add Filter'],
		['additionalFields', 'Additional Fields', 'Add Field'],
		['updateFields', 'Update Fields', 'Add Field'],
		['options', 'Options', 'Add Option'],
	];

export const labelOf = (place: Collection) => COLLECTIONS.find(([name]) => name === place)![1];

const problem = (place: Collection, reason: string) =>
	localProblem('INVALID_INPUT', `"${labelOf(place)}" ${reason}`, {
		details: { parameter: place },
	});

/**
 * The members of a collection; none where it is not given. n8n gives the fallback only then: an
 * expression for the whole of it that finds nothing gives undefined.
 * @throws PluggyError for what is no object with members: nobody knows what it was to say
 */
export function readCollection(
	parameters: Pick<IExecuteFunctions, 'getNodeParameter'>,
	place: Collection,
	row: number,
): IDataObject {
	const value: unknown = parameters.getNodeParameter(place, row, {});
	if (isPlainObject(value)) return value as IDataObject;
	throw problem(
		place,
		'must be an object with the names and values of its fields: an expression for the whole of it gave something else',
	);
}

/** The names that a collection may have in some operations. */
const namesIn = (place: Collection, operations: readonly Operation[]) =>
	new Set(
		operations
			.flatMap((operation) => [...operation.fields, ...nodeFieldsOf(operation)])
			.filter((field) => field.place === place)
			.map(({ property }) => property.name),
	);

const EVERYWHERE = new Map<Collection, ReadonlySet<string>>();

/** The names that some operation has in this collection. */
function knownNames(place: Collection): ReadonlySet<string> {
	const known =
		EVERYWHERE.get(place) ??
		namesIn(
			place,
			catalog.flatMap(({ operations }) => operations),
		);
	EVERYWHERE.set(place, known);
	return known;
}

/**
 * Refuses members that nothing would be made of. A name that no operation knows is a mistake, and
 * what it was to limit would have no limit. A name of another operation may be left over in the
 * editor from before the operation was changed: it is passed over, but not where money moves.
 */
export function checkMembers(
	operation: Operation,
	collections: ReadonlyMap<Collection, IDataObject>,
	access: Access,
): void {
	for (const [place, members] of collections) {
		const own = namesIn(place, [operation]);
		const strays = Object.keys(members).filter((name) => !own.has(name));
		const unknown = strays.find((name) => !knownNames(place).has(name));
		const isSent = access === 'payments' && place !== 'options' && own.size > 0;
		const stray = unknown ?? (isSent ? strays[0] : undefined);
		if (stray === undefined) continue;
		const what = /^[a-z]\w{0,40}$/i.test(stray) ? `holds "${stray}"` : 'holds a field';
		const correct =
			own.size === 0 ? 'remove it' : `correct its name (${[...own].sort().join(', ')})`;
		const why =
			unknown === undefined
				? `which "${operation.name}" does not have and would not send: remove it. If the editor does not show it, it was left by another operation: choose that one, remove the field there, and come back`
				: `which no operation has there: it would have no effect, so ${correct}`;
		throw problem(place, `${what}, ${why}`);
	}
}
