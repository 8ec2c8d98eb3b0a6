import type { IBinaryData, IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Safety } from '../shared/client/resend';
import type { HostName } from '../shared/client/hosts';
import type { Cost } from '../shared/client/request';
import type { Paging } from '../shared/client/paging';
import type { Access } from '../shared/access';
import type { Client } from '../shared/client/transport';
import type { Formatter } from './format';
import type { Lanes } from './lanes';
import type { Rule } from './rules';
import type { Notes } from './runMemory';
import type { Simplifier } from './simplify';

/** The form of the catalog: what an operation, a resource and a field are. */

/** A method and path of Pluggy's API, with `{name}` for each path parameter. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: string;
	host?: HostName;
}

/** Where a parameter is shown: `top` level, or inside one of n8n's customary collections. */
export type Place = 'top' | 'filters' | 'additionalFields' | 'updateFields' | 'options';

/** What a parser may need besides the value. */
export interface ParseContext {
	/** The workflow's time zone. */
	timeZone: string;
	/** Whether `05/06/2025` is the fifth of June; it is refused otherwise. */
	dayFirst?: boolean;
}

/** What a parameter says about a payment, in the order in which a panel asks for it. */
export const ROLES = ['what', 'who', 'howMuch', 'when', 'test', 'label'] as const;

export type Role = (typeof ROLES)[number];

/** A sentence for the panel, in English and in Portuguese. */
export type Bilingual = readonly [english: string, portuguese: string];

/**
 * Checks one value and turns it into what is sent.
 * @returns undefined when there is nothing to send
 * @throws InputError saying what is expected; it never repeats the value
 */
export type Parser = (value: unknown, context: ParseContext) => unknown;

/** One parameter of an operation. */
export interface Field {
	/** What n8n shows; `name` is the API's own name. Where it is shown is added by properties.ts. */
	property: INodeProperties;
	/** `node`: for the node itself, never sent. */
	in: 'path' | 'query' | 'body' | 'node';
	place: Place;
	parse: Parser;
	/**
	 * Name in the path or query, or dotted place in the body, where it is not the parameter's name;
	 * empty when the value is the whole body.
	 */
	target?: string;
	/** Shown, and read, only while other top-level parameters of the operation have these values. */
	when?: Readonly<Record<string, ReadonlyArray<string | boolean>>>;
	/** The most values of a list that Pluggy takes in one request; more are sent in several. */
	chunk?: number;
	/** A number, though its parameter is a text: an empty one is none. */
	numeric?: boolean;
	/** An amount of money, which the output row repeats; or one for some values only. */
	money?: boolean | ((values: Values) => boolean);
	/** Where money moves, an expression that gives an empty text is an error. Pickers are so, too. */
	vital?: boolean;
	/** A secret, or what identifies a person: the value must not appear in an error. */
	secret?: boolean;
	/** What it says about a payment: panels ask in the order of the roles. */
	role?: Role;
	/** It takes days, which may be written with the day first. */
	dated?: boolean;
}

/** The type of one member of a field. */
export type FieldOf<Member extends keyof Field> = Field[Member];

/** The checked values of one input row, by parameter name. */
export type Values = Readonly<Record<string, unknown>>;

/** An output row; execute.ts pairs it with its input row. */
export type OutputRow = INodeExecutionData;

export const toRow = (json: IDataObject): OutputRow => ({ json });

/** Stores a file where n8n keeps binary data. */
export type MakeFile = (bytes: Buffer, name: string, mimeType: string) => Promise<IBinaryData>;

/** What a handler works with. */
export interface HandlerTools extends Formatter {
	client: Client;
	operation: Operation;
	values: Values;
	/** The most rows wanted; Infinity for all. */
	limit: number;
	makeFile: MakeFile;
	/** Values that must not appear in errors and diagnoses. */
	secrets: readonly string[];
	/** Whether rows are put out flat. */
	simplified: boolean;
	/** What the user of the run should know besides its rows. */
	notes: Notes;
	/** For reads that need not wait for each other. */
	lanes: Lanes;
	/**
	 * To be called when there are no rows: an error, if what they belong to does not exist.
	 * @param isVital whether it is also one if that cannot be known for now
	 */
	checkOwner: (isVital?: boolean) => Promise<void>;
}

/** Turns one row of an answer into an output row; may read on, to wait for an item. */
export type RowMapper = (
	row: IDataObject,
	tools: HandlerTools,
) => IDataObject | Promise<IDataObject>;

