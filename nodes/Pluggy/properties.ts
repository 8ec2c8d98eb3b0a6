import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { asGiven } from '../shared/asGiven';
import { byDisplayName, byName } from '../shared/lists';
import { COLLECTIONS } from './collections';
import type { Operation, Resource } from './operation';
import { MAX_WAIT_NAME, nodeFieldsOf, SHOWN_LAST } from './nodeFields';
import { noticesOf } from './notices';

/** The catalog as what n8n shows: a pure function. */

/** A property, and what shows it besides resource and operation. */
interface Shown {
	property: INodeProperties;
	when?: Record<string, Array<string | boolean>>;
}

export function buildProperties(catalog: readonly Resource[]): INodeProperties[] {
	const resources = catalog
		.map(({ id, name, description, portuguese }) => ({
			name,
			value: id,
			description: `${description} (${portuguese})`,
		}))
		.sort(byName);
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources,
			default: 'transaction',
		},
		...catalog.map(operationPicker),
		...share(catalog),
		// Behind what is shown: plan.ts judges the collections as they were given.
		...COLLECTIONS.map(([name, displayName]) => asGiven({ name, displayName })),
	];
}

function operationPicker({ id, operations }: Resource): INodeProperties {
	const options: INodePropertyOptions[] = operations
		.map(({ name, id: value, action, description }) => ({ name, value, action, description }))
		.sort(byName);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [id] } },
		options,
		default: defaultOperation(operations),
	};
}

/** What a resource opens on: a list, else one thing, else whatever reads, best without a price. */
function defaultOperation(operations: readonly Operation[]): string {
	const reading = operations.filter(({ safety }) => safety === 'read');
	const wanted = [
		...['getMany', 'get'].map((id) => reading.find((one) => one.id === id)),
		reading.find(({ id }) => id.startsWith('getMany')),
		reading.find(({ costs }) => costs === undefined),
		...reading,
		...operations,
	];
	return wanted.find((operation) => operation !== undefined)!.id;
}

const shown = (
	property: INodeProperties,
	when?: Readonly<Record<string, ReadonlyArray<string | boolean>>>,
): Shown => ({
	property,
	...(when === undefined
		? {}
		: { when: Object.fromEntries(Object.entries(when).map(([name, of]) => [name, [...of]])) }),
});

/** A box for this one alone is a box that nobody needs. It counts all the same where it is given. */
const isAlone = (members: readonly INodeProperties[]) =>
	members.length === 1 && members[0].name === MAX_WAIT_NAME;

/** The properties of one operation, in the order in which they are shown. */
function propertiesOf(operation: Operation): Shown[] {
	const fields = [...operation.fields, ...nodeFieldsOf(operation)];
	const list = [...noticesOf(operation), ...fields.filter(({ place }) => place === 'top')].map(
		({ property, when }) => shown(property, when),
	);
	for (const [place, displayName, placeholder] of COLLECTIONS) {
		const members = fields.filter((field) => field.place === place).map(({ property }) => property);
		if (members.length === 0 || isAlone(members)) continue;
		list.push(
			shown({
				displayName,
				name: place,
				type: 'collection',
				placeholder,
				default: {},
				options: members.sort(byDisplayName),
			}),
		);
	}
	return list;
}

/** Something that is shown, by a number that is equal for what may be shared: texts take long to compare. */
interface Keyed<Value> {
	key: number;
	value: Value;
}

/** A number for each text, the same for the same text. */
function numbering(): (text: string) => number {
	const known = new Map<string, number>();
	return (text) => {
		const number = known.get(text) ?? known.size;
		known.set(text, number);
		return number;
	};
}

/**
 * Adds a panel to a list of all panels: what both have in the same order is shared, the rest comes in
 * between. Each panel that was added stands in the list in its own order.
 * @param join called for what is shared
 */
function weave<Value>(
	all: Array<Keyed<Value>>,
	panel: ReadonlyArray<Keyed<Value>>,
	join: (there: Value, added: Value) => void,
): Array<Keyed<Value>> {
	// The longest common part of what is left of both, from each place on: rows of one flat table.
	const row = panel.length + 1;
	const longest = new Uint16Array((all.length + 1) * row);
	for (let i = all.length - 1; i >= 0; i--) {
		for (let j = panel.length - 1; j >= 0; j--) {
			const at = i * row + j;
			longest[at] =
				all[i].key === panel[j].key
					? longest[at + row + 1] + 1
					: Math.max(longest[at + row], longest[at + 1]);
		}
	}
	const woven: Array<Keyed<Value>> = [];
	let [i, j] = [0, 0];
	while (i < all.length || j < panel.length) {
		const [there, added]: Array<Keyed<Value> | undefined> = [all[i], panel[j]];
		if (i < all.length && j < panel.length && there!.key === added!.key) {
			join(there!.value, added!.value);
			woven.push(there!);
			i += 1;
			j += 1;
		} else if (
			j >= panel.length ||
			(i < all.length && longest[(i + 1) * row + j] >= longest[i * row + j + 1])
		) {
			woven.push(there!);
			i += 1;
		} else {
			woven.push(added!);
			j += 1;
		}
	}
	return woven;
}

interface OfOperations extends Shown {
	operations: string[];
}
interface OfResources extends OfOperations {
	resources: string[];
}

/**
 * Operations of one resource share equal properties, and resources share those that their operations
 * of the same names show; each operation keeps its order. What is for the node itself comes last
 * everywhere: Return All, Limit and Simplify, then the collections.
 */
function share(catalog: readonly Resource[]): INodeProperties[] {
	const numberOf = numbering();
	let all: Array<Keyed<OfResources>> = [];
	for (const { id, operations } of catalog) {
		let own: Array<Keyed<OfOperations>> = [];
		for (const operation of operations) {
			const panel = propertiesOf(operation).map((one) => ({
				key: numberOf(JSON.stringify([one.property, one.when])),
				value: { ...one, operations: [operation.id] },
			}));
			own = weave(own, panel, (there, added) => {
				there.operations = there.operations.concat(added.operations);
			});
		}
		const panels = own.map(({ key, value }) => ({
			key: numberOf(`${key} ${[...value.operations].sort().join()}`),
			value: { ...value, resources: [id] },
		}));
		all = weave(all, panels, (there, added) => {
			there.resources = there.resources.concat(added.resources);
		});
	}
	const last = [...SHOWN_LAST, ...COLLECTIONS.map(([place]) => place as string)];
	const rank = ({ property }: Shown) => last.indexOf(property.name);
	return all
		.map(({ value }) => value)
		.sort((a, b) => rank(a) - rank(b))
		.map(({ property: { displayName, name, type, ...rest }, when, operations, resources }) => ({
			displayName,
			name,
			type,
			...rest,
			displayOptions: { show: { resource: resources, operation: operations.sort(), ...when } },
		}));
}
