import type { INodeProperties } from 'n8n-workflow';
import type { Field, Parser, Place } from './operation';

/** What every field of the catalog is made of. */

/** What a field of the catalog may say besides its kind, name and label. */
export type FieldOptions = Partial<
	Pick<
		Field,
		| 'in'
		| 'place'
		| 'target'
		| 'chunk'
		| 'secret'
		| 'numeric'
		| 'money'
		| 'vital'
		| 'when'
		| 'role'
		| 'dated'
	>
> & {
	required?: boolean;
	description?: string;
	placeholder?: string;
	hint?: string;
	default?: INodeProperties['default'];
};

/** What n8n shows for a kind of field. */
export type Look = Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>;

/** A field of one kind. Required ones are on top unless they say otherwise, others are filters. */
export function field(
	name: string,
	displayName: string,
	look: Look,
	parser: Parser,
	options: FieldOptions,
): Field {
	const {
		in: where = 'query',
		place,
		target,
		chunk,
		secret,
		numeric,
		money,
		vital,
		when,
		role,
		dated,
		...rest
	} = options;
	const { required, ...texts } = rest;
	const shown: Place = place ?? (required ? 'top' : 'filters');
	const property: INodeProperties = {
		displayName,
		name,
		...look,
		...texts,
		...(required && shown === 'top' ? { required: true } : {}),
	};
	const said = { target, chunk, secret, numeric, money, vital, when, role, dated };
	return {
		property,
		in: where,
		place: shown,
		parse: parser,
		...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
	};
}