/** What one request cannot express. Yields output rows, a page at a time. */
export type Handler = (tools: HandlerTools) => AsyncGenerator<OutputRow[]>;

/** What a list belongs to. Pluggy may answer an empty list, too, when that does not exist. */
export interface Owner {
	/** The parameter with its ID. */
	parameter: string;
	/** It is read there; 404 says that it does not exist. */
	endpoint: Endpoint;
}

/** What a request may do, and what it costs. */
export type Classified = Pick<Operation, 'safety' | 'access' | 'costs'>;

/** One operation of the node. */
export interface Operation extends Endpoint {
	/** Saved in users' workflows: never renamed. */
	id: string;
	name: string;
	/** "Get many accounts" */
	action: string;
	description: string;
	/** Page of Pluggy's reference. */
	docs: string;
	fields: readonly Field[];
	paging: Paging;
	safety: Safety;
	/** What each attempt costs the bank customer or the account at Pluggy. */
	costs?: Cost;
	access: Access;
	output: 'one' | 'list' | 'empty';
	/** The answer may also be a list, of which each entry is a row: Pluggy documents no form. */
	passesLists?: boolean;
	/** The member by which the answer of a change is known for one; `id`, if not given. */
	idMember?: string;
	/** For a list of which nobody wants only the beginning: Return All is on at first. */
	returnAll?: boolean;
	/** What its parameters must not say together. */
	rules?: readonly Rule[];
	/** Filters that the node applies to the rows: members of a row that must equal the parameter. */
	rowFilters?: readonly string[];
	/** For readers of the documentation. */
	note?: string;
	/** Real money moves, at once or when somebody agrees: a test with Is Sandbox on, or never one. */
	moneyMoves?: 'unlessSandbox' | 'always';
	/** What is gone afterwards. */
	loses?: Bilingual;
	/** What else people should read before it runs; `when`: only for these values. */
	notice?: { says: Bilingual; when?: Field['when'] };
	/** How to find out what became of a request whose outcome is unknown. */
	lookup?: string;
	/** The body, where it is not made of the fields alone. */
	body?: (values: Values) => unknown;
	/** Turns one row of the answer into the output row. */
	mapRow?: RowMapper;
	/** Flat columns, by the name of their definition. */
	simplify?: Simplifier;
	/** What the rows of a list belong to: it is looked at when there are none. */
	owner?: Owner;
	/** What Simplify reads besides, once per run and object. */
	simplifyReads?: readonly Endpoint[];
	/** Safety, access and costs, where they follow from the values. */
	classify?: (values: Values) => Classified;
	/** Work of more than the one request, with every endpoint it calls; `when`: only for these values. */
	handler?: {
		run: Handler;
		endpoints: readonly Endpoint[];
		when?: (values: Values) => boolean;
		/** Of a handler that makes files: masks it documents, under Hide Documents? If not, both are refused. */
		files?: 'masked' | 'asTheyAre';
	};
}

export interface Resource {
	/** Saved in users' workflows: never renamed. */
	id: string;
	/** Singular, Title Case. */
	name: string;
	/** What it is, in a few words. */
	description: string;
	/** What Brazilians call it. */
	portuguese: string;
	operations: readonly Operation[];
}

type Method = Endpoint['method'];

/**
 * An operation as the catalog writes it: the only place that knows its endpoint. The usual is left out: one
 * row, no paging; and of a GET that it only reads, which every credential allows. What changes
 * something says so.
 */
export type OperationEntry = Omit<Operation, 'method' | 'safety' | 'access' | 'paging' | 'output'> &
	Partial<Pick<Operation, 'paging' | 'output'>> &
	(
		| { method: 'GET'; safety?: Safety; access?: Access }
		| { method: Exclude<Method, 'GET'>; safety: Safety; access: Access }
	);

/** A resource as the catalog writes it. */
export interface ResourceEntry extends Omit<Resource, 'operations'> {
	operations: readonly OperationEntry[];
}

/** Writes out what a resource of the catalog leaves unsaid. */
export const complete = ({ operations, ...resource }: ResourceEntry): Resource => ({
	...resource,
	operations: operations.map((operation) => ({
		paging: 'none',
		output: 'one',
		safety: 'read',
		access: 'readOnly',
		...operation,
	})),
});

/** A value in the node that is missing or wrong. */
export class InputError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'InputError';
	}
}

/** Page of Pluggy's reference for an operation, by its tag and operation ID there. */
export function referencePage(tag: string, operationId: string): string {
	return `https://docs.pluggy.ai/en/reference/${tag}/${operationId}`;
}
