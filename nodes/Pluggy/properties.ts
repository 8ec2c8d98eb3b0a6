import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { asGiven } from '../shared/asGiven';
import { byDisplayName, byName } from '../shared/inAlphabet';
import { COLLECTIONS } from './collections';
import type { Operation, Resource } from './operation';
import { nodeFieldsOf, SHOWN_LAST } from './nodeFields';

/** The catalog as what n8n shows: a pure function. */

/** A property and the operations that show it, as "resource.operation". */
interface Shown {
	property: INodeProperties;
	where: Array<readonly [resource: string, operation: string]>;
	/** More to show it by than resource and operation. */
	when?: Record<string, Array<string | boolean>>;
}

export function buildProperties(catalog: readonly Resource[]): INodeProperties[] {
	const resources = catalog.map(({ id, name }) => ({ name, value: id })).sort(byName);
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
		...merge(catalog),
		// Behind what is shown: plan.ts judges the collections as they were given.
		...COLLECTIONS.map(([name, displayName]) => asGiven({ name, displayName })),
	];
}

function operationPicker({ id, operations }: Resource): INodeProperties {
	const first = defaultOperation(operations);
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
		default: first,
	};
}

function defaultOperation(operations: readonly Operation[]): string {
	const ids = operations.map(({ id }) => id);
	return ['getMany', 'get', 'create'].find((id) => ids.includes(id)) ?? ids[0];
}

/** The properties of one operation, in the order in which they are shown. */
function propertiesOf(operation: Operation): Array<Omit<Shown, 'where'>> {
	const fields = [...operation.fields, ...nodeFieldsOf(operation)];
	const list: Array<Omit<Shown, 'where'>> = fields
		.filter(({ place }) => place === 'top')
		.map(({ property, when }) => ({
			property,
			...(when === undefined
				? {}
				: { when: Object.fromEntries(Object.entries(when).map(([name, of]) => [name, [...of]])) }),
		}));
	for (const [place, displayName, placeholder] of COLLECTIONS) {
		const members = fields.filter((field) => field.place === place).map(({ property }) => property);
		if (members.length === 0) continue;
		list.push({
			property: {
				displayName,
				name: place,
				type: 'collection',
				placeholder,
				default: {},
				options: members.sort(byDisplayName),
			},
		});
	}
	return list;
}

/**
 * Operations of one resource share equal properties, and resources share those that their
 * operations of the same names show. The order within each operation is kept: what is on top
 * everywhere comes first, then Return All, Limit and Simplify, then the collections.
 */
function merge(catalog: readonly Resource[]): INodeProperties[] {
	const last = [...SHOWN_LAST, ...COLLECTIONS.map(([place]) => place as string)];
	const rank = ({ property }: Shown) => last.indexOf(property.name);
	const perResource = catalog.flatMap(({ id, operations }) => {
		const shown = new Map<string, Shown>();
		for (const operation of operations) {
			for (const { property, when } of propertiesOf(operation)) {
				const key = JSON.stringify([property, when]);
				const entry = shown.get(key) ?? { property, when, where: [] };
				entry.where.push([id, operation.id]);
				shown.set(key, entry);
			}
		}
		return [...shown.values()];
	});
	const shared = new Map<string, Shown & { operations: string[]; resources: string[] }>();
	for (const entry of perResource) {
		const operations = entry.where.map(([, operation]) => operation).sort();
		const resource = entry.where[0][0];
		const key = JSON.stringify([entry.property, entry.when, operations]);
		const twin = shared.get(key);
		if (twin) twin.resources.push(resource);
		else shared.set(key, { ...entry, operations, resources: [resource] });
	}
	return [...shared.values()]
		.sort((a, b) => rank(a) - rank(b))
		.map(({ property: { displayName, name, type, ...rest }, when, operations, resources }) => ({
			displayName,
			name,
			type,
			...rest,
			displayOptions: { show: { resource: resources, operation: operations, ...when } },
		}));
}
